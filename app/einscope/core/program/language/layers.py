"""Calls through which cells cannot be followed: what is said of them, and what a person may choose instead."""

import ast
from collections.abc import Callable, Sequence

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields.dotted import DOTTED
from einscope.core.program.libraries.homes import nearest
from einscope.core.program.libraries.layers.passing import is_scaling, scaled
from einscope.core.program.libraries.modules import BUILTINS, PREDEFINED
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.opaque import Opaque
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Extremes, Unknown, Value, first_tensor, shape_text, written

_PASS = say("assume that it keeps every cell in place")
_ASSUME = say("assume that it keeps every cell in place, if it keeps the shape")
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
    if x is not None and own and is_scaling(function.path):
        remark = say("{name} is assumed to keep every cell in place, as layers of that name do", name=function.path)
        return scaled(x, function.path, remark)
    layer = own or function.path.startswith("torch.nn.")
    hint = None if own else nearest(function.path, [*PREDEFINED, *BUILTINS])
    raise Opaque("program-call", _not_known(machine, function, x is not None, own), x, assumable=layer, hint=hint)


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
        found = run()
    except Opaque as fault:
        fault.key = fault.key or key
        if word != "pass" or fault.key != key:
            raise
        if not fault.passable or fault.x is None:
            raise _impossible(machine, key, fault) from None
        found = scaled(fault.x, key, _remark(fault, key))
        return Extremes((found, found)) if fault.pair else found
    if word == "pass" and known and not (isinstance(found, Tensor) and x is not None and found.map == x.map):
        raise PatternError(
            "program-pass",
            say("{name} cannot be assumed to keep every cell in place: what it does is known.", name=key),
            field="values",
            hint=say("remove {name}=pass", name=key),
            repair={"values": _values(machine, key, None)},
        )
    return found


def _remark(fault: Opaque, key: str) -> Sentence:
    if fault.keeps:
        return say("{name} mixes cells; they are shown in place", name=key)
    return say("{name} is assumed to keep the shape, and every cell in place", name=key)


def _impossible(machine: Machine, key: str, fault: Opaque) -> PatternError:
    said = {"name": key, "shape": shape_text(fault.gives or ()), "wanted": shape_text(fault.x.shape if fault.x else ())}
    message = (
        say("{name} cannot be assumed to keep every cell in place: nothing says that it keeps the shape.", **said)
        if fault.gives is None
        else say("{name} cannot be assumed to keep every cell in place: it turns {wanted} into {shape}.", **said)
    )
    repair = next((mend for _, mend in _choices(machine, fault, key)), {})
    hint = say("end the program before it: {name}=stop", name=key)
    return PatternError("program-pass", message, field="values", hint=hint, repair=repair)


def offered(machine: Machine, fault: Opaque) -> Opaque:
    """The error with the choices there are: to treat it as keeping every place where that may be, or to stop before."""
    fault.choices = _choices(machine, fault, fault.key) if DOTTED.fullmatch(fault.key) else []
    fault.repair = dict(fault.choices[0][1]) if fault.choices else {}
    return fault


def _choices(machine: Machine, fault: Opaque, key: str) -> list[tuple[Sentence, dict[str, str]]]:
    found: list[tuple[Sentence, dict[str, str]]] = []
    if fault.passable:
        found.append((_PASS if fault.keeps else _ASSUME, {"values": _values(machine, key, "pass")}))
    elif fault.inner is not None and fault.inner.passable and DOTTED.fullmatch(fault.inner.key):
        kind = fault.inner
        said = say("assume that {name} keeps every cell in place", name=kind.key)
        found.append((said, {"values": _values(machine, kind.key, "pass", without=key)}))
    if fault.x is not None or machine.has_tensors:
        found.append((_STOP, {"values": _values(machine, key, "stop")}))
    return found


def _values(machine: Machine, key: str, word: str | None, without: str = "") -> str:
    """The given values with a choice, as they are written."""
    kept = {name: value for name, value in machine.typed.items() if name not in (key, without)}
    return written({**kept, **({} if word is None else {key: word})})
