"""The search: the usual ones, a reshape, then all with few parts, each mapping once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod

from einscope.core.between.parts import Budget, Parts, aligned, by_count, strides
from einscope.core.between.signature import Signature, inversions, signature
from einscope.core.between.usual import usual, way_of
from einscope.core.between.way import Way
from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import refuse_too_many_cells, write_sizes
from einscope.core.judge.infer.walk import Digit
from einscope.core.judge.infer.wording import share_batch, worded
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.plan import Shape

MOST = 24
"""Ways that are told, unless fewer are asked for: as many as can be looked over."""

_RESHAPE = say("Reshape")


@dataclass(frozen=True, slots=True)
class Between:
    """What leads from a shape to a shape.

    Args:
        ways: all of them move cells in different ways; those that have a name first, then those with few parts.
        more: whether there are others, or the search ended before it knew.
    """

    ways: tuple[Way, ...]
    more: bool


def between(before: Shape, after: Shape, limits: Limits = DEFAULT_LIMITS, most: int = MOST) -> Between:
    """The patterns that lead from a shape to a shape: rearranged, or repeated or reduced where cells are more or fewer.

    Looked for are those that have a name; and those that split axes into parts, no two of which go from the same axis
    to the same axis.

    Args:
        before: the shape of the input.
        after: that of the output.
        limits: bounds on axes and cells.
        most: of them that are told.

    Raises:
        PatternError: ``axes-limit`` or ``cells-limit`` in the field of a shape, ``shape-empty`` where there is no cell,
            ``cells-unlike`` where neither number of cells is a multiple of the other.

    Cost: bounded by a number of steps, some tenths of a second.

    >>> found = between((2, 3), (3, 2))
    >>> [(str(way.names[0]), way.pattern) for way in found.ways], found.more
    ([('Transpose', 'h w -> w h'), ('Reshape', None)], False)
    """
    _refuse(before, after, limits)
    known: dict[Signature, Way] = {}
    for way in usual(before, after, limits):
        _take(known, way)
    more = _others(known, before, after, limits, most)
    return Between(tuple(known.values())[:most], more or len(known) > most)


def _take(known: dict[Signature, Way], way: Way) -> None:
    """One more way; one that moves cells alike only adds its name to the first."""
    if way.signature not in known:
        known[way.signature] = way
    elif any(name not in known[way.signature].names for name in way.names):
        first = known[way.signature]
        known[way.signature] = replace(first, names=(*first.names, *way.names))


def _others(known: dict[Signature, Way], before: Shape, after: Shape, limits: Limits, most: int) -> bool:
    """Add what has no name; whether there are more than are added."""
    cells, wanted = prod(before), prod(after)
    op = "rearrange" if cells == wanted else "repeat" if wanted > cells else "reduce"
    left = (*before, wanted // cells) if op == "repeat" else before
    right = (*after, cells // wanted) if op == "reduce" else after
    if op == "rearrange":
        _take(known, _reshape(before, after, limits))
    budget = Budget()
    for parts in by_count(left, right, budget):
        fresh: dict[Signature, Parts] = {}
        for each in parts:
            fresh.setdefault(_signature(each, op), each)
        for own in sorted(fresh, key=lambda own: (len({*fresh[own].sizes.values()}), inversions(own), own)):
            if own in known:
                continue
            if len(known) >= most:
                return True
            way = _worded(fresh[own], op, before, after, limits)
            if way is not None:
                _take(known, way)
    return budget.spent


def _signature(parts: Parts, op: str) -> Signature:
    inside = parts.left[:-1] if op == "repeat" else parts.left
    outside = parts.right[:-1] if op == "reduce" else parts.right
    in_input, in_output = strides(inside, parts.sizes), strides(outside, parts.sizes)
    return signature((size, in_input.get(place, 0), in_output.get(place, 0)) for place, size in parts.sizes.items())


def _worded(parts: Parts, op: str, before: Shape, after: Shape, limits: Limits) -> Way | None:
    """The pattern of these parts, in the words in which inferred ones are told."""
    rows, columns = len(before), len(after)
    digits = {
        (row, column): Digit(column, 0, size, row if row < rows else None, 0)
        for (row, column), size in parts.sizes.items()
    }
    left = [[digits[place] for place in places] for places in parts.left[:rows]]
    right = [[digits[place] for place in places] for places in parts.right[:columns]]
    share_batch(left, right)
    wording = worded(left, right)
    texts = {"pattern": wording.pattern, "shape": ",".join(map(str, before))}
    if wording.sizes:
        texts["sizes"] = write_sizes(wording.sizes)
    return way_of(op, {**texts, "reduction": "mean"} if op == "reduce" else texts, after, limits)


def _reshape(before: Shape, after: Shape, limits: Limits) -> Way:
    """That which moves no cell: a pattern, where the axes of both shapes meet, or else a line of code."""
    parts = aligned(before, after)
    way = None if parts is None else _worded(parts, "rearrange", before, after, limits)
    if way is not None:
        return replace(way, names=(_RESHAPE,))
    texts = {"code": f"y = x.reshape({', '.join(map(str, after))})", "shape": f"x:{','.join(map(str, before))}"}
    return Way((_RESHAPE,), "program", texts, None, {}, (((prod(before), 1),), ()))


def _refuse(before: Shape, after: Shape, limits: Limits) -> None:
    for name, shape, other in (("from", before, after), ("to", after, before)):
        if len(shape) > limits.axes:
            message = say(
                "A tensor may have at most {limit} axes; this one has {count}.", limit=limits.axes, count=len(shape)
            )
            raise PatternError("axes-limit", message, field=name)
        refuse_too_many_cells(shape, limits, name)
        if not all(shape):
            fitting = tuple(max(size, 1) for size in shape)
            leads = all(other) and not (prod(fitting) % prod(other) and prod(other) % prod(fitting))
            repair = {name: ",".join(map(str, fitting))} if leads else None
            message = say("This shape has no cells, so there is nothing that could move.")
            hint = say("give every axis a size of at least 1")
            raise PatternError("shape-empty", message, None, name, hint, repair)
    cells, wanted = prod(before), prod(after)
    if cells % wanted and wanted % cells:
        message = say(
            "The input has {cells} cells, the output {wanted}: neither number is a multiple of the other, so cells can "
            "neither be rearranged nor repeated nor reduced to it.",
            cells=cells,
            wanted=wanted,
        )
        choices = list(_fitting(after, cells))
        repair = choices[0][1] if choices else None
        hint = say("change a size of either")
        raise PatternError("cells-unlike", message, None, "to", hint, repair, choices=choices)


def _fitting(shape: Shape, cells: int) -> Iterator[tuple[Sentence, dict[str, str]]]:
    """Shapes of so many cells that differ from this one in one size."""
    for axis, size in enumerate(shape):
        others = prod(shape) // size
        if cells % others == 0:
            text = ",".join(map(str, (*shape[:axis], cells // others, *shape[axis + 1 :])))
            yield say("give the output the shape {shape}", shape=text), {"to": text}
