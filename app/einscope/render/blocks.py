"""The blocks of a flight as arrays: where they stand, what is written on them, their colour and their turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
import numpy.typing as npt

from einscope.core.plan import Index, Tensor, constant
from einscope.core.scene import Scene
from einscope.core.scene.flight import Flight, Inset, Stage
from einscope.core.scene.layout.paper import Placement
from einscope.render.motion import Floats

Integers = npt.NDArray[np.int64]
HOLLOW = -1
"""Number of a block that no cell of the input is on: it was filled in."""


def digits(counts: Sequence[int]) -> Integers:
    """Every combination of digits, one a row, the last axis fastest.

    >>> digits((2, 2)).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    return np.indices(tuple(counts), dtype=np.int64).reshape(len(counts), prod(counts)).T


@dataclass(frozen=True, slots=True)
class End:
    """One end of a flight, in pixels of the scene: upper left corners, closed and open, and how deep each lies.

    ``flat``: closed corners as if no plane lay behind another; ``planes``: the plane of each.
    """

    closed: Floats
    open: Floats
    depth: Floats
    flat: Floats
    planes: Floats


def end(closed: Stage, opened: Stage, placement: Placement, table: Integers) -> End:
    """Where the cells with these digits stand.

    Cost: O(cells · rank).
    """
    placed = [stage.layout.corners(table) for stage in (closed, opened)]
    corners = [
        at[:, :2] + np.array(stage.origins[placement]) for at, stage in zip(placed, (closed, opened), strict=True)
    ]
    depths = [np.array([step[2] for step in stage.layout.steps], dtype=np.float64) for stage in (closed, opened)]
    depth = np.where(depths[0] != 0, depths[0], depths[1])
    flat = corners[0] - _behind(closed, table)
    return End(corners[0], corners[1], np.asarray(table @ depth, dtype=np.float64), flat, placed[0][:, 2])


def _behind(stage: Stage, table: Integers) -> Floats:
    """How far cells stand aside because their plane lies behind another."""
    steps = np.array(stage.layout.steps, dtype=np.float64).reshape(-1, 3)
    deep = steps[:, 2] != 0
    aside: Floats = table[:, deep] @ steps[deep, :2]
    for fold in stage.layout.folds:
        if fold.step[2]:
            aside = aside + np.outer(table[:, fold.axis] // fold.every, np.array(fold.step[:2]))
    return aside


Pair = tuple[float, float]
Places = tuple[list[tuple[Pair, Pair]], Pair]


class Blocks:
    """The blocks of one flight in one placement.

    ``shown``: the flat positions of the output's cells by their numbers, where no strides tell them.
    """

    def __init__(
        self,
        scene: Scene,
        number: int,
        source: Tensor,
        target: Tensor,
        placement: Placement,
        shown: Sequence[int] | None = None,
    ) -> None:
        self.index = number
        self.flight: Flight = scene.flights[number]
        self.source, self.target = source, target
        self.cell = scene.cell
        self._scene = scene
        self._shown = shown
        self._starts = np.array([window.start for window in scene.windows], dtype=np.int64)
        start, split, moved, finish = self.flight.stages
        pairs = self.flight.pairs
        self._from = digits(self.flight.from_counts)
        self._to = digits(self.flight.to_counts)
        if self.flight.rolled:
            self._from = (self._from + np.array(self.flight.rolled)) % np.maximum(1, self.flight.from_counts)
        if pairs is not None:
            self._from, self._to = self._from[list(pairs[0])], self._to[list(pairs[1])]
        self.ends = (end(start, split, placement, self._from), end(finish, moved, placement, self._to))

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self._from)

    @cached_property
    def turns(self) -> Floats:
        """When each block flies: 0 for the first, 1 for the last."""
        order = np.array(self._scene.order, dtype=np.int64)
        counts = np.array(self.flight.from_counts, dtype=np.int64)
        if self.flight.pairs is not None:
            return np.array(self.flight.pairs[0], dtype=np.float64) / max(1, int(np.prod(counts)) - 1)
        return (self._from @ order) / max(1, int(order @ (counts - 1)))

    @cached_property
    def numbers(self) -> Integers:
        """The number of each block: its flat position in the input, HOLLOW where there is none, or a label's."""
        if self.flight.numbers is not None:
            return np.array(self.flight.numbers, dtype=np.int64)
        return self.numbers_of(self._from)

    @cached_property
    def rows(self) -> list[tuple[int, tuple[int, int], float]]:
        """Number, shade and turn of each block."""
        shades = [(hue, level) for hue, level in self.shades.tolist()]
        return list(zip(self.numbers.tolist(), shades, self.turns.tolist(), strict=True))

    @cached_property
    def places(self) -> tuple[Places, Places]:
        """Where each block is drawn at either end, closed and open; and the width and height of all of them."""
        return self._places(self.ends[0], (0.0, 0.0, 1.0, 1.0)), self._places(self.ends[1], self.flight.inset)

    def _places(self, at: End, inset: Inset) -> Places:
        left, top, wide, high = (part * self.cell for part in inset)
        corners = ((corner + np.array((left, top))).tolist() for corner in (at.closed, at.open))
        return [((x, y), (x2, y2)) for (x, y), (x2, y2) in zip(*corners, strict=True)], (wide, high)

    def numbers_of(self, table: Integers) -> Integers:
        """The numbers of the cells of the input with these digits, counted from the beginning of the window."""
        true = table + self._starts
        numbers = self.source.offset + true @ np.array(self.source.strides, dtype=np.int64)
        for axis, (size, terms) in enumerate(zip(self.source.shape, self.flight.index, strict=True)):
            index = _sum(terms, true)
            if axis in self.flight.wraps:
                numbers = numbers + prod(self.source.shape[axis + 1 :]) * (
                    index % max(1, size) - index + constant(terms)
                )
                continue
            numbers = np.where((index >= 0) & (index < size), numbers, HOLLOW)
        return numbers

    @cached_property
    def cells(self) -> list[int]:
        """For each block a number of the cell of the output that it shares with others, the same for all flights."""
        pairs = self.flight.pairs
        return self.targets.tolist() if pairs is None else list(pairs[1])

    @cached_property
    def labels(self) -> dict[int, int]:
        """For each cell of the output that several blocks share the place of its label."""
        return {
            cell: place
            for place, label in enumerate(self._scene.merged)
            for cell in (self.cells if label.cells is None else label.cells)
        }

    def merged(self) -> Iterator[tuple[int, int]]:
        """The uppermost block in each cell of the output that several share, and the place of the label it gets."""
        painted = np.argsort(-self.ends[1].depth, kind="stable").tolist()  # the deepest first
        uppermost = {self.cells[row]: row for row in painted}
        yield from ((uppermost[cell], place) for cell, place in self.labels.items() if cell in uppermost)

    @cached_property
    def targets(self) -> Integers:
        """Flat position of each block in the output; -1 where the strides do not tell it."""
        if self.flight.pairs is not None:
            if self._shown is None:
                return np.full(self.count, -1, dtype=np.int64)
            return np.array(self._shown, dtype=np.int64)[list(self.flight.pairs[1])]
        true = self._to + self._starts
        return self.target.offset + true @ np.array(self.target.strides, dtype=np.int64)

    @cached_property
    def shades(self) -> Integers:
        """Hue and level of each block, one a row."""
        tint = self.flight.tint
        light = self._scene.tint.shades["light"]
        hues, levels = max(1, len(light)), len(light[0])
        if self.flight.hues is not None and self.flight.levels is not None:
            given = np.array([self.flight.hues, self.flight.levels], dtype=np.int64)
            return np.stack([given[0] % hues, np.minimum(given[1], levels - 1)], axis=1)
        hue = (tint.first + self._from @ np.array(tint.hue, dtype=np.int64)) // tint.band % hues
        level = (self._from @ np.array(tint.level, dtype=np.int64)) * levels // max(levels, tint.values)
        return np.stack([hue, level], axis=1)


def _sum(terms: Index, true: Integers) -> Integers:
    total = np.zeros(len(true), dtype=np.int64)
    for term in terms:
        total += term.times * (1 if term.axis is None else true[:, term.axis])
    return total
