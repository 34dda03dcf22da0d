"""Wires the parts together; decides nothing."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, FastAPI
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
from einscope.web.server.bounds.garbage import GARBAGE
from einscope.web.server.bounds.kept import Kept
from einscope.web.server.bounds.memory import MB, Memory
from einscope.web.server.bounds.rate import Rate
from einscope.web.server.bounds.shares import shares, within_memory
from einscope.web.server.description import describe
from einscope.web.server.language import LANGUAGES
from einscope.web.server.middleware import FRAMED, OpenMiddleware, RequestMiddleware
from einscope.web.server.problems import handle_problems
from einscope.web.server.seen.routes import observed, seen_router
from einscope.web.server.seen.templates import Templates
from einscope.web.server.seen.watch import RouteMiddleware, WatchMiddleware
from einscope.web.server.sending.again import AgainMiddleware
from einscope.web.server.sending.compression import CompressionMiddleware
from einscope.web.server.sending.tagged import TagMiddleware
from einscope.web.server.static_files import static_files, static_files_router
from einscope.web.server.threads import ThreadPool
from einscope.web.server.where.below import BelowMiddleware
from einscope.web.texts.client_file import client_router
from einscope.web.texts.preferred import TextMiddleware
from einscope.web.texts.routes import text_router


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
        docs_url=None,  # the stock page loads its script from elsewhere; ours is served from here
        redoc_url=None,
        redirect_slashes=False,  # a redirect would trust the request's Host
        lifespan=_looked_at,
    )
    handle_problems(app, settings.public_url)
    app.exception_handler(HTTPStatus.NOT_FOUND)(nowhere(settings))
    memory = Memory(shares(settings.memory * MB).work)
    threads = ThreadPool(memory, waiting=settings.waiting, seconds=settings.seconds)
    # Routes are looked through in their order, so that what is asked for most stands first.
    _include(app, api_router(settings, threads))
    _include(app, page_router(settings, threads))
    _include(app, static_files_router(static_files()))
    _include(app, infer_router(settings, threads))
    _include(app, between_router(settings, threads))
    _include(app, infer_pages(settings, threads))
    _include(app, program_api(settings, threads))
    _include(app, program_pages(settings, threads))
    places = (settings.pictures_at_once, settings.pictures_waiting)
    pool = PicturePool(VERSION, *places, settings.picture_bytes, memory, settings.seconds)
    _include(app, picture_router(settings, threads, pool))
    _include(app, program_pictures(settings, threads, pool))
    _include(app, compare_api(settings, threads))
    _include(app, compare_picture_router(settings, threads, pool))
    _include(app, compare_page_router(settings, threads))
    _include(app, oembed_router(settings, threads))
    _include(app, examples_router(settings))
    _include(app, text_router(settings, threads))
    _include(app, client_router(settings))
    _include(app, saved_router(settings, threads))
    _include(app, lessons_router(settings, threads))
    _include(app, find_router(settings, threads))
    _include(app, problems_router(settings))
    _include(app, described_router(settings))
    _include(app, machines_router(settings))
    app.router.routes.append(mcp_route(settings, threads))
    queues = {"cells": lambda: threads.waiting, "pictures": lambda: pool.waiting}
    _include(app, seen_router(queues))
    app.state.queues = queues
    describe(app, settings.public_url)
    app.add_middleware(RouteMiddleware)
    app.add_middleware(TextMiddleware)
    app.add_middleware(TagMiddleware)
    app.add_middleware(CompressionMiddleware)
    app.add_middleware(OpenMiddleware)
    larger = {INFER: partial(infer_bytes, settings)}
    rate = Rate(settings.rate)
    templates = Templates(app.router.routes)
    app.add_middleware(
        RequestMiddleware, settings=settings, larger=larger, memory=memory, rate=rate, templates=templates
    )
    app.add_middleware(AgainMiddleware, answers=Kept("answers", settings.answer_bytes), rate=rate)
    if settings.base:
        app.add_middleware(BelowMiddleware, base=settings.base)
    app.add_middleware(WatchMiddleware, queries=bool(settings.log_query))
    return app


def loaded(settings: Settings | None = None) -> FastAPI:
    """The application with what is made once, made, and taken out of the garbage collector's rounds.

    Args:
        settings: None: those of the environment.

    Routes, templates and sentences of scripts are made when they are first needed; nobody else was answered for half a
    second.

    A hundred thousand objects of the libraries live as long as the process; looking through them all held up every
    twelfth request by more than a tenth of a second, and while they are made, for nothing.
    """
    gc.disable()
    app = create_app(settings)
    asyncio.run(_visited(app))
    GARBAGE.settle()
    gc.enable()
    return app


def _include(app: FastAPI, router: APIRouter) -> None:
    """Take the routes of a router as they are: included, each would be analysed again, and found twice a request."""
    app.router.routes.extend(router.routes)


@asynccontextmanager
async def _looked_at(app: FastAPI) -> AsyncIterator[None]:
    async with observed(app.state.queues):
        yield


async def _visited(app: FastAPI) -> None:
    for path in _first():
        for language in LANGUAGES:
            await _visit(app, path, language)


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
