"""The addresses that machines look for."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from einscope.settings import Settings
from einscope.web.machines.guide import guide
from einscope.web.machines.sitemap import sitemap
from einscope.web.server.where.home import home_of

_ROBOTS = """User-agent: *
Disallow: {base}/state/
Disallow: {base}/embed/
Sitemap: {home}/sitemap.xml
"""


def machines_router(settings: Settings) -> APIRouter:
    """The routes of the three files."""
    router = APIRouter(include_in_schema=False)
    _add(router, "/llms.txt", "text/plain", guide, settings)
    _add(router, "/robots.txt", "text/plain", lambda home: _ROBOTS.format(home=home, base=settings.base), settings)
    _add(router, "/sitemap.xml", "application/xml", sitemap, settings)
    return router


def _add(router: APIRouter, path: str, kind: str, made: Callable[[str], str], settings: Settings) -> None:
    async def send(request: Request) -> Response:
        # Without PUBLIC_URL a file depends on where it was asked for, so nobody keeps it for others.
        headers = {"Cache-Control": "no-cache"}
        return Response(made(home_of(request, settings)), media_type=kind, headers=headers)

    router.add_api_route(path, send)
