"""A parsed pattern and the shapes of its inputs to axes with sizes.

The rules are those of einops: in each axis of the input all sizes but one must be known, and their product
must divide its length. What a name on one side only means (an error, a reduction, a repetition) is the
operation's question, not this module's.
"""

from dataclasses import dataclass
from math import prod

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields import Sizes
from einscope.core.limits import Limits
from einscope.core.pattern.names import Names
from einscope.core.pattern.parser import Dimension, Item, Pattern, Side
from einscope.core.pattern.split import INPUT, Split, split
from einscope.core.plan import Arrangement, Axis, Shape

# einops takes sizes as keyword arguments next to these parameters of its own.
RESERVED = ("tensor", "pattern", "reduction")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Elementary axes in order of first appearance, and what each side is made of."""

    axes: tuple[Axis, ...]
    left: Arrangement
    right: Arrangement

    def shape(self, arrangement: Arrangement) -> Shape:
        """The shape of a tensor arranged so."""
        return tuple(prod(self.axes[part].size for part in parts) for parts in arrangement)


def resolve(pattern: Pattern, shape: Shape, sizes: Sizes, limits: Limits) -> Resolved:
    """Find the size of every axis.

    Args:
        pattern: the parsed pattern, its names already checked by the operation.
        shape: of the input.
        sizes: sizes asked for, by axis name.
        limits: bounds on axes.

    Raises:
        PatternError: where the shape and the pattern, or the sizes and the shape, do not fit.

    Cost: O(length of the pattern + rank).
    """
    spread = _ellipsis_rank(pattern, shape, sizes, limits)
    names = Names(pattern, spread)
    left = names.arrangement(pattern.left)
    right = names.arrangement(pattern.right)
    _refuse_ranks(pattern, names, (left, right), limits)
    _refuse_unknown_sizes(names, sizes)
    known = {
        index: int(item.text) if item.kind == "number" else sizes.size(item.text)
        for index, item in enumerate(names.items)
    }
    sizes_of = dict[int, int]()
    places = _places(pattern.left, spread)
    for number, (parts, length) in enumerate(zip(left, shape, strict=True)):
        sizes_of |= split(Split(names, parts, length, number, known, sizes, places[number]))
    new = {index for parts in right for index in parts if index not in sizes_of}
    for index in new:
        sizes_of[index] = _new_size(names.items[index], known[index], sizes)
    kept = {index for parts in right for index in parts} - new
    axes = tuple(
        Axis(
            name,
            sizes_of[index],
            "new" if index in new else "kept" if index in kept else "reduced",
            given=item.kind == "name" and item.text in sizes.given,
        )
        for index, (name, item) in enumerate(zip(names.names, names.items, strict=True))
    )
    return Resolved(axes, left, right)


def _new_size(item: Item, size: int | None, sizes: Sizes) -> int:
    """The size of an axis that only the right side has."""
    if size is None:
        raise PatternError(
            "size-unknown",
            say("'{axis}' is new on the right, and nothing says its size.", axis=item.text),
            item.span,
            hint=say("give {axis} a size, for example {axis}=2", axis=item.text),
            repair={"sizes": sizes.with_size(item.text, 2)},
        )
    return size


def _ellipsis_rank(pattern: Pattern, shape: Shape, sizes: Sizes, limits: Limits) -> int:
    """How many axes the ellipsis stands for, 0 where there is none."""
    dimensions = pattern.left.dimensions
    spread = len(shape) - len(dimensions) + 1 if pattern.left.ellipsis else 0
    fits = spread >= 0 if pattern.left.ellipsis else len(shape) == len(dimensions)
    if not fits:
        example = ",".join(map(str, example_shape(pattern.left, sizes)))
        raise PatternError(
            "rank-mismatch",
            say(
                "The left side describes a tensor of rank {wanted}, but {tensor} has rank {given}.",
                tensor=INPUT,
                wanted=len(dimensions) - (pattern.left.ellipsis is not None),
                given=len(shape),
            ),
            _tight(pattern, pattern.left),
            hint=say(
                "give {tensor} a shape that fits, for example {shape}",
                tensor=INPUT,
                shape=example.replace(",", "×") or "()",
            ),
            repair={"shape": example} if len(example.split(",")) <= limits.axes else None,
        )
    return spread


def example_shape(side: Side, sizes: Sizes) -> Shape:
    """A small shape that the side fits: 2 for every axis of unknown size."""

    def size(item: Item) -> int:
        given = int(item.text) if item.kind == "number" else sizes.size(item.text)
        return 2 if given is None else given

    kept = [dimension for dimension in side.dimensions if not dimension.is_bare_ellipsis]
    return tuple(prod(size(item) for item in dimension.items) for dimension in kept)


def _tight(pattern: Pattern, side: Side) -> Span:
    """The span of a side without the spaces around it; of the arrow, where the side is empty."""
    if not side.dimensions:
        return next(token.span for token in pattern.tokens if token.kind == "arrow")
    return Span(side.dimensions[0].span.start, side.dimensions[-1].span.end)


def _refuse_ranks(
    pattern: Pattern, names: Names, arrangements: tuple[Arrangement, Arrangement], limits: Limits
) -> None:
    count = max(len(names.names), *(len(arrangement) for arrangement in arrangements))
    if count > limits.axes:
        raise PatternError(
            "axes-limit",
            say("A pattern may have at most {limit} axes; this one has {count}.", limit=limits.axes, count=count),
            Span(0, len(pattern.text)),
        )


def _refuse_unknown_sizes(names: Names, sizes: Sizes) -> None:
    named = {item.text for item in names.items if item.kind == "name"}
    for axis, given in sizes.given.items():
        if axis not in named:
            raise PatternError(
                "size-unused",
                say("The pattern has no axis '{axis}'.", axis=axis),
                given.span,
                field="sizes",
                hint=say("remove {axis}={size}", axis=axis, size=given.size),
                repair={"sizes": sizes.without(axis)},
            )
        if axis in RESERVED:
            raise PatternError(
                "size-reserved",
                say(
                    "einops cannot take a size for an axis named '{axis}': that is the name of one of its parameters.",
                    axis=axis,
                ),
                given.span,
                field="sizes",
                hint=say("give the axis another name"),
            )


def _places(side: Side, spread: int) -> list[Dimension]:
    """For each axis of the tensor, the dimension that describes it."""
    return [dimension for dimension in side.dimensions for _ in range(spread if dimension.is_bare_ellipsis else 1)]
