"""The state that an address of this application names, wherever somebody passes the address on as a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from app.core.errors import PatternError, Span, say
from app.core.operation import Operation, Request
from app.core.ops import registry
from app.core.plan import Plan
from app.render.subject import Subject
from app.settings import Settings
from app.web.state import VIEW, refuse_unknown, view_of
from app.web.subject import subject
from app.web.view import View


@dataclass(frozen=True, slots=True)
class Linked:
    """What an address asks for."""

    operation: Operation
    texts: Mapping[str, str]
    request: Request
    plan: Plan
    view: View
    subject: Subject


def linked(text: str, field: str, settings: Settings, prefixes: tuple[str, ...] = ("/",)) -> Linked:
    """The state that an address names.

    Args:
        text: the address, absolute or from the root on.
        field: the parameter that it was given in.
        settings: ``public_url`` is what absolute addresses begin with.
        prefixes: what may stand before the name of an operation.

    Raises:
        PatternError: in ``field``, whatever is wrong with the address or with what it asks for.
    """
    if len(text) > settings.query_bytes:
        raise _refused("address-long", text, field)
    operation = _operation(text, field, settings, prefixes)
    try:
        pairs = parse_qsl(urlsplit(text).query, keep_blank_values=True, max_num_fields=64)
    except ValueError as error:
        raise _refused("address-unknown", text, field) from error
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            message = say("The parameter '{name}' is given twice.", name=name)
            raise PatternError("parameter-repeated", message, field=field, hint=say("keep one of them"))
    texts = dict(pairs) or dict(operation.example)
    own = {name: value for name, value in texts.items() if name not in VIEW}
    try:
        refuse_unknown(own, operation)
        view = view_of(texts)
        request = operation.read(own, settings.limits)
        plan = request.plan(settings.limits)
        return Linked(operation, texts, request, plan, view, subject(request, plan, view, settings.limits))
    except PatternError as error:
        # A span or a repair of a parameter inside the address would not be one of the address.
        raise PatternError(error.code, error.message, field=field, hint=error.hint) from error


def _operation(text: str, field: str, settings: Settings, prefixes: tuple[str, ...]) -> Operation:
    """The operation whose page it is."""
    home = settings.public_url
    path = text.removeprefix(home) if home and text.startswith(f"{home}/") else text
    try:
        parts = urlsplit(path)
    except ValueError as error:
        raise _refused("address-unknown", text, field) from error
    for prefix in prefixes:
        name = parts.path.removeprefix(prefix)
        if not parts.scheme and not parts.netloc and parts.path.startswith(prefix) and name in registry():
            return registry()[name]
    raise _refused("address-unknown", text, field)


def _refused(code: str, text: str, field: str) -> PatternError:
    return PatternError(
        code,
        say("This is not the address of a page of Einscope."),
        Span(0, len(text)),
        field=field,
        hint=say("it begins with /rearrange? or another operation"),
    )
