"""Serves the application and says where."""

import socket
import sys
from collections.abc import Callable
from functools import partial

import uvicorn

from einscope.settings import Settings
from einscope.sockets import address_of, bound
from einscope.web.server.seen.log import log_to_stderr
from einscope.workers import Supervisor, usual

_SILENT = 60  # seconds, after which a process that says nothing is replaced
WRONG = 2  # the exit status of whoever was started with something wrong


class Server(uvicorn.Server):
    """Says its address once it really listens there."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say where."""
        await super().startup(sockets)
        if self.started and sockets and self.config.workers == 1:
            print(f"Einscope is at {address_of(str(self.config.host), sockets)}", flush=True)


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
        "einscope.main:create_app",
        factory=True,
        host=settings.host,
        workers=settings.workers or usual(),
        timeout_worker_healthcheck=_SILENT,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
    )
    if config.workers == 1:
        return partial(made(config).run, sockets)
    address = address_of(settings.host, sockets)
    return Supervisor(config, sockets, made, lambda: print(f"Einscope is at {address}", flush=True)).run


def made(config: uvicorn.Config) -> Server:
    """The server of one process, which writes down what it is asked, if anything is to be."""
    if Settings.from_environment().access_log:
        log_to_stderr()
    return Server(config)
