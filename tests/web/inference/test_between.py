"""``/api/v1/between``: the patterns that lead from a shape to a shape, and what leads nowhere."""

import numpy as np
import pytest

from tests.web.client import Client, answer, problem

URL = "/api/v1/between"


def test_the_usual_ones_stand_first_and_every_link_shows_that_shape(client: Client) -> None:
    found = answer(client.get(URL, {"from": "1,2,2,4", "to": "1,4,4,1"}))
    assert (found["from"], found["to"], found["more"]) == ([1, 2, 2, 4], [1, 4, 4, 1], False)
    assert [way["names"] for way in found["ways"][:3]] == [
        ["Swin-Unet / VM-UNet expand"],
        ["Inverse of Swin merge"],
        ["Reshape"],
    ]
    sources = []
    for way in found["ways"]:
        told = answer(client.get(way["links"]["api"]))
        assert told["output"]["shape"] == [1, 4, 4, 1]
        assert told["verdict"]["reshape_only"] == way["reshape_only"]
        sources.append(tuple(told["cells"]["sources"][0]))
    assert len(set(sources)) == len(sources) == 20


def test_a_reshape_that_no_pattern_says_is_a_line_of_code(client: Client) -> None:
    [_, way] = answer(client.get(URL, {"from": "2,3", "to": "3,2"}))["ways"]
    assert (way["op"], way["pattern"], way["reshape_only"]) == ("program", None, True)
    assert answer(client.get(way["links"]["api"]))["cells"]["sources"] == [list(range(6))]


def test_names_come_in_the_language_that_is_asked_for(client: Client) -> None:
    found = answer(client.get(URL, {"from": "2,3", "to": "3,2", "lang": "zh"}))
    assert found["ways"][0]["names"] == ["转置"]


def test_a_large_shape_is_answered_like_a_small_one(client: Client) -> None:
    found = answer(client.get(URL, {"from": "64,56,56,96", "to": "64,28,28,384"}))
    assert "Swin / VMamba merge" in found["ways"][0]["names"]
    assert (len(found["ways"]), found["more"]) == (24, True)


@pytest.mark.parametrize(
    ("texts", "field", "code"),
    [
        ({"from": "12"}, "to", "parameter-missing"),
        ({"from": "12", "to": "8"}, "to", "cells-unlike"),
        ({"from": "12", "to": "3;4"}, "to", "shape-several"),
        ({"from": "a,b", "to": "8"}, "from", "size-not-a-number"),
        ({"from": "0,3", "to": "3"}, "from", "shape-empty"),
        ({"from": "2", "to": "2", "shape": "2"}, "shape", "parameter-unknown"),
        ({"from": "1," * 40 + "1", "to": "1"}, "from", "axes-limit"),
    ],
)
def test_what_leads_nowhere_is_refused_in_its_field(
    client: Client, texts: dict[str, str], field: str, code: str
) -> None:
    [error] = problem(client.get(URL, texts))["errors"]
    assert (error["field"], error["code"]) == (field, code)
    for repair in [error["repair"], *(choice["repair"] for choice in error.get("choices", []))]:
        if repair and "shape" not in repair:
            assert answer(client.get(URL, texts | repair))["ways"]


def test_an_answer_is_kept_by_its_tag(client: Client) -> None:
    first = client.get(URL, {"from": "2,3", "to": "3,2"})
    again = client.get(URL, {"from": "2,3", "to": "3,2"}, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


def test_whatever_two_shapes_are_there_is_an_answer_or_a_refusal(client: Client) -> None:
    random = np.random.default_rng(3)
    for _ in range(60):
        shapes = [",".join(map(str, random.integers(0, 9, random.integers(0, 5)))) for _ in range(2)]
        response = client.get(URL, {"from": shapes[0], "to": shapes[1]})
        assert response.status_code in (200, 422), shapes
