"""What is written on a cell that is made of several: what became of them, for none of their numbers is its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from einscope.core.errors import Sentence, say
from einscope.core.plan import Plan
from einscope.core.scene.layout.layout import CELL
from einscope.core.scene.layout.sketch import Sketch

_FIRST = -2  # below the number of a block without a cell
_UNCOVERED = 0.75  # of a block: what has to be seen of it where its number is read
_SYMBOLS = {"sum": "Σ", "prod": "Π"}

Line = Sentence | str


@dataclass(frozen=True, slots=True)
class Merged:
    """What is written on cells that are made of several, instead of a number.

    Args:
        count: cells that each is made of, of products how many; None: not known.
        word: how they become one, as ``reduction`` has it; None: not known.
        text: both in words.
        lines: for the inside of a cell; in a narrow one the first alone.
        cells: cells of the output, by their digits in ``to_counts``, that have it at the end; None: all.
    """

    count: int | None
    word: str | None
    text: Sentence
    lines: tuple[Line, ...]
    cells: tuple[int, ...] | None


def label(place: int) -> int:
    """The number that a block has instead of a cell's where the label at this place is written on it.

    >>> label(0), label(1)
    (-2, -3)
    """
    return _FIRST - place


def place(number: int) -> int | None:
    """The place of the label that a block has instead of a number; None where it has a number, or nothing.

    >>> place(-3), place(-1), place(7)
    (1, None, None)
    """
    return _FIRST - number if number <= _FIRST else None


def of_plan(plan: Plan) -> tuple[Merged, ...]:
    """The label of the output's cells, none where each is a cell of the input.

    >>> from einscope.core.ops import registry
    >>> [label.text.template for label in of_plan(registry()["rearrange"].example_plan())]
    []
    >>> [label] = of_plan(registry()["einsum"].example_plan())
    >>> str(label.text), [str(line) for line in label.lines]
    ('sum of 3 products', ['Σ', 'of 3'])
    """
    reduction = plan.reduction or "sum"
    count = prod(axis.size for axis in plan.axes if axis.role == "reduced")
    names = [tensor.name for tensor in plan.inputs]
    if count == 1 and len(names) > 1:
        text = say("product of {names}", names=", ".join(names))
        return (Merged(1, "prod", text, ("·".join(names),), None),)
    if count < 2:
        return ()
    text = (
        say("sum of {count} products", count=count)
        if len(names) > 1
        else say("{word} of {count}", word=reduction, count=count)
    )
    return (Merged(count, reduction, text, (_SYMBOLS.get(reduction, reduction), _of(count)), None),)


def apart(output: Sketch, counts: Sequence[int], operands: int) -> float | None:
    """How far the output has to be open for the blocks that share a cell of it to be told apart.

    Numbers on blocks that cover each other say nothing: the one in front would be taken for what becomes of all.

    Args:
        output: laid out; what its cells are made of opens.
        counts: how many digits of each axis are shown.
        operands: blocks that stand side by side in a cell; of several each would cover a part of its neighbour.

    Returns:
        0 to 1; 0 where no two blocks of one input share a cell, None where they never come apart.

    >>> from einscope.core.ops import registry
    >>> from einscope.core.scene.scene import scene
    >>> from einscope.core.scene.look import Look
    >>> scene(registry()["einsum"].example_plan(), Look(), 4096).apart
    0.9
    """
    ways = [
        max(abs(opened[0] - closed[0]), abs(opened[1] - closed[1]))
        for count, opened, closed in zip(counts, output.split.steps, output.closed.steps, strict=True)
        if count > 1 and not any(closed)
    ]
    if not ways:
        return 0.0
    return min(1.0, round((_UNCOVERED if operands == 1 else 1.0) * CELL / min(ways), 2)) if min(ways) else None


def unknown(count: int, cells: tuple[int, ...] | None) -> Merged:
    """The label of cells of which is known only how many they are made of; minus the most that it may be."""
    if count < 0:
        return Merged(None, None, say("made of up to {count} cells", count=-count), ("…",), cells)
    return Merged(count, None, say("made of {count} cells", count=count), (_of(count),), cells)


def _of(count: int) -> Sentence:
    return say("of {count}", count=count)
