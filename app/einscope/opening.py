"""The application from the moment the process listens: it is loaded beside the event loop, and who asks waits."""

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from http import HTTPStatus
from importlib import import_module
from typing import TYPE_CHECKING

from starlette.types import Receive, Scope, Send
from uvicorn.config import STARTUP_FAILURE

from einscope.web.server.seen.bare import say_barely

if TYPE_CHECKING:
    from fastapi import FastAPI

_LOG = logging.getLogger("einscope")
_SAID = {"/healthz": (HTTPStatus.OK, "ok"), "/readyz": (HTTPStatus.SERVICE_UNAVAILABLE, "starting")}


def _load() -> "FastAPI":
    application: FastAPI = import_module("einscope.main").loaded()
    return application


@contextmanager
def _or_end() -> Iterator[None]:
    """End the process where something fails without which nothing will ever be answered."""
    try:
        yield
    except asyncio.CancelledError:  # it ends anyway
        raise
    except BaseException:
        _LOG.exception("cannot start")
        os._exit(STARTUP_FAILURE)


class Opening:
    """Answers ``/healthz`` and ``/readyz`` at once, and everything else as soon as the application can.

    Args:
        base: the path that all addresses are below, or may be.
        load: makes the application, which takes a second or two.
    """

    def __init__(self, base: str = "", load: "Callable[[], FastAPI]" = _load) -> None:
        self._load = load
        self._said = {f"{prefix}{path}": said for prefix in {"", base} for path, said in _SAID.items()}
        self._app: FastAPI | None = None
        self._loaded = asyncio.Event()

    @property
    def loaded(self) -> bool:
        """Whether whoever asks is answered by the application."""
        return self._app is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._app is None and scope["path"] in self._said:
            await say_barely(scope, send, *self._said[scope["path"]])
        else:
            app = await self.wait()
            await app(scope, receive, send)

    async def wait(self) -> "FastAPI":
        """The application, once it is loaded."""
        while self._app is None:
            await self._loaded.wait()
        return self._app

    async def _live(self, receive: Receive, send: Send) -> None:
        """Load when told to start, and end when told to."""
        await receive()
        async with AsyncExitStack() as living:
            loading = asyncio.ensure_future(self._open(living))
            await send({"type": "lifespan.startup.complete"})
            await receive()
            loading.cancel()
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self, living: AsyncExitStack) -> None:
        loop = asyncio.get_running_loop()
        made: asyncio.Future[FastAPI] = loop.create_future()

        def loaded(app: "FastAPI") -> None:
            if not made.done():  # it is where it was told to end meanwhile
                made.set_result(app)

        def load() -> None:
            with _or_end():
                loop.call_soon_threadsafe(loaded, self._load())

        # Python waits for other threads before it ends, and this one may be at it for a while.
        threading.Thread(target=load, name="opening", daemon=True).start()
        app = await made
        with _or_end():
            await living.enter_async_context(app.router.lifespan_context(app))
        self._app = app
        self._loaded.set()
