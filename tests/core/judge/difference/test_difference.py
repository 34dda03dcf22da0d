"""The sentence on two plans says what NumPy finds."""

import numpy as np
import pytest

from einscope.core.judge.difference import Difference, difference, of_plan
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.plan import Plan

Request = tuple[str, dict[str, str]]


def plan(request: Request) -> Plan:
    operation, texts = request
    return registry()[operation].read(texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)


def found(one: Request, other: Request, shown: int | None = None) -> Difference:
    first, second = plan(one), plan(other)
    return difference(of_plan(first), of_plan(second), np.arange(first.output.cells if shown is None else shown))


def merge(order: str, shape: str = "1,4,4,2", **texts: str) -> Request:
    return "merge", {"shape": shape, "order": order, **texts}


def expand(order: str, shape: str = "1,2,2,4", **texts: str) -> Request:
    return "expand", {"shape": shape, "order": order, **texts}


def rearrange(pattern: str, shape: str, sizes: str = "") -> Request:
    return "rearrange", {"pattern": pattern, "shape": shape, "sizes": sizes}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            expand("p1 p2 c"),
            expand("p2 p1 c"),
            "8 of 16 cells differ; the first fills each 2×2 block row by row, the second column by column; "
            "the channel blocks are permuted 0 2 1 3.",
        ),
        (
            merge("p2 p1 c"),
            merge("p1 p2 c"),
            "16 of 32 cells differ; the first reads each 2×2 block column by column, the second row by row; "
            "the channel blocks are permuted 0 2 1 3.",
        ),
        (
            merge("p1 p2 c"),
            merge("c p1 p2"),
            "24 of 32 cells differ; the channel blocks are permuted 0 2 4 6 1 3 5 7.",
        ),
        (merge("p1 p2 c"), merge("p1 p2 c"), "All 32 cells have the same sources."),
        (merge("p1 p2 c"), merge("p1 p2 c", "1,4,4,1"), "The outputs have different shapes."),
        (
            rearrange("b (h p1) (w p2) c -> b (h p2) (w p1) c", "1,4,4,2", "p1=2,p2=2"),
            rearrange("b (h p1) (w p2) c -> b (h p1) (w p2) c", "1,4,4,2", "p1=2,p2=2"),
            "16 of 32 cells differ; the second moves no cell.",
        ),
        (
            rearrange("a b -> a b", "2,2"),
            rearrange("a b -> b a", "2,2"),
            "2 of 4 cells differ; the first moves no cell.",
        ),
        (
            rearrange("(a q) -> (q a)", "6", "q=2"),
            rearrange("(a q) -> (a q)", "6", "q=2"),
            "4 of 6 cells differ; the second moves no cell; axis 1 of the output is permuted 0 3 1 4 2 5.",
        ),
        (
            rearrange("(a q) t -> a q t", "4,4", "q=2"),
            rearrange("(q a) t -> a q t", "4,4", "q=2"),
            "8 of 16 cells differ; the first moves no cell; axis 1 of the input is permuted 0 2 1 3.",
        ),
        (
            rearrange("(a q t) -> (a q t)", "8", "q=2,a=2"),
            rearrange("(a q t) -> (q a t)", "8", "q=2,a=2"),
            "4 of 8 cells differ; the first moves no cell; the blocks along axis 1 of the output are permuted 0 2 1 3.",
        ),
        (
            ("repeat", {"pattern": "a -> (a r)", "shape": "4", "sizes": "r=3"}),
            ("repeat", {"pattern": "a -> (r a)", "shape": "4", "sizes": "r=3"}),
            "8 of 12 cells differ.",
        ),
        (
            ("reduce", {"pattern": "a b -> a", "shape": "2,2", "reduction": "sum"}),
            rearrange("a 1 -> a", "2,1"),
            "2 of 2 cells differ; the second moves no cell; "
            "the inputs have different shapes, so cells are compared by their numbers.",
        ),
        (
            ("reduce", {"pattern": "a b -> a", "shape": "2,2", "reduction": "sum"}),
            ("reduce", {"pattern": "a c -> a", "shape": "2,2", "reduction": "sum"}),
            "All 2 cells have the same sources.",
        ),
        (
            ("reduce", {"pattern": "a b -> a", "shape": "2,2", "reduction": "sum"}),
            ("einsum", {"pattern": "a, a -> a", "shape": "2;2"}),
            "2 of 2 cells differ; the inputs have different shapes, so cells are compared by their numbers.",
        ),
        (
            merge("p2 p1 c", "1,3,3,1", odd="pad"),
            merge("p1 p2 c", "1,3,3,1", odd="pad"),
            "6 of 16 cells differ; the first reads each 2×2 block column by column, the second row by row; "
            "the channel blocks are permuted 0 2 1 3.",
        ),
        (
            expand("p1 p2 c"),
            rearrange("b h w (p1 p2 c) -> b (p1 h) (w p2) c", "1,2,2,4", "p1=2,p2=2"),
            "8 of 16 cells differ; the first fills each 2×2 block row by row; "
            "axis 2 of the output is permuted 0 2 1 3.",
        ),
        (rearrange("a b -> b a", "0,2"), rearrange("a b -> b a", "0,2"), "All 0 cells have the same sources."),
    ],
)
def test_the_sentence_says_how_two_plans_differ(one: Request, other: Request, told: str) -> None:
    assert str(found(one, other).sentence) == told


@pytest.mark.parametrize("other", ["sum", "mean"])
def test_the_same_cells_may_become_another_number(other: str) -> None:
    one, two = (
        of_plan(plan(("reduce", {"pattern": "a b -> a", "shape": "2,2", "reduction": each}))) for each in ("sum", other)
    )
    said = "; the first takes the sum, the second the mean" if other == "mean" else ""
    assert str(difference(one, two, np.arange(2)).sentence) == f"All 2 cells have the same sources{said}."


def test_a_permutation_takes_the_first_to_the_second() -> None:
    x = np.arange(1 * 6 * 4 * 3).reshape(1, 6, 4, 3)
    blocks = [x[:, i::3, j::2] for i in range(3) for j in range(2)]
    order = [0, 2, 4, 1, 3, 5]
    told = str(found(merge("p1 p2 c", "1,6,4,3", factor="3,2"), merge("p2 p1 c", "1,6,4,3", factor="3,2")).sentence)
    assert told.endswith(f"permuted {' '.join(map(str, order))}.")
    second = plan(merge("p2 p1 c", "1,6,4,3", factor="3,2"))
    sources = second.maps[0].sources(np.arange(x.size)).reshape(second.output.shape)
    np.testing.assert_array_equal(sources, np.concatenate([blocks[each] for each in order], axis=-1))


def test_of_a_large_output_the_cells_shown_are_compared() -> None:
    one, other = merge("p2 p1 c", "1,4096,4096,64"), merge("p1 p2 c", "1,4096,4096,64")
    made = found(one, other, shown=256)
    assert str(made.sentence).startswith(
        "128 of 256 cells shown differ; the first reads each 2×2 block column by column"
    )
    assert made.ringed.tolist() == list(range(64, 192))
    assert str(found(one, one, shown=256).sentence) == "All 256 cells shown have the same sources."


def test_of_a_small_output_every_cell_is_counted_and_those_shown_are_named() -> None:
    made = found(merge("p2 p1 c"), merge("p1 p2 c"), shown=5)
    assert str(made.sentence).startswith("16 of 32 cells differ")
    assert made.ringed.tolist() == [2, 3, 4]


def test_cells_with_too_many_sources_are_not_compared() -> None:
    request = "reduce", {"pattern": "a b -> a", "shape": "4096,4096", "reduction": "sum"}
    made = found(request, request)
    assert str(made.sentence) == "The cells have too many sources to compare."
    assert not len(made.ringed)


@pytest.mark.parametrize(("pattern", "said"), [("a b -> b a", False), ("a b -> b", True)])
def test_reductions_are_named_only_where_cells_are_reduced(pattern: str, said: bool) -> None:
    texts = {"pattern": pattern, "shape": "2,3"}
    told = found(("reduce", {**texts, "reduction": "max"}), ("reduce", {**texts, "reduction": "mean"})).sentence
    assert ("takes the maximum" in str(told)) == said
