"""The variants of a program are programs with one order changed, and nothing else."""

import ast

import pytest

from einscope.core.comparison.variants import program_variants
from einscope.core.judge.difference.variants import orders, pattern_variants
from einscope.core.limits import DEFAULT_LIMITS

CODE = """def f(x, ws):
    B, H, W, C = x.shape  # Höhe, Breite
    x = x.view(B, H // ws, ws, W // ws, ws, C)
    x = x.permute(0, 1, 3, 2, 4, 5)
    y = rearrange(x, "b h w (p q) c d -> b h w (q p) c d", p=2)
    return torch.cat([y[0], y[1],
                      y[2]], dim=-1)
"""


def test_a_variant_has_the_same_words_in_another_order() -> None:
    variants = list(program_variants(CODE, DEFAULT_LIMITS))
    assert len(variants) > 20
    for variant in variants:
        ast.parse(variant.code)
        assert sorted(variant.code.replace(" ", "")) == sorted(CODE.replace(" ", ""))
        assert variant.code != CODE
        assert variant.line in " ".join(variant.code.split())


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("y = x.permute(0, 2, 1)", "y = x.permute(0, 1, 2)"),
        ("y = x.permute((0, 2, 1))", "y = x.permute((0, 1, 2))"),
        ("y = np.transpose(x, (0, 2, 1))", "y = np.transpose(x, (0, 1, 2))"),
        ("y = torch.stack((a, b))", "y = torch.stack((b, a))"),
        ("y = np.concatenate([a, b], axis=1)", "y = np.concatenate([b, a], axis=1)"),
        ("y = rearrange(x, 'h (p w) -> p h w', p=2)", "y = rearrange(x, 'h (w p) -> p h w', p=2)"),
        ("y = rearrange(x, '''h (p w) -> p h w''', p=2)", "y = rearrange(x, '''h (w p) -> p h w''', p=2)"),
        ("y = np.einsum('i j -> j i', x)", "y = np.einsum('i j -> i j', x)"),
    ],
)
def test_each_kind_of_order_is_varied(code: str, line: str) -> None:
    assert line in [variant.line for variant in program_variants(code, DEFAULT_LIMITS)]


@pytest.mark.parametrize("code", ["y = x.permute(*order)", "y = x.T", "y = (", "y = torch.cat([a])", ""])
def test_where_there_is_no_order_there_is_no_variant(code: str) -> None:
    assert list(program_variants(code, DEFAULT_LIMITS)) == []


def test_of_many_things_neighbours_change_places_first() -> None:
    assert next(orders("abcdef")) == ("b", "a", "c", "d", "e", "f")
    assert len(list(orders("abcdef"))) == 15
    assert list(orders("aab")) == []


def test_a_pattern_keeps_its_axes() -> None:
    for pattern in pattern_variants("b (h p1) (w p2) c -> b h w (p1 p2 c)"):
        assert sorted(pattern) == sorted("b (h p1) (w p2) c -> b h w (p1 p2 c)")
