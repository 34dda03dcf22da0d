"""The second opinion agrees with every plan, and finds out every changed one."""

from dataclasses import replace

import pytest

from einscope.core.checks import Checked, checked
from einscope.core.checks.sums import OPERANDS
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import IndexMap, IntArray, StrideTable
from einscope.core.ops import registry
from einscope.core.plan import Plan


class Turned:
    """A map whose cells have the sources of their neighbours."""

    def __init__(self, plan: Plan) -> None:
        self._map = plan.maps[0]
        self.target_cells, self.arity = self._map.target_cells, self._map.arity

    def sources(self, cells: IntArray) -> IntArray:
        return self._map.sources((cells + 1) % self.target_cells)


class TurnedPlan(Plan):
    """A plan that says something else than its index."""

    @property
    def maps(self) -> tuple[IndexMap, ...]:
        return (Turned(Plan(**vars(self))),)


def opinion(operation: str, texts: dict[str, str], turned: bool = False) -> Checked:
    request = registry()[operation].read(texts, DEFAULT_LIMITS)
    plan = request.plan(DEFAULT_LIMITS)
    return checked(registry()[operation].judge, TurnedPlan(**vars(plan)) if turned else plan, request.values)


REQUESTS = [
    ("rearrange", {"pattern": "h w -> w h", "shape": "2,3"}),
    ("reduce", {"pattern": "a b c -> c a", "shape": "2,3,4"}),
    ("repeat", {"pattern": "a -> (a 2)", "shape": "3"}),
    ("merge", {"shape": "1,4,4,2"}),
    ("merge", {"shape": "1,5,3,2", "odd": "crop"}),
    ("merge", {"shape": "1,5,3,2", "odd": "pad"}),
    ("expand", {"shape": "1,2,2,4"}),
    ("unfold", {"shape": "1,4,4,2", "kernel": "2"}),
    ("unfold", {"shape": "1,2,5,5", "kernel": "2,3", "padding": "1", "dilation": "2,1", "channels": "first"}),
    ("einsum", {"pattern": "ij->ji", "shape": "2,3"}),
    ("einsum", {"pattern": "... a -> a", "shape": "2,3"}),
]


@pytest.mark.parametrize(("operation", "texts"), REQUESTS)
def test_a_wrong_map_is_found_out(operation: str, texts: dict[str, str]) -> None:
    assert opinion(operation, texts).agrees is True
    assert opinion(operation, texts, turned=True).agrees is False


def test_a_wrong_shape_and_a_pattern_that_einops_refuses_are_found_out() -> None:
    request = registry()["rearrange"].read({"pattern": "h w -> w h", "shape": "2,2"}, DEFAULT_LIMITS)
    plan = request.plan(DEFAULT_LIMITS)
    longer = replace(plan, output=replace(plan.output, shape=(4,)))
    refused = replace(plan, pattern="h w -> w")
    assert [
        checked(registry()["rearrange"].judge, each, request.values).agrees for each in (plan, longer, refused)
    ] == [
        True,
        False,
        False,
    ]


def test_the_opinion_names_the_library_and_counts_the_cells() -> None:
    found = opinion("rearrange", {"pattern": "h w -> w h", "shape": "256,256"})
    assert (found.agrees, found.cells) == (True, 65_536)
    assert found.library.startswith("einops ")


@pytest.mark.parametrize(
    ("operation", "texts", "libraries"),
    [
        ("rearrange", {"pattern": "h w -> w h", "shape": "2,3"}, ["einops"]),
        ("expand", {"shape": "1,2,2,4"}, ["einops"]),
        ("merge", {"shape": "1,4,4,2", "odd": "crop"}, ["einops"]),
        ("merge", {"shape": "1,5,4,2", "odd": "crop"}, ["numpy", "einops"]),
        ("merge", {"shape": "1,5,4,2", "odd": "pad"}, ["numpy", "einops"]),
        ("unfold", {"shape": "1,4,4,2"}, ["numpy"]),
        ("einsum", {"pattern": "ij,jk->ik", "shape": "2,3;3,4"}, ["numpy"]),
        ("einsum", {"pattern": "ij, j", "shape": "2,3;3"}, ["numpy"]),
        ("einsum", {"pattern": "i j, j k -> i k", "shape": "2,3;3,4"}, ["einops"]),
        ("einsum", {"pattern": "ab,b->ab", "shape": "2;3"}, ["einops"]),
        ("einsum", {"pattern": "... a -> a", "shape": "2,3"}, ["numpy"]),
        ("einsum", {"pattern": "...ij,...jk", "shape": "2,3;3,4"}, ["numpy"]),
    ],
)
def test_who_was_asked_is_named_and_nobody_else(operation: str, texts: dict[str, str], libraries: list[str]) -> None:
    found = opinion(operation, texts)
    assert found.agrees is True
    assert [each.split()[0] for each in found.library.split(", ")] == libraries


@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("rearrange", {"pattern": "h w -> w h", "shape": "257,256"}),
        ("repeat", {"pattern": "a -> a 70000", "shape": "1"}),
        ("reduce", {"pattern": "a ->", "shape": "99999"}),
        ("unfold", {"shape": "1,4,4,1", "kernel": "1", "padding": "1000000", "stride": "1000000"}),
        ("einsum", {"pattern": "i,j->ij", "shape": "300;300"}),
    ],
)
def test_too_many_cells_are_not_compared(operation: str, texts: dict[str, str]) -> None:
    found = opinion(operation, texts)
    assert found == Checked(None, "", 0)


def test_what_einops_does_not_have_is_not_compared() -> None:
    request = registry()["rearrange"].read({"pattern": "a -> a", "shape": "2"}, DEFAULT_LIMITS)
    plan = request.plan(DEFAULT_LIMITS)
    assert isinstance(plan.maps[0], StrideTable)
    assert checked(None, plan, request.values) == Checked(None, "", 0)


def test_nobody_is_asked_of_more_operands_than_a_library_takes() -> None:
    for count, asked in ((OPERANDS, True), (OPERANDS + 1, None)):
        texts = {"pattern": ",".join(["a"] * count) + "->a", "shape": ";".join(["2"] * count)}
        request = registry()["einsum"].read(texts, DEFAULT_LIMITS)
        assert checked(request.operation.judge, request.plan(DEFAULT_LIMITS), request.values).agrees is asked


def test_a_library_that_had_no_memory_said_nothing() -> None:
    request = registry()["rearrange"].read({"pattern": "h w -> w h", "shape": "2,3"}, DEFAULT_LIMITS)
    judge = registry()["rearrange"].judge
    assert judge is not None

    def without(_plan: Plan, _values: object) -> bool:
        raise MemoryError

    with pytest.raises(MemoryError):
        checked(replace(judge, agrees=without), request.plan(DEFAULT_LIMITS), request.values)
