"""``einscope compare A B``: two states, each an address, a pattern or the file of a program."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from einscope.core.comparison import Comparison
from einscope.core.limits import Limits
from einscope.core.program.question import PROGRAM
from einscope.doors.command.outcome import wanted, write_files
from einscope.doors.command.program import code_in
from einscope.doors.command.run import named
from einscope.doors.command.terminal import on_terminal, write
from einscope.settings import Settings
from einscope.web.addresses.differing import differing
from einscope.web.addresses.linked import linked, spoken_in
from einscope.web.requests.links import address, passed_on
from einscope.web.server.written import Reader, written
from einscope.web.texts.comparison import comparison_told

_COMPARISON: TypeAdapter[Comparison] = TypeAdapter(written(Comparison))


def answer(asked: Namespace, language: str) -> None:
    """Write how the two differ.

    Raises:
        PatternError: whatever is wrong with either.
        OSError: the file of a program cannot be read.
    """
    settings = Settings.from_environment()
    a, b = _address(asked.a, asked), _address(asked.b, asked)
    if asked.json:
        left, right = (linked(text, name, settings, settings.body_bytes) for name, text in (("a", a), ("b", b)))
        content = _COMPARISON.dump_json(differing(left, right), context=Reader(language, passed_on))
        write(content.decode() + "\n", sys.stdout)
    elif wanted(asked):
        write_files(asked, _DrawnPair(a, b, language, settings))
    else:
        write(comparison_told(a, b, language, settings, settings.body_bytes, on_terminal(settings)), sys.stdout)


@dataclass(frozen=True, slots=True)
class _DrawnPair:
    """Two states side by side; see :class:`Drawn`."""

    a: str
    b: str
    language: str
    settings: Settings

    @property
    def limits(self) -> Limits:
        """See :class:`Drawn`."""
        return self.settings.limits

    @property
    def given(self) -> Mapping[str, str]:
        """See :class:`Drawn`."""
        return {"a": self.a, "b": self.b, "lang": self.language}

    def parameters(self, still: bool) -> type[Any]:
        """See :class:`Drawn`."""
        pictures = import_module("einscope.web.addresses.compare_picture")
        return cast("type[Any]", pictures.CompareStill if still else pictures.CompareParameters)

    def drawable(self, wide: int, high: int | None) -> Any:
        """See :class:`Drawn`."""
        pictures, most = import_module("einscope.web.addresses.compare_picture"), self.settings.body_bytes
        spoken = [(spoken_in(self.language, text), name) for text, name in ((self.a, "a"), (self.b, "b"))]
        left, right = (linked(text, name, self.settings, most) for text, name in spoken)
        return pictures.pair_drawn(left, right, self.language, wide, high)


def typed(asked: Namespace) -> tuple[dict[str, str], Callable[[Mapping[str, str]], str]]:
    """The texts that were typed, and how to ask with others."""
    texts = {"a": asked.a, "b": asked.b}

    def again(repair: Mapping[str, str]) -> str:
        mended = {**texts, **repair}
        return shlex.join(["einscope", "compare", mended["a"], mended["b"]])

    return texts, again


def _address(text: str, asked: Namespace) -> str:
    """The address of what is meant: one as it is, from whichever server; of a pattern or a program its own."""
    if Path(text).is_file():
        own = {"code": code_in(text), "shape": asked.shape, "values": asked.values}
        return address(f"/{PROGRAM.name}", {name: value for name, value in own.items() if value})
    parts = urlsplit(text) if text.startswith(("http://", "https://")) else None
    if parts is not None:
        return f"{parts.path}?{parts.query}"
    if "->" in text and not text.startswith("/"):
        own = {"pattern": text, "shape": asked.shape, "sizes": asked.sizes}
        return address(f"/{named([text], {})[0]}", {name: value for name, value in own.items() if value})
    return text
