"""What patterns say of the axes of tensors: ``rearrange(x, "b (h w) -> b h w")``, ``einsum("bij,bjk->bik", q, k)``."""

import ast
import re
from typing import NamedTuple

from einscope.core.errors import PatternError
from einscope.core.pattern.equation.text import parse_equation
from einscope.core.pattern.parser import Side, parse
from einscope.core.program.names import Names

_LETTER = re.compile(r"[A-Za-z]\d?")
_OF_PATTERNS = ("rearrange", "reduce", "repeat")


class Axes(NamedTuple):
    """The axes of a tensor in a pattern.

    Args:
        words: of those that a word stands for; empty for the others.
        joined: of those that letters make up, ``hw``, ``hp1``; empty for the others.
    """

    words: Names
    joined: Names


NONE = Axes((), ())
"""What no pattern says."""


class Patterned(NamedTuple):
    """A tensor in a pattern.

    Args:
        line: of the statement.
        tensor: what the program calls it.
        axes: of it.
    """

    line: int
    tensor: str
    axes: Axes


def patterned(tree: ast.AST) -> tuple[list[Patterned], dict[tuple[str, int], Axes]]:
    """The axes that patterns in a program name.

    Args:
        tree: of the program.

    Returns:
        Those of tensors that a call is given, and those of what a statement assigns or returns, by its name and line.

    Cost: O(length).

    >>> taken, made = patterned(ast.parse("y = rearrange(x, 'b (h p) c -> b h p c', p=2)"))
    >>> taken[0].tensor, taken[0].axes, made["y", 1].words
    ('x', Axes(words=('b', '', 'c'), joined=('', 'hp', '')), ('b', 'h', 'p', 'c'))
    >>> patterned(ast.parse("y = np.einsum('ij,jk->ik', a, b)"))[0][1].axes.words
    ('j', 'k')
    """
    taken: list[Patterned] = []
    made: dict[tuple[str, int], Axes] = {}
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
            taken += [Patterned(node.lineno, each.id, axes) for each, axes in named if isinstance(each, ast.Name)]
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
    return patterned(ast.parse(code))[1].get((tensor, line), NONE).words


def letters_of(name: str) -> list[str]:
    """The letters that a name is made of, each with a digit behind it or without; none where it is a word.

    >>> letters_of("hp1"), letters_of("batch_2")
    (['h', 'p1'], [])
    """
    found = _LETTER.findall(name)
    return found if "".join(found) == name else []


def _read(call: ast.Call) -> tuple[list[Axes], list[ast.expr]]:
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
            return _labels(text, letters=True), tensors
        case ast.Call(func=function, args=[*tensors, ast.Constant(value=str(text))]) if _name(function) == "einsum":
            return _labels(text, letters=False), tensors
    return [], []


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _sides(text: str) -> list[Axes]:
    try:
        pattern = parse(text)
    except PatternError:
        return []
    sides = [_axes(side) for side in (pattern.left, pattern.right)]
    return [axes for axes in sides if axes is not None] if None not in sides else []


def _axes(side: Side) -> Axes | None:
    """The names of its axes; None: an ellipsis may be any number of axes."""
    if any(dimension.is_bare_ellipsis for dimension in side.dimensions):
        return None
    parts = [[item.text if item.kind == "name" else "" for item in each.items] for each in side.dimensions]
    return Axes(
        tuple(words[0] if len(words) == 1 else "" for words in parts),
        tuple("".join(words) if len(words) > 1 and letters_of("".join(words)) == words else "" for words in parts),
    )


def _labels(text: str, letters: bool) -> list[Axes]:
    """Of an einsum, by letters as numpy and torch have it, or by words as einops does; none with an ellipsis."""
    try:
        equation = parse_equation(text, letters)
    except PatternError:
        return []
    sides = (*equation.operands, equation.output)
    if any(label.kind == "ellipsis" for side in sides for label in side):
        return []
    return [Axes(tuple(label.text for label in side), ()) for side in sides]
