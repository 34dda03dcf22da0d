"""Values through programs are those of NumPy and PyTorch, whatever a program does to them."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run
from tests.core.program.arithmetic.values import BOTH, IN_NUMPY, IN_TORCH, OF_WHOLE, REAL, TRUE, WHOLE
from tests.core.program.judge import _numpy_names, _outcome, _torch_names
from tests.core.program.programs import FAMILIES
from tests.core.program.programs.case import Case
from tests.rows import asked_of


def ran(code: str, data: list[list[Any]], library: str) -> Program:
    shape = (len(data), len(data[0]))
    return run(code, {"x": shape}, {}, DEFAULT_LIMITS, library, data={"x": [each for row in data for each in row]})


def judged(program: Program, wanted: Any) -> None:
    """What is known is what the judge has; of whole numbers and truths exactly."""
    found, other = program.output.numbers, np.asarray(wanted)
    assert found is not None
    assert program.output.shape == other.shape
    assert found.dtype.kind == other.dtype.kind or found.dtype == np.object_ or not found.size
    close(found, other.reshape(-1))


def close(found: Any, wanted: Any) -> None:
    if wanted.dtype.kind in "biu":
        np.testing.assert_array_equal(found.astype(wanted.dtype), wanted)
    else:
        np.testing.assert_allclose(found.astype(np.float64), wanted.astype(np.float64), rtol=1e-5, atol=1e-6)


def in_torch(code: str, data: Any) -> Any:
    return np.asarray(_outcome(code, {"x": import_module("torch").tensor(data)}, {}, _torch_names()))


def in_numpy(code: str, data: Any) -> Any:
    with np.errstate(all="ignore"):
        return np.asarray(_outcome(code, {"x": np.array(data)}, {}, _numpy_names()))


@pytest.mark.parametrize("data", [WHOLE, REAL])
@pytest.mark.parametrize("code", [*BOTH, *IN_NUMPY])
def test_values_are_those_of_numpy(code: str, data: list[list[Any]]) -> None:
    judged(ran(code, data, "numpy"), in_numpy(code, data))


@pytest.mark.torch
@pytest.mark.parametrize("data", [WHOLE, REAL])
@pytest.mark.parametrize("code", [*BOTH, *IN_TORCH])
def test_values_are_those_of_torch(code: str, data: list[list[Any]]) -> None:
    judged(ran(code, data, "torch"), in_torch(code, data))


@pytest.mark.torch
@pytest.mark.parametrize("code", OF_WHOLE)
def test_whole_numbers_stay_whole(code: str) -> None:
    judged(ran(code, WHOLE, "numpy"), in_numpy(code, WHOLE))
    judged(ran(code, WHOLE, "torch"), in_torch(code, WHOLE))


@pytest.mark.torch
@pytest.mark.parametrize(
    "code", ["x & ~x", "x | x[0]", "x.sum(0)", "x.any(1)", "x.all()", "x.long().cumsum(1)", "y = x * 1\ny[x] = 5\ny"]
)
def test_truths_are_counted_and_combined(code: str) -> None:
    judged(ran(code, TRUE, "torch"), in_torch(code, TRUE))


def of(library: str) -> dict[str, list[Case]]:
    here = {name: [case for case in cases if "cupy" not in case.code] for name, cases in FAMILIES.items()}
    found = {name: [case for case in cases if library in case.libraries] for name, cases in here.items()}
    return {name: cases for name, cases in found.items() if cases}


def agrees(case: Case, library: str) -> None:
    """Values of every program of the table, on whole numbers of our own, are those that its library has."""
    random = np.random.default_rng(0)
    given = {name: random.integers(-4, 9, shape) for name, shape in case.shapes.items()}
    data = {name: [int(number) for number in array.reshape(-1)] for name, array in given.items()}
    program = run(case.code, case.shapes, case.values, DEFAULT_LIMITS, "" if library == "torch" else library, data=data)
    torch = import_module("torch") if library == "torch" else None
    inputs = {name: torch.tensor(array) for name, array in given.items()} if torch else given
    try:
        outcome = _outcome(case.code, inputs, case.values, _torch_names() if torch else _numpy_names())
    except (RuntimeError, ValueError, TypeError):
        return  # of whole numbers, the library makes nothing
    wanted = np.asarray(outcome.float() if torch and outcome.dtype == torch.bfloat16 else outcome).reshape(-1)
    found = program.output.numbers
    if found is not None:
        known = np.array([number is not None for number in found], dtype=np.bool_)
        np.testing.assert_allclose(found[known].astype(float), wanted[known].astype(float), rtol=1e-5, atol=1e-6)


@asked_of(of("numpy"), str)
def test_values_of_every_program_are_those_of_numpy(case: Case) -> None:
    agrees(case, "numpy")


@pytest.mark.torch
@asked_of(of("torch"), str)
def test_values_of_every_program_are_those_of_torch(case: Case) -> None:
    agrees(case, "torch")


LINES = [
    *(
        "x = -x",
        "x = x + {n}",
        "x = {n} - x",
        "x = x * {n}",
        "x = x / {n}",
        "x = x // {n}",
        "x = x % {n}",
        "x = x ** 2",
    ),
    *("x = x.T", "x = x.reshape(x.shape[1], x.shape[0])", "x = np.flip(x, 0)", "x = x[:, ::-1]", "x = x + x[::-1]"),
    *(
        "x = np.concatenate([x, -x], 1)[:, ::2]",
        "x = np.sort(x, axis=1)",
        "x = np.take_along_axis(x, np.argsort(x, axis=0), 0)",
    ),
    *(
        "x = np.where(x > {n}, x, {n})",
        "x[x < {n}] = {n}",
        "x = np.abs(x)",
        "x = np.floor(x)",
        "x[0] = x[-1]",
        "x = x - x.mean()",
    ),
    *(
        "x = x * (x > {n})",
        "x = x - x.max(1, keepdims=True)",
        "x = np.round(x / {n})",
        "x = x.cumsum(0)",
        "x = np.clip(x, -{n}, {n})",
    ),
    *(
        "x = x[x[:, 0].argsort()]",
        "x = x @ x.T @ x",
        "x = x if x.sum() > {n} else x + 1",
        "x = np.tanh(x)",
        "x = np.pad(x, 1)[1:, 1:]",
    ),
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from([2, 0.5, 3])), min_size=1, max_size=7),
    st.lists(st.sampled_from([-3, -1, 0, 1, 2, 4, 0.5, -0.25]), min_size=6, max_size=6),
)
def test_what_is_known_after_any_lines_is_so(lines: list[tuple[str, float]], entries: list[float]) -> None:
    code = "\n".join([*(line.format(n=number) for line, number in lines), "y = x"])
    data = [entries[:3], entries[3:]]
    try:
        program = ran(code, data, "numpy")
    except PatternError:
        return  # what depends on numbers that are not known to the last digit
    wanted = in_numpy(f"{code}\ny", data)
    found = program.output.numbers
    if found is None:
        return
    assert program.output.shape == wanted.shape
    known = np.array([number is not None for number in found], dtype=np.bool_)
    size = max(1.0, float(np.abs(np.nan_to_num(wanted, posinf=0, neginf=0)).max(initial=0)))
    np.testing.assert_allclose(
        found[known].astype(float), wanted.reshape(-1)[known].astype(float), rtol=1e-6, atol=1e-9 * size
    )
