"""Every snippet is run as it stands, and leaves what our own index map, and einops, say."""

import sys
import warnings
from collections.abc import Iterator
from types import ModuleType
from unittest.mock import patch

import einops
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.core.ops import registry
from tests.core.say.code.cases import block_cases, pattern_cases, reduce_cases
from tests.core.say.code.running import Array, Case, has_reduced, pattern_case, run, x_for, y_for

LIBRARIES = ["einops", "numpy", "torch", "jax"]
NAMES = ("a", "b", "h1", "in", "None", "高", "ﬁ", "fi", "x", "np")


# NumPy under the name of JAX: the few functions that snippets may use mean the same in both.
JAX = {"jax": ModuleType("jax"), "jax.numpy": ModuleType("jax.numpy")}
JAX["jax"].__dict__["numpy"] = JAX["jax.numpy"]
JAX["jax.numpy"].__dict__.update(pad=np.pad, broadcast_to=np.broadcast_to)


def assert_every_snippet_does(case: Case) -> None:
    x = x_for(case)
    expected = y_for(case, x)
    snippets = case.snippets
    assert list(snippets)[:4] == LIBRARIES
    for library in [name for name in snippets if name != "torch"]:
        with warnings.catch_warnings(), patch.dict(sys.modules, JAX if library == "jax" else {}):
            if library == "einops":
                warnings.simplefilter("ignore")  # about axes named like keywords
            y = run(snippets[library], x.copy())
        same(y, expected, f"{library} of {case}")
    compile(snippets["torch"], "<torch>", "exec")


def same(y: Array, expected: Array, message: str) -> None:
    assert np.shape(y) == expected.shape, message
    np.testing.assert_allclose(y, expected, rtol=1e-12, err_msg=message)


@pytest.mark.parametrize("case", list(pattern_cases()), ids=str)
def test_snippets_of_patterns_do_what_the_plan_does(case: Case) -> None:
    assert_every_snippet_does(case)


@pytest.mark.parametrize("case", list(reduce_cases()), ids=str)
def test_snippets_of_reductions_do_what_the_plan_does(case: Case) -> None:
    assert_every_snippet_does(case)


@pytest.mark.parametrize("case", list(block_cases()), ids=str)
def test_snippets_of_blocks_do_what_the_plan_does(case: Case) -> None:
    assert_every_snippet_does(case)
    assert "slices" in case.snippets


@pytest.mark.parametrize("operation", ["rearrange", "reduce", "repeat", "merge", "expand"])
def test_the_example_of_every_operation_has_snippets(operation: str) -> None:
    snippets = registry()[operation].code(registry()[operation].example_plan())
    assert list(snippets) == LIBRARIES + (["slices"] if operation in ("merge", "expand") else [])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A random pattern that drops axes, brings new ones, or neither."""
    operation = draw(st.sampled_from(("rearrange", "reduce", "repeat")))
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=5))
    least = 1 if operation == "reduce" else 0  # the largest of no cells is an error in every library
    lengths = {name: draw(st.integers(least, 3)) for name in names}
    some = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    left = draw(st.permutations(some if operation == "repeat" else names))
    right = draw(st.permutations(some if operation == "reduce" else names))
    groups = list(draw_groups(draw, left))
    shape = [int(np.prod([lengths[name] for name in group])) for group in groups]
    pattern = f"{side(groups)} -> {side(draw_groups(draw, right))}"
    sizes = ",".join(f"{name}={length}" for name, length in lengths.items())
    reduction = draw(st.sampled_from(("mean", "max", "prod", "all"))) if operation == "reduce" else ""
    return pattern_case(operation, pattern, ",".join(map(str, shape)), sizes, reduction)


def draw_groups(draw: st.DrawFn, names: list[str]) -> Iterator[list[str]]:
    """The names in order, cut into groups; an empty one is a unit axis."""
    rest = list(names)
    while rest:
        if draw(st.booleans()):
            yield []
        count = draw(st.integers(1, len(rest)))
        yield rest[:count]
        rest = rest[count:]


def side(groups: Iterator[list[str]] | list[list[str]]) -> str:
    return " ".join(group[0] if len(group) == 1 else f"({' '.join(group)})" for group in groups)


@settings(max_examples=300, deadline=None)
@given(cases())
def test_snippets_of_random_patterns_do_what_the_plan_and_einops_do(case: Case) -> None:
    x = x_for(case)
    for library in ("einops", "numpy"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about axes named like keywords
            y = run(case.snippets[library], x.copy())
            same(y, einops_answer(case, x), f"{library} of {case}")
        same(y, y_for(case, x), f"{library} of {case}")


def einops_answer(case: Case, x: Array) -> Array:
    plan = case.plan
    rest = (case.reduction,) if case.reduction else ()
    answer: Array = getattr(einops, case.operation)(x, case.texts["pattern"], *rest, **plan.sizes)
    return answer


@pytest.mark.parametrize("reduction", ["max", "min"])
def test_the_largest_of_no_cells_is_an_error_as_it_is_in_every_library(reduction: str) -> None:
    case = pattern_case("reduce", "a b -> b", "0,3", reduction=reduction)
    assert has_reduced(case.plan)
    for library in ("einops", "numpy"):
        with pytest.raises(ValueError, match="zero-size"):
            run(case.snippets[library], x_for(case))
