"""The one operation that moves cells as a program does, what becomes of their values, or the cell that rules it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.address import Address
from einscope.core.errors import Sentence
from einscope.core.ops import registry
from einscope.core.plan import Shape
from einscope.core.program.answer.judged import Judged
from einscope.core.program.answer.way import index_of


@dataclass(frozen=True, slots=True)
class Same:
    """The one operation that does the same.

    Args:
        op: rearrange or repeat of the whole input, or slice.
        pattern: the einops pattern; None where a slice alone says it all.
        sizes: sizes that the pattern needs beside the shape.
        expression: the slice that comes before the pattern, in numpy's words.
        text: all of it in one line.
        url: the visualiser with it; None for a slice, which no page shows.
        line: where it is said from the tensor on that is made anew in this line; None: of the whole.
    """

    op: str
    pattern: str | None
    sizes: Mapping[str, int]
    expression: str | None
    text: str
    url: Address | None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What a line does to the values of cells.

    Args:
        line: from 1.
        text: of the values, in the language asked for.
    """

    line: int
    text: Sentence


@dataclass(frozen=True, slots=True)
class RuledOutBy:
    """The first output cell with which no pattern agrees.

    Args:
        cell: flat position in the output.
        index: the same as an index.
        reason: in the language asked for.
    """

    cell: int
    index: tuple[int, ...]
    reason: Sentence


def alike(judgement: Judged) -> Same | None:
    """What moves the cells alike, whatever becomes of their values; None where there is nothing that does."""
    inferred = judgement.alike
    if inferred is None or not inferred.found:
        return None
    sizes = ", ".join(f"{name}={size}" for name, size in inferred.sizes.items())
    pattern = f"{inferred.pattern}{f', {sizes}' if sizes else ''}" if inferred.pattern is not None else None
    return Same(
        op=str(inferred.op),
        pattern=inferred.pattern,
        sizes=inferred.sizes,
        expression=inferred.expression,
        text=", ".join(part for part in (inferred.expression, inferred.then, pattern) if part),
        url=None if judgement.texts is None else Address(str(inferred.op), judgement.texts),
        line=None if judgement.since is None else judgement.since.line,
    )


def changes(judgement: Judged) -> tuple[ValueChange, ...]:
    """What lines do to values, in order."""
    return tuple(ValueChange(change.line, change.how) for change in judgement.changes.each)


def ruled_out(judgement: Judged, shape: Shape) -> RuledOutBy | None:
    """Why there is no such operation; None where there is, or none was looked for.

    Args:
        judgement: what the program does.
        shape: of its output.
    """
    inferred = judgement.alike
    if inferred is None or inferred.found or inferred.reason is None or judgement.since is not None:
        return None
    cell = inferred.cell or 0
    return RuledOutBy(cell, index_of(cell, shape), inferred.reason)


def code(judgement: Judged) -> dict[str, str]:
    """The operation that moves the cells alike, and behind it what is done to their values."""
    if judgement.plan is None or judgement.alike is None or not judgement.values_said or judgement.since is not None:
        return {}
    lines = "".join(f"\ny = {change.code}" for change in judgement.changes.each)
    return {name: text + lines for name, text in registry()[str(judgement.alike.op)].code(judgement.plan).items()}
