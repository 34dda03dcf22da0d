"""Tensors made anew: their cells come from nowhere; the numbers of small integer ones are known."""

import numpy as np

from einscope.core.change import Change
from einscope.core.errors import say
from einscope.core.map import IntArray
from einscope.core.program.arithmetic.worked import real_of, rounded
from einscope.core.program.budget import LONGEST, Budget, Library
from einscope.core.program.movement.axes.shape import reshape, with_axes
from einscope.core.program.movement.parts.join import stack
from einscope.core.program.movement.parts.spread import copied, expand
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.dtypes import keep_as
from einscope.core.program.tensor.integers import as_int, as_ints
from einscope.core.program.tensor.strides import computed
from einscope.core.program.tensor.tensor import KNOWN_CELLS, Tensor, made, same_cells
from einscope.core.program.tensor.values import Value, fitting, rounds, said


def blank(budget: Budget, library: Library, shape: tuple[int, ...], value: Value = None) -> Tensor:
    """``zeros``, ``empty``, ``full``; ``value``: the number in every cell, where it is known."""
    if any(size < 0 for size in shape):
        raise Refusal("program-shape", say("A size cannot be negative: {shape}.", shape="×".join(map(str, shape))))
    tensor = made(budget, shape, library)
    if isinstance(value, (int, float)) and tensor.cells <= KNOWN_CELLS:
        budget.spend(tensor.cells // 64)
        kind = (
            real_of(library)
            if isinstance(value, float)
            else np.dtype(np.bool_ if isinstance(value, bool) else np.int64)
        )
        tensor.numbers = np.full(tensor.cells, fitting(value) if isinstance(value, int) else value, dtype=kind)
    return tensor


def full(budget: Budget, library: Library, shape: tuple[int, ...], value: Value) -> Tensor:
    """``full``: of a number, or of the cells of a tensor, stretched."""
    if isinstance(value, (list, tuple, Tensor)):
        return copied(expand(listed(budget, library, value), shape))
    return blank(budget, library, shape, value)


def blank_like(x: Tensor, value: Value = None) -> Tensor:
    """``empty_like``, ``full_like``; ``value``: the number in every cell, where it is known."""
    tensor = blank(x.budget, x.library, x.shape, value)
    if x.numbers is None or x.numbers.dtype == np.object_:
        tensor.numbers = None if tensor.numbers is None else tensor.numbers.astype(real_of(x.library))
    else:
        tensor.numbers = None if tensor.numbers is None else tensor.numbers.astype(x.numbers.dtype)
    tensor.strides = computed(x.shape, [x.strides])
    return tensor


def full_as(x: Tensor, value: Value) -> Tensor:
    """Numpy's ``full_like``: of a number, or of the cells of a tensor, stretched."""
    if isinstance(value, (int, float)):
        return blank_like(x, value)
    cells = listed(x.budget, x.library, value)
    while cells.rank > x.rank and cells.shape[0] == 1:
        cells = reshape(cells, cells.shape[1:])
    return copied(expand(cells, x.shape))


def zeros_like(x: Tensor) -> Tensor:
    """``zeros_like``."""
    return blank_like(x, 0)


def ones_like(x: Tensor) -> Tensor:
    """``ones_like``."""
    return blank_like(x, 1)


def unknown_like(x: Tensor) -> Tensor:
    """``empty_like``, ``rand_like``."""
    return blank_like(x)


def counted(budget: Budget, library: Library, start: int, end: int | None = None, step: int = 1) -> Tensor:
    """``arange``: integers from a start to an end."""
    if step == 0:
        raise Refusal("program-argument", say("The step of a range cannot be 0."))
    numbers = range(0, start, step) if end is None else range(start, end, step)
    if library == "torch" and (numbers.stop - numbers.start) * step < 0:
        raise Refusal(
            "program-argument",
            say("A range from {start} never reaches {end}.", start=numbers.start, end=numbers.stop),
            hint=say("the step must point from the one to the other"),
        )
    count = max(0, -(-(numbers.stop - numbers.start) // numbers.step))
    if count > KNOWN_CELLS:
        raise Refusal(
            "program-budget",
            say("A range may have at most {limit} numbers; this one has {count}.", limit=KNOWN_CELLS, count=count),
        )
    budget.spend(count // 64)
    known = np.arange(numbers.start, numbers.stop, numbers.step, dtype=np.int64)
    return made(budget, (count,), library, known, "arange")


def zeros(budget: Budget, library: Library, shape: tuple[int, ...]) -> Tensor:
    """``zeros``."""
    return blank(budget, library, shape, 0.0)


def ones(budget: Budget, library: Library, shape: tuple[int, ...]) -> Tensor:
    """``ones``."""
    return blank(budget, library, shape, 1.0)


def unknown(budget: Budget, library: Library, shape: tuple[int, ...]) -> Tensor:
    """``empty``: numbers that are not known."""
    return blank(budget, library, shape)


def drawn(budget: Budget, library: Library, shape: tuple[int, ...]) -> Tensor:
    """``rand``, ``randn``: numbers that are not known, and each another."""
    blank(budget, library, ()) if all(size >= 0 for size in shape) else blank(budget, library, shape)
    return made(budget, shape, library, None, "rand")


def drawn_between(budget: Budget, library: Library, low: int, high: object, size: object = None) -> Tensor:
    """``randint``: integers that are not known; of two arguments, the second is the shape."""
    shape = high if size is None else size
    if not isinstance(shape, (list, tuple)):
        raise Refusal("program-type", say("Expected a list of integers, got {value}.", value=said(shape)))
    least, most = (0, low) if size is None or high is None else (low, as_int(high))
    if least >= most:
        raise Refusal("program-argument", say("{name} cannot take these arguments.", name="randint"))
    return drawn(budget, library, as_ints(shape))


def blank_of(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """``new_empty``."""
    return blank(x.budget, x.library, shape)


def zeros_of(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """``new_zeros``."""
    return full_of(x, shape, 0)


def ones_of(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """``new_ones``."""
    return full_of(x, shape, 1)


def full_of(x: Tensor, shape: tuple[int, ...], value: Value) -> Tensor:
    """``new_full``: of the type that the tensor has."""
    tensor = blank(x.budget, x.library, shape, value if isinstance(value, (int, float)) else None)
    if tensor.numbers is not None:
        own = x.numbers is not None and x.numbers.dtype != np.object_
        tensor.numbers = tensor.numbers.astype(x.numbers.dtype if own and x.numbers is not None else real_of(x.library))
    return tensor


def listed(budget: Budget, library: Library, value: Value, dtype: Value = None) -> Tensor:
    """``tensor([0, 2])``: numbers that are written out; of a tensor, a copy; of lists with tensors in them, a stack."""
    if isinstance(value, Tensor):
        copy = same_cells(value, change=_rounded(dtype))
        return keep_as(copy.keep(value.worked), dtype)
    flat, shape = _flattened(budget, value)
    if any(isinstance(entry, Tensor) for entry in flat):
        return _stacked(budget, library, flat, tuple(shape))
    odd = [entry for entry in flat if not isinstance(entry, (int, float))]
    if odd:
        raise Refusal("program-type", say("Expected a number, got {value}.", value=said(odd[0])))
    budget.spend(len(flat) // 8)
    kinds = {type(entry) for entry in flat}
    known = np.array([fitting(entry) if isinstance(entry, int) else entry for entry in flat])
    if kinds - {int, bool}:
        known = known.astype(real_of(library))
    tensor = made(budget, tuple(shape), library, known, "array" if library == "numpy" else "tensor")
    return keep_as(tensor, dtype)


def _flattened(budget: Budget, value: Value) -> tuple[list[Value], list[int]]:
    """What stands in lists within lists, in one row, and their lengths."""
    flat: list[Value] = [value]
    shape: list[int] = []
    while flat and isinstance(flat[0], (list, tuple)):
        size = len(flat[0])
        if not all(isinstance(entry, (list, tuple)) and len(entry) == size for entry in flat):
            raise Refusal("program-shape", say("The lists in a tensor must have the same length."))
        if len(flat) * size > LONGEST:
            budget.length(len(flat) * size)
        flat = [inner for entry in flat if isinstance(entry, (list, tuple)) for inner in entry]
        shape.append(size)
    return flat, shape


def _stacked(budget: Budget, library: Library, flat: list[Value], shape: tuple[int, ...]) -> Tensor:
    pieces = [entry if isinstance(entry, Tensor) else listed(budget, library, entry) for entry in flat]
    if library == "torch":  # to it, a tensor of one cell in a list is a number
        odd = next((piece for piece in pieces if piece.cells != 1), None)
        if odd is not None:
            raise Refusal("program-type", say("Expected a number, got {value}.", value=said(odd)))
        pieces = [reshape(piece, ()) for piece in pieces]
    stacked = stack(pieces)
    return reshape(stacked, (*shape, *stacked.shape[1:]))


def shared(budget: Budget, library: Library, value: Value, dtype: Value = None) -> Tensor:
    """``asarray``: of a tensor itself, where nothing must be converted."""
    tensor = listed(budget, library, value, dtype)
    if isinstance(value, Tensor):
        tensor = same_cells(value, strides=value.strides, view=dtype is None, change=_rounded(dtype))
        tensor.storage.family = value.storage.family
        keep_as(tensor.keep(value.worked), dtype)
    return tensor


def _rounded(dtype: Value) -> Change | None:
    return Change(say("converted to {kind}", kind=said(dtype))) if rounds(dtype) else None


def array(
    budget: Budget, library: Library, value: Value, dtype: Value = None, copy: bool | None = True, rank: int = 0
) -> Tensor:
    """Numpy's ``array``: of a tensor a copy unless told, with at least so many axes."""
    tensor = listed(budget, library, value, dtype) if copy else shared(budget, library, value, dtype)
    return with_axes(tensor, tuple(range(rank - tensor.rank))) if rank > tensor.rank else tensor


def eye(budget: Budget, library: Library, rows: int, columns: int | None = None) -> Tensor:
    """``eye``: numbers that come from nowhere."""
    return blank(budget, library, (rows, rows if columns is None else columns))


def unit(budget: Budget, library: Library, rows: int, columns: int | None = None) -> Tensor:
    """Torch's ``eye``: ones on the diagonal, which come from nowhere and are known."""
    return numbered(budget, library, rows, columns)


def square_unit(budget: Budget, library: Library, size: int) -> Tensor:
    """``identity``."""
    return numbered(budget, library, size)


def numbered(budget: Budget, library: Library, rows: int, columns: int | None = None, offset: int = 0) -> Tensor:
    """Numpy's ``eye``: ones on a diagonal."""
    matrix = eye(budget, library, rows, columns)
    if matrix.cells > KNOWN_CELLS:
        return matrix
    return _with(matrix, np.eye(matrix.shape[0], matrix.shape[1], _near(offset), dtype=np.int64))


def triangle(budget: Budget, library: Library, rows: int, columns: int | None = None, offset: int = 0) -> Tensor:
    """Numpy's ``tri``: ones on a diagonal and below it."""
    matrix = eye(budget, library, max(0, rows), max(0, rows if columns is None else columns))
    if matrix.cells > KNOWN_CELLS:
        return matrix
    return _with(matrix, np.tri(matrix.shape[0], matrix.shape[1], _near(offset), dtype=np.int64))


def _near(offset: int) -> int:
    return max(-KNOWN_CELLS, min(offset, KNOWN_CELLS))


def _with(x: Tensor, numbers: IntArray) -> Tensor:
    x.budget.spend(x.cells // 64)
    x.known = numbers.reshape(-1)
    return x


def spaced(budget: Budget, library: Library, start: object, end: object, count: int = 50) -> Tensor:
    """``linspace``: so many numbers from a start to an end."""
    found = drawn(budget, library, (count,))
    exact = isinstance(start, (int, float)) and isinstance(end, (int, float)) and 0 < count <= KNOWN_CELLS
    if exact and isinstance(start, (int, float)) and isinstance(end, (int, float)):
        found.keep(rounded(np.linspace(start, end, count).astype(real_of(library)), abs(end - start) * _LAST))
    return found


def spaced_of_numpy(
    budget: Budget, library: Library, start: object, end: object, count: int = 50, last: bool = True
) -> Tensor:
    """Numpy's ``linspace``, which may leave out the end."""
    return spaced(budget, library, start, end, count) if last else drawn(budget, library, (count,))


_LAST = 1e-6  # of its length, how far a step along a line may be off


def spread(budget: Budget, library: Library, start: object, end: object, count: int = 50) -> Tensor:
    """``logspace``: numbers that are not known."""
    return drawn(budget, library, (count,))


def shuffled(budget: Budget, library: Library, count: int) -> Tensor:
    """``randperm``: a permutation that is not known."""
    return blank(budget, library, (count,))
