"""Names that only stand for sizes: what is taken from a shape, counted, or computed of these."""

import ast
from collections.abc import Iterable

from einscope.core.program.language.names import dotted

_ASKED = ("size", "dim", "numel", "ndimension", "nelement")
_NUMBERS = ("int", "len", "round", "float")


def sizes_in(nodes: Iterable[ast.AST]) -> set[str]:
    r"""Those names, of what statements bind.

    >>> tree = ast.parse("B, C = x.get_shape().as_list()\nn = x.size(1) // 2\nfor i in range(n): y = x[i]\nB = f(x)")
    >>> sorted(sizes_in(ast.walk(tree)))
    ['C', 'i', 'n']
    """
    bound: dict[str, list[ast.expr | None]] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    _bind(bound, target, value)
            case ast.AugAssign(target=ast.Name(id=name)):
                bound.setdefault(name, [])
            case ast.For(target=target, iter=ast.Call(func=ast.Name(id="range"))):
                _bind(bound, target, ast.Constant(0))
            case ast.For(target=target) | ast.comprehension(target=target):
                for inner in ast.walk(target):
                    if isinstance(inner, ast.Name):
                        bound.setdefault(inner.id, []).append(None)
            case ast.arg(arg=name):
                bound.setdefault(name, []).append(None)
    sizes: set[str] = set()
    for _ in range(3):  # what is computed of what is computed
        sizes |= {name for name, values in bound.items() if values and all(_is_size(value, sizes) for value in values)}
    return sizes


def _bind(bound: dict[str, list[ast.expr | None]], target: ast.expr, value: ast.expr) -> None:
    if isinstance(target, ast.Name):
        bound.setdefault(target.id, []).append(value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        values: list[ast.expr | None]
        if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
            values = [*value.elts]
        else:
            values = [ast.Constant(0) if _is_shape(value) else None] * len(target.elts)
        for part, own in zip(target.elts, values, strict=True):
            if isinstance(part, ast.Name):
                bound.setdefault(part.id, []).append(own)


def _is_shape(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(attr="shape") | ast.Call(func=ast.Attribute(attr="size" | "get_shape"), args=[]):
            return True
        case ast.Call(func=ast.Attribute(attr="as_list", value=value), args=[]):
            return _is_shape(value)
        case ast.Subscript(value=value, slice=ast.Slice()):
            return _is_shape(value)
    return False


def _is_size(node: ast.expr | None, sizes: set[str]) -> bool:
    match node:
        case ast.Constant(value=int() | float()):
            return True
        case ast.Name(id=name):
            return name in sizes
        case ast.Subscript(value=value, slice=part) if not isinstance(part, ast.Slice):
            return _is_shape(value)
        case ast.Call(func=ast.Attribute(attr=name), args=args):
            return name in _ASKED and (name != "size" or bool(args))
        case ast.Call(func=ast.Name(id=name)):
            return name in _NUMBERS
        case ast.BinOp(left=left, right=right):
            plain = all(_is_size(part, sizes) or dotted(part) is not None for part in (left, right))
            return plain and (_is_size(left, sizes) or _is_size(right, sizes))
    return False
