"""A cell that is made of several says what became of them, not the number of one of them."""

import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.scene import scene
from einscope.core.scene.look import Look
from einscope.core.scene.merged import Merged, label, place


def merged(operation: str, **texts: str) -> tuple[Merged, ...]:
    request = registry()[operation].read(texts, DEFAULT_LIMITS)
    return scene(request.plan(DEFAULT_LIMITS), Look(), 4096).merged


@pytest.mark.parametrize(
    ("reduction", "lines"),
    [
        ("mean", ["mean", "of 4"]),
        ("sum", ["Σ", "of 4"]),
        ("max", ["max", "of 4"]),
        ("min", ["min", "of 4"]),
        ("prod", ["Π", "of 4"]),
        ("any", ["any", "of 4"]),
        ("all", ["all", "of 4"]),
    ],
)
def test_a_reduction_says_its_name_and_how_many_cells_it_takes(reduction: str, lines: list[str]) -> None:
    (found,) = merged("reduce", pattern="(h 2) (w 2) -> h w", shape="4,4", reduction=reduction)
    assert (found.count, found.word, str(found.text)) == (4, reduction, f"{reduction} of 4")
    assert [str(each) for each in found.lines] == lines
    assert found.cells is None


@pytest.mark.parametrize(
    ("pattern", "shape", "text", "lines"),
    [
        ("i j, j k -> i k", "2,3;3,2", "sum of 3 products", ["Σ", "of 3"]),
        ("ij,jk,kl->il", "2,3;3,2;2,2", "sum of 6 products", ["Σ", "of 6"]),
        ("i j -> i", "2,3", "sum of 3", ["Σ", "of 3"]),
        ("i i ->", "3,3", "sum of 3", ["Σ", "of 3"]),
        ("i, j -> i j", "2;3", "product of x, x2", ["x·x2"]),
        ("i j, j -> i j", "2,1;1", "product of x, x2", ["x·x2"]),
    ],
)
def test_an_einsum_says_how_many_products_it_sums(pattern: str, shape: str, text: str, lines: list[str]) -> None:
    (found,) = merged("einsum", pattern=pattern, shape=shape)
    assert str(found.text) == text
    assert [str(each) for each in found.lines] == lines


@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("rearrange", {"pattern": "h w -> w h", "shape": "2,3"}),
        ("repeat", {"pattern": "h -> h 2", "shape": "2"}),
        ("reduce", {"pattern": "h 1 -> h", "shape": "3,1", "reduction": "min"}),
        ("reduce", {"pattern": "h w -> h", "shape": "3,0", "reduction": "sum"}),
        ("einsum", {"pattern": "i i -> i", "shape": "3,3"}),
        ("unfold", {"shape": "1,1,4,4", "channels": "first", "kernel": "3"}),
        ("merge", {"shape": "1,3,3,1", "odd": "pad"}),
    ],
)
def test_a_cell_that_is_another_keeps_its_number(operation: str, texts: dict[str, str]) -> None:
    assert merged(operation, **texts) == ()


def test_all_cells_count_whether_they_are_shown_or_not() -> None:
    (found,) = merged("reduce", pattern="a b -> a", shape="1000000,1000000", reduction="sum")
    assert found.count == 1_000_000


def test_labels_are_told_from_numbers() -> None:
    assert [place(label(each)) for each in range(5)] == list(range(5))
    assert {place(number) for number in (-1, 0, 1)} == {None}
