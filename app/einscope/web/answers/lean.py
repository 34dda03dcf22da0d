"""An answer in parts: which of its fields are wanted."""

import re
from dataclasses import fields
from difflib import get_close_matches

from einscope.core.errors import PatternError, Span, say

_NAME = re.compile(r"[^,\s]+")


def wanted_fields(text: str, kind: type) -> set[str] | None:
    """The names of fields in the parameter ``fields``; None where it is empty: all of them.

    Args:
        text: names, separated by commas.
        kind: the dataclass of the answer.

    Raises:
        PatternError: ``field-unknown``: the answer has no such field.

    >>> from einscope.web.answers.answer import Answer
    >>> sorted(wanted_fields("cells, verdict", Answer))
    ['cells', 'verdict']
    """
    known = [field.name for field in fields(kind)]
    named = {match[0]: Span(*match.span()) for match in _NAME.finditer(text)}
    for name, span in named.items():
        if name in known:
            continue
        near = get_close_matches(name, known, 1)
        kept = dict.fromkeys([*(each for each in named if each in known), *near])
        raise PatternError(
            "field-unknown",
            say("The answer has no field '{name}'.", name=name),
            span,
            field="fields",
            hint=say("it has '{name}'", name=near[0]) if near else say("without fields the answer has all of them"),
            repair={"fields": ",".join(kept)},
        )
    return set(named) or None
