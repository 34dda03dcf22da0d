"""``/api/v1/compare``: operations and programs compared, and what is offered holds when it is asked again."""

import json
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import numpy as np
import pytest

from tests.web.client import Client, answer

PARTITION = """def window_partition(x, window_size):
    B, H, W, C = x.shape
    x = x.view(B, H // window_size, window_size, W // window_size, window_size, C)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, window_size, window_size, C)
"""
REVERSE = """def window_reverse(windows, window_size, H, W):
    B = int(windows.shape[0] / (H * W / window_size / window_size))
    x = windows.view(B, H // window_size, W // window_size, window_size, window_size, -1)
    x = x.permute({order}).contiguous().view(B, H, W, -1)
    return x
"""
MERGE = """x0 = x[:, 0::2, 0::2, :]
x1 = x[:, 1::2, 0::2, :]
x2 = x[:, 0::2, 1::2, :]
x3 = x[:, 1::2, 1::2, :]
x = torch.cat([{order}], -1)
"""

ROWS = "/reduce?pattern=a b -> a&shape=2,3"
LAYER = """class Layer(nn.Module):
    def __init__(self):
        self.up = nn.Linear(3, 6)

    def forward(self, x):
        return self.up(x).t()
"""


def program(code: str, shape: str, **more: str) -> str:
    texts = {"code": code, "shape": shape, **more}
    return "/program?" + "&".join(f"{name}={quote(text)}" for name, text in texts.items())


WINDOWS = program(PARTITION, "x:1,4,4,1", values="window_size=2")
BACK = {
    order: program(REVERSE.format(order=order), "windows:4,2,2,1", values="window_size=2,H=4,W=4")
    for order in ("0, 1, 3, 2, 4, 5", "0, 3, 1, 2, 4, 5")
}
SLICES = {order: program(MERGE.format(order=order), "x:1,4,4,2") for order in ("x0, x1, x2, x3", "x0, x2, x1, x3")}
PAIRS: list[tuple[str, str, dict[str, Any]]] = [
    # first, second, what is said of them
    ("/merge?shape=1,4,4,2", "/merge?shape=1,4,4,2", {"same": True, "cells": 32, "differing": 0, "first": None}),
    (
        "/merge?shape=1,4,4,2",
        "/merge?shape=1,4,4,2&order=p1 p2 c",
        {"same": False, "differing": 16, "first": 2, "permutation": [0, 2, 1, 3], "mend": "p2 p1 c"},
    ),
    (SLICES["x0, x1, x2, x3"], "/merge?shape=1,4,4,2", {"same": True, "repair": {}, "mend": None}),
    (
        "/merge?shape=1,4,4,2",
        SLICES["x0, x2, x1, x3"],
        {"same": False, "differing": 16, "permutation": [0, 2, 1, 3], "mend": "x = torch.cat([x0, x1, x2, x3], -1)"},
    ),
    (SLICES["x0, x2, x1, x3"], "/merge?shape=1,4,4,2", {"same": False, "mend": "p1 p2 c"}),
    (
        WINDOWS,
        BACK["0, 1, 3, 2, 4, 5"],
        {"same": False, "cells": None, "undone.undone": True, "undone.cells": 16, "mend": None},
    ),
    (
        WINDOWS,
        BACK["0, 3, 1, 2, 4, 5"],
        {"undone.undone": False, "mend": "x = x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1)"},
    ),
    ("/merge?shape=1,4,4,2", "/expand?shape=1,2,2,8&order=p1 p2 c", {"undone.misplaced": 16, "mend": "p2 p1 c"}),
    ("/rearrange?pattern=h w -> w h&shape=2,3", program("y = x.t()", "x:2,3"), {"same": True, "undone.undone": True}),
    ("/rearrange?pattern=h w -> w h&shape=2,3", program("y = q.view(3, 2)", "q:2,3"), {"differing": 4, "first": 1}),
    (
        "/rearrange?pattern=a b -> (a b)&shape=2,3",
        "/rearrange?pattern=a b -> (a b)&shape=3,2",
        {"same": None, "differing": 0},
    ),
    # values
    (program("y = 2 * x", "x:3"), program("y = x", "x:3"), {"same": None, "differing": 0, "undone": None}),
    (program("y = 2 * x", "x:3"), program("y = x * 2", "x:3"), {"same": True, "undone": None}),
    (program("y = x.exp()", "x:3"), program("y = x.exp()", "x:3"), {"same": None, "differing": 0}),
    # inputs belong together by their names, else by their order
    (program("y = torch.cat([a, b])", "a:2;b:2"), program("y = torch.cat([a, b])", "b:2;a:2"), {"same": True}),
    (program("y = torch.cat([a, b])", "a:2;b:2"), program("y = torch.cat([c, d])", "c:2;d:2"), {"same": True}),
    (
        program("y = torch.cat([a, b])", "a:2;b:2"),
        program("y = torch.cat([b, a])", "a:2;b:2"),
        {"same": False, "differing": 4, "mend": "y = torch.cat([a, b])"},
    ),
    (program("y = a + 0 * b", "a:2;b:2"), program("y = a", "a:2"), {"same": False}),
    # cells that are made on the way
    (
        program(LAYER, "x:2,3"),
        program("y = x.t()", "x:6,2"),
        {"same": False, "cells": None, "sentence": "The outputs have different shapes."},
    ),
    (
        program(LAYER, "x:2,3"),
        program("y = x.t()", "x:2,6"),
        {
            "same": None,
            "cells": None,
            "sentence": "Line 6 of the first makes new cells, of which the second knows nothing.",
        },
    ),
    (program(LAYER, "x:2,3"), program(LAYER, "x:2,3"), {"same": None, "differing": 0}),
    (f"{ROWS}&reduction=sum", f"{ROWS}&reduction=mean", {"same": None, "differing": 0}),
    (f"{ROWS}&reduction=sum", f"{ROWS}&reduction=sum", {"same": True}),
    ("/merge?shape=1,512,512,64", "/merge?shape=1,512,512,64", {"same": None, "differing": 0}),
]  # fmt: skip


def compared(client: Client, first: str, second: str) -> Any:
    response = client.get("/api/v1/compare", {"a": first, "b": second})
    posted = client.post("/api/v1/compare", {"a": first, "b": second})
    assert (response.status_code, response.text) == (posted.status_code, posted.text)
    return response.json()


def part(said: Any, name: str) -> Any:
    for key in name.split("."):
        said = said[key]
    return said


@pytest.mark.parametrize(("first", "second", "told"), PAIRS)
def test_two_states_are_compared(client: Client, first: str, second: str, told: dict[str, Any]) -> None:
    said = compared(client, first, second)
    assert {name: part(said, name) for name in told} == told
    page = client.get("/compare", {"a": first, "b": second})
    assert page.status_code == 200
    assert client.get("/compare.svg", {"a": first, "b": second}).status_code == 200


@pytest.mark.parametrize(("first", "second", "told"), PAIRS)
def test_the_cells_that_differ_are_those_whose_sources_differ(
    client: Client, first: str, second: str, told: dict[str, Any]
) -> None:
    said = compared(client, first, second)
    if said["cells"] is None:
        return
    one, other = (sources(client, each) for each in (first, second))
    if one is None or other is None:
        return
    differ = np.flatnonzero((one != other).any(axis=1))
    assert said["differing"] == len(differ)
    assert said["first"] == (int(differ[0]) if len(differ) else None)


def sources(client: Client, address: str) -> Any:
    """The sources of all cells of the one input of a small output; None where it has another number."""
    path, query = urlsplit(address).path, dict(parse_qsl(urlsplit(address).query))
    cells = answer(client.get(f"/api/v1{path}", {**query, "count": "4096"}))["cells"]
    if len(cells["sources"]) != 1 or cells["total"] > 4096:
        return None
    (own,) = cells["sources"]
    return np.array([each if isinstance(each, list) else [each] for each in own])


@pytest.mark.parametrize(("first", "second", "told"), [row for row in PAIRS if row[2].get("mend")])
def test_what_would_mend_the_second_does(client: Client, first: str, second: str, told: dict[str, Any]) -> None:
    said = compared(client, first, second)
    again = compared(client, first, said["repair"]["b"])
    if said["undone"]:
        assert again["undone"]["undone"]
    else:
        assert again["same"]
    assert again["repair"] == {}


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ({"a": "/merge"}, "b", "parameter-missing"),
        ({"a": "/merge", "b": "/nowhere"}, "b", "address-unknown"),
        ({"a": "/merge", "b": "/merge", "c": "1"}, "c", "parameter-unknown"),
        ({"a": "/merge", "b": "/program?code=y = ("}, "b", "program-syntax"),
        ({"a": "/program?code=y = x&shape=x:2&color=nothing", "b": "/merge"}, "a", "color-unknown"),
        ({"a": "/program?code=y = x&shape=x:2&step=9", "b": "/merge"}, "a", "step-outside"),
    ],
)
def test_what_is_wrong_is_said_of_its_side(client: Client, query: dict[str, str], field: str, code: str) -> None:
    response = client.get("/api/v1/compare", query)
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert (error["field"], error["code"]) == (field, code)


def test_a_program_too_long_for_an_address_is_compared_by_post(client: Client) -> None:
    long = program("y = x.t()\n" + "# " + "a" * 9_000, "x:2,3")
    said = client.post("/api/v1/compare", {"a": long, "b": "/rearrange?pattern=h w -> w h&shape=2,3"})
    assert said.json()["same"] is True


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_offers_what_mends_the_second(client: Client, language: str) -> None:
    page = client.get("/compare", {"a": WINDOWS, "b": BACK["0, 3, 1, 2, 4, 5"], "lang": language}).text
    assert "x = x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1)</code>" in page
    state = json.loads(page.split('id="state">')[1].split("</script>")[0])
    assert [said["op"] for said in state["answers"]] == ["program", "program"]
