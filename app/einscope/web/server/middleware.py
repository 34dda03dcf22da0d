"""What stands before every request and behind every response, as plain ASGI: bounds on size, and security headers."""

import logging
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from einscope.core.errors import Sentence, say
from einscope.settings import Settings
from einscope.web.server.asked_language import preferred
from einscope.web.server.problems import ProblemResponse, plain_problem
from einscope.web.server.seen.log import request_of

FRAMED = "/embed/"
"""What pages begin with that may stand in a frame of any other page."""

# Scripts, styles and pictures from here alone, nothing inline; data: is for pictures inside the style sheet.
_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_FILES = "/static/"
# Of a file only a worker reads its policy, and has no frame, base, form or style; many files begin a page: it is short.
_FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'",
    "X-Content-Type-Options": "nosniff",
}

_OPEN = re.compile(r"/(api|state)/.*|/mcp|/oembed|/openapi\.json|/[^/]*\.(svg|png|gif|webp|npy|txt|py)")
"""Paths that scripts of any page may read: nothing there depends on who asks."""

_BLOCK = 2**20  # bytes of a body that are kept as one
_LOG = logging.getLogger("einscope")
_UNEXPECTED = say("Something went wrong on the server; details are in its log.")


class OpenMiddleware:
    """Lets pages of any origin ask the API, and answers HEAD like GET, without the body.

    No cookie or password is ever looked at, so there is nothing that another page could read in somebody's name.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["*"],
            expose_headers=["ETag", "Retry-After"],
            max_age=86_400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        app = self.open if _OPEN.fullmatch(scope["path"]) else self.app
        if scope["method"] != "HEAD":
            await app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await app({**scope, "method": "GET"}, receive, send_without_body)


class RequestMiddleware:
    """Refuses what is too large before it is read, and adds the security headers to every response."""

    def __init__(self, app: ASGIApp, settings: Settings, larger: Mapping[str, Callable[[str], int]]) -> None:
        """Serve an application.

        Args:
            app: what answers.
            settings: the bounds that hold for all paths.
            larger: for paths that take more, how many bytes a body of a content type may have.
        """
        self.app = app
        self.settings = settings
        self.larger = larger

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
                file = scope["path"].startswith(_FILES)
                for name, value in (_FILE_HEADERS if file else _HEADERS).items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(FRAMED):  # after the defaults: it differs in one word only
                    headers["Content-Security-Policy"] = _POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
                if not file:
                    headers.add_vary_header("Accept-Language")
                if "vary" in headers:  # whoever answers, and whoever packs, may have said the same
                    headers["Vary"] = _each_once(headers.getlist("vary"))
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
            return
        bound = self._bound(scope)
        body = await _body(receive, bound) if scope["method"] in ("POST", "PUT", "PATCH") else []
        if body is None:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            sentence = say("The body may have at most {limit} bytes; this one has more.", limit=bound)
            await self._problem(scope, status, "body-long", sentence)(scope, receive, send_with_headers)
            return
        try:
            await self.app(scope, _replay(body or [b""], receive), send_with_headers)
        except Exception:
            # Whatever nobody foresaw ends here, so that its answer has the headers too.
            _LOG.exception("unexpected failure in request %s", request_of())
            if started:
                raise
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            await self._problem(scope, status, "internal", _UNEXPECTED)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> ProblemResponse | None:
        length = len(scope["query_string"])
        if length <= self.settings.query_bytes:
            return None
        sentence = say(
            "The query may have at most {limit} bytes; this one has {length}.",
            limit=self.settings.query_bytes,
            length=length,
        )
        return self._problem(scope, HTTPStatus.UNPROCESSABLE_ENTITY, "query-long", sentence)

    def _bound(self, scope: Scope) -> int:
        """How many bytes the body may have."""
        larger = self.larger.get(scope["path"])
        return self.settings.body_bytes if larger is None else larger(Headers(scope=scope).get("content-type", ""))

    def _problem(self, scope: Scope, status: HTTPStatus, code: str, sentence: Sentence) -> ProblemResponse:
        """A refusal in the language that the browser prefers; the query is not looked at."""
        language = preferred(Headers(scope=scope).get("accept-language", ""))
        return ProblemResponse(plain_problem(status, code, sentence, language, home=self.settings.public_url))


def _each_once(lists: list[str]) -> str:
    """The members of lists, each once."""
    members = (member.strip() for text in lists for member in text.split(","))
    return ", ".join({member.lower(): member for member in members if member}.values())


async def _body(receive: Receive, bound: int) -> list[bytes] | None:
    """The whole body, None where it has more bytes; what lies beyond the bound is not kept.

    In blocks: many small messages cost no more than a large one, and no copy of it all is made while others wait.
    """
    blocks: list[bytes] = []
    last, more = bytearray(), True
    while more:
        message = await receive()
        last += message.get("body", b"")
        if _BLOCK * len(blocks) + len(last) > bound:
            return None
        more = message["type"] != "http.disconnect" and message.get("more_body", False)
        while len(last) >= _BLOCK:
            blocks.append(bytes(last[:_BLOCK]))
            del last[:_BLOCK]
    return [*blocks, bytes(last)]


def _replay(body: list[bytes], receive: Receive) -> Receive:
    """A receive that gives the body once, block by block and without keeping it, and then what the connection says."""
    body.reverse()

    async def replay() -> Message:
        if not body:
            return await receive()
        return {"type": "http.request", "body": body.pop(), "more_body": bool(body)}

    return replay
