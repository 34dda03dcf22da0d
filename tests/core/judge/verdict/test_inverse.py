from math import prod
from typing import Any

import einops
import numpy as np
import pytest
from hypothesis import assume, given

from einscope.core.judge.verdict import Inverse, verdict
from einscope.core.plan import Plan
from tests.core.asking import plan_of
from tests.core.judge.verdict.judge import every_source
from tests.core.judge.verdict.requests import Texts, blocks, einsums, patterns, windows
from tests.data import rows
from tests.rows import asked_of

REARRANGEMENTS = [row for row in rows("patterns.json") if row["op"] == "rearrange"]
named = asked_of({"rearrange": REARRANGEMENTS}, lambda row: str(row["pattern"]))


def row_plan(row: dict[str, Any]) -> Plan:
    sizes = ",".join(f"{name}={size}" for name, size in row.get("sizes", {}).items())
    return plan_of("rearrange", pattern=row["pattern"], shape=",".join(map(str, row["shape"][0])), sizes=sizes)


def inverse(plan: Plan) -> Inverse:
    found = verdict(plan).inverse
    assert found is not None
    return found


def assert_home(plan: Plan, found: Inverse) -> None:
    """Every cell comes home, and the parts of the inverse say the same."""
    back = plan_of(found.op, **found.texts)
    there = every_source(plan.maps[0])
    assert [there[cell][0] for [cell] in every_source(back.maps[0])] == list(range(plan.inputs[0].cells))
    assert back.output.shape == plan.inputs[0].shape
    assert (back.pattern, dict(back.sizes)) == (found.pattern, found.sizes)
    assert found.shape == found.texts["shape"] == ",".join(map(str, plan.output.shape))


@named
def test_the_inverse_of_a_pattern_from_public_code_brings_every_cell_home(row: dict[str, Any]) -> None:
    plan = row_plan(row)
    assert_home(plan, inverse(plan))


@named
def test_einops_takes_the_inverse_and_needs_every_size_of_it(row: dict[str, Any]) -> None:
    x = np.arange(prod(row["shape"][0])).reshape(row["shape"][0])
    found = inverse(row_plan(row))
    y = einops.rearrange(x, row["pattern"], **row.get("sizes", {}))
    np.testing.assert_array_equal(einops.rearrange(y, found.pattern, **found.sizes), x)
    for name in found.sizes:
        with pytest.raises(einops.EinopsError):
            einops.rearrange(y, found.pattern, **{other: found.sizes[other] for other in found.sizes if other != name})


@given(patterns())
def test_every_bijective_pattern_has_an_inverse_that_brings_every_cell_home(request: Texts) -> None:
    plan = plan_of(request[0], **request[1])
    found = verdict(plan)
    assume(found.bijective)
    assert_home(plan, inverse(plan))


@given(einsums())
def test_every_bijective_einsum_of_one_operand_has_an_inverse_that_brings_every_cell_home(request: Texts) -> None:
    plan = plan_of(request[0], **request[1])
    assume(verdict(plan).bijective)
    assert_home(plan, inverse(plan))


@given(windows(covering=True))
def test_every_bijective_unfold_has_an_inverse_that_brings_every_cell_home(request: Texts) -> None:
    plan = plan_of(request[0], **request[1])
    assert verdict(plan).bijective
    assert_home(plan, inverse(plan))


@given(blocks())
def test_merge_and_expand_undo_each_other(request: Texts) -> None:
    operation, texts = request
    plan = plan_of(operation, **texts)
    found = verdict(plan)
    fits = operation == "expand" or plan.inputs[0].cells == plan.output.cells > 0
    assume(fits)
    assert found.inverse is not None
    assert found.inverse.op == {"merge": "expand", "expand": "merge"}[operation]
    assert_home(plan, found.inverse)


@pytest.mark.parametrize(
    ("operation", "texts", "op", "pattern", "sizes"),
    [
        ("rearrange", {"pattern": "h w -> w h", "shape": "2,3"}, "rearrange", "w h -> h w", {}),
        ("rearrange", {"pattern": "h w -> (h w)", "shape": "2,3"}, "rearrange", "(h w) -> h w", {"h": 2}),
        (
            "rearrange",
            {"pattern": "h p -> (h p)", "shape": "4,2", "sizes": "p=2"},
            "rearrange",
            "(h p) -> h p",
            {"p": 2},
        ),
        ("rearrange", {"pattern": "h w -> (h w)", "shape": "0,3"}, "rearrange", "(h w) -> h w", {"w": 3}),
        ("rearrange", {"pattern": "h w -> (h w)", "shape": "0,0"}, "rearrange", "(h w) -> h w", {"h": 0, "w": 0}),
        ("rearrange", {"pattern": "b 1 () -> () b", "shape": "2,1,1"}, "rearrange", "() b -> b 1 ()", {}),
        ("rearrange", {"pattern": "b ... -> ... b", "shape": "2,3,4"}, "rearrange", "... b -> b ...", {}),
        (
            "rearrange",
            {"pattern": "b ... -> (b ...)", "shape": "2,3,4"},
            "rearrange",
            "(b i j) -> b i j",
            {"b": 2, "i": 3},
        ),
        ("rearrange", {"pattern": "... b -> (...) b", "shape": "3"}, "rearrange", "() b -> b", {}),
        ("rearrange", {"pattern": " a->a ", "shape": "3"}, "rearrange", "a -> a", {}),
        ("rearrange", {"pattern": "->", "shape": ""}, "rearrange", "->", {}),
        (
            "rearrange",
            {"pattern": "tensor a -> (tensor a)", "shape": "2,3"},
            "rearrange",
            "(tensor a) -> tensor a",
            {"a": 3},
        ),
        (
            "rearrange",
            {"pattern": "tensor pattern -> (tensor pattern)", "shape": "2,3"},
            "rearrange",
            "(i j) -> i j",
            {"i": 2},
        ),
        ("einsum", {"pattern": "ij->ji", "shape": "2,3"}, "rearrange", "j i -> i j", {}),
        ("einsum", {"pattern": "ij->ij", "shape": "2,2"}, "rearrange", "i j -> i j", {}),
        ("einsum", {"pattern": " i j k->ki j ", "shape": "2,3,4"}, "rearrange", "k i j -> i j k", {}),
        ("einsum", {"pattern": "ba", "shape": "2,3"}, "rearrange", "a b -> b a", {}),
        ("einsum", {"pattern": "qj->j", "shape": "1,2"}, "repeat", "j -> q j", {"q": 1}),
        ("einsum", {"pattern": "fc->", "shape": "1,1"}, "repeat", "-> f c", {"f": 1, "c": 1}),
        ("einsum", {"pattern": "ii->i", "shape": "1,1"}, "rearrange", "i -> i 1", {}),
        ("einsum", {"pattern": "ii->i", "shape": "0,0"}, "repeat", "i -> i j", {"j": 0}),
        ("einsum", {"pattern": "i j -> j", "shape": "2,0"}, "repeat", "j -> i j", {"i": 2}),
        ("einsum", {"pattern": "... i j -> ... j i", "shape": "2,3,4"}, "rearrange", "... j i -> ... i j", {}),
        ("einsum", {"pattern": "...ij->...ji", "shape": "2,3,4"}, "rearrange", "u j i -> u i j", {}),
        ("einsum", {"pattern": "... a -> a", "shape": "1,3"}, "repeat", "a -> u a", {"u": 1}),
        ("einsum", {"pattern": "tensor _ -> _ tensor", "shape": "2,3"}, "rearrange", "j i -> i j", {}),
        (
            "unfold",
            {"shape": "1,2,4,6", "kernel": "2,3", "stride": "2,3", "channels": "first"},
            "rearrange",
            "b (c k1 k2) (h w) -> b c (h k1) (w k2)",
            {"k1": 2, "k2": 3, "h": 2},
        ),
        (
            "unfold",
            {"shape": "1,4,3", "kernel": "2", "dilation": "2"},
            "rearrange",
            "b l (c k1) -> b (k1 l) c",
            {"k1": 2},
        ),
        ("unfold", {"shape": "2,3,1", "kernel": "3"}, "rearrange", "b l (c k1) -> b (l k1) c", {"k1": 3}),
        ("reduce", {"pattern": "a b ->", "shape": "1,1"}, "repeat", "-> a b", {"a": 1, "b": 1}),
        ("reduce", {"pattern": "a ... -> a", "shape": "4,1"}, "repeat", "a -> a i", {"i": 1}),
        ("repeat", {"pattern": "a -> (a r)", "shape": "4", "sizes": "r=1"}, "reduce", "(a r) -> a", {"r": 1}),
    ],
)
def test_the_inverse_is(operation: str, texts: dict[str, str], op: str, pattern: str, sizes: dict[str, int]) -> None:
    found = inverse(plan_of(operation, **texts))
    assert (found.op, found.pattern, found.sizes) == (op, pattern, sizes)


def test_the_inverse_of_a_merge_is_an_expansion_with_its_order() -> None:
    found = inverse(plan_of("merge", shape="1,2,6,3", factor="2,3", channels="first"))
    assert found.pattern == "b (p2 p1 c) h w -> b c (h p1) (w p2)"
    assert found.texts == {"shape": "1,12,3,1", "factor": "2,3", "order": "p2 p1 c", "channels": "first"}


@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("merge", {"shape": "1,5,4,1", "odd": "crop"}),
        ("merge", {"shape": "1,5,4,1", "odd": "pad"}),
        ("merge", {"shape": "0,5,4,1", "odd": "crop"}),
        ("reduce", {"pattern": "a b -> a", "shape": "2,3"}),
        ("repeat", {"pattern": "a -> a 2", "shape": "3"}),
        ("unfold", {"shape": "1,1,4,4", "kernel": "3", "channels": "first"}),
        ("unfold", {"shape": "0,1,4,4", "kernel": "3", "channels": "first"}),
        ("unfold", {"shape": "1,1,4,4", "kernel": "2", "stride": "2", "padding": "1", "channels": "first"}),
    ],
)
def test_what_cannot_be_undone_by_a_pattern_has_no_inverse(operation: str, texts: dict[str, str]) -> None:
    assert verdict(plan_of(operation, **texts)).inverse is None
