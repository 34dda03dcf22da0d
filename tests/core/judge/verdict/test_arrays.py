import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.judge.verdict.arrays import count_array
from einscope.core.judge.verdict.counting import count_cells
from einscope.core.map import Listed
from tests.core.strategies import many


@many
@given(st.integers(1, 6), st.integers(1, 3), st.data())
def test_an_array_counts_as_its_map_does(source_cells: int, arity: int, data: st.DataObject) -> None:
    row = st.lists(st.integers(-1, source_cells - 1), min_size=arity, max_size=arity)
    sources = np.array(data.draw(st.lists(row, max_size=8)), dtype=np.int64).reshape(-1, arity)
    expected = count_cells(Listed(sources), source_cells, 1000)
    assert count_array(sources, source_cells) == expected
    assert count_array(sources.astype(np.int32), source_cells) == expected


def test_nothing_is_counted_of_nothing() -> None:
    assert count_array(np.zeros((0, 1), dtype=np.int32), 0) == count_cells(
        Listed(np.zeros((0, 1), dtype=np.int64)), 0, 9
    )


def test_several_chunks_count_as_one() -> None:
    sources = np.arange(2**19, dtype=np.int32)[::-1, None].copy()
    sources[:2] = 7
    found = count_array(sources, 2**19)
    assert (found.moved, found.dropped, found.duplicated, found.padded) == (2**19, 2, 1, 0)


def test_a_cell_of_many_sources_is_counted_at_once() -> None:
    sources = np.arange(2**20, dtype=np.int32)[None]
    found = count_array(sources, 2**20 + 3)
    assert (found.moved, found.dropped, found.duplicated, found.mixed) == (1, 3, 0, 1)
