"""An assistant's questions, asked with the official client and judged by einops, numpy and the API."""

import asyncio
import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import einops
import httpx2
import numpy as np
import pytest
from mcp.client import Client as ModernClient
from mcp.client.session import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from einscope.core.ops import registry
from tests.doors.mcp.conftest import Assistant
from tests.web.client import PATCH, Client

SLICES = """
B, H, W, C = x.shape
x0 = x[:, 0::2, 0::2]
x1 = x[:, 1::2, 0::2]
x2 = x[:, 0::2, 1::2]
x3 = x[:, 1::2, 1::2]
y = torch.cat([x0, x1, x2, x3], -1)
"""
TOOLS = ["explain", "program", "compare", "infer", "round_trip"]


def test_five_tools_are_listed_with_short_schemas(assistant: Assistant) -> None:
    async def listed(session: ClientSession) -> str:
        return (await session.list_tools()).model_dump_json(by_alias=True, exclude_none=True)

    told = assistant.session(listed)
    tools = json.loads(told)["tools"]
    assert [tool["name"] for tool in tools] == TOOLS
    assert len(told) < 9_000
    for tool in tools:
        assert tool["title"]
        assert tool["annotations"]["readOnlyHint"]
        assert len(tool["description"]) < 400
        for name, schema in tool["inputSchema"]["properties"].items():
            assert schema["type"], name
            assert schema.get("description") or schema.get("examples"), name


def test_the_server_says_what_its_tools_are_for(assistant: Assistant) -> None:
    async def said(session: ClientSession) -> str:
        return str((await session.initialize()).instructions)

    instructions = assistant.session(said)
    assert all(name in instructions for name in TOOLS)
    assert len(instructions) < 800


def test_explaining_says_formula_verdict_cells_and_where_to_see_it(assistant: Assistant, client: Client) -> None:
    text, found = assistant.call("explain", PATCH)
    for said in (
        PATCH["pattern"],
        "y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]",
        "✓ Every input cell is kept exactly once.",
        "agrees with einops",
        "10 11 14 15",
        f"page  {assistant.home}/rearrange?pattern=",
        f"svg   {assistant.home}/rearrange.svg?pattern=",
    ):
        assert said in text
    numbers = np.arange(16).reshape(1, 2, 2, 4)
    expected = einops.rearrange(numbers, PATCH["pattern"], p1=2, p2=2)
    assert found["cells"]["sources"] == [expected.reshape(-1).tolist()]
    assert found["verdict"]["moved"] == 8
    assert "rearrange(x" in found["code"]["einops"]
    for name in ("page", "svg", "png", "api"):
        assert client.get(found["links"][name].removeprefix(assistant.home)).status_code == 200
    assert len(json.dumps(found)) < 3_000


@pytest.mark.parametrize("name", registry())
def test_every_operation_is_explained_by_its_example(assistant: Assistant, name: str) -> None:
    text, found = assistant.call("explain", {"op": name, **registry()[name].example})
    assert found["op"] == name
    assert str(registry()[name].title) in text


@pytest.mark.parametrize(
    ("arguments", "op"),
    [
        ({"pattern": "h w -> w h", "shape": "2,3"}, "rearrange"),
        ({"pattern": "ij,jk->ik", "shape": "2,3;3,2"}, "einsum"),
        ({"pattern": "h w -> h", "shape": "2,3", "reduction": "max"}, "reduce"),
        ({"op": "repeat", "pattern": "h -> h n", "shape": [2], "sizes": {"n": 3}}, "repeat"),
        ({"op": "roll", "shape": [4], "shift": -1}, "roll"),
        (
            {"op": None, "pattern": "h w -> w h", "shape": [2, 3], "sizes": None, "fields": None, "lang": None},
            "rearrange",
        ),
    ],
)
def test_numbers_may_be_numbers_and_a_pattern_need_not_name_its_operation(
    assistant: Assistant, arguments: dict[str, Any], op: str
) -> None:
    assert assistant.call("explain", arguments)[1]["op"] == op


def test_of_a_large_tensor_a_few_cells_are_listed_and_as_many_as_are_asked_for(assistant: Assistant) -> None:
    asked = {"op": "merge", "shape": "8,1024,1024,96"}
    text, found = assistant.call("explain", asked)
    assert re.search(r"window of \d+ cells", text)
    assert (found["cells"]["count"], found["cells"]["complete"]) == (64, False)
    _, found = assistant.call("explain", {**asked, "start": 100, "count": 4096, "fields": "cells"})
    assert [*found] == ["cells", "links"]
    assert (found["cells"]["start"], found["cells"]["count"]) == (100, 4096)
    assert "count" not in found["links"]["page"]


def test_own_numbers_are_shown(assistant: Assistant) -> None:
    text, found = assistant.call("explain", {"pattern": "h w -> w h", "shape": "2,2", "data": "[[7, 8], [9, 5]]"})
    assert found["output"]["data"] == [7, 9, 8, 5]
    assert "7 9" in text


def test_a_program_is_told_line_by_line(assistant: Assistant) -> None:
    text, found = assistant.call("program", {"code": SLICES, "shape": {"x": [1, 4, 4, 2]}})
    assert "The same as b (h p1) (w p2) c -> b h w (p2 p1 c)" in text
    assert "Line 3: x0 takes 8 of the 32 cells" in text
    assert found["same"]["pattern"] == "b (h p1) (w p2) c -> b h w (p2 p1 c)"
    assert [tensor["name"] for tensor in found["tensors"]] == ["x0", "x1", "x2", "x3", "y"]
    x = np.arange(32).reshape(1, 4, 4, 2)
    joined = np.concatenate([x[:, i::2, j::2] for j in (0, 1) for i in (0, 1)], -1)
    assert found["cells"]["sources"] == [joined.reshape(-1).tolist()]


def test_a_long_program_keeps_its_verdict_and_drops_what_is_too_long_for_a_line(assistant: Assistant) -> None:
    lines = [f"x = x.transpose(0, {axis}).contiguous()  # {'along ' * 12}" for axis in (1, 2, 3) * 60]
    text, found = assistant.call("program", {"code": "\n".join(lines), "shape": "x:2,2,2,2"})
    assert "✓ Every input cell is kept exactly once." in text
    assert "\n…\n" in text
    assert "page  " not in text
    assert found["links"] == {"page": None, "svg": None, "png": None}
    assert len(found["tensors"]) == 180
    assert len(json.dumps(found)) < 30_000


@pytest.mark.parametrize(
    ("a", "b", "same", "differing"),
    [
        ({"op": "merge", "shape": "1,4,4,1"}, {"op": "merge", "shape": "1,4,4,1", "order": "p1 p2 c"}, False, 8),
        ("/merge?shape=1,4,4,2", {"code": SLICES, "shape": "x:1,4,4,2"}, True, 0),
        ({"pattern": "a b -> b a", "shape": [2, 3]}, {"code": "y = x.T", "shape": "x:2,3"}, True, 0),
    ],
)
def test_two_are_compared_whatever_they_are(
    assistant: Assistant, client: Client, a: object, b: object, same: bool, differing: int
) -> None:
    text, found = assistant.call("compare", {"a": a, "b": b})
    assert (found["same"], found["differing"]) == (same, differing)
    assert found["sentence"] in text
    for link in found["links"].values():
        assert client.get(link.removeprefix(assistant.home)).status_code == 200


def test_what_mends_a_comparison_can_be_asked_as_it_stands(assistant: Assistant) -> None:
    pair = {"a": {"op": "merge", "shape": "1,4,4,1"}, "b": {"op": "merge", "shape": "1,4,4,1", "order": "p1 p2 c"}}
    _, found = assistant.call("compare", pair)
    assert assistant.call("compare", pair | found["repair"])[1]["same"]


def test_links_of_an_answer_can_be_compared(assistant: Assistant) -> None:
    page = assistant.call("explain", PATCH)[1]["links"]["page"]
    assert assistant.call("compare", {"a": page, "b": page})[1]["same"]


def test_a_pattern_is_inferred_and_explained(assistant: Assistant) -> None:
    sources = np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1).reshape(-1).tolist()
    asked = {"sources": sources, "input_shape": [2, 3, 4], "output_shape": [4, 2, 3]}
    text, found = assistant.call("infer", asked)
    assert (found["op"], found["pattern"]) == ("rearrange", "a b c -> c a b")
    assert "rearrange: a b c -> c a b" in text
    assert "y[c, a, b] = x[a, b, c]" in text
    assert f"page  {assistant.home}/rearrange?" in text


def test_a_slice_is_inferred(assistant: Assistant) -> None:
    text, found = assistant.call("infer", {"sources": [0, 2], "input_shape": [4], "output_shape": [2]})
    assert (found["op"], found["expression"], found["links"]) == ("slice", "x[::2]", None)
    assert "x[::2]" in text


def test_where_there_is_no_pattern_the_cell_is_named(assistant: Assistant) -> None:
    asked = {"sources": [0, 3, 1, 4, 5, 2], "input_shape": [2, 3], "output_shape": [3, 2]}
    text, found = assistant.call("infer", asked)
    assert (found["found"], found["cell"], found["index"]) == (False, 4, [2, 0])
    assert "cell 4, at 2, 0" in text
    assert found["reason"] in text
    near = found["nearest"]
    assert near["sentence"] in text
    assert near["text"] in text
    assert near["links"]["page"].startswith(assistant.home)


@pytest.mark.parametrize(("then", "misplaced"), [("p1 p2 c", 16), ("p2 p1 c", 0), ("", 16)])
def test_a_round_trip_says_whether_cells_come_home(assistant: Assistant, then: str, misplaced: int) -> None:
    text, found = assistant.call("round_trip", {"shape": [1, 4, 4, 2], "then": then})
    assert found["misplaced"] == misplaced
    assert found["sentence"] in text
    assert ("✓" in text) == (misplaced == 0)
    assert found["pattern"] in text
    assert assistant.call("compare", _pair(found["links"]["page"]))[1]["undone"]["misplaced"] == misplaced


def _pair(page: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page).query))


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("explain", PATCH, "每个"),
        ("program", {"code": "y = x.T", "shape": "x:2,3"}, "第 1 行"),
        ("compare", {"a": "/merge?shape=1,4,4,1", "b": "/merge?shape=1,4,4,1"}, "相同"),
        ("infer", {"sources": [1, 0, 0], "input_shape": [2], "output_shape": [3]}, "来源"),
        ("round_trip", {"shape": "1,4,4,2"}, "先合并，再展开"),
    ],
)
def test_every_tool_speaks_chinese(assistant: Assistant, name: str, arguments: dict[str, Any], said: str) -> None:
    text, found = assistant.call(name, {**arguments, "lang": "zh"})
    assert said in text
    link = (found.get("links") or {}).get("page")
    assert link is None or "lang=zh" in link


@pytest.mark.parametrize(
    ("name", "arguments", "code", "field", "said"),
    [
        ("explain", {"pattern": "b (h w -> b h w", "shape": "2,6"}, "bracket-open", "pattern", "             ^\n"),
        ("explain", {"op": "merge", "shape": "1,5,5,1"}, "size-odd", "shape", '{"odd": "pad"}'),
        ("explain", {"shape": "2,3"}, "parameter-missing", "op", "there are rearrange, reduce, repeat, einsum, merge"),
        ("explain", {"op": "nothing", "shape": "2"}, "value-invalid", "op", "unfold, roll"),
        ("explain", {"op": "roll", "shape": "4", "factor": 2}, "parameter-unknown", "factor", "shift, axes"),
        ("explain", {"op": "roll", "shape": {"x": 1}}, "value-invalid", "shape", "'shape'"),
        ("explain", {"op": "roll", "shape": "4", "fields": "cels"}, "field-unknown", "fields", "cells"),
        ("explain", {"op": "roll", "shape": "4", "lang": "tlh"}, "value-invalid", "lang", "'lang'"),
        ("explain", {}, "parameter-missing", "op", "'op'"),
        ("program", {"code": "y = x.view(4", "shape": "x:4"}, "program-syntax", "code", "Line 1"),
        ("program", {"code": "y = x.reshape(5, -1)", "shape": "x:2,6"}, None, "code", "y = x.reshape(5, -1)\n"),
        ("program", {"shape": "x:4"}, "parameter-missing", "code", "'code'"),
        ("program", {"code": "y = x", "shpae": "x:4"}, "parameter-unknown", "shpae", "code, shape, values"),
        ("compare", {"a": "/merge?shape=1,4,4,1"}, "parameter-missing", "b", "'b'"),
        ("compare", {"a": "/nothing", "b": "/merge?shape=1,4,4,1"}, "address-unknown", "a", "/rearrange?"),
        ("compare", {"a": 7, "b": 8}, "value-invalid", "a", "'a'"),
        ("compare", {"a": {"op": "merge", "shpae": "1"}, "b": {}}, "parameter-unknown", "a", "'shpae'"),
        ("compare", {"a": {"op": "merge"}, "b": {}}, "parameter-missing", "a", "'shape'"),
        ("compare", {"a": {"op": "roll", "shape": 1.5}, "b": {}}, "value-invalid", "a", "'shape'"),
        ("infer", {"sources": [0, 9], "input_shape": [2], "output_shape": [2]}, None, "sources", "9"),
        ("infer", {"sources": "0", "input_shape": [1], "output_shape": [1]}, "value-invalid", "sources", "'sources'"),
        ("infer", {"sources": [0]}, "parameter-missing", "input_shape", "'input_shape'"),
        ("round_trip", {"shape": "1,5,4,2"}, "size-odd", "shape", "^"),
        ("round_trip", {"shape": "1,4,4,2", "then": "p1 p2 q"}, "order-unknown", "then", '{"then": "p1 p2 c"}'),
    ],
)
def test_what_is_refused_says_why_and_how_to_ask_again(
    assistant: Assistant, name: str, arguments: dict[str, Any], code: str | None, field: str, said: str
) -> None:
    text, error = assistant.refused(name, arguments)
    assert error["message"] in text
    assert said in text
    assert error["field"] == field
    assert code is None or error["code"] == code
    if error["hint"]:
        assert error["hint"] in text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("explain", {"pattern": "b (h w -> b h w", "shape": "2,6"}),
        ("explain", {"pattern": "b h w -> b h", "shape": "2,6,3"}),
        ("explain", {"op": "merge", "shape": "1,5,5,1"}),
        ("program", {"code": "y = x.frobnicate()", "shape": "x:2,6"}),
        ("round_trip", {"shape": "1,5,4,2"}),
        ("round_trip", {"shape": "1,4,4,2", "then": "p1 p2 q"}),
    ],
)
def test_every_repair_can_be_asked_as_it_stands(assistant: Assistant, name: str, arguments: dict[str, Any]) -> None:
    _, error = assistant.refused(name, arguments)
    ways = [choice["repair"] for choice in error["choices"]] or [error["repair"]]
    assert ways[0]
    for way in ways:
        assistant.call(name, way if "op" in way else arguments | way)


def test_an_unknown_tool_is_an_error_of_the_protocol(assistant: Assistant) -> None:
    async def called(session: ClientSession) -> str:
        with pytest.raises(MCPError) as caught:
            await session.call_tool("nothing", {})
        return str(caught.value)

    assert assistant.session(called) == "Unknown tool: nothing"


def test_many_ask_at_once_and_each_is_told_its_own(assistant: Assistant) -> None:
    async def asked(session: ClientSession) -> list[Any]:
        calls = [session.call_tool("explain", {"pattern": "a b -> b a", "shape": f"{size},3"}) for size in range(2, 26)]
        return await asyncio.gather(*calls)

    results = assistant.session(asked)
    assert [result.structured_content["output"]["shape"] for result in results] == [[3, size] for size in range(2, 26)]


def test_one_session_asks_again_and_again(assistant: Assistant) -> None:
    async def asked(session: ClientSession) -> list[bool]:
        return [
            (await session.call_tool(name, arguments)).is_error
            for name, arguments in (
                ("explain", PATCH),
                ("explain", {}),
                ("round_trip", {"shape": "1,4,4,1"}),
                ("explain", PATCH),
            )
        ]

    assert assistant.session(asked) == [False, True, False, False]


def test_the_newest_protocol_works_too(assistant: Assistant) -> None:
    async def asked() -> tuple[list[str], Any]:
        async with (
            httpx2.AsyncClient(trust_env=False, timeout=60) as http,
            ModernClient(streamable_http_client(assistant.address, http_client=http)) as modern,
        ):
            names = [tool.name for tool in (await modern.list_tools()).tools]
            return names, await modern.call_tool("explain", PATCH)

    names, result = asyncio.run(asked())
    assert names == TOOLS
    assert result.structured_content["verdict"]["bijective"]


def test_texts_are_short_whatever_is_asked(assistant: Assistant) -> None:
    axes = " ".join(f"axis{number}" for number in range(12))
    arguments = [
        ("explain", {"pattern": f"{axes} -> {' '.join(reversed(axes.split()))}", "shape": ",".join(["2"] * 12)}),
        ("explain", {"op": "unfold", "shape": "1,1,9,9", "kernel": "3", "channels": "first", "lang": "zh"}),
        ("compare", {"a": "/unfold?shape=1,9,9,4&kernel=3", "b": "/unfold?shape=1,9,9,4&kernel=3&channels=first"}),
        ("program", {"code": "\n".join(f"y{n} = x * {n}" for n in range(190)), "shape": "x:8,8", "lang": "zh"}),
        ("program", {"code": f"y = x.{'a' * 900}()", "shape": "x:8,8"}),
    ]
    for name, asked in arguments:
        result = assistant.result(name, asked)  # which looks how long it is
        assert re.search(r"\w", result.content[0].text)  # type: ignore[union-attr]
