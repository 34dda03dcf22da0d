"""Tables of thousands of rows as one test, which names every row that fails: a test apiece costs more than its row."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import pytest

Row = TypeVar("Row")


def every(rows: Iterable[Row], check: Callable[[Row], object], called: Callable[[Row], str] = str) -> None:
    """Check every row.

    Args:
        rows: of the table; a table without rows holds nothing, and fails.
        check: raises where a row is wrong.
        called: names a row.

    Raises:
        AssertionError: the names of all rows that failed, and why; the first of them is the cause.
    """
    table = list(rows)
    assert table, "the table has no rows"
    failed: list[tuple[str, Exception]] = []
    for row in table:
        try:
            check(row)
        except Exception as wrong:
            failed.append((called(row), wrong))
    if failed:
        told = "\n".join(f"{name}: {type(wrong).__name__}: {wrong}" for name, wrong in failed)
        raise AssertionError(f"{len(failed)} of {len(table)} rows fail\n{told}") from failed[0][1]


def asked_of(
    tables: Mapping[str, Iterable[Any]], called: Callable[[Any], str] = str
) -> Callable[[Callable[..., None]], Callable[[str], None]]:
    """Make one test for each table of what is asked of one row.

    Args:
        tables: by name; a row that is a tuple is taken apart.
        called: names a row.
    """

    def test_of(check: Callable[..., None]) -> Callable[[str], None]:
        @pytest.mark.parametrize("table", tables)
        def test(table: str) -> None:
            every(tables[table], lambda row: check(*row) if isinstance(row, tuple) else check(row), called)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return test_of
