"""What a page shows at an address. A pattern that is still being typed is a state like any other."""

from collections.abc import Mapping

from fastapi import Request

from app.core.errors import PatternError, Span, say
from app.core.fields import ChoiceText, Piece, read_size
from app.core.limits import DEFAULT_LIMITS
from app.core.operation import Operation
from app.settings import Settings
from app.web.answer import answer, tokens
from app.web.asked_language import language_of
from app.web.compare_link import compare_link
from app.web.language import LANGUAGES
from app.web.models import State
from app.web.problems import problem_of
from app.web.queries import refuse_repeated
from app.web.together import together
from app.web.view import DECIMAL, LAST_STAGE, View

VIEW = ("start", "count", "at", "view", "show", "color", "stage", "cell", "lang", "check")
LISTED = 256  # cells in the table that stands in for the picture where there is no script


def state_of(operation: Operation, request: Request, settings: Settings) -> State:
    """The state in the query of a request, or the example where there is no query. Never raises."""
    language = language_of(request)
    query = dict(request.query_params)
    shown = {name: text for name, text in query.items() if name in VIEW}
    asked = {name: text for name, text in query.items() if name not in VIEW}
    own = {**defaults_of(operation), **(asked or operation.example)}
    texts = own | shown
    try:
        refuse_repeated(request)
        refuse_unknown(own, operation)
        view = view_of(texts, language)
        answered = answer(operation, own, view, settings)
        asked_for = operation.read(own, settings.limits)
        both = together(asked_for, view, settings)
        beside = compare_link(asked_for, view, settings)
    except PatternError as error:
        pattern = texts.get("pattern", "")
        known = tokens(operation, pattern) if len(pattern) <= settings.limits.pattern_characters else []
        problem = problem_of(error, known, language=language)
        return State(op=operation.name, texts=texts, answer=None, problem=problem)
    return State(op=operation.name, texts=texts, answer=answered, problem=None, together=both, compare=beside)


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
        stage=_stage(texts.get("stage", "")),
        cell=number("cell"),
    )


def _stage(text: str) -> float | None:
    if not text:
        return None
    if not DECIMAL.fullmatch(text):
        raise PatternError(
            "stage-not-a-number",
            say("A stage is a number from 0 (input) to {last} (output).", last=LAST_STAGE),
            Span(0, len(text)),
            field="stage",
            repair={"stage": "0"},
        )
    return float(text)


def defaults_of(operation: Operation) -> dict[str, str]:
    """What parameters are that an address does not name."""
    return {each.name: each.default for each in operation.parameters if each.default is not None}


def refuse_unknown(texts: Mapping[str, str], operation: Operation) -> None:
    """Refuse what is no parameter of an operation.

    Raises:
        PatternError: ``parameter-unknown``.
    """
    known = {each.name for each in operation.parameters}
    for name in texts:
        if name not in known:
            raise PatternError("parameter-unknown", say("There is no parameter '{name}' here.", name=name), field=name)
