"""The door itself: who may come in, in what form, and what is not there before somebody comes."""

import asyncio
import json
import subprocess
import sys
import threading
from importlib import import_module
from typing import Any

import httpx
import pytest

from einscope.doors.mcp import answered as answering
from einscope.doors.mcp import door
from einscope.main import create_app
from einscope.settings import Settings
from tests.doors.mcp.conftest import calling, sent
from tests.web.client import PATCH, Client, problem, strict_json

LIST = {"jsonrpc": "2.0", "id": "first", "method": "tools/list"}
NEWEST = {"mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": "explain"}
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


def test_a_bare_message_is_answered_as_json_without_a_session(client: Client) -> None:
    response = sent(client, calling("explain", PATCH, 7))
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert "mcp-session-id" not in response.headers
    answer = strict_json(response)
    assert answer["id"] == 7
    assert answer["result"]["structuredContent"]["op"] == "rearrange"


def test_nobody_needs_to_shake_hands_first(client: Client) -> None:
    assert len(strict_json(sent(client, LIST))["result"]["tools"]) == 5
    assert sent(client, {"jsonrpc": "2.0", "method": "notifications/initialized"}).status_code == 202


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT"])
def test_nothing_is_kept_that_a_stream_could_tell_of(client: Client, method: str) -> None:
    response = client.send(method, "/mcp")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[" * 100_000, 400),
        ("[]", 400),
        (json.dumps([calling("explain", PATCH)]), 400),
        ('{"jsonrpc": "2.0", "id": 1}', 400),
        (b"\xff\xfe", 400),
        ("x" * 600_000, 413),
        ('{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "explain", "arguments": 3}}', 200),
        ('{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "' + "n" * 5_000 + '"}}', 200),
        ('{"jsonrpc": "2.0", "id": 1, "method": "nothing"}', 200),
    ],
)
def test_what_is_no_question_is_refused_and_never_fails(client: Client, body: str | bytes, status: int) -> None:
    response = sent(client, body)
    assert response.status_code == status
    assert len(response.content) < 2_000
    assert "error" in strict_json(response) or status == 413


@pytest.mark.parametrize(
    "arguments",
    [
        {"pattern": "a\ud800 -> a", "shape": "2"},
        {"pattern": "a -> a", "shape": "\ud800"},
        {"\ud800": 1},
        {"pattern": {"a": "\ud800"}, "shape": "2"},
        {"op": ["merge"], "shape": "2"},
        {"pattern": "a -> a", "shape": "2", "data": [["\ud800"], [1], [2]]},
        {"pattern": "a -> a", "shape": "2", "count": -1},
        {"pattern": "a -> a", "shape": "2", "count": 10**30},
        {"pattern": "a -> a", "shape": "2", "start": True},
        {"pattern": "a -> a", "shape": "2", "lang": {}},
        {"pattern": "a -> a", "shape": "2", "lang": []},
        {"pattern": "a -> a", "shape": "2", "fields": [1]},
        {"pattern": None, "shape": None, "sizes": None},
        {"pattern": "a -> a" * 300, "shape": "2"},
    ],
)
def test_strange_arguments_are_refused_with_a_sentence(client: Client, arguments: Any) -> None:
    message = calling("explain", arguments)
    message["params"]["_meta"] = META  # the newest protocol lets half a character through
    response = sent(client, message, **NEWEST)
    assert response.status_code == 200
    result = strict_json(response)["result"]
    assert result["isError"]
    assert result["content"][0]["text"]
    assert result["structuredContent"]["errors"][0]["code"] != "internal"


def test_what_nobody_foresaw_is_no_fault_of_who_asked(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sent(client, LIST)
    tools = import_module("einscope.doors.mcp.tools").TOOLS

    def fail(*_: object) -> None:
        raise RuntimeError("of a secret")

    monkeypatch.setattr(type(tools["explain"]), "answer", fail, raising=False)
    monkeypatch.setattr(answering, "refused", fail)
    monkeypatch.setitem(tools, "explain", _Failing())
    result = strict_json(sent(client, calling("explain", PATCH)))["result"]
    assert result["isError"]
    assert result["structuredContent"]["errors"][0]["code"] == "internal"
    assert "secret" not in json.dumps(result)
    assert "unexpected failure" in caplog.text


class _Failing:
    schema: dict[str, Any] = {}  # noqa: RUF012

    def answer(self, *_: object) -> None:
        raise RuntimeError("of a secret")


@pytest.mark.parametrize(
    ("origin", "host", "status"),
    [
        (None, "evil.example", 200),
        ("https://elsewhere.example", "localhost:8000", 200),
        ("null", "localhost:8000", 200),
        ("vscode-webview://abc", "127.0.0.1:8000", 200),
        ("http://localhost:8000", "localhost:8000", 200),
        ("http://192.168.0.7:8000", "192.168.0.7:8000", 200),
        ("http://[::1]:8000", "[::1]:8000", 200),
        ("https://example.org", "example.org", 200),
        ("http://evil.example:8000", "evil.example:8000", 403),
        ("http://EVIL.example", "evil.example:80", 403),
        ("http://localhost.evil.example", "localhost.evil.example", 403),
        ("something", "localhost", 403),
        ("http://a b", "localhost", 403),
        ("http://[", "[", 403),
    ],
)
def test_pages_of_any_origin_may_ask_but_none_whose_name_was_made_to_point_here(
    origin: str | None, host: str, status: int
) -> None:
    client = Client(Settings(public_url="https://example.org"))
    response = sent(client, LIST, host=host, **({"origin": origin} if origin else {}))
    assert response.status_code == status
    assert response.headers.get("access-control-allow-origin") == ("*" if origin else None)
    if status == 403:
        assert problem(response, 403)["errors"][0]["code"] == "origin-unknown"


def test_a_page_of_another_origin_is_told_that_it_may_ask(client: Client) -> None:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "mcp-protocol-version"}
    response = client.send("OPTIONS", "/mcp", headers={"origin": "https://elsewhere.example", **asked})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"
    assert "mcp-protocol-version" in response.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    ("settings", "host", "home"),
    [
        (Settings(), "localhost:81", "http://localhost:81"),
        (Settings(), "evil.example", "http://server"),
        (Settings(public_url="https://example.org/e"), "localhost:81", "https://example.org/e"),
    ],
)
def test_links_lead_to_this_server(settings: Settings, host: str, home: str) -> None:
    result = strict_json(sent(Client(settings), calling("explain", PATCH), host=host))["result"]
    assert result["structuredContent"]["links"]["page"].startswith(f"{home}/rearrange?")
    assert f"page  {home}/rearrange?" in result["content"][0]["text"]


def test_it_speaks_the_language_that_is_preferred(client: Client) -> None:
    result = strict_json(sent(client, calling("round_trip", {"shape": "1,4,4,1"}), **{"accept-language": "zh"}))
    assert "先合并，再展开" in result["result"]["content"][0]["text"]


def test_where_the_sdk_is_not_installed_the_door_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_SDK", "mcp_that_nobody_has")
    app = create_app(Settings())
    client = Client.__new__(Client)
    client.app = app
    for _ in range(2):
        document = problem(sent(client, LIST), 501)
        assert document["errors"][0]["code"] == "mcp-missing"
        assert "pip install 'einscope[mcp]'" in document["detail"]
    assert "einscope[mcp]" in problem(sent(client, LIST, **{"accept-language": "zh"}), 501)["detail"]


def test_nothing_of_the_sdk_is_loaded_before_the_first_call() -> None:
    code = (
        "import sys\n"
        "from einscope.main import loaded\n"
        "loaded()\n"
        "print([name for name in ('mcp', 'mcp_types', 'einscope.doors.mcp.tools') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_tools_work_beside_the_event_loop(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sent(client, LIST)
    server = import_module("einscope.doors.mcp.server")
    threads: list[threading.Thread] = []

    def noted(*arguments: Any) -> Any:
        threads.append(threading.current_thread())
        return answering.answered(*arguments)

    monkeypatch.setattr(server, "answered", noted)
    sent(client, calling("explain", PATCH))
    assert threads
    assert threading.main_thread() not in threads


def test_several_first_calls_are_all_answered() -> None:
    app = create_app(Settings())

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://server", trust_env=False) as http:
            headers = {"accept": "application/json"}
            answers = await asyncio.gather(*(http.post("/mcp", json=LIST, headers=headers) for _ in range(8)))
            return [len(answer.json()["result"]["tools"]) for answer in answers]

    assert asyncio.run(ask()) == [5] * 8


def test_a_client_that_goes_away_leaves_nothing_behind() -> None:
    app = create_app(Settings())

    async def ask() -> int:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://server", trust_env=False) as http:
            headers = {"accept": "application/json"}
            await http.post("/mcp", json=LIST, headers=headers)
            before = len(asyncio.all_tasks())
            call = asyncio.create_task(http.post("/mcp", json=calling("explain", PATCH), headers=headers))
            await asyncio.sleep(0)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            assert (await http.post("/mcp", json=LIST, headers=headers)).status_code == 200
            return len(asyncio.all_tasks()) - before

    assert asyncio.run(ask()) == 0
