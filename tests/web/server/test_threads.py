"""What nobody waits for any more is not worked out: it is not begun, ends between two frames, and crowds out nobody."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest

from einscope.web.pictures.drawing import Going, GoneError, PicturePool
from einscope.web.server.threads import ThreadPool
from tests.web.client import PATCH, Client

PATIENCE = 30


def test_a_picture_that_nobody_waits_for_ends_at_its_next_frame() -> None:
    begun, left, ended = threading.Event(), threading.Event(), threading.Event()

    def draw(going: Going) -> bytes:
        begun.set()
        assert left.wait(PATIENCE)
        try:
            going()
        except GoneError:
            ended.set()
            raise
        return b"picture"

    async def ask() -> bytes:
        pool = PicturePool("1", 1, 1, 1_000)
        asked = asyncio.ensure_future(pool.picture("key", "image/png", draw))
        await asyncio.to_thread(begun.wait, PATIENCE)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        left.set()
        # Its place is free for the same picture, which begins anew.
        return (await pool.picture("key", "image/png", lambda going: b"anew")).body

    assert asyncio.run(ask()) == b"anew"
    assert ended.is_set()


def test_a_picture_goes_on_while_anybody_waits_for_it() -> None:
    begun, go = threading.Event(), threading.Event()

    def draw(going: Going) -> bytes:
        begun.set()
        assert go.wait(PATIENCE)
        going()
        return b"picture"

    async def ask() -> bytes:
        pool = PicturePool("1", 1, 1, 1_000)
        one, other = (asyncio.ensure_future(pool.picture("key", "image/png", draw)) for _ in range(2))
        await asyncio.to_thread(begun.wait, PATIENCE)
        one.cancel()
        with pytest.raises(asyncio.CancelledError):
            await one
        go.set()
        return (await other).body

    assert asyncio.run(ask()) == b"picture"


def test_a_picture_that_waited_for_its_turn_is_not_begun() -> None:
    drawn: list[str] = []
    go = threading.Event()

    def draw(name: str) -> bytes:
        assert go.wait(PATIENCE)
        drawn.append(name)
        return name.encode()

    async def ask() -> None:
        pool = PicturePool("1", 1, 2, 1_000)
        first, second = (
            asyncio.ensure_future(pool.picture(name, "image/png", lambda going, name=name: draw(name)))  # type: ignore[misc]
            for name in ("first", "second")
        )
        await asyncio.sleep(0)
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
        go.set()
        assert (await first).body == b"first"
        assert (await pool.picture("third", "image/png", lambda going: draw("third"))).body == b"third"

    asyncio.run(ask())
    assert drawn == ["first", "third"]


def test_work_that_waited_is_not_begun_and_work_that_began_keeps_its_place() -> None:
    go = threading.Event()
    began: list[int] = []

    def work(number: int) -> int:
        began.append(number)
        assert go.wait(PATIENCE)
        return number

    async def ask() -> int:
        pool = ThreadPool()
        working = [asyncio.ensure_future(pool.run(work, number)) for number in range(4)]
        while len(began) < 2:
            await asyncio.sleep(0.001)
        for each in working[:3]:  # two that began, and one that waits
            each.cancel()
        await asyncio.gather(*working[:3], return_exceptions=True)
        assert len(began) == 2  # those that were left still have their places
        go.set()
        return await working[3]

    assert asyncio.run(ask()) == 3
    assert sorted(began) == [0, 1, 3]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/rearrange.gif", PATCH),
        ("/program.webp", {"code": "y = x.T", "shape": "x:2,3"}),
        ("/compare.gif", {"a": "/merge?shape=1,4,4,1", "b": "/merge?shape=1,4,4,2"}),
    ],
)
def test_who_goes_away_is_noticed(path: str, query: Mapping[str, str]) -> None:
    """The connection is closed before there is an answer: the request ends without drawing one."""
    sent: list[Mapping[str, Any]] = []

    async def leave() -> None:
        messages: Iterator[dict[str, Any]] = iter(
            [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]
        )

        async def receive() -> dict[str, Any]:
            return next(messages)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": urlencode({**query, "width": "2000"}).encode(),
            "headers": [],
        }
        await Client().app(scope, receive, send)

    asyncio.run(leave())
    assert sent[0]["status"] == 499
