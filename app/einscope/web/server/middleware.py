"""What stands before every request and behind every response, as plain ASGI: bounds, turns, and security headers."""

import logging
import re
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from http import HTTPStatus
from math import ceil

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from einscope.core.errors import Sentence, say
from einscope.settings import Settings
from einscope.web.server.asked_language import preferred
from einscope.web.server.bounds.bodies import LongError, announced, kept, read, replay
from einscope.web.server.bounds.line import ASKER, BusyError
from einscope.web.server.bounds.memory import MB, Memory
from einscope.web.server.bounds.places import Places
from einscope.web.server.bounds.rate import Rate
from einscope.web.server.bounds.shares import shares
from einscope.web.server.bounds.turns import FILES, Turns, at_once
from einscope.web.server.problems import ProblemResponse, busy, plain_problem
from einscope.web.server.seen.log import request_of
from einscope.web.server.seen.note import NAMED, NOTE
from einscope.web.server.seen.templates import Templates

FRAMED = "/embed/"
"""What pages begin with that may stand in a frame of any other page."""

# Scripts, styles and pictures from here alone, nothing inline; data: is for pictures inside the style sheet.
_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Left out where anything may be around: `*` would mean networks alone, and neither a file nor an editor.
_ALONE = "; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# Of a file only a worker reads its policy, and has no frame, base, form or style; many files begin a page: it is short.
_FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'",
    "X-Content-Type-Options": "nosniff",
    # A frame in a sandbox has no origin, so that its own scripts come from elsewhere. Said to everybody: a cache may
    # keep what it got for one, and give it to the other.
    "Access-Control-Allow-Origin": "*",
}

_OPEN = re.compile(
    r"/(api|state)/.*|/mcp|/oembed|/openapi\.json|/[^/]*\.(svg|png|gif|webp|npy|txt|py|html)|/learn/[^/]*\.html"
)
"""Paths that scripts of any page may read: nothing there depends on who asks."""

_SMALL = 2**16  # bytes of a body that a connection holds anyway, whether somebody reads them or not
_WITH_BODY = {"POST", "PUT", "PATCH"}
_LOG = logging.getLogger("einscope")
_TOO_OFTEN = say("This address asks more often than this server answers one; try again in a moment.")
_TOO_SLOW = say("The body came too slowly; send the request again.")
_UNEXPECTED = say("Something went wrong on the server; details are in its log.")


class OpenMiddleware:
    """Lets pages of any origin ask the API.

    No cookie or password is ever looked at, so there is nothing that another page could read in somebody's name.
    What is refused before it comes this far goes through another one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["*"],
            allow_private_network=True,  # from the network to this machine, where that is where the server is
            expose_headers=["ETag", "Retry-After", NAMED],
            max_age=86_400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        opened = scope["type"] == "http" and _OPEN.fullmatch(scope["path"])
        await (self.open if opened else self.app)(scope, receive, send)


class RequestMiddleware:
    """Refuses what is too large before it is read, lets in what there is room for, and adds the security headers."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        larger: Mapping[str, Callable[[str], int]],
        memory: Memory,
        rate: Rate,
        templates: Templates,
    ) -> None:
        """Serve an application.

        Args:
            app: what answers.
            settings: the bounds that hold for all paths.
            larger: for paths that take more, how many bytes a body of a content type may have.
            memory: where that of larger bodies is set aside.
            rate: how often one address is answered.
            templates: which route an address belongs to.
        """
        self.app = app
        self.settings = settings
        self.larger = larger
        self.memory = memory
        self.bodies = Memory(shares(settings.memory * MB).bodies)
        self.upload = Places(1, settings.waiting)  # two might each wait for the memory that the other one has
        self.turns = Turns(settings.turns_waiting)
        self.rate = rate
        self.templates = templates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                file = scope["path"].startswith(FILES)
                for name, value in (_FILE_HEADERS if file else _HEADERS).items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(FRAMED):  # after the defaults: it differs in one directive only
                    headers["Content-Security-Policy"] = _POLICY.removesuffix(_ALONE)
                if not file:
                    headers.add_vary_header("Accept-Language")
                if "vary" in headers:  # whoever answers, and whoever packs, may have said the same
                    headers["Vary"] = _each_once(headers.getlist("vary"))
            await send(message)

        try:
            await self._admitted(scope, receive, send_with_headers)
        except (BusyError, LongError, TimeoutError) as error:
            if started:
                raise
            await self._refuse(self._turned_away(scope, error), scope, receive, send_with_headers)
        except Exception:
            # Whatever nobody foresaw ends here, so that its answer has the headers too.
            _LOG.exception("unexpected failure in request %s", request_of())
            if started:
                raise
            refusal = self._problem(scope, HTTPStatus.INTERNAL_SERVER_ERROR, "internal", _UNEXPECTED)
            await self._refuse(refusal, scope, receive, send_with_headers)
        finally:
            note = NOTE.get()
            if note and not note.route:  # it was answered before it was routed
                note.route = self.templates.of(scope["path"])

    async def _admitted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what comes in its time and in its bounds; what costs nothing, at once.

        Raises:
            BusyError: too many wait already.
            LongError: the body is too long.
            TimeoutError: it comes too slowly.
        """
        cheap = at_once(scope["path"])
        asker = (scope.get("client") or ("",))[0]
        ASKER.set(asker)
        own = "client" not in scope  # the application asks itself, for whoever has been counted
        wait = 0.0 if cheap or own else self.rate.wait(asker)
        if len(scope["query_string"]) > self.settings.query_bytes:
            await self._refuse(self._long_query(scope), scope, receive, send)
        elif wait:
            after = {"Retry-After": str(ceil(wait)), "Cache-Control": "no-store"}
            status = HTTPStatus.TOO_MANY_REQUESTS
            refusal = self._problem(scope, status, "rate-limit", _TOO_OFTEN, after)
            await self._refuse(refusal, scope, receive, send)
        elif scope["method"] in _WITH_BODY:
            await self._with_body(scope, receive, send)
        else:
            if not cheap:
                await self.turns.turn()
            await self.app(scope, receive, send)

    async def _with_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        bound = self._bound(scope)
        most = announced(scope, bound)
        async with AsyncExitStack() as held:
            if most > self.settings.body_bytes:
                await held.enter_async_context(self.upload.taken())
                await held.enter_async_context(self.memory.set_aside(most))
            elif most > _SMALL:
                await held.enter_async_context(self.bodies.set_aside(min(most, self.bodies.size)))
            body = await read(receive, most, bound)
            await self.turns.turn()
            if scope["path"] in self.larger:
                await self.app(kept(scope, body), replay(b"", receive), send)
            else:
                whole = bytes(body)
                del body
                await self.app(scope, replay(whole, receive), send)

    @staticmethod
    async def _refuse(refusal: ProblemResponse, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what came no further; pages of any origin may read it where they may read what would be answered."""
        await OpenMiddleware(refusal)(scope, receive, send)

    def _long_query(self, scope: Scope) -> ProblemResponse:
        sentence = say(
            "The query may have at most {limit} bytes; this one has {length}.",
            limit=self.settings.query_bytes,
            length=len(scope["query_string"]),
        )
        return self._problem(scope, HTTPStatus.UNPROCESSABLE_ENTITY, "query-long", sentence)

    def _turned_away(self, scope: Scope, error: Exception) -> ProblemResponse:
        """What is said to whom there is no room for, or who does not say what it asks."""
        if isinstance(error, BusyError):
            return busy(preferred(Headers(scope=scope).get("accept-language", "")), self.settings.public_url)
        if isinstance(error, LongError):
            sentence = say("The body may have at most {limit} bytes; this one has more.", limit=self._bound(scope))
            return self._problem(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body-long", sentence)
        close = {"Connection": "close"}
        return self._problem(scope, HTTPStatus.REQUEST_TIMEOUT, "body-slow", _TOO_SLOW, close)

    def _bound(self, scope: Scope) -> int:
        """How many bytes the body may have."""
        larger = self.larger.get(scope["path"])
        return self.settings.body_bytes if larger is None else larger(Headers(scope=scope).get("content-type", ""))

    def _problem(
        self,
        scope: Scope,
        status: HTTPStatus,
        code: str,
        sentence: Sentence,
        headers: Mapping[str, str] | None = None,
    ) -> ProblemResponse:
        """A refusal in the language that the browser prefers; the query is not looked at."""
        language = preferred(Headers(scope=scope).get("accept-language", ""))
        return ProblemResponse(plain_problem(status, code, sentence, language, home=self.settings.public_url), headers)


def _each_once(lists: list[str]) -> str:
    """The members of lists, each once."""
    members = (member.strip() for text in lists for member in text.split(","))
    return ", ".join({member.lower(): member for member in members if member}.values())
