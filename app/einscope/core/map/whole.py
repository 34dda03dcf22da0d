"""All sources of a map at once, for exact counts: numpy moves whole arrays where a map has a shape for it."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from einscope.core.map.affine import Affine
from einscope.core.map.chain import Chain
from einscope.core.map.effort import reads_little, steps_of
from einscope.core.map.pieces.beside import Beside
from einscope.core.map.pieces.concat import Concat
from einscope.core.map.pieces.inlay import Inlay
from einscope.core.map.pieces.merged import Merged
from einscope.core.map.pieces.part import Part
from einscope.core.map.pieces.pick import Pick
from einscope.core.map.protocol import NO_SOURCE, IndexMap
from einscope.core.map.table import StrideTable
from einscope.core.patience import go_on

Sources = npt.NDArray[np.signedinteger[Any]]

_CHUNK = 2**16
_ROWS = 60  # numpy's arrays have 64 axes at most


def whole(index_map: IndexMap, source_cells: int) -> Sources:
    """The sources of every target cell, shape (target cells, arity); int32 where the source's cells fit into it.

    The same as ``index_map.sources`` of all cells.

    Args:
        index_map: of which all is asked: the caller bounds its cells times its arity.
        source_cells: how many cells the source has.

    Cost: O(target cells · arity) for every map of a chain; arrays in between are let go as soon as they are read.

    >>> from einscope.core.map.table import Stride
    >>> whole(StrideTable((Stride(2, 1), Stride(3, 2))), 6)[:, 0]
    array([0, 2, 4, 1, 3, 5], dtype=int32)
    """
    dtype = np.dtype(np.int32 if source_cells < 2**31 else np.int64)
    return _read(index_map, None, dtype)


def _read(index_map: IndexMap, base: Sources | None, dtype: np.dtype[Any]) -> Sources:
    """What a map makes of an array that holds all sources of what it reads; without one, of the source itself."""
    go_on()
    match index_map:
        case Chain():
            return _chain(index_map, base, dtype)
        case Merged():
            return _merged(index_map, base, dtype)
        case Beside(maps):
            return np.concatenate([_widened(_read(piece, base, dtype), index_map.arity, base) for piece in maps])
        case StrideTable(kept, reduced):
            if base is None:
                return _table(index_map, dtype)
            few = len(kept) + len(reduced) < _ROWS
            return _strided(index_map, base) if few and base.size else _in_chunks(index_map, base, dtype)
        case Affine():
            return _affine(index_map, base, dtype)
        case Pick(outer, size, inner, positions) if base is not None:
            picked = base.reshape(outer, size, inner, base.shape[1])[:, positions]
            return picked.reshape(index_map.target_cells, base.shape[1])
        case Part(everything, offset, cells) if base is None:
            # Its numbers count the cells of all inputs, which may be more than fit where one input's do.
            return _part(_read(everything, None, np.dtype(np.int64)), offset, cells).astype(dtype)
        case _:
            return _in_chunks(index_map, base, dtype)


def _part(sources: Sources, offset: int, cells: int) -> Sources:
    own = (sources >= offset) & (sources < offset + cells)
    return np.where(own, sources - offset, NO_SOURCE)


def _chain(chain: Chain, base: Sources | None, dtype: np.dtype[Any]) -> Sources:
    steps = steps_of(chain)
    cells = chain.target_cells
    if reads_little(chain, steps):
        return _in_chunks(chain, base, dtype)
    at = 0
    while at < len(steps):
        step = steps[at]
        after = steps[at + 1] if at + 1 < len(steps) else None
        if isinstance(step, Beside) and isinstance(after, (Concat, Inlay)):
            pieces = (_read(piece, base, dtype) for piece in step.maps)
            arity = step.arity * (1 if base is None else base.shape[1])
            base = (
                _concat(after, pieces, arity, dtype)
                if isinstance(after, Concat)
                else _inlay(after, pieces, arity, dtype)
            )
            at += 2
        else:
            base = _read(step, base, dtype)
            at += 1
    assert base is not None  # noqa: S101 — a chain has steps
    return base.reshape(cells, base.shape[1])


def _merged(merged: Merged, base: Sources | None, dtype: np.dtype[Any]) -> Sources:
    sources = np.empty((merged.target_cells, merged.arity * (1 if base is None else base.shape[1])), dtype=dtype)
    columns: dict[int, slice] = {}  # of maps that are there already: what is merged with itself is worked out once
    start = 0
    for term in merged.maps:
        if id(term) in columns:
            own = columns[id(term)]
            sources[:, start : start + own.stop - own.start] = sources[:, own]
        else:
            part = _read(term, base, dtype)
            own = columns[id(term)] = slice(start, start + part.shape[1])
            sources[:, own] = part
        start += own.stop - own.start
    return sources


def _concat(concat: Concat, pieces: Iterable[Sources], arity: int, dtype: np.dtype[Any]) -> Sources:
    sources = np.full((concat.outer, sum(concat.sizes), concat.inner, arity), NO_SOURCE, dtype=dtype)
    start = 0
    for size, piece in zip(concat.sizes, pieces, strict=True):
        width = piece.shape[1]
        sources[:, start : start + size, :, :width] = piece.reshape(concat.outer, size, concat.inner, width)
        start += size
    return sources.reshape(concat.target_cells, arity)


def _inlay(inlay: Inlay, pieces: Iterable[Sources], arity: int, dtype: np.dtype[Any]) -> Sources:
    sources = np.empty((*inlay.shape, arity), dtype=dtype)
    where = tuple(slice(place.start, place.start + place.step * place.count, place.step) for place in inlay.places)
    # What lies under, then the block. Each may be as large as all sources, so one is let go before the next is made.
    parts = iter((sources, sources[where]))
    for piece in pieces:
        part = next(parts)
        part[...] = NO_SOURCE
        part[..., : piece.shape[1]] = piece.reshape(*part.shape[:-1], piece.shape[1])
        del piece
    return sources.reshape(inlay.target_cells, arity)


def _widened(part: Sources, arity: int, base: Sources | None) -> Sources:
    """Filled up to what the widest of its neighbours has."""
    missing = arity * (1 if base is None else base.shape[1]) - part.shape[1]
    return np.pad(part, ((0, 0), (0, missing)), constant_values=NO_SOURCE) if missing else part


def _table(table: StrideTable, dtype: np.dtype[Any]) -> Sources:
    positions = np.full(1, table.offset, dtype=dtype)
    for row in reversed((*table.kept, *table.reduced)):
        if row.size != 1:
            steps = np.arange(row.size, dtype=dtype) * dtype.type(row.source)
            positions = np.add.outer(steps, positions).reshape(-1)
    return positions.reshape(table.target_cells, table.arity)


def _strided(table: StrideTable, base: Sources) -> Sources:
    """A table reads an array as numpy's own views do; its lowest and highest position lie within."""
    rows = (*table.kept, *table.reduced)
    width = base.shape[1]
    item = base.itemsize
    view = np.lib.stride_tricks.as_strided(
        base.reshape(-1)[table.offset * width :],
        shape=(*(row.size for row in rows), width),
        strides=(*(row.source * width * item for row in rows), item),
        writeable=False,
    )
    return np.ascontiguousarray(view).reshape(table.target_cells, table.arity * width)


def _affine(index_map: Affine, base: Sources | None, dtype: np.dtype[Any]) -> Sources:
    all_sources = np.empty(
        (index_map.target_cells, index_map.arity * (1 if base is None else base.shape[1])), dtype=dtype
    )
    start = 0
    for sources in index_map.pieces(dtype, _CHUNK):
        all_sources[start : start + len(sources)] = _picked(sources, base, dtype)
        start += len(sources)
    return all_sources


def _picked(sources: Sources, base: Sources | None, dtype: np.dtype[Any]) -> Sources:
    """What lies at these places of the base; nothing where they are none."""
    if base is None:
        return sources
    width = base.shape[1]
    read = base[sources] if len(base) else np.full((*sources.shape, width), NO_SOURCE, dtype=dtype)
    read[sources == NO_SOURCE] = NO_SOURCE
    return read.reshape(len(sources), sources.shape[1] * width)


def _in_chunks(index_map: IndexMap, base: Sources | None, dtype: np.dtype[Any]) -> Sources:
    """Asked for a few cells at a time; what those are made of is read from the base."""
    width = 1 if base is None else base.shape[1]
    sources = np.empty((index_map.target_cells, index_map.arity * width), dtype=dtype)
    step = max(1, _CHUNK // max(1, index_map.arity))
    for start in range(0, index_map.target_cells, step):
        go_on()
        cells = np.arange(start, min(start + step, index_map.target_cells), dtype=np.int64)
        sources[start : start + len(cells)] = _picked(index_map.sources(cells), base, dtype)
    return sources
