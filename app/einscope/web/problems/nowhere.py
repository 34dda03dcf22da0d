"""What stands where nothing is: a page for whoever reads pages, a problem document for everybody else.

An address with a slash too many at its end is meant without it.
"""

from collections.abc import Awaitable, Callable
from difflib import get_close_matches
from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from einscope.core.questions import questions
from einscope.settings import Settings
from einscope.web.pages.frame import kept
from einscope.web.problems.pages import written
from einscope.web.requests.links import address
from einscope.web.server.preferences import PAGE, kind
from einscope.web.server.problems import http_error, of_all

_PAGES = ("learn", "examples", "compare", "infer", "problems", "docs")


def nowhere(settings: Settings) -> Callable[[Request, HTTPException], Awaitable[Response]]:
    """What answers for addresses that nothing is at; ``settings``: of the application."""

    async def answer(request: Request, error: HTTPException) -> Response:
        if of_all(request):
            return await http_error(settings.public_url, request, HTTPException(HTTPStatus.METHOD_NOT_ALLOWED))
        if request.method in ("GET", "HEAD") and _is_there(request, request.scope["path"].rstrip("/")):
            return RedirectResponse(_without_slash(request), HTTPStatus.PERMANENT_REDIRECT)
        if kind(",".join(request.headers.getlist("accept"))) == PAGE:
            links = [(path, address(path, kept(request))) for path in near(request.scope["path"])]
            refusal: Response = written("nowhere.html", request, settings, {"near": links}, HTTPStatus.NOT_FOUND)
        else:
            refusal = await http_error(settings.public_url, request, error)
        refusal.headers["Vary"] = ", ".join(filter(None, (refusal.headers.get("Vary"), "Accept")))
        return refusal

    return answer


def _is_there(request: Request, path: str) -> bool:
    """Whether something answers at a path that is not the one that was asked for."""
    scope = {**request.scope, "path": path}
    other = path and path != request.scope["path"]
    return bool(other) and any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)


def _without_slash(request: Request) -> str:
    """The address without slashes at its end, from where it is: whatever name and path the server is known by."""
    path, slashes = request.scope["path"].rstrip("/"), request.scope["path"]
    up = "../" * (len(slashes) - len(path))
    query = request.scope["query_string"].decode("latin-1")
    return f"{up}{path.rpartition('/')[2]}{'?' if query else ''}{query}"


def near(path: str) -> list[str]:
    """The pages that may be meant by an address of none.

    >>> near("/rearange"), near("/Learn/heads"), near("/wp-login.php")
    (['/rearrange'], ['/learn'], [])
    """
    word = path.strip("/").partition("/")[0].lower()
    return [f"/{name}" for name in get_close_matches(word, [*questions(), *_PAGES], 1)]
