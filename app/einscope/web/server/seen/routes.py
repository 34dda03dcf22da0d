"""``/healthz``, ``/readyz`` and ``/metrics``: for whoever keeps the server running."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool

from einscope.web.server.readiness import READINESS
from einscope.web.server.seen import metrics

_EVERY = 1.0  # seconds between two looks at queues and memory
_UNKEPT = {"Cache-Control": "no-store"}

Queues = Mapping[str, Callable[[], int]]
"""How many wait in each."""


def seen_router(queues: Queues) -> APIRouter:
    """The routes for whoever keeps the server running."""
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def healthy() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    @router.get("/readyz")
    async def ready() -> PlainTextResponse:
        if READINESS.ready:
            return PlainTextResponse("ready\n", headers=_UNKEPT)
        return PlainTextResponse("ending\n", HTTPStatus.SERVICE_UNAVAILABLE, headers=_UNKEPT)

    @router.get("/metrics")
    async def counted() -> Response:
        metrics.observe(queues)
        # Files of other processes are read.
        return Response(await run_in_threadpool(metrics.written), media_type=CONTENT_TYPE_LATEST, headers=_UNKEPT)

    return router


@asynccontextmanager
async def observed(queues: Queues) -> AsyncIterator[None]:
    """Look at queues and memory from time to time, while the block runs."""

    async def look() -> None:
        while True:
            metrics.observe(queues)
            await asyncio.sleep(_EVERY)

    metrics.started()
    looking = asyncio.ensure_future(look())
    try:
        yield
    finally:
        looking.cancel()
