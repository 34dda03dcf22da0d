"""einsum does what einops does with names and numpy with letters; products and sums agree as polynomials.

Two polynomials that agree at random points are the same but with a chance that is not worth counting, so equal values
of random operands mean equal sets of terms.
"""

from typing import Any, cast

import einops
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import PatternError
from app.core.operation import Preset
from app.core.ops import registry
from app.core.plan import Plan
from tests.core.asking import plan_of, refusal, underlined
from tests.data import rows

Shapes = list[list[int]]

ROWS = [row for name in ("patterns.json", "accept_reject.json") for row in rows(name) if row["op"] == "einsum"]
PRESETS = registry()["einsum"].presets
RANDOM = np.random.default_rng(0)


def operands(shapes: Shapes) -> list[Any]:
    return [np.array(RANDOM.integers(-1_000, 1_000, shape)) for shape in shapes]


def judged(pattern: str, tensors: list[Any]) -> Any:
    """What einops, or numpy for letters, makes of it; None where it refuses."""
    named = cast(Any, einops.einsum)  # typed for a few operands, and made for any number
    try:
        return named(*tensors, pattern) if " " in pattern else np.einsum(pattern, *tensors)
    except Exception:
        return None


def evaluated(plan: Plan, tensors: list[Any]) -> Any:
    """The sum of products that the plan describes."""
    cells = np.arange(plan.output.cells)
    products = np.ones((len(cells), plan.maps[0].arity), dtype=np.int64)
    for tensor, index_map in zip(tensors, plan.maps, strict=True):
        products *= tensor.reshape(-1)[index_map.sources(cells)]
    return products.sum(axis=1).reshape(plan.output.shape)


def text(shapes: Shapes) -> str:
    return ";".join(",".join(map(str, shape)) for shape in shapes)


def assert_agrees(pattern: str, shapes: Shapes) -> None:
    tensors = operands(shapes)
    answer = judged(pattern, tensors)
    try:
        plan = plan_of("einsum", pattern=pattern, shape=text(shapes))
    except PatternError:
        assert answer is None
        return
    assert answer is not None
    assert plan.output.shape == np.shape(answer)
    np.testing.assert_array_equal(evaluated(plan, tensors), answer)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["pattern"]))
def test_every_row_is_the_same_sum_of_products(row: dict[str, Any]) -> None:
    assert_agrees(row["pattern"], row["shape"])


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.title))
def test_every_preset_is_the_same_sum_of_products(preset: Preset) -> None:
    shapes = [[int(size) for size in shape.split(",")] for shape in preset.values["shape"].split(";")]
    assert_agrees(preset.values["pattern"], shapes)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(st.text("abc", max_size=3).map(lambda labels: labels), min_size=1, max_size=3),
    st.text("abc", max_size=3),
    st.fixed_dictionaries({label: st.integers(0, 3) for label in "abc"}),
    st.sampled_from(["letters", "names", "implicit"]),
    st.data(),
)
def test_random_equations_are_judged_as_by_einops_and_numpy(
    left: list[str], right: str, sizes: dict[str, int], style: str, data: st.DataObject
) -> None:
    shapes = [[data.draw(st.sampled_from([sizes[label], sizes[label], 1])) for label in labels] for labels in left]
    pattern = {
        "letters": f"{','.join(left)}->{right}",
        "names": f"{', '.join(' '.join(labels) for labels in left)} -> {' '.join(right)}",
        "implicit": ",".join(left),
    }[style]
    assert_agrees(pattern, shapes)


@pytest.mark.parametrize(
    ("pattern", "shape", "code", "culprit"),
    [
        ("ij->ik", "2,3", "axis-one-sided", "k"),
        ("ij->ii", "3,3", "axis-repeated", "i"),
        ("ij->ji->ij", "2,3", "arrow-repeated", "->"),
        ("i j", "2,3", "arrow-missing", "i j"),
        ("i1->i", "2,3", "character-unknown", "1"),
        ("i 2 -> i", "2,3", "number-in-einsum", "2"),
        ("a b -> (a b)", "2,3", "bracket-in-einsum", "("),
        ("...i...->i", "2,3", "ellipsis-repeated", "..."),
        ("... a -> a", "2,3", "ellipsis-dropped", "..."),
        ("_a b -> b", "2,3", "name-invalid", "_a"),
        ("ijk->i", "2,3", "rank-mismatch", "ijk"),
    ],
)
def test_what_is_refused_is_underlined(pattern: str, shape: str, code: str, culprit: str) -> None:
    error = refusal("einsum", pattern=pattern, shape=shape)
    assert error.code == code
    assert underlined(error, pattern) == culprit


@pytest.mark.parametrize(
    ("pattern", "shape", "code"),
    [
        ("ij,jk->ik", "2,3", "operand-count"),
        ("ij,jk->ik", "2,3;4,5", "size-mismatch"),
        ("ii->i", "1,3", "size-mismatch"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(pattern: str, shape: str, code: str) -> None:
    error = refusal("einsum", pattern=pattern, shape=shape)
    assert (error.code, error.field) == (code, "shape")


def test_a_diagonal_keeps_the_cells_with_equal_indices() -> None:
    plan = plan_of("einsum", pattern="ii->i", shape="3,3")
    assert plan.maps[0].sources(np.arange(3)).reshape(-1).tolist() == [0, 4, 8]


def test_a_product_of_matrices_lists_what_each_cell_sums() -> None:
    plan = plan_of("einsum", pattern="ij,jk->ik", shape="2,3;3,2")
    cell = np.array([1])
    assert [each.sources(cell)[0].tolist() for each in plan.maps] == [[0, 1, 2], [1, 3, 5]]
