"""Numbers of one's own on pages: how cells write them, and what becomes of them where they make a link too long."""

from typing import Any

import pytest

from tests.web.client import Client

SHORT = {"pattern": "h w -> w h", "shape": "2,2", "data": "[[7,8],[9,5.5]]"}
SIDE = 50
LONG = {"pattern": "h w -> w h", "shape": f"{SIDE},{SIDE}", "data": ",".join(str(7 * n) for n in range(SIDE * SIDE))}


def state(client: Client, texts: dict[str, str]) -> Any:
    """The state of a page, asked for in a body."""
    return client.send("POST", "/state/rearrange", json=texts).json()


def test_short_numbers_are_in_every_link(client: Client) -> None:
    links = state(client, SHORT)["answer"]["links"]
    assert all("data=" in links[name] for name in ("page", "api", "embed", "svg", "png", "gif"))
    assert state(client, SHORT) == client.send("GET", "/state/rearrange", params=SHORT).json()


def test_numbers_too_many_for_an_address_are_answered_and_in_no_link(client: Client) -> None:
    answer = state(client, LONG)["answer"]
    assert answer["inputs"][0]["data"][-1] == 7 * (SIDE * SIDE - 1)
    assert [link for link in answer["links"].values() if "data=" in link or len(link) > 2_000] == []


def test_a_body_may_carry_more_numbers_than_a_query(client: Client) -> None:
    texts = {"pattern": "h w -> w h", "shape": "70,70", "data": " ".join(map(str, range(4_900)))}
    assert state(client, texts)["answer"]["inputs"][0]["data"][-1] == 4_899
    with_more = {**texts, "shape": "300,300", "data": " ".join(map(str, range(90_000)))}
    refused = client.send("POST", "/state/rearrange", json=with_more)
    assert refused.status_code in (200, 413)
    assert refused.status_code == 413 or refused.json()["problem"]["errors"][0]["field"] == "data"


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("", {">7<", ">5.5<"}),
        ("values", {">7<", ">5.5<"}),
        ("numbers", {">0<", ">3<"}),
        ("both", {">7<", ">#0<", ">5.5<", ">#3<"}),
    ],
)
def test_a_picture_writes_on_cells_what_is_asked_for(client: Client, label: str, written: set[str]) -> None:
    asked = {**SHORT, "animate": "0"} | ({"label": label} if label else {})
    drawn = client.send("GET", "/rearrange.svg", params=asked).text
    every = {">7<", ">5.5<", ">0<", ">3<", ">#0<", ">#3<"}
    assert {text for text in every if text in drawn} == written


def test_what_is_written_is_kept_in_links_and_a_slip_of_it_is_mended(client: Client) -> None:
    links = client.send("GET", "/api/v1/rearrange", params={**SHORT, "label": "both"}).json()["links"]
    assert all("label=both" in links[name] for name in ("page", "embed", "svg", "png", "gif"))
    refused = client.send("GET", "/api/v1/rearrange", params={**SHORT, "label": "value"})
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["field"] == "label"
    assert client.send("GET", "/api/v1/rearrange", params={**SHORT, **error["repair"]}).status_code == 200


def test_programs_take_it_as_well(client: Client) -> None:
    asked = {"code": "y = x.T", "shape": "x:2,3", "label": "numbers"}
    assert "label=numbers" in client.send("GET", "/api/v1/program", params=asked).json()["links"]["page"]
    assert client.send("GET", "/program.svg", params=asked).status_code == 200
