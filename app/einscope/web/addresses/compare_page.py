"""``/compare``: two states side by side with one timeline, drawn on the server with both answers inside."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from einscope.core.comparison import Comparison
from einscope.core.errors import PatternError, say
from einscope.settings import Settings
from einscope.web.addresses.differing import differing, said
from einscope.web.addresses.linked import linked
from einscope.web.addresses.linked_state import Linked
from einscope.web.pages.frame import frame, kept
from einscope.web.pages.state import LISTED, view_of
from einscope.web.requests.links import address, passed_on
from einscope.web.requests.queries import page_query, refuse_repeated
from einscope.web.requests.view import look_of
from einscope.web.server.asked_language import language_of
from einscope.web.server.problem import ProblemError
from einscope.web.server.problems import problem_of
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.templates import environment, page
from einscope.web.server.threads import ThreadPool

EXAMPLE = {"a": "/expand?shape=1,2,2,4&order=p1+p2+c", "b": "/expand?shape=1,2,2,4&order=p2+p1+c"}
"""Shown where the address names neither state: blocks filled row by row, and column by column."""

_KNOWN = ("a", "b", "stage", "cell", "lang", "picture")
_SHOWN = 16_384  # cells of either side: a picture of 64×64 in colours


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states, or what is wrong with it.

    Args:
        name: ``a`` or ``b``.
        given: its address as typed.
        state: what it asks for.
        answer: to that.
        problem: what is wrong instead.
        link: its own page.
        text: the pattern or the line that stands above its stage.
        told: the stage in words.
    """

    name: str
    given: str
    state: Linked | None = None
    answer: dict[str, Any] | None = None
    problem: ProblemError | None = None
    link: str = ""
    text: str = ""
    told: str = ""


def compare_page_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The route of the comparison.

    Args:
        settings: of the application.
        threads: where cells are compared.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/compare")
    async def compare(request: Request) -> HTMLResponse:
        return await threads.run(_page, request, settings)

    return router


def _page(request: Request, settings: Settings) -> HTMLResponse:
    language = language_of(request)
    query = page_query(request, _KNOWN)
    pair = {name: text for name, text in query.items() if name in EXAMPLE} or EXAMPLE
    shown = {name: text for name, text in query.items() if name in ("stage", "cell", "picture")}
    sides = [_side(name, pair, request, settings) for name in ("a", "b")]
    one, other = (side.state for side in sides)
    outcome = differing(one, other) if one and other else None
    told = said(outcome.sentences, language) if outcome else ""
    problem = None
    try:
        _refuse(request, shown, one, settings)
    except PatternError as error:
        shown, problem = {}, problem_of(error, language=language).errors[0]
    both = {**pair, **kept(request)}
    content = (
        environment(language)
        .get_template("compare.html")
        .render(
            **frame(request, _KNOWN) | {"here": "compare"},
            sides=sides,
            told=told,
            mended=_mended(outcome, pair, request, settings) if outcome else None,
            problem=problem,
            picture=address("/compare.svg", {**pair, "lang": language}) if told else "",
            state={
                "answers": [side.answer for side in sides],
                "differ": outcome.ringed.tolist() if outcome else [],
                "texts": shown,
                "link": address("/compare", both, settings.public_url),
                "links": _files(pair, settings) if one and other else {},
                "language": language,
                "words": messages_of_scripts(language),
            },
        )
    )
    good = one and other and not problem
    return page(content, settings, HTTPStatus.OK if good else HTTPStatus.UNPROCESSABLE_ENTITY)


def _files(pair: dict[str, str], settings: Settings) -> dict[str, str]:
    """Where the picture of a comparison and its JSON are found."""
    addresses = {"svg": "/compare.svg", "api": "/api/v1/compare"}
    return {name: address(path, pair, settings.public_url) for name, path in addresses.items()}


def _mended(
    outcome: Comparison, pair: dict[str, str], request: Request, settings: Settings
) -> dict[str, str | bool] | None:
    """The link to the same comparison with the second state mended, where that is not too long for an address."""
    mended = {name: passed_on(state) for name, state in outcome.repair.items()}
    link = address("/compare", {**pair, **mended, **kept(request)})
    if outcome.mend is None or len(link.partition("?")[2]) > settings.query_bytes:
        return None
    return {"link": link, "text": outcome.mend, "undoes": outcome.undone is not None}


def _refuse(request: Request, shown: dict[str, str], one: Linked | None, settings: Settings) -> None:
    """Refuse what does not belong to either side.

    Raises:
        PatternError: a parameter is given twice, or not what it should be.
    """
    refuse_repeated(request, _KNOWN)
    if one:
        look_of(view_of(shown), one.output, settings.limits)


def _side(name: str, pair: dict[str, str], request: Request, settings: Settings) -> Side:
    """One of the states: what its own page would show, in the language of this one, no larger than a picture is."""
    language = language_of(request)
    try:
        if name not in pair:
            message = say("The parameter '{name}' is missing.", name=name)
            raise PatternError("parameter-missing", message, field=name, hint=say("give the address of a page"))
        state = linked(pair[name], name, settings)
        view = replace(state.view, language=language, asked="lang" in kept(request), usual=LISTED, check=False)
        if "picture" in request.query_params:
            view = replace(view, show=_SHOWN)  # a picture is made of all cells
        if view.show is not None:
            view = replace(view, show=min(view.show, _SHOWN))
        answered = state.plain(view, settings)
    except PatternError as error:
        return Side(name, pair.get(name, ""), problem=problem_of(error, language=language).errors[0])
    return Side(
        name,
        pair[name],
        state,
        answered,
        None,
        answered["links"]["page"] or passed_on(state.state.address),
        *_words(answered, state),
    )


def _words(answered: dict[str, Any], state: Linked) -> tuple[str, str]:
    """What stands above a stage, and what it is called for whoever cannot see it."""
    heading = "".join(text for text, _ in state.subject.heading)
    pattern, formula = answered.get("pattern") or heading, answered["formula"]
    return pattern, formula["text"] if formula else heading
