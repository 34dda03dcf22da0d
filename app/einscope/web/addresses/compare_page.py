"""``/compare`` and its frame: two states side by side with one timeline, both answers inside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from einscope.core.comparison import Comparison
from einscope.core.errors import PatternError, say
from einscope.settings import Settings
from einscope.web.addresses.alike import hues_beside
from einscope.web.addresses.differing import differing, said
from einscope.web.addresses.linked import linked
from einscope.web.addresses.linked_state import Linked
from einscope.web.pages.card import Card, card_of
from einscope.web.pages.frame import frame, kept
from einscope.web.pages.state import LISTED, view_of
from einscope.web.requests.links import address, passed_on
from einscope.web.requests.queries import page_query, refuse_repeated
from einscope.web.requests.view import look_of
from einscope.web.server.asked_language import language_of
from einscope.web.server.middleware import FRAMED
from einscope.web.server.problem import Problem, ProblemError, mistake_of
from einscope.web.server.problems import problem_of
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.templates import environment, page
from einscope.web.server.threads import ThreadPool

EXAMPLE = {"a": "/expand?shape=1,2,2,4&order=p1+p2+c", "b": "/expand?shape=1,2,2,4&order=p2+p1+c"}
"""Shown where the address names neither state: blocks filled row by row, and column by column."""

KNOWN = ("a", "b", "stage", "cell", "lang", "picture")
"""The parameters of the page."""

_SHOWN = 16_384  # cells of either side: a picture of 64×64 in colours


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states, or what is wrong with it.

    Args:
        name: ``a`` or ``b``.
        given: its address as typed.
        state: what it asks for.
        answer: to that.
        refused: what is wrong instead.
        link: its own page.
        text: the pattern or the line that stands above its stage.
        told: the stage in words.
    """

    name: str
    given: str
    state: Linked | None = None
    answer: dict[str, Any] | None = None
    refused: Problem | None = None
    link: str = ""
    text: str = ""
    told: str = ""

    @property
    def problem(self) -> ProblemError | None:
        """The mistake that is shown."""
        return mistake_of(self.refused)


def compare_page_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of the comparison.

    Args:
        settings: of the application.
        threads: where cells are compared.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/compare")
    async def compare(request: Request) -> HTMLResponse:
        return await threads.run(_page, request, settings)

    @router.get(f"{FRAMED}compare")
    async def framed(request: Request) -> HTMLResponse:
        return await threads.run(_embed, request, settings)

    return router


def pair_of(texts: Mapping[str, str]) -> dict[str, str]:
    """The addresses of both states among the parameters of the page; those of the example where there is neither."""
    return {name: text for name, text in texts.items() if name in EXAMPLE} or EXAMPLE


def _page(request: Request, settings: Settings) -> HTMLResponse:
    shown = pair_shown(request, settings)
    return _written("compare.html", frame(request, KNOWN) | {"here": "compare"} | shown, request, settings)


def _embed(request: Request, settings: Settings) -> HTMLResponse:
    """Both stages and their timeline, for a frame on any other page."""
    return _written("embed_compare.html", pair_shown(request, settings), request, settings)


def _written(template: str, values: dict[str, Any], request: Request, settings: Settings) -> HTMLResponse:
    content = environment(language_of(request)).get_template(template).render(values)
    return page(content, settings, values["problem"], *(side.problem for side in values["sides"]))


def pair_shown(request: Request, settings: Settings) -> dict[str, Any]:
    """What a template shows of the two states, and the state of its script."""
    language = language_of(request)
    query = page_query(request, KNOWN)
    pair = pair_of(query)
    shown = {name: text for name, text in query.items() if name in ("stage", "cell", "picture")}
    sides = [_side(name, pair, request, settings) for name in ("a", "b")]
    one, other = (side.state for side in sides)
    outcome = differing(one, other) if one and other else None
    told = said(outcome.sentences, language) if outcome else ""
    refused = None
    try:
        refuse_repeated(request, KNOWN)
        if one:
            refuse_shown(shown, one, settings)
    except PatternError as error:
        shown, refused = {}, problem_of(error, language=language, home=settings.public_url)
    both, good = {**pair, **kept(request)}, one is not None and other is not None
    return {
        "sides": sides,
        "told": told,
        "mended": _mended(outcome, pair, request, settings) if outcome else None,
        "refused": refused,
        "problem": mistake_of(refused),
        "picture": address("/compare.svg", {**pair, "lang": language}) if told else "",
        "full": address("/compare", {**both, **shown}, settings.public_url),
        "card": _card(sides, told, {**both, **shown}, settings) if good else None,
        "state": {
            "answers": _coloured(sides),
            "differ": outcome.ringed.tolist() if outcome else [],
            "texts": shown,
            "links": _links(both, pair, settings) if good else {"page": address("/compare", both, settings.public_url)},
            "language": language,
            "words": messages_of_scripts(language),
        },
    }


def _coloured(sides: list[Side]) -> list[dict[str, Any] | None]:
    """Both answers; names of axes have the same colours in the second as in the first."""
    answers = [side.answer for side in sides]
    one, other = (side.state for side in sides)
    if one is None or other is None or answers[1] is None:
        return answers
    hues = hues_beside(one.subject, other.subject)
    axes = [axis | {"hue": hue} for axis, hue in zip(answers[1]["axes"], hues, strict=True)]
    return [answers[0], answers[1] | {"axes": axes}]


def _links(both: dict[str, str], pair: dict[str, str], settings: Settings) -> dict[str, str]:
    """Where the comparison is found, as a frame, as a picture and as JSON."""
    pages = {"page": "/compare", "embed": f"{FRAMED}compare"}
    files = {"svg": "/compare.svg", "api": "/api/v1/compare"}
    return {name: address(path, both, settings.public_url) for name, path in pages.items()} | {
        name: address(path, pair, settings.public_url) for name, path in files.items()
    }


def _card(sides: list[Side], told: str, texts: dict[str, str], settings: Settings) -> Card:
    """What a chat or a feed shows of a link to the comparison."""
    title = " | ".join(side.text for side in sides)
    own, png = (
        address("/compare", texts, settings.public_url),
        address("/compare.png", pictured(texts), settings.public_url),
    )
    return card_of(title, told, own, png, settings)


def pictured(texts: Mapping[str, str]) -> dict[str, str]:
    """Of the parameters of the page those that a still of it has too."""
    return {name: text for name, text in texts.items() if name in (*EXAMPLE, "stage", "lang")}


def _mended(
    outcome: Comparison, pair: dict[str, str], request: Request, settings: Settings
) -> dict[str, str | bool] | None:
    """The link to the same comparison with the second state mended, where that is not too long for an address."""
    mended = {name: passed_on(state) for name, state in outcome.repair.items()}
    link = address("/compare", {**pair, **mended, **kept(request)})
    if outcome.mend is None or len(link.partition("?")[2]) > settings.query_bytes:
        return None
    return {"link": link, "text": outcome.mend, "undoes": outcome.undone is not None}


def refuse_shown(shown: Mapping[str, str], one: Linked, settings: Settings) -> None:
    """Refuse a stage or a cell that there is not, where ``one`` is the first of the two.

    Raises:
        PatternError: it is not what it should be.
    """
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
        problem = problem_of(error, language=language, home=settings.public_url)
        return Side(name, pair.get(name, ""), refused=problem)
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
