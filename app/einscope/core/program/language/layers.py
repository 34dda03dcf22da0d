"""Calls through which cells cannot be followed: what is said of them, and what a person may choose instead."""

import ast
from collections.abc import Callable, Sequence

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields.dotted import DOTTED
from einscope.core.plan import Shape
from einscope.core.program.libraries.homes import nearest
from einscope.core.program.libraries.layers.passing import is_scaling, scaled
from einscope.core.program.libraries.modules import BUILTINS, PREDEFINED
from einscope.core.program.run.machine import Machine, is_shape
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import (
    Extremes,
    Unknown,
    Value,
    every_tensor,
    first_tensor,
    shape_text,
    written,
)

_PASS = say("assume that it keeps every cell in place")
_ASSUME = say("assume that it keeps every cell in place, if it keeps the shape")
_SKIP = say("skip it: what it is given goes on as it is")
_STOP = say("end the program before it")


class Stopped(Exception):  # noqa: N818 — a choice, not an error: the program ends before a call
    """Raised where a call was chosen to end the program; ``tensor`` is what it was given, if it was given one."""

    def __init__(self, name: str, tensor: Tensor | None) -> None:
        super().__init__()
        self.name = name
        self.tensor = tensor
        self.node: ast.Call | None = None


def layer_called(machine: Machine, function: Unknown, positional: Sequence[Value], given: Sequence[Value]) -> Value:
    """What something that is not known makes of what it is given: of no arguments, something that is not known either.

    Raises:
        Opaque: ``program-call``, where it is given something; what is left in its place of a layer of the program
            stays where its name says so.
    """
    if function.path.startswith("ctx."):
        return None  # what an autograd function keeps for its way back
    x = first_tensor(given)
    if x is None and not positional:
        return Unknown(function.path, function.origin, result=True)
    own = _is_own(machine, function)
    updated = tuple(value for value in positional[: machine.updates] if isinstance(value, Tensor))
    updated = updated if len(updated) == machine.updates else ()  # q, k = f(q, k, …): f may well keep their shapes
    if x is not None and own and is_scaling(function.path):
        remark = say("{name} is assumed to keep every cell in place, as layers of that name do", name=function.path)
        return tuple(scaled(tensor, function.path, remark) for tensor in updated) or scaled(x, function.path, remark)
    layer = own or function.path.startswith("torch.nn.")
    hint = None if own else nearest(function.path, [*PREDEFINED, *BUILTINS])
    fault = Opaque("program-call", _not_known(machine, function, x is not None, own), x, assumable=layer, hint=hint)
    if updated:
        fault.updated, fault.assumable = updated, True
    raise fault


def _is_own(machine: Machine, function: Unknown) -> bool:
    """Whether it is a layer that the program was given: of ``self``, or a parameter."""
    root = function.path.partition(".")[0]
    return not function.origin and (root in ("self", "cls") or root in machine.parameters)


def _not_known(machine: Machine, function: Unknown, cells: bool, own: bool) -> Sentence:
    name, maker = function.path, machine.makers.get(function.path)
    if own and maker:
        return not_known(say("{name} is {maker}(…), which is not known here", name=name, maker=maker), cells)
    if own:
        return not_known(say("{name} is not defined in the program", name=name), cells)
    if function.origin:
        return not_known(say("{name} (from {module}) is not known here", name=name, module=function.origin), cells)
    return not_known(unknown(name), cells)


def unknown(name: str) -> Sentence:
    """That a function is not known."""
    return say("{name} is not known here", name=name)


def not_known(what: Sentence, cells: bool) -> Sentence:
    """What follows from it; ``cells``: whether it is given some."""
    if cells:
        return say("{what}: what it does to cells is unknown.", what=what)
    return say("{what}: its result is unknown.", what=what)


def chosen(machine: Machine, key: str, given: Sequence[Value], run: Callable[[], Value], known: bool) -> Value:
    """What a call gives, or what was chosen for it by its name.

    Args:
        machine: whose choices they are.
        key: the name.
        given: all it is called with.
        run: the call.
        known: whether it is a function of a library, which nobody but the library can say anything about.

    Raises:
        Stopped: where the choice is to end the program here.
        PatternError: ``program-pass`` in the field ``values``, where it cannot be treated as keeping every place.
    """
    word = machine.chosen.get(key)
    x = first_tensor(given)
    if word == "stop":
        raise Stopped(key, x)
    try:
        result = run()
    except Opaque as fault:
        fault.key = fault.key or key
        if word is None or fault.key != key:
            raise
        return _as_chosen(machine, key, word, fault, given)
    if word is not None and known and not (isinstance(result, Tensor) and x is not None and result.map == x.map):
        raise PatternError(
            "program-pass",
            say("{name} cannot be assumed to keep every cell in place: what it does is known.", name=key)
            if word == "pass"
            else say("There is nothing to choose for {name}: what it does is known.", name=key),
            field="values",
            hint=say("remove {name}={word}", name=key, word=word if isinstance(word, str) else written({key: word})),
            repair={"values": _values(machine, key, None)},
        )
    return result


def _as_chosen(machine: Machine, key: str, word: Value, fault: Opaque, given: Sequence[Value]) -> Value:
    """What is put in the place of a call that cannot be followed."""
    if word == "pass":
        if not (fault.passable or fault.told) or fault.x is None:
            raise _impossible(machine, key, fault)
        if fault.told:
            machine.assumed.add(key)
        if fault.updated:
            return tuple(scaled(tensor, key, _remark(fault, key)) for tensor in fault.updated)
        kept = scaled(fault.x, key, _remark(fault, key))
        return Extremes((kept, kept)) if fault.pair else kept
    if word == "skip" and fault.x is not None:
        machine.budget.remark(say("{name} is skipped: what it is given goes on as it is", name=key))
        return fault.updated or fault.x
    shape = fault.gives if word == "new" else word
    if not is_shape(shape) or machine.anew is None:
        raise fault
    if fault.gives is not None and shape != fault.gives:
        raise PatternError(
            "program-pass",
            say("{name} gives {shape} here, not {wanted}.", name=key, **_shapes(fault.gives, word)),
            field="values",
            repair={"values": _values(machine, key, None)},
        )
    return begun(machine, fault, given, shape)


def begins(machine: Machine, fault: Opaque) -> bool:
    """Whether the cells of a call's result are numbered anew without a word: its shape is known, and another one."""
    return machine.anew is not None and fault.gives is not None and not fault.keeps


def begun(machine: Machine, fault: Opaque, given: Sequence[Value], shape: Value = None, name: str = "") -> Value:
    """What a call gives whose cells cannot be followed: tensors with numbers of their own.

    Args:
        machine: whose run it is.
        fault: of the call.
        given: all it is called with.
        shape: of the result; None: as it is known.
        name: of what is called; empty: that by which there is a choice.
    """
    read = every_tensor([fault.x, *given])
    called = name if name.endswith("]") else f"{name or fault.key.removeprefix('torch.')}(…)"

    def new(own: Shape) -> Tensor:
        if machine.anew is None:
            raise fault
        return machine.anew(machine, called, own, fault.message, read)

    if shape is not None and shape != fault.gives and isinstance(shape, tuple):
        if fault.updated:
            return tuple(new(shape) for _ in fault.updated)
        return Extremes((new(shape), new(shape))) if fault.pair else new(shape)
    return fault.result(new, fault.gives or ())


def _remark(fault: Opaque, key: str) -> Sentence:
    if fault.told:
        return say("{name} is taken to keep every cell in place, as was chosen", name=key)
    if fault.keeps:
        return say("{name} mixes cells; they are shown in place", name=key)
    return say("{name} is assumed to keep the shape, and every cell in place", name=key)


def _impossible(machine: Machine, key: str, fault: Opaque) -> PatternError:
    if fault.gives is None:
        message = say(
            "{name} cannot be assumed to keep every cell in place: nothing says that it keeps the shape.", name=key
        )
        repair = next((mend for _, mend in _choices(machine, fault, key)), {})
        hint = say("end the program before it: {name}=stop", name=key)
    else:
        shapes = _shapes(fault.gives, fault.x.shape if fault.x else ())
        message = say(
            "{name} cannot be assumed to keep every cell in place: it turns {wanted} into {shape}.", name=key, **shapes
        )
        repair = {"values": _values(machine, key, None)}
        hint = say("remove {name}={word}", name=key, word="pass")
    return PatternError("program-pass", message, field="values", hint=hint, repair=repair)


def _shapes(shape: Value, wanted: Value) -> dict[str, str]:
    return {
        "shape": shape_text(shape) if isinstance(shape, tuple) else "()",
        "wanted": shape_text(wanted) if isinstance(wanted, tuple) else str(wanted),
    }


def offered(machine: Machine, fault: Opaque) -> Opaque:
    """The error with the choices there are: to treat it as keeping every place where that may be, or to stop before."""
    fault.choices = _choices(machine, fault, fault.key) if DOTTED.fullmatch(fault.key) else []
    fault.repair = dict(fault.choices[0][1]) if fault.choices else {}
    return fault


def _choices(machine: Machine, fault: Opaque, key: str) -> list[tuple[Sentence, dict[str, str]]]:
    """To keep every place where that may be, to number cells anew, to skip the call, to end the program before it.

    What is surely true comes first: of a call of which nothing is known, that the program ends before it.
    """
    stop = [(_STOP, {"values": _values(machine, key, "stop")})] if fault.x is not None or machine.has_tensors else []
    new: list[tuple[Sentence, dict[str, str]]] = []
    shapes = (fault.gives, fault.likely, None if fault.x is None else fault.x.shape)
    shape = next((candidate for candidate in shapes if candidate is not None), None)
    if machine.anew is not None and shape is not None:
        word: Value = shape if fault.gives is None else "new"
        new = [(say("go on with a new tensor of shape {shape}", shape=shape_text(shape)), _chosen(machine, key, word))]
    if fault.passable:
        return [(_PASS if fault.keeps else _ASSUME, _chosen(machine, key, "pass")), *new, *stop]
    if fault.inner is not None and fault.inner.passable and DOTTED.fullmatch(fault.inner.key):
        kind = fault.inner
        assumption = say("assume that {name} keeps every cell in place", name=kind.key)
        return [(assumption, {"values": _values(machine, kind.key, "pass", without=key)}), *new, *stop]
    skip = [(_SKIP, _chosen(machine, key, "skip"))] if fault.x is not None else []
    return [*stop, *new, *skip]


def _chosen(machine: Machine, key: str, word: Value) -> dict[str, str]:
    return {"values": _values(machine, key, word)}


def _values(machine: Machine, key: str, word: Value, without: str = "") -> str:
    """The given values with a choice, as they are written."""
    kept = {name: value for name, value in machine.typed.items() if name not in (key, without)}
    return written({**kept, **({} if word is None else {key: word})})
