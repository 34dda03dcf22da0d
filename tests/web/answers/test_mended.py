"""What the API offers for a mistake: in words, in the language asked for, and asked again."""

import pytest

from tests.web.client import Client, answer, problem, strict_json

MISTAKES = [
    ("rearrange", {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p3) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"}),
    ("rearrange", {"pattern": "h w -> w", "shape": "2,3"}),
    ("rearrange", {"pattern": "h w -> w h c", "shape": "2,3"}),
    ("rearrange", {"pattern": "h w", "shape": "2,3"}),
    ("reduce", {"pattern": "b (h 2) (w 2) c - b h w c", "shape": "1,4,4,1"}),
    ("repeat", {"pattern": "h w -> (h2) (w2)", "shape": "2,3"}),
    ("einsum", {"pattern": "ij jk -> ik", "shape": "2,3;3,4"}),
    ("merge", {"shape": "1,4,4,1", "factor": "3"}),
    ("expand", {"shape": "1,2,2,6"}),
]


@pytest.mark.parametrize(("operation", "texts"), MISTAKES)
def test_every_choice_is_answered(client: Client, operation: str, texts: dict[str, str]) -> None:
    [error] = problem(client.get(f"/api/v1/{operation}", texts))["errors"]
    assert error["choices"]
    for choice in error["choices"]:
        assert choice["text"]
        op = choice["repair"].pop("op", None)
        again = choice["repair"] if op else {**texts, **choice["repair"]}
        answer(client.get(f"/api/v1/{op or operation}", again))
        answer(client.post(f"/api/v1/{op or operation}", again))
    answer(client.get(f"/api/v1/{operation}", {**texts, **error["repair"]}))


@pytest.mark.parametrize("door", ["/state/rearrange", "/rearrange.svg", "/api/v1/rearrange.npy"])
def test_every_address_of_an_operation_offers_the_same(client: Client, door: str) -> None:
    texts = {"pattern": "B h w -> b w h", "shape": "1,2,3"}
    found = strict_json(client.get(door, texts))
    [error] = (found.get("problem") or found)["errors"]
    assert error["repair"] == {"pattern": "b h w -> b w h"}
    assert error["choices"] == [{"text": "write b for B", "repair": error["repair"]}]


def test_choices_are_told_in_chinese(client: Client) -> None:
    texts = {"pattern": "B h w > b w h", "shape": "1,2,3", "lang": "zh"}
    [error] = problem(client.get("/api/v1/rearrange", texts))["errors"]
    assert [choice["text"] for choice in error["choices"]] == ["把 > 改成 ->，并把 B 改成 b"]
