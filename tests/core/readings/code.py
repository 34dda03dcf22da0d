"""The code read by Python: every snippet is run as it stands, and leaves in ``y`` what the terms of the map make."""

import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from tests.core.readings.case import Array, Case

REDUCTIONS: Mapping[str | None, Callable[..., Array]] = {
    "mean": np.mean,
    "sum": np.sum,
    "max": np.max,
    "min": np.min,
    "prod": np.prod,
    "any": np.any,
    "all": np.all,
}

# NumPy under the name of JAX: the few functions that snippets may use mean the same in both.
JAX = {"jax": ModuleType("jax"), "jax.numpy": ModuleType("jax.numpy")}
JAX["jax"].__dict__["numpy"] = JAX["jax.numpy"]
JAX["jax.numpy"].__dict__.update(
    pad=np.pad, broadcast_to=np.broadcast_to, einsum=np.einsum, roll=np.roll, stack=np.stack
)


def assert_code_does(case: Case, torch: Any = None) -> None:
    """Run the snippets of all libraries that are here; where ``torch`` is not, its own is compiled only."""
    impossible = case.plan.maps[0].arity == 0 and case.plan.gathers in ("max", "min")
    with _quiet():
        expected = None if impossible else made(case)  # the largest of no cells is an error in every library
    for library, snippet in case.snippets.items():
        if library == "torch" and torch is None:
            compile(snippet, "<torch>", "exec")
        elif torch is None or library == "torch":
            _assert_does(case, library, snippet, expected, torch)


def _assert_does(case: Case, library: str, snippet: str, expected: Array | None, torch: Any) -> None:
    wrap = torch.from_numpy if torch is not None else lambda tensor: tensor
    with _quiet(), patch.dict(sys.modules, JAX if library == "jax" else {}):
        tensors = {name: wrap(tensor.copy()) for name, tensor in case.tensors.items()}
        if expected is None:
            with pytest.raises((ValueError, IndexError, RuntimeError)):
                run(snippet, tensors)
            return
        y = run(snippet, tensors)
    assert tuple(y.shape) == expected.shape, f"{library}: {tuple(y.shape)}\n{snippet}"
    np.testing.assert_allclose(np.asarray(y), expected, rtol=1e-12, err_msg=f"{library}\n{snippet}")


def made(case: Case) -> Array:
    """The output that our own map tells; filled-in cells are 0."""
    plan = case.plan
    cells = np.arange(plan.output.cells, dtype=np.int64)
    products = np.ones((len(cells), plan.maps[0].arity))
    for tensor, index_map in zip(case.tensors.values(), plan.maps, strict=True):
        products = products * np.append(tensor.reshape(-1), 0.0)[index_map.sources(cells)]  # -1 is the cell behind all
    together = REDUCTIONS[plan.gathers](products, axis=1) if plan.gathers else products[:, 0]
    return together.reshape(plan.output.shape)


def run(snippet: str, tensors: Mapping[str, object]) -> Any:
    """What a snippet leaves in ``y``; it knows nothing but its tensors."""
    names: dict[str, Any] = dict(tensors)
    exec(compile(snippet, "<snippet>", "exec"), names)
    return names["y"]


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about axes named like keywords, and means of no cells
        yield
