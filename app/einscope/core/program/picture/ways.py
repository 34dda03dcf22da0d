"""Which way the axes of a statement's tensors run: both sides are laid out alike, and as somebody chose.

An axis that both sides have runs the same way on both. Only where a statement changes the order of axes do those turn
on the screen: else nothing would be seen to move.
"""

from collections.abc import Mapping, Sequence
from math import prod

from einscope.core.fields import Direction, Views
from einscope.core.fields.view import DIRECTIONS, Clause
from einscope.core.plan import Axis, Tensor
from einscope.core.program.names import Names
from einscope.core.scene.layout.directions import Directions, directions
from einscope.core.scene.layout.view import axis_number, placed, view_error

ALL = "*"
"""What a view calls every tensor at once."""

_IMAGE = 2  # axes that are seen from in front


def ways_of(
    tensors: Sequence[Tensor], axes: tuple[Axis, ...], views: Views, known: Sequence[tuple[str, Names]]
) -> list[Directions]:
    """The directions of every tensor of a statement.

    A view of a tensor that other statements read or make means nothing here: it stays while somebody steps through the
    lines. One name may stand for several tensors; each of them follows what is said of axes that it has.

    Args:
        tensors: of the statement, what it made last.
        axes: of all of them.
        views: what somebody chose.
        known: names of all tensors of the program and of their axes.

    Raises:
        PatternError: ``view-tensor``, ``view-axis`` or ``view-repeated`` in the field ``view``.

    Cost: O(tensors · rank).
    """
    _refuse_unknown(views, known)
    ordered = sorted(views.clauses, key=lambda clause: clause.tensor.text != ALL)  # what is said of one counts more
    return [
        placed(usual, _chosen(tensor, axes, ordered))
        for tensor, usual in zip(tensors, alike(tensors, axes), strict=True)
    ]


def alike(tensors: Sequence[Tensor], axes: tuple[Axis, ...]) -> list[Directions]:
    """The usual directions of a statement's tensors, so that an axis of both sides runs the same way on both.

    The tensor with the fewest axes decides, as long as it fills an image: those with more have room for what is left.

    Args:
        tensors: of the statement, what it made last.
        axes: of all of them.

    Cost: O(tensors · rank).
    """
    own = [directions(tensor, axes) for tensor in tensors]
    *parents, output = range(len(tensors))
    leading = min([output, *parents], key=lambda number: _room(tensors[number]))
    if leading != output:
        own[output] = _following(tensors[output], own[output], tensors[leading], own[leading], axes)
    for number in parents:
        own[number] = _following(tensors[number], own[number], tensors[output], own[output], axes)
    return own


def _room(tensor: Tensor) -> tuple[bool, int]:
    """What is least for the tensor that decides."""
    long = sum(size > 1 for size in tensor.shape)
    return long < _IMAGE, long


def _following(
    tensor: Tensor, usual: Directions, leader: Tensor, leading: Directions, axes: Sequence[Axis]
) -> Directions:
    """The directions of a tensor whose axes run as those of another do, where both have them in the same order."""
    shared = _shared(tensor, leader, axes)
    if not shared or list(shared.values()) != sorted(shared.values()):
        return usual
    taken = {_way(leading, other) for number, other in shared.items() if _way(leading, other) != _way(usual, number)}
    ways: list[Direction] = []
    for number in range(len(tensor.arrangement)):
        way = _way(usual, number)
        if number in shared:
            way = _way(leading, shared[number])
        elif way != "depth" and way in taken and ways:
            way = ways[-1]  # it lies inside of the axis before it: joined with it, it would be one
        ways.append(way)
    row, column, depth = (tuple(n for n, way in enumerate(ways) if way == each) for each in DIRECTIONS)
    return Directions(row, column, depth)


def _shared(tensor: Tensor, leader: Tensor, axes: Sequence[Axis]) -> dict[int, int]:
    """For each axis that both tensors have its number in either.

    Where as many cells stand in another shape, an axis of another size is another one: it was joined, or taken apart.
    """
    there = {axes[part].name: number for number, (part,) in enumerate(leader.arrangement)}
    reshaped = prod(tensor.shape) == prod(leader.shape)
    found: dict[int, int] = {}
    for number, (part,) in enumerate(tensor.arrangement):
        other = there.get(axes[part].name)
        if other is not None and not (reshaped and tensor.shape[number] != leader.shape[other]):
            found[number] = other
    return found


def _way(ways: Directions, axis: int) -> Direction:
    return next(each for each in DIRECTIONS if axis in getattr(ways, each))


def _chosen(tensor: Tensor, axes: tuple[Axis, ...], clauses: Sequence[Clause]) -> Mapping[int, Direction]:
    """What somebody chose of a tensor's axes, outermost first."""
    chosen: dict[int, Direction] = {}
    for clause in clauses:
        if clause.tensor.text not in (ALL, tensor.name):
            continue
        for way in clause.ways:
            number = axis_number(way.axis.text, tensor, axes)
            if number is not None:
                chosen.pop(number, None)
                chosen[number] = way.direction
    return chosen


def _refuse_unknown(views: Views, known: Sequence[tuple[str, Names]]) -> None:
    """Refuse what is said of tensors and axes that the program does not have, or said twice."""
    said: set[str] = set()
    for clause in views.clauses:
        name = clause.tensor.text
        named = [names for tensor, names in known if name in (ALL, tensor)]
        if not named:
            there = ", ".join(dict.fromkeys(tensor for tensor, _ in known))
            raise view_error("view-tensor", clause.tensor, views, clause.whole, names=there)
        if name in said:
            raise view_error("view-repeated", clause.tensor, views, clause.whole)
        said.add(name)
        texts: set[str] = set()
        for way in clause.ways:
            text = way.axis.text
            if not any(_names_one(text, names) for names in named):
                there = ", ".join(dict.fromkeys(axis for names in named for axis in names))
                raise view_error("view-axis", way.axis, views, way.whole, names=there, tensor=name)
            if text in texts:
                raise view_error("view-repeated", way.axis, views, way.whole)
            texts.add(text)


def _names_one(text: str, names: Names) -> bool:
    return int(text[:9]) < len(names) if text.isascii() and text.isdecimal() else text.strip("()") in names
