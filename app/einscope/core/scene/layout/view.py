"""The directions that somebody chose, on top of the usual ones.

A tensor axis is named by any of its parts that no other axis has (``h`` for ``(h p1)``), as it is written
(``(h p1)``), or by its number, from 0. Axes that are named lie outside those that are not, in the order they are named.
"""

from collections.abc import Mapping, Sequence

from einscope.core.errors import PatternError, say
from einscope.core.fields import Direction, Piece, Views
from einscope.core.plan import Axis, Tensor
from einscope.core.scene.layout.directions import Directions, directions


def viewed(tensors: Sequence[Tensor], axes: tuple[Axis, ...], views: Views) -> list[Directions]:
    """The directions of every tensor.

    Raises:
        PatternError: ``view-tensor``, ``view-axis`` or ``view-repeated`` in the field ``view``.

    Cost: O(rank) for each tensor.

    >>> from einscope.core.fields import ViewText
    >>> from einscope.core.limits import Limits
    >>> from einscope.core.ops import registry
    >>> plan = registry()["expand"].example_plan()
    >>> viewed(plan.inputs, plan.axes, ViewText().read("x=c:column", "view", Limits()))
    [Directions(row=(0, 1), column=(3, 2), depth=())]
    """
    chosen: dict[str, dict[int, Direction]] = {}
    known = {tensor.name: tensor for tensor in tensors}
    for clause in views.clauses:
        name = clause.tensor.text
        if name not in known:
            raise view_error("view-tensor", clause.tensor, views, clause.whole, names=", ".join(known))
        if name in chosen:
            raise view_error("view-repeated", clause.tensor, views, clause.whole)
        ways = chosen.setdefault(name, {})
        for way in clause.ways:
            number = axis_number(way.axis.text, known[name], axes)
            if number is None:
                names = ", ".join(names_of(known[name], axes))
                raise view_error("view-axis", way.axis, views, way.whole, names=names, tensor=name)
            if number in ways:
                raise view_error("view-repeated", way.axis, views, way.whole)
            ways[number] = way.direction
    usual = [directions(tensor, axes) for tensor in tensors]
    if not chosen:
        return usual
    return [placed(way, chosen.get(tensor.name, {})) for way, tensor in zip(usual, tensors, strict=True)]


def names_of(tensor: Tensor, axes: Sequence[Axis]) -> list[str]:
    """What a view calls each axis of a tensor: its slowest part, or its number where that is not its own.

    >>> from einscope.core.ops import registry
    >>> plan = registry()["expand"].example_plan()
    >>> names_of(plan.output, plan.axes)
    ['b', 'h', 'w', 'c']
    """
    holding: dict[str, int | None] = {}  # the tensor axis that alone has such a part
    for number, parts in enumerate(tensor.arrangement):
        for part in parts:
            name = axes[part].name
            holding[name] = number if holding.setdefault(name, number) == number else None
    first = [axes[parts[0]].name if parts else None for parts in tensor.arrangement]
    return [name if name and holding[name] == number else str(number) for number, name in enumerate(first)]


def _holding(name: str, tensor: Tensor, axes: Sequence[Axis]) -> list[int]:
    return [n for n, parts in enumerate(tensor.arrangement) if any(axes[part].name == name for part in parts)]


def axis_number(text: str, tensor: Tensor, axes: Sequence[Axis]) -> int | None:
    """The number of the tensor axis that is meant; None where there is none, or more than one."""
    if text.isascii() and text.isdecimal():
        number = int(text[:9])
        return number if number < len(tensor.arrangement) else None
    words = text.strip("()").split()
    written = [
        n for n, parts in enumerate(tensor.arrangement) if parts and [axes[part].name for part in parts] == words
    ]
    numbers = written or (_holding(words[0], tensor, axes) if len(words) == 1 else [])
    return numbers[0] if len(numbers) == 1 else None


def placed(usual: Directions, chosen: Mapping[int, Direction]) -> Directions:
    """The usual directions, but for the axes that somebody chose one for: those lie outside, in their order."""

    def lane(direction: Direction, axes: tuple[int, ...]) -> tuple[int, ...]:
        named = [axis for axis, way in chosen.items() if way == direction]
        return (*named, *(axis for axis in axes if axis not in chosen))

    return Directions(lane("row", usual.row), lane("column", usual.column), lane("depth", usual.depth))


def view_error(
    code: str, culprit: Piece, views: Views, whole: Piece, names: str = "", tensor: str = ""
) -> PatternError:
    """What is wrong with a part of a view.

    Args:
        code: of the error.
        culprit: the name that is wrong.
        views: what it is a part of.
        whole: what is to be left out.
        names: those that there are.
        tensor: whose axis it would be.
    """
    message = {
        "view-tensor": say("There is no tensor '{name}'.", name=culprit.text),
        "view-axis": say("'{axis}' does not name exactly one axis of {tensor}.", axis=culprit.text, tensor=tensor),
        "view-repeated": say("'{name}' is given twice.", name=culprit.text),
    }[code]
    hint = say("there are: {names}", names=names) if names else say("remove it")
    return PatternError(code, message, culprit.span, field="view", hint=hint, repair={"view": views.without(whole)})
