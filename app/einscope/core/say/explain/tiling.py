"""Blocks: on one side an image cut into them, on the other side an axis that a whole block lies along."""

from dataclasses import dataclass
from itertools import compress
from typing import Literal

from einscope.core.errors import Sentence, say
from einscope.core.plan import Plan, Tensor
from einscope.core.say.explain.fitting import dense
from einscope.core.say.explain.lists import names
from einscope.core.scene.layout.directions import directions


@dataclass(frozen=True, slots=True)
class Tiling:
    """How a block lies in the image, and how along the other side.

    Args:
        inner: the axes inside a block, as the image is looked at: rows first, then columns.
        order: the same axes as they lie along the other side, slowest first.
        verb: whether blocks are filled (the image comes out) or read (it goes in).
        flat: whether ``inner`` are just a row and a column.
    """

    inner: tuple[int, ...]
    order: tuple[int, ...]
    verb: Literal["filled", "read"]
    flat: bool


def tiling(plan: Plan) -> Tiling | None:
    """The blocks of a plan with one input, None where there are none.

    A block's axes are the fastest parts of composite axes on one side, and parts of one axis on the other.

    Cost: O(rank²).
    """
    if len(plan.inputs) != 1:
        return None
    tilings = [
        *_tilings(plan.output, plan.inputs[0], "filled", plan),
        *_tilings(plan.inputs[0], plan.output, "read", plan),
    ]
    return max(tilings, key=lambda tiles: len(tiles.inner), default=None)


def _tilings(image: Tensor, other: Tensor, verb: Literal["filled", "read"], plan: Plan) -> list[Tiling]:
    counted = dense(image, plan.axes)
    cut = [number for number, parts in enumerate(image.arrangement) if len(parts) > 1 and counted[number]]
    # Windows that overlap are no blocks.
    lanes = [along for along in compress(other.arrangement, dense(other, plan.axes)) if len(along) > 1] if cut else []
    if not lanes:
        return []
    way = directions(image, plan.axes)
    looked_at = (*way.row[-1:], *way.column[-1:])
    cut = [*(number for number in cut if number not in looked_at), *(number for number in looked_at if number in cut)]
    tilings = []
    for along in lanes:
        inner: dict[int, int] = {}
        for number in cut:
            *outer, fastest = image.arrangement[number]
            if fastest in along and not any(part in along for part in outer):
                inner[number] = fastest
        if any(plan.axes[part].size > 1 for part in inner.values()):
            order = tuple(part for part in along if part in inner.values())
            tilings.append(Tiling(tuple(inner.values()), order, verb, tuple(inner) == looked_at))
    return tilings


def introduced(introduction: Sentence | None, tiles: Tiling | None, plan: Plan) -> list[Sentence]:
    """What an operation does to its blocks as a whole, where it has something to say of that, and there are any."""
    if introduction is None or tiles is None:
        return []
    values = {"block": block_text(tiles, plan), "source": plan.inputs[0].name, "target": plan.output.name}
    return [Sentence(introduction.template, values)]


def way_through(tiles: Tiling | None, plan: Plan) -> list[Sentence]:
    """In which order the cells of a block lie along the other side."""
    if tiles is None:
        return []
    block = block_text(tiles, plan)
    order = [part for part in tiles.order if plan.axes[part].size > 1]
    filled = tiles.verb == "filled"
    if len(order) == 2 and tiles.flat:
        if order[0] == tiles.inner[0]:
            by_rows = say("Each {block} is filled row by row.", block=block)
            return [by_rows if filled else say("Each {block} is read row by row.", block=block)]
        by_columns = say("Each {block} is filled column by column.", block=block)
        return [by_columns if filled else say("Each {block} is read column by column.", block=block)]
    values = {"block": block, "axes": names(order, plan.axes), "fastest": plan.axes[order[-1]].name}
    if len(order) == 1:
        along = say("Each {block} is filled along {axes}.", block=block, axes=values["axes"])
        return [along if filled else say("Each {block} is read along {axes}.", block=block, axes=values["axes"])]
    in_order = say("Each {block} is filled in the order {axes}, {fastest} fastest.", **values)
    return [in_order if filled else say("Each {block} is read in the order {axes}, {fastest} fastest.", **values)]


def order_text(tiles: Tiling, plan: Plan) -> Sentence:
    """The same order, to be put behind a verb: row by row."""
    order = [part for part in tiles.order if plan.axes[part].size > 1]
    if len(order) == 2 and tiles.flat:
        return say("row by row") if order[0] == tiles.inner[0] else say("column by column")
    if len(order) == 1:
        return say("along {axes}", axes=names(order, plan.axes))
    fastest = plan.axes[order[-1]].name
    return say("in the order {axes}, {fastest} fastest", axes=names(order, plan.axes), fastest=fastest)


def block_text(tiles: Tiling, plan: Plan) -> Sentence:
    """The block by its size."""
    sizes = [plan.axes[part].size for part in tiles.inner]
    if len(sizes) == 1:
        return say("block of {size} cells", size=sizes[0])
    return say("{sizes} block", sizes="×".join(map(str, sizes)))
