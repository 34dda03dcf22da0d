"""Rows: parts along an axis, and parts joined."""

from app.core.program.movement import cut, join
from app.core.program.registry import row

ROWS = (
    row(cut.narrow, "torch|Tensor.narrow(input, dim, start, length)"),
    row(cut.select, "torch|Tensor.select(input, dim, index)"),
    row(cut.unbind, "torch|Tensor.unbind(input, dim=0)", "numpy.unstack(x, axis=0)"),
    row(cut.split, "torch.split(tensor, split_size_or_sections, dim=0)", "Tensor.split(self, split_size, dim=0)"),
    row(cut.split_with_sizes, "torch|Tensor.split_with_sizes(input, split_sizes, dim=0)"),
    row(cut.chunk, "torch|Tensor.chunk(input, chunks, dim=0)", "torch|Tensor.unsafe_chunk(input, chunks, dim=0)"),
    row(
        cut.array_split,
        "torch|Tensor.tensor_split(input, indices_or_sections, dim=0)",
        "numpy.array_split(ary, indices_or_sections, axis=0)",
    ),
    row(cut.equal_split, "numpy.split(ary, indices_or_sections, axis=0)"),
    row(cut.hsplit, "torch|Tensor.hsplit(input, indices_or_sections)", "numpy.hsplit(ary, indices_or_sections)"),
    row(cut.vsplit, "torch|Tensor.vsplit(input, indices_or_sections)", "numpy.vsplit(ary, indices_or_sections)"),
    row(cut.dsplit, "torch|Tensor.dsplit(input, indices_or_sections)", "numpy.dsplit(ary, indices_or_sections)"),
    row(join.cat, "torch.cat(tensors, dim=0)", "torch.concat(tensors, dim=0)", "torch.concatenate(tensors, dim=0)"),
    row(
        join.concatenate,
        *(f"numpy.{name}(arrays, axis=0, out=None, *, dtype=None, casting=None)" for name in ("concatenate", "concat")),
    ),
    row(
        join.stack, "torch.stack(tensors, dim=0)", "numpy.stack(arrays, axis=0, out=None, *, dtype=None, casting=None)"
    ),
    row(join.vstack, "torch.vstack(tensors)", "torch.row_stack(tensors)", "numpy.vstack(tup)", "numpy.row_stack(tup)"),
    row(join.block_diag, "torch.block_diag(*tensors)"),
    row(join.append, "numpy.append(arr, values, axis=None)"),
    row(join.hstack, "torch.hstack(tensors)", "numpy.hstack(tup)"),
    row(join.dstack, "torch.dstack(tensors)", "numpy.dstack(tup)"),
    row(join.column_stack, "torch.column_stack(tensors)", "numpy.column_stack(tup)"),
)
