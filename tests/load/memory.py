"""What a server holds of memory: while each kind of request is answered, and afterwards."""

import asyncio
import io
import json
from collections.abc import Callable

import numpy as np

from tests.load.asking import Asker, get, post
from tests.load.server import Served

_SWAP = "pattern=h+w+->+w+h"


def _array(high: int, wide: int) -> bytes:
    file = io.BytesIO()
    np.save(file, np.ascontiguousarray(np.arange(high * wide).reshape(high, wide).T))
    return post(f"/api/v1/infer?input_shape={high},{wide}", file.getvalue(), "application/x-npy")


def _program(code: str, shape: str) -> bytes:
    return post("/api/v1/program", json.dumps({"code": code, "shape": shape, "count": 65536}).encode())


def _list(side: int) -> bytes:
    sources = np.arange(side * side).reshape(side, side).T.reshape(-1).tolist()
    shapes = {"input_shape": [side, side], "output_shape": [side, side]}
    return post("/api/v1/infer", json.dumps({"sources": sources, **shapes}).encode())


KINDS: dict[str, Callable[[int], bytes]] = {
    "a PNG of 64×64, 11 million pixels": lambda number: get(
        f"/rearrange.png?{_SWAP}&shape=64,64&width={1000 + number}&scale=4"
    ),
    "the same, nothing behind it": lambda number: get(
        f"/rearrange.png?{_SWAP}&shape=64,64&width={1000 + number}&scale=4&ground=transparent"
    ),
    "a GIF of 2×2": lambda number: get(f"/rearrange.gif?{_SWAP}&shape=2,2&width={1700 + number}"),
    "a WebP of 64×64": lambda number: get(f"/rearrange.webp?{_SWAP}&shape=64,64&width={800 + number}"),
    "an order of 2²⁰ cells": lambda number: get(f"/api/v1/rearrange?{_SWAP}&shape=1024,{1000 + number}"),
    "a file of 2²⁴ cells": lambda number: get(f"/api/v1/rearrange.npy?{_SWAP}&shape=4096,4096"),
    "a file of one cell of 2²⁴": lambda number: get("/api/v1/reduce.npy?pattern=h+->&shape=16777216"),
    "`x.mean()` of 2²⁴ cells": lambda number: _program("y = x.mean()", "x:4096,4096"),
    "`torch.roll` of 2²⁴ cells": lambda number: _program("y = torch.roll(x, 5)", "x:16777216"),
    "an inference of 2²² cells": lambda number: _array(2048, 2048),
    "an inference of 2²⁴ cells": lambda number: _array(4096, 4096),
    "an inference by 14 MB of JSON": lambda number: _list(1400),
}


async def _all(port: int, make: Callable[[int], bytes], count: int) -> str:
    got = await asyncio.gather(*(Asker(port).ask(make(count + number)) for number in range(count)))
    statuses = [each.status for each in got]
    return ", ".join(f"{status or 'closed'} {statuses.count(status)}" for status in sorted(set(statuses)))


def memories(served: Served, megabytes: int, at_once: int) -> None:
    """Print the table, for one request and for several of a kind at once."""
    print(f"\n| MEMORY={megabytes}; at the start {served.megabytes:.0f} MB | answers | most, MB | afterwards, MB |")
    print("|---|---|---|---|")
    for name, make in KINDS.items():
        for count in (1, at_once):
            served.forget()
            told = asyncio.run(_all(served.port, make, count))
            print(f"| {count} × {name} | {told} | {served.peak:.0f} | {served.megabytes:.0f} |", flush=True)
