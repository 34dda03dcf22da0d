"""Some fields of an answer alone, and an answer that whoever asks has already."""

import gzip
from dataclasses import fields
from typing import Any

import pytest

from einscope.core.answer import answer as core
from einscope.web.answers import answer as web
from tests.web.client import OPERATIONS, PATCH, Client, answer, problem

EVERY = [field.name for field in fields(web.Answer)]


@pytest.mark.parametrize("name", EVERY)
def test_a_field_alone_is_what_it_is_among_the_others(client: Client, name: str) -> None:
    whole = answer(client.get("/api/v1/rearrange", PATCH))
    assert answer(client.get("/api/v1/rearrange", PATCH | {"fields": name})) == {name: whole[name]}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_answers_in_parts(client: Client, operation: str) -> None:
    query = client.get("/api/v1/operations").json()
    (example,) = (each["example"] for each in query if each["name"] == operation)
    found = answer(client.get(f"/api/v1/{operation}", example | {"fields": "verdict, cells"}))
    assert list(found) == ["cells", "verdict"]
    posted = answer(client.post(f"/api/v1/{operation}", example | {"fields": ["verdict", "cells"]}))
    assert posted == found


def test_a_field_that_is_not_there_is_named_with_those_that_are(client: Client) -> None:
    (error,) = problem(client.get("/api/v1/rearrange", PATCH | {"fields": "cells,verdicts"}))["errors"]
    assert (error["code"], error["field"], error["span"]) == ("field-unknown", "fields", [6, 14])
    assert error["hint"] == "it has 'verdict'"
    assert answer(client.get("/api/v1/rearrange", PATCH | error["repair"])).keys() == {"cells", "verdict"}
    (error,) = problem(client.get("/api/v1/rearrange", PATCH | {"fields": "xyz"}))["errors"]
    assert answer(client.get("/api/v1/rearrange", PATCH | error["repair"])).keys() == set(EVERY)


def test_what_is_not_wanted_is_not_worked_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> Any:
        raise AssertionError("worked out")

    for name in ("scene", "verdict", "listed", "formula", "steps", "checked", "tokens"):
        monkeypatch.setattr(core, name, never)
    monkeypatch.setattr(web, "links", never)
    assert answer(client.get("/api/v1/rearrange", PATCH | {"fields": "output,axes,code"})).keys() == {
        "output",
        "axes",
        "code",
    }


@pytest.mark.parametrize("path", ["/api/v1/rearrange", "/api/v1/compare", "/api/v1/round-trip", "/api/v1/operations"])
def test_an_answer_is_tagged_and_not_sent_twice(client: Client, path: str) -> None:
    query = {
        "/api/v1/rearrange": PATCH,
        "/api/v1/compare": {"a": "/merge?shape=1,4,4,2", "b": "/merge?shape=1,4,4,2&order=p1 p2 c"},
        "/api/v1/round-trip": {"shape": "1,4,4,1"},
        "/api/v1/operations": {},
    }[path]
    plain = client.get(path, query, headers={"accept-encoding": "identity"})
    packed = client.get(path, query, headers={"accept-encoding": "gzip"})
    assert plain.content == packed.content  # unpacked by the client
    tags = [response.headers["etag"] for response in (plain, packed)]
    assert all(tag.startswith('"') for tag in tags), "strong ones"
    for tag, encoding in zip(tags, ("identity", "gzip"), strict=True):
        headers = {"if-none-match": tag, "accept-encoding": encoding}
        again = client.get(path, query, headers=headers)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert plain.headers["cache-control"] == "public, max-age=3600"
    if len(plain.content) >= 1_000:
        assert tags[0] != tags[1]
        assert packed.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in packed.headers["vary"].lower()


def test_another_language_has_another_tag(client: Client) -> None:
    tags = {client.get("/api/v1/rearrange", PATCH | {"lang": lang}).headers["etag"] for lang in ("en", "zh")}
    assert len(tags) == 2


def test_a_refusal_is_kept_by_nobody(client: Client) -> None:
    response = client.get("/api/v1/rearrange", PATCH | {"sizes": "p1=3"})
    assert response.status_code == 422
    assert "etag" not in response.headers
    assert "max-age" not in response.headers.get("cache-control", "")


def test_bytes_are_the_same_each_time(client: Client) -> None:
    bodies = {gzip.compress(client.get("/api/v1/merge", {"shape": "1,4,4,1"}).content, mtime=0) for _ in range(2)}
    assert len(bodies) == 1


PROGRAM = {"code": "y = x.permute(0, 2, 1)\nz = y.reshape(-1)", "shape": "x:1,2,3"}


def test_a_program_answers_in_parts(client: Client) -> None:
    whole = answer(client.get("/api/v1/program", PROGRAM))
    for name in whole:
        assert answer(client.get("/api/v1/program", PROGRAM | {"fields": name})) == {name: whole[name]}
    posted = answer(client.post("/api/v1/program", PROGRAM | {"fields": ["same", "cells"]}))
    assert posted == {"cells": whole["cells"], "same": whole["same"]}
    (error,) = problem(client.get("/api/v1/program", PROGRAM | {"fields": "celss"}))["errors"]
    assert (error["code"], error["repair"]) == ("field-unknown", {"fields": "cells"})
