"""The way a tensor was made from those that have names: through all that a statement made in between."""

from einscope.core.map import IndexMap, Stride, StrideTable
from einscope.core.program.tensor.tensor import Tensor, combined


def trace(x: Tensor) -> tuple[tuple[int, ...], IndexMap]:
    """The numbered tensors that ``x`` was made of, and the map onto their cells, one after another.

    A tensor that has a number is where the way begins; ``x`` itself must not have one yet.

    Cost: O(tensors made in between · rank²).
    """
    if len(x.parents) == 1 and x.step is not None and x.parents[0].number is not None:
        return (x.parents[0].number,), x.step
    order = _order(x)
    starts: dict[int, int] = {}
    maps: dict[int, IndexMap] = {}
    begun = 0
    parents: list[int] = []
    for each in order:
        if each.number is not None and each is not x:
            if each.number not in starts:
                starts[each.number] = begun
                begun += each.cells
                parents.append(each.number)
            maps[id(each)] = StrideTable((Stride(each.cells, 1),), (), starts[each.number])
        elif not each.parents:
            maps[id(each)] = each.map
        else:
            maps[id(each)] = combined([maps[id(parent)] for parent in each.parents], each.step)
    return tuple(parents), maps[id(x)]


def _order(x: Tensor) -> list[Tensor]:
    """The tensors on the way, each after those it is made of."""
    order: list[Tensor] = []
    done: set[int] = set()
    waiting = [(x, False)]
    while waiting:
        each, ready = waiting.pop()
        if ready:
            order.append(each)
            continue
        if id(each) in done:
            continue
        done.add(id(each))
        waiting.append((each, True))
        if each.number is None or each is x:
            waiting.extend((parent, False) for parent in reversed(each.parents))
    return order
