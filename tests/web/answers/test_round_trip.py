"""A merge and the expansion after it, as programs ask for it."""

import pytest

from tests.web.client import Client, answer, problem, strict_json

URL = "/api/v1/round-trip"


@pytest.mark.parametrize(
    ("texts", "inverse", "misplaced", "pattern"),
    [
        ({"shape": "1,4,4,2"}, False, 16, "b (h p1) (w p2) c -> b (h p2) (w p1) c"),
        ({"shape": "1,4,4,2", "then": "p2 p1 c"}, True, 0, "b (h p1) (w p2) c -> b (h p1) (w p2) c"),
        ({"shape": "1,4,4,2", "order": "p1 p2 c"}, True, 0, "b (h p1) (w p2) c -> b (h p1) (w p2) c"),
        ({"shape": "1,5,5,2", "odd": "crop", "then": "p2 p1 c"}, False, 0, None),
    ],
)
def test_merge_and_expand_are_inverse_only_in_the_same_order(
    client: Client, texts: dict[str, str], inverse: bool, misplaced: int, pattern: str | None
) -> None:
    trip = strict_json(client.get(URL, texts))
    assert (trip["inverse"], trip["misplaced"], trip["pattern"]) == (inverse, misplaced, pattern)
    undone = strict_json(client.get(URL, {**texts, "then": trip["inverse_order"]}))
    assert undone["misplaced"] == 0


def test_an_order_that_expand_does_not_know_is_refused(client: Client) -> None:
    (error,) = problem(client.get(URL, {"shape": "1,4,4,2", "then": "p1 p2 q"}))["errors"]
    assert (error["code"], error["field"], error["span"]) == ("order-unknown", "then", [6, 7])
    assert answer(client.get(URL, {"shape": "1,4,4,2", **error["repair"]}))["misplaced"] == 16
    (error,) = problem(client.get(URL, {"shape": "1,4,4,2", "order": "p1 p2 q"}))["errors"]
    assert (error["code"], error["field"]) == ("order-unknown", "order")


def test_a_round_trip_says_itself_in_a_sentence(client: Client) -> None:
    said = answer(client.get(URL, {"shape": "1,4,4,2", "then": "p2 p1 c"}))["sentence"]
    assert said == "Merge, then expand: every cell returns to its place."
    said = answer(client.get(URL, {"shape": "1,4,4,2"}, headers={"accept-language": "zh"}))["sentence"]
    assert said.startswith("先合并，再展开：")
    assert "16" in said
