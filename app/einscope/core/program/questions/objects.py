"""What is no tensor, though its attributes may be: objects that are handed over. And what a layer keeps as one."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from einscope.core.program.calls.registry import Entry
from einscope.core.program.frames import Frame, Function
from einscope.core.program.language.names import dotted
from einscope.core.program.libraries.layers.passing import CONVERSIONS, ELEMENTWISE
from einscope.core.program.questions.handled import PROPERTIES, Handled

_KEEPERS = ("Parameter", "Buffer")
_MAKERS = ("torch", "np", "numpy", "jnp")


def objects_of(frame: Frame, nodes: Sequence[ast.AST], uses: Handled, functions: Mapping[str, Entry]) -> set[str]:
    """Parameters that only hold something: ``attn.heads``, ``config.size``; what they hold is asked for.

    What has an attribute that no tensor has is no tensor, though ``attn.norm(x)`` could be a method of one; it may be
    handed on, and compared with None, but nothing is computed with it.
    """
    held: dict[str, int] = {}
    handed: dict[str, int] = {}
    read: dict[str, int] = {}
    foreign: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            read[node.id] = read.get(node.id, 0) + 1
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr not in PROPERTIES:
            held[node.value.id] = held.get(node.value.id, 0) + 1
            if not _of_tensors(node.attr, functions):
                foreign.add(node.value.id)
        for name in _handed(node):
            handed[name] = handed.get(name, 0) + 1
    names = {argument.arg for argument, _ in frame.parameters} & held.keys()
    only = {name for name in names if held[name] == read.get(name)}
    also = {name for name in names & foreign if held[name] + handed.get(name, 0) == read.get(name)}
    return {name for name in only if name in foreign or name not in uses.tensors} | also


def _of_tensors(attribute: str, functions: Mapping[str, Entry]) -> bool:
    name = attribute.rstrip("_")
    listed = any(f"{home}.{name}" in functions for home in ("Tensor", "ndarray", "Array"))
    return listed or name in CONVERSIONS or name in ELEMENTWISE


def _handed(node: ast.AST) -> Iterator[str]:
    """Names that are given to a call as they are, or compared with None."""
    match node:
        case ast.Call(args=args, keywords=keywords):
            values = [*args, *(keyword.value for keyword in keywords)]
        case ast.Compare(left=left, ops=[ast.Is() | ast.IsNot()]):
            values = [left]
        case _:
            return
    yield from (value.id for value in values if isinstance(value, ast.Name))


def seen_through(function: Function, objects: set[str]) -> Function:
    """A function without its parameters of these names: what it reads of them is what everybody does."""
    arguments = function.args
    if not objects & {argument.arg for argument in arguments.args}:
        return function
    other = copy(function)
    other.args = copy(arguments)
    other.args.args = [argument for argument in arguments.args if argument.arg not in objects]
    return other


def kept_tensors(frame: Frame) -> set[str]:
    r"""What ``__init__`` keeps as a tensor: ``self.table = nn.Parameter(…)``, ``self.register_buffer("index", …)``.

    >>> from einscope.core.program.frames import frame_of
    >>> text = "class A:\n def __init__(self): self.t = nn.Parameter(w)\n def forward(self): return self.t"
    >>> kept_tensors(frame_of(ast.parse(text)))
    {'self.t'}
    """
    nodes = [] if frame.initial is None else ast.walk(frame.initial)
    names: set[str] = set()
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Attribute() as target], value=ast.Call(func=ast.Attribute() as func)):
                home, _, name = (dotted(func) or "").rpartition(".")
                if name in _KEEPERS or (home in _MAKERS and name.islower()):
                    names.add(dotted(target) or "")
            case ast.Call(
                func=ast.Attribute(attr="register_buffer" | "register_parameter"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                names.add(f"self.{name}")
    return names - {""}
