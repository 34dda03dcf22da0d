"""How either of two plans fills or reads its blocks, where they do it in different ways."""

from collections.abc import Iterator

from einscope.core.errors import Sentence, say
from einscope.core.plan import Plan
from einscope.core.say.explain.steps import nothing_moves
from einscope.core.say.explain.tiling import Tiling, block_text, order_text, tiling


def fillings(one: Plan, other: Plan, named: tuple[Sentence, Sentence] | None = None) -> Iterator[Sentence]:
    """Clauses on the blocks of two plans; none where their ways through a block are the same, or have no name.

    Args:
        one: the first plan.
        other: the second.
        named: what they are called; "the first" and "the second" unless said.
    """
    # One clause for both where the blocks are the same and only the way through them differs: that comparison is what a
    # reader is after. Otherwise each plan gets a clause of its own, and a plan at rest has no way to speak of.
    which = named or (say("the first"), say("the second"))
    still = nothing_moves(one), nothing_moves(other)
    tiles = [None if at_rest else _blocks(plan) for plan, at_rest in zip((one, other), still, strict=True)]
    first, second = tiles
    if still == (True, False):
        yield say("{which} moves no cell", which=which[0])
    if first and second and _same(first, one) == _same(second, other):
        ways = order_text(first, one), order_text(second, other)
        if str(ways[0]) != str(ways[1]):
            yield _both(first.verb == "filled", block_text(first, one), which, ways)
    else:
        yield from (_each(name, at, plan) for name, at, plan in zip(which, tiles, (one, other), strict=True) if at)
    if still == (False, True):
        yield say("{which} moves no cell", which=which[1])


def _both(filled: bool, block: Sentence, which: tuple[Sentence, Sentence], ways: tuple[Sentence, Sentence]) -> Sentence:
    values = {"block": block, "one": which[0], "way": ways[0], "other": which[1], "second": ways[1]}
    if filled:
        return say("{one} fills each {block} {way}, {other} {second}", **values)
    return say("{one} reads each {block} {way}, {other} {second}", **values)


def _each(which: Sentence, tiles: Tiling, plan: Plan) -> Sentence:
    values = {"which": which, "block": block_text(tiles, plan), "way": order_text(tiles, plan)}
    if tiles.verb == "filled":
        return say("{which} fills each {block} {way}", **values)
    return say("{which} reads each {block} {way}", **values)


def _blocks(plan: Plan) -> Tiling | None:
    """The blocks that there is more than one way through."""
    tiles = tiling(plan)
    return tiles if tiles and sum(plan.axes[part].size > 1 for part in tiles.inner) > 1 else None


def _same(tiles: Tiling, plan: Plan) -> tuple[str, str]:
    """What must be the same of two sides for one clause to speak of both."""
    return tiles.verb, str(block_text(tiles, plan))
