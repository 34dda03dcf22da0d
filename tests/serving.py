"""The application behind a real socket, for those who come with a browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from einscope.main import create_app
from einscope.settings import Settings


@contextmanager
def serving() -> Iterator[str]:
    """A server on a free port of this machine, while the block runs; its address."""
    config = uvicorn.Config(
        create_app(Settings()), host="127.0.0.1", port=0, log_level="warning", ws="none", server_header=False
    )
    server = uvicorn.Server(config)
    started = threading.Event()

    async def serve() -> None:
        await original(sockets=None)
        started.set()

    original, server.startup = server.startup, lambda sockets=None: serve()  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    if not started.wait(20):
        raise RuntimeError("the server did not start")
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
