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
    examples: dict[str, Shape] = {}
    for node in nodes:
        known = {**examples, **shapes}
        match node:
            case ast.Call(func=func, args=args) if (dotted(func) or "").rpartition(".")[2] == "einsum":
                examples |= _of_pattern(args, known)
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                examples |= _of_product(dotted(left), dotted(right), known)
    return {name: shape for name, shape in examples.items() if name not in shapes}


def _of_pattern(args: list[ast.expr], known: Mapping[str, Shape]) -> dict[str, Shape]:
    texts = [
        argument.value for argument in args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    operands = [dotted(argument) for argument in args if not isinstance(argument, ast.Constant)]
    if len(texts) != 1:
        return {}
    words = texts[0].partition("->")[0].split(",")
    if _LETTERS.fullmatch(texts[0].replace(" ", "")) and not any(" " in word.strip() for word in words):
        axes = [list(word.strip()) for word in words]
    elif all(axis.isidentifier() for word in words for axis in word.split()):
        axes = [word.split() for word in words]
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
    left_shape, right_shape = known.get(left or ""), known.get(right or "")
    if left is not None and left_shape is None and right_shape is not None and len(right_shape) > 1:
        return {left: (*right_shape[:-2], right_shape[-1], right_shape[-2])}
    if right is not None and right_shape is None and left_shape is not None and len(left_shape) > 1:
        return {right: (*left_shape[:-2], left_shape[-1], left_shape[-2])}
    return {
        name: (_FIRST, _FIRST)
        for name in (left, right)
        if name is not None and left_shape is None and right_shape is None
    }
