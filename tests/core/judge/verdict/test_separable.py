"""What is said of rolled axes without looking at their cells is what their cells say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.judge.verdict import verdict_on
from einscope.core.judge.verdict.arrays import count_array
from einscope.core.judge.verdict.cycles import order_of_sources
from einscope.core.map import rolled, whole


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(-7, 7)), min_size=1, max_size=3))
def test_a_roll_is_counted_as_its_cells_are(axes: list[tuple[int, int]]) -> None:
    shape, shifts = tuple(size for size, _ in axes), tuple(shift for _, shift in axes)
    index_map = rolled(shape, shifts)
    found = verdict_on(index_map, shape, shape)
    sources = whole(index_map, index_map.target_cells)
    counts = count_array(sources, index_map.target_cells)
    assert (found.moved, found.dropped, found.duplicated, found.padded) == (
        counts.moved,
        counts.dropped,
        counts.duplicated,
        counts.padded,
    )
    assert found.order == order_of_sources(sources[:, 0])


@pytest.mark.parametrize(
    ("shape", "shifts", "order"),
    [((2**29,), (3,), 2**29), ((2**29,), (2**28,), 2), ((2**22, 6), (1, 2), 3 * 2**22), ((3, 2**29), (1, 0), 3)],
)
def test_a_roll_of_any_size_is_known(shape: tuple[int, ...], shifts: tuple[int, ...], order: int) -> None:
    found = verdict_on(rolled(shape, shifts), shape, shape)
    assert (found.exact, found.bijective, found.order) == (True, True, order)
    assert found.moved == rolled(shape, shifts).target_cells
