"""Whether a program is the same as one pattern, and which; else the cell that rules it out."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import count

from einscope.core.judge.infer import Inferred, infer
from einscope.core.limits import Limits
from einscope.core.map import Sources
from einscope.core.pattern.parser import parse
from einscope.core.program.run.result import Program

_OFFSET = re.compile(r"p\d+")
_NAME = re.compile(r"[a-z]\w*")


def same_as(program: Program, sources: Sources, names: tuple[str, ...], limits: Limits) -> Inferred | None:
    """The pattern that gives the output from the one input; None where there are several, or cells are merged.

    Args:
        program: the result of a run.
        sources: of the output's cells, shape (cells, arity).
        names: of the input's axes, for the pattern.
        limits: as of :func:`infer`.

    Cost: O(cells).

    >>> from einscope.core.map import whole
    >>> from einscope.core.program import run
    >>> program = run("y = x.reshape(2, 3, 2).transpose(0, 2)", {"x": (6, 2)}, {}, Limits())
    >>> same_as(program, whole(program.output.map, 12), ("h", "w"), Limits()).pattern
    '(h h2) w -> w h2 h'
    """
    if len(program.inputs) != 1 or sources.shape[1] != 1:
        return None
    inferred = infer(sources[:, 0], program.inputs[0].shape, program.output.shape, limits)
    if inferred.pattern is None or inferred.expression is not None:
        return inferred
    renamed = _renamed(inferred.pattern, names)
    pattern = _NAME.sub(lambda match: renamed.get(match[0], match[0]), inferred.pattern)
    return replace(
        inferred, pattern=pattern, sizes={renamed.get(name, name): size for name, size in inferred.sizes.items()}
    )


def _renamed(pattern: str, names: tuple[str, ...]) -> dict[str, str]:
    """For each name of the pattern a new one: that of the input's axis which it stands for, or another that is free."""
    renamed: dict[str, str] = {}
    for dimension, name in zip(parse(pattern).left.dimensions, names, strict=True):
        plain = [item.text for item in dimension.items if item.kind == "name" and not _OFFSET.fullmatch(item.text)]
        for number, old in enumerate(plain):
            renamed[old] = _free(name if number == 0 else f"{name}{number + 1}", renamed.values())
    for old in dict.fromkeys(_NAME.findall(pattern)):
        renamed.setdefault(old, _free(old, renamed.values()))
    return renamed


def _free(name: str, taken: Collection[str]) -> str:
    numbered = (f"{name}{number}" for number in count(2))
    return name if name not in taken else next(candidate for candidate in numbered if candidate not in taken)
