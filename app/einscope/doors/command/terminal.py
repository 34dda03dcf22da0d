"""What is known of the terminal: its language, whether it shows colours, and how to write to it."""

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from einscope.settings import Settings
from einscope.web.server.language import LANGUAGES, spoken
from einscope.web.texts.shown import Reading

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for.

    >>> language_of({"LANG": "zh_CN.UTF-8"}), language_of({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}), language_of({})
    ('zh', 'en', 'en')
    """
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    tag = named.partition(".")[0].partition("@")[0].replace("_", "-").lower()
    return spoken(tag) or LANGUAGES[0]


def coloured(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether colours are shown there; ``NO_COLOR`` says that they are not wanted."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def on_terminal(settings: Settings) -> Reading:
    """How an answer is read there: a link is one only where the address of a server is known."""
    return Reading(coloured(sys.stdout, os.environ), linked=bool(settings.public_url))


def write(text: str, stream: TextIO) -> None:
    """Write a text; what the terminal has no characters for becomes question marks."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()


def forget(stream: TextIO) -> None:
    """Write nothing more to a stream that nobody reads any longer, not even at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 — as long as the process
