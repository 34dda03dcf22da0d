"""The program that an address of its page, or of its frame, names."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from einscope.core.errors import PatternError, Span, say
from einscope.core.program.question import PROGRAM
from einscope.settings import Settings
from einscope.web.pages.state import view_of
from einscope.web.program.pictures import program_subject
from einscope.web.program.state import KNOWN, number_of, own_and_shown

_PATHS = (f"/{PROGRAM.name}", f"/embed/{PROGRAM.name}")
_MOST = 64  # parameters that are read


@dataclass(frozen=True, slots=True)
class LinkedProgram:
    """What an address asks for.

    Args:
        title: the line that is shown, and its shapes.
        texts: the parameters.
    """

    title: str
    texts: dict[str, str]


def linked_program(text: str, field: str, settings: Settings) -> LinkedProgram | None:
    """The program that an address names; None where it is the address of something else.

    Args:
        text: the address, absolute or from the root on.
        field: the parameter that it was given in.
        settings: ``public_url`` is what absolute addresses begin with.

    Raises:
        PatternError: in ``field``, whatever is wrong with what it asks for.

    Cost: that of the program, and O(cells shown).
    """
    local = text.removeprefix(settings.public_url)
    if len(text) > settings.query_bytes or local.partition("?")[0] not in _PATHS:
        return None
    try:
        pairs = parse_qsl(urlsplit(local).query, keep_blank_values=True, max_num_fields=_MOST)
    except ValueError as error:
        message = say("This is not the address of a page that shows an operation.")
        raise PatternError("address-unknown", message, Span(0, len(text)), field=field) from error
    given = [(name, value) for name, value in pairs if name in KNOWN]
    names = [name for name, _ in given]
    for name in names:
        if names.count(name) > 1:
            message = say("The parameter '{name}' is given twice.", name=name)
            raise PatternError("parameter-repeated", message, field=field, hint=say("keep one of them"))
    own, shown = own_and_shown(dict(given))
    try:
        subject = program_subject(own, number_of(shown, "step"), view_of(shown), settings.limits)
    except PatternError as error:
        # A span or a repair of a parameter inside the address would not be one of the address.
        raise PatternError(error.code, error.message, field=field, hint=error.hint) from error
    line = "".join(piece for piece, _ in subject.heading)
    return LinkedProgram(
        f"{line} · {subject.subtitle}", {name: each for name, each in {**own, **shown}.items() if each}
    )
