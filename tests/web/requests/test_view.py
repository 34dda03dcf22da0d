"""How an answer is shown: ``view``, ``show``, ``color``, ``stage`` and ``cell`` mean the same to API and pages."""

from typing import Any

import pytest

from einscope.core.limits import Limits
from einscope.settings import Settings
from tests.web.client import PATCH, Client, answer, problem, strict_json

LARGE = {"pattern": "h w -> w h", "shape": "1000,1000"}


def scene(client: Client, **parameters: str) -> Any:
    return answer(client.get("/api/v1/rearrange", {**PATCH, **parameters}))["scene"]


def test_a_view_turns_the_figure_and_stays_in_the_link(client: Client) -> None:
    view = "y=(h p1):column,w:row"
    shown = answer(client.get("/api/v1/rearrange", {**PATCH, "view": view}))
    figure = shown["scene"]["figures"][-1]
    assert figure["directions"] == {"row": [2, 0], "column": [1], "depth": [3]}
    assert [axis["name"] for axis in figure["axes"]] == ["b", "h", "w", "c"]
    assert [axis["text"] for axis in figure["axes"]] == ["b", "(h p1)", "(w p2)", "c"]
    assert "view=y=(h+p1):column,w:row" in shown["links"]["page"]
    twin = strict_json(client.get(f"/state{shown['links']['page']}"))
    assert twin["answer"]["scene"] == shown["scene"]


def test_a_whole_tensor_of_a_million_cells_is_shown_where_it_is_asked_for(client: Client) -> None:
    usual = answer(client.get("/api/v1/rearrange", LARGE))["scene"]
    whole = client.get("/api/v1/rearrange", {**LARGE, "show": "1048576"})
    assert usual["cells"] < 4096
    assert answer(whole)["scene"]["cells"] == 10**6
    assert len(whole.content) < 120_000  # vectors, and the first 4,096 cells as numbers


@pytest.mark.parametrize(
    ("color", "hue"), [("w", [0, 0, 1, 0, 0, 0]), ("value", [0] * 6), ("source", [0, 2, 1, 0, 0, 0])]
)
def test_a_colour_is_chosen(client: Client, color: str, hue: list[int]) -> None:
    assert scene(client, color=color)["tint"]["hue"] == hue


def test_stage_and_cell_are_kept_in_links(client: Client) -> None:
    for path in ("/api/v1/rearrange", "/state/rearrange"):
        found = strict_json(client.get(path, {**PATCH, "stage": "1.500", "cell": "7"}))
        page = found.get("answer", found)["links"]["page"]
        assert page.endswith("&stage=1.5&cell=7")
        assert strict_json(client.get(f"/state{page}"))["texts"]["cell"] == "7"


@pytest.mark.parametrize(
    ("name", "text", "code", "span"),
    [
        ("view", "y=q:row", "view-axis", [2, 3]),
        ("view", "y", "view-form", [0, 1]),
        ("view", "y=h:up", "view-direction", [4, 6]),
        ("view", "z=h:row", "view-tensor", [0, 1]),
        ("color", "q", "color-unknown", [0, 1]),
        ("show", "0", "show-range", None),
        ("show", "1048577", "show-range", None),
        ("stage", "3.01", "stage-range", None),
        ("cell", "16", "cell-outside", None),
    ],
)
def test_what_is_not_there_is_refused_alike_by_api_and_page(
    client: Client, name: str, text: str, code: str, span: list[int] | None
) -> None:
    given = {**PATCH, name: text}
    documents = [
        problem(client.get("/api/v1/rearrange", given)),
        strict_json(client.get("/state/rearrange", given))["problem"],
    ]
    for document in documents:
        [error] = document["errors"]
        assert (error["code"], error["field"], error["span"]) == (code, name, span)
        mended = {**given, **error["repair"]}
        assert code == "view-form" or answer(client.get("/api/v1/rearrange", mended))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("show", "many"),
        ("show", "-1"),
        ("show", "1e3"),
        ("stage", "-1"),
        ("stage", "nan"),
        ("stage", "1,5"),
        ("stage", "1e0"),
        ("stage", "9" * 400),
        ("cell", "-1"),
        ("cell", "0x1"),
        ("cell", "9" * 400),
    ],
)
def test_what_is_no_number_is_refused_by_api_and_page(client: Client, name: str, text: str) -> None:
    given = {**PATCH, name: text}
    assert problem(client.get("/api/v1/rearrange", given))["errors"][0]["field"] == name
    [error] = strict_json(client.get("/state/rearrange", given))["problem"]["errors"]
    assert error["field"] == name
    assert client.get("/rearrange", given).status_code == 422


@pytest.mark.parametrize("name", ["view", "show", "color", "stage", "cell", "at", "start", "count"])
def test_a_field_left_empty_means_the_usual(client: Client, name: str) -> None:
    said = strict_json(client.get("/state/rearrange", {**PATCH, name: ""}))
    assert said["problem"] is None
    assert said["answer"] == strict_json(client.get("/state/rearrange", PATCH))["answer"]


def test_json_has_numbers(client: Client) -> None:
    shown = answer(
        client.post("/api/v1/merge", {"shape": [1, 4, 4, 1], "show": 4, "stage": 2, "cell": 3, "color": "h"})
    )
    assert shown["scene"]["cells"] <= 4
    assert shown["links"]["page"].endswith("&show=4&color=h&stage=2&cell=3")
    for name, value in (("show", "4"), ("stage", "2"), ("cell", 1.5)):
        problem(client.post("/api/v1/merge", {"shape": [1, 4, 4, 1], name: value}))


def test_a_server_may_show_fewer() -> None:
    client = Client(Settings(limits=Limits(shown_cells=100)))
    assert answer(client.get("/api/v1/rearrange", {**LARGE, "show": "100"}))["scene"]["cells"] == 64
    [error] = problem(client.get("/api/v1/rearrange", {**LARGE, "show": "101"}))["errors"]
    assert (error["code"], error["repair"]) == ("show-range", {"show": "100"})


def test_captions_are_said_in_the_language_asked_for(client: Client) -> None:
    shown = scene(client, lang="zh")
    assert [stage["caption"] for stage in shown["stages"]] == ["输入", "拆分通道", "移动轴", "拼成网格"]
    assert shown["figures"][0]["caption"] == "x · h=2 × w=2，深度 (p1 p2 c)=4"
