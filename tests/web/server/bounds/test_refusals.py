"""What the application says where there is no room, over HTTP."""

import asyncio
import io
import json
from collections.abc import AsyncIterator

import httpx
import numpy as np
import pytest

from einscope.main import create_app
from einscope.settings import Settings
from einscope.web.server.bounds import bodies
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
    asked = [client.send(method, path, content=content, headers={"origin": "https://example.org"}) for _ in range(4)]
    assert asked[-1].status_code == status
    assert {each.headers["access-control-allow-origin"] for each in asked} == {"*"}
