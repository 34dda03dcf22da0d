"""Data belong to the input that they are named for, or that stands at their place, and have its shape."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.fields import DataText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.values import given

INPUTS = [("x", (2, 2)), ("x2", (1, 3))]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("[[1,2],[3,4]];[[5,6,7]]", ((1, 2, 3, 4), (5, 6, 7))),
        ("1 2 3 4", ((1, 2, 3, 4), None)),
        ("x2:[5,6,7]", (None, (5, 6, 7))),
        ("x2:[5,6,7];[1,2,3,4]", ((1, 2, 3, 4), (5, 6, 7))),
        ("[[[1],[2]],[[3],[4]]]", ((1, 2, 3, 4), None)),
        ("[[1,2],[3,4]], [[5,6,7]]", ((1, 2, 3, 4), (5, 6, 7))),
        ("[[1,2],[3,4]] and [[5,6,7]]", ((1, 2, 3, 4), (5, 6, 7))),
    ],
)
def test_data_find_their_input(text: str, entries: tuple[object, ...]) -> None:
    assert given(DataText().read(text, "data", DEFAULT_LIMITS), INPUTS, 100).entries == entries


def test_rows_without_a_bracket_around_them_are_one_input() -> None:
    rows = DataText().read("[1,2],[3,4]", "data", DEFAULT_LIMITS)
    assert given(rows, [("x", (2, 2))], 100).entries == ((1, 2, 3, 4),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1,2,3,4];[5,6,7];[8]", "data-inputs"),
        ("z:[1,2]", "data-name"),
        ("[[1,2,3],[4,5,6]]", "data-shape"),
        ("[[1,2,3,4]]", "data-shape"),
        (" ".join(["1"] * 101), "data-limit"),
    ],
)
def test_data_that_belong_nowhere_are_refused(text: str, code: str) -> None:
    with pytest.raises(PatternError) as caught:
        given(DataText().read(text, "data", DEFAULT_LIMITS), INPUTS, 100)
    assert caught.value.code == code
    assert caught.value.field == "data"
