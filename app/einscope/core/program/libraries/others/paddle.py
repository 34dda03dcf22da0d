"""Rows of Paddle, whose functions are its methods too; and of MXNet's ``nd``, which is its ``sym`` too."""

from einscope.core.program.calls.registry import row
from einscope.core.program.libraries.facts import gathered
from einscope.core.program.movement import facts, new, others
from einscope.core.program.movement.axes import codes, order, roll, shape
from einscope.core.program.movement.parts import cut, join, pick, sieve, spread
from einscope.core.program.movement.sums import merge
from einscope.core.program.movement.windows import pixels
from einscope.core.program.movement.writes import diagonal

_P = "paddle|paddle.Tensor"
_ND = "mxnet.nd|mxnet.ndarray"
_NAME = "name: skip=None"

ROWS = (
    row(others.reshape_keeping, f"{_P}.reshape(x, shape, {_NAME})"),
    row(order.permute, f"{_P}.transpose(x, perm, {_NAME})"),
    row(order.move, f"{_P}.moveaxis(x, source, destination, {_NAME})"),
    row(join.cat, f"paddle.concat(x, axis=0, {_NAME})"),
    row(join.stack, f"paddle.stack(x, axis=0, {_NAME})"),
    row(others.split_by, f"{_P}.split(x, num_or_sections, axis=0, {_NAME})"),
    row(cut.equal_split, f"{_P}.chunk(x, chunks: cuts, axis=0, {_NAME})"),
    row(cut.unbind, f"{_P}.unbind(input, axis=0)"),
    row(others.unstack_of, f"{_P}.unstack(x, axis=0, num=None)"),
    row(order.flip, f"{_P}.flip(x, axis, {_NAME})"),
    row(roll.roll, f"{_P}.roll(x, shifts, axis=None, {_NAME})"),
    row(spread.tile, f"{_P}.tile(x, repeat_times, {_NAME})"),
    row(spread.expand, f"{_P}.broadcast_to(x, shape, {_NAME})"),
    row(spread.expand_like, f"{_P}.expand_as(x, y, {_NAME})"),
    row(shape.squeeze_ones, f"{_P}.squeeze(x, axis=None, {_NAME})"),
    row(others.unsqueeze_each, f"{_P}.unsqueeze(x, axis, {_NAME})"),
    row(shape.flatten, f"{_P}.flatten(x, start_axis=0, stop_axis=-1, {_NAME})"),
    row(new.listed, "paddle.to_tensor(data, dtype=None, place: skip=None, stop_gradient: skip=True)"),
    row(others.gather_rows, f"{_P}.gather(x, index, axis=0, {_NAME})"),
    row(others.gather_nd, f"{_P}.gather_nd(x, index, {_NAME})"),
    row(pick.index_select_of, f"{_P}.index_select(x, index, axis=0, {_NAME})"),
    row(spread.repeat_each, f"{_P}.repeat_interleave(x, repeats, axis=None, {_NAME})"),
    row(others.product_of, f"{_P}.matmul(x, y, transpose_x=False, transpose_y=False, {_NAME})"),
    row(merge.sum_axes, f"{_P}.sum(x, axis=None, dtype: skip=None, keepdim=False, {_NAME})"),
    row(gathered("mean"), f"{_P}.mean(x, axis=None, keepdim=False, {_NAME})"),
    row(sieve.where, f"paddle.where(condition, x=None, y=None, {_NAME})"),
    row(others.shape_tensor, "paddle.shape(input)"),
    row(facts.cells, "paddle.numel(x)"),
    row(diagonal.lower, f"{_P}.tril(x, diagonal=0, {_NAME})"),
    row(diagonal.upper, f"{_P}.triu(x, diagonal=0, {_NAME})"),
    row(pixels.pixel_shuffle, "paddle.nn.functional.pixel_shuffle(x, upscale_factor)"),
    row(pixels.pixel_unshuffle, "paddle.nn.functional.pixel_unshuffle(x, downscale_factor)"),
    row(pixels.channel_shuffle, "paddle.nn.functional.channel_shuffle(x, groups)"),
    row(codes.reshape_by_codes, f"{_ND}.reshape(data, shape)"),
    row(order.transpose, f"{_ND}.transpose(data, axes=None)"),
    row(order.swap, f"{_ND}.swapaxes(data, dim1, dim2)"),
    row(others.join_second, f"{_ND}.concat(*data: each, dim=1)"),
    row(join.stack, f"{_ND}.stack(*data: each, axis=0)"),
    row(others.split_evenly, f"{_ND}.split(data, num_outputs, axis=1, squeeze_axis=False)"),
    row(shape.unsqueeze, f"{_ND}.expand_dims(data, axis)"),
    row(shape.squeeze, f"{_ND}.squeeze(data, axis=None)"),
    row(order.flip, f"{_ND}.flip(data, axis)", f"{_ND}.reverse(data, axis)"),
    row(spread.tile, f"{_ND}.tile(data, reps)"),
    row(spread.repeat_each, f"{_ND}.repeat(data, repeats: integer, axis=None)"),
    row(others.slice_axis, f"{_ND}.slice_axis(data, axis, begin, end)"),
    row(others.keep_first, f"{_ND}.flatten(data)", f"{_ND}.Flatten(data)"),
    row(others.blocks_to_depth, f"{_ND}.space_to_depth(data, block_size)"),
    row(others.depth_to_blocks, f"{_ND}.depth_to_space(data, block_size)"),
    row(spread.expand_like, f"{_ND}.broadcast_like(lhs, rhs)"),
    row(merge.sum_axes, f"{_ND}.sum(data, axis=None, keepdims=False)"),
    row(gathered("mean"), f"{_ND}.mean(data, axis=None, keepdims=False)"),
)
"""What both do in a way of their own (``pad``) is not among them."""
