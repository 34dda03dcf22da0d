"""The garbage collector by_name alone what was there before the first request."""

import asyncio
import gc

from einscope.main import create_app
from einscope.settings import Settings


async def _serve() -> None:
    app = create_app(Settings())
    async with app.router.lifespan_context(app):
        assert gc.get_freeze_count() > 50_000
        assert len(gc.get_objects()) < gc.get_freeze_count()


def test_what_lives_as_long_as_the_server_is_not_looked_through_while_it_serves() -> None:
    usual = gc.get_threshold()
    asyncio.run(_serve())
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == usual
