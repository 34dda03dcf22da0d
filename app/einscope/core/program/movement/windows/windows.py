"""Windows that slide, and walks over memory."""

from einscope.core.change import Change
from einscope.core.errors import say, say_count
from einscope.core.map import Inlay, Place, StrideTable
from einscope.core.program.arithmetic.operators import summed
from einscope.core.program.movement.axes.axes import along, axis_of, sizes_and_axes
from einscope.core.program.movement.axes.shape import reshape
from einscope.core.program.movement.parts.pad import padded
from einscope.core.program.movement.sums.merge import combine, worked
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.beside import filled
from einscope.core.program.tensor.strides import c_order
from einscope.core.program.tensor.tensor import Tensor, derived, walked
from einscope.core.program.tensor.values import shape_text


def unfold(x: Tensor, axis: int, size: int, step: int) -> Tensor:
    """``Tensor.unfold``: windows of an axis; the place within a window is the new last axis."""
    line, axis = along(x, axis)
    whole = line.shape[axis]
    if not 0 <= size <= whole or step < 1:
        raise Refusal(
            "program-shape",
            say(
                "Windows of {size} with a step of {step} do not fit into axis {axis} of size {whole}.",
                size=size,
                step=step,
                axis=axis,
                whole=whole,
            ),
        )
    count = (whole - size) // step + 1
    shape = (*x.shape[:axis], count, *x.shape[axis + 1 :], size) if x.rank else (size,)
    return walked(line, shape, [*([(at, step if at == axis else 1)] for at in range(x.rank)), [(axis, 1)]])


def sliding_windows(x: Tensor, window: tuple[int, ...], axes: tuple[int, ...] | None = None) -> Tensor:
    """Numpy's ``sliding_window_view``."""
    named = tuple(range(x.rank)) if axes is None else tuple(axis_of(x, axis) for axis in axes)
    if len(named) != len(window):
        raise sizes_and_axes(len(window), len(named))
    for axis, size in zip(named, window, strict=True):
        x = unfold(x, axis, size, 1)
    return x


def unfold_blocks(
    x: Tensor,
    kernel: tuple[int, ...],
    dilation: tuple[int, ...] = (1,),
    padding: tuple[int, ...] = (0,),
    stride: tuple[int, ...] = (1,),
) -> Tensor:
    """``F.unfold``: a column for every window, made of its channels and cells."""
    batched = x if x.rank == 4 else reshape(x, (1, *x.shape))
    if batched.rank != 4:
        raise Refusal(
            "program-shape",
            say("unfold takes batch, channels, height and width, not {shape}.", shape=shape_text(x.shape)),
        )
    (kh, kw), (dh, dw), (ph, pw), (sh, sw) = (_pair(setting) for setting in (kernel, dilation, padding, stride))
    if 0 in batched.shape[1:]:
        raise Refusal("program-shape", say("{shape} has no cells to choose from.", shape=shape_text(x.shape)))
    full = padded(batched, [(0, 0), (0, 0), (ph, ph), (pw, pw)], "constant", 0) if ph or pw else batched
    b, c, height, width = full.shape
    rows, columns = _count(height, kh, dh, sh), _count(width, kw, dw, sw)
    if min(rows, columns) < 1:
        raise Refusal(
            "program-shape",
            say("Windows of {window} do not fit into {shape}.", window=shape_text((kh, kw)), shape=shape_text(x.shape)),
        )
    walks = [[(0, 1)], [(1, 1)], [(2, dh)], [(3, dw)], [(2, sh)], [(3, sw)]]
    blocks = reshape(walked(full, (b, c, kh, kw, rows, columns), walks), (b, c * kh * kw, rows * columns))
    return blocks if x.rank == 4 else reshape(blocks, blocks.shape[1:])


def fold_blocks(
    x: Tensor,
    size: tuple[int, ...],
    kernel: tuple[int, ...],
    dilation: tuple[int, ...] = (1,),
    padding: tuple[int, ...] = (0,),
    stride: tuple[int, ...] = (1,),
) -> Tensor:
    """``F.fold``: columns put back where their windows were; where windows overlap, cells are summed."""
    batched = x if x.rank == 3 else reshape(x, (1, *x.shape))
    (out_h, out_w), (kh, kw), (dh, dw), (ph, pw), (sh, sw) = (
        _pair(setting) for setting in (size, kernel, dilation, padding, stride)
    )
    height, width = out_h + 2 * ph, out_w + 2 * pw
    rows, columns = _count(height, kh, dh, sh), _count(width, kw, dw, sw)
    b, channels, length = batched.shape if batched.rank == 3 else (0, 0, -1)
    if min(rows, columns) < 1 or length != rows * columns or kh * kw < 1 or channels % (kh * kw):
        raise Refusal(
            "program-shape",
            say(
                "{shape} cannot be folded into {wanted} with windows of {window}.",
                shape=shape_text(x.shape),
                wanted=shape_text((out_h, out_w)),
                window=shape_text((kh, kw)),
            ),
        )
    c = channels // (kh * kw)
    split = reshape(batched, (b, c, kh, kw, rows, columns))
    shape = (b, c, height, width)
    laid: list[Tensor] = []
    for i in range(kh):
        for j in range(kw):
            piece = walked(split, (b, c, rows, columns), [[(0, 1)], [(1, 1)], [(4, 1)], [(5, 1)]], [(2, i), (3, j)])
            places = (Place(0, 1, b), Place(0, 1, c), Place(i * dh, sh, rows), Place(j * dw, sw, columns))
            laid.append(derived([filled(x, 0, shape), piece], shape, Inlay(shape, places)))
    total = combine(laid, Change(say("added where windows overlap"), gathers=True, adds=True))
    worked(total, lambda *own: summed(own, x.library), laid)
    cut = padded(total, [(0, 0), (0, 0), (-ph, -ph), (-pw, -pw)], "constant") if ph or pw else total
    cut.strides = c_order(cut.shape)
    return cut if x.rank == 3 else reshape(cut, cut.shape[1:])


def as_strided(x: Tensor, size: tuple[int, ...], stride: tuple[int, ...], offset: int | None = None) -> Tensor:
    """``as_strided``: walks over the memory that ``x`` is in, from where ``x`` begins unless told."""
    memory, place = x.memory, x.place
    if memory.strides != c_order(memory.shape) or not isinstance(place, StrideTable | None):
        raise Refusal(
            "program-view",
            say("as_strided is supported only for contiguous tensors."),
            hint=say("write .contiguous() before it"),
        )
    if x.library == "torch" and min(stride, default=0) < 0:
        raise Refusal("program-argument", say("torch has no negative strides."))
    if len(size) != len(stride):
        raise sizes_and_axes(len(size), len(stride))
    begin = (0 if place is None else place.offset) if offset is None else offset
    flat = reshape(memory, (memory.cells,))
    reach = [(count - 1) * step for count, step in zip(size, stride, strict=True)]
    outside = (
        begin + sum(min(0, extent) for extent in reach) < 0
        or begin + sum(max(0, extent) for extent in reach) >= memory.cells
    )
    if min(size, default=1) < 0 or begin < 0 or (0 not in size and outside):
        raise Refusal(
            "program-index",
            say_count(
                "This reaches beyond the {count} cell of the tensor.",
                "This reaches beyond the {count} cells of the tensor.",
                memory.cells,
            ),
        )
    return walked(flat, size, [[(0, step)] for step in stride], [(0, begin)])


def _pair(value: tuple[int, ...]) -> tuple[int, int]:
    if len(value) not in (1, 2) or min(value) < 0:
        raise Refusal("program-argument", say("Expected one or two numbers, got {given}.", given=len(value)))
    return value[0], value[-1]


def _count(size: int, kernel: int, dilation: int, stride: int) -> int:
    if min(kernel, dilation, stride) < 1:
        raise Refusal("program-argument", say("Window sizes and steps must be at least 1."))
    return (size - dilation * (kernel - 1) - 1) // stride + 1
