"""A program with one order changed: of a pattern, of axes that are permuted, of tensors that are joined."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from einscope.core.errors import PatternError
from einscope.core.judge.difference.variants import orders, pattern_variants
from einscope.core.limits import Limits
from einscope.core.program.run.source import Source

_JOINED = frozenset({"cat", "concat", "concatenate", "stack", "hstack", "vstack", "dstack"})


@dataclass(frozen=True, slots=True)
class Variant:
    """A program with one change.

    Args:
        code: the whole program.
        line: what is changed of it, as it reads then, in one line.
    """

    code: str
    line: str


def program_variants(code: str, limits: Limits) -> Iterator[Variant]:
    r"""The program with one order changed.

    Cost: O(nodes + variants · length).

    >>> code = "y = torch.cat([a, b], -1)\nz = y.permute(0, 1)"
    >>> [variant.line for variant in program_variants(code, Limits())]
    ['y = torch.cat([b, a], -1)', 'z = y.permute(1, 0)']
    """
    try:
        source = Source(code, limits)
    except PatternError:
        return
    for node in ast.walk(source.tree):
        for start, end, text in _changes(node, source):
            changed = f"{code[:start]}{text}{code[end:]}"
            first, last = changed.rfind("\n", 0, start) + 1, changed.find("\n", start + len(text))
            yield Variant(changed, " ".join(changed[first : None if last < 0 else last].split()))


def _changes(node: ast.AST, source: Source) -> Iterator[tuple[int, int, str]]:
    """Where to put what instead."""
    match node:
        case ast.Constant(value=str(pattern)) if "->" in pattern:
            span = source.span(node)
            start = source.code.find(pattern, span.start, span.end)
            if start >= 0:  # else it is written with escapes
                yield from ((start, start + len(pattern), variant) for variant in pattern_variants(pattern))
        case ast.Call(func=ast.Attribute(attr="permute"), args=[ast.Tuple(elts=axes)]):
            yield from _reordered(axes, source)
        case ast.Call(func=ast.Attribute(attr="permute" | "transpose" as name), args=axes) if (
            name == "permute" or len(axes) > 2  # of two, either order means the same
        ):
            yield from _reordered(axes, source)
        case ast.Call(func=ast.Attribute(attr="transpose"), args=[*_, ast.Tuple(elts=axes)]):
            yield from _reordered(axes, source)
        case ast.Call(
            func=ast.Attribute(attr=name) | ast.Name(id=name), args=[ast.List(elts=parts) | ast.Tuple(elts=parts), *_]
        ) if name in _JOINED:
            yield from _reordered(parts, source)


def _reordered(nodes: list[ast.expr], source: Source) -> Iterator[tuple[int, int, str]]:
    """Neighbours in another order, with what stands between them where it was."""
    spans = [source.span(node) for node in nodes]
    if len(spans) < 2 or any(isinstance(node, ast.Starred) for node in nodes):
        return
    texts = [source.code[span.start : span.end] for span in spans]
    between = [source.code[one.end : other.start] for one, other in pairwise(spans)]
    for order in orders(texts):
        yield (
            spans[0].start,
            spans[-1].end,
            "".join(f"{text}{gap}" for text, gap in zip(order, [*between, ""], strict=True)),
        )
