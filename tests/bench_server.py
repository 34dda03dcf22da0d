"""Requests a second over a real socket: new and repeated questions against a bare JSON route of the same server."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, cycle, pairwise
from math import prod
from multiprocessing import get_context
from random import Random
from statistics import median
from urllib.parse import quote

import uvicorn

from einscope.main import loaded
from einscope.settings import Settings

CONNECTIONS = 8  # kept alive, each with one request under way: the server never waits
REQUESTS = 100  # a connection, in one round
ROUNDS = 9
AGAIN = 64  # questions that are asked again and again; in the first round, which does not count, they are new


def requests_against_bare_route() -> Iterator[tuple[str, float]]:
    """Requests a second of each kind, against a bare ``async def`` FastAPI JSON route of the same server.

    No two new questions are alike in names, in sizes and in which axes make up a tensor: nothing that ignores one of
    these may answer them from what it remembers. Those that are asked again are of the same kind.

    Returns:
        What is asked, and how many times the requests a second of the bare route; median of rounds in which they take
        turns.
    """
    asked = queries(Random(1))
    known = cycle([next(asked) for _ in range(AGAIN)])
    kinds: tuple[tuple[str, Callable[[], str]], ...] = (
        ("a new question, the whole answer", lambda: f"/api/v1/rearrange?{next(asked)}"),
        ("a new question, `fields=cells`", lambda: f"/api/v1/rearrange?{next(asked)}&fields=cells"),
        ("a new question, the state of a page", lambda: f"/state/rearrange?{next(asked)}"),
        ("a new question, the page", lambda: f"/rearrange?{next(asked)}"),
        ("a question again, the whole answer", lambda: f"/api/v1/rearrange?{next(known)}"),
        ("a question again, the state of a page", lambda: f"/state/rearrange?{next(known)}"),
        ("a question again, the page", lambda: f"/rearrange?{next(known)}"),
        ("a question again, the picture", lambda: f"/rearrange.svg?{next(known)}"),
    )
    with server() as port, connections(port) as open_ones:
        for name, path in kinds:
            rates = [(rate(open_ones, path), rate(open_ones, lambda: "/bare")) for _ in range(ROUNDS)]
            yield name, median(ours / bare for ours, bare in rates[1:])


def queries(chance: Random) -> Iterator[str]:
    """Questions of four to six axes of 1 to 4 cells, put together to axes of tensors by chance."""
    for number in count():
        axes = {f"{letter}{number}": chance.randint(1, 4) for letter in "bhwpqc"[: chance.randint(4, 6)]}
        left, right = (_composed(chance.sample([*axes], len(axes)), chance) for _ in "xy")
        shape = ",".join(str(prod(axes[name] for name in parts)) for parts in left)
        sizes = ",".join(f"{name}={axes[name]}" for parts in left for name in parts[1:])
        pattern = quote(" -> ".join(" ".join(f"({' '.join(parts)})" for parts in side) for side in (left, right)))
        yield f"pattern={pattern}&shape={shape}" + (f"&sizes={sizes}" if sizes else "")


def _composed(names: list[str], chance: Random) -> list[list[str]]:
    """These names in a row, cut here and there."""
    cuts = [0, *(at for at in range(1, len(names)) if chance.random() < 0.6), len(names)]
    return [names[start:end] for start, end in pairwise(cuts)]


def rate(open_ones: list[socket.socket], path: Callable[[], str]) -> float:
    """Requests a second over these connections."""
    requests = [[f"GET {path()} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for _ in open_ones] for _ in range(REQUESTS)]
    start = time.perf_counter()
    for each in requests:
        for connection, request in zip(open_ones, each, strict=True):
            connection.sendall(request)
        for connection in open_ones:
            receive(connection)
    return REQUESTS * len(open_ones) / (time.perf_counter() - start)


def receive(connection: socket.socket) -> None:
    """Read one answer; it must be a good one."""
    data = connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(data[:200].decode())
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(65536))


@contextmanager
def connections(port: int) -> Iterator[list[socket.socket]]:
    """Connections to the server, kept alive."""
    opened = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    try:
        yield opened
    finally:
        for each in opened:
            each.close()


@contextmanager
def server() -> Iterator[int]:
    """The application with a bare route beside it, on a port of its own, in a process of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    process = get_context("fork").Process(target=serve, args=(listener,), daemon=True)
    process.start()
    try:
        yield listener.getsockname()[1]
    finally:
        process.terminate()
        process.join()
        listener.close()


def serve(listener: socket.socket) -> None:
    """Serve until terminated."""
    app = loaded(Settings())

    @app.get("/bare")
    async def bare() -> dict[str, str]:
        return {"hello": "world"}

    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
