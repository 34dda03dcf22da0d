"""While the application is loaded: who asks how it is, is told so at once; who asks anything else, is answered then."""

import asyncio
import threading
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.types import Message

from einscope.opening import Opening


def small() -> FastAPI:
    app = FastAPI()

    @app.get("/healthz")
    @app.get("/asked")
    async def asked() -> str:
        return "answered"

    return app


async def get(opening: Opening, path: str) -> tuple[int, bytes]:
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await opening(scope, receive, send)
    return said[0]["status"], said[1]["body"]


async def living(opening: Opening, asks: Callable[[], object]) -> list[str]:
    """What is said of its life, while something is asked in between."""
    told: asyncio.Queue[str] = asyncio.Queue()
    said: list[str] = []

    async def receive() -> Message:
        return {"type": await told.get()}

    async def send(message: Message) -> None:
        said.append(message["type"])

    told.put_nowait("lifespan.startup")
    life = asyncio.ensure_future(opening({"type": "lifespan"}, receive, send))
    await asks()  # type: ignore[misc]
    told.put_nowait("lifespan.shutdown")
    await life
    return said


@pytest.mark.parametrize(
    ("base", "path", "said"),
    [
        ("", "/healthz", (200, b"ok\n")),
        ("", "/readyz", (503, b"starting\n")),
        ("/tools", "/healthz", (200, b"ok\n")),
        ("/tools", "/tools/healthz", (200, b"ok\n")),
        ("/tools", "/tools/readyz", (503, b"starting\n")),
    ],
)
def test_it_says_how_it_is_before_it_is_loaded(base: str, path: str, said: tuple[int, bytes]) -> None:
    async def ask() -> tuple[int, bytes]:
        return await get(Opening(base, small), path)

    assert asyncio.run(ask()) == said


def test_who_asks_anything_else_is_answered_once_it_is_loaded() -> None:
    go = threading.Event()

    def load() -> FastAPI:
        go.wait()
        return small()

    async def ask() -> None:
        opening = Opening(load=load)

        async def asks() -> None:
            asking = asyncio.ensure_future(get(opening, "/asked"))
            assert (await get(opening, "/healthz"))[1] == b"ok\n"
            assert not opening.loaded
            assert not asking.done()
            go.set()
            assert await asking == (200, b'"answered"')
            assert await get(opening, "/healthz") == (200, b'"answered"')  # the application's own

        assert await living(opening, asks) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]

    asyncio.run(ask())


def test_it_ends_when_told_to_before_it_is_loaded() -> None:
    go = threading.Event()

    def load() -> FastAPI:
        go.wait()
        return small()

    async def asks() -> None:
        pass

    async def ask() -> list[str]:
        try:
            return await living(Opening(load=load), asks)
        finally:
            go.set()

    assert asyncio.run(ask()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
