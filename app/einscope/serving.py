"""Serves the application and says where."""

import socket
import sys

import uvicorn

from einscope.main import create_app
from einscope.settings import Settings

_REACHED_LOCALLY = ("127.0.0.1", "0.0.0.0", "::", "::1")  # noqa: S104 -- compared with, not bound to


class _Server(uvicorn.Server):
    """Says its address once it really listens there."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host = "localhost" if self.config.host in _REACHED_LOCALLY else self.config.host
            port = self.servers[0].sockets[0].getsockname()[1]  # the one it got, where PORT is 0
            print(f"Einscope is at http://{host}:{port}", flush=True)


def serve() -> None:
    """Serve until stopped."""
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
    )
    _Server(config).run()
