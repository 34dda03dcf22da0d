"""Pages in characters for whoever would rather have ``text/plain`` than HTML: a terminal, a program, an assistant."""

from functools import cache

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from einscope.core.questions import questions
from einscope.web.pages.state import first
from einscope.web.server.preferences import TEXT, kind
from einscope.web.texts.routes import ENDING


class TextMiddleware:
    """Sends the request for a page on to its text, where that is what is preferred."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        text = texts().get(scope["path"]) if scope["type"] == "http" else None
        if text is None:
            await self.app(scope, receive, send)
            return
        if kind(",".join(Headers(scope=scope).getlist("accept"))) == TEXT:
            scope = {**scope, "path": text, "raw_path": text.encode()}

        async def send_varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept")
            await send(message)

        await self.app(scope, receive, send_varying)


@cache
def texts() -> dict[str, str]:
    """The text of each page."""
    names = [*questions(), "compare"]
    return {"/": f"/{first().name}{ENDING}"} | {f"/{name}": f"/{name}{ENDING}" for name in names}
