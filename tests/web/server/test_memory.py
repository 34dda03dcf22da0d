"""Whatever is accepted is answered in bounded memory: the limits are driven to their ends."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.web.answers.source_file import stream
from tests.core.asking import plan_of
from tests.web.client import Client

MEGABYTES = 2**20

ANSWERS = [
    (
        "rearrange",
        {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1000000,1000,1000,4", "sizes": "p1=2,p2=2"},
    ),
    ("rearrange", {"pattern": "... -> (...)", "shape": ",".join(["2"] * 32)}),
    ("rearrange", {"pattern": "(a b c) -> (c b a)", "shape": "1048576", "sizes": "a=64,b=128"}),
    ("reduce", {"pattern": "a b -> a", "shape": "1000,1000000000"}),
    ("reduce", {"pattern": "a b -> a", "shape": "10,65536"}),
    ("repeat", {"pattern": "a -> (a b)", "shape": "100000", "sizes": "b=1000000"}),
    ("einsum", {"pattern": "ij,jk->ik", "shape": "3000,1000;1000,3000"}),
    ("einsum", {"pattern": ",".join(["a"] * 400) + "->a", "shape": ";".join(["9"] * 400)}),
    ("merge", {"shape": "1,1023,1023,1", "odd": "pad"}),
    ("merge", {"shape": "9,999999,999999,3", "odd": "crop"}),
    ("unfold", {"shape": "1,1000,1000,1", "kernel": "5"}),
    ("roll", {"shape": "1000000,1000000,3", "shift": "1,-1", "axes": "0,1"}),
    ("roll", {"shape": "16777216", "shift": "5"}),
    ("unfold", {"shape": "1,1000000,10000,3", "kernel": "99"}),
]


@contextmanager
def at_most(megabytes: int) -> Iterator[None]:
    """Fails where more memory was held at once; what was there before does not count."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * MEGABYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("operation", "texts"), ANSWERS)
@pytest.mark.parametrize("count", ["16", str(DEFAULT_LIMITS.window_cells)])
def test_an_answer_takes_little_memory(client: Client, operation: str, texts: dict[str, str], count: str) -> None:
    with at_most(200):
        response = client.post(f"/api/v1/{operation}", {**texts, "count": int(count), "check": 1})
    assert response.status_code == 200
    assert len(response.content) < 4 * MEGABYTES


PROGRAMS = [
    ("y = x.permute(2, 0, 1).flip(0)\nz = torch.cat([y[::2], y[1::2]])", "x:256,256,256"),
    ("y = torch.roll(x, 5)", "x:16777216"),
    ("y = F.pad(x, (1, 1, 1, 1)).flatten()", "x:4094,4094"),
    ("y = x + x.T", "x:2896,2896"),
    ("y = x.sum()", "x:4096,4096"),
    ("y = x\nfor i in range(70):\n    y = torch.cat([y[1:], y[:1]])", "x:16777216"),
    ("i = torch.arange(65536)\ny = x + i[:, None] + i", "x:1"),
    ("y = x.reshape(-1)", "x:2000000,2000000"),
    ("y = x.expand(2**25, 2**25)", "x:1,1"),
    ("y = [x[i] for i in range(300)]\nz = torch.cat(y)", "x:300,30000"),
]


@pytest.mark.parametrize(("code", "shape"), PROGRAMS)
def test_a_program_takes_bounded_memory(client: Client, code: str, shape: str) -> None:
    with at_most(250):
        response = client.post("/api/v1/program", {"code": code, "shape": shape, "count": DEFAULT_LIMITS.window_cells})
    assert response.status_code == 200, response.text
    assert len(response.content) < 4 * MEGABYTES


STREAMS: list[Callable[[], object]] = [
    lambda: stream(plan_of("expand", shape="4,512,512,16").maps, (4, 1024, 1024, 4), 0, 2**24),
    lambda: stream(plan_of("merge", shape="1,4095,4095,1", odd="pad").maps, (2**24,), 0, 2**24),
    lambda: stream(plan_of("reduce", pattern="a b -> a", shape="16,1048576").maps, (16, 2**20), 0, 16),
    lambda: stream(plan_of("unfold", shape="1,1024,1024,1", kernel="4", stride="1").maps, (2**23,), 0, 2**23),
]


@pytest.mark.parametrize("make", STREAMS)
def test_a_stream_takes_little_memory(make: Callable[[], Iterator[bytes]]) -> None:
    with at_most(200):
        written = sum(len(chunk) for chunk in make())
    assert written > 64 * MEGABYTES


def test_the_example_of_every_operation_is_among_what_is_driven() -> None:
    assert {operation for operation, _ in ANSWERS} >= set(registry()) - {"expand"}
