"""Layers that a program calls and does not define: some leave cells where they are, others mix a whole axis."""

import ast
from collections.abc import Sequence

from app.core.errors import say
from app.core.program.libraries.passing import is_scaling, scaled
from app.core.program.machine import Machine
from app.core.program.refusal import Refusal
from app.core.program.tensor import Tensor
from app.core.program.values import Unknown, Value


class Stopped(Exception):  # noqa: N818 — a choice, not an error: the program ends before a layer
    """Raised where a layer was chosen to end the program; ``tensor`` is what it was given."""

    def __init__(self, tensor: Tensor) -> None:
        super().__init__()
        self.tensor = tensor
        self.node: ast.Call | None = None


def layer_called(machine: Machine, path: str, positional: Sequence[Value]) -> Value:
    """What a layer makes of its first tensor.

    Raises:
        Refusal: ``program-mixes`` with the two choices, where it may mix an axis and nothing was chosen.
        Stopped: where the choice is to end the program here.
    """
    if path.startswith("ctx."):
        return None  # what an autograd function keeps for its way back
    x = next((each for each in positional if isinstance(each, Tensor)), None)
    if x is None:
        if path.rpartition(".")[0].startswith("torch.nn") or not positional:
            return Unknown(path)
        raise Refusal("program-call", say("{name} is not defined in the program, and is given no tensor.", name=path))
    chosen = machine.given.get(path)
    if chosen == "stop":
        raise Stopped(x)
    if chosen == "pass":
        return scaled(x, path, say("{name} is treated as if it passed cells through", name=path))
    if is_scaling(path):
        return scaled(x, path)
    raise offered(
        machine,
        path,
        Refusal("program-mixes", say("{name} mixes a whole axis: which cell goes where ends at it.", name=path)),
    )


def offered(machine: Machine, path: str, fault: Refusal) -> Refusal:
    """The error with the two choices there are: to treat what mixes as passing through, or to stop before it."""
    fault.hint = say("treat it as passing through, {name}=pass, or stop before it, {name}=stop", name=path)
    kept = [f"{name}={_text(value)}" for name, value in machine.typed.items()]
    fault.repair = {"values": ",".join([*kept, f"{path}=pass"])}
    return fault


def _text(value: Value) -> str:
    """A given value as it is written."""
    return "(" + " ".join(map(str, value)) + ")" if isinstance(value, tuple) else str(value)
