"""What the values at a place of a program come from: names, and axes of tensors, the nearest first."""

import ast
from collections.abc import Iterator

from einscope.core.errors import Span
from einscope.core.program.frames import Function
from einscope.core.program.language.names import dotted
from einscope.core.program.questions.handled import PROPERTIES
from einscope.core.program.run.source import Source

_FAR = 2
"""How much farther away than what is computed with is what decides whether a line runs at all."""


class Origins:
    r"""The names that names are made of, whatever the order of the lines: only what to try first depends on it.

    >>> from einscope.core.limits import Limits
    >>> code = "B, N, C = x.shape\nh = C // n\ny = x.view(B, h)"
    >>> Origins(Source(code, Limits())).of(Span(35, 47))
    ['B', 'h', 'y', 'x.view', 'x', 'x[0]', 'C', 'n', 'x[2]']
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._made: dict[str, list[str]] = {}
        self.words: dict[str, list[str]] = {}
        """What names are compared with, by the last part of a name."""
        self._tests: list[tuple[ast.stmt, ast.expr]] = []
        functions = {node.name: node for node in ast.walk(source.tree) if isinstance(node, Function)}
        for node in ast.walk(source.tree):
            self._note(node, functions)

    def of(self, place: Span) -> list[str]:
        """Names, dotted ones among them, and ``x[1]`` for the size of an axis of x."""
        levels: list[list[str]] = [[], [], []]
        lines = self._lines(place)
        for node in ast.walk(self._source.tree):
            if isinstance(node, ast.expr) and node.lineno in lines:
                span = self._source.span(node)
                within = place.start <= span.start and span.end <= place.end
                levels[0 if within else 1] += _keys(node)
        for body, test in self._tests:
            if any(body.lineno <= line <= (body.end_lineno or body.lineno) for line in lines):
                levels[_FAR] += _keys(test)
        keys: dict[str, None] = {}
        at = 0
        while at < len(levels):
            new = [key for key in levels[at] if key not in keys]
            keys.update(dict.fromkeys(new))
            more = [other for key in dict.fromkeys(new) for other in self._made.get(key, [])]
            if more and at + 1 == len(levels):
                levels.append([])
            if more:
                levels[at + 1] += more
            at += 1
        return list(keys)

    def _lines(self, place: Span) -> range:
        code = self._source.code
        return range(code.count("\n", 0, place.start) + 1, code.count("\n", 0, place.end) + 2)

    def _note(self, node: ast.AST, functions: dict[str, Function]) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._bind(target, value)
            case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
                self._bind(target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._bind(target, value)
            case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                self._bind(target, value)
            case ast.Compare(left=left, comparators=[other]):
                several = other.elts if isinstance(other, (ast.Tuple, ast.List, ast.Set)) else [other]
                words = [
                    element.value
                    for element in several
                    if isinstance(element, ast.Constant) and isinstance(element.value, str)
                ]
                self.words.setdefault((dotted(left) or "").rpartition(".")[2], []).extend(words)
            case ast.If(test=test, body=body, orelse=orelse):
                self._tests += [(statement, test) for statement in (*body, *orelse)]
            case ast.Call(func=func, args=args, keywords=keywords):
                called = functions.get((dotted(func) or "").removeprefix("self."))
                if called is None:
                    return
                names = [argument.arg for argument in called.args.args if argument.arg not in ("self", "cls")]
                for name, value in zip(names, args, strict=False):
                    self._add(name, _keys(value))
                for keyword in keywords:
                    self._add(keyword.arg or "", _keys(keyword.value))

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, (ast.Tuple, ast.List)):
            tensor = _shape_of(value)
            starred = any(isinstance(item, ast.Starred) for item in target.elts)
            parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
            fits = len(parts) == len(target.elts) and not any(isinstance(part, ast.Starred) for part in parts)
            for at, element in enumerate(target.elts):
                if tensor is not None and not starred:
                    self._add(dotted(element) or "", [f"{tensor}[{at}]", tensor])
                else:
                    self._bind(
                        element.value if isinstance(element, ast.Starred) else element, parts[at] if fits else value
                    )
            return
        while isinstance(target, ast.Subscript):
            target = target.value
        self._add(dotted(target) or "", _keys(value))

    def _add(self, name: str, keys: list[str]) -> None:
        if name:
            self._made.setdefault(name, []).extend(key for key in keys if key != name)


def _shape_of(node: ast.expr) -> str | None:
    """The tensor whose shape this is: ``x.shape``, ``x.size()``."""
    match node:
        case ast.Attribute(value=value, attr="shape") | ast.Call(func=ast.Attribute(value=value, attr="size"), args=[]):
            return dotted(value)
        case ast.Call(args=[ast.expr() as value]) if (dotted(node.func) or "").rpartition(".")[2] in ("shape", "size"):
            return dotted(value)
    return None


def _keys(node: ast.AST) -> list[str]:
    """What an expression reads."""
    return list(dict.fromkeys(_read(node)))


def _read(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Subscript(value=value, slice=ast.Constant(value=int(at))) if (tensor := _shape_of(value)) is not None:
            yield from (f"{tensor}[{at}]", tensor)
        case ast.Call(func=ast.Attribute(value=value, attr="size"), args=[ast.Constant(value=int(at))]) if dotted(
            value
        ):
            yield from (f"{dotted(value)}[{at}]", str(dotted(value)))
        case ast.Name() | ast.Attribute() if (path := dotted(node)) is not None:
            names = path.split(".")
            names = names[: next((at for at, name in enumerate(names) if at and name in PROPERTIES), len(names))]
            first = 2 if names[0] in ("self", "cls") and len(names) > 1 else 1
            yield from (".".join(names[:count]) for count in range(len(names), first - 1, -1))
        case ast.stmt() if not isinstance(node, (ast.Expr, ast.Return, ast.Assert)):
            return  # the body of a block is another place
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _read(child)
