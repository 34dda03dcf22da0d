"""Pasted text to a program: what comes along is taken away, step by step, until Python reads the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from einscope.core.errors import Sentence, Span, say
from einscope.core.program.pasted.around import (
    fences,
    labels,
    marks,
    numbers,
    old_lines,
    prose,
    quotation_marks,
)
from einscope.core.program.pasted.characters import quotes, signs, spaces
from einscope.core.program.pasted.commands import backslashes, commands
from einscope.core.program.pasted.indentation import indentation, tabs
from einscope.core.program.pasted.patterns import Beside, is_pattern, patterns
from einscope.core.program.pasted.reading import fault
from einscope.core.program.pasted.sessions import NOTEBOOK, printed, prompts
from einscope.core.typed import Edit, Typed, typed

_ROUNDS = 8
_NOTHING = Beside()
_REMOVED, _REPLACED, _ADDED = say("Removed: {things}."), say("Replaced: {things}."), say("Added: {things}.")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a text, and what was done to it.

    Args:
        text: the program, which knows where it stood.
        done: what was done, in a sentence or two; empty: it is as it was typed.
    """

    text: Typed
    done: tuple[Sentence, ...] = ()

    @property
    def code(self) -> str:
        """The program."""
        return self.text.text

    def span(self, span: Span) -> Span:
        """A part of the program as a part of the text that was typed."""
        return self.text.span(span) if self.done else span


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that comes along; ``kind`` is how the sentence begins, ``thing`` what it names."""

    kind: Sentence
    thing: Sentence
    edits: Callable[[str], Iterable[Edit]]


_STEPS = (
    _Step(_REPLACED, say("special spaces"), spaces),
    _Step(_REMOVED, say("quotation marks before lines"), quotation_marks),
    _Step(_REMOVED, say("text around the code"), prose),
    _Step(_REMOVED, say("code fences"), fences),
    _Step(_REMOVED, say("labels"), labels),
    _Step(_REMOVED, say("output"), printed),
    _Step(_REMOVED, say("prompts"), prompts),
    _Step(_REMOVED, say("old lines of a diff"), old_lines),
    _Step(_REMOVED, say("marks of a diff"), marks),
    _Step(_REMOVED, say("line numbers"), numbers),
    _Step(_REMOVED, say("commands"), commands),
    _Step(_REPLACED, say("curly quotes"), quotes),
    _Step(_REPLACED, say("typographic characters"), signs),
    _Step(_REMOVED, say("loose backslashes"), backslashes),
    _Step(_REMOVED, say("indentation"), indentation),
    _Step(_REPLACED, say("tabs"), tabs),
    _Step(_REMOVED, say("indentation"), indentation),
)
_CALL = say("a call of einops around the pattern")


def cleaned(code: str, most: int, beside: Beside = _NOTHING) -> Cleaned:
    r"""A program without what came along when it was pasted.

    A text that Python reads is left as it is. Of any other, strings and comments are left as they are, unless a curly
    quote shows that they have been through a printer's hands.

    Args:
        code: as typed.
        most: code points; a longer text is left as it is.
        beside: what is given beside it, for the call round a pattern alone.

    Cost: O(length), times the steps.

    >>> result = cleaned(">>> y = x.T\n>>> y.shape\ntorch.Size([3, 2])", 100)
    >>> result.code, *map(str, result.done)
    ('y = x.T\ny.shape\n', 'Removed: output, prompts.')
    """
    text = typed(code)
    if len(code) > most:
        return Cleaned(text)
    steps = (*_STEPS, _Step(_ADDED, _CALL, partial(patterns, beside=beside)))
    done: list[_Step] = []
    for _ in range(_ROUNDS):
        before = text.text
        for step in steps:
            if _is_read(text.text):
                break
            if edits := [*step.edits(text.text)]:
                text = text.edited(edits)
                done.append(step)
        if text.text == before:
            break
    else:
        return Cleaned(typed(code))  # what never comes to an end was no program
    kinds = [(kind, [step.thing for step in done if step.kind is kind]) for kind in (_REMOVED, _REPLACED, _ADDED)]
    sentences = (
        Sentence(kind.template, {"things": _listed(list(dict.fromkeys(things)))}) for kind, things in kinds if things
    )
    return Cleaned(text, tuple(sentences))


def _is_read(code: str) -> bool:
    return fault(code) is None and not NOTEBOOK.search(code) and not is_pattern(code)


def _listed(things: list[Sentence]) -> Sentence:
    listed = things[0]
    for thing in things[1:]:
        listed = say("{some}, {more}", some=listed, more=thing)
    return listed
