"""``/einscope.py``: the client as one file, with the address of this server in it."""

import re
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import Response

from einscope.settings import Settings
from einscope.web.server.folders import folder

_PATH = "/einscope.py"
_PLACE = 'SERVER = ""'
_LOCAL = re.compile(r"(localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(:[0-9]{1,5})?")


def client_router(settings: Settings) -> APIRouter:
    """The route of the file."""
    router = APIRouter(include_in_schema=False)

    async def send(request: Request) -> Response:
        text = client_source().replace(_PLACE, f'SERVER = "{_home(request, settings)}"', 1)
        # Without PUBLIC_URL the file depends on where it was asked for, so nobody keeps it for others.
        return Response(text, media_type="text/x-python", headers={"Cache-Control": "no-cache"})

    router.add_api_route(_PATH, send)
    return router


@cache
def client_source() -> str:
    """The file as the package has it."""
    return (folder("doors") / "client.py").read_text(encoding="utf-8")


def _home(request: Request, settings: Settings) -> str:
    """The address of this server.

    ``PUBLIC_URL`` where it is known; else where this machine was reached. The request's Host, which anybody can forge,
    is believed only where it names the machine that asks.
    """
    if settings.public_url:
        return settings.public_url
    host = request.headers.get("host", "")
    if _LOCAL.fullmatch(host):
        return f"http://{host}"
    name, port = request.scope.get("server") or ("localhost", None)
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}:{port}" if port else f"http://{name}"
