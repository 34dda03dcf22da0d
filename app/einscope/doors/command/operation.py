"""``einscope OPERATION …``: one operation."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Any

from einscope.core.operation import Operation
from einscope.core.ops import registry
from einscope.doors.command.outcome import DrawnState, view_of, wanted, write_files
from einscope.doors.command.terminal import on_terminal, write
from einscope.settings import Settings
from einscope.web.answers.answer import answer_json
from einscope.web.answers.planned import planned
from einscope.web.pictures.subject import subject
from einscope.web.texts.operation import operation_told


def answer(asked: Namespace, language: str) -> None:
    """Write the answer.

    Raises:
        PatternError: whatever is wrong with the request.
    """
    settings, view = Settings.from_environment(), view_of(asked, language)
    plan = planned(_operation(asked), _texts(asked), settings.limits)
    if asked.json:
        write(answer_json(plan, view, settings).decode() + "\n", sys.stdout)
    elif wanted(asked):
        write_files(asked, DrawnState(subject(plan, view, settings.limits), settings.limits))
    else:
        write(operation_told(plan, view, settings, on_terminal(settings)), sys.stdout)


def typed(asked: Namespace) -> tuple[dict[str, str], Callable[[Mapping[str, str]], str]]:
    """The texts that were typed, and how to ask with others."""
    texts = _texts(asked)

    def again(repair: Mapping[str, str]) -> str:
        own = dict(repair)
        name = own.pop("op", None)
        mended = own if name else {**texts, **_shown(asked), **own}
        return command_line(registry()[name or asked.command], mended)

    return {**texts, **_shown(asked)}, again


def command_line(operation: Operation[Any], texts: Mapping[str, str]) -> str:
    """The command that asks this.

    >>> command_line(registry()["merge"], {"shape": "1,4,4,2", "order": "p1 p2 c"})
    "einscope merge --shape 1,4,4,2 --order 'p1 p2 c'"
    """
    words = ["einscope", operation.name]
    for name, text in texts.items():
        words += [text] if name == "pattern" else [f"--{name}", text] if text else []
    return shlex.join(words)


def _operation(asked: Namespace) -> Operation[Any]:
    return registry()[asked.command]


def _texts(asked: Namespace) -> dict[str, str]:
    """The texts of the operation's own parameters, those that were given."""
    names = [parameter.name for parameter in _operation(asked).parameters]
    texts = {name: getattr(asked, name) for name in names if getattr(asked, name, None) is not None}
    sizes = [text for text in (texts.get("sizes", ""), *getattr(asked, "size", ())) if text]
    return texts | ({"sizes": ",".join(sizes)} if sizes else {})


def _shown(asked: Namespace) -> dict[str, str]:
    texts = {name: getattr(asked, name, None) for name in ("data", "at", "view", "show", "stage", "cell")}
    return {name: str(text) for name, text in texts.items() if text not in (None, "")}
