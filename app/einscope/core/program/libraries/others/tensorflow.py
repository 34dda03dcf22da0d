"""Rows of TensorFlow, which has channels last unless told."""

from einscope.core.program.calls.registry import row
from einscope.core.program.libraries.facts import extreme_of_axes, gathered, truth
from einscope.core.program.movement import facts, new, numbers, others
from einscope.core.program.movement.axes import order, roll, shape
from einscope.core.program.movement.parts import join, sieve, spread
from einscope.core.program.movement.sums import merge, products
from einscope.core.program.movement.windows import channels

_NAME = "name: skip=None"
_TF = "tensorflow"


def _reduced(name: str) -> tuple[str, ...]:
    return tuple(f"{home}.{name}(input_tensor, axis=None, keepdims=False, {_NAME})" for home in (_TF, f"{_TF}.math"))


ROWS = (
    row(shape.reshape, f"{_TF}.reshape(tensor, shape, {_NAME})"),
    row(order.transpose, f"{_TF}.transpose(a, perm=None, conjugate: skip=False, {_NAME})"),
    row(order.last_two, f"{_TF}.linalg.matrix_transpose(a, {_NAME})"),
    row(join.cat, f"{_TF}.concat(values, axis, {_NAME})"),
    row(join.stack, f"{_TF}.stack(values, axis=0, {_NAME})"),
    row(others.unstack, f"{_TF}.unstack(value, num=None, axis=0, {_NAME})"),
    row(others.split_by, f"{_TF}.split(value, num_or_size_splits, axis=0, num=None, {_NAME})"),
    row(
        channels.space_to_depth,
        *(f"{home}.space_to_depth(input, block_size, data_format='NHWC', {_NAME})" for home in (_TF, f"{_TF}.nn")),
    ),
    row(
        channels.depth_to_space,
        *(f"{home}.depth_to_space(input, block_size, data_format='NHWC', {_NAME})" for home in (_TF, f"{_TF}.nn")),
    ),
    row(channels.extract_patches, f"{_TF}.image.extract_patches(images, sizes, strides, rates, padding, {_NAME})"),
    row(others.tile_all, f"{_TF}.tile(input, multiples, {_NAME})"),
    row(spread.repeat_each, f"{_TF}.repeat(input, repeats, axis=None, {_NAME})"),
    row(others.gather, f"{_TF}.gather(params, indices, validate_indices=None, axis=None, batch_dims=0, {_NAME})"),
    row(others.gather_nd, f"{_TF}.gather_nd(params, indices, {_NAME})"),
    row(roll.roll, f"{_TF}.roll(input, shift, axis, {_NAME})"),
    row(order.flip, f"{_TF}.reverse(tensor, axis, {_NAME})"),
    row(shape.expand_dims, f"{_TF}.expand_dims(input, axis, {_NAME})"),
    row(shape.squeeze, f"{_TF}.squeeze(input, axis=None, {_NAME})"),
    row(others.pad_pairs, f"{_TF}.pad(tensor, paddings, mode='CONSTANT', constant_values=0, {_NAME})"),
    row(spread.expand, f"{_TF}.broadcast_to(input, shape, {_NAME})"),
    row(others.boolean_mask, f"{_TF}.boolean_mask(tensor, mask, axis=None, {_NAME})"),
    row(others.slice_of, f"{_TF}.slice(input_, begin, size, {_NAME})"),
    row(others.shape_tensor, f"{_TF}.shape(input, out_type=None, {_NAME})"),
    row(facts.shape, f"{_TF}.Tensor.get_shape(self)"),
    row(facts.rank, f"{_TF}.rank(input, {_NAME})"),
    row(facts.cells, f"{_TF}.size(input, out_type=None, {_NAME})"),
    row(
        others.product_of,
        *(f"{home}.matmul(a, b, transpose_a=False, transpose_b=False, {_NAME})" for home in (_TF, f"{_TF}.linalg")),
    ),
    row(products.tensordot, *(f"{home}.tensordot(a, b, axes, {_NAME})" for home in (_TF, f"{_TF}.linalg"))),
    row(merge.sum_axes, *_reduced("reduce_sum")),
    *(row(gathered(name), *_reduced(f"reduce_{name}")) for name in ("mean", "prod")),
    *(row(truth(name), *_reduced(f"reduce_{name}")) for name in ("any", "all")),
    row(extreme_of_axes("max"), *_reduced("reduce_max")),
    row(extreme_of_axes("min"), *_reduced("reduce_min")),
    row(sieve.where, f"{_TF}.where(condition, x=None, y=None, {_NAME})"),
    row(new.zeros, f"{_TF}.zeros(shape, dtype=None, {_NAME})"),
    row(new.ones, f"{_TF}.ones(shape, dtype=None, {_NAME})"),
    row(new.full, f"{_TF}.fill(dims, value: number, {_NAME})"),
    row(new.zeros_like, f"{_TF}.zeros_like(input, dtype=None, {_NAME})"),
    row(new.ones_like, f"{_TF}.ones_like(input, dtype=None, {_NAME})"),
    row(new.counted, f"{_TF}.range(start, limit=None, delta=1, dtype=None, {_NAME})"),
    row(new.unit, f"{_TF}.eye(num_rows, num_columns=None, *, dtype=None, {_NAME})"),
    row(new.listed, f"{_TF}.constant(value, dtype=None, *, {_NAME})"),
    row(new.shared, f"{_TF}.convert_to_tensor(value, dtype=None, *, {_NAME})"),
    row(shape.contiguous, f"{_TF}.identity(input, {_NAME})", f"{_TF}.stop_gradient(input, {_NAME})"),
    row(numbers.one_hot, f"{_TF}.one_hot(indices, depth, *, dtype=None, {_NAME})"),
    row(order.flip_columns_of_pictures, f"{_TF}.image.flip_left_right(image)"),
    row(order.flip_rows_of_pictures, f"{_TF}.image.flip_up_down(image)"),
)
"""Nothing that looks at the values of cells, nor what resizes."""
