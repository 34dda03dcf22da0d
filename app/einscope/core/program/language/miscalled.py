"""A call of einops that is refused, with all that is needed to ask what mends it."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.errors import PatternError, Sentence, Span
from einscope.core.plan import Shape


@dataclass(frozen=True, slots=True)
class Miscall:
    """A call as it was worked out.

    Args:
        node: of the call; of a layer, of that which makes it.
        op: rearrange, reduce or repeat.
        layer: whether it makes a layer, which takes the tensor later.
        pattern: its pattern.
        shape: of the tensor at that point.
        sizes: of axes, by name.
        reduction: its name; empty: there is none, or it is no word.
        given: the name of the input that the tensor is as it came in; empty: it is none.
        lacks_reduction: whether the call needs a reduction, and has none.
    """

    node: ast.Call
    op: str
    layer: bool
    pattern: str
    shape: Shape
    sizes: Mapping[str, int]
    reduction: str = ""
    given: str = ""
    lacks_reduction: bool = False


class Miscalled(PatternError):  # noqa: N818 — a PatternError that knows its call
    """What einops refuses.

    Args:
        code: as of a PatternError.
        message: as of a PatternError.
        span: as of a PatternError, in the code.
        hint: as of a PatternError.
        call: what was refused.
    """

    def __init__(self, code: str, message: Sentence, span: Span, hint: Sentence | None, call: Miscall) -> None:
        super().__init__(code, message, span, "code", hint)
        self.call = call


def pattern_of(node: ast.Call, layer: bool) -> ast.expr | None:
    """The argument that is the pattern of a call.

    >>> call = ast.parse("rearrange(x, 'h -> h')", mode="eval").body
    >>> pattern_of(call, layer=False).value
    'h -> h'
    """
    at = 0 if layer else 1
    if len(node.args) > at and not any(isinstance(argument, ast.Starred) for argument in node.args[: at + 1]):
        return node.args[at]
    return named(node, "pattern")


def named(node: ast.Call, name: str) -> ast.expr | None:
    """The argument that is given by name."""
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)


def inside(code: str, span: Span, literal: ast.expr | None) -> Span | None:
    r"""The place of a text within its quotation marks; None where it is not written there as it is.

    Args:
        code: the program.
        span: of the literal in it.
        literal: an expression.

    >>> inside("f('h w')", Span(2, 7), ast.Constant("h w")), inside("f('h\x20w')", Span(2, 10), ast.Constant("h w"))
    (Span(start=3, end=6), None)
    """
    if not isinstance(literal, ast.Constant) or not isinstance(literal.value, str):
        return None
    text = code[span.start : span.end]
    quotes = next((quote for quote in ('"""', "'''", '"', "'") if text.endswith(quote)), "")
    body = text.find(quotes) + len(quotes) if quotes else 0
    if text[body : len(text) - len(quotes)] != literal.value:
        return None
    return Span(span.start + body, span.end - len(quotes))
