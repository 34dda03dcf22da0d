"""Lessons as pages: whole without a script, in every language; every state in them is answered."""

import itertools
import re
from urllib.parse import urlencode

import pytest

from einscope.core.lessons import lessons
from einscope.web.server.language import LANGUAGES, translate
from tests.web.client import Client, answer, problem
from tests.web.markup import Document

STEPS = [(name, at) for name, lesson in lessons().items() for at in range(1, len(lesson.steps) + 1)]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("`", "")).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_leads_to_every_lesson(client: Client, language: str) -> None:
    page = Document(client.get(f"/learn?lang={language}").text)
    links = {each.attributes.get("href") for each in page.all("a")}
    for lesson in lessons().values():
        link = f"/learn/{lesson.name}?lang={language}"
        assert link in links
        assert client.get(link).status_code == 200
    titles = [each.text for each in page.all("h2")][: len(lessons())]
    assert [re.sub(r"^\d+ ", "", plain(title)) for title in titles] == [
        translate(lesson.title, language) for lesson in lessons().values()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", lessons())
def test_a_page_says_all_of_its_lesson_without_a_script(client: Client, name: str, language: str) -> None:
    lesson, page = lessons()[name], Document(client.get(f"/learn/{name}?lang={language}").text)
    text = plain(next(page.all("main")).text)
    for step in lesson.steps:
        for sentence in (step.title, *step.text, step.task.question):
            assert plain(translate(sentence, language)) in text
    assert "{" not in text.replace("{/", "")
    stills = [each for each in page.all("img") if "lesson-still" in each.attributes["class"]]
    assert len(stills) == len(lesson.steps)
    assert all({"width", "height", "alt"} <= still.attributes.keys() for still in stills)
    levels = [int(each.tag[1]) for each in page.elements if re.fullmatch(r"h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    (described,) = (each for each in page.all("meta") if each.attributes.get("name") == "description")
    assert described.attributes["content"] == translate(lesson.summary, language).replace("`", "")


@pytest.mark.parametrize(("name", "at"), STEPS)
def test_every_state_is_answered(client: Client, name: str, at: int) -> None:
    state = lessons()[name].steps[at - 1].state
    own = {key: text for key, text in state.texts.items() if key != "fill"}
    assert client.get(f"/api/v1/{state.op}", params=own).status_code == 200
    assert client.get(f"/learn/{name}?step={at}").status_code == 200


@pytest.mark.parametrize("name", lessons())
def test_every_still_is_drawn(client: Client, name: str) -> None:
    page = Document(client.get(f"/learn/{name}").text)
    for still in page.all("img"):
        picture = client.get(still.attributes["src"])
        assert picture.status_code == 200
        size = f'width="{still.attributes["width"]}" height="{still.attributes["height"]}"'
        assert size in picture.text[:400], "it takes the room that the page leaves for it"


@pytest.mark.parametrize(("name", "at"), STEPS)
def test_an_answer_is_judged_with_and_without_a_script(client: Client, name: str, at: int) -> None:
    task = lessons()[name].steps[at - 1].task
    for given, right in ((task.solution, True), ("nonsense", False)):
        query = urlencode({"step": at, "answer": given})
        told = answer(client.get(f"/state/learn/{name}?{query}"))
        assert told["right"] is right
        page = Document(client.get(f"/learn/{name}?{query}").text)
        said = page.by_id("said")
        assert plain(said.text) == plain(told["sentence"])
        assert said.attributes["class"] == ("said right" if right else "said wrong")
        if told["texts"]:
            assert answer(client.get(f"/state/{told['op']}", params=told["texts"]))["answer"]


def test_sentences_come_in_the_language_that_is_asked_for(client: Client) -> None:
    told = answer(client.get("/state/learn/first-cell?step=2&answer=4&lang=zh"))
    assert told["sentence"] == "不对：单元格 4 落在 `y[0, 0, 2, 0]`。"
    page = Document(client.get("/learn/first-cell", headers={"accept-language": "zh-CN"}).text)
    assert next(page.all("html")).attributes["lang"] == "zh"
    assert next(page.all("h1")).text == "1 号单元格去了哪里？"


@pytest.mark.parametrize("path", ["/learn/nothing", "/state/learn/nothing?step=1&answer=1"])
def test_there_is_no_other_lesson(client: Client, path: str) -> None:
    problem(client.get(path), 404)


@pytest.mark.parametrize("step", ["0", "9", "-1", "x", "²", "1" * 40, ""])
def test_another_step_is_the_first(client: Client, step: str) -> None:
    page = Document(client.get("/learn/heads", params={"step": step}).text)
    (current,) = (each for each in page.all("a") if each.attributes.get("aria-current") == "step")
    assert current.attributes["data-step"] == "1"


def test_what_was_typed_is_text_on_the_page(client: Client) -> None:
    text = '"><script>alert(1)</script>{{ 7 * 7 }}`'
    page = client.get("/learn/rows-and-columns", params={"step": "2", "answer": text}).text
    assert "<script>alert" not in page
    assert "49" not in re.sub(r"\d{3,}", "", Document(page).by_id("said").text)


def test_steps_and_lessons_lead_on(client: Client) -> None:
    for name, lesson in lessons().items():
        page = Document(client.get(f"/learn/{name}?step={len(lesson.steps)}").text)
        assert client.get(page.by_id("next").attributes["href"]).status_code == 200


def test_the_home_page_and_the_gallery_lead_to_the_lessons(client: Client) -> None:
    for path in ("/", "/examples", "/program"):
        assert "/learn" in [each.attributes.get("href") for each in Document(client.get(path).text).all("a")]
