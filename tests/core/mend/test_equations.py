"""Mistakes in an einsum: what is offered for each, and that it mends it."""

import pytest

from tests.core.mend.offered import assert_every_offer_mends, refused

# equation, shapes; what is offered, the likeliest first
MISTAKES = [
    ("ijjk->ik", "2,3;3,4", [{"pattern": "ij,jk->ik"}]),
    ("ij jk -> ik", "2,3;3,4", [{"pattern": "ij,jk->ik"}]),
    ("i j j k -> i k", "2,3;3,4", [{"pattern": "i j, j k -> i k"}]),
    ("ij;jk->ik", "2,3;3,4", [{"pattern": "ij,jk->ik"}]),
    ("ij*jk->ik", "2,3;3,4", [{"pattern": "ij,jk->ik"}]),
    ("ij,jk=ik", "2,3;3,4", [{"pattern": "ij,jk -> ik"}]),
    ("ij,jk->->ik", "2,3;3,4", [{"pattern": "ij,jk -> ik"}]),
    ("ij,jk->il", "2,3;3,4", [{"pattern": "ij,jk->ik"}, {"pattern": "ij,jk->i"}, {"pattern": "ij,jk->ij"}]),
    ("ij,jk->iK", "2,3;3,4", [{"pattern": "ij,jk->ik"}, {"pattern": "ij,jk->i"}]),
    (
        "b i d, b j d -> b i jj",
        "1,3,2;1,3,2",
        [{"pattern": "b i d, b j d -> b i j"}, {"pattern": "b i d, b j d -> b i"}],
    ),
    ("ij->iij", "2,3", [{"pattern": "ij->ij"}]),
    ("(i j), j k -> i k", "2,3;3,4", [{"pattern": "i j , j k -> i k"}]),
    ("i 2 -> i", "2,2", [{"pattern": "i p1 -> i"}]),
    ("ij,jk->ik", "2,3", [{"shape": "2,3;3,2"}]),
    ("ij,jk->ik", "2,3,3,4", [{"shape": "2,3;3,4"}]),
    ("ij,jk->ik", "2,3;3,4;4,5", [{"shape": "2,3;3,4"}, {"shape": "3,4;4,5"}]),
    ("ij,jk->ik", "2,3;4,3", [{"pattern": "ij,kj->ik"}]),
    ("ij,jk->ik", "2,3;4,5", [{"shape": "2,3;3,5"}, {"shape": "2,4;4,5"}]),
    ("ij->ji", "5,2,3", [{"pattern": "...ij->...ji"}, {"shape": "2,2"}]),
    ("i j, j k", "2,3;3,4", [{"pattern": "i j, j k -> i k"}]),
]


@pytest.mark.parametrize(("equation", "shape", "repairs"), MISTAKES)
def test_an_equation_is_mended(equation: str, shape: str, repairs: list[dict[str, str]]) -> None:
    texts = {"pattern": equation, "shape": shape}
    error = refused("einsum", texts)
    assert_every_offer_mends("einsum", texts, error)
    assert ([repair for _, repair in error.choices] or [error.repair])[: len(repairs)] == repairs


def test_a_diagonal_is_an_einsum() -> None:
    texts = {"pattern": "i i -> i", "shape": "3,3"}
    error = refused("rearrange", texts)
    assert_every_offer_mends("rearrange", texts, error)
    assert error.choices[0][1] == {"op": "einsum", "pattern": "i i -> i", "shape": "3,3"}
