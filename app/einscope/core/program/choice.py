"""A name that is asked for and is not there."""

from collections.abc import Sequence

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields import called, nearest

_LISTED = 8

_CODES = {"entry": "entry-unknown", "output": "output-unknown"}


def unknown_name(field: str, name: str, names: Sequence[str]) -> PatternError:
    """What is wrong with a choice among names.

    Args:
        field: the parameter.
        name: what it says.
        names: what it may say.

    >>> unknown_name("output", "qq", ["q", "k"]).repair
    {'output': 'q'}
    """
    if not names:
        message = say("There is nothing to choose from: leave '{name}' empty.", name=field)
        return PatternError(_CODES[field], message, Span(0, len(name)), field, repair={field: ""})
    listed = ", ".join([*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])])
    meant = nearest(name, tuple(names))
    return PatternError(
        _CODES[field],
        say("'{name}' must be one of {choices}.", name=called(field), choices=listed),
        Span(0, len(name)),
        field,
        hint=say("write {choice}", choice=meant),
        repair={field: meant},
    )
