"""A pattern in pieces, each name with the number of its axis."""

from typing import Any

from einscope.core.operation import Operation
from einscope.core.pattern.lexer import Token
from einscope.core.plan import Plan


def tokens(operation: Operation[Any], text: str, plan: Plan | None = None) -> list[Token]:
    """The tokens of a pattern; without a plan, names are numbered as they first appear.

    >>> from einscope.core.ops import registry
    >>> [token.axis for token in tokens(registry()["rearrange"], "h w->w h")]
    [0, None, 1, None, 1, None, 0]
    """
    numbers: dict[str, int] = {axis.name: number for number, axis in enumerate(plan.axes)} if plan else {}
    return [
        Token(token.kind, token.text, token.span, numbers.setdefault(token.text, len(numbers)))
        if token.kind == "name"
        else token
        for token in operation.tokenize(text, plan)
    ]
