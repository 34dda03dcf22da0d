"""Clients that do nothing, or hardly anything, with the connections that they have; and others beside them."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from tests.load.asking import Asker, get, share
from tests.load.server import Served

_FILE = get("/api/v1/rearrange.npy?pattern=h+w+->+w+h&shape=2048,2048")
_HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
_POST = b"POST /api/v1/rearrange HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"

SLOW: dict[str, tuple[bytes, Callable[[], bytes] | None]] = {
    "silent": (b"", None),
    "half a head": (_HEAD, None),
    "a head, a line a second": (_HEAD, lambda: b"A: b\r\n"),
    "half a body": (_POST + b"Content-Length: 100\r\n\r\n{", None),
    "a body, a byte a second": (_POST + b"Content-Length: 100000\r\n\r\n{", lambda: b" "),
    "who reads nothing of a file": (_FILE, None),
}


async def slow(served: Served, begin: bytes, go_on: Callable[[], bytes] | None, count: int, seconds: float) -> str:
    """One row: how others were answered, and how many connections the server left."""
    until, left = time.perf_counter() + seconds, 0

    async def hold() -> None:
        nonlocal left
        with suppress(OSError, asyncio.CancelledError):
            reader, writer = await asyncio.open_connection("127.0.0.1", served.port, limit=1)
            try:
                writer.write(begin)
                while go_on is not None and not writer.is_closing():
                    await asyncio.sleep(1)
                    writer.write(go_on())
                while begin is _FILE or await reader.read(65536):
                    await asyncio.sleep(1)
                left += 1
            finally:
                writer.transport.abort()

    holding = [asyncio.ensure_future(hold()) for _ in range(count)]
    asker, found = Asker(served.port), []
    while time.perf_counter() < until:
        found.append(await asker.ask(get("/healthz")))
        asker.close()
        await asyncio.sleep(0.1)
    for each in holding:
        each.cancel()
    await asyncio.gather(*holding)
    bad = sum(got.status != 200 for got in found)
    times = [got.seconds for got in found]
    return (
        f"{share(times, 0.5):.0f} / {share(times, 0.99):.0f} | {bad} of {len(found)} | {left} | {served.megabytes:.0f}"
    )


def slows(served: Served, seconds: float, count: int) -> None:
    """Print the table."""
    print(f"\n| {count} clients for {seconds:g} s | /healthz, ms | failed | left by the server | MB |")
    print("|---|---|---|---|---|")
    for name, (begin, go_on) in SLOW.items():
        print(f"| {name} | {asyncio.run(slow(served, begin, go_on, count, seconds))} |", flush=True)
