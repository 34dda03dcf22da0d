"""Answers in characters: an address is a good answer by itself, and so is a refusal."""

import re

import httpx
import numpy as np
import pytest

from einscope.core.questions import questions
from tests.web.client import PATCH, Client

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
NAMES = [*questions(), "compare"]


def told(response: httpx.Response, status: int = 200) -> str:
    """The text of a response, checked to be one that a terminal shows and obeys nothing of."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.endswith("\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", response.text)
    return response.text


def grid(text: str, caption: str) -> list[list[str]]:
    """The rows below a caption at the end of a line, as far as they stand under it."""
    lines = text.splitlines()
    [first] = [number for number, line in enumerate(lines) if caption in line]
    column = lines[first].index(caption)
    rows = []
    for line in lines[first + 1 :]:
        if not line[column:].strip():
            break
        rows.append(line[column:].split())
    return rows


def test_the_text_says_formula_steps_verdict_way_back_and_cells(client: Client) -> None:
    text = told(client.get("/rearrange.txt", PATCH))
    for said in (
        PATCH["pattern"],
        "y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]",
        " 2. Put p1 after h and p2 after w.",
        "✓ Every input cell is kept exactly once.",
        "Undone by rearrange: b (h p1) (w p2) c -> b h w (p1 p2 c)",
        "/api/v1/rearrange?pattern=",
    ):
        assert said in text
    expected = np.arange(16).reshape(2, 2, 2, 2).transpose(0, 2, 1, 3).reshape(4, 4)
    assert grid(text, "y · (h p1)=4") == expected.astype(str).tolist()


@pytest.mark.parametrize(
    ("path", "texts", "said"),
    [
        ("/merge.txt", {"shape": "1,5,5,1", "odd": "pad"}, "· 0, filled in"),
        ("/merge.txt", {"shape": "1,5,5,1", "odd": "crop"}, "( ) in no cell of the result"),
        (
            "/rearrange.txt",
            {"pattern": "h w -> w h", "shape": "1000000,1000000"},
            "window of 64 cells: h 0–7 of 1000000",
        ),
        ("/reduce.txt", {"pattern": "a b -> a", "shape": "2,2", "data": "[[1,2],[3,5]]"}, "4"),
        ("/rearrange.txt", {"pattern": "a b -> b a", "shape": "1,3", "data": "one two three"}, "three"),
        ("/rearrange.txt", {"pattern": "-> 1", "shape": ""}, "y"),
        ("/rearrange.txt", {"pattern": "a b -> b a", "shape": "0,3"}, "a b -> b a"),
        ("/roll.txt", {"shape": "4", "shift": "1"}, "3 0 1 2"),
        ("/program.txt", {"code": "y = x.t()", "shape": "x:2,3"}, "The same as i j -> j i"),
        ("/program.txt", {"code": "y = a + b", "shape": "a:2;b:2"}, "Same movement as"),
        ("/program.txt", {"code": "y = x.t()\nz = y.flip(0)", "shape": "x:2,2", "step": "0"}, "line 1"),
        (
            "/compare.txt",
            {"a": "/merge?shape=1,4,4,1", "b": "/merge?shape=1,4,4,1&order=p1+p2+c"},
            "B does the same as A with p2 p1 c",
        ),
        ("/compare.txt", {"a": "/rearrange?pattern=a+b->b+a&shape=2,2", "b": "/program?code=y=x&shape=x:2,2"}, "2*"),
    ],
)
def test_the_text_says_what_is_to_be_known(client: Client, path: str, texts: dict[str, str], said: str) -> None:
    assert said in told(client.get(path, texts))


@pytest.mark.parametrize(
    ("path", "texts", "lines"),
    [
        (
            "/rearrange.txt",
            {"pattern": "b (h w -> b h w", "shape": "2,6"},
            ["  pattern  b (h w -> b h w", "             ^"],
        ),
        (
            "/rearrange.txt",
            {"pattern": "把把 -> 把把 w", "shape": "3"},
            ["  pattern  把把 -> 把把 w", "                        ^"],
        ),
        ("/program.txt", {"code": "y = x\r\nz = y.view(5)", "shape": "x:2,3"}, ["  z = y.view(5)", "      ^^^^^^^^^"]),
        ("/merge.txt", {"shape": "1,5,5,1"}, ["  shape  1,5,5,1", "           ^"]),
    ],
)
def test_a_refusal_has_a_mark_under_its_culprit(
    client: Client, path: str, texts: dict[str, str], lines: list[str]
) -> None:
    said = told(client.get(path, texts), 422).splitlines()
    place = said.index(lines[0])
    assert said[place : place + 2] == lines


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_refusal_offers_is_answered(client: Client, lang: str) -> None:
    refusal = told(client.get("/merge.txt", {"shape": "1,5,5,1", "lang": lang}), 422)
    offered = re.findall(r"^ +(/\S+)$", refusal, flags=re.MULTILINE)
    assert len(offered) > 1
    for link in offered:
        told(client.get(link))


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("/merge.txt", {"shape": "1,4,4,1", "shpe": "1"}),
        ("/compare.txt", {"a": "/nothing"}),
        ("/compare.txt", {"a": "/nothing", "b": "/merge?shape=1,4,4,1"}),
        ("/program.txt", {"code": "y = x", "step": "9"}),
        ("/program.txt", {"code": ""}),
        ("/rearrange.txt", {"pattern": "\x1b[31m a -> a", "shape": "2"}),
        ("/rearrange.txt", {"pattern": "a" * 2000, "shape": "2"}),
        ("/rearrange.txt", {"pattern": "a -> a", "shape": "2", "cell": "7", "stage": "x"}),
    ],
)
def test_what_is_wrong_is_said_in_characters(client: Client, path: str, texts: dict[str, str]) -> None:
    told(client.get(path, texts), 422)


def test_a_parameter_given_twice_is_refused(client: Client) -> None:
    told(client.send("GET", "/merge.txt", b"shape=1,4,4,1&shape=1,2,2,1"), 422)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_bare_address_shows_the_example_of_its_page(client: Client, name: str, lang: str) -> None:
    text = told(client.get(f"/{name}.txt", {"lang": lang}))
    assert text == told(client.get(f"/{name}", {"lang": lang}, headers={"accept": "text/plain"}))


@pytest.mark.parametrize("path", ["/", *(f"/{name}" for name in NAMES)])
def test_browsers_get_pages_and_caches_are_told_apart(client: Client, path: str) -> None:
    for accept in (BROWSER, "*/*", "text/plain;q=0.1, text/html"):
        response = client.get(path, headers={"accept": accept})
        assert response.headers["content-type"].startswith("text/html")
        assert "Accept" in re.split(", *", response.headers["vary"])
    response = client.get(path, headers={"accept": "text/plain"})
    told(response)
    assert "Accept" in re.split(", *", response.headers["vary"])


def test_head_and_other_origins_are_answered(client: Client) -> None:
    response = client.send("HEAD", "/merge.txt", headers={"origin": "https://example.org"})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["access-control-allow-origin"] == "*"


def test_a_text_of_very_many_cells_is_short(client: Client) -> None:
    large = {"pattern": "b c (h p) (w q) -> b (h w) (c p q)", "shape": "64,64,1024,1024", "sizes": "p=16,q=16"}
    assert len(told(client.get("/rearrange.txt", large))) < 8_000
    asked = {"code": "for i in range(150):\n    x = x.t()", "shape": "x:40,40"}
    assert len(told(client.get("/program.txt", asked))) < 12_000
