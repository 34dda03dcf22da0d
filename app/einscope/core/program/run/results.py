"""What a program comes to, where that is several tensors: each with a name to choose it by."""

import ast
from collections.abc import Iterator

from einscope.core.program.run.source import text_of
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Stream, Value

_LONGEST = 40


def results(value: Value, node: ast.expr | None) -> dict[str, Tensor]:
    """The tensors in a value, in order.

    A part is called as the program writes it, the key of a dictionary by itself; other parts have numbers.

    Args:
        value: what is returned, printed, or stands on the last line.
        node: that it is the value of.

    Cost: O(tensors).
    """
    tensors: dict[str, Tensor] = {}
    for name, tensor in _leaves(value, node, ""):
        tensors.setdefault(name, tensor)  # the same text twice is the same tensor twice
    return tensors


def _leaves(value: Value, node: ast.expr | None, path: str) -> Iterator[tuple[str, Tensor]]:
    """Every tensor with its name; ``path`` is what it is called where the program has no short words for it."""
    if isinstance(value, Tensor):
        yield _written(node) or path or "return", value
    elif isinstance(value, Stream):  # whoever asks for it gets what it makes
        yield from _leaves(value.left, None, path)
    elif isinstance(value, (tuple, list)):
        nodes = _elements(node, len(value))
        name = _written(node) if nodes is None else ""
        for at, entry in enumerate(value):
            place = f"{name or path}[{at}]" if name or path else str(at)
            yield from _leaves(entry, nodes[at] if nodes else None, place)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _leaves(entry, None, f"{path}[{key}]" if path else str(key))


def _elements(node: ast.expr | None, count: int) -> list[ast.expr] | None:
    """What the parts of a tuple are written as, None where that is not known."""
    if not isinstance(node, (ast.Tuple, ast.List)) or len(node.elts) != count:
        return None
    return None if any(isinstance(element, ast.Starred) for element in node.elts) else node.elts


def _written(node: ast.expr | None) -> str:
    text = "" if node is None else text_of(node)
    return text if len(text) <= _LONGEST else ""
