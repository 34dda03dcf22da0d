"""``einscope round-trip``: a merge and the expansion after it."""

import os
import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping

from einscope.core.ops import registry
from einscope.doors.command.terminal import coloured, write
from einscope.render.text.round_trip import round_trip_text
from einscope.settings import Settings
from einscope.web.answers.planned import planned
from einscope.web.answers.round_trip import trip_json, trip_of
from einscope.web.texts.shown import Reading, pen_of

_MERGE = next(operation for operation in registry().values() if operation.undone_by)


def answer(asked: Namespace, language: str) -> None:
    """Write whether cells come home.

    Raises:
        PatternError: whatever is wrong with either half.
    """
    settings = Settings.from_environment()
    own = {name: text for name, text in _texts(asked).items() if name != "then"}
    trip = trip_of(planned(_MERGE, own, settings.limits), asked.then, settings.limits)
    if asked.json:
        write(trip_json(trip, language).decode() + "\n", sys.stdout)
    else:
        pen = pen_of(language, Reading(coloured=coloured(sys.stdout, os.environ)))
        write(round_trip_text(trip, pen), sys.stdout)


def typed(asked: Namespace) -> tuple[dict[str, str], Callable[[Mapping[str, str]], str]]:
    """The texts that were typed, and how to ask with others."""
    texts = _texts(asked)

    def again(repair: Mapping[str, str]) -> str:
        mended = {**texts, **repair}
        return shlex.join(["einscope", "round-trip", *(word for pair in mended.items() for word in _option(*pair))])

    return texts, again


def _option(name: str, text: str) -> list[str]:
    return [f"--{name}", text] if text else []


def _texts(asked: Namespace) -> dict[str, str]:
    """The texts of the merge's own parameters that were given, and the order of the expansion."""
    names = [*(parameter.name for parameter in _MERGE.parameters), "then"]
    return {name: getattr(asked, name) for name in names if getattr(asked, name)}
