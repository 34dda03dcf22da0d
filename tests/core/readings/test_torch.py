"""The snippets for PyTorch, run by PyTorch itself: ``./dev test --torch``."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.readings.agreement import assert_torch_agrees
from tests.core.readings.case import Case
from tests.core.readings.drawn import DRAWN
from tests.core.readings.test_readings import TABLES
from tests.rows import every

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def torch() -> Any:
    """Missing where it was asked for, it fails."""
    return import_module("torch")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_torch_does_what_the_plan_does(torch: Any, table: Callable[[], Iterable[Case]]) -> None:
    every(table(), lambda case: assert_torch_agrees(case, torch))


@pytest.mark.parametrize("name", DRAWN)
@given(data=st.data())
def test_torch_does_what_random_plans_do(torch: Any, name: str, data: st.DataObject) -> None:
    assert_torch_agrees(data.draw(DRAWN[name]), torch)
