"""The application behind a real socket, for those who come with a browser."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from einscope.main import create_app
from einscope.settings import Settings


@contextmanager
def serving(base: str = "") -> Iterator[str]:
    """A server on a free port of this machine, while the block runs; its address.

    Args:
        base: the path that all of its addresses are below, where it knows its public address.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    home = f"http://127.0.0.1:{listening.getsockname()[1]}{base}"
    app = create_app(Settings(public_url=home if base else ""))
    config = uvicorn.Config(app, log_level="warning", ws="none", server_header=False)
    server = uvicorn.Server(config)
    started = threading.Event()

    async def serve() -> None:
        await original(sockets=[listening])
        started.set()

    original, server.startup = server.startup, lambda sockets=None: serve()  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    if not started.wait(20):
        raise RuntimeError("the server did not start")
    yield home
    server.should_exit = True
    thread.join(10)
