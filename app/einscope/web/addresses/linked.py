"""The state that an address of this application names, wherever somebody passes the address on as a text."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.operation import Operation
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM
from einscope.render.subject import Subject
from einscope.settings import Settings
from einscope.web.answers.planned import Planned, planned
from einscope.web.pages.state import first, known_of, parted, view_of
from einscope.web.pictures.subject import subject
from einscope.web.requests.view import View

_NAME = re.compile(r"/(?:embed/)?([^/]*)")
_MOST = 64  # parameters that are read


@dataclass(frozen=True, slots=True)
class Linked:
    """What an address asks for."""

    asked: Planned
    view: View
    subject: Subject


def linked(text: str, field: str, settings: Settings, no_program: Sentence) -> Linked:
    """The state that an address names; what is no parameter of it counts no more than on its own page.

    Args:
        text: the address, absolute or from the root on.
        field: the parameter that it was given in.
        settings: ``public_url`` is what absolute addresses begin with.
        no_program: what is said where it is the page of a program.

    Raises:
        PatternError: in ``field``, whatever is wrong with the address or with what it asks for.
    """
    if len(text) > settings.query_bytes:
        raise _refused("address-long", text, field)
    operation = _operation(text, field, settings, no_program)
    known = known_of(operation)
    try:
        pairs = parse_qsl(urlsplit(text).query, keep_blank_values=True, max_num_fields=_MOST)
    except ValueError as error:
        raise _refused("address-unknown", text, field) from error
    pairs = [(name, value) for name, value in pairs if name in known]
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            message = say("The parameter '{name}' is given twice.", name=name)
            raise PatternError("parameter-repeated", message, field=field, hint=say("keep one of them"))
    own, shown = parted(operation, dict(pairs))
    try:
        view = view_of(shown)
        asked = planned(operation, own, settings.limits, mending=False)
        return Linked(asked, view, subject(asked, view, settings.limits))
    except PatternError as error:
        # A span or a repair of a parameter inside the address would not be one of the address.
        raise PatternError(error.code, error.message, field=field, hint=error.hint) from error


def _operation(text: str, field: str, settings: Settings, no_program: Sentence) -> Operation[Any]:
    """The operation whose page, or frame, it is."""
    home = settings.public_url
    path = text.removeprefix(home) if home and (text == home or text.startswith((f"{home}/", f"{home}?"))) else text
    try:
        parts = urlsplit(path)
    except ValueError as error:
        raise _refused("address-unknown", text, field) from error
    name = _NAME.fullmatch(parts.path or "/")
    if parts.scheme or parts.netloc or not name:
        raise _refused("address-unknown", text, field)
    if name[1] == PROGRAM.name:
        raise PatternError("program-unsupported", no_program, Span(0, len(text)), field=field)
    if name[1] in registry():
        return registry()[name[1]]
    if parts.path in ("", "/") and text:
        return first()
    raise _refused("address-unknown", text, field)


def _refused(code: str, text: str, field: str) -> PatternError:
    return PatternError(
        code,
        say("This is not the address of a page that shows an operation."),
        Span(0, len(text)),
        field=field,
        hint=say("start it with /rearrange? or another operation"),
    )
