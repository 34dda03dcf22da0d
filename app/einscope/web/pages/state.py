"""What a page shows at an address. A pattern that is still being typed is a state like any other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Request
from pydantic import BaseModel, Field

from einscope.core.answer.tokens import tokens
from einscope.core.errors import PatternError, Span, say
from einscope.core.fields import ChoiceText, Piece, read_size
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.operation import Operation, Question
from einscope.core.ops import registry
from einscope.settings import Settings
from einscope.web.answers.answer import Answer, answer
from einscope.web.answers.planned import Planned, planned
from einscope.web.pages.compare_link import CompareLink, compare_link
from einscope.web.pages.together import Together, together
from einscope.web.requests.queries import page_query, refuse_repeated
from einscope.web.requests.view import DECIMAL, LAST_STAGE, View
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import LANGUAGES
from einscope.web.server.problem import Problem
from einscope.web.server.problems import problem_of
from einscope.web.server.written import WRITTEN, Reader


def first() -> Operation[Any]:
    """The operation that is shown at ``/``: the first one."""
    return next(iter(registry().values()))


PAGE_ONLY = ("stills", "fill", "picture")
"""Parameters that the script of a page alone reads: all stages at once, the order of filling, a built-in picture."""

_SHOWN = ("start", "count", "at", "view", "show", "color", "layout", "label", "stage", "cell", "lang", "check", "data")
VIEW = (*_SHOWN, *PAGE_ONLY)
LISTED = 256  # cells in the table that stands in for the picture where there is no script


class State(BaseModel):
    """What a page shows: the parameters as texts, and either the answer to them or what is wrong."""

    op: str
    texts: dict[str, str]
    answer: Annotated[Answer, WRITTEN] | None
    problem: Problem | None
    together: Together | None = Field(default=None, description="of merge and expand: the round trip")
    compare: CompareLink | None = Field(default=None, description="the other usual order, beside this one")


@dataclass(frozen=True, slots=True)
class Sought:
    """What the query of a page asks for.

    Args:
        operation: whose page it is.
        texts: by parameter, defaults among them.
        language: where ``lang`` does not say.
        asked: the same, planned, and how it is to be shown; or what is wrong with it.
    """

    operation: Operation[Any]
    texts: Mapping[str, str]
    language: str
    asked: tuple[Planned, View] | PatternError

    @property
    def work(self) -> int:
        """How many cells may be looked at; see :class:`einscope.web.answers.planned.Planned`."""
        return 0 if isinstance(self.asked, PatternError) else self.asked[0].work

    def reader(self, settings: Settings) -> Reader:
        """Whom the state is written for."""
        if isinstance(self.asked, PatternError):
            return Reader(self.language)
        return self.asked[1].reader(settings.public_url)


def sought(operation: Operation[Any], request: Request, settings: Settings) -> Sought:
    """What the query of a request asks for; the example where it names none of the operation's parameters.

    Cost: O(rank + length of the query).
    """
    known = known_of(operation)
    return _sought(
        operation,
        page_query(request, known),
        language_of(request),
        settings,
        DEFAULT_LIMITS.data_query_cells,
        lambda: refuse_repeated(request, known),
    )


def sought_in(operation: Operation[Any], given: Mapping[str, str], language: str, settings: Settings) -> Sought:
    """The same of the texts in a body, which may carry more numbers than a query."""
    known = known_of(operation)
    query = {name: text for name, text in given.items() if name in known}
    return _sought(operation, query, language, settings, DEFAULT_LIMITS.data_cells, lambda: None)


def _sought(
    operation: Operation[Any],
    query: Mapping[str, str],
    language: str,
    settings: Settings,
    data_cells: int,
    refuse: Callable[[], None],
) -> Sought:
    own, shown = parted(operation, query)
    own = defaults_of(operation) | own
    texts = own | shown
    try:
        refuse()
        view = replace(view_of(texts, language), data_cells=data_cells)
        return Sought(operation, texts, language, (planned(operation, own, settings.limits), view))
    except PatternError as error:
        return Sought(operation, texts, language, error)


def state_of(wanted: Sought, settings: Settings, framed: bool = False) -> State:
    """The state that was asked for; ``framed``: without what no frame shows beside its stage. Never raises."""
    name, texts = wanted.operation.name, dict(wanted.texts)
    try:
        if isinstance(wanted.asked, PatternError):
            raise wanted.asked
        asked, view = wanted.asked
        answered = answer(asked, replace(view, check=False) if framed else view, settings)
        if "pattern" in texts:  # as it was understood: its tokens are those of the answer
            texts["pattern"] = str(asked.request.values.pattern)
        if framed:
            return State(op=name, texts=texts, answer=answered, problem=None)
        both, beside = together(asked, view, settings), compare_link(asked, view, settings)
    except PatternError as error:
        pattern = texts.get("pattern", "")
        short = len(pattern) <= settings.limits.pattern_characters
        known = tokens(wanted.operation, pattern) if short else []
        problem = problem_of(error, known, language=wanted.language, home=settings.public_url)
        return State(op=name, texts=texts, answer=None, problem=problem)
    return State(op=name, texts=texts, answer=answered, problem=None, together=both, compare=beside)


def view_of(texts: Mapping[str, str], preferred: str = LANGUAGES[0]) -> View:
    """Which cells the table lists, where the picture's windows begin, and the rest of how it is shown."""

    def number(name: str) -> int | None:
        return read_size(Piece(texts[name], 0), name) if texts.get(name) else None

    count = number("count")
    return View(
        start=number("start") or 0,
        count=None if count is None else min(count, LISTED),
        at=texts.get("at", ""),
        usual=LISTED,
        language=ChoiceText(LANGUAGES).read(texts.get("lang", preferred), "lang", DEFAULT_LIMITS),
        asked="lang" in texts,
        check=True,
        show=number("show"),
        directions=texts.get("view", ""),
        color=texts.get("color", "") or "source",
        layout=texts.get("layout", ""),
        label=texts.get("label", ""),
        lead=texts.get("lead", ""),
        stage=_stage(texts.get("stage", "")),
        cell=number("cell"),
        data=texts.get("data", ""),
    )


def _stage(text: str) -> float | None:
    if not text:
        return None
    if not DECIMAL.fullmatch(text):
        raise PatternError(
            "stage-not-a-number",
            say("A stage must be a number from 0 (input) to {last} (output).", last=LAST_STAGE),
            Span(0, len(text)),
            field="stage",
            repair={"stage": "0"},
        )
    return float(text)


def parted(question: Question, query: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is asked itself, those of its example where a query has none, and the texts that say how it is shown."""
    own = {name: text for name, text in query.items() if name not in VIEW}
    return own or dict(question.example), {name: text for name, text in query.items() if name in VIEW}


def defaults_of(operation: Operation[Any]) -> dict[str, str]:
    """What parameters are that an address does not name."""
    return {parameter.name: parameter.default for parameter in operation.parameters if parameter.default is not None}


def known_of(question: Question) -> tuple[str, ...]:
    """The parameters of a page."""
    return (*(parameter.name for parameter in question.parameters), *VIEW)
