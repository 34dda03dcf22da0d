"""Two replicas behind a real proxy, under load: one is killed, one ends as it should, one becomes a new release."""

import asyncio
import itertools
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

from tests.deploy.proxied import behind_a_proxy

CLIENTS = 8  # at once
SECONDS = 8  # of a measurement

# All of it changes nothing, so the proxy may ask another replica: that no such request fails is what is promised.
PROMISED: list[Callable[[int], str]] = [
    lambda number: "/healthz",
    lambda number: f"/api/v1/merge?shape=1,{2 * number % 60 + 2},4,1",
    lambda number: f"/state/rearrange?pattern=h+w+->+w+h&shape={number % 50 + 1},3",
    lambda number: f"/roll.svg?shape=1,4,{number % 40 + 1},1",
    lambda number: "/static/icon.svg",
    lambda number: "/learn",
]


class Load:
    """Clients that ask one thing after another, and keep what was not answered as it should be."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.numbers = itertools.count()
        self.answered: Counter[str] = Counter()
        self.failed: list[str] = []

    async def client(self, going: asyncio.Event) -> None:
        async with httpx.AsyncClient(base_url=self.address, trust_env=False, timeout=30) as client:
            while not going.is_set():
                number = next(self.numbers)
                path = PROMISED[number % len(PROMISED)](number)
                try:
                    status = (await client.get(path)).status_code
                except httpx.TransportError as error:
                    self.failed.append(f"{path}: {error!r}")
                    continue
                self.answered[path.partition("?")[0]] += 1
                if status != 200:
                    self.failed.append(f"{path}: {status}")


async def under_load(address: str, what: Callable[[], Awaitable[object]]) -> Load:
    """What clients met with while something happened to the replicas."""
    load, ended = Load(address), asyncio.Event()
    clients = [asyncio.ensure_future(load.client(ended)) for _ in range(CLIENTS)]
    await what()
    ended.set()
    await asyncio.gather(*clients)
    return load


def test_no_promised_request_fails_while_replicas_are_killed_drained_and_replaced(tmp_path: Path) -> None:
    with behind_a_proxy(2, tmp_path) as (address, [one, other]):

        async def happens() -> None:
            await asyncio.to_thread(one.end, signal.SIGKILL)
            one.start()
            await asyncio.to_thread(one.answers)
            await asyncio.sleep(1.5)  # until the proxy has seen it
            assert await asyncio.to_thread(other.end, signal.SIGTERM) < 10
            other.start()  # the new release
            await asyncio.to_thread(other.answers)
            await asyncio.sleep(1.5)

        load = asyncio.run(under_load(address, happens))
        assert load.failed == []
        assert sum(load.answered.values()) > 100
        print(f"\n{sum(load.answered.values())} requests, none failed")


def test_throughput_grows_with_replicas(tmp_path: Path) -> None:
    served = {}
    for count in (1, 2):
        folder = tmp_path / str(count)
        folder.mkdir()
        with behind_a_proxy(count, folder) as (address, _):
            load = asyncio.run(under_load(address, lambda: asyncio.sleep(SECONDS)))
            assert load.failed == []
            served[count] = sum(load.answered.values()) / SECONDS
    print(f"\n1 replica: 1, 2 replicas: {served[2] / served[1]:.2f} of its requests a second")
    assert served[2] > 0.7 * served[1]  # clients and proxy share the same cores
