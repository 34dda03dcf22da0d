"""A request is read and planned once, whoever asks, and a program is read and run once."""

from collections.abc import Mapping
from typing import Any

import pytest

from einscope.core.limits import Limits
from einscope.core.operation import Operation
from einscope.core.ops import registry
from einscope.core.program import question
from einscope.core.program.question import PROGRAM, Asked
from einscope.web.program import api, pictures, state
from tests.web.client import Client

SWAPPED = {"pattern": "h w -> w h", "shape": "2,3"}
UNREAD = {"code": "y = x.t()\nz = x", "shape": "x:2,3;u:2"}

PLACES = ["/api/v1/{}", "/state/{}", "/{}", "/embed/{}", "/{}.svg", "/{}.png", "/api/v1/{}.npy"]
REQUESTS = [
    ("rearrange", SWAPPED),
    ("einsum", {"pattern": "i j, j k -> i k", "shape": "2,3;3,2"}),
    ("merge", {"shape": "1,4,4,1"}),
    ("expand", {"shape": "1,2,2,4"}),
    ("unfold", {"shape": "1,4,4,1", "kernel": "2"}),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("name", "texts"), REQUESTS)
def test_a_request_is_read_and_planned_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str, texts: dict[str, str], place: str
) -> None:
    operation = registry()[name]
    shape = operation.read(texts, Limits()).values.shape
    orders = [operation.read(texts, Limits()).plan(Limits()).meant.get("order")]
    plan, read = operation.plan, Operation.read
    planned, asked = [], []

    def counted_plan(values: Any, limits: Limits) -> Any:
        found = plan(values, limits)
        # The way back may be the same operation on another shape, or in another order.
        if values.shape.shapes == shape.shapes and found.meant.get("order") in orders:
            planned.append(values)
        return found

    def counted_read(self: Operation[Any], given: Mapping[str, str], limits: Limits) -> Any:
        # The state that this one is mistaken for is another one: that in the other order.
        if self is operation and given.get("shape") == texts["shape"] and given.get("order") in (None, "", *orders):
            asked.append(given)
        return read(self, given, limits)

    monkeypatch.setattr(Operation, "read", counted_read)
    object.__setattr__(operation, "plan", counted_plan)  # the registry's own, which nobody else may change
    try:
        assert client.get(place.format(name), texts).status_code == 200
    finally:
        object.__setattr__(operation, "plan", plan)
    assert len(planned) == len(asked) == 1


@pytest.mark.parametrize("place", ["/api/v1/{}", "/state/{}", "/{}", "/{}.svg", "/api/v1/{}.npy"])
@pytest.mark.parametrize("texts", [dict(PROGRAM.example), UNREAD])
def test_a_program_is_read_and_run_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, texts: dict[str, str], place: str
) -> None:
    asked, attempt = question.asked, Asked.attempt
    read, runs = [], []

    def counted_asked(given: Mapping[str, str], limits: Limits) -> Asked:
        read.append(given)
        return asked(given, limits)

    def counted_attempt(self: Asked, limits: Limits) -> Any:
        runs.append(self)
        return attempt(self, limits)

    for module in (api, pictures, state):
        monkeypatch.setattr(module, "asked", counted_asked)
    monkeypatch.setattr(Asked, "attempt", counted_attempt)
    assert client.get(place.format("program"), texts).status_code == 200
    assert len(read) == len(runs) == 1
