"""What patterns say of the axes of tensors: ``rearrange(x, "b (h w) -> b h w")``, ``einsum("bij,bjk->bik", q, k)``."""

import ast
import re
from typing import NamedTuple

from einscope.core.errors import PatternError
from einscope.core.pattern.parser import Dimension, Side, parse

Names = tuple[str, ...]

_LETTER = re.compile(r"[A-Za-z]\d?")
_OF_PATTERNS = ("rearrange", "reduce", "repeat")


class Patterned(NamedTuple):
    """The axes of a tensor in a pattern; empty where several words make up one.

    Args:
        line: of the statement.
        tensor: what the program calls it.
        names: of its axes.
    """

    line: int
    tensor: str
    names: Names


def patterned(tree: ast.AST) -> tuple[list[Patterned], dict[tuple[str, int], Names]]:
    """The axes that patterns in a program name.

    Args:
        tree: of the program.

    Returns:
        Those of tensors that a call is given, and those of what a statement assigns or returns, by its name and line.

    Cost: O(length).

    >>> patterned(ast.parse("y = rearrange(x, 'b (h p) c -> b h p c', p=2)"))
    ([Patterned(line=1, tensor='x', names=('b', 'hp', 'c'))], {('y', 1): ('b', 'h', 'p', 'c')})
    >>> patterned(ast.parse("y = np.einsum('ij,jk->ik', a, b)"))[0][1]
    Patterned(line=1, tensor='b', names=('j', 'k'))
    """
    taken: list[Patterned] = []
    made: dict[tuple[str, int], Names] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=ast.Call() as call):
                pass
            case ast.Return(value=ast.Call() as call) | ast.Expr(value=ast.Call() as call):
                target = "return"
            case _:
                continue
        sides, tensors = _read(call)
        if sides:
            *given, made[target, node.lineno] = sides
            named = zip(tensors, given, strict=False)
            taken += [Patterned(node.lineno, each.id, names) for each, names in named if isinstance(each, ast.Name)]
    return taken, made


def ends_of(code: str, tensor: str, line: int) -> Names:
    """The axes of what a statement gives, as its pattern has them; none where it has no pattern.

    Args:
        code: the program.
        tensor: what the statement calls it.
        line: of the statement.

    Cost: O(length).

    >>> ends_of("y = rearrange(x, 'b (h p) c -> b h p c', p=2)", "y", 1)
    ('b', 'h', 'p', 'c')
    """
    return patterned(ast.parse(code))[1].get((tensor, line), ())


def _read(call: ast.Call) -> tuple[list[Names], list[ast.expr]]:
    """The axes of each tensor that a call takes and, last, of what it gives; and these tensors. Nothing: no pattern."""
    match call:
        case ast.Call(func=ast.Call(func=layer, args=[ast.Constant(value=str(text)), *_]), args=[tensor]) if (
            _name(layer).lower() in _OF_PATTERNS
        ):
            return _sides(text), [tensor]
        case ast.Call(func=function, args=[tensor, ast.Constant(value=str(text)), *_]) if (
            _name(function) in _OF_PATTERNS
        ):
            return _sides(text), [tensor]
        case ast.Call(func=function, args=[ast.Constant(value=str(text)), *tensors]) if _name(function) == "einsum":
            return _letters(text), tensors
        case ast.Call(func=function, args=[*tensors, ast.Constant(value=str(text))]) if _name(function) == "einsum":
            return _words(text), tensors
    return [], []


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _sides(text: str) -> list[Names]:
    try:
        pattern = parse(text)
    except PatternError:
        return []
    sides = [_axes(side) for side in (pattern.left, pattern.right)]
    return [names for names in sides if names is not None] if None not in sides else []


def _axes(side: Side) -> Names | None:
    """The names of its axes; None: an ellipsis may be any number of axes."""
    if any(dimension.is_bare_ellipsis for dimension in side.dimensions):
        return None
    return tuple(map(_axis, side.dimensions))


def _axis(dimension: Dimension) -> str:
    """A word that is an axis by itself, or the letters that make up one: ``hw``, ``hp1``, as people call it."""
    words = [item.text if item.kind == "name" else "" for item in dimension.items]
    return "".join(words) if len(words) == 1 or all(map(_LETTER.fullmatch, words)) else ""


def _letters(text: str) -> list[Names]:
    """Of an equation in letters, as numpy and torch have it."""
    left, arrow, right = text.replace(" ", "").partition("->")
    sides = [*left.split(","), right]
    return [tuple(side) for side in sides] if arrow and all(not side or side.isalpha() for side in sides) else []


def _words(text: str) -> list[Names]:
    """Of an equation in words, as einops has it."""
    left, arrow, right = text.partition("->")
    sides = [side.split() for side in (*left.split(","), right)]
    return (
        [tuple(side) for side in sides] if arrow and all(word.isidentifier() for side in sides for word in side) else []
    )
