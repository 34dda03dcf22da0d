"""What the application says where there is no room, over HTTP."""

import asyncio
import io
import json
from collections.abc import AsyncIterator

import httpx
import numpy as np
import pytest

from einscope.core.patience import SpentError
from einscope.main import create_app
from einscope.settings import Settings
from einscope.web.server.bounds import bodies
from einscope.web.server.bounds.line import BusyError
from einscope.web.server.bounds.memory import TooLargeError
from tests.lines import Lines
from tests.web.client import PATCH, Client, answer, problem

NPY = {"content-type": "application/x-npy"}
CHAIN = "y = x\nfor i in range(60):\n    y = torch.cat([y[1:], y[:1]])\n"


def code(response: httpx.Response, status: int) -> str:
    return str(problem(response, status)["errors"][0]["code"])


def saved(shape: tuple[int, ...]) -> bytes:
    file = io.BytesIO()
    np.save(file, np.arange(np.prod(shape)).reshape(shape))
    return file.getvalue()


def test_a_request_that_is_worked_on_for_too_long_is_refused_in_words() -> None:
    client = Client(Settings(seconds=0))
    texts = {"code": CHAIN, "shape": "x:65536", "count": 65536}
    assert code(client.post("/api/v1/program", texts), 422) == "time-spent"
    order = {"pattern": "h w -> w h", "shape": "1024,1023"}
    assert code(client.get("/api/v1/rearrange", order), 422) == "time-spent"
    assert code(client.get("/rearrange.gif", {**PATCH, "width": "301"}), 422) == "time-spent"
    call = {"name": "explain", "arguments": order}
    asked = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call})
    accepted = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    told = client.send("POST", "/mcp", content=asked, headers=accepted).json()["result"]
    assert told["isError"]
    assert told["structuredContent"]["errors"][0]["code"] == "time-spent"
    answer(client.get("/api/v1/rearrange", PATCH))  # what takes a moment takes no time of a thread


def test_a_small_server_serves_everything_but_the_largest_inference() -> None:
    client = Client(Settings(memory=256))
    assert client.get("/rearrange.png", {**PATCH, "width": "600", "scale": "4"}).status_code == 200
    assert (
        answer(client.post("/api/v1/program", {"code": "y = x.mean()", "shape": "x:4096,4096"}))["cells"]["total"] == 1
    )
    answer(client.send("POST", "/api/v1/infer?input_shape=2048,2048", content=saved((2048, 2048)), headers=NPY))
    refused = client.send("POST", "/api/v1/infer?input_shape=4096,2048", content=saved((4096, 2048)), headers=NPY)
    assert code(refused, 413) == "body-long"
    assert str(2**22 * 8 + 4096) in refused.text


@pytest.mark.parametrize("path", ["/api/v1/rearrange", "/api/v1/infer", "/nowhere"])
def test_a_body_that_says_it_is_too_long_is_refused_before_it_is_read(path: str) -> None:
    asked: list[bool] = []

    async def body() -> AsyncIterator[bytes]:
        asked.append(True)
        yield b"{}"

    headers = {"content-type": "application/json", "content-length": "99999999999"}
    assert code(Client().send("POST", path, content=body(), headers=headers), 413) == "body-long"
    assert asked == []


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "_GRACE", 0.01)

    async def body() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    headers = {"content-type": "application/json", "content-length": "20"}
    assert code(Client().send("POST", "/api/v1/rearrange", content=body(), headers=headers), 408) == "body-slow"


def test_an_address_that_asks_too_often_is_told_to_wait() -> None:
    client = Client(Settings(rate=1))
    statuses = [client.get("/api/v1/rearrange", PATCH) for _ in range(4)]
    assert [each.status_code for each in statuses[:2]] == [200, 200]
    assert code(statuses[3], 429) == "rate-limit"
    assert int(statuses[3].headers["retry-after"]) >= 1
    assert client.get("/healthz").status_code == 200


def test_a_flood_is_shed_and_who_asks_for_what_costs_nothing_is_answered() -> None:
    app = create_app(Settings(turns_waiting=4, answer_bytes=0))

    async def flood() -> None:
        transport = httpx.ASGITransport(app, raise_app_exceptions=True)
        async with httpx.AsyncClient(transport=transport, base_url="http://server", trust_env=False) as client:
            asked = [client.get("/api/v1/rearrange", params=PATCH) for _ in range(20)]
            came = await asyncio.gather(*asked, client.get("/healthz"), client.get("/static/shell/style.css"))
            assert [each.status_code for each in came[20:]] == [200, 200]
            shed = [each for each in came[:20] if each.status_code == 503]
            assert len(shed) >= 10
            assert {code(each, 503) for each in shed} == {"server-busy"}
            assert all(int(each.headers["retry-after"]) >= 1 for each in shed)
            assert sum(each.status_code == 200 for each in came[:20]) == 20 - len(shed)

    asyncio.run(flood())


@pytest.mark.parametrize(
    ("settings", "method", "path", "content", "status"),
    [
        (Settings(), "GET", "/api/v1/merge?" + "a" * 9_000, b"", 422),
        (Settings(), "POST", "/api/v1/merge", b"x" * 600_000, 413),
        (Settings(rate=1), "GET", "/api/v1/nowhere?1", b"", 429),
        (Settings(rate=1), "GET", "/merge.svg?shape=1", b"", 429),
        (Settings(turns_waiting=0), "GET", "/api/v1/merge", b"", 422),
    ],
)
def test_a_page_of_any_origin_reads_what_is_refused_before_it_is_routed(
    settings: Settings, method: str, path: str, content: bytes, status: int
) -> None:
    client = Client(settings)
    headers = {"origin": "https://example.org"}
    # However slow the machine: some of so many come within a second, which is more often than one address may ask.
    asked = (client.send(method, path, content=content, headers=headers) for _ in range(99))
    refused = next(each for each in asked if each.status_code == status)
    assert refused.headers["access-control-allow-origin"] == "*"


def read_by_any_page(response: httpx.Response) -> None:
    """Whoever asked from a page of another origin is told all of it."""
    assert response.headers["access-control-allow-origin"] == "*"
    exposed = response.headers["access-control-expose-headers"].split(", ")
    assert {"Retry-After", "X-Request-ID"} <= set(exposed)
    assert response.headers["x-request-id"]


BEFORE, AFTER = "einscope.web.server.bounds.turns.Turns.turn", "einscope.web.server.threads.ThreadPool.weighed"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("where", "failure", "status", "told"),
    [
        (BEFORE, BusyError(), 503, "server-busy"),
        (BEFORE, RuntimeError("nobody foresaw"), 500, "internal"),
        (AFTER, BusyError(), 503, "server-busy"),
        (AFTER, TooLargeError(), 422, "memory-limit"),
        (AFTER, SpentError(1), 422, "time-spent"),
        (AFTER, RuntimeError("nobody foresaw"), 500, "internal"),
    ],
)
def test_a_page_of_any_origin_reads_each_refusal_of_the_api_and_its_line_has_the_route(
    monkeypatch: pytest.MonkeyPatch, log: Lines, where: str, failure: Exception, status: int, told: str, method: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(where, fail)
    asked = {"params": {"shape": "1,4,4,1"}} if method == "GET" else {"content": b'{"shape": "1,4,4,1"}'}
    headers = {"origin": "https://example.org", "content-type": "application/json"}
    response = Client(Settings(answer_bytes=0)).send(method, "/api/v1/merge", headers=headers, **asked)
    assert code(response, status) == told
    read_by_any_page(response)
    assert [line["route"] for line in log.found] == ["/api/v1/merge"]


@pytest.mark.parametrize(
    ("path", "length", "status", "route"),
    [
        ("/api/v1/rearrange", "20", 408, "/api/v1/rearrange"),
        ("/api/v1/rearrange", "99999999999", 413, "/api/v1/rearrange"),
        ("/api/v1/infer", "99999999999", 413, "/api/v1/infer"),
        ("/learn/nothing", "99999999999", 413, "/learn/{name}"),
        ("/api/v1/nowhere", "99999999999", 413, None),
    ],
)
def test_what_is_refused_for_its_body_is_told_to_pages_too_and_counted_by_its_route(
    monkeypatch: pytest.MonkeyPatch, log: Lines, path: str, length: str, status: int, route: str | None
) -> None:
    monkeypatch.setattr(bodies, "_GRACE", 0.01)

    async def body() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    headers = {"origin": "https://example.org", "content-type": "application/json", "content-length": length}
    response = Client().send("POST", path, content=body(), headers=headers)
    problem(response, status)
    if path.startswith("/api/"):
        read_by_any_page(response)
    assert [line.get("route") for line in log.found] == [route]


def test_a_page_that_asks_first_what_it_may_send_is_counted_by_the_route_that_it_asks_for(log: Lines) -> None:
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    assert Client().send("OPTIONS", "/api/v1/merge", headers=asked).status_code == 200
    assert [line["route"] for line in log.found] == ["/api/v1/merge"]
