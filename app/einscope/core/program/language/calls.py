"""Calls: of listed functions and methods, of functions the program defines, of layers; nothing else is ever called."""

import ast
from collections.abc import Mapping, Sequence

from einscope.core.errors import PatternError, Span, say
from einscope.core.program.budget import Library
from einscope.core.program.language.builtins.batching import run_batched
from einscope.core.program.language.builtins.surroundings import SURROUNDING_CALLS
from einscope.core.program.language.builtins.table import BUILTIN_CALLS, OF_NUMBERS
from einscope.core.program.language.definitions.classes import enter, make, run_method
from einscope.core.program.language.definitions.functions import method_of, run_defined
from einscope.core.program.language.layers import (
    Stopped,
    begins,
    begun,
    chosen,
    layer_called,
    not_known,
    offered,
    unknown,
)
from einscope.core.program.language.loops import bind
from einscope.core.program.language.names import callee, dotted
from einscope.core.program.language.patterns import EINOPS_CALLS
from einscope.core.program.language.writing import exchange, write
from einscope.core.program.libraries.homes import entry_of, nearest
from einscope.core.program.libraries.layers.passing import is_layer, passes
from einscope.core.program.libraries.picking import WRITING
from einscope.core.program.movement.parts.spread import expand
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.beside import as_kind_of, filled
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import Tensor, same_cells
from einscope.core.program.tensor.values import (
    Batched,
    Blueprint,
    Defined,
    Known,
    Layer,
    Made,
    Method,
    Partial,
    Token,
    Unknown,
    Value,
    first_tensor,
    said,
)


def call(machine: Machine, node: ast.expr) -> Value:
    """The value of a call."""
    assert isinstance(node, ast.Call)  # noqa: S101 — by the table
    function = callee(machine, node.func)
    if isinstance(function, Known) and (special := EINOPS_CALLS.get(function.path)):
        return special(machine, node)
    positional = machine.values(node.args)
    named: dict[str, Value] = {}
    for keyword in node.keywords:
        if keyword.arg is not None:
            named[keyword.arg] = machine.value(keyword.value)
            continue
        more = machine.value(keyword.value)
        if not isinstance(more, dict):
            raise Refusal("program-type", say("This is {value}, not a dict.", value=said(more)))
        named |= {str(key): value for key, value in more.items()}
    given = [*positional, *named.values()]
    written = dotted(node.func) or ""

    def run() -> Value:
        return _written(machine, function, positional, named, written)

    machine.updates = machine.source.updating.get(id(node), 0)
    try:
        key = written if written != _own(function) else ""  # by its own name it is chosen for below
        return chosen(machine, key, given, run, known=isinstance(function, Known))
    except Stopped as stopped:
        stopped.node = stopped.node or node
        raise
    except Opaque as fault:
        if fault.node is None and begins(machine, fault):
            return begun(machine, fault, given, name=written)
        if not fault.choices:
            fault.node = node
            fault = offered(machine, fault)
        raise _placed(machine, fault, node) from None
    except Refusal as fault:
        raise _placed(machine, fault, node) from None


def _written(
    machine: Machine, function: Value, positional: Sequence[Value], named: Mapping[str, Value], written: str
) -> Value:
    """What a call gives; one that cannot be followed is chosen for by the name that the program has for it."""
    try:
        return called(machine, function, positional, named)
    except Opaque as fault:
        if fault.node is None and fault.key == _own(function) and written:
            if not isinstance(function, Unknown) or written in machine.chosen:
                fault.key = written
            if isinstance(function, Known) and function.receiver is None and fault.code == "program-call":
                fault.rename(written)
        raise


def _own(function: Value) -> str:
    """The name by which calls of a function can be chosen for, wherever they stand."""
    if isinstance(function, Known) and is_layer(function.path):
        return ""  # it makes a layer, and it is the layer that is chosen for
    if isinstance(function, (Known, Unknown)):
        return function.path
    return function.key if isinstance(function, Layer) else ""


def called(machine: Machine, function: Value, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """What a function gives for these values, or what was chosen for it."""
    given = [*positional, *named.values()]

    def run() -> Value:
        return _called(machine, function, positional, named)

    return chosen(machine, _own(function), given, run, known=isinstance(function, Known))


def applied(machine: Machine, function: Value, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """What a function gives that is not called where its name stands: by ``map``, or as one layer of several."""
    try:
        return called(machine, function, positional, named)
    except Opaque as fault:
        if fault.node is None and begins(machine, fault):
            return begun(machine, fault, [*positional, *named.values()])
        raise


def _called(machine: Machine, function: Value, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    match function:
        case Known(path, receiver):
            return _known(machine, path, [*([] if receiver is None else [receiver]), *positional], named)
        case Batched():
            return run_batched(machine, function, positional, named)
        case Partial(inner, before, more):
            return called(machine, inner, [*before, *positional], {**more, **named})
        case Defined():
            return run_defined(machine, function, positional, named)
        case Blueprint():
            return make(machine, function, positional, named)
        case Made():
            return enter(machine, function, positional, named)
        case Method():
            return run_method(machine, function, positional, named)
        case Layer(name, run, _, many):
            first = first_tensor(positional) if many else next(iter(positional), None)
            if not isinstance(first, Tensor) or ((len(positional) > 1 or named) and not many):
                raise Refusal("program-argument", say("{name} takes one tensor.", name=name))
            return run(*positional, **named) if many else run(positional[0])
        case Unknown(path):
            method = machine.methods.get(path.removeprefix("self.")) if path.startswith("self.") else None
            if method is not None:
                return run_defined(machine, method_of(machine, method), positional, named)
            return layer_called(machine, function, positional, [*positional, *named.values()])
        case Token(text):  # torch.Size(…), x.to's relatives, types as functions
            if text.endswith("Size") and positional:
                return tuple(machine.entries(positional[0], machine.source.tree))
            if len(positional) == 1 and isinstance(positional[0], (int, float, Tensor)):
                return positional[0]  # np.int64(1)
            return Token(text)
        case _:
            raise Refusal("program-call", say("This cannot be called: it is {value}.", value=said(function)))


def _known(machine: Machine, path: str, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    if (builtin := BUILTIN_CALLS.get(path) or SURROUNDING_CALLS.get(path)) is not None:
        return builtin(machine, positional, named)
    plain = OF_NUMBERS.get(path.removeprefix("jax."))
    if plain is not None and not any(isinstance(value, Tensor) for value in (*positional, *named.values())):
        return plain(machine, positional, named)
    functions = machine.tables.functions
    name = path.rpartition(".")[2]
    entry, library = entry_of(functions, path)
    if entry is not None and library is None:
        owner = positional[0] if positional else None
        own = owner.library if isinstance(owner, Tensor) else machine.library
        return entry.call(positional, named, machine.budget, own)
    if entry is not None and path in WRITING and positional and isinstance(target := positional[0], Tensor):
        changed = entry.call(positional, named, machine.budget, target.library)
        assert isinstance(changed, Tensor)  # noqa: S101 — that is what these rows give
        write(machine, target, changed, target.label, machine.source.tree)
        return None
    if entry is not None and library is not None:
        return _of_library(entry.call(_as_library(positional, library), named, machine.budget, library), library)
    if name.endswith("_") and positional and isinstance(positional[0], Tensor):
        return _in_place(machine, path, positional[0], positional[1:], named)
    passing = passes(machine, path, positional, named)
    if passing is not None:
        return passing
    x = first_tensor([*positional, *named.values()])
    raise Opaque("program-call", not_known(unknown(path), x is not None), x, hint=nearest(path, functions))


def _in_place(machine: Machine, path: str, x: Tensor, positional: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``x.add_(1)``: what ``x.add(1)`` gives is written into ``x``."""
    name = path.rpartition(".")[2]
    if name == "requires_grad_":
        return x
    if name in ("zero_", "fill_"):
        value = positional[0] if name == "fill_" and positional else 0
        changed: Value = as_kind_of(x, filled(x, value, x.shape))
    elif name == "copy_" and positional and isinstance(positional[0], Tensor):
        changed = expand(positional[0], x.shape)
    else:
        changed = _known(machine, path.removesuffix("_"), [x, *positional], named)
    if isinstance(changed, Tensor) and changed.storage is x.storage:
        return exchange(machine, x, changed)  # another shape for the same memory: x is that now
    if not isinstance(changed, Tensor) or changed.shape != x.shape:
        raise Opaque("program-call", not_known(unknown(path), True), x)
    return write(machine, x, changed, x.label, machine.source.tree)


def _as_library(values: Sequence[Value], library: Library) -> list[Value]:
    """Tensors as the library takes them in: its functions turn others into its own."""
    return [_of_library(value, library) for value in values]


def _of_library(value: Value, library: Library) -> Value:
    if isinstance(value, Tensor) and value.library != library:
        tensor = same_cells(value, strides=value.strides, view=True)
        tensor.library = library
        tensor.keep(value.worked)
        return tensor
    if isinstance(value, (list, tuple)) and any(isinstance(entry, Tensor) for entry in value):
        return type(value)(_of_library(entry, library) for entry in value)
    return value


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
    pieces = node.args[0] if node.args else None
    if fault.piece is not None and isinstance(pieces, (ast.List, ast.Tuple)):
        starred = any(isinstance(piece, ast.Starred) for piece in pieces.elts)
        if not starred and fault.piece < len(pieces.elts):
            fault.span = machine.source.span(pieces.elts[fault.piece])
            return fault
    fault.span = Span(*machine.source.span(node))
    return fault
