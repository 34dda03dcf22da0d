"""``./dev bench``: how fast it is, each as a ratio to something measured beside it in the same run.

Absolute times say more about the machine than about the program; ratios carry over.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from statistics import median
from urllib.parse import quote

import einops
import numpy as np
from fastapi import FastAPI

from app.core.fields import SizesText
from app.core.index_map import window
from app.core.limits import DEFAULT_LIMITS
from app.core.ops import registry
from app.core.ops.rearrange import rearrange
from app.main import create_app
from app.settings import Settings
from app.web.answer import answer
from app.web.view import View

PATTERN = "b h w (p1 p2 c) -> b (h p1) (w p2) c"
SIZES = SizesText().read("p1=2,p2=2", "sizes", DEFAULT_LIMITS)
ROUNDS = 7


def seconds(work: Callable[[], object], times: int) -> float:
    """Seconds that one piece of work takes, the mean over so many in a row."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def ratio(ours: Callable[[], object], floor: Callable[[], object], times: int) -> float:
    """How many times the floor our work takes; median of rounds in which the two take turns."""
    ours()
    floor()
    return median(seconds(ours, times) / seconds(floor, times) for _ in range(ROUNDS))


def huge_against_small() -> float:
    """The answer for 4·10¹² cells, 16 of them listed, against the answer for 16 cells."""
    operation = registry()["rearrange"]

    def ask(shape: str) -> object:
        texts = {"pattern": PATTERN, "shape": shape, "sizes": "p1=2,p2=2"}
        return answer(operation, texts, View(count=16), Settings()).model_dump_json()

    return ratio(lambda: ask("1000000,1000,1000,4"), lambda: ask("1,2,2,4"), 40)


def sources_against_einops() -> float:
    """Sources of 1,048,576 cells against einops rearranging an arange of as many, copied."""
    shape = (1, 256, 256, 16)
    table = rearrange(PATTERN, shape, SIZES, DEFAULT_LIMITS).maps[0]
    tensor = np.arange(2**20).reshape(shape)
    return ratio(
        lambda: window(table, 0, 2**20),
        lambda: np.ascontiguousarray(einops.rearrange(tensor, PATTERN, p1=2, p2=2)),
        3,
    )


def request_against_bare_route() -> float:
    """GET /api/v1/rearrange of 64 cells, every query new, against a bare ``async def`` JSON route; no socket."""
    bare = FastAPI()

    @bare.get("/bare")
    async def hello() -> dict[str, str]:
        return {"hello": "world"}

    app = create_app(Settings())
    numbers = iter(range(10**9))

    def query() -> bytes:
        name = f"c{next(numbers)}"
        pattern = f"b h w (p1 p2 {name}) -> b (h p1) (w p2) {name}"
        return f"pattern={quote(pattern)}&shape=1,4,4,4&sizes=p1=2,p2=2".encode()

    loop = asyncio.new_event_loop()
    try:
        return ratio(
            lambda: loop.run_until_complete(get(app, "/api/v1/rearrange", query())),
            lambda: loop.run_until_complete(get(bare, "/bare", b"")),
            60,
        )
    finally:
        loop.close()


async def get(app: Callable[..., Awaitable[None]], path: str, query: bytes) -> None:
    """One GET request straight to the application."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query,
        "headers": [],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    status = 0

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = int(str(message["status"]))

    await app(scope, receive, send)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")


BENCHMARKS: tuple[tuple[str, Callable[[], float]], ...] = (
    ("answer for 4·10¹² cells / for 16 cells", huge_against_small),
    ("sources of 2²⁰ cells / einops copying as many", sources_against_einops),
    ("GET of 64 cells, new query / bare JSON route", request_against_bare_route),
)


def main() -> None:
    """Print the table that README shows."""
    print("| what, against what | times as long |\n|---|---|")
    for name, benchmark in BENCHMARKS:
        print(f"| {name} | {benchmark():.2f} |", flush=True)


if __name__ == "__main__":
    main()
