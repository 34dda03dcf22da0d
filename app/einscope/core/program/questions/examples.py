"""What value to propose for a name: told by its hint, and by what is done with it."""

import ast
import re
from collections.abc import Iterable, Mapping

from einscope.core.program.language.names import dotted
from einscope.core.program.questions.axes import BATCH
from einscope.core.program.tensor.values import Value

_EXTENT = re.compile(
    r"(^|_)(h|w|height|width|rows|cols)$|(img|image|input|original|feat|spatial)_?(size|shape)$|resolution$|^dims$"
)
"""Names of what is cut into parts: twice as long as the parts, so that there are two of them."""

_PART = re.compile(r"patch|window|block|kernel|grid|stride|shift|pad|num|merge|split|scale")

_MANY = ("len", "tuple", "list", "zip", "enumerate", "reversed", "sorted", "map")


def examples(
    names: Iterable[str], hints: Mapping[str, ast.expr | None], entries: Mapping[str, int], nodes: Iterable[ast.AST]
) -> dict[str, Value]:
    r"""A value for each name.

    Args:
        names: that need one.
        hints: of them, where they have one.
        entries: how many are taken out of them.
        nodes: of the program.

    Cost: O(nodes).

    >>> tree = ast.parse("if m == 'up': a = n * h\nfor s in q: pass\nif not f: pass")
    >>> examples("mnhqfb", {}, {}, ast.walk(tree))
    {'m': 'up', 'n': 2, 'h': 4, 'q': (2, 2), 'f': False, 'b': 1}
    """
    uses = _Uses(nodes)
    return {name: _example(name, hints.get(name), entries.get(name, 0), uses) for name in names}


class _Uses:
    """How names are used."""

    def __init__(self, nodes: Iterable[ast.AST]) -> None:
        self.words: dict[str, str] = {}
        self.many: set[str] = set()
        self.tested: dict[str, int] = {}
        self.all: dict[str, int] = {}
        for node in nodes:
            self._note(node)

    def is_flag(self, name: str) -> bool:
        """Whether it is only ever asked whether it is true."""
        return self.tested.get(name, 0) > 0 and self.tested.get(name) == self.all.get(name)

    def _note(self, node: ast.AST) -> None:
        match node:
            case ast.Name(ctx=ast.Load()) | ast.Attribute(ctx=ast.Load()) if (path := dotted(node)) is not None:
                self.all[path] = self.all.get(path, 0) + 1
            case ast.If(test=test) | ast.IfExp(test=test) | ast.Assert(test=test) | ast.While(test=test):
                self._test(test)
            case ast.UnaryOp(op=ast.Not(), operand=test):
                self._test(test)
            case ast.BoolOp(values=tests):
                for test in tests:
                    self._test(test)
            case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq() | ast.In() | ast.NotIn()], comparators=[other]):
                words = other.elts if isinstance(other, (ast.Tuple, ast.List, ast.Set)) else [other]
                if words and isinstance(words[0], ast.Constant) and isinstance(words[0].value, str):
                    self.words.setdefault(dotted(left) or "", words[0].value)
            case ast.For(iter=value) | ast.comprehension(iter=value) | ast.Starred(value=value):
                self.many.add(dotted(value) or "")
            case ast.Call(func=ast.Name(id=name), args=args) if name in _MANY:
                self.many |= {dotted(argument) or "" for argument in args}
            case (
                ast.BinOp(left=ast.Tuple() | ast.List(), op=ast.Add(), right=value)
                | ast.BinOp(left=value, op=ast.Add(), right=ast.Tuple() | ast.List())
            ):
                self.many.add(dotted(value) or "")

    def _test(self, node: ast.expr) -> None:
        path = dotted(node)
        if path is not None:
            self.tested[path] = self.tested.get(path, 0) + 1


def _size(name: str) -> int:
    """What a number of this name most likely counts."""
    if name in BATCH:
        return 1
    return 4 if _EXTENT.search(name) and not _PART.search(name) else 2


def _example(name: str, hint: ast.expr | None, count: int, uses: _Uses) -> Value:
    last = name.rpartition(".")[2]
    size = _size(last.lower())
    kinds = [part.id for part in ast.walk(hint) if isinstance(part, ast.Name)] if hint is not None else []
    if name in uses.words:
        return uses.words[name]
    if count:
        return (size,) * max(2, count)
    if "bool" in kinds or uses.is_flag(name):
        return False
    if "int" in kinds and any(kind.lower() in ("tuple", "list", "sequence", "size") for kind in kinds):
        return (size,) * (kinds.count("int") if kinds.count("int") > 1 else 2)
    return (size, size) if name in uses.many else size
