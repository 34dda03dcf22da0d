"""Pictures as files, and in a browser."""

import sys
import webbrowser
from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Protocol, cast

from pydantic import ValidationError

from einscope.core.errors import PatternError, say
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.doors.command.parser import DRESS, FILES
from einscope.render.subject import Subject
from einscope.web.requests.view import View

_HERE = "-"


class Drawn(Protocol):
    """What pictures show. What draws them is loaded where one is asked for: it takes longer than an answer."""

    @property
    def limits(self) -> Limits:
        """How large they may be."""

    @property
    def given(self) -> Mapping[str, str]:
        """Parameters of a picture that say what is drawn, and not how."""

    def parameters(self, still: bool) -> type[Any]:
        """The parameters of a picture that may be a still, or of another."""

    def drawable(self, wide: int, high: int | None) -> Any:
        """It on paper of this size."""


@dataclass(frozen=True, slots=True)
class DrawnState:
    """One state; see :class:`Drawn`."""

    subject: Subject
    limits: Limits
    given: Mapping[str, str] = field(default_factory=dict)

    def parameters(self, still: bool) -> type[Any]:
        """See :class:`Drawn`."""
        return cast("type[Any]", import_module("einscope.web.pictures.parameters").PictureParameters)

    def drawable(self, wide: int, high: int | None) -> Any:
        """See :class:`Drawn`."""
        return import_module("einscope.web.pictures.drawable").one(self.subject, wide, high)


def view_of(asked: Namespace, language: str) -> View:
    """How the answer is shown."""
    return View(
        at=asked.at,
        language=language,
        check=True,
        show=asked.show,
        directions=asked.view,
        color=asked.color,
        layout=asked.layout,
        label=asked.label,
        lead=getattr(asked, "lead", ""),
        stage=asked.stage,
        cell=asked.cell,
        data=asked.data,
        data_cells=DEFAULT_LIMITS.data_cells,
    )


def wanted(asked: Namespace) -> bool:
    """Whether a picture is asked for, and no text."""
    return asked.open or any(getattr(asked, kind) for kind in FILES)


def write_files(asked: Namespace, drawn: Drawn) -> None:
    """Write the pictures that were asked for.

    Raises:
        PatternError: one would have too many pixels.
        OSError: a file cannot be written.
    """
    for kind, content in _pictures(asked, drawn):
        name = getattr(asked, kind)
        if name == _HERE:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            Path(name).write_bytes(content)
    if asked.open:
        # A file that plays by itself: it needs no server.
        path = Path(mkdtemp(prefix="einscope-")) / "flight.svg"
        path.write_bytes(_picture("svg", asked, drawn))
        webbrowser.open(path.as_uri())


def _pictures(asked: Namespace, drawn: Drawn) -> Iterator[tuple[str, bytes]]:
    for kind in FILES:
        if getattr(asked, kind):
            yield kind, _picture(kind, asked, drawn)


def _picture(kind: str, asked: Namespace, drawn: Drawn) -> bytes:
    """One picture, as its address would give it."""
    formats, parameters = (import_module(f"einscope.web.pictures.{name}") for name in ("formats", "parameters"))
    [form] = [each for each in formats.FORMATS if each.ending == kind]
    given = {name: getattr(asked, name) for name in ("width", "theme", "stage", *DRESS)}
    try:
        model = parameters.of_format(drawn.parameters(form.still), kind)
        query = model(**drawn.given, **{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        message = say("The value of '{name}' has the wrong type or is out of range.", name=name)
        raise PatternError("value-invalid", message, field=name) from error
    shown = drawn.drawable(query.width, query.height)
    formats.refuse_large(form, shown, query, drawn.limits)
    content: bytes = form.draw(shown, query, lambda: None)
    return content
