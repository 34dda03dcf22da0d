"""The state that an address of this application names, wherever somebody passes the address on as a text."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl, urlsplit

from einscope.core.comparison import ComparableProgram
from einscope.core.errors import PatternError, Span, say
from einscope.core.limits import Limits
from einscope.core.operation import Operation, Question
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM, asked
from einscope.settings import Settings
from einscope.web.addresses.linked_operation import LinkedOperation
from einscope.web.addresses.linked_program import LinkedProgram
from einscope.web.addresses.linked_state import Linked
from einscope.web.answers.planned import planned
from einscope.web.pages.state import first, known_of, parted, view_of
from einscope.web.program.state import KNOWN, number_of, own_and_shown
from einscope.web.server.language import LANGUAGES

_NAME = re.compile(r"/(?:embed/)?([^/]*)")
_MOST = 64  # parameters that are read


def linked(text: str, field: str, settings: Settings, most: int | None = None) -> Linked:
    """The state that an address names; what is no parameter of it counts no more than on its own page.

    Args:
        text: the address, absolute or from the root on.
        field: the parameter that it was given in.
        settings: ``public_url`` is what absolute addresses begin with.
        most: characters of it; None: as many as the address of a request may have.

    Raises:
        PatternError: in ``field``, whatever is wrong with the address or with what it asks for.
    """
    if len(text) > (most or settings.query_bytes):
        raise _refused("address-long", text, field)
    question = _question(text, field, settings)
    texts = texts_in(text, KNOWN if question is PROGRAM else known_of(question), field)
    try:
        return _linked(question, texts, settings.limits)
    except PatternError as error:
        # A span or a repair of a parameter inside the address would not be one of the address.
        raise PatternError(error.code, error.message, field=field, hint=error.hint) from error


def texts_in(text: str, known: Collection[str], field: str) -> dict[str, str]:
    """The parameters in an address; those that its page does not know are left out.

    Raises:
        PatternError: in ``field``: there are too many, or one is given twice.
    """
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
    return dict(pairs)


def page_named(text: str, field: str, settings: Settings) -> str:
    """The name of the page that an address leads to, or to whose frame; empty: the first one.

    Raises:
        PatternError: in ``field``: it leads elsewhere.
    """
    path = text
    for home in filter(None, (settings.public_url, settings.base)):
        path = path.removeprefix(home) if path == home or path.startswith((f"{home}/", f"{home}?")) else path
    try:
        parts = urlsplit(path)
    except ValueError as error:
        raise _refused("address-unknown", text, field) from error
    name = _NAME.fullmatch(parts.path or "/")
    if parts.scheme or parts.netloc or not name or (parts.path in ("", "/") and not text):
        raise _refused("address-unknown", text, field)
    return name[1]


def spoken_in(language: str, text: str) -> str:
    """The address with the language that its title is to be in, where it has none of its own.

    >>> spoken_in("zh", "/merge?shape=1,4,4,1"), spoken_in("en", "/merge"), spoken_in("zh", "/merge?lang=en")
    ('/merge?shape=1,4,4,1&lang=zh', '/merge', '/merge?lang=en')
    """
    if language == LANGUAGES[0] or "lang=" in text:
        return text
    return f"{text}{'&' if '?' in text else '?'}lang={language}"


def _linked(question: Question, texts: Mapping[str, str], limits: Limits) -> Linked:
    if isinstance(question, Operation):
        own, shown = parted(question, texts)
        link: Linked = LinkedOperation(planned(question, own, limits, mending=False), view_of(shown), limits)
    else:
        own, shown = own_and_shown(texts)
        program = asked(own, limits).with_data(shown.get("data", ""), limits.data_query_cells, limits)
        state = ComparableProgram(program, program.run(limits), limits)
        link = LinkedProgram(state, view_of(shown), limits, number_of(shown, "step"))
    link.refuse()  # what cannot be looked at as asked
    return link


def _question(text: str, field: str, settings: Settings) -> Question:
    """What can be asked on the page, or in the frame, that it is the address of."""
    name = page_named(text, field, settings)
    if name == PROGRAM.name:
        return PROGRAM
    if name in registry():
        return registry()[name]
    if not name:
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
