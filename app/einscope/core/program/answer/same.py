"""Whether a program is the same as one pattern, and which; else the cell that rules it out."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import count

from einscope.core.judge.infer import Inferred, infer
from einscope.core.limits import Limits
from einscope.core.map import Sources
from einscope.core.pattern.parser import Dimension, parse
from einscope.core.program.names.patterns import letters_of
from einscope.core.program.run.result import Program

_OFFSET = re.compile(r"p\d+")
_NAME = re.compile(r"[a-z]\w*")


def same_as(
    program: Program, sources: Sources, names: tuple[str, ...], limits: Limits, ends: tuple[str, ...] = ()
) -> Inferred | None:
    """The pattern that gives the output from the one input; None where there are several, or cells are merged.

    Args:
        program: the result of a run.
        sources: of the output's cells, shape (cells, arity).
        names: of the input's axes, for the pattern.
        limits: as of :func:`infer`.
        ends: names of the output's axes, for those that the input has only a part of.

    Cost: O(cells).

    >>> from einscope.core.map import whole
    >>> from einscope.core.program import run
    >>> program = run("y = x.reshape(2, 3, 2).transpose(0, 2)", {"x": (6, 2)}, {}, Limits())
    >>> same_as(program, whole(program.output.map, 12), ("h", "w"), Limits()).pattern
    '(h h2) w -> w h2 h'
    >>> same_as(program, whole(program.output.map, 12), ("h", "w"), Limits(), ("w", "p", "h")).pattern
    '(h p) w -> w p h'
    """
    if len(program.inputs) != 1 or sources.shape[1] != 1:
        return None
    inferred = infer(sources[:, 0], program.inputs[0].shape, program.output.shape, limits)
    if inferred.pattern is None or inferred.expression is not None:
        return inferred
    renamed = _renamed(inferred.pattern, names, ends)
    pattern = _NAME.sub(lambda match: renamed.get(match[0], match[0]), inferred.pattern)
    return replace(
        inferred, pattern=pattern, sizes={renamed.get(name, name): size for name, size in inferred.sizes.items()}
    )


def _renamed(pattern: str, names: tuple[str, ...], ends: tuple[str, ...]) -> dict[str, str]:
    """For each name of the pattern a new one: that of the input's axis which it is, of the output's, or another.

    Of an axis of the input that is split, each part has a letter of its name if there are as many (``hw``, ``hp1``),
    or that of the output's axis which it is; else the slowest has its name.
    """
    renamed: dict[str, str] = {}
    parsed = parse(pattern)
    starts = [_plain(dimension) for dimension in parsed.left.dimensions]
    whole = [len(dimension.items) == 1 for dimension in parsed.left.dimensions]
    for own, name, alone in zip(starts, names, whole, strict=True):
        if own and alone:
            renamed[own[0]] = _free(name, renamed.values())
    for dimension, name, alone in zip(parsed.left.dimensions, names, whole, strict=True):
        parts = [item.text for item in dimension.items if item.kind == "name"]
        letters = letters_of(name)
        if not alone and len(parts) == len({*letters} - {*renamed.values()}) == len(letters):
            renamed |= zip(parts, letters, strict=True)
    if len(ends) == len(parsed.right.dimensions):
        for dimension, name in zip(parsed.right.dimensions, ends, strict=True):
            own = _plain(dimension)
            if own and len(dimension.items) == 1 and own[0] not in renamed and name not in ("", *renamed.values()):
                renamed[own[0]] = name
    for own, name in zip(starts, names, strict=True):
        for number, old in enumerate(own):
            if old not in renamed:
                renamed[old] = _free(name if number == 0 else f"{name}{number + 1}", renamed.values())
    for old in dict.fromkeys(_NAME.findall(pattern)):
        renamed.setdefault(old, _free(old, renamed.values()))
    return renamed


def _plain(dimension: Dimension) -> list[str]:
    """The names of a dimension that say which axis it is: those of offsets say none."""
    return [item.text for item in dimension.items if item.kind == "name" and not _OFFSET.fullmatch(item.text)]


def _free(name: str, taken: Collection[str]) -> str:
    numbered = (f"{name}{number}" for number in count(2))
    return name if name not in taken else next(candidate for candidate in numbered if candidate not in taken)
