"""For how long the heaviest requests keep others waiting; ``./dev bench`` prints the table."""

import asyncio
import time

from fastapi import FastAPI
from starlette.types import Message

from einscope.main import loaded
from einscope.settings import Settings
from tests.web.server.heaviest import HEAVIEST, REFUSED, Heavy

_TICK = 0.0005  # seconds between two turns of the event loop, where nobody keeps it
_PIECE = 2**16  # bytes of a body that come at once


def pauses() -> list[tuple[str, float, float]]:
    """For each of the heaviest requests its name, the milliseconds of its answer, and the longest pause beside it.

    Of a pause only what this process worked counts: what other processes took of the machine keeps nobody waiting here.
    """
    return asyncio.run(_pauses(loaded(Settings(public_url="https://example.org"))))


async def _pauses(app: FastAPI) -> list[tuple[str, float, float]]:
    found = []
    async with app.router.lifespan_context(app):
        for name, heavy in {**HEAVIEST, **REFUSED}.items():
            longest, done = 0.0, asyncio.create_task(_answered(app, heavy))
            start = last = time.perf_counter()
            worked = time.process_time()
            while not done.done():
                await asyncio.sleep(_TICK)
                now, works = time.perf_counter(), time.process_time()
                longest, last, worked = max(longest, min(now - last, works - worked)), now, works
            await done
            found.append((name, (last - start) * 1000, longest * 1000))
    return found


async def _answered(app: object, heavy: Heavy) -> None:
    path, _, query = heavy.address.partition("?")
    told = {"Host": "example.org", "Accept": "*/*", **heavy.headers}  # what any client says
    headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
    scope = {"type": "http", "method": heavy.method, "path": path, "query_string": query.encode(), "headers": headers}
    scope["client"] = ("127.0.0.1", 1)  # the application may ask itself, which is not watched
    begins = iter(range(0, max(1, len(heavy.body)), _PIECE))

    async def receive() -> Message:
        begin = next(begins, None)
        if begin is None:
            await asyncio.Event().wait()  # whoever asks stays to hear the answer
            raise AssertionError
        end = begin + _PIECE
        return {"type": "http.request", "body": heavy.body[begin:end], "more_body": end < len(heavy.body)}

    async def send(message: Message) -> None:
        if message.get("status", heavy.status) != heavy.status:
            raise RuntimeError(f"{heavy.address[:80]} is answered by {message['status']}")

    await app(scope, receive, send)  # type: ignore[operator]
