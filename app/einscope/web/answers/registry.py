"""The registry of operations, as the API and pages have it."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from einscope.core.operation import Question
from einscope.core.questions import questions
from einscope.web.server.written import Reader, written

WRITTEN_QUESTIONS = written(list[Question])
"""How the API describes it."""

_QUESTIONS: TypeAdapter[list[Question]] = TypeAdapter(WRITTEN_QUESTIONS)


def registry_json(language: str) -> bytes:
    """All that can be asked, as JSON."""
    return _QUESTIONS.dump_json(list(questions().values()), context=Reader(language))


@cache
def operation_info(name: str, language: str) -> dict[str, Any]:
    """What the API says of an operation, for a page.

    >>> operation_info("roll", "en")["title"]
    'Roll'
    """
    [question] = _QUESTIONS.dump_python([questions()[name]], mode="json", context=Reader(language))
    return dict(question)
