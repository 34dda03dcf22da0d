"""Which changes come into question for which kind of mistake."""

from collections.abc import Callable, Iterator, Mapping

from einscope.core.errors import say
from einscope.core.fields import called
from einscope.core.mend.arrows import arrow_missing, arrow_repeated
from einscope.core.mend.brackets import bracket_nested, bracket_open, bracket_unopened
from einscope.core.mend.equations import (
    in_brackets,
    labels_of_output,
    operands_counted,
    other_sizes,
    several_operands,
)
from einscope.core.mend.mistake import ELSEWHERE, TENSOR, WORD, Candidate, Mistake
from einscope.core.mend.names import ellipsis_misplaced, name_invalid, repeated
from einscope.core.mend.numbers import number_named, number_zero
from einscope.core.mend.pasted import pasted
from einscope.core.mend.shapes import axes_numbered, fitted, of_other_rank, shape_missing, shape_misspelt, zero_size
from einscope.core.mend.sides import one_sided
from einscope.core.mend.sizes import size_reserved, size_unused, sizes_misspelt
from einscope.core.mend.words import character_unknown, run_together, spaced

_LONGEST = 400  # characters of a pattern whose slips are looked for

Kind = Callable[[Mistake], Iterator[Candidate]]

KINDS: Mapping[str, tuple[Kind, ...]] = {
    "arrow-missing": (arrow_missing,),
    "arrow-repeated": (arrow_repeated,),
    "bracket-nested": (bracket_nested,),
    "bracket-open": (bracket_open,),
    "bracket-close": (bracket_unopened,),
    "bracket-in-einsum": (in_brackets,),
    "number-in-einsum": (number_named,),
    "space-missing": (spaced,),
    "character-unknown": (character_unknown,),
    "name-invalid": (name_invalid, sizes_misspelt),
    "axis-repeated": (repeated,),
    "ellipsis-repeated": (repeated,),
    "ellipsis-right-only": (ellipsis_misplaced,),
    "ellipsis-grouped": (ellipsis_misplaced,),
    "axis-one-sided": (one_sided, labels_of_output, run_together),
    "number-zero": (number_zero,),
    "number-in-rearrange": (number_named,),
    "number-in-reduce": (number_named,),
    "number-in-repeat": (number_named,),
    "rank-mismatch": (run_together, of_other_rank, operands_counted),
    "operand-count": (operands_counted,),
    "size-mismatch": (fitted, other_sizes),
    "unit-mismatch": (fitted,),
    "size-zero": (zero_size, fitted),
    "size-indivisible": (fitted,),
    "size-unused": (size_unused,),
    "size-reserved": (size_reserved,),
    "size-repeated": (sizes_misspelt,),
    "size-without-value": (sizes_misspelt,),
    "size-not-a-number": (sizes_misspelt, shape_misspelt),
    "size-negative": (sizes_misspelt, shape_misspelt),
    "size-huge": (shape_misspelt,),
    "number-unreadable": (shape_misspelt,),
    "roll-axis": (axes_numbered,),
    "factor-zero": (shape_misspelt,),
    "cells-limit": (shape_misspelt,),
    "text-control": (character_unknown,),
    "parameter-missing": (shape_missing,),
    "shape-several": (several_operands,),
}
"""By the code of the mistake; each says what comes into question, whether or not it would be answered."""


def candidates(mistake: Mistake) -> Iterator[Candidate]:
    """What might mend a mistake: what whoever raised it offers, and what is usual for its kind."""
    error = mistake.error
    for says, texts in error.choices:
        yield Candidate(says, texts, WORD)
    if error.field == "pattern" and (whole := list(pasted(mistake))):
        yield from whole
        return
    if len(mistake.draft.text) > _LONGEST:
        return
    for kind in KINDS.get(error.code, ()):
        yield from kind(mistake)
    if error.repair:
        name, text = next(iter(error.repair.items()))
        field = called(name)
        says = say("set {name} to {text}", name=field, text=text) if text else say("leave {name} empty", name=field)
        shaped = TENSOR if mistake.asked.op == "einsum" else ELSEWHERE
        yield Candidate(says, error.repair, shaped if name == "shape" else WORD)
