"""Shapes that tensors must have for the products they stand in to fit together."""

import ast
import re
from collections.abc import Iterable, Mapping

from einscope.core.plan import Shape
from einscope.core.program.language.names import dotted

_LETTERS = re.compile(r"[A-Za-z]*(,[A-Za-z]*)*(->[A-Za-z]*)?")
_FIRST = 2  # the size of the first axis of a pattern; each further one has one cell more


def proposed(nodes: Iterable[ast.AST], shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    """An example of a shape for operands of ``einsum`` and ``@`` that have none, as those that have one allow.

    >>> proposed(ast.walk(ast.parse("torch.einsum('ij,jk->ik', a, b)")), {})
    {'a': (2, 3), 'b': (3, 4)}
    >>> proposed(ast.walk(ast.parse("a @ b")), {"a": (2, 5)})
    {'b': (5, 2)}
    """
    found: dict[str, Shape] = {}
    for node in nodes:
        known = {**found, **shapes}
        match node:
            case ast.Call(func=func, args=args) if (dotted(func) or "").rpartition(".")[2] == "einsum":
                found |= _of_pattern(args, known)
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                found |= _of_product(dotted(left), dotted(right), known)
    return {name: shape for name, shape in found.items() if name not in shapes}


def _of_pattern(args: list[ast.expr], known: Mapping[str, Shape]) -> dict[str, Shape]:
    texts = [each.value for each in args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    operands = [dotted(each) for each in args if not isinstance(each, ast.Constant)]
    if len(texts) != 1:
        return {}
    words = texts[0].partition("->")[0].split(",")
    if _LETTERS.fullmatch(texts[0].replace(" ", "")) and not any(" " in each.strip() for each in words):
        axes = [list(each.strip()) for each in words]
    elif all(each.isidentifier() for word in words for each in word.split()):
        axes = [each.split() for each in words]
    else:
        return {}
    if len(axes) != len(operands):
        return {}
    sizes: dict[str, int] = {}
    for name, letters in zip(operands, axes, strict=True):
        if name is not None and name in known and len(known[name]) == len(letters):
            sizes |= dict(zip(letters, known[name], strict=True))
    for letter in dict.fromkeys(letter for letters in axes for letter in letters):
        sizes.setdefault(letter, _FIRST + len(sizes))
    return {
        name: tuple(sizes[letter] for letter in letters)
        for name, letters in zip(operands, axes, strict=True)
        if name is not None and name not in known
    }


def _of_product(left: str | None, right: str | None, known: Mapping[str, Shape]) -> dict[str, Shape]:
    one, other = known.get(left or ""), known.get(right or "")
    if left is not None and one is None and other is not None and len(other) > 1:
        return {left: (*other[:-2], other[-1], other[-2])}
    if right is not None and other is None and one is not None and len(one) > 1:
        return {right: (*one[:-2], one[-1], one[-2])}
    return {name: (_FIRST, _FIRST) for name in (left, right) if name is not None and one is None and other is None}
