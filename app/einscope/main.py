"""Wires the parts together; decides nothing."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus

from fastapi import FastAPI
from starlette.types import ASGIApp, Message

from einscope.core.ops import registry
from einscope.doors.mcp.door import mcp_route
from einscope.settings import Settings
from einscope.version import VERSION
from einscope.web.addresses.compare_api import compare_api
from einscope.web.addresses.compare_page import compare_page_router
from einscope.web.addresses.compare_picture import compare_picture_router
from einscope.web.addresses.oembed import oembed_router
from einscope.web.answers.api import api_router
from einscope.web.finding.find import find_router
from einscope.web.inference.between import between_router
from einscope.web.inference.gather import PATH as INFER
from einscope.web.inference.gather import infer_bytes
from einscope.web.inference.infer import infer_router
from einscope.web.inference.page import infer_pages
from einscope.web.lessons.pages import lessons_router
from einscope.web.machines.routes import machines_router
from einscope.web.pages.examples import examples_router
from einscope.web.pages.pages import page_router
from einscope.web.pictures.drawing import PicturePool
from einscope.web.pictures.pictures import picture_router
from einscope.web.problems.described import described_router
from einscope.web.problems.nowhere import nowhere
from einscope.web.problems.pages import problems_router
from einscope.web.program.api import program_api
from einscope.web.program.pages import program_pages
from einscope.web.program.pictures import program_pictures
from einscope.web.saved.routes import saved_router
from einscope.web.server.bounds.memory import MB, Memory
from einscope.web.server.bounds.shares import shares, within_memory
from einscope.web.server.description import describe, identified
from einscope.web.server.language import LANGUAGES
from einscope.web.server.middleware import FRAMED, OpenMiddleware, RequestMiddleware
from einscope.web.server.problems import handle_problems
from einscope.web.server.seen.routes import observed, seen_router
from einscope.web.server.seen.watch import RouteMiddleware, WatchMiddleware
from einscope.web.server.sending.compression import CompressionMiddleware
from einscope.web.server.static_files import static_files, static_files_router
from einscope.web.server.threads import ThreadPool
from einscope.web.server.where.below import BelowMiddleware
from einscope.web.texts.client_file import client_router
from einscope.web.texts.preferred import TextMiddleware
from einscope.web.texts.routes import text_router

_YOUNG = 50_000  # objects that may be new when the garbage collector looks at them


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application.

    >>> create_app().title
    'Einscope'
    """
    settings = within_memory(settings or Settings.from_environment())
    app = FastAPI(
        title="Einscope",
        version=VERSION,
        summary="Where does every cell go when a tensor is rearranged, and by which formula?",
        openapi_url=None,  # served with examples, which are asked when somebody reads them
        generate_unique_id_function=identified,
        docs_url=None,  # the stock page loads its script from elsewhere; ours is served from here
        redoc_url=None,
        redirect_slashes=False,  # a redirect would trust the request's Host
        lifespan=_settled,
    )
    handle_problems(app, settings.public_url)
    app.exception_handler(HTTPStatus.NOT_FOUND)(nowhere(settings))
    memory = Memory(shares(settings.memory * MB).work)
    threads = ThreadPool(memory, waiting=settings.waiting, seconds=settings.seconds)
    app.include_router(api_router(settings, threads))
    app.include_router(infer_router(settings, threads))
    app.include_router(between_router(settings, threads))
    app.include_router(infer_pages(settings, threads))
    app.include_router(program_api(settings, threads))
    app.include_router(program_pages(settings, threads))
    places = (settings.pictures_at_once, settings.pictures_waiting)
    pool = PicturePool(VERSION, *places, settings.picture_bytes, memory, settings.seconds)
    app.include_router(picture_router(settings, threads, pool))
    app.include_router(program_pictures(settings, threads, pool))
    app.include_router(compare_api(settings, threads))
    app.include_router(compare_picture_router(settings, threads, pool))
    app.include_router(compare_page_router(settings, threads))
    app.include_router(oembed_router(settings, threads))
    app.include_router(page_router(settings, threads))
    app.include_router(examples_router(settings))
    app.include_router(text_router(settings, threads))
    app.include_router(client_router(settings))
    app.include_router(saved_router(settings, threads))
    app.include_router(lessons_router(settings, threads))
    app.include_router(find_router(settings, threads))
    app.include_router(problems_router(settings))
    app.include_router(described_router(settings))
    app.include_router(machines_router(settings))
    app.router.routes.append(mcp_route(settings, threads))
    queues = {"cells": lambda: threads.waiting, "pictures": lambda: pool.waiting}
    app.include_router(seen_router(queues))
    app.state.queues = queues
    describe(app, settings.public_url)
    app.include_router(static_files_router(static_files()))
    app.add_middleware(RouteMiddleware)
    app.add_middleware(TextMiddleware)
    app.add_middleware(CompressionMiddleware)
    app.add_middleware(OpenMiddleware)
    larger = {INFER: partial(infer_bytes, settings)}
    app.add_middleware(RequestMiddleware, settings=settings, larger=larger, memory=memory)
    if settings.base:
        app.add_middleware(BelowMiddleware, base=settings.base)
    app.add_middleware(WatchMiddleware, queries=bool(settings.log_query))
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
    for path in _first():
        for language in LANGUAGES:
            await _visit(app, path, language)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
    async with observed(app.state.queues):
        yield
    gc.set_threshold(*usual)
    gc.unfreeze()


def _first() -> list[str]:
    """Pages of every kind, and the state of an operation that has another to go with it: it says most."""
    names = list(registry())
    paired = [name for name, operation in registry().items() if operation.undone_by]
    shown = ["/", f"{FRAMED}{names[0]}", f"/state/{(paired or names)[0]}"]
    return [*shown, "/program", "/compare", "/examples", "/infer", "/docs", "/nowhere"]


async def _visit(app: ASGIApp, path: str, language: str) -> None:
    """Ask for a page, and do not look at it."""
    scope = {"type": "http", "method": "GET", "path": path, "query_string": f"lang={language}".encode(), "headers": []}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        pass

    await app(scope, receive, send)
