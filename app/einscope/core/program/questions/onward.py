"""Ways to go on at a statement that cannot be followed: a call of nothing in its place, for which there is a choice."""

import ast
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from einscope.core.errors import Sentence, say
from einscope.core.program.run.source import Source
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Value, shape_text, written

Choice = tuple[Sentence, dict[str, str]]
Works = Callable[[str, Mapping[str, Value]], bool]
"""Whether a program with these values comes further."""


def onward(
    source: Source, node: ast.stmt, names: Mapping[str, Value], typed: Mapping[str, Value], works: Works
) -> list[Choice]:
    """To end before a statement, to put a new tensor in its place, to skip it: what of that comes further.

    Args:
        source: the program.
        node: the statement, of those that are run one after another.
        names: what stands for what before it.
        typed: the values that were given.
        works: tries a choice.

    Cost: O(nodes), and that of trying two choices.
    """
    read = [name for name in _read(node) if isinstance(names.get(name), Tensor)]
    read = list(dict.fromkeys(read)) or [name for name, value in names.items() if isinstance(value, Tensor)][-1:]
    if not read:
        return []
    every = {inner.id for inner in ast.walk(source.tree) if isinstance(inner, ast.Name)}
    called = next(name for number in count(node.lineno) if (name := f"line_{number}") not in every | {*typed})
    code = _replaced(source, node, f"{_begin(node, names)}{called}({', '.join(read)})")
    if code is None:
        return []
    first = names[read[0]]
    shape = first.shape if isinstance(first, Tensor) else ()
    choices: list[tuple[Sentence, Value]] = [
        (say("end the program before it"), "stop"),
        (say("go on with a new tensor of shape {shape}", shape=shape_text(shape)), shape),
        (say("skip it: what it is given goes on as it is"), "skip"),
    ]
    return [
        (text, {"code": code, "values": written({**typed, called: word})})
        for text, word in choices
        if works(code, {**typed, called: word})
    ]


def _read(node: ast.stmt) -> Iterator[str]:
    return (inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load))


def _begin(node: ast.stmt, names: Mapping[str, Value]) -> str:
    """What stands before the call: ``return``, or the name that the statement binds, one that is a tensor if any is."""
    if isinstance(node, ast.Return):
        return "return "
    bound = [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)]
    bound.sort(key=lambda name: not isinstance(names.get(name), Tensor))
    return f"{bound[0]} = " if bound else ""


def _replaced(source: Source, node: ast.stmt, text: str) -> str | None:
    """The program with another text in the place of a statement, which stays there as a comment."""
    span = source.span(node)
    code = source.code
    begin = code.rfind("\n", 0, span.start) + 1
    end = code.find("\n", span.end)
    end = len(code) if end < 0 else end
    before, after = code[begin : span.start], code[span.end : end]
    if before.strip() or (after.strip() and not after.strip().startswith("#")) or "\r" in code:
        return None  # it shares its lines with others
    comments = "".join(f"\n{before}# {line.removeprefix(before)}" for line in code[begin:end].split("\n"))
    return f"{code[:begin]}{before}{text}{comments}{code[end:]}"
