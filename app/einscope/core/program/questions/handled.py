"""What a program handles as tensors, and what as modules, told by how it uses their names."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import UnionType
from typing import get_args

from einscope.core.program.calls.registry import Entry
from einscope.core.program.language.names import dotted
from einscope.core.program.libraries.homes import entry_of
from einscope.core.program.libraries.layers.passing import OF_TWO
from einscope.core.program.libraries.modules import BUILTINS, FOREIGN, PREDEFINED, SOMETIMES_FOREIGN, imported, member
from einscope.core.program.questions.sizes import sizes_in
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Known, Module, Unknown, Value

PROPERTIES = frozenset({"shape", "ndim", "dtype", "device", "T", "mT"})
"""What only a tensor has."""

_CONVERTING = frozenset({"to", "float", "double", "half", "long", "type", "type_as", "detach", "clone", "cpu", "numpy"})
"""Methods of tensors that are no movements; layers and models have some of them."""


@dataclass
class Handled:
    """Names and chains of names.

    Args:
        tensors: that are handled as only a tensor can be.
        modules: that are used as a module is: what is called of them is no method of a tensor.
        operands: that may be tensors or numbers: arithmetic, and calls of what is not known.
        makes: whether some call of a library is known, which may make a tensor of numbers.
        entries: how many entries names must have that are taken apart: ``a, b = n``, ``n[1]``.
        layers: of which entries are called: ``n[1](x)``, ``for f in n: x = f(x)``.
        holders: of which something is read behind a dot, as of no list: ``x.shape``, ``x.view``.
    """

    tensors: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)
    operands: set[str] = field(default_factory=set)
    makes: bool = False
    entries: dict[str, int] = field(default_factory=dict)
    layers: set[str] = field(default_factory=set)
    holders: set[str] = field(default_factory=set)


def handled(nodes: Sequence[ast.AST], known: Set[str], functions: Mapping[str, Entry]) -> Handled:
    """How names are used among some nodes.

    Args:
        nodes: of the program.
        known: names of tensors that are given.
        functions: that are known here, by path.

    Cost: O(nodes).
    """
    libraries = _libraries(nodes)
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    called = {id(node.func) for node in calls}
    paths = {"self", *map(dotted, (node.func for node in calls))}  # of layers, which are converted too
    sizes = sizes_in(nodes) - known
    uses = Handled()
    for node in nodes:
        if isinstance(node, ast.Attribute):
            uses.holders.add(dotted(node.value) or "")
        match node:
            case ast.Attribute(value=value, attr=attr) if id(node) in called:
                converts = attr in _CONVERTING and dotted(value) not in paths and dotted(value) not in libraries
                if f"Tensor.{attr}" in functions or f"ndarray.{attr}" in functions or converts:
                    uses.tensors.add(dotted(value) or "")
            case ast.Attribute(value=value, attr=attr) if attr in PROPERTIES:
                uses.tensors.add(dotted(value) or "")
            case ast.Subscript(value=value, slice=part) if isinstance(part, (ast.Slice, ast.Tuple)) or (
                isinstance(part, ast.Constant) and (part.value is None or part.value is Ellipsis)
            ):
                uses.tensors.add(dotted(value) or "")
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                uses.tensors |= _chains([left, right])
            case ast.Call():
                uses.tensors |= _chains(_operands(node, libraries, functions))
                meant = _meant(dotted(node.func), libraries)
                entry = entry_of(functions, meant.path)[0] if isinstance(meant, Known) else None
                uses.makes = uses.makes or (entry is not None and entry.makes)
                uses.operands |= _chains(_first(node)) if meant is None or isinstance(meant, Unknown) else set()
            case ast.BinOp(left=left, right=right):
                uses.operands |= _chains([left, right])
            case ast.AugAssign(target=left, value=right):
                uses.operands |= _chains([left, right])
            case ast.UnaryOp(operand=value):
                uses.operands |= _chains([value])
    uses.entries = _entries(nodes)
    uses.layers = containers(nodes)
    uses.modules = _modules(nodes, calls, (uses.tensors - sizes) | known, functions) - {
        *known,
        *libraries,
        "self",
        "cls",
        "ctx",
    }
    for node in calls:
        root = (dotted(node.func) or "").split(".")
        if any(".".join(root[:count]) in uses.modules for count in range(1, len(root))):
            uses.tensors |= _chains(_first(node))
    for node in nodes:
        if isinstance(node, ast.Subscript) and any(
            dotted(inner.func.value) in uses.tensors
            for inner in ast.walk(node.slice)
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute)
        ):
            uses.tensors.add(dotted(node.value) or "")  # table[index.view(-1)]
    uses.tensors -= uses.modules
    return uses


def _entries(nodes: Iterable[ast.AST]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=parts)], value=value):
                path, count = dotted(value), len(parts)
            case ast.Subscript(value=value, slice=ast.Constant(value=int(at))):
                path, count = dotted(value), at + 1
            case ast.Subscript(value=value, slice=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(at)))):
                path, count = dotted(value), at
            case _:
                continue
        if path is not None:
            counts[path] = max(count, counts.get(path, 0))
    return counts


def containers(nodes: Sequence[ast.AST]) -> set[str]:
    r"""Names of which entries are called.

    >>> sorted(containers([*ast.walk(ast.parse("for f, g in a: x = f(x)\nb[0](x)\n[i for i in c]"))]))
    ['a', 'b']
    """
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    names = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
    holders = _chains(node.func.value for node in calls if isinstance(node.func, ast.Subscript))
    for node in nodes:
        if isinstance(node, (ast.For, ast.comprehension)):
            targets = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
            inner = node.iter.args if isinstance(node.iter, ast.Call) else [node.iter]
            called = [isinstance(target, ast.Name) and target.id in names for target in targets]
            alone = len(inner) == 1 and any(called)  # enumerate(self.blocks)
            holders |= _chains(
                iterable for iterable, is_called in zip(inner, called, strict=False) if is_called or alone
            )
    return holders


def _libraries(nodes: Iterable[ast.AST]) -> dict[str, Value]:
    """What names of libraries stand for: as everybody has them, and as they are imported."""
    meanings: dict[str, Value] = {**BUILTINS, **PREDEFINED}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name if alias.asname else alias.name.split(".")[0]
                meanings[alias.asname or root] = imported(root)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            meanings |= {
                imported_name.asname or imported_name.name: imported(node.module, imported_name.name)
                for imported_name in node.names
            }
    return meanings


def _operands(node: ast.Call, libraries: Mapping[str, Value], functions: Mapping[str, Entry]) -> list[ast.expr]:
    """The arguments that must be tensors."""
    path = dotted(node.func)
    if isinstance(node.func, ast.Attribute) and (path is None or path.split(".")[0] not in libraries):
        own = [functions[key] for home in ("Tensor", "ndarray") if (key := f"{home}.{node.func.attr}") in functions]
        if path is not None and path.startswith("self.") and (path.count(".") == 1 or not own):
            return _first(node)  # a layer
        return _of_entry(node, own[0], [node.func.value]) if own else []
    value = _meant(path, libraries)
    if isinstance(value, Unknown) and isinstance(node.func, ast.Attribute):
        return _first(node)
    if not isinstance(value, Known) or value.path.startswith(("builtins.", "math.")):
        return []
    name = value.path.rpartition(".")[2]
    if name == "einsum":
        return [argument for argument in node.args if not isinstance(argument, ast.Constant)]
    entry, _ = entry_of(functions, value.path)
    if entry is not None:
        return _of_entry(node, entry, [])
    if name in OF_TWO:
        return node.args
    return _first(node)


def _meant(path: str | None, libraries: Mapping[str, Value]) -> Value:
    """What of a library a chain of names is; None where its first name is of none."""
    root, *names = (path or "").split(".")
    value = libraries.get(root)
    for name in names:
        value = member(value, name) if isinstance(value, Module) else value if isinstance(value, Unknown) else None
    return value


def _first(node: ast.Call) -> list[ast.expr]:
    if not node.args:
        return []
    first = node.args[0]
    return first.elts if isinstance(first, (ast.List, ast.Tuple)) else [first]


def _of_entry(node: ast.Call, entry: Entry, before: list[ast.expr]) -> list[ast.expr]:
    """The arguments that a function wants tensors in; of one that takes anything, the first."""
    arguments: list[ast.expr] = []
    for at, (value, wanted) in enumerate(_bound(node, entry, before)):
        if Tensor in _kinds(wanted) or (wanted is object and at == 0):
            arguments.append(value)
        elif list[Tensor] in _kinds(wanted):
            arguments += value.elts if isinstance(value, (ast.List, ast.Tuple)) else [value]
    return arguments


def _bound(node: ast.Call, entry: Entry, before: list[ast.expr]) -> Iterator[tuple[ast.expr, object]]:
    """Every argument with what it is to be."""
    kinds = dict(zip(entry.signature.order, entry.wanted, strict=False))
    names = entry.signature.names
    for at, value in enumerate([*before, *node.args]):
        name = names[at] if at < len(names) else entry.signature.star
        if name in kinds:
            yield value, kinds[name]
    for keyword in node.keywords:
        name = entry.signature.parameter(keyword.arg) if keyword.arg is not None else None
        if name in kinds:
            yield keyword.value, kinds[name]


def _kinds(wanted: object) -> tuple[object, ...]:
    return get_args(wanted) if isinstance(wanted, UnionType) else (wanted,)


def _chains(nodes: Iterable[ast.expr]) -> set[str]:
    return {path for expression in nodes if (path := dotted(expression)) is not None}


def _modules(
    nodes: Sequence[ast.AST], calls: Sequence[ast.Call], tensors: Set[str], functions: Mapping[str, Entry]
) -> set[str]:
    """Names of which something is called in a way that no method of a tensor is."""
    modules: set[str] = set()
    roots = {node.id for node in nodes if isinstance(node, ast.Name)}
    modules |= roots & FOREIGN
    modules |= {name for name in roots & SOMETIMES_FOREIGN if _is_used_as_module(name, nodes, calls)}
    for node in calls:
        base = dotted(node.func.value) if isinstance(node.func, ast.Attribute) else None
        if base is None or not isinstance(node.func, ast.Attribute):
            continue
        attr = node.func.attr
        methods = [functions[key] for home in ("Tensor", "ndarray") if (key := f"{home}.{attr}") in functions]
        misfits = methods and not any(fits(node, method, tensors - {base}) for method in methods)
        if misfits or attr in PROPERTIES:
            modules.add(base)
    return modules


def _is_used_as_module(name: str, nodes: Sequence[ast.AST], calls: Sequence[ast.Call]) -> bool:
    """Whether a name only stands at the beginning of what is called with a name first."""
    owners = [node for node in nodes if isinstance(node, ast.Attribute) and (dotted(node) or "").startswith(f"{name}.")]
    held = {id(node.value) for node in owners}
    bare = any(isinstance(node, ast.Name) and node.id == name and id(node) not in held for node in nodes)
    used = [node for node in calls if (dotted(node.func) or "").startswith(f"{name}.")]
    plain = all(node.args and dotted(node.args[0]) is not None for node in used)
    return bool(used) and not bare and plain and not any(node.attr in PROPERTIES for node in owners)


def fits(node: ast.Call, entry: Entry, tensors: Set[str]) -> bool:
    """Whether a call can be that of a tensor's method."""
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return True
    signature = entry.signature
    taken = signature.names[: len(node.args) + 1]
    if not signature.star and len(node.args) + 1 > len(signature.names):
        return False
    named = [signature.parameter(keyword.arg) for keyword in node.keywords if keyword.arg is not None]
    if any(parameter is None or parameter in taken for parameter in named):
        return False
    alone = len(node.args) == 1
    for at, value in enumerate(node.args, start=1):
        starred = at >= len(signature.names)
        wanted = dict(zip(signature.order, entry.wanted, strict=False)).get(
            (signature.star or "") if starred else signature.names[at]
        )
        listed = isinstance(value, (ast.List, ast.Tuple))
        if listed and (int in _kinds(wanted) or (starred and not alone)):
            return False
        if dotted(value) in tensors and not {Tensor, list[Tensor], object} & set(_kinds(wanted)):
            return False
    return True
