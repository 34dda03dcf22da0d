"""The scene read by somebody who sees where blocks stand, and knows which way the axes of each tensor run."""

from math import prod

import numpy as np

from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.plan import Plan, Tensor
from einscope.core.scene import Scene
from einscope.core.scene.flight import Flight
from tests.core.readings.terms import indices, terms
from tests.core.scene.drawing import Places, complete, drawn, places, shown_digits

_MOST = 10**8  # cells of a picture: all there are
_FAR = 10**7  # pixels: farther than anything lies from anything


def by_scene(plan: Plan) -> IntArray:
    """The terms that blocks tell: each stands in a cell of an input before it flies, and of the output after it."""
    shown = drawn(plan, most=_MOST)
    assert complete(plan, shown.windows), "the picture shows a window only"
    arrived = [cells_at(places(each.stages[3], each.to_counts), shown, plan, each, -1) for each in shown.flights]
    assert all((each == arrived[0]).all() for each in arrived), "operands do not meet"
    return terms(arrived[0], [_left(plan, shown, flight) for flight in shown.flights])


def _left(plan: Plan, shown: Scene, flight: Flight) -> IntArray:
    """The cells that blocks leave: as their numbers say, and as their places do."""
    tensor = plan.inputs[flight.figure]
    digits = shown_digits(flight.from_counts)
    if flight.rolled and digits.size:
        digits = (digits + np.array(flight.rolled)) % np.array(flight.from_counts)
    numbers = _numbered(tensor, indices(flight.index, digits))
    steps = np.array(flight.stages[0].layout.steps, dtype=np.float64).reshape(-1, 3)
    corners = digits @ steps
    pairs = {(cell, *corner) for cell, corner in zip(numbers.tolist(), corners.tolist(), strict=True) if cell >= 0}
    cells, taken = {cell for cell, *_ in pairs}, {tuple(corner) for _, *corner in pairs}
    assert len(cells) == len(taken) == len(pairs), "two in one place, or one in two"
    parts = [part for each in tensor.arrangement for part in each]
    if not tensor.sliding and len(parts) == len(set(parts)):  # windows and diagonals leave cells out
        seen = cells_at(corners, shown, plan, flight, flight.figure)
        assert (seen == numbers).all(), "a block is not where it belongs"
    return numbers


def cells_at(corners: Places, shown: Scene, plan: Plan, flight: Flight, figure: int) -> IntArray:
    """The cells of a tensor that blocks stand in, told by their places: rows, columns and planes are counted."""
    tensor = (*plan.inputs, plan.output)[figure]
    counts = flight.from_counts if figure >= 0 else flight.to_counts
    way = shown.figures[figure].directions
    index = np.zeros((len(tensor.shape), len(corners)), dtype=np.int64)
    x, y, z = np.round(corners, 3).T
    planes = _ranks(z)
    for axes, along in ((way.depth, planes), (way.row, _ranks(y, planes)), (way.column, _ranks(x, planes))):
        extents = tuple(prod(counts[part] for part in tensor.arrangement[axis]) for axis in axes)
        if corners.size:
            assert (np.unique(along) == np.arange(prod(extents))).all(), "places are missing"
        if corners.size and axes:
            index[list(axes)] = np.unravel_index(along, extents)
    return _numbered(tensor, index)


def _ranks(values: Places, planes: IntArray | None = None) -> IntArray:
    """The how-manieth place it is, counted in each plane on its own, since planes lie beside each other."""
    planes = np.zeros(len(values), dtype=np.int64) if planes is None else planes
    ranks = np.unique(planes * _FAR + values, return_inverse=True)[1].reshape(-1)
    first = np.full(planes.max(initial=0) + 1, len(values))
    np.minimum.at(first, planes, ranks)
    found: IntArray = ranks - first[planes]
    return found


def _numbered(tensor: Tensor, index: IntArray) -> IntArray:
    """The flat positions of indices; what lies outside is no cell."""
    position = np.zeros(index.shape[1], dtype=np.int64)
    there = np.ones(index.shape[1], dtype=bool)
    for at, size in zip(index, tensor.shape, strict=True):
        position, there = position * size + at, there & (at >= 0) & (at < size)
    found: IntArray = np.where(there, position, NO_SOURCE)
    return found
