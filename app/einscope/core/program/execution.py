"""Goes through the statements of a frame: what it is called with, and what it returns or shows."""

from einscope.core.program.frames import Frame
from einscope.core.program.run.incoming import lists_of
from einscope.core.program.run.machine import Machine
from einscope.core.program.run.record import Record
from einscope.core.program.run.shown import parted, value_of_shown
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Unknown, Value


def executed(machine: Machine, frame: Frame, record: Record) -> Value:
    """What the frame returns, or the value of its last line; None where it only assigns."""
    for argument, default in frame.parameters:
        if default is not None:
            machine.scope.names[argument.arg] = machine.value(default)
        if argument.arg in machine.given:
            machine.scope.names[argument.arg] = machine.given[argument.arg]
        elif default is None:  # it is called, as a layer or a function is
            machine.scope.names[argument.arg] = Unknown(argument.arg)
            machine.parameters.add(argument.arg)
    if frame.function is not None:
        rest = frame.function.args
        if rest.vararg is not None:
            machine.scope.names.setdefault(rest.vararg.arg, ())
        if rest.kwarg is not None:
            machine.scope.names.setdefault(rest.kwarg.arg, {})
    else:
        incoming = {name: x for name, x in machine.given.items() if isinstance(x, Tensor)}
        machine.scope.names.update({**incoming, **lists_of(incoming)})
    before, shown = parted(frame.body)
    flow = None
    for node in before:
        machine.at = node
        flow = machine.run([node])
        if flow is not None:
            break
    if flow is None and shown:
        machine.at = shown[0]
        return value_of_shown(machine, shown, record)
    if flow is None or flow.kind != "return":
        return None
    record.at = flow.node
    return flow.value
