"""The blocks of a line: from which cell of a parent to which cell of the output, and what stays behind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.plan import Tensor
from einscope.core.program.picture.labels import Labels
from einscope.core.program.picture.shown import Digits, Shown, numbered, positions, split_sources
from einscope.core.program.run.result import Program
from einscope.core.scene.layout.sketch import Ghost, Sketch
from einscope.core.values import Data

_GHOSTS = 1_024  # in one figure
_VALUED = 4_096  # blocks of one figure that have their values written on them
_MOST_SOURCES = 2**20  # looked at to number and colour the blocks of one figure


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks that a parent gives.

    Args:
        start: number of each among the parent's cells that are shown.
        end: the same among the output's.
        place: how many blocks come before it in its cell of the output.
        sources: a cell of the program's inputs that it is made of.
        counts: how many there are, as ``Labels`` reads them.
        values: of the parent's cells, where they are told.
    """

    start: IntArray
    end: IntArray
    place: IntArray
    sources: IntArray
    counts: IntArray
    values: Data | None = None


def blocks_of(
    program: Program, read: Sequence[int], tensors: Sequence[Tensor], frame: Shown, lead: int | None = None
) -> list[Blocks]:
    """The blocks of each parent, in the order of the output; ``lead`` as for :func:`sources_of`."""
    blocks: list[Blocks] = []
    targets = np.repeat(np.arange(len(frame.cells), dtype=np.int64), frame.sources.shape[1])
    flat = frame.sources.reshape(-1)
    places = (np.cumsum(frame.sources != NO_SOURCE, axis=1) - 1).reshape(-1)
    shapes = [tensor.shape for tensor in tensors[:-1]]
    for parent, (cells, here) in enumerate(split_sources(flat, shapes)):
        numbers, within = numbered(cells, shapes[parent], frame.parents[parent])
        made_of = sources_of(program, read[parent], cells[within], lead)
        told = values_at(program, read[parent], cells[within])
        blocks.append(Blocks(numbers[within], targets[here][within], places[here][within], *made_of, told))
    return blocks


def values_at(program: Program, number: int, cells: IntArray) -> Data | None:
    """The values of these cells of an input or a tensor; None where none are told."""
    inputs = program.inputs
    tensor = inputs[number] if number < len(inputs) else program.tensors[number - len(inputs)]
    return None if len(cells) > _VALUED else program.values_of(tensor, cells.tolist())


def sources_of(program: Program, number: int, cells: IntArray, lead: int | None = None) -> tuple[IntArray, IntArray]:
    """A source of each of these cells of a tensor, among the cells of the inputs, -1 where there is none; how many.

    Where there are too many to look at, none, and minus the most that there may be.

    Args:
        program: the result of a run.
        number: of the tensor among the inputs and, after them, the tensors.
        cells: of it.
        lead: number of the input whose cells are taken where there are several; None: any.
    """
    if number < len(program.inputs):
        return cells + program.inputs[number].offset, np.ones(len(cells), dtype=np.int64)
    index_map = program.tensors[number - len(program.inputs)].map
    if len(cells) * index_map.arity > _MOST_SOURCES:
        none: IntArray = np.full(len(cells), NO_SOURCE, dtype=np.int64)
        return none, np.full(len(cells), -index_map.arity, dtype=np.int64)
    sources = index_map.sources(cells)
    taken = sources
    if lead is not None:
        own = program.inputs[lead]
        here = (sources >= own.offset) & (sources < own.offset + own.cells)
        taken = np.where(here | ~here.any(axis=1, keepdims=True), sources, NO_SOURCE)
    return taken.max(axis=1, initial=NO_SOURCE), np.count_nonzero(sources != NO_SOURCE, axis=1)


def with_ghosts(drawn: Sketch, seen: Digits, blocks: Blocks, program: Program, number: int, labels: Labels) -> Sketch:
    """The figure of a parent with the cells that go nowhere."""
    own = drawn.drawing
    cells = positions(own.tensor.shape, seen)
    left = np.setdiff1d(np.arange(len(cells), dtype=np.int64), blocks.start)
    if not 0 < len(left) <= _GHOSTS:
        return drawn
    numbers = labels.numbers(*sources_of(program, number, cells[left]), values_at(program, number, cells[left]))
    parts = [part for parts in own.tensor.arrangement for part in parts]
    counts = [own.counts[part] for part in parts]
    # A single cell has no digits, which numpy does not unravel.
    digits = np.zeros((len(left), len(own.counts)), dtype=np.int64)
    if counts:
        digits[:, parts] = np.array(np.unravel_index(left, counts), dtype=np.int64).T
    corners = drawn.closed.corners(digits)
    return replace(
        drawn,
        ghosts=tuple(Ghost(int(number), *map(float, corner)) for number, corner in zip(numbers, corners, strict=True)),
    )
