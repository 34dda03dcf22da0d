"""What whoever keeps the server running can see of it: readiness, counts, the log."""

import json
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from einscope.settings import Settings
from einscope.web.server.readiness import READINESS
from tests.lines import Lines
from tests.web.client import Client

GOOD, ODD = "/api/v1/merge?shape=1,4,4,1", "/api/v1/merge?shape=1,5,5,1"


def counts(client: Client) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """All that is counted, by name and labels."""
    text = client.get("/metrics").text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def gained(client: Client, path: str, name: str, **labels: str) -> float:
    """How much a count gains by a request."""
    key = (name, frozenset(labels.items()))
    before = counts(client).get(key, 0.0)
    client.get(path)
    return counts(client).get(key, 0.0) - before


def test_readyz_says_no_as_soon_as_it_is_to_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (client.get("/readyz").status_code, client.get("/readyz").text) == (200, "ready\n")
    monkeypatch.setattr(READINESS, "ready", False)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get(GOOD).status_code == 200


@pytest.mark.parametrize(
    ("path", "name", "labels"),
    [
        (GOOD, "einscope_requests_total", {"route": "/api/v1/merge", "method": "GET", "status": "200"}),
        (ODD, "einscope_requests_total", {"route": "/api/v1/merge", "method": "GET", "status": "422"}),
        ("/learn/nothing", "einscope_requests_total", {"route": "/learn/{name}", "method": "GET", "status": "404"}),
        (
            "/static/icon.svg",
            "einscope_requests_total",
            {"route": "/static/{path:path}", "method": "GET", "status": "200"},
        ),
        ("/nowhere", "einscope_requests_total", {"route": "none", "method": "GET", "status": "404"}),
        (GOOD, "einscope_request_seconds_count", {"route": "/api/v1/merge"}),
        (ODD, "einscope_refusals_total", {"code": "size-odd"}),
        (
            "/state/merge?shape=1,5,5,1",
            "einscope_refusals_total",
            {"code": "size-odd"},
        ),  # a page that says what is wrong
        (GOOD, "einscope_parts_total", {"part": "plan"}),
        (GOOD, "einscope_parts_total", {"part": "verdict"}),
        (f"{GOOD}&fields=cells", "einscope_parts_total", {"part": "cells"}),
        ("/examples", "einscope_parts_total", {"part": "page"}),
        ("/api/v1/program?code=y=x.T&shape=x:2,3", "einscope_parts_total", {"part": "run"}),
    ],
)
def test_a_request_is_counted(client: Client, path: str, name: str, labels: dict[str, str]) -> None:
    client.get(path)  # so that parts that all pages have are made
    assert gained(client, path, name, **labels) == 1


@pytest.mark.parametrize(
    ("path", "code", "status"),
    [
        ("/merge?shape=1,5,5,1", "size-odd", 422),
        ("/embed/merge?shape=1,5,5,1", "size-odd", 422),
        ("/state/merge?shape=1,5,5,1", "size-odd", 200),  # where there is a script it says what is wrong
        ("/program?code=y=(&shape=x:2", "program-syntax", 422),
        ("/program?code=", "code-missing", 200),  # a page that waits
        ("/embed/program?code=y=(&shape=x:2", "program-syntax", 422),
        ("/state/program?code=y=(&shape=x:2", "program-syntax", 200),
        ("/compare?a=/merge?shape=1,4,4,1&b=/merge?shape=1,5,5,1", "size-odd", 422),
        ("/embed/compare?a=/merge?shape=1,5,5,1&b=/merge?shape=1,4,4,1", "size-odd", 422),
        ("/infer?sources=none&input_shape=2", "sources-not-integers", 422),
    ],
)
def test_a_page_that_tells_of_a_mistake_is_counted_as_refused(
    client: Client, path: str, code: str, status: int
) -> None:
    assert client.get(path).status_code == status
    assert gained(client, path, "einscope_refusals_total", code=code) == (code != "code-missing")


def test_what_was_not_wanted_takes_no_time(client: Client) -> None:
    assert gained(client, f"{GOOD}&fields=cells", "einscope_parts_total", part="formula") == 0


def test_a_picture_that_is_kept_is_a_hit() -> None:
    client = Client(Settings(picture_bytes=2**20, answer_bytes=0))
    path = "/merge.svg?shape=1,4,4,1"
    assert gained(client, path, "einscope_cache_total", cache="pictures", outcome="miss") == 1
    assert gained(client, path, "einscope_cache_total", cache="pictures", outcome="hit") == 1


def test_an_answer_that_is_kept_is_a_hit_of_the_same_route_and_code() -> None:
    client, path, answers = Client(Settings(answer_bytes=2**21)), "/state/merge?shape=1,7,7,1", {"cache": "answers"}
    asked = {"route": "/state/merge", "method": "GET", "status": "200"}
    assert gained(client, path, "einscope_cache_total", **answers, outcome="miss") == 1
    assert gained(client, path, "einscope_cache_total", **answers, outcome="hit") == 1
    assert gained(client, path, "einscope_requests_total", **asked) == 1
    assert gained(client, path, "einscope_refusals_total", code="size-odd") == 1  # a state that says what is wrong
    assert gained(client, path, "einscope_parts_total", part="plan") == 0
    assert 1_000 < counts(client)["einscope_cache_bytes", frozenset(answers.items())] <= 2**21


def test_queues_and_memory_are_looked_at(client: Client) -> None:
    found = counts(client)
    assert found["einscope_queue", frozenset({("queue", "cells")})] == 0
    assert found["einscope_queue", frozenset({("queue", "pictures")})] == 0
    assert found["einscope_memory_bytes", frozenset()] > 10_000_000
    assert found["einscope_in_flight", frozenset()] == 1  # the one that asks


def test_examples_that_the_application_asks_itself_for_are_none_of_anybodys_requests(client: Client) -> None:
    path = "/problems/size-odd"
    assert gained(client, path, "einscope_refusals_total", code="size-odd") == 0
    assert gained(client, path, "einscope_requests_total", route="/problems/{code}", method="GET", status="200") == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abc-123", True), ("a" * 64, True), ("a" * 65, False), ("a b", False), ('"', False), ("", False), ("ü", False)],
)
def test_a_request_has_a_name_that_is_fit_for_a_log(client: Client, given: str, kept: bool) -> None:
    headers = {"x-request-id": given.encode()}
    name = client.get("/healthz", headers=headers).headers["x-request-id"]
    assert name == given if kept else re.fullmatch(r"[0-9a-f]{16}", name)


def test_each_request_is_a_line_without_what_was_asked(client: Client, log: Lines) -> None:
    client.get(ODD, headers={"x-request-id": "mine"})
    [line] = log.found
    assert re.fullmatch(r"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(line.pop("time")))
    assert line.pop("ms") > 0  # type: ignore[operator]
    assert line.pop("bytes") > 100  # type: ignore[operator]
    assert line.pop("process")
    asked = {"id": "mine", "method": "GET", "path": "/api/v1/merge", "route": "/api/v1/merge"}
    assert line == {**asked, "status": 422, "code": "size-odd"}
    assert "shape" not in json.dumps(log.found)


EVERY_KIND = [
    ("/healthz", 200),
    ("/static/icon.svg", 200),
    ("/static/nothing.js", 404),
    ("/favicon.ico", 200),
    (GOOD, 200),
    (ODD, 422),
    ("/nowhere", 404),
    ("/api/v1/merge?" + "a" * 9_000, 422),
]


@pytest.mark.parametrize(("path", "status"), EVERY_KIND)
@pytest.mark.parametrize("given", [{}, {"x-request-id": "mine"}])
def test_every_answer_files_too_has_the_name_that_its_line_has(
    client: Client, log: Lines, path: str, status: int, given: dict[str, str]
) -> None:
    answered = client.get(path, headers=given)
    [line] = log.found
    assert (answered.status_code, line["status"]) == (status, status)
    assert answered.headers["x-request-id"] == line["id"]
    assert (line["id"] == "mine") == bool(given)


def test_queries_are_written_down_where_that_is_asked_for(log: Lines) -> None:
    Client(Settings(log_query=1)).get(GOOD)
    assert log.found[0]["query"] == "shape=1,4,4,1"


def test_no_path_breaks_the_line_or_makes_it_long(client: Client, log: Lines) -> None:
    client.get("/%0A%7B%22status%22:200%7D" + "x" * 500)
    [line] = log.found
    assert str(line["path"]).startswith('/\n{"status":200}xxx')
    assert len(str(line["path"])) == 200


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (GOOD, ""),
        (ODD, "size-odd"),
        ("/state/merge?shape=1,5,5,1", "size-odd"),
        ("/merge?shape=1,5,5,1", "size-odd"),
        ("/merge.txt?shape=1,5,5,1", "size-odd"),
        ("/merge.svg?shape=1,5,5,1", "size-odd"),
        ("/embed/merge?shape=1,5,5,1", "size-odd"),
        ("/program?code=y=x.zz&shape=x:2", "program-attribute"),
        ("/program", ""),  # a page that waits for a program
        ("/compare?a=/merge%3Fshape=1,5,5,1&b=/merge", "size-odd"),
        ("/infer?from=0&to=1", "shape-empty"),
        ("/api/v1/compare?a=/merge&b=/nowhere", "address-unknown"),
        ("/oembed?url=/merge&format=xml", "format-unknown"),
        ("/nowhere", "not-found"),
        ("/openapi.json", ""),  # the rest have problem documents in them, and are none
        ("/problems", ""),
        ("/problems/size-odd", ""),
        ("/problems/pictures-busy", ""),
        ("/api/v1/examples", ""),
        ("/learn/four-slices", ""),
    ],
)
def test_a_request_has_the_code_of_its_own_answer_alone(log: Lines, path: str, code: str) -> None:
    client = Client(Settings(answer_bytes=0))
    client.app.state._state.pop("description", None)  # made anew
    client.get(path)
    [line] = log.found
    assert line.get("code", "") == code


def test_what_nobody_was_turned_away_for_yet_is_counted_as_none(client: Client) -> None:
    shed = {dict(labels)["code"] for name, labels in counts(client) if name == "einscope_sheds_total"}
    assert shed == {"pictures-busy", "rate-limit", "server-busy"}
