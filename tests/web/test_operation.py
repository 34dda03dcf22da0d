"""Nothing but its own file knows an operation by name: all of them under other names answer as they did.

Each is registered as a file of its own that holds a renamed copy; the originals are gone, so that whatever asks for one
by name finds none.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules
from urllib.parse import quote, urlencode

import pytest

from einscope.core import ops
from einscope.core.ops import registry
from einscope.core.questions import questions
from tests.rows import every
from tests.web.client import Client, application

PREFIX = "renamed_"
COPY = """
from dataclasses import replace

from einscope.core.ops.{name} import OPERATION as ORIGINAL, ORDER

OPERATION = replace(ORIGINAL, name="{prefix}{name}"{pair})
"""
# What is asked of the examples and presets of an operation, and what of its example alone.
OF_EACH = ("/api/v1/{op}?{query}&check=1", "/state/{op}?{query}", "/{op}.svg?{query}")
OF_ONE = (
    *("/{op}?{query}", "/embed/{op}?{query}", "/{op}.png?{query}&stage=2", "/api/v1/{op}.npy?{query}"),
    *("/api/v1/{op}?{query}&lang=zh", "/api/v1/{op}?{query}&at=nowhere=1", "/{op}?{query}&shape=a", "/api/v1/{op}"),
    *("/compare?a={quoted}&b={quoted}", "/compare.svg?a={quoted}&b={quoted}", "/oembed?url={quoted}"),
)
OF_ALL = ("/", "/api/v1/operations", "/sitemap.xml", "/api/v1/round-trip?shape=1,4,4,2")


def places() -> Iterator[str]:
    """The addresses that are asked for, by the names that operations have now."""
    yield from OF_ALL
    for name, operation in registry().items():
        asked = [operation.example, *(preset.values for preset in operation.presets)]
        for number, texts in enumerate(asked):
            query = urlencode(texts)
            parts = {"op": name, "query": query, "quoted": quote(f"/{name}?{query}", safe="")}
            yield from (each.format(**parts) for each in (*OF_EACH, *(() if number else OF_ONE)))


@pytest.fixture
def renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every operation under another name, and none under its own."""
    for name, operation in registry().items():
        pair = "".join(
            f', {field}="{PREFIX}{other}"'
            for field, other in (("undone_by", operation.undone_by), ("undoes", operation.undoes))
            if other
        )
        (tmp_path / f"{PREFIX}{name}.py").write_text(COPY.format(name=name, prefix=PREFIX, pair=pair), encoding="utf-8")
    before = set(sys.modules)
    with monkeypatch.context() as patch:
        patch.setattr(ops, "__path__", [*ops.__path__, str(tmp_path)])
        patch.setattr(ops, "iter_modules", lambda _: iter_modules([str(tmp_path)]))
        registry.cache_clear()
        questions.cache_clear()
        yield
    registry.cache_clear()
    questions.cache_clear()
    application.cache_clear()
    for name in set(sys.modules) - before:
        if name.startswith(f"{ops.__name__}.{PREFIX}"):
            sys.modules.pop(name)
            vars(ops).pop(name.rpartition(".")[2], None)


def answers() -> dict[str, tuple[int, bytes]]:
    """What is answered at every place, names aside."""
    application.cache_clear()  # it knows operations by the names that they had when it was made
    client = Client()
    found = {}
    for place in places():
        response = client.get(place)
        found[place.replace(PREFIX, "")] = response.status_code, response.content.replace(PREFIX.encode(), b"")
    return found


def test_an_operation_under_another_name_answers_as_it_did(request: pytest.FixtureRequest) -> None:
    before = answers()
    request.getfixturevalue("renamed")
    after = answers()
    assert before.keys() == after.keys()

    def check(place: str) -> None:
        assert after[place] == before[place]

    every(before, check)
