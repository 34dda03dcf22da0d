"""A merge and the expansion after it: do they undo each other, and if not, what do they do together?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from einscope.core.errors import Sentence, say
from einscope.core.fields import Order, OrderText, Sizes, given_sizes
from einscope.core.judge.digits import common_digits
from einscope.core.judge.verdict import CELL_LIMIT
from einscope.core.judge.verdict.closed import table_moved
from einscope.core.judge.verdict.inverse import asked_for
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.map import NO_SOURCE, Chain, StrideTable, fitted, window
from einscope.core.operation import Request, Way
from einscope.core.ops import registry
from einscope.core.ops.rearrange import rearrange
from einscope.core.ops.shared.blocks import Blocks, BlockValues, read_blocks
from einscope.core.pattern.needed import needed_sizes
from einscope.core.pattern.parser import parse
from einscope.core.plan import Plan, Shape
from einscope.core.told import told

_CHUNK = 2**15


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What a merge and the expansion after it do together. A place is an index along every axis.

    Args:
        inverse: the expansion brings every cell home, and the shape too; None: not known.
        shape: of what comes out; another than that of the input where the merge cut off or filled in.
        cells: of what comes out.
        misplaced: cells whose source is a cell of another place; None: too many to count.
        padded: cells without a source, filled in by the merge.
        dropped: input cells that the merge cut off.
        op: name of the operation that ``pattern`` is of, where there is one.
        pattern: both as one pattern; None: there is none, because the two orders cut the channels at sizes that do not
            divide each other, or because cells are cut off or filled in.
        sizes: sizes that the pattern needs beside the shape.
        inverse_order: the order with which expand undoes the merge, as far as cells are not cut off.
        sentence: all of it in words.
    """

    inverse: bool | None
    shape: Shape
    cells: int
    misplaced: int | None
    padded: int
    dropped: int
    op: str | None
    pattern: str | None
    sizes: Mapping[str, int]
    inverse_order: str

    @told
    def sentence(self) -> Sentence:
        """All of it in words."""
        return say("{which}: {what}", which=say("Merge, then expand"), what=self.what)

    @property
    def what(self) -> Sentence:
        """What becomes of the cells, behind a colon."""
        if self.inverse:
            return say("every cell returns to its place.")
        if self.misplaced is None:
            return say("too many cells to count.")
        if self.misplaced:
            return say(
                "{misplaced} of {cells} cells are misplaced; the order {order} would undo the merge.",
                misplaced=self.misplaced,
                cells=self.cells,
                order=self.inverse_order,
            )
        return say(
            "cells return to their places, but {dropped} were cropped and {padded} padded.",
            dropped=self.dropped,
            padded=self.padded,
        )


def merge_then_expand(
    merging: Request[BlockValues],
    order: Order | str = "",
    limits: Limits = DEFAULT_LIMITS,
    cell_limit: int = CELL_LIMIT,
    *,
    merged: Plan | None = None,
    expanded: Plan | None = None,
) -> RoundTrip:
    """Merge an image, expand it with an order of its own, and say what has become of it.

    Args:
        merging: a request of an operation that another one undoes.
        order: of the channels as the expansion reads them; empty for the usual one, ``p1 p2 c``.
        limits: bounds of both requests.
        cell_limit: how many cells may be counted one by one.
        merged: the plan of the merge, where there is one already; and
        expanded: that of the expansion.

    Raises:
        PatternError: what either operation refuses.

    Cost: O(rank) where one pattern says it all and its verdict needs no counting, else O(cells) up to the limit.

    >>> trip = merge_then_expand(registry()["merge"].read({"shape": "1,4,4,2"}, DEFAULT_LIMITS), "p1 p2 c")
    >>> trip.misplaced, trip.cells, trip.pattern, trip.inverse_order
    (16, 32, 'b (h p1) (w p2) c -> b (h p2) (w p1) c', 'p2 p1 c')
    """
    values, expand = merging.values, registry()[merging.operation.undone_by or ""]
    read = OrderText().read(order, "order", limits) if isinstance(order, str) else order
    merged = merged or merging.plan(limits)
    if expanded is None:
        texts = {"shape": ",".join(map(str, merged.output.shape)), "channels": values.channels}
        middle = replace(expand.read(texts, limits).values, factor=values.factor, order=read)
        expanded = expand.plan(middle, limits)
    storing = read_blocks(values, merging=True)
    reading = replace(storing, order=tuple(expanded.meant["order"].split()))
    before, after = merged.inputs[0].shape, expanded.output.shape
    kept = prod(map(min, before, after))
    composite = _composite(storing, reading, before, limits) if before == after else None
    table = composite.maps[0] if composite else None
    if isinstance(table, StrideTable):
        misplaced = table_moved(table, cell_limit)
    else:
        misplaced = _misplaced(merged, expanded, cell_limit)
    return RoundTrip(
        inverse=False if before != after else None if misplaced is None else misplaced == 0,
        shape=after,
        cells=expanded.output.cells,
        misplaced=misplaced,
        padded=expanded.output.cells - kept,
        dropped=merged.inputs[0].cells - kept,
        op=_op(composite) if composite else None,
        pattern=composite.pattern if composite else None,
        sizes=composite.sizes if composite else {},
        inverse_order=merged.meant["order"],
    )


def _composite(storing: Blocks, reading: Blocks, shape: Shape, limits: Limits) -> Plan | None:
    """Both together as one rearrangement, where the two orders have digits in common."""
    channels = shape[-1 if storing.channels_last else 1]
    sizes = {**storing.sizes, "c": channels}
    digits = common_digits(storing.order, reading.order, sizes)
    if digits is None:
        return None
    text = f"{_image(storing, digits.stored)} -> {_image(storing, digits.read)}"
    all_sizes = {**digits.sizes, "b": shape[0]}
    for axis, name, factor in zip(storing.spatial_axes(), storing.spatial, storing.factors, strict=True):
        all_sizes[name] = shape[axis] // factor
    needed = needed_sizes(parse(text), all_sizes, [name for name in digits.sizes if name[0] == "p"])
    return rearrange(text, shape, given_sizes(needed) if needed else Sizes(), limits)


def _op(composite: Plan) -> str | None:
    """The operation that a pattern is of which keeps every axis."""
    shape = ",".join(map(str, composite.inputs[0].shape))
    inverse = asked_for(composite, Way(shape, composite.pattern, composite.sizes))
    return inverse.op if inverse else None


def _image(blocks: Blocks, parts: Mapping[str, tuple[str, ...]]) -> str:
    """The image whose offsets and channels are made of these digits."""
    spatial = [
        f"({' '.join((axis, *parts[offset]))})" for axis, offset in zip(blocks.spatial, blocks.offsets, strict=True)
    ]
    channel = parts["c"][0] if len(parts["c"]) == 1 else f"({' '.join(parts['c'])})"
    return " ".join(["b", *spatial, channel] if blocks.channels_last else ["b", channel, *spatial])


def _misplaced(merged: Plan, expanded: Plan, cell_limit: int) -> int | None:
    """Cells that come from another place, counted in chunks."""
    before, after, cells = merged.inputs[0].shape, expanded.output.shape, expanded.output.cells
    if cells > cell_limit:
        return None
    both, home = Chain(merged.maps[0], expanded.maps[0]), fitted(before, after)
    misplaced = 0
    for start in range(0, cells, _CHUNK):
        source = window(both, start, _CHUNK)
        misplaced += int(np.count_nonzero((source != NO_SOURCE) & (source != window(home, start, _CHUNK))))
    return misplaced
