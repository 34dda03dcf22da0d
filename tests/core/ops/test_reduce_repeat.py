"""reduce and repeat do what einops does: the same requests, the same shapes, the same set of terms in every cell."""

import warnings
from collections.abc import Mapping
from typing import Any

import einops
import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.map import IntArray
from einscope.core.operation import Preset
from einscope.core.ops import registry
from einscope.core.plan import Plan
from tests.core.asking import plan_of, refusal, underlined
from tests.data import rows
from tests.rows import asked_of

Terms = list[tuple[int, ...]]

OPERATIONS = ("reduce", "repeat")
ROWS = [row for name in ("patterns.json", "accept_reject.json") for row in rows(name) if row["op"] in OPERATIONS]
PRESETS = [(name, preset) for name in OPERATIONS for preset in registry()[name].presets]


def collected(tensor: IntArray, axes: tuple[int, ...]) -> np.ndarray[Any, Any]:
    """A reduction that keeps every term instead of making them one."""
    last = tuple(range(tensor.ndim - len(axes), tensor.ndim))
    moved = np.moveaxis(tensor, axes, last)
    kept = moved.shape[: tensor.ndim - len(axes)]
    terms = moved.reshape(int(np.prod(kept, dtype=int)), -1)
    found = np.empty(len(terms), dtype=object)
    found[:] = [tuple(sorted(each.tolist())) for each in terms]
    return found.reshape(kept)


def judged(operation: str, pattern: str, shape: tuple[int, ...], sizes: Mapping[str, Any]) -> Any:
    """What einops makes of it, each cell as its terms; None where it refuses."""
    x = np.arange(int(np.prod(shape, dtype=int))).reshape(shape)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about axes named like keywords
        try:
            if operation == "repeat":
                return einops.repeat(x, pattern, **sizes)
            return einops.reduce(x, pattern, collected, **sizes)
        except Exception:
            return None


def terms_of(plan: Plan) -> Terms:
    return [tuple(sorted(each)) for each in plan.maps[0].sources(np.arange(plan.output.cells)).tolist()]


def terms_in(answer: Any) -> Terms:
    return [each if isinstance(each, tuple) else (int(each),) for each in answer.reshape(-1)]


def texts(row: Mapping[str, Any]) -> dict[str, str]:
    sizes = ",".join(f"{axis}={size!r}" for axis, size in row.get("sizes", {}).items())
    return {"pattern": row["pattern"], "shape": ",".join(map(str, row["shape"][0])), "sizes": sizes}


@asked_of({"patterns": ROWS}, lambda row: f"{row['op']} {row['pattern']}")
def test_every_row_has_the_terms_that_einops_finds(row: dict[str, Any]) -> None:
    answer = judged(row["op"], row["pattern"], tuple(row["shape"][0]), row.get("sizes", {}))
    try:
        plan = plan_of(row["op"], **texts(row))
    except PatternError:
        assert answer is None
        return
    assert answer is not None
    assert plan.output.shape == np.shape(answer)
    assert terms_of(plan) == terms_in(answer)


@pytest.mark.parametrize(("operation", "preset"), PRESETS, ids=lambda value: getattr(value, "title", value))
def test_every_preset_has_the_terms_that_einops_finds(operation: str, preset: Preset) -> None:
    plan = plan_of(operation, **preset.values)
    sizes = {axis.name: axis.size for axis in plan.axes if axis.given}
    answer = judged(operation, preset.values["pattern"], plan.inputs[0].shape, sizes)
    assert plan.output.shape == np.shape(answer)
    assert terms_of(plan) == terms_in(answer)


@pytest.mark.parametrize(
    ("operation", "pattern", "code", "culprit"),
    [
        ("reduce", "a b -> a c", "axis-one-sided", "c"),
        ("reduce", "a b -> a 2", "number-in-reduce", "2"),
        ("reduce", "a -> a ...", "ellipsis-right-only", "..."),
        ("repeat", "a b -> a", "axis-one-sided", "b"),
        ("repeat", "2 a -> a", "number-in-repeat", "2"),
        ("repeat", "a b -> a b c", "size-unknown", "c"),
    ],
)
def test_what_is_refused_is_underlined(operation: str, pattern: str, code: str, culprit: str) -> None:
    error = refusal(operation, pattern=pattern, shape="2,3")
    assert error.code == code
    assert underlined(error, pattern) == culprit


def test_roles_say_what_becomes_of_an_axis() -> None:
    assert [axis.role for axis in plan_of("reduce", pattern="a b -> a", shape="2,3").axes] == ["kept", "reduced"]
    assert [axis.role for axis in plan_of("repeat", pattern="a -> a 2", shape="3").axes] == ["kept", "new"]


@pytest.mark.parametrize("reduction", ["mean", "sum", "max", "min", "prod", "any", "all"])
def test_every_reduction_of_einops_is_known(reduction: str) -> None:
    assert plan_of("reduce", pattern="a b -> a", shape="2,3", reduction=reduction).maps[0].arity == 3


def test_a_reduction_that_einops_does_not_have_is_refused() -> None:
    assert refusal("reduce", pattern="a b -> a", shape="2,3", reduction="median").code == "choice-unknown"
