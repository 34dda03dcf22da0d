"""The garbage collector lets others run: it looks at little at a time, and finds next to nothing."""

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from einscope.main import loaded
from einscope.settings import Settings
from einscope.web.server.bounds.garbage import Garbage
from tests.web.client import Client
from tests.web.server.heaviest import HEAVIEST

AT_ONCE = 30_000  # objects that are looked at while somebody is answered: some ten milliseconds
LEFT = 5_000  # objects of one request that only the collector frees


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """The collector as it was before, afterwards."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_lives_as_long_as_the_server_is_not_looked_through_while_it_serves() -> None:
    loaded()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 50_000
    assert len(gc.get_objects()) < gc.get_freeze_count()


def test_few_objects_are_looked_at_while_somebody_is_answered() -> None:
    Garbage().settle()
    young, middle, _ = gc.get_threshold()
    assert young * (middle + 2) <= AT_ONCE


class _Ring:
    """An object that only the collector frees."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize("works", [1, 2])
def test_what_grew_old_is_freed_as_soon_as_nothing_is_worked_on(works: int) -> None:
    collector = Garbage()

    async def serve() -> list[bool]:
        collector.settle()
        for _ in range(works):
            collector.begun()
        kept = _Ring()
        gc.collect(1)  # from which it comes out old
        ring, found = weakref.ref(kept), []
        del kept
        for _ in range(works):
            collector.ended()
            collector.answered()
            await asyncio.sleep(0)
            found.append(ring() is None)
        return found

    assert asyncio.run(serve()) == [False] * (works - 1) + [True]


@pytest.fixture(scope="module")
def served() -> Client:
    """An application that keeps no answers."""
    return Client(Settings(public_url="https://example.org", answer_bytes=0, picture_bytes=0))


@pytest.mark.parametrize("name", HEAVIEST)
def test_what_an_answer_is_made_of_is_freed_without_the_collector(served: Client, name: str) -> None:
    heavy = HEAVIEST[name]
    served.get("/merge")
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        response = served.send(heavy.method, heavy.address, content=heavy.body, headers=heavy.headers)
        assert response.status_code == 200, response.text[:300]
        assert gc.collect() < LEFT
    finally:
        gc.enable()
