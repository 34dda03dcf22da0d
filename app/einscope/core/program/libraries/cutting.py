"""Rows: parts along an axis, and parts joined."""

from einscope.core.program.calls.registry import row
from einscope.core.program.movement.parts import cut, join

ROWS = (
    row(cut.narrow, "torch|Tensor.narrow(input, dim, start, length)"),
    row(cut.select, "torch|Tensor.select(input, dim, index)"),
    row(cut.unbind, "torch|Tensor.unbind(input, dim=0)", "numpy.unstack(x, *, axis=0)"),
    row(
        cut.split,
        "torch.split(tensor, split_size_or_sections, dim=0)",
        "Tensor.split(self, split_size, dim=0)",
        "torch|Tensor.unsafe_split(input, split_size: integer, dim=0)",
    ),
    row(
        cut.split_with_sizes,
        "torch|Tensor.split_with_sizes(input, split_sizes: list, dim=0)",
        "torch|Tensor.unsafe_split_with_sizes(input, split_sizes: list, dim=0)",
    ),
    row(cut.chunk, "torch|Tensor.chunk(input, chunks, dim=0)", "torch|Tensor.unsafe_chunk(input, chunks, dim=0)"),
    row(
        cut.array_split,
        "torch|Tensor.tensor_split(input, indices_or_sections: parts, dim=0)",
        "numpy.array_split(ary, indices_or_sections, axis=0)",
    ),
    row(cut.equal_split, "numpy.split(ary, indices_or_sections, axis=0)"),
    row(cut.hsplit, "torch|Tensor.hsplit(input, indices_or_sections: cuts)", "numpy.hsplit(ary, indices_or_sections)"),
    row(cut.vsplit, "torch|Tensor.vsplit(input, indices_or_sections: cuts)", "numpy.vsplit(ary, indices_or_sections)"),
    row(cut.dsplit, "torch|Tensor.dsplit(input, indices_or_sections: cuts)", "numpy.dsplit(ary, indices_or_sections)"),
    row(join.cat, *(f"torch.{name}(tensors, dim=0, *, out=None)" for name in ("cat", "concat", "concatenate"))),
    row(
        join.concatenate,
        *(f"numpy.{name}(arrays, axis=0, out=None, *, dtype=None, casting=None)" for name in ("concatenate", "concat")),
    ),
    row(
        join.stack,
        "torch.stack(tensors, dim=0, *, out=None)",
        "numpy.stack(arrays, axis=0, out=None, *, dtype=None, casting=None)",
    ),
    row(
        join.vstack,
        *(f"torch.{name}(tensors, *, out=None)" for name in ("vstack", "row_stack")),
        *(f"numpy.{name}(tup, *, dtype=None, casting=None)" for name in ("vstack", "row_stack")),
    ),
    row(join.block, "numpy.block(arrays)"),
    row(join.block_diag, "torch.block_diag(*tensors: each)"),
    row(join.append, "numpy.append(arr, values, axis=None)"),
    row(join.hstack, "torch.hstack(tensors, *, out=None)", "numpy.hstack(tup, *, dtype=None, casting=None)"),
    row(join.dstack, "torch.dstack(tensors, *, out=None)", "numpy.dstack(tup)"),
    row(join.column_stack, "torch.column_stack(tensors, *, out=None)", "numpy.column_stack(tup)"),
)
