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
    for tensor in order:
        if tensor.number is not None and tensor is not x:
            if tensor.number not in starts:
                starts[tensor.number] = begun
                begun += tensor.cells
                parents.append(tensor.number)
            maps[id(tensor)] = StrideTable((Stride(tensor.cells, 1),), (), starts[tensor.number])
        elif not tensor.parents:
            maps[id(tensor)] = tensor.map
        else:
            maps[id(tensor)] = combined([maps[id(parent)] for parent in tensor.parents], tensor.step)
    return tuple(parents), maps[id(x)]


def _order(x: Tensor) -> list[Tensor]:
    """The tensors on the way, each after those it is made of."""
    order: list[Tensor] = []
    done: set[int] = set()
    waiting = [(x, False)]
    while waiting:
        tensor, ready = waiting.pop()
        if ready:
            order.append(tensor)
            continue
        if id(tensor) in done:
            continue
        done.add(id(tensor))
        waiting.append((tensor, True))
        if tensor.number is None or tensor is x:
            waiting.extend((parent, False) for parent in reversed(tensor.parents))
    return order
