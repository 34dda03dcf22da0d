"""Calls: of listed functions and methods, of functions the program defines, of layers; nothing else is ever called."""

import ast
import difflib
from collections.abc import Mapping, Sequence

from app.core.errors import PatternError, Sentence, Span, say
from app.core.program.bench import Library
from app.core.program.language.builtins import BUILTIN_CALLS, OF_NUMBERS
from app.core.program.language.classes import enter, make, run_method
from app.core.program.language.functions import method_of, run_defined
from app.core.program.language.layers import Stopped, layer_called, offered
from app.core.program.language.loops import bind
from app.core.program.language.names import dotted
from app.core.program.language.patterns import EINOPS_CALLS
from app.core.program.language.writing import exchange, write
from app.core.program.libraries.passing import passes
from app.core.program.machine import Machine
from app.core.program.movement.spread import expand
from app.core.program.refusal import Refusal
from app.core.program.tensor import Tensor, made, same_cells
from app.core.program.values import Blueprint, Defined, Known, Layer, Made, Method, Token, Unknown, Value, said

# Whose tensors a function takes in and gives; the first that begins its path.
_HOMES: Mapping[str, Library] = {
    "torch.nn.functional": "torch",
    "torch": "torch",
    "jax.numpy": "jax",
    "jax.lax": "jax",
    "numpy.lib.stride_tricks": "numpy",
    "numpy": "numpy",
}
# Where else a function of that name stands.
_TWINS = {
    "torch.nn.functional": ("torch.nn.functional", "torch"),
    "torch": ("torch", "torch.nn.functional"),
    "jax.numpy": ("jax.numpy", "numpy"),
    "jax.lax": ("jax.lax", "numpy"),
    "numpy.lib.stride_tricks": ("numpy",),
}


def call(machine: Machine, node: ast.expr) -> Value:
    """The value of a call."""
    assert isinstance(node, ast.Call)  # noqa: S101 — by the table
    function = machine.value(node.func)
    if isinstance(function, Known) and (special := EINOPS_CALLS.get(function.path)):
        return special(machine, node)
    positional = machine.values(node.args)
    named: dict[str, Value] = {}
    for each in node.keywords:
        if each.arg is not None:
            named[each.arg] = machine.value(each.value)
            continue
        more = machine.value(each.value)
        if not isinstance(more, dict):
            raise Refusal("program-type", say("This is {value}, not a dict.", value=said(more)))
        named |= {str(key): value for key, value in more.items()}
    try:
        return called(machine, function, positional, named)
    except Stopped as stopped:
        stopped.node = stopped.node or node
        raise
    except Refusal as fault:
        raise _placed(machine, fault, node) from None


def called(machine: Machine, function: Value, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """What a function gives for these values."""
    match function:
        case Known(path, receiver):
            return _known(machine, path, [*([] if receiver is None else [receiver]), *positional], named)
        case Defined():
            return run_defined(machine, function, positional, named)
        case Blueprint():
            return make(machine, function, positional, named)
        case Made():
            return enter(machine, function, positional, named)
        case Method():
            return run_method(machine, function, positional, named)
        case Layer(run=run):
            if len(positional) != 1 or not isinstance(positional[0], Tensor):
                raise Refusal("program-argument", say("A layer takes one tensor."))
            return run(positional[0])
        case Unknown(path):
            method = machine.methods.get(path.removeprefix("self.")) if path.startswith("self.") else None
            if method is not None:
                return run_defined(machine, method_of(machine, method), positional, named)
            return layer_called(machine, path, positional)
        case Token(text):  # torch.Size(…), x.to's relatives, types as functions
            if text.endswith("Size") and positional:
                return tuple(machine.entries(positional[0], machine.source.tree))
            if len(positional) == 1 and isinstance(positional[0], (int, float, Tensor)):
                return positional[0]  # np.int64(1)
            return Token(text)
        case _:
            raise Refusal("program-call", say("This cannot be called: it is {value}.", value=said(function)))


def _known(machine: Machine, path: str, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if (builtin := BUILTIN_CALLS.get(path)) is not None:
        return builtin(machine, positional, named)
    plain = OF_NUMBERS.get(path.removeprefix("jax."))
    if plain is not None and not any(isinstance(each, Tensor) for each in (*positional, *named.values())):
        return plain(machine, positional, named)
    functions = machine.tables.functions
    name = path.rpartition(".")[2]
    home = next((home for home in _HOMES if path.startswith(f"{home}.")), "")
    library = _HOMES.get(home)
    for place in _TWINS.get(home, (home,)):
        entry = functions.get(place + path.removeprefix(home))
        if entry is not None:
            if library is None:
                owner = positional[0] if positional else None
                own = owner.library if isinstance(owner, Tensor) else machine.library
                return entry.call(positional, named, machine.bench, own)
            return _of_library(entry.call(_as_library(positional, library), named, machine.bench, library), library)
    if name.endswith("_") and positional and isinstance(positional[0], Tensor):
        return _in_place(machine, path, positional[0], positional[1:], named)
    passing = passes(machine, path, positional, named)
    if passing is not None:
        return passing
    raise Refusal(
        "program-call",
        say("{name} is not among the calls that are known here.", name=path),
        hint=_nearest(path, functions),
    )


def _in_place(machine: Machine, path: str, x: Tensor, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``x.add_(1)``: what ``x.add(1)`` gives is written into ``x``."""
    name = path.rpartition(".")[2]
    if name == "requires_grad_":
        return x
    if name in ("zero_", "fill_"):
        found: Value = made(machine.bench, x.shape, x.library)
    elif name == "copy_" and positional and isinstance(positional[0], Tensor):
        found = expand(positional[0], x.shape)
    else:
        found = _known(machine, path.removesuffix("_"), [x, *positional], named)
    if isinstance(found, Tensor) and found.storage is x.storage:
        return exchange(machine, x, found)  # another shape for the same memory: x is that now
    if not isinstance(found, Tensor) or found.shape != x.shape:
        raise Refusal("program-call", say("{name} is not among the calls that are known here.", name=path))
    return write(machine, x, found, x.label, machine.source.tree)


def _as_library(values: Sequence[Value], library: Library) -> list[Value]:
    """Tensors as the library takes them in: its functions turn others into its own."""
    return [_of_library(value, library) for value in values]


def _of_library(value: Value, library: Library) -> Value:
    if isinstance(value, Tensor) and value.library != library:
        found = same_cells(value, strides=value.strides, view=True)
        found.library = library
        found.known = value.known
        return found
    if isinstance(value, (list, tuple)) and any(isinstance(each, Tensor) for each in value):
        return type(value)(_of_library(each, library) for each in value)
    return value


def _nearest(path: str, functions: Mapping[str, object]) -> Sentence | None:
    home, _, name = path.rpartition(".")
    names = [each.rpartition(".")[2] for each in functions if each.startswith(f"{home}.")]
    found = difflib.get_close_matches(name[:60], names, 1)
    return say("is {name} meant?", name=found[0]) if found else None


def named_value(machine: Machine, node: ast.expr) -> Value:
    """``(n := value)``."""
    assert isinstance(node, ast.NamedExpr)  # noqa: S101 — by the table
    value = machine.value(node.value)
    for name, at in bind(machine, node.target, value):
        machine.assigned(name, value, at)
    return value


def _placed(machine: Machine, fault: Refusal, node: ast.Call) -> PatternError:
    """The error at the piece that is at fault, where the pieces stand in the call; with the repair of a name."""
    if fault.span is not None:
        return fault
    if fault.instead and isinstance(node.func, ast.Attribute):
        end = machine.source.span(node.func).end
        start = end - len(node.func.attr)
        code = machine.source.code
        fault.repair = {"code": code[:start] + fault.instead + code[end:]}
    path = dotted(node.func)
    if fault.code == "program-mixes" and not fault.repair and path and isinstance(machine.value(node.func), Known):
        root = machine.scope.names.get(path.split(".")[0])
        if "." in path and not isinstance(root, Tensor):
            fault = offered(machine, path, fault)
    pieces = node.args[0] if node.args else None
    if fault.piece is not None and isinstance(pieces, (ast.List, ast.Tuple)):
        starred = any(isinstance(each, ast.Starred) for each in pieces.elts)
        if not starred and fault.piece < len(pieces.elts):
            fault.span = machine.source.span(pieces.elts[fault.piece])
            return fault
    fault.span = Span(*machine.source.span(node))
    return fault
