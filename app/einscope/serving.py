"""Serves the application, says where, and ends when told to, whatever clients do."""

import asyncio
import logging
import os
import signal
import socket
import sys
from importlib.util import find_spec

import uvicorn

from einscope.main import create_app
from einscope.settings import Settings
from einscope.web.server.bounds.line import Line
from einscope.web.server.bounds.memory import settle
from einscope.web.server.bounds.readiness import READINESS

_REACHED_LOCALLY = ("127.0.0.1", "0.0.0.0", "::", "::1")  # noqa: S104 -- compared with, not bound to
_LOG = logging.getLogger("einscope")
_ENDING = 5.0  # seconds for work that has begun when nobody is let in any more


class Server(uvicorn.Server):
    """Says its address once it really listens there; ends in seconds."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self.settings = settings
        self._watch: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say where."""
        if find_spec("httptools"):
            self._bound()
        await super().startup(sockets)
        if self.started:
            host = "localhost" if self.config.host in _REACHED_LOCALLY else self.config.host
            port = self.servers[0].sockets[0].getsockname()[1]  # the one it got, where PORT is 0
            print(f"Einscope is at http://{host}:{port}", flush=True)

    def _bound(self) -> None:
        """Put bounds on connections; where there is no httptools, h11 has those on their heads."""
        from einscope.listening.connection import Connection  # noqa: PLC0415 — needs httptools
        from einscope.listening.connections import Connections, affordable  # noqa: PLC0415

        connections = Connections(affordable(self.settings.connections), self.server_state.connections)
        bounded = type("Bounded", (Connection,), {"crowded": staticmethod(connections.crowded)})
        self.config.http_protocol_class = bounded
        self._watch = asyncio.ensure_future(connections.watch())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: say so, go on for a moment, let in nobody, finish what has begun, and leave the rest.

        A thread that works cannot be stopped, only left.
        """
        READINESS.end()
        if not self.force_exit:
            await asyncio.sleep(self.settings.grace)
        Line.close()
        try:
            await asyncio.wait_for(super().shutdown(sockets), _ENDING)
        except TimeoutError:
            _LOG.warning("ended with %d requests under way", len(self.server_state.tasks))
        if self._watch is not None:
            self._watch.cancel()
        self._captured_signals = [each for each in self._captured_signals if each != signal.SIGTERM]
        if self.server_state.tasks or self.server_state.connections:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)


def serve() -> None:
    """Serve until stopped."""
    settle()
    try:
        settings = Settings.from_environment()
    except ValueError as error:
        sys.exit(f"einscope: {error}")
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        ws="none",
        forwarded_allow_ips=settings.forwarded_allow_ips,
    )
    Server(config, settings).run()
