"""What can be found: everything there is, in every language, and every link opens."""

import pytest

from einscope.core.examples import GROUPS
from einscope.core.lessons import lessons
from einscope.core.questions import questions
from einscope.web.server.language import LANGUAGES
from tests.rows import every
from tests.web.client import Client, answer


def entries(client: Client, query: str = "") -> list[dict[str, object]]:
    found = answer(client.get(f"/state/find{query}"))
    return [*(entry for group in found["groups"] for entry in group["entries"]), *found["elsewhere"]]


@pytest.mark.parametrize("query", ["", *(f"?lang={language}" for language in LANGUAGES)])
def test_every_entry_opens(client: Client, query: str) -> None:
    def opens(entry: dict[str, object]) -> None:
        assert client.get(str(entry["page"])).status_code == 200
        assert ("lang=" in str(entry["page"])) == bool(query)
        assert entry["title"]
        assert entry["sentence"]

    every(entries(client, query), opens, lambda entry: str(entry["page"]))


def test_everything_there_is_can_be_found(client: Client) -> None:
    pages = [str(entry["page"]) for entry in entries(client)]
    assert {f"/{name}" for name in questions()} <= {*pages}
    assert {f"/learn/{name}" for name in lessons()} <= {*pages}
    examples = sum(len(group.examples) for group in GROUPS)
    presets = sum(len(question.presets) for question in questions().values())
    assert len(pages) >= len(questions()) + len(lessons()) + examples + presets


def test_a_title_in_any_language_is_a_name(client: Client) -> None:
    merge = next(entry for entry in entries(client, "?lang=zh") if entry["page"] == "/merge?lang=zh")
    assert merge["title"] == "合并"
    assert {"Merge", "merge", "SpaceToDepth", "分块"} <= {*merge["also"]}  # type: ignore[misc]


def test_nothing_has_a_name_twice() -> None:
    tables = {
        **{name: question.also for name, question in questions().items()},
        **{f"learn/{name}": lesson.also for name, lesson in lessons().items()},
        **{str(each.title): each.also for group in GROUPS for each in group.examples},
        **{str(each.title): each.also for question in questions().values() for each in question.presets},
    }
    every(tables.items(), lambda row: _once(row[1]), lambda row: row[0])


def _once(also: tuple[str, ...]) -> None:
    assert len({name.lower() for name in also}) == len(also)
    assert all(name.strip() == name and name for name in also)
