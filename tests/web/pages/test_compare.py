"""``/compare``: two states side by side, in either language, whatever is wrong with either."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree as Tree

import pytest

from tests.web.client import Client, answer
from tests.web.markup import Document

ROWS, COLUMNS = "/expand?shape=1,2,2,4&order=p1 p2 c", "/expand?shape=1,2,2,4&order=p2 p1 c"
PAIR = {"a": ROWS, "b": COLUMNS}


def page(client: Client, query: Mapping[str, str], status: int = 200) -> Document:
    response = client.get("/compare", query)
    assert response.status_code == status
    assert "script-src 'self'" in response.headers["content-security-policy"]
    return Document(response.text)


def state(document: Document) -> Any:
    return json.loads(document.by_id("state").text)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "8 of 16 cells differ; the first fills each 2×2 block row by row, the second column by column; "
            "the channel blocks are permuted 0 2 1 3.",
        ),
        ("zh", "16 个单元格中有 8 个不同；第一个对每个 2×2 块逐行填充，第二个逐列填充；通道块按 0 2 1 3 重排。"),
    ],
)
def test_page_and_picture_say_how_two_states_differ(client: Client, language: str, told: str) -> None:
    query = {**PAIR, "lang": language}
    assert page(client, query).by_id("told").text == told
    picture = Tree.fromstring(client.get("/compare.svg", query).text)
    assert picture[1].text == told  # its description; the line above both scenes may be broken


def test_both_answers_and_the_cells_that_differ_are_in_the_page(client: Client) -> None:
    said = state(page(client, PAIR))
    for found, link in zip(said["answers"], PAIR.values(), strict=True):
        own = answer(client.get(f"/api/v1{link}"))
        assert {name: found[name] for name in ("op", "pattern", "scene", "output")} == {
            name: own[name] for name in ("op", "pattern", "scene", "output")
        }
    sources = [answer(client.get(f"/api/v1{link}"))["cells"]["sources"][0] for link in PAIR.values()]
    assert said["differ"] == [cell for cell, (one, other) in enumerate(zip(*sources, strict=True)) if one != other]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_program_is_compared_as_a_whole(client: Client, language: str) -> None:
    code = "y = x.permute(0, 2, 1)\nz = y.flip(1)"
    query = {
        "a": f"/program?code={quote(code)}&shape=x:1,2,3",
        "b": "/program?code=y = x.permute(0, 2, 1)&shape=x:1,2,3",
    }
    document = page(client, {**query, "lang": language})
    said = state(document)
    one, _ = said["answers"]
    assert [figure["tensor"] for figure in one["scene"]["figures"]] == ["x", "z"]
    assert said["differ"] == [0, 1, 4, 5]
    assert one["shown"] == list(range(6))
    links = [each.attributes["href"] for each in document.all("a") if each.text.strip() == "z = y.flip(1)"]
    assert client.get(links[0]).status_code == 200


def test_above_each_state_is_a_link_to_its_own_page(client: Client) -> None:
    links = {each.text.strip(): each.attributes["href"] for each in page(client, {**PAIR, "lang": "zh"}).all("a")}
    for pattern in ("b h w (p1 p2 c) → b (h p1) (w p2) c", "b h w (p2 p1 c) → b (h p1) (w p2) c"):
        assert links[pattern].startswith("/expand?shape=1,2,2,4")
        assert links[pattern].endswith("lang=zh")
        assert client.get(links[pattern]).status_code == 200


def test_without_a_query_an_example_is_compared(client: Client) -> None:
    document = page(client, {})
    assert document.by_id("told").text == page(client, PAIR).by_id("told").text
    link = state(document)["links"]["page"]
    page(client, {name: texts[0] for name, texts in parse_qs(urlsplit(link).query).items()})


def test_without_a_script_the_page_shows_the_picture(client: Client) -> None:
    (picture,) = page(client, PAIR).all("img")
    assert picture.attributes["src"].startswith("/compare.svg?a=%2Fexpand%3Fshape")
    assert client.get(picture.attributes["src"]).headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize(
    ("query", "side", "message"),
    [
        (
            {"a": ROWS, "b": "/merge?shape=1,5,5,1"},
            "b",
            "Axis 2 of x has size 5, which is not divisible by the factor 2.",
        ),
        ({"a": "/merge?shape=1,5,5,1", "b": ROWS, "lang": "zh"}, "a", "x 的第 2 轴大小为 5，不能被倍率 2 整除。"),
        ({"a": ROWS, "b": "https://example.org/"}, "b", "This is not the address of a page that shows an operation."),
        ({"a": ROWS, "b": "/compare?a=/merge&b=/merge"}, "b", "This is not the address of a page that shows an"),
        ({"a": ROWS, "b": "/program?code=y = (&shape=x:2"}, "b", "Python cannot parse this: '(' is never closed."),
        ({"a": ROWS, "b": "/program?code=y = x.view(5)&shape=x:2"}, "b", "2 has 2 cells, which do not fit into 5."),
        ({"a": ROWS}, "b", "The parameter 'b' is missing."),
        ({"b": ROWS}, "a", "The parameter 'a' is missing."),
    ],
)
def test_an_error_is_said_at_its_side_and_the_other_side_is_shown(
    client: Client, query: Mapping[str, str], side: str, message: str
) -> None:
    document = page(client, query, 422)
    wrong = [each.text for each in document.all("p") if "nothing" in each.attributes.get("class", "").split()]
    assert len(wrong) == 1
    assert wrong[0].startswith(message)
    sections = {each.attributes["id"]: each for each in document.all("section") if "id" in each.attributes}
    assert message in sections[side].text
    document.by_id(f"{'a' if side == 'b' else 'b'}-drawing")
    assert state(document)["answers"].count(None) == 1
    assert document.by_id("told").text == ""
    (picture,) = document.all("img")
    assert client.get(picture.attributes["src"]).status_code == 200


def test_both_sides_may_be_wrong(client: Client) -> None:
    document = page(client, {"a": "/nothing", "b": "/merge?shape=1"}, 422)
    assert state(document)["answers"] == [None, None]
    assert list(document.all("img")) == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({**PAIR, "stage": "4"}, "A stage must be a number from 0 (input) to 3 (output)."),
        ({**PAIR, "cell": "16"}, "The output has 16 cells; cell 16 is not one of them."),
    ],
)
def test_what_belongs_to_neither_side_is_said_below_both(
    client: Client, query: Mapping[str, str], message: str
) -> None:
    document = page(client, query, 422)
    assert document.by_id("told").text == message
    assert None not in state(document)["answers"]


def test_a_parameter_given_twice_is_refused(client: Client) -> None:
    response = client.send("GET", "/compare", raw_query=b"a=/merge&a=/expand&b=/merge")
    assert response.status_code == 422
    assert "given twice" in Document(response.text).by_id("told").text


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" id='told"])
@pytest.mark.parametrize("path", ["", "/rearrange?pattern=", "/merge?shape=1,4,4,1&view=", "/merge?order="])
def test_hostile_text_stays_text(client: Client, text: str, path: str) -> None:
    document = page(client, {"a": path + text, "b": ROWS}, 422)
    assert sum("src" not in each.attributes for each in document.all("script")) == 1  # the state
    assert all(each.attributes["src"].startswith("/expand.svg?") for each in document.all("img"))
    document.by_id("told")


def test_a_window_is_compared_as_it_is_shown(client: Client) -> None:
    large = {"a": "/merge?shape=1,4096,4096,64", "b": "/merge?shape=1,4096,4096,64&order=p1 p2 c"}
    document = page(client, large)
    assert "cells shown differ" in document.by_id("told").text
    assert 0 < len(state(document)["differ"]) <= 4096
    page(client, {**large, "a": f"{large['a']}&show=1000000"})


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/merge?shape=1,4,4,1", "p1 p2 c"),
        ("/expand?shape=1,2,2,4&lang=zh", "p2 p1 c"),
        ("/", "(h p2) (w p1)"),
    ],
)
def test_a_page_links_to_the_comparison_with_what_it_is_mistaken_for(client: Client, path: str, label: str) -> None:
    document = Document(client.get(path).text)
    assert label in document.by_id("compare").text
    (link,) = (each.attributes["href"] for each in document.all("a") if each.attributes["href"].startswith("/compare"))
    beside = client.get(link)
    assert beside.status_code == 200
    assert Document(beside.text).by_id("told").text.startswith(("8 of 16", "16 个单元格中有 8 个不同"))
    told = json.loads(document.by_id("state").text)["compare"]
    assert (told["label"], told["url"]) == (label, link)


def test_a_page_with_nothing_to_compare_has_no_such_link(client: Client) -> None:
    document = Document(client.get("/rearrange?pattern=a b -> b a&shape=2,3").text)
    assert document.by_id("compare").text == ""
    assert json.loads(document.by_id("state").text)["compare"] is None
