"""A table asked in one test fails with every row that is wrong, and with none at all."""

import pytest

from tests.rows import asked_of, every


def positive(number: int) -> None:
    assert number > 0, f"{number} is too small"


def test_all_rows_that_fail_are_named() -> None:
    with pytest.raises(AssertionError) as caught:
        every([1, -1, 2, -2], positive, "row {}".format)
    told = str(caught.value)
    assert told.startswith("2 of 4 rows fail")
    assert all(name in told for name in ("row -1", "-1 is too small", "row -2", "-2 is too small"))
    assert caught.value.__cause__ is not None
    every([1, 2], positive)


def test_a_table_without_rows_holds_nothing() -> None:
    with pytest.raises(AssertionError, match="no rows"):
        every([], positive)


@asked_of({"one": [(1, 2), (2, 3)], "other": [(5, 9)]})
def test_a_row_of_several_values_is_taken_apart(less: int, more: int) -> None:
    assert less < more
