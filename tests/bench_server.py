"""Requests a second over a real socket: new questions to the API against a bare JSON route of the same server."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing import get_context
from statistics import median
from urllib.parse import quote

import uvicorn

from einscope.main import create_app
from einscope.settings import Settings

CONNECTIONS = 8  # kept alive, each with one request under way: the server never waits
REQUESTS = 100  # a connection, in one round
ROUNDS = 9


def requests_against_bare_route() -> float:
    """GET /api/v1/rearrange of 64 cells, no two queries alike, against a bare ``async def`` FastAPI JSON route.

    Returns:
        How many times the requests a second of the bare route; median of rounds in which the two take turns.
    """
    numbers = count()

    def question() -> str:
        """A query that nobody has asked: another name, and every shape of 64 cells in turn."""
        number = next(numbers)
        high, wide = SHAPES[number % len(SHAPES)]
        name = f"c{number}"
        pattern = quote(f"b h w (p1 p2 {name}) -> b (h p1) (w p2) {name}")
        return f"/api/v1/rearrange?pattern={pattern}&shape=1,{high},{wide},{64 // high // wide}&sizes=p1=2,p2=2"

    with server() as port, connections(port) as open_ones:
        rates = [(rate(open_ones, question), rate(open_ones, lambda: "/bare")) for _ in range(ROUNDS)]
    return median(ours / bare for ours, bare in rates[1:])


SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (4, 1), (1, 4), (4, 2), (2, 4), (4, 4))


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
    app = create_app(Settings())

    @app.get("/bare")
    async def bare() -> dict[str, str]:
        return {"hello": "world"}

    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
