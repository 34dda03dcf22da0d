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


def alike(found: Judged) -> Same | None:
    """What moves the cells alike, whatever becomes of their values; None where there is nothing that does."""
    said = found.alike
    if said is None or not said.found:
        return None
    sizes = ", ".join(f"{name}={size}" for name, size in said.sizes.items())
    pattern = f"{said.pattern}{f', {sizes}' if sizes else ''}" if said.pattern is not None else None
    return Same(
        op=str(said.op),
        pattern=said.pattern,
        sizes=said.sizes,
        expression=said.expression,
        text=", ".join(part for part in (said.expression, said.then, pattern) if part),
        url=None if found.texts is None else Address(str(said.op), found.texts),
        line=None if found.since is None else found.since.line,
    )


def changes(found: Judged) -> tuple[ValueChange, ...]:
    """What lines do to values, in order."""
    return tuple(ValueChange(change.line, change.how) for change in found.changes.each)


def ruled_out(found: Judged, shape: Shape) -> RuledOutBy | None:
    """Why there is no such operation; None where there is, or none was looked for.

    Args:
        found: what the program does.
        shape: of its output.
    """
    said = found.alike
    if said is None or said.found or said.reason is None or found.since is not None:
        return None
    cell = said.cell or 0
    return RuledOutBy(cell, index_of(cell, shape), said.reason)


def code(found: Judged) -> dict[str, str]:
    """The operation that moves the cells alike, and behind it what is done to their values."""
    if found.plan is None or found.alike is None or not found.values_said or found.since is not None:
        return {}
    lines = "".join(f"\ny = {change.code}" for change in found.changes.each)
    return {name: text + lines for name, text in registry()[str(found.alike.op)].code(found.plan).items()}
