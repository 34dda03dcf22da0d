"""``/infer``: what a layer does, from the cells it made; and from a shape to a shape. It works without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from einscope.core.address import Address
from einscope.core.between import between, gathered, known_as, nearest, shown
from einscope.core.errors import PatternError, Sentence, say
from einscope.core.judge.infer import infer
from einscope.core.ops import registry
from einscope.settings import Settings
from einscope.web.inference.between import told as ways_told
from einscope.web.inference.near import beside, fitting, listed, near_said
from einscope.web.inference.pasted import OWN, Pasted, read
from einscope.web.inference.shapes import shape_of
from einscope.web.pages.frame import frame, kept
from einscope.web.requests.links import address
from einscope.web.requests.queries import page_query, refuse_repeated
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import in_characters, translate
from einscope.web.server.problem import ProblemError
from einscope.web.server.problems import problem_of
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.templates import environment, page
from einscope.web.server.threads import ThreadPool

PATH = "/infer"
CELLS = ("sources", "input_shape", "output_shape")
SHAPES = ("from", "to")
_KNOWN = (*CELLS, *SHAPES, "lang")
_MEND = "mend"  # of a form: a field, and what it is mended to
_WIDTH = {"width": "400"}
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "cells": {
        "sources": "[[[[0],[1],[4],[5]],[[2],[3],[6],[7]],[[8],[9],[12],[13]],[[10],[11],[14],[15]]]]",
        "input_shape": "1,2,2,4",
    },
    "shapes": {"from": "1,2,2,4", "to": "1,4,4,1"},
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Something with a page and a picture, None where its address would be too long."""

    text: str
    page: str | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of the cells.

    Args:
        found: whether a pattern, or a slice, gives them.
        title: that in a few words.
        sentences: what is said.
        seen: the pattern; where there is none, the cells themselves.
        near: the nearest pattern of those that were tried.
        near_said: what is said of that.
        compare: the cells and that pattern side by side.
    """

    found: bool
    title: str
    sentences: tuple[str, ...]
    seen: Seen | None
    near: Seen | None = None
    near_said: str = ""
    compare: str | None = None


def infer_pages(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The routes of the page.

    Args:
        settings: of the application.
        threads: where cells are looked at.
    """
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    async def asked(request: Request) -> HTMLResponse:
        return await threads.run(_page, request, page_query(request, _KNOWN), settings)

    @router.post(PATH)
    async def sent(request: Request) -> HTMLResponse:
        return await threads.run(_sent, request, await request.body(), settings)

    return router


def _sent(request: Request, body: bytes, settings: Settings) -> HTMLResponse:
    """What is too long for an address comes as a form."""
    fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=None))
    texts = {name: text for name, text in fields.items() if name in _KNOWN}
    name, _, text = fields.get(_MEND, "").partition("=")
    return _page(request, texts | ({name: text} if name in CELLS else {}), settings, sent=True)


def _page(request: Request, query: Mapping[str, str], settings: Settings, sent: bool = False) -> HTMLResponse:
    language = language_of(request)
    texts = {name: in_characters(query.get(name, "")) for name in (*CELLS, *SHAPES)}
    maker = _Maker(language, kept(request), settings)
    outcome = found = None
    problems: dict[str, ProblemError | None] = {"cells": None, "shapes": None}
    try:
        refuse_repeated(request, _KNOWN)
        if any(texts[name].strip() for name in CELLS):
            outcome = maker.outcome(read(texts, settings.limits))
    except PatternError as error:
        problems["cells"] = problem_of(error, language=language).errors[0]
    try:
        if any(texts[name].strip() for name in SHAPES) and not problems["cells"]:
            found = maker.found(texts)
    except PatternError as error:
        problems["shapes"] = problem_of(error, language=language).errors[0]
    asked = {name: text for name, text in texts.items() if text}
    content = (
        environment(language)
        .get_template("infer.html")
        .render(
            **frame(request, _KNOWN) | {"here": "infer"},
            texts=texts,
            asked=kept(request),
            sent=sent,
            outcome=outcome,
            found=found,
            problems=problems,
            mends={part: _mends(problem, asked | kept(request)) for part, problem in problems.items()},
            examples={name: address(PATH, {**example, **kept(request)}) for name, example in EXAMPLES.items()},
            state={
                "most": settings.query_bytes,
                "bytes": settings.body_bytes,
                "own": OWN,
                "language": language,
                "words": messages_of_scripts(language),
            },
        )
    )
    return page(content, settings, *problems.values())


def _mends(problem: ProblemError | None, asked: Mapping[str, str]) -> list[dict[str, str]]:
    """The ways to mend a mistake, each as a link and as what a form says."""
    if problem is None:
        return []
    ways = [(choice.text, choice.repair) for choice in problem.choices]
    ways = ways or ([(next(iter(problem.repair.values())), problem.repair)] if problem.repair else [])
    return [
        {
            "text": text,
            "link": address(PATH, {**asked, **repair}),
            "mend": "=".join(next(iter(repair.items()))),
        }
        for text, repair in ways
    ]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes what the page shows, for a reader."""

    language: str
    asked: Mapping[str, str]
    settings: Settings

    def outcome(self, pasted: Pasted) -> Outcome:
        """What is said of the cells."""
        limits = self.settings.limits
        inferred = infer(pasted.sources, pasted.before, pasted.after, limits)
        if inferred.found:
            place, text = shown(inferred, pasted.before)
            names = known_as(place.op, place.texts, limits) if place.op in registry() else ()
            title = say("One pattern does the same") if inferred.pattern else say("A slice does the same")
            known = (say("Known as: {names}.", names=listed(names, self.language)),) if names else ()
            return Outcome(True, self.said(title), tuple(map(self.said, known)), self.seen(place, text))
        cell, cells = inferred.cell or 0, gathered(pasted.sources, pasted.before, pasted.after)
        own = self.seen(cells, "") if cells else None
        near = nearest(pasted.sources, pasted.before, pasted.after, limits)
        return Outcome(
            False,
            self.said(say("No single pattern does this")),
            (self.said(inferred.reason) if inferred.reason else "", self.place(cell, pasted)),
            own if own and own.picture else None,
            self.seen(near.address, near.text) if near else None,
            near_said(near, self.language) if near else "",
            beside(cells, near.address, dict(self.asked), self.settings) if near and cells else None,
        )

    def said(self, sentence: Sentence) -> str:
        """A sentence in the reader's language."""
        return translate(sentence, self.language)

    def place(self, cell: int, pasted: Pasted) -> str:
        """Where the cell is that rules patterns out, and where it comes from."""
        source = int(pasted.sources[cell])
        target = f"y{_index(cell, pasted.after)}"
        if source < 0:
            return self.said(say("Cell {cell} is {target}.", cell=cell, target=target))
        origin = f"x{_index(source, pasted.before)}"
        told = say("Cell {cell} is {target}; it comes from {origin}.", cell=cell, target=target, origin=origin)
        return self.said(told)

    def seen(self, place: Address, text: str) -> Seen:
        """A page and its picture."""
        page = fitting(f"/{place.op}", {**place.texts, **self.asked}, self.settings)
        picture = fitting(f"/{place.op}.svg", {**place.texts, "lang": self.language, **_WIDTH}, self.settings)
        return Seen(text, page, picture)

    def found(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """What leads from a shape to a shape."""
        for name in SHAPES:
            if not texts[name].strip():
                hint = say("a scalar has the shape ()")
                message = say("The parameter '{name}' is missing.", name=name)
                raise PatternError("parameter-missing", message, None, name, hint)
        before, after = (shape_of(name, texts[name], self.settings.limits) for name in SHAPES)
        found = between(before, after, self.settings.limits)
        ways = [
            {"way": way, **self.pictured(Address(own.op, own.texts))}
            for way, own in zip(ways_told(found, self.language, self.settings), found.ways, strict=True)
        ]
        return {"ways": ways, "more": found.more, "before": before, "after": after}

    def pictured(self, place: Address) -> dict[str, str]:
        """The links of a card, as those of the gallery."""
        looks = {**place.texts, "lang": self.language, **_WIDTH}
        return {
            "page": address(f"/{place.op}", {**place.texts, **self.asked}),
            "picture": address(f"/{place.op}.svg", looks),
            "still": address(f"/{place.op}.svg", {**looks, "animate": "0"}),
        }


def _index(position: int, shape: tuple[int, ...]) -> str:
    """The index of a flat position, in brackets."""
    digits: list[int] = []
    for size in reversed(shape):
        position, digit = divmod(position, size)
        digits.append(digit)
    return f"[{', '.join(map(str, reversed(digits)))}]"
