"""Every reading of every request says the same, cell by cell."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.core.ops import registry
from tests.core.readings.agreement import assert_readings_agree
from tests.core.readings.case import Case
from tests.core.readings.cases import (
    block_cases,
    pattern_cases,
    product_cases,
    reduce_cases,
    shown_cases,
    window_cases,
)
from tests.core.readings.drawn import DRAWN
from tests.rows import every

TABLES = [shown_cases, pattern_cases, reduce_cases, product_cases, window_cases, block_cases]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_all_readings_of_a_table_agree(table: Callable[[], Iterable[Case]]) -> None:
    every(table(), assert_readings_agree)


@pytest.mark.parametrize("name", DRAWN)
@settings(max_examples=200)
@given(data=st.data())
def test_all_readings_of_random_requests_agree(name: str, data: st.DataObject) -> None:
    assert_readings_agree(data.draw(DRAWN[name]))


def test_every_operation_is_drawn_and_shown() -> None:
    assert DRAWN.keys() == registry().keys() == {case.operation for case in shown_cases()}
