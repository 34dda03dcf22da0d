"""``/api/v1/{op}.npy``: the source array as a NumPy file, streamed; memory is bounded by a chunk."""

import io
from collections.abc import Iterator, Sequence
from math import prod

import numpy as np
from fastapi.responses import StreamingResponse

from einscope.core.answer.cells import refuse_outside
from einscope.core.errors import PatternError, say
from einscope.core.limits import Limits
from einscope.core.map import IndexMap, StrideTable, window
from einscope.core.plan import Shape
from einscope.web.answers.file_window import most_cells
from einscope.web.server.threads import ThreadPool

_CHUNK = 65_536  # sources worked out at a time: half a megabyte, which whoever reads slowly keeps
_BYTES = 40  # that each of the sources of one cell takes while they are worked out, where they are more than that


def npy_response(
    output: Shape, maps: Sequence[IndexMap], start: int, count: int | None, limits: Limits, threads: ThreadPool
) -> StreamingResponse:
    """The sources of a window of cells, all of them where no count is given.

    The array has the shape of the output, or (count,) for a window; behind it an axis of the arity where cells have
    several sources; before it an axis of the operands where there are several.

    Raises:
        PatternError: ``cells-limit`` in ``count`` where the file would be too large, ``window-outside`` in ``start``.
    """
    total = prod(output)
    refuse_outside(start, total)
    whole = start == 0 and count is None
    listed = total - start if count is None else min(count, total - start)
    arity = maps[0].arity
    shape = (output if whole else (listed,)) + ((arity,) if arity != 1 else ())
    shape = ((len(maps),) if len(maps) != 1 else ()) + shape
    if prod(shape) > limits.array_cells:
        raise PatternError(
            "cells-limit",
            say(
                "The file would have {size} entries; the limit is {limit}.", size=prod(shape), limit=limits.array_cells
            ),
            field="count",
            hint=say("ask for a window with start and count"),
            repair={"count": str(most)} if (most := most_cells(maps, limits)) else None,
        )
    headers = {"Content-Length": str(len(_header(shape)) + 8 * prod(shape))}
    pieces = [flattened(index_map, start, listed) for index_map in maps]
    widest = max(index_map.arity for index_map, _, _ in pieces)
    body = threads.pieces(stream(maps, shape, start, listed), _BYTES * widest if widest > _CHUNK else 0)
    return StreamingResponse(body, media_type="application/octet-stream", headers=headers)


def stream(maps: Sequence[IndexMap], shape: tuple[int, ...], start: int, count: int) -> Iterator[bytes]:
    """The file in pieces: the header, then the sources of every input, a chunk of cells at a time.

    Cost: O(count · arity) in time, a chunk in memory.
    """
    yield _header(shape)
    for index_map in maps:
        flat, begin, size = flattened(index_map, start, count)
        step = max(1, _CHUNK // max(1, flat.arity))
        for first in range(begin, begin + size, step):
            sources = np.ascontiguousarray(window(flat, first, min(step, begin + size - first)), dtype="<i8").reshape(
                -1
            )
            for at in range(0, len(sources), _CHUNK):  # a cell may have millions
                yield sources[at : at + _CHUNK].tobytes()


def flattened(index_map: IndexMap, start: int, count: int) -> tuple[IndexMap, int, int]:
    """A map that gives the same sources in the same order, one for each cell where that can be, and its window.

    What a table sums over becomes the fastest axes of its target.

    >>> from einscope.core.map import Stride
    >>> flattened(StrideTable((Stride(2, 3),), (Stride(3, 1),)), 1, 1)[1:]
    (3, 3)
    """
    if not isinstance(index_map, StrideTable) or index_map.arity <= 1:
        return index_map, start, count
    every = StrideTable((*index_map.kept, *index_map.reduced), offset=index_map.offset)
    return every, start * index_map.arity, count * index_map.arity


def _header(shape: tuple[int, ...]) -> bytes:
    """The first bytes of the file: format 1.0, little-endian int64, C order."""
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": "<i8", "fortran_order": False, "shape": shape})
    return file.getvalue()
