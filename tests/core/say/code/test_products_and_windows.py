"""The snippets of einsum and unfold do what their plans do, cell by cell."""

import sys
from importlib import import_module
from itertools import product
from typing import Any

import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.map import NO_SOURCE
from einscope.core.ops import registry
from einscope.core.plan import Plan
from tests.core.asking import plan_of, sources
from tests.data import rows

EINSUMS = [row for row in rows("patterns.json") if row["op"] == "einsum"]
WINDOWS = [
    {"shape": shape, "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation, "channels": channels}
    for shape, kernel, stride, padding, dilation, channels in product(
        ["2,5,3", "2,3,5,6", "1,3,4,5,4"], ["1", "2"], ["1", "2"], ["0", "1"], ["1", "2"], ["first", "last"]
    )
]


def run(snippet: str, **tensors: Any) -> Any:
    names = dict(tensors)
    exec(snippet, names)
    return names["y"]


def einsum_of(row: dict[str, Any]) -> tuple[Plan, dict[str, Any]]:
    plan = plan_of("einsum", pattern=row["pattern"], shape=";".join(",".join(map(str, each)) for each in row["shape"]))
    random = np.random.default_rng(0)
    return plan, {tensor.name: random.integers(-99, 99, tensor.shape) for tensor in plan.inputs}


def evaluated(plan: Plan, tensors: dict[str, Any]) -> Any:
    products = np.ones((plan.output.cells, plan.maps[0].arity), dtype=np.int64)
    for tensor, index_map in zip(tensors.values(), plan.maps, strict=True):
        products *= tensor.reshape(-1)[index_map.sources(np.arange(plan.output.cells))]
    return products.sum(axis=1).reshape(plan.output.shape)


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """NumPy in the place of JAX, whose functions have the same names and meaning."""
    monkeypatch.setitem(sys.modules, "jax", np)
    monkeypatch.setitem(sys.modules, "jax.numpy", np)
    monkeypatch.setattr(np, "numpy", np, raising=False)


@pytest.mark.usefixtures("libraries")
@pytest.mark.parametrize("row", EINSUMS, ids=lambda row: str(row["pattern"]))
def test_einsum_as_code(row: dict[str, Any]) -> None:
    plan, tensors = einsum_of(row)
    snippets = registry()["einsum"].code(plan)
    assert list(snippets) == ["einops", "numpy", "torch", "jax"]
    for library in ("einops", "numpy", "jax"):
        np.testing.assert_array_equal(run(snippets[library], **tensors), evaluated(plan, tensors))


def unfolded(texts: dict[str, str]) -> tuple[Plan, Any, Any] | None:
    try:
        plan = plan_of("unfold", **texts)
    except PatternError:  # a window larger than the input
        return None
    x = np.arange(plan.inputs[0].cells).reshape(plan.inputs[0].shape) + 1
    found = sources(plan)
    return plan, x, np.where(found == NO_SOURCE, 0, found + 1)


@pytest.mark.usefixtures("libraries")
@pytest.mark.parametrize("texts", WINDOWS, ids=lambda texts: " ".join(texts.values()))
def test_unfold_as_code(texts: dict[str, str]) -> None:
    case = unfolded(texts)
    if case:
        plan, x, y = case
        snippets = registry()["unfold"].code(plan)
        assert list(snippets) == ["numpy", "torch", "jax", "slices"]
        for library in ("numpy", "jax", "slices"):
            np.testing.assert_array_equal(run(snippets[library], x=x.copy()), y)


@pytest.mark.torch
@pytest.mark.parametrize("row", EINSUMS, ids=lambda row: str(row["pattern"]))
def test_einsum_in_torch(row: dict[str, Any]) -> None:
    torch = import_module("torch")
    plan, tensors = einsum_of(row)
    y = run(
        registry()["einsum"].code(plan)["torch"], **{name: torch.from_numpy(each) for name, each in tensors.items()}
    )
    np.testing.assert_array_equal(y.numpy(), evaluated(plan, tensors))


@pytest.mark.torch
@pytest.mark.parametrize("texts", WINDOWS, ids=lambda texts: " ".join(texts.values()))
def test_unfold_in_torch(texts: dict[str, str]) -> None:
    torch = import_module("torch")
    case = unfolded(texts)
    if case:
        plan, x, y = case
        np.testing.assert_array_equal(run(registry()["unfold"].code(plan)["torch"], x=torch.from_numpy(x)).numpy(), y)
