"""Every path answers as its own description allows: Schemathesis asks for whatever the description lets it make up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from einscope.main import create_app
from einscope.settings import Settings

STEADY = settings(max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=[*HealthCheck])
APP = create_app(Settings(public_url="https://example.org"))


@asynccontextmanager
async def nothing(_app: object) -> AsyncIterator[None]:
    """What happens at the start of an application: it would be started for every request."""
    yield


APP.router.lifespan_context = nothing


def described(phase: str) -> schemathesis.BaseSchema:
    """The description, of which one phase of Schemathesis alone makes requests: all together take many minutes."""
    phases = {each: {"enabled": each == phase} for each in ("examples", "coverage", "fuzzing", "stateful")}
    return schemathesis.openapi.from_asgi("/openapi.json", APP, config=SchemathesisConfig.from_dict({"phases": phases}))


def answers_as_described(case: schemathesis.Case[Any]) -> None:
    response = case.call()
    # What a text means no description tells, so that one that it allows may be refused.
    ours: list[schemathesis.CheckFunction] = [positive_data_acceptance]
    if response.status_code == HTTPStatus.NOT_IMPLEMENTED and case.path == "/oembed":
        ours.append(not_a_server_error)  # oEmbed wants this of whoever does not write XML
    case.validate_response(response, excluded_checks=ours)


made_up, written_out = described("fuzzing"), described("examples")


@made_up.parametrize()
@STEADY
def test_a_path_answers_as_it_is_described(case: schemathesis.Case[Any]) -> None:
    answers_as_described(case)


@written_out.exclude(path_regex=r"\.(gif|webp)$").parametrize()  # films have tests of their own
@STEADY
def test_a_path_answers_its_own_example_as_it_is_described(case: schemathesis.Case[Any]) -> None:
    answers_as_described(case)
