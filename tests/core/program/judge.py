"""NumPy and PyTorch run a program as it stands, and say which cells each cell of the outcome is made of."""

import ast
import inspect
import math
from collections.abc import Callable, Mapping
from importlib import import_module
from math import prod
from types import SimpleNamespace
from typing import Any

import einops
import numpy as np
import numpy.typing as npt

from tests.core.program.programs.case import Case

Array = npt.NDArray[Any]

# Cells are numbered from here on: what is smaller was not an input, such as the zeros of a padding. A bfloat16 and
# a half hold these numbers exactly as long as there are no more than 128 cells.
BASE = 128


def expected(case: Case, library: str) -> Array:
    """The outcome on cells that hold their own numbers, -1 where a cell was filled in."""
    offset, inputs = BASE, {}
    for name, shape in case.shapes.items():
        inputs[name] = np.arange(offset, offset + prod(shape)).reshape(shape)
        offset += prod(shape)
    outcome = executed(case, library, inputs)
    return np.where(outcome >= BASE, outcome - BASE, -1)


def executed(case: Case, library: str, inputs: Mapping[str, Array]) -> Array:
    """The outcome of the program, of a tuple the first, as NumPy has it."""
    if library == "torch":
        torch = import_module("torch")
        tensors = {name: torch.from_numpy(array.astype(np.float64)) for name, array in inputs.items()}
        return np.asarray(_outcome(case.code, tensors, case.values, _torch_names()).to(torch.float64))
    return np.asarray(_outcome(case.twin or case.code, inputs, case.values, _numpy_names()))


def _outcome(code: str, inputs: Mapping[str, Any], values: Mapping[str, object], names: dict[str, Any]) -> Any:
    names = {**names, **_given(values), **inputs}
    *before, last = ast.parse(code).body
    if isinstance(last, ast.ClassDef | ast.FunctionDef):
        _execute([*before, last], names)
        outcome = _called(names[last.name], names)
    elif isinstance(last, ast.Expr | ast.Return):
        assert last.value
        _execute(before, names)
        outcome = _evaluated(last.value, names)
    else:
        assert isinstance(last, ast.Assign | ast.AugAssign | ast.AnnAssign), "end with the tensor that is meant"
        _execute([*before, last], names)
        target = last.targets[-1] if isinstance(last, ast.Assign) else last.target
        outcome = _evaluated(target.value if isinstance(target, ast.Subscript) else target, names)
    while isinstance(outcome, tuple | list):
        outcome = outcome[0]
    return outcome


def _execute(statements: list[ast.stmt], names: dict[str, Any]) -> None:
    exec(compile(ast.Module(statements, []), "<program>", "exec"), names)


def _evaluated(node: ast.expr, names: dict[str, Any]) -> Any:
    return eval(ast.unparse(node), names)


def _called(frame: Any, names: dict[str, Any]) -> Any:
    """What a function, or the forward of a class, makes of the names that its parameters ask for."""
    alone = hasattr(frame, "__code__")
    call, made = (frame, names["self"]) if alone else (frame.forward, _instance(frame, names["self"]))
    asked = inspect.signature(call).parameters
    return call(**{name: made if name == "self" else names[name] for name in asked if name in names})


class _Layers(SimpleNamespace):
    """A self whose unknown attributes are layers that change nothing."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda x, *_, **__: x


def _given(values: Mapping[str, object]) -> dict[str, Any]:
    """The names that values define; "self.dim" is an attribute of self, and what is passed through is a layer of it."""
    names: dict[str, Any] = {"self": _Layers()}
    for dotted, value in values.items():
        if value == "pass":
            continue
        *owners, name = dotted.split(".")
        if owners:
            place = names[owners[0]]
            for owner in owners[1:]:
                place = place.__dict__.setdefault(owner, SimpleNamespace())
            setattr(place, name, value)
        else:
            names[name] = value
    return names


def _instance(frame: type, given: _Layers) -> Any:
    """An object of the class, never initialised, that has the given attributes."""
    made: Any = object.__new__(type(frame.__name__, (frame,), {"__getattr__": _Layers.__getattr__}))
    made.__dict__.update(vars(given))
    return made


def _numpy_names() -> dict[str, Any]:
    return {"np": np, "numpy": np, "jnp": np, "math": math, **_einops_names()}


def _torch_names() -> dict[str, Any]:
    torch = import_module("torch")
    functional = import_module("torch.nn.functional")
    layers = import_module("einops.layers.torch")
    names = {"torch": torch, "nn": torch.nn, "F": functional, "math": math, "np": np}
    return {**names, **_einops_names(), "Rearrange": layers.Rearrange, "Reduce": layers.Reduce}


def _einops_names() -> dict[str, Any]:
    return {"einops": einops, **{name: getattr(einops, name) for name in ("rearrange", "reduce", "repeat", "einsum")}}


def depends(case: Case, library: str) -> list[set[int]]:
    """The cells that each cell of the outcome depends on: each input cell is nudged and pushed, both ways."""
    random = np.random.default_rng(0)
    inputs = {name: random.uniform(0.5, 1.5, shape) for name, shape in case.shapes.items()}
    before = executed(case, library, inputs).reshape(-1)
    found: list[set[int]] = [set() for _ in before]
    number = 0
    for name, array in inputs.items():
        for cell in np.ndindex(array.shape):
            for push in (0.25, -0.25, 50, -50):
                pushed = array.copy()
                pushed[cell] += push
                after = executed(case, library, {**inputs, name: pushed}).reshape(-1)
                for place in np.flatnonzero(before != after):
                    found[int(place)].add(number)
            number += 1
    return found


def summed(case: Case, library: str) -> tuple[Array, Array]:
    """All input cells, in one row, and the outcome: random numbers so large that no two sums of them are the same."""
    random = np.random.default_rng(0)
    inputs = {name: random.integers(-(2**44), 2**44, shape) for name, shape in case.shapes.items()}
    cells = np.concatenate([each.reshape(-1) for each in inputs.values()])
    return cells, executed(case, library, inputs)
