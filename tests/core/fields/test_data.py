"""Numbers are read as Python, NumPy, torch and spreadsheets write them."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from einscope.core.errors import PatternError
from einscope.core.fields import DataText, data_text
from einscope.core.limits import DEFAULT_LIMITS

FORM = DataText()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[[1,2],[3,4]]", "[[1,2],[3,4]]"),
        ("((1, 2), (3, 4))", "[[1,2],[3,4]]"),
        ("[[1 2]\n [3 4]]", "[[1,2],[3,4]]"),
        ("array([[1, 2],\n       [3, 4]])", "[[1,2],[3,4]]"),
        ("np.array([1.5, -2, 3e2], dtype=float32)", "[1.5,-2,300.0]"),
        ("tensor([[1., 2.],\n        [3., 4.]], device='cuda:0')", "[[1.0,2.0],[3.0,4.0]]"),
        ("tensor([1., 2.], grad_fn=<ViewBackward0>)", "[1.0,2.0]"),
        ("torch.tensor(7)", "7"),
        ("jnp.array([True, False])", "[True,False]"),
        ("1,2,3\n4,5,6", "[[1,2,3],[4,5,6]]"),
        ("1\t2\n3\t4\n", "[[1,2],[3,4]]"),
        ("1;2\n3;4\n", "[[1,2],[3,4]]"),
        ("1,5; 2\n3,5; 4", '[["1,5",2],["3,5",4]]'),
        ("a b;\nc d;e", '[["a b",""],["c d",e]]'),
        ("1 2;3\n4", "[1,2];[[3],[4]]"),
        ("cat sat mat", "[cat,sat,mat]"),
        ("'a b', \"c\"", '["a b",c]'),
        ("['1', 'x;y']", '["1","x;y"]'),
        ("[nan, inf, -inf]", "[nan,inf,-inf]"),
        ("x:[[1,2]];w:[[3],[4]]", "x:[[1,2]];w:[[3],[4]]"),
        ("q = [1 2]; k = [3 4]", "q:[1,2];k:[3,4]"),
        ("［１，２］", "[1,2]"),
        ("[]", "[]"),
        ("[[], []]", "[[],[]]"),
        ("5", "5"),
    ],
)
def test_data_are_read_as_they_are_written(text: str, written: str) -> None:
    assert FORM.write(FORM.read(text, "data", DEFAULT_LIMITS)) == written
    assert FORM.write(FORM.read(written, "data", DEFAULT_LIMITS)) == written


@pytest.mark.parametrize(
    ("text", "code", "culprit"),
    [
        ("[[1,2],[3]]", "data-ragged", "]"),
        ("[1,[2]]", "data-ragged", "["),
        ("1,2\n3", "data-ragged", "1,2\n3"),
        ("[1 2; 3 4]", "data-semicolon", ";"),
        ("[1,2", "data-bracket", "["),
        ("1,2]", "data-bracket", "]"),
        ("[[0, 1, ..., 8, 9]]", "data-shortened", "..."),
        ("x:[1];x:[2]", "data-repeated", "x:[2]"),
        ("[" * 40 + "1" + "]" * 40, "data-bracket", "["),
    ],
)
def test_what_is_no_table_of_numbers_is_refused_where_it_goes_wrong(text: str, code: str, culprit: str) -> None:
    with pytest.raises(PatternError) as caught:
        FORM.read(text, "data", DEFAULT_LIMITS)
    assert caught.value.code == code
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == culprit


SHAPES = arrays.array_shapes(min_dims=0, max_dims=4, min_side=1, max_side=4)


@given(arrays.arrays(np.int64, SHAPES, elements=st.integers(-(10**9), 10**9)))
def test_any_array_is_read_as_numpy_and_python_print_it(array: np.ndarray) -> None:
    with np.printoptions(threshold=10**6, linewidth=60):
        texts = (str(array), repr(array), str(array.tolist()), data_text(array.tolist()))
    for text in texts:
        (numbers,) = FORM.read(text, "data", DEFAULT_LIMITS)
        assert numbers.shape == array.shape
        assert list(numbers.entries) == array.reshape(-1).tolist()


@given(arrays.arrays(np.float64, SHAPES, elements=st.floats(-(2.0**90), 2.0**90, width=32)))
def test_any_decimal_number_is_read(array: np.ndarray) -> None:
    (numbers,) = FORM.read(str(array.tolist()), "data", DEFAULT_LIMITS)
    assert numbers.shape == array.shape
    assert [float(entry) for entry in numbers.entries] == array.reshape(-1).tolist()


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(PatternError):
        written = FORM.write(FORM.read(text, "data", DEFAULT_LIMITS))
        assert FORM.write(FORM.read(written, "data", DEFAULT_LIMITS)) == written
