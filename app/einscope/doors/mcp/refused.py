"""What is wrong with a question, told so that it can be asked again."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from einscope.core.errors import PatternError, say
from einscope.core.patience import SpentError
from einscope.doors.changed import changed
from einscope.doors.mcp.told import Asker, Told
from einscope.doors.mcp.tool import Given
from einscope.render.text.refusal import refusal_text
from einscope.web.program.problems import program_problem
from einscope.web.server.problem import Problem
from einscope.web.server.problems import invalid_problem, plain_problem, problem_of, spent, telling

_CODE = "code"


def refused(error: PatternError, given: Given, asker: Asker) -> Told:
    """A refusal of the core: the sentence, a mark under the culprit, the hint, and arguments that mend it."""
    texts = {name: value for name, value in given.items() if isinstance(value, str)}

    def again(repair: Mapping[str, str]) -> str:
        """What to ask with instead; of a program the lines that change."""
        short = {name: value for name, value in repair.items() if name != _CODE}
        lines = changed(texts.get(_CODE, ""), repair[_CODE]) if _CODE in repair else []
        return "\n".join([*lines, *([json.dumps(short, ensure_ascii=False)] if short else [])])

    spanned = error.field in texts
    home = asker.settings.public_url
    found = (
        program_problem(error, texts, spanned, asker.language, home)
        if _CODE in texts
        else problem_of(error, (), spanned, asker.language, home)
    )
    return _told(found, refusal_text(error, texts, asker.pen(), again))


def invalid(error: ValidationError, asker: Asker) -> Told:
    """A refusal of arguments that have not the type they should have."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    found = invalid_problem(
        [{**fault, "loc": ("arguments", *fault["loc"])} for fault in faults], asker.language, asker.settings.public_url
    )
    return _told(found, "".join(f"{each.message}\n" for each in found.errors))


def late(error: SpentError, asker: Asker) -> Told:
    """A call that took longer than one may take."""
    found = spent(error, asker.language, asker.settings.public_url)
    return _told(found, f"{found.detail}\n")


def unexpected(asker: Asker) -> Told:
    """What nobody foresaw: that it is not the fault of who asked."""
    sentence = say("Something went wrong on the server; details are in its log.")
    found = plain_problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, "internal", sentence, asker.language, home=asker.settings.public_url
    )
    return _told(found, f"{found.detail}\n")


def _told(found: Problem, text: str) -> Told:
    telling(found)
    structured: dict[str, Any] = found.model_dump(mode="json", include={"title", "detail", "errors"})
    return Told(text, structured, refused=True)
