"""Serves the application, says where, and ends when told to, whatever clients do."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from types import FrameType

import uvicorn

from einscope.opening import Opening
from einscope.settings import Settings
from einscope.sockets import address_of, bound
from einscope.web.server.bounds.line import Line
from einscope.web.server.bounds.memory import settle
from einscope.web.server.readiness import READINESS
from einscope.web.server.seen.log import log_to_stderr, spoken_as
from einscope.workers import INTERRUPTED, Answering, Supervisor, usual

_LOG = logging.getLogger("einscope")
_ENDING = 5.0  # seconds for work that has begun when nobody is let in any more
_SILENT = 60  # seconds, after which a process that says nothing is replaced
WRONG = 2  # the exit status of whoever was started with something wrong


class Server(Answering):
    """Listens at once, says its address once it answers everything there, and ends in seconds."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self.settings = settings
        self.opening = config.app = Opening(settings.base)
        self._beside: list[asyncio.Future[None]] = []

    @property
    def answers(self) -> bool:
        """Whether it answers everything."""
        return self.started and self.opening.loaded

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say where."""
        if find_spec("httptools"):
            self._bound()
        await super().startup(sockets)
        if self.started and sockets and self.config.workers == 1:
            self._beside.append(asyncio.ensure_future(self._say(address_of(str(self.config.host), sockets))))

    async def _say(self, address: str) -> None:
        await self.opening.wait()
        print(f"Einscope is at {address}", flush=True)

    def _bound(self) -> None:
        """Put bounds on connections; where there is no httptools, h11 has those on their heads."""
        from einscope.listening.connection import Connection  # noqa: PLC0415 — needs httptools
        from einscope.listening.connections import Connections, affordable  # noqa: PLC0415

        connections = Connections(affordable(self.settings.connections), self.server_state.connections)
        asked = {"crowded": staticmethod(connections.crowded), "turned_away": staticmethod(_turned_away)}
        bounded = type("Bounded", (Connection,), asked)
        self.config.http_protocol_class = bounded
        self._beside.append(asyncio.ensure_future(connections.watch()))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End; who interrupts what is ending already, does not wait for it."""
        if self.should_exit and sig == signal.SIGINT:
            os._exit(INTERRUPTED)
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: say so, go on for a moment, let in nobody, finish what has begun, and leave the rest.

        A thread that works cannot be stopped, only left.
        """
        READINESS.end()
        await asyncio.sleep(self.settings.grace)
        Line.close()
        try:
            await asyncio.wait_for(super().shutdown(sockets), _ENDING)
        except TimeoutError:
            _LOG.warning("ended with %d requests under way", len(self.server_state.tasks))
        for each in self._beside:
            each.cancel()
        self._captured_signals.clear()  # it has ended as it was told to, and nothing is left to be interrupted
        if self.server_state.tasks or self.server_state.connections or not self.opening.loaded:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)


def _turned_away(code: str) -> None:
    """Count who was refused before there was a request; what counts is loaded with the application."""
    import_module("einscope.web.server.seen.metrics").turned_away(code)


def serve() -> None:
    """Serve until stopped."""
    try:
        run = _runner(Settings.from_environment())
    except ValueError as error:
        print(f"einscope: {error}", file=sys.stderr)
        sys.exit(WRONG)
    run()


def _runner(settings: Settings) -> Callable[[], None]:
    """What serves, in this process or in several; whatever is wrong with the settings is known before it does."""
    sockets = bound(settings.host, settings.port)
    config = uvicorn.Config(
        "einscope.opening:Opening",  # which each process makes for itself
        host=settings.host,
        workers=settings.workers or usual(settings.memory),
        timeout_worker_healthcheck=_SILENT,
        log_config=spoken_as(lines=bool(settings.access_log)),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        forwarded_allow_ips=settings.proxies,
    )
    if config.workers == 1:
        return partial(made(config).run, sockets)
    address = address_of(settings.host, sockets)
    return Supervisor(config, sockets, made, lambda: print(f"Einscope is at {address}", flush=True)).run


def made(config: uvicorn.Config) -> Server:
    """The server of one process, which writes down what it is asked, if anything is to be."""
    settings = Settings.from_environment()
    settle()
    logging.captureWarnings(True)
    if settings.access_log:
        log_to_stderr()
    return Server(config, settings)
