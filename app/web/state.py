"""What a page shows at an address. A pattern that is still being typed is a state like any other."""

from fastapi import Request

from app.core.errors import PatternError, say
from app.core.operation import Operation
from app.settings import Settings
from app.web.answer import View, answer, tokens
from app.web.models import State
from app.web.problems import problem_of
from app.web.queries import refuse_repeated

LISTED = 256  # cells in the table that stands in for the picture where there is no script


def state_of(operation: Operation, request: Request, settings: Settings) -> State:
    """The state in the query of a request, or the example where there is no query. Never raises."""
    texts = {**defaults_of(operation), **(dict(request.query_params) or operation.example)}
    own = {name: text for name, text in texts.items() if name != "at"}
    try:
        refuse_repeated(request)
        _refuse_unknown(own, operation)
        answered = answer(operation, own, View(count=LISTED, at=texts.get("at", "")), settings)
    except PatternError as error:
        problem = problem_of(error, tokens(operation, texts.get("pattern", "")[: settings.limits.pattern_characters]))
        return State(op=operation.name, texts=texts, answer=None, problem=problem)
    return State(op=operation.name, texts=texts, answer=answered, problem=None)


def defaults_of(operation: Operation) -> dict[str, str]:
    """What parameters are that an address does not name."""
    return {each.name: each.default for each in operation.parameters if each.default is not None}


def _refuse_unknown(texts: dict[str, str], operation: Operation) -> None:
    known = {each.name for each in operation.parameters}
    for name in texts:
        if name not in known:
            raise PatternError("parameter-unknown", say("The address has a parameter that does not exist."), field=name)
