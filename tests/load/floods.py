"""Floods: many connections that ask for one kind of thing as fast as they are answered, and others beside them."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from urllib.parse import quote

from tests.load.asking import Asker, Got, get, post, share
from tests.load.server import Served

_numbers = count()


def _new_query() -> bytes:
    name, number = f"c{next(_numbers)}", next(_numbers)
    pattern = quote(f"b h w (p1 p2 {name}) -> b (h p1) (w p2) {name}")
    return get(f"/api/v1/rearrange?pattern={pattern}&shape=1,{1 + number % 8},2,16&sizes=p1=2,p2=2")


def _program() -> bytes:
    code = f"y = x\nfor i in range({5 + next(_numbers) % 20}):\n    y = torch.cat([y[1:], y[:1]])\n"
    return post("/api/v1/program", json.dumps({"code": code, "shape": "x:64,64"}).encode())


def _picture() -> bytes:
    return get(f"/rearrange.gif?pattern=h+w+->+w+h&shape=8,8&width={300 + next(_numbers) % 900}")


def _page() -> bytes:
    return get(f"/merge?shape=1,{2 + 2 * (next(_numbers) % 40)},{2 + 2 * (next(_numbers) % 40)},3")


def _order() -> bytes:
    return get(f"/api/v1/rearrange?pattern=h+w+->+w+h&shape={900 + next(_numbers) % 100},{900 + next(_numbers) % 90}")


FLOODS: dict[str, Callable[[], bytes]] = {
    "new queries": _new_query,
    "pages": _page,
    "orders of 2²⁰ cells": _order,
    "programs": _program,
    "films": _picture,
    "files": lambda: get("/api/v1/rearrange.npy?pattern=h+w+->+w+h&shape=512,512"),
}


async def flood(served: Served, request: Callable[[], bytes], connections: int, seconds: float) -> str:
    """One row of the table."""
    until = time.perf_counter() + seconds
    answers: Counter[int] = Counter()

    async def pour() -> None:
        asker = Asker(served.port)
        while time.perf_counter() < until:
            answers[(await asker.ask(request())).status] += 1
        asker.close()

    pouring = [asyncio.ensure_future(pour()) for _ in range(connections)]
    fresh, kept = await asyncio.gather(_beside(served, until, True), _beside(served, until, False))
    _, late = await asyncio.wait(pouring, timeout=30)
    for each in late:
        each.cancel()
    told = ", ".join(f"{status or 'closed'} {times}" for status, times in sorted(answers.items()))
    bad = sum(got.status != 200 for got in fresh + kept)
    both = [[got.seconds for got in each] for each in (fresh, kept)]
    return (
        f"{share(both[0], 0.5):.0f} / {share(both[0], 0.99):.0f} / {share(both[0], 1):.0f} | "
        f"{share(both[1], 0.5):.0f} / {share(both[1], 0.99):.0f} / {share(both[1], 1):.0f} | {bad} | {told}"
    )


async def _beside(served: Served, until: float, fresh: bool) -> list[Got]:
    """Asks for what costs nothing, twenty times a second: over a new connection each time, or over one."""
    asker, found = Asker(served.port), []
    while time.perf_counter() < until:
        found.append(await asker.ask(get("/healthz")))
        if fresh:
            asker.close()
        await asyncio.sleep(0.05)
    asker.close()
    return found


def floods(served: Served, seconds: float, sizes: tuple[int, ...], only: str = "") -> None:
    """Print the table."""
    print(f"\n| flood, for {seconds:g} s | connections | new connection, ms | kept one, ms | failed | answers to it |")
    print("|---|---|---|---|---|---|")
    for name, request in FLOODS.items():
        for size in sizes if only in name else ():
            print(f"| {name} | {size} | {asyncio.run(flood(served, request, size, seconds))} |", flush=True)
