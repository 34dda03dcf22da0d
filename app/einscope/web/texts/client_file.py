"""``/einscope.py``: the client as one file, with the address of this server in it."""

from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import Response

from einscope.settings import Settings
from einscope.web.server.folders import folder
from einscope.web.server.where.home import home_of

_PATH = "/einscope.py"
_PLACE = 'SERVER = ""'


def client_router(settings: Settings) -> APIRouter:
    """The route of the file."""
    router = APIRouter(include_in_schema=False)

    async def send(request: Request) -> Response:
        text = client_source().replace(_PLACE, f'SERVER = "{home_of(request, settings)}"', 1)
        # Without PUBLIC_URL the file depends on where it was asked for, so nobody keeps it for others.
        return Response(text, media_type="text/x-python", headers={"Cache-Control": "no-cache"})

    router.add_api_route(_PATH, send)
    return router


@cache
def client_source() -> str:
    """The file as the package has it."""
    return (folder("doors") / "client.py").read_text(encoding="utf-8")
