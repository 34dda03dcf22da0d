"""Calls that are about how a program is run, not about cells: what they say here, and those that say nothing."""

import ast
from collections.abc import Mapping, Sequence

from einscope.core.errors import PatternError, say
from einscope.core.program.language.builtins.operands import Call
from einscope.core.program.language.names import callee, dotted
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Known, Unknown, Value

_NOT_SO = (
    "torch.jit.is_scripting",
    "torch.jit.is_tracing",
    "torch.onnx.is_in_onnx_export",
    "torch.cuda.is_available",
    "torch.backends.mps.is_available",
    "torch.compiler.is_compiling",
    "torch._dynamo.is_compiling",
    "torch.is_autocast_enabled",
    "torch.is_grad_enabled",
    "torch.are_deterministic_algorithms_enabled",
    "torch.distributed.is_available",
    "torch.distributed.is_initialized",
)
_OF_CHECKPOINTS = ("torch.utils.checkpoint.checkpoint",)
_LOGGER = "logger"

_QUIET = ("warnings.", "logging.", "torch.cuda.", "torch.backends.", "torch.random.", "numpy.random.seed", "builtins.")
_QUIET_NAMES = frozenset({"manual_seed", "seed", "set_grad_enabled", "set_printoptions", "graph_break", "seed_all"})
_QUIET_ROOTS = frozenset({_LOGGER, "log", "_logger", "LOGGER", "LOG", "logging", "warnings"})
_QUIET_METHODS = frozenset({"register_hook", "retain_grad"})
_ASSERTING = frozenset({"_assert", "_check", "torch_assert"})


def _no(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return False


def _logger(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    return Unknown(_LOGGER)


def _checkpointed(machine: Machine, values: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """``checkpoint(f, x)`` is ``f(x)``, worked out again where it is needed."""
    if not values:
        raise Refusal(
            "program-argument", say("{name} needs the argument '{argument}'.", name="checkpoint", argument="function")
        )
    own = ("use_reentrant", "preserve_rng_state", "context_fn", "determinism_check", "debug")
    return machine.tables.call(
        machine, values[0], values[1:], {name: value for name, value in named.items() if name not in own}
    )


SURROUNDING_CALLS: Mapping[str, Call] = {
    **dict.fromkeys(_NOT_SO, _no),
    **dict.fromkeys(_OF_CHECKPOINTS, _checkpointed),
    "logging.getLogger": _logger,
}
"""By path."""


def is_quiet(machine: Machine, node: ast.Call) -> bool:
    """Whether a call for its own sake only speaks, or sets something that no cell depends on.

    Raises:
        Refusal: ``program-assert``, where it asserts what is not so.
    """
    path = dotted(node.func)
    if path is None:
        return False
    root, _, _ = path.partition(".")
    name = path.rpartition(".")[2]
    try:
        function = callee(machine, node.func)
    except PatternError:
        return name in _QUIET_METHODS
    if not isinstance(function, (Known, Unknown)):
        return False
    if name in _ASSERTING or (name.startswith("_check_") and root == "torch"):
        _refuse_false(machine, node)
        return True
    if isinstance(function, Unknown):
        return root in _QUIET_ROOTS or function.path.partition(".")[0] == _LOGGER
    quiet = function.path.startswith(_QUIET) and (not function.path.startswith("builtins.") or name == "print")
    return quiet or (name in _QUIET_NAMES and function.receiver is None)


def _refuse_false(machine: Machine, node: ast.Call) -> None:
    try:
        holds = machine.value(node.args[0]) if node.args else True
    except PatternError:
        return  # what it asserts cannot be told
    if not isinstance(holds, (Tensor, Unknown)) and not holds:
        raise Refusal("program-assert", say("This assertion fails."))
