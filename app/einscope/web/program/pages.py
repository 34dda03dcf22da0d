"""The page of programs, drawn on the server with its first answer inside, and what its script asks."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response
from pydantic import AfterValidator

from einscope.core.errors import PatternError, say
from einscope.core.program.question import LIBRARIES, PROGRAM
from einscope.render.subject import shape_text
from einscope.settings import Settings
from einscope.web.answers.registry import operation_info
from einscope.web.pages.card import Card, card_of
from einscope.web.pages.frame import frame, kept
from einscope.web.pages.indices import indices
from einscope.web.program.answer import ProgramAnswer
from einscope.web.program.state import (
    DEFAULTS,
    KNOWN,
    NO_CODE,
    WAY,
    ProgramState,
    program_state,
    program_way,
    reader_of,
)
from einscope.web.requests.json_bodies import JsonRoute
from einscope.web.requests.links import address
from einscope.web.requests.queries import page_query, refuse_repeated
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import in_characters, translate
from einscope.web.server.middleware import FRAMED
from einscope.web.server.problem import mistake_of
from einscope.web.server.problems import problem_of, telling
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.sending.tagged import EACH_TIME, tagged_json
from einscope.web.server.templates import environment, page
from einscope.web.server.threads import ThreadPool

_TERMS = 4  # different sources of a cell that a table lists


_Text = Annotated[str, AfterValidator(in_characters)]
Texts = Annotated[dict[_Text, _Text], Body(description="texts by parameter")]


def program_pages(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of the page.

    Args:
        settings: of the application.
        threads: where programs are worked on.
    """
    router = APIRouter(include_in_schema=False, route_class=JsonRoute)

    @router.get("/program")
    async def opened(request: Request) -> Response:
        return await threads.run(_page, request, settings)

    @router.get(f"{FRAMED}program")
    async def framed(request: Request) -> Response:
        return await threads.run(_embed, request, settings)

    @router.get("/state/program")
    async def by_query(request: Request) -> Response:
        language = language_of(request)
        body = await threads.run(lambda: _state(_sought(request, settings), language, settings))
        return tagged_json(request, body, EACH_TIME)

    @router.post("/state/program")
    async def by_body(request: Request, texts: Texts) -> Response:
        language = language_of(request)
        body = await threads.run(lambda: _state(program_state(texts, language, settings), language, settings))
        return tagged_json(request, body)

    @router.post("/state/program/way")
    async def way(request: Request, texts: Texts) -> Response:
        language = language_of(request)
        return tagged_json(request, await threads.run(lambda: WAY.dump_json(program_way(texts, language, settings))))

    return router


def _state(state: ProgramState, language: str, settings: Settings) -> str:
    telling(state.problem)
    return state.model_dump_json(context=reader_of(state, language, settings))


def _sought(request: Request, settings: Settings) -> ProgramState:
    """The state in the query of a request."""
    language, query = language_of(request), page_query(request, KNOWN)
    try:
        refuse_repeated(request, KNOWN)
    except PatternError as error:
        texts = {**DEFAULTS, "code": "", **query}
        problem = problem_of(error, language=language, home=settings.public_url)
        return ProgramState(op=PROGRAM.name, texts=texts, answer=None, problem=problem)
    return program_state(query, language, settings)


def _page(request: Request, settings: Settings) -> Response:
    language, state = language_of(request), _sought(request, settings)
    info = operation_info(PROGRAM.name, language)
    told = state.model_dump(mode="json", context=reader_of(state, language, settings))
    answered, problem = state.answer or state.partial, mistake_of(state.problem)
    content = (
        environment(language)
        .get_template("program.html")
        .render(
            **frame(request, KNOWN) | {"operation": info},
            presets=[(each["title"], address("/program", each["values"] | kept(request))) for each in info["presets"]],
            libraries=LIBRARIES,
            texts=state.texts,
            cleaned=told["cleaned"],
            choices=_choices(answered, language),
            answer=told["answer"] or told["partial"],
            card=_card(state.answer, language, settings) if state.answer else None,
            problem=problem,
            rows=_rows(answered, language) if answered else (),
            state={
                **told,
                "example": dict(PROGRAM.example),
                "defaults": DEFAULTS,
                "language": language,
                "words": messages_of_scripts(language),
            },
        )
    )
    # A page that waits for a program is as good as one that shows one.
    waits = problem is not None and problem.code == NO_CODE
    return page(content, settings, None if waits else problem)


def _card(answered: ProgramAnswer, language: str, settings: Settings) -> Card:
    """What a chat or a feed shows of a link to this program."""
    inputs = ", ".join(f"{each.name} {shape_text(each.shape)}" for each in answered.inputs if each.line is None)
    result = f"{answered.output.name} {shape_text(answered.output.shape)}"
    title = f"{translate(PROGRAM.title, language)} · {f'{inputs} → ' if inputs else ''}{result}"
    said = translate(answered.steps[answered.step], language)
    return card_of(title, said, answered.links.page, answered.links.png, settings)


def _embed(request: Request, settings: Settings) -> Response:
    """The stage and its timeline, for a frame on any other page."""
    language, state = language_of(request), _sought(request, settings)
    told = state.model_dump(mode="json", context=reader_of(state, language, settings))
    problem = mistake_of(state.problem)
    answer = told["answer"] or told["partial"]
    said = answer and answer["steps"][answer["step"]]
    values = {
        "operation": operation_info(PROGRAM.name, language),
        "answer": answer,
        "problem": None if answer else problem,
        "said": said,
        "described": said,
        "script": "embed/program/main.js",
        "of_lines": True,
        "full": (answer and answer["links"]["page"]) or "/program",
        "state": {**told, "language": language, "words": messages_of_scripts(language)},
    }
    content = environment(language).get_template("embed.html").render(values)
    return page(content, settings, problem)


def _choices(answered: ProgramAnswer | None, language: str) -> list[tuple[str, str, str, tuple[str, ...], object]]:
    """The parameters that choose among names of the program: title, label, the names, and the one that was taken."""
    said = {
        "entry": (say("The function, class or method that is run"), say("Run")),
        "output": (say("Which of several results is shown"), say("Result")),
    }
    names: dict[str, tuple[str, ...]] = (
        {"entry": answered.entries, "output": answered.outputs} if answered else {"entry": (), "output": ()}
    )
    taken = answered.request if answered else {"entry": "", "output": ""}
    return [
        (name, translate(title, language), translate(label, language), names[name], taken[name])
        for name, (title, label) in said.items()
    ]


def _rows(answered: ProgramAnswer, language: str) -> list[tuple[str, str]]:
    """The cells of the tensor shown, and what each is made of."""
    cells, made = answered.cells, answered.tensors[answered.step]
    nothing = translate(say("nothing"), language)
    rows: list[tuple[str, str]] = []
    inputs = [
        (each.name, sources, dict(zip(sources, indices(sources, each.shape), strict=True)))
        for each, sources in zip(answered.inputs, cells.sources, strict=False)
    ]
    for place, index in enumerate(indices(cells.targets, made.shape)):
        here = slice(place * cells.arity, (place + 1) * cells.arity)
        listed = [
            f"{_times(times)}{name}{places[source]} = {source}"
            for name, sources, places in inputs
            for source, times in Counter(sources[here]).items()
            if source >= 0
        ]
        more = translate(say("and {count} more", count=len(listed) - _TERMS), language)
        texts = [*listed[:_TERMS], *([more] if len(listed) > _TERMS else [])] or [nothing]
        rows.append((f"{made.name}{index}", "; ".join(texts)))
    return rows


def _times(count: int) -> str:
    """How often a cell is taken, where that is not once."""
    return f"{count} × " if count > 1 else ""
