"""The garbage collector by_name alone what was there before the first request."""

import gc

from einscope.main import loaded


def test_what_lives_as_long_as_the_server_is_not_looked_through_while_it_serves() -> None:
    usual = gc.get_threshold()
    try:
        loaded()
        assert gc.isenabled()
        assert gc.get_threshold() > usual
        assert gc.get_freeze_count() > 50_000
        assert len(gc.get_objects()) < gc.get_freeze_count()
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
