"""What stands before every request and behind every response, as plain ASGI: bounds on size, and security headers."""

import logging
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings
from app.web.gather import PATH as INFER_PATH
from app.web.gather import is_npy
from app.web.problems import ProblemResponse, plain_problem

_HEADERS = {
    # Scripts, styles and pictures from here alone, nothing inline; data: is for pictures inside the style sheet.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


_LOG = logging.getLogger("einscope")
_UNEXPECTED = plain_problem(
    HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on the server; it is in its log."
)


class Shield:
    """Refuses what is too large before it is read, and adds the security headers to every response."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

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
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-cache")  # asked for each time, answered by 304
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
            return
        bound = self._bound(scope)
        body = await _body(receive, bound) if scope["method"] in ("POST", "PUT", "PATCH") else b""
        if body is None:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            message = f"The body may have {bound} bytes, this one has more."
            await ProblemResponse(plain_problem(status, "body-long", message))(scope, receive, send_with_headers)
            return
        try:
            await self.app(scope, _replay(body, receive), send_with_headers)
        except Exception:
            # Whatever nobody foresaw ends here, so that its answer has the headers too.
            _LOG.exception("unexpected failure")
            if started:
                raise
            await ProblemResponse(_UNEXPECTED)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> ProblemResponse | None:
        length = len(scope["query_string"])
        if length <= self.settings.query_bytes:
            return None
        message = f"The query may have {self.settings.query_bytes} bytes, this one has {length}."
        return ProblemResponse(plain_problem(HTTPStatus.UNPROCESSABLE_ENTITY, "query-long", message))

    def _bound(self, scope: Scope) -> int:
        """How many bytes the body may have: more where a whole tensor is sent."""
        if scope["path"] != INFER_PATH:
            return self.settings.body_bytes
        kind = Headers(scope=scope).get("content-type", "")
        return self.settings.infer_bytes if is_npy(kind) else self.settings.infer_json_bytes


async def _body(receive: Receive, bound: int) -> bytes | None:
    """The whole body, None where it has more bytes; what lies beyond the bound is not kept."""
    body = bytearray()  # grows in place: many small messages cost no more than a large one
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > bound:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body once, and then what the connection says."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
