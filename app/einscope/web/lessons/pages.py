"""``/learn`` and ``/learn/{lesson}``: lessons, which are read without a script and worked with one."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from einscope.core.lessons import Lesson, Step, lessons
from einscope.core.lessons.tasks import Judged
from einscope.settings import Settings
from einscope.web.lessons.shown import HEIGHT, WIDTH, state_for_stage, still_of
from einscope.web.pages.card import card_of
from einscope.web.pages.frame import frame, kept
from einscope.web.requests.links import address
from einscope.web.requests.queries import page_query
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import in_characters, translate
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.templates import environment, page
from einscope.web.server.threads import ThreadPool

_KNOWN = ("step", "answer", "lang")


class JudgedAnswer(BaseModel):
    """What is said of an answer."""

    right: bool
    sentence: str
    op: str | None = Field(description="of the state that the answer makes, where it makes one")
    texts: dict[str, str] | None = Field(description="its parameters")


def lessons_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of lessons.

    Args:
        settings: of the application.
        threads: where states are worked out and answers judged.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/learn")
    async def listed(request: Request) -> HTMLResponse:
        return await threads.run(_list, request, settings)

    @router.get("/learn/{name}")
    async def lesson(request: Request, name: str) -> HTMLResponse:
        return await threads.run(_page, request, name, settings)

    @router.get("/state/learn/{name}")
    async def judged(request: Request, name: str) -> JudgedAnswer:
        return await threads.run(_judged, request, name)

    return router


def _list(request: Request, settings: Settings) -> HTMLResponse:
    language = language_of(request)
    values: dict[str, Any] = {
        **frame(request),
        "here": "learn",
        "lessons": [
            {
                "name": lesson.name,
                "title": translate(lesson.title, language),
                "summary": translate(lesson.summary, language),
                "steps": len(lesson.steps),
                "link": address(f"/learn/{lesson.name}", kept(request)),
                "still": still_of(lesson.steps[0], language, settings),
            }
            for lesson in lessons().values()
        ],
        "size": (WIDTH, HEIGHT),
        "home": settings.public_url,
        "state": {"language": language, "words": messages_of_scripts(language)},
    }
    return page(environment(language).get_template("learn.html").render(values), settings)


def _page(request: Request, name: str, settings: Settings) -> HTMLResponse:
    language, lesson = language_of(request), lesson_named(name)
    query = page_query(request, _KNOWN)
    number = step_number(query.get("step", ""), lesson)
    step, all_lessons = lesson.steps[number - 1], list(lessons().values())
    place = all_lessons.index(lesson)
    title, summary = translate(lesson.title, language), translate(lesson.summary, language)
    shown = state_for_stage(step.state, language, kept(request), settings)
    answered = shown["answer"]
    told = step.task.judge(in_characters(query["answer"])) if "answer" in query else None
    program = {"of_lines": True} if step.state.op == "program" else {}
    content = (
        environment(language)
        .get_template("lesson.html")
        .render(
            **frame(request, ("step", "lang")) | {"here": "learn"},
            **program,
            lesson={"name": lesson.name, "title": title, "summary": summary, "number": place + 1},
            steps=[step_told(lesson, at, request, settings) for at in range(1, len(lesson.steps) + 1)],
            number=number,
            answered=answered,
            told=told and _told(told, language),
            given=query.get("answer"),
            asked=kept(request),
            size=(WIDTH, HEIGHT),
            following=_link(all_lessons[place + 1], 1, request) if place + 1 < len(all_lessons) else "",
            following_title=translate(all_lessons[place + 1].title, language) if place + 1 < len(all_lessons) else "",
            canonical=address(f"/learn/{lesson.name}", {}, settings.public_url),
            card=card_of(title, summary, None, answered["links"]["png"], settings),
            state={
                **shown,
                "lesson": lesson.name,
                "step": number,
                "kind": step.task.kind,
                "shape": list(step.state.shape),
                "language": language,
                "words": messages_of_scripts(language),
            },
        )
    )
    return page(content, settings)


def _judged(request: Request, name: str) -> JudgedAnswer:
    lesson, query = lesson_named(name), request.query_params
    step = lesson.steps[step_number(query.get("step", ""), lesson) - 1]
    return _told(step.task.judge(in_characters(query.get("answer", ""))), language_of(request))


def _told(judged: Judged, language: str) -> JudgedAnswer:
    made = judged.made
    return JudgedAnswer(
        right=judged.right,
        sentence=translate(judged.sentence, language),
        op=made.op if made else None,
        texts=dict(made.texts) if made else None,
    )


def step_told(lesson: Lesson, number: int, request: Request, settings: Settings) -> dict[str, Any]:
    """A step as the page has it."""
    step: Step = lesson.steps[number - 1]
    language, task, texts = language_of(request), step.task, dict(step.state.texts)
    return {
        "number": number,
        "title": translate(step.title, language),
        "text": [translate(paragraph, language) for paragraph in step.text],
        "link": _link(lesson, number, request),
        "code": texts.get("code", "").rstrip("\n"),
        "pattern": texts.get("pattern", ""),
        "page": address(f"/{step.state.op}", texts | kept(request)),
        "still": still_of(step, language, settings),
        "described": step.state.formula or texts.get("code", ""),
        "task": {
            "kind": task.kind,
            "question": translate(task.question, language),
            "begin": task.begin.rstrip("\n"),
            "options": task.options,
        },
    }


def _link(lesson: Lesson, number: int, request: Request) -> str:
    step = {"step": str(number)} if number > 1 else {}
    return address(f"/learn/{lesson.name}", step | kept(request))


def lesson_named(name: str) -> Lesson:
    """The lesson of that name; any other is not found."""
    lesson = lessons().get(name)
    if lesson is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return lesson


def step_number(text: str, lesson: Lesson) -> int:
    """The step that an address names, from 1; what is no number of a step is the first."""
    number = int(text) if text.isdecimal() and len(text) < 4 else 1
    return number if 1 <= number <= len(lesson.steps) else 1
