"""Wires the parts together; decides nothing."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from starlette.types import ASGIApp, Message

from app.settings import Settings
from app.web.api import api_router
from app.web.bench import Bench
from app.web.compare_page import compare_page_router
from app.web.compare_picture import compare_picture_router
from app.web.description import describe
from app.web.examples import examples_router
from app.web.infer import infer_router
from app.web.language import LANGUAGES
from app.web.oembed import oembed_router
from app.web.packing import Packing
from app.web.pages import page_router
from app.web.pictures import picture_router
from app.web.problems import handle_problems
from app.web.program.api import program_api
from app.web.program.pages import program_pages
from app.web.program.pictures import program_pictures
from app.web.shelf import shelf, shelf_router
from app.web.shield import Shield
from app.web.studio import Studio

VERSION = "0.1.0"
_FIRST = ("/", "/embed/rearrange", "/program", "/compare", "/examples", "/docs", "/state/merge", "/nowhere")
_YOUNG = 50_000  # objects that may be new when the garbage collector looks at them


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application.

    >>> create_app().title
    'Einscope'
    """
    settings = settings or Settings.from_environment()
    app = FastAPI(
        title="Einscope",
        version=VERSION,
        summary="Where does every cell go when a tensor is rearranged, and by which formula?",
        docs_url=None,  # the stock page loads its script from elsewhere; ours is served from here
        redoc_url=None,
        redirect_slashes=False,  # a redirect would trust the request's Host
        lifespan=_settled,
    )
    handle_problems(app)
    bench = Bench()
    app.include_router(api_router(settings, bench))
    app.include_router(infer_router(settings, bench))
    app.include_router(program_api(settings, bench))
    app.include_router(program_pages(settings, bench))
    studio = Studio(VERSION, settings.pictures_at_once, settings.pictures_waiting, settings.picture_bytes)
    app.include_router(picture_router(settings, bench, studio))
    app.include_router(program_pictures(settings, bench, studio))
    app.include_router(compare_picture_router(settings, bench, studio))
    app.include_router(compare_page_router(settings, bench))
    app.include_router(oembed_router(settings, bench))
    app.include_router(page_router(settings, bench))
    app.include_router(examples_router(settings))
    app.add_api_route("/healthz", _healthy, methods=["GET", "HEAD"], include_in_schema=False)
    describe(app)
    app.include_router(shelf_router(shelf()))
    app.add_middleware(Packing)
    app.add_middleware(Shield, settings=settings)
    return app


@asynccontextmanager
async def _settled(app: FastAPI) -> AsyncIterator[None]:
    """Make what is made once before the first request, and take it out of the garbage collector's rounds.

    Routes, templates, sentences of scripts and the description of the API are made when they are first needed; nobody
    else was answered for half a second.

    A hundred thousand objects of the libraries live as long as the process; looking through them all held up every
    twelfth request by more than a tenth of a second. What an answer needs is nearly all freed without the collector, so
    one of thousands of cells need not call it.
    """
    usual = gc.get_threshold()
    app.openapi()
    for path in _FIRST:
        for language in LANGUAGES:
            await _visit(app, path, language)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
    yield
    gc.set_threshold(*usual)
    gc.unfreeze()


async def _visit(app: ASGIApp, path: str, language: str) -> None:
    """Ask for a page, and do not look at it."""
    scope = {"type": "http", "method": "GET", "path": path, "query_string": f"lang={language}".encode(), "headers": []}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        pass

    await app(scope, receive, send)


async def _healthy() -> PlainTextResponse:
    return PlainTextResponse("ok\n")
