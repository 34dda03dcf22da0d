"""What a page shows at an address. A pattern that is still being typed is a state like any other."""

from fastapi import Request

from app.core.errors import PatternError, say
from app.core.fields import ChoiceText, Piece, read_size
from app.core.limits import DEFAULT_LIMITS
from app.core.operation import Operation
from app.settings import Settings
from app.web.answer import answer, tokens
from app.web.language import LANGUAGES
from app.web.models import State
from app.web.problems import problem_of
from app.web.queries import refuse_repeated
from app.web.view import View

_VIEW = ("start", "count", "at", "lang", "check")
LISTED = 256  # cells in the table that stands in for the picture where there is no script


def state_of(operation: Operation, request: Request, settings: Settings) -> State:
    """The state in the query of a request, or the example where there is no query. Never raises."""
    texts = {**defaults_of(operation), **(dict(request.query_params) or operation.example)}
    own = {name: text for name, text in texts.items() if name not in _VIEW}
    try:
        refuse_repeated(request)
        _refuse_unknown(own, operation)
        answered = answer(operation, own, _view(texts), settings)
    except PatternError as error:
        pattern = texts.get("pattern", "")
        known = tokens(operation, pattern) if len(pattern) <= settings.limits.pattern_characters else []
        problem = problem_of(error, known, language=texts.get("lang", LANGUAGES[0]))
        return State(op=operation.name, texts=texts, answer=None, problem=problem)
    return State(op=operation.name, texts=texts, answer=answered, problem=None)


def _view(texts: dict[str, str]) -> View:
    """Which cells the table lists, and where the picture's windows begin."""
    start, count = (read_size(Piece(texts[name], 0), name) if name in texts else None for name in ("start", "count"))
    language = ChoiceText(LANGUAGES).read(texts.get("lang", LANGUAGES[0]), "lang", DEFAULT_LIMITS)
    return View(
        start or 0, None if count is None else min(count, LISTED), texts.get("at", ""), LISTED, language, check=True
    )


def defaults_of(operation: Operation) -> dict[str, str]:
    """What parameters are that an address does not name."""
    return {each.name: each.default for each in operation.parameters if each.default is not None}


def _refuse_unknown(texts: dict[str, str], operation: Operation) -> None:
    known = {each.name for each in operation.parameters}
    for name in texts:
        if name not in known:
            raise PatternError("parameter-unknown", say("There is no parameter '{name}' here.", name=name), field=name)
