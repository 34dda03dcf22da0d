"""No request keeps the event loop from others: whatever looks at many cells does so in another thread.

Time would say more of the machine than of the code, so cells and calls are counted; ``./dev bench`` shows the time.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from types import FrameType
from typing import Any

import numpy as np
import pytest

from einscope.core import map as maps
from einscope.core.judge.verdict.cycles import order_of
from einscope.settings import Settings
from einscope.web.server.threads import LITTLE
from tests.web.client import Client
from tests.web.server.heaviest import HEAVIEST, REFUSED, Heavy

CALLS = 130_000  # of functions, those of C among them: some twenty milliseconds, or a file in 256 pieces
MAPS = [each for each in vars(maps).values() if isinstance(each, type) and "sources" in vars(each)]


@dataclass
class Seen:
    """What was done, on the thread of the event loop and elsewhere."""

    here: int = 0
    elsewhere: int = 0
    calls: int = 0

    def count(self, cells: int) -> None:
        if threading.current_thread() is threading.main_thread():
            self.here += cells
        else:
            self.elsewhere += cells


@pytest.fixture(scope="module")
def served() -> Client:
    """An application in which everything has been asked for that is made when it is first needed."""
    client = Client(Settings(public_url="https://example.org", answer_bytes=0))
    for path in ("/nowhere", "/openapi.json", "/rearrange", "/embed/merge", "/program", "/compare", "/state/merge"):
        client.get(path)
    return client


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Counts every cell that a map is asked for, and every gather array that is searched."""
    found = Seen()
    order_of.cache_clear()  # what another test asked for would cost nothing

    def counted(looks: Callable[..., Any]) -> Callable[..., Any]:
        def look(*arguments: Any, **named: Any) -> Any:
            result = looks(*arguments, **named)
            found.count(result.size if isinstance(result, np.ndarray) else np.size(arguments[0]))
            return result

        return look

    for each in MAPS:
        for name in {"sources", "window"} & {*vars(each)}:
            monkeypatch.setattr(each, name, counted(vars(each)[name]))
    for module, name in (
        ("einscope.web.inference.infer", "infer"),
        ("einscope.doors.mcp.tools.infer", "infer"),
        ("einscope.core.judge.difference.difference", "whole"),
    ):
        asking = import_module(module)
        monkeypatch.setattr(asking, name, counted(vars(asking)[name]))

    def call(frame: FrameType, event: str, _argument: Any) -> None:
        found.calls += event in ("call", "c_call")

    sys.setprofile(call)  # of this thread alone
    yield found
    sys.setprofile(None)


@pytest.mark.parametrize("name", HEAVIEST)
def test_a_heavy_request_does_little_on_the_event_loop(served: Client, seen: Seen, name: str) -> None:
    heavy = HEAVIEST[name]
    response = served.send(heavy.method, heavy.address, content=heavy.body, headers=heavy.headers)
    sys.setprofile(None)
    assert response.status_code == 200, response.text[:300]
    assert seen.here < LITTLE
    assert seen.calls < CALLS
    assert seen.elsewhere > LITTLE or "400" in name or "picture" in name


@pytest.mark.parametrize("name", REFUSED)
def test_a_body_with_much_that_is_wrong_is_refused_as_one(served: Client, seen: Seen, name: str) -> None:
    heavy = REFUSED[name]
    response = served.send(heavy.method, heavy.address, content=heavy.body, headers=heavy.headers)
    sys.setprofile(None)
    assert response.status_code == heavy.status
    # pydantic makes an error of each entry in one piece, which no count of calls would show.
    assert [error["code"] for error in response.json()["errors"]] in (["body-long"], ["text-long"])
    assert seen.calls < CALLS


LIGHT = {
    "api": Heavy("/api/v1/rearrange", {"pattern": "h w -> w h", "shape": "8,8"}),
    "page": Heavy("/merge"),
    "state": Heavy("/state/expand"),
}


@pytest.mark.parametrize("name", LIGHT)
def test_a_light_request_changes_no_thread(served: Client, seen: Seen, name: str) -> None:
    assert served.send("GET", LIGHT[name].address).status_code == 200
    assert seen.elsewhere == 0
    assert seen.here > 0
