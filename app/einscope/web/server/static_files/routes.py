"""``/static/…``: the files of pages; and ``/favicon.ico``, which browsers ask for where an answer is no page."""

import re
from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from einscope.web.server.static_files.files import StaticFile, StaticFiles

_NAME = re.compile(r"(?:(?P<version>v-[0-9a-f]{12})/)?(?P<name>.*)", re.DOTALL)
_ICON = "icon.svg"
_FOREVER = "max-age=31536000, immutable"
_EACH_TIME = "no-cache"  # asked for each time, answered by 304


def static_files_router(files: StaticFiles) -> APIRouter:
    """The route of files."""
    router = APIRouter(include_in_schema=False)

    async def send(request: Request, path: str) -> Response:
        named = _NAME.fullmatch(path)
        file = files.by_name.get(named["name"]) if named else None
        if file is None or named is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        # A page of an earlier release may still ask for a module by its old address: it gets what there is, unkept.
        if named["version"] == files.version:
            return await _response(request, file, {"Cache-Control": _FOREVER})  # nobody asks whether it has changed
        return await _response(request, file, {"Cache-Control": _EACH_TIME, "ETag": file.tag})

    async def icon(request: Request) -> Response:
        return await send(request, _ICON)

    router.add_api_route("/static/{path:path}", send)
    router.add_api_route("/favicon.ico", icon)
    return router


async def _response(request: Request, file: StaticFile, headers: dict[str, str]) -> Response:
    known = (tag.strip() for tag in request.headers.get("if-none-match", "").split(","))
    if file.tag in known:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    # Whoever takes no coding is told by the middleware that others do.
    coding = file.coding(request.headers.get("accept-encoding", "").split(", "))
    if coding:
        packed = file.packed.get(coding) or await run_in_threadpool(file.pack, coding)
        packed_headers = {**headers, "Content-Encoding": coding, "Vary": "Accept-Encoding"}
        return Response(packed, headers=packed_headers, media_type=file.kind)
    return Response(file.content, headers=headers, media_type=file.kind)
