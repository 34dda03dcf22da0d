"""How either of two plans fills or reads its blocks, where they do it in different ways."""

from collections.abc import Iterator

from einscope.core.errors import Sentence, say
from einscope.core.plan import Plan
from einscope.core.say.explain.steps import nothing_moves
from einscope.core.say.explain.tiling import Tiling, block_text, order_text, tiling


def fillings(one: Plan, other: Plan) -> Iterator[Sentence]:
    """Clauses on the blocks of two plans; none where their ways through a block are the same, or have no name."""
    # One clause for both where the blocks are the same and only the way through them differs: that comparison is what a
    # reader is after. Otherwise each plan gets a clause of its own, and a plan at rest has no way to speak of.
    still = nothing_moves(one), nothing_moves(other)
    first, second = (None if at_rest else _blocks(plan) for plan, at_rest in zip((one, other), still, strict=True))
    if still == (True, False):
        yield say("the first moves no cell")
    if first and second and _same(first, one) == _same(second, other):
        ways = order_text(first, one), order_text(second, other)
        if str(ways[0]) != str(ways[1]):
            yield _both(first.verb == "filled", block_text(first, one), *ways)
    else:
        if first:
            values = {"block": block_text(first, one), "way": order_text(first, one)}
            filled = first.verb == "filled"
            yield (
                say("the first fills each {block} {way}", **values)
                if filled
                else say("the first reads each {block} {way}", **values)
            )
        if second:
            values = {"block": block_text(second, other), "way": order_text(second, other)}
            filled = second.verb == "filled"
            yield (
                say("the second fills each {block} {way}", **values)
                if filled
                else say("the second reads each {block} {way}", **values)
            )
    if still == (False, True):
        yield say("the second moves no cell")


def _both(filled: bool, block: Sentence, way: Sentence, second_way: Sentence) -> Sentence:
    if filled:
        return say("the first fills each {block} {way}, the second {other}", block=block, way=way, other=second_way)
    return say("the first reads each {block} {way}, the second {other}", block=block, way=way, other=second_way)


def _blocks(plan: Plan) -> Tiling | None:
    """The blocks that there is more than one way through."""
    tiles = tiling(plan)
    return tiles if tiles and sum(plan.axes[part].size > 1 for part in tiles.inner) > 1 else None


def _same(tiles: Tiling, plan: Plan) -> tuple[str, str]:
    """What must be the same of two sides for one clause to speak of both."""
    return tiles.verb, str(block_text(tiles, plan))
