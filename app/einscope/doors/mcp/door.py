"""``/mcp``: open at once, furnished when the first assistant comes."""

from http import HTTPStatus
from importlib import import_module

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from einscope.core.errors import Sentence, say
from einscope.doors.mcp.origin import welcome
from einscope.settings import Settings
from einscope.web.server.asked_language import language_of
from einscope.web.server.bounds.garbage import GARBAGE
from einscope.web.server.problems import ProblemResponse, plain_problem
from einscope.web.server.threads import ThreadPool

PATH = "/mcp"
_SDK = "mcp"
_MISSING = say(
    "This server has no MCP, whose SDK is not installed. Run {command}, and start the server again.",
    command="pip install 'einscope[mcp]'",
)
_FOREIGN = say("This page may not ask: it came from a name that is not known to be this server's.")


def mcp_route(settings: Settings, threads: ThreadPool) -> Route:
    """The route of the door; it takes POST alone, since nothing is kept that a stream could tell of.

    Args:
        settings: of the application.
        threads: where the SDK is loaded, and tools work.
    """
    return Route(PATH, _Door(settings, threads), methods=["POST"], include_in_schema=False)


class _Door:
    """Lets in who may ask, and loads what answers."""

    def __init__(self, settings: Settings, threads: ThreadPool) -> None:
        self.settings = settings
        self.threads = threads
        self.server: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if not welcome(Headers(scope=scope), self.settings):
            await self._refusal(scope, HTTPStatus.FORBIDDEN, "origin-unknown", _FOREIGN)(scope, receive, send)
            return
        if self.server is None:
            self.server = await self.threads.run(_loaded, self.settings, self.threads)
        if self.server is None:
            await self._refusal(scope, HTTPStatus.NOT_IMPLEMENTED, "mcp-missing", _MISSING)(scope, receive, send)
            return
        await self.server(scope, receive, send)

    def _refusal(self, scope: Scope, status: HTTPStatus, code: str, sentence: Sentence) -> ProblemResponse:
        language, home = language_of(HTTPConnection(scope)), self.settings.public_url
        return ProblemResponse(plain_problem(status, code, sentence, language, home=home))


def _loaded(settings: Settings, threads: ThreadPool) -> ASGIApp | None:
    """What answers; None where the SDK is not installed."""
    try:
        import_module(_SDK)
    except ModuleNotFoundError as error:
        if error.name != _SDK:
            raise
        return None
    made: ASGIApp = import_module("einscope.doors.mcp.server").McpServer(settings, threads)
    GARBAGE.leave_out()
    return made
