"""What is let in, who waits, and who is told to come again."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest

from einscope.core.patience import SpentError, go_on
from einscope.core.room import room
from einscope.web.server.bounds.line import ASKER, BusyError, Line
from einscope.web.server.bounds.memory import MB, Memory, TooLargeError
from einscope.web.server.bounds.rate import Rate
from einscope.web.server.bounds.turns import Turns
from einscope.web.server.threads import ThreadPool

PATIENCE = 30


async def settled() -> None:
    """Let everybody go as far as they get."""
    for _ in range(20):
        await asyncio.sleep(0)


def asking(asker: str, wait: Callable[[], Awaitable[None]]) -> "asyncio.Task[None]":
    async def ask() -> None:
        ASKER.set(asker)
        await wait()

    return asyncio.ensure_future(ask())


@pytest.mark.parametrize(
    ("most", "share", "askers", "refused"),
    [
        (3, 3, "aaaaa", [3, 4]),
        (4, 2, "aaab", [2]),
        (4, 2, "ababc", [4]),
        (1, None, "ab", [1]),
        (0, None, "a", [0]),
    ],
)
def test_no_more_wait_than_may_and_no_more_of_one_address(
    most: int, share: int | None, askers: str, refused: list[int]
) -> None:
    async def run() -> None:
        line = Line(most, share)
        waiting = [asking(asker, line.wait) for asker in askers]
        await settled()
        assert [number for number, each in enumerate(waiting) if each.done()] == refused
        assert all(isinstance(waiting[number].exception(), BusyError) for number in refused)
        while line.call():
            await settled()
        assert all(each.done() for each in waiting)

    asyncio.run(run())


@pytest.mark.parametrize("gone", [(0,), (1,), (0, 1), (2,)])
def test_who_goes_away_holds_up_nobody(gone: tuple[int, ...]) -> None:
    async def run() -> None:
        memory = Memory(10)

        async def hold() -> None:
            async with memory.set_aside(6):
                await asyncio.sleep(0)

        await memory.take(10)
        holding = [asyncio.ensure_future(hold()) for _ in range(3)]
        await settled()
        memory.give(10)  # the first is called, and goes in the same turn of the loop
        for number in gone:
            holding[number].cancel()
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*holding, return_exceptions=True)
        assert memory.free == 10
        assert [each.cancelled() for each in holding] == [number in gone for number in range(3)]

    asyncio.run(run())


def test_what_waits_for_memory_is_admitted_in_its_order_and_what_never_fits_is_refused() -> None:
    async def run() -> None:
        memory, came = Memory(100), list[int]()

        async def take(cost: int) -> None:
            await memory.take(cost)
            came.append(cost)

        await take(70)
        waiting = [asyncio.ensure_future(take(cost)) for cost in (50, 20, 10)]
        await settled()
        assert came == [70]  # nor does a small one pass a large one, which would wait for ever
        memory.give(70)
        await asyncio.gather(*waiting)
        assert came == [70, 50, 20, 10]
        with pytest.raises(TooLargeError):
            await memory.take(101)

    asyncio.run(run())


@pytest.mark.parametrize("each", [1, 4])
def test_so_many_begin_in_each_turn_of_the_event_loop(each: int) -> None:
    async def run() -> None:
        turns, begun, seen = Turns(99, 99, each), list[int](), list[int]()

        async def begin(number: int) -> None:
            await turns.turn()
            begun.append(number)

        working = [asyncio.ensure_future(begin(number)) for number in range(9 * each)]
        for _ in range(14):  # whoever asks for nothing dear has every turn
            await asyncio.sleep(0)
            seen.append(len(begun))
        assert max(after - before for before, after in pairwise(seen)) == each
        assert begun == list(range(9 * each))
        await asyncio.gather(*working)
        await turns.turn()  # at once where nobody waits

    asyncio.run(run())


def test_threads_let_in_what_their_memory_has_room_for() -> None:
    go, working, most = threading.Event(), list[int](), list[int]()

    def work(number: int) -> None:
        working.append(number)
        most.append(len(working))
        assert go.wait(PATIENCE)
        working.remove(number)

    async def run() -> None:
        pool = ThreadPool(Memory(100 * MB), at_once=8)
        asked = [asyncio.ensure_future(pool.run(work, number, cost=40 * MB)) for number in range(6)]
        while len(working) < 2:
            await asyncio.sleep(0.001)
        go.set()
        await asyncio.gather(*asked)
        assert pool.memory.free == 100 * MB

    asyncio.run(run())
    assert max(most) == 2


def test_threads_send_away_who_would_wait_too_long() -> None:
    go = threading.Event()

    async def run() -> None:
        pool = ThreadPool(at_once=1, waiting=2, share=2)
        asked = [asyncio.ensure_future(pool.run(go.wait, PATIENCE)) for _ in range(5)]
        await settled()
        assert [each.done() for each in asked] == [False, False, False, True, True]
        assert isinstance(asked[4].exception(), BusyError)
        assert isinstance(asked[3].exception(), BusyError)
        go.set()
        assert await asyncio.gather(*asked[:3]) == [True] * 3

    asyncio.run(run())


def test_work_that_has_begun_gets_more_memory_when_there_is_some() -> None:
    def work() -> str:
        with room(80 * MB):
            return "done"

    async def run() -> None:
        pool = ThreadPool(Memory(100 * MB))
        await pool.memory.take(90 * MB)
        asked = asyncio.ensure_future(pool.run(work, cost=1))
        await settled()
        assert not asked.done()
        pool.memory.give(90 * MB)
        assert await asked == "done"
        await settled()
        assert pool.memory.free == 100 * MB

    asyncio.run(run())


def test_work_ends_when_its_time_is_spent() -> None:
    def work() -> None:
        while True:
            go_on()

    async def run() -> None:
        pool = ThreadPool(seconds=0)
        with pytest.raises(SpentError):
            await pool.run(work)
        assert await pool.run(lambda: "next") == "next"

    asyncio.run(run())


def test_the_rate_of_an_address_is_bounded_and_each_has_its_own() -> None:
    now = [0.0]
    rate = Rate(2, clock=lambda: now[0])
    assert [rate.wait("a") for _ in range(5)] == [0, 0, 0, 0, 0.5]
    assert rate.wait("b") == 0
    now[0] = 0.5
    assert [rate.wait("a") for _ in range(2)] == [0, 0.5]
