"""``try`` and ``match``: what runs, told by known values."""

import ast

from einscope.core.errors import PatternError, say
from einscope.core.program.language.builtins.kinds import is_a
from einscope.core.program.language.names import dotted
from einscope.core.program.language.operators import equal, truth
from einscope.core.program.refusal import Refusal
from einscope.core.program.run.machine import Flow, Machine
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Known, Token, Value, said

_EVERY = ("Exception", "BaseException")


def attempt(machine: Machine, node: ast.stmt) -> Flow | None:
    """``try``: its body runs; a handler only for what the program raises itself.

    What is refused here need not be an error in Python, so that nothing catches it.
    """
    assert isinstance(node, ast.Try)  # noqa: S101 — by the table
    try:
        flow = machine.run(node.body)
        if flow is None:
            flow = machine.run(node.orelse)
    except PatternError as fault:
        handler = _handler(fault, node.handlers)
        if handler is None:
            raise
        if handler.name is not None:
            machine.scope.names[handler.name] = Token("error")
        flow = machine.run(handler.body)
    last = machine.run(node.finalbody)
    return last if last is not None else flow


def _handler(fault: PatternError, handlers: list[ast.ExceptHandler]) -> ast.ExceptHandler | None:
    """The first handler, where it is surely for what the program raised: of that name, or for everything.

    Whether one kind of error is another is not looked into.
    """
    raised = fault.raised if isinstance(fault, Refusal) else None
    if raised is None or not handlers:
        return None
    first = handlers[0]
    kinds = first.type.elts if isinstance(first.type, ast.Tuple) else [first.type]
    names = {None if kind is None else dotted(kind) for kind in kinds}
    return first if names & {None, raised, *_EVERY} else None


def match(machine: Machine, node: ast.stmt) -> Flow | None:
    """``match``: the first case that fits a known value."""
    assert isinstance(node, ast.Match)  # noqa: S101 — by the table
    value = machine.value(node.subject)
    for case in node.cases:
        machine.budget.spend(1)
        bound: dict[str, Value] = {}
        if not _fits(machine, case.pattern, value, bound):
            continue
        machine.scope.names.update(bound)
        if case.guard is None or truth(machine.value(case.guard)):
            return machine.run(case.body)
    return None


def _fits(machine: Machine, pattern: ast.pattern, value: Value, bound: dict[str, Value]) -> bool:
    machine.budget.spend(1)
    match pattern:
        case ast.MatchValue(value=wanted):
            return _equals(machine, machine.value(wanted), value)
        case ast.MatchSingleton(value=wanted):
            return value is wanted
        case ast.MatchAs(pattern=inner, name=name):
            fits = inner is None or _fits(machine, inner, value, bound)
            if fits and name is not None:
                bound[name] = value
            return fits
        case ast.MatchOr(patterns=patterns):
            return any(_fits(machine, alternative, value, bound) for alternative in patterns)
        case ast.MatchSequence(patterns=patterns):
            return isinstance(value, (tuple, list)) and _fits_each(machine, patterns, list(value), bound)
        case ast.MatchClass(cls=kind, patterns=[], kwd_patterns=[]):
            expected = machine.value(kind)
            if not isinstance(expected, (Known, Token)):
                raise Refusal("program-type", say("This cannot be called: it is {value}.", value=said(expected)))
            return is_a(value, expected)
        case _:
            raise Refusal("program-node", say("{kind} is not supported in programs.", kind=type(pattern).__name__))


def _equals(machine: Machine, wanted: Value, value: Value) -> bool:
    if isinstance(value, Tensor):
        raise Refusal(
            "program-unknown-values", say("This depends on the values in a tensor; only where its cells go is known.")
        )
    return equal(machine, wanted, value)


def _fits_each(machine: Machine, patterns: list[ast.pattern], values: list[Value], bound: dict[str, Value]) -> bool:
    star = next((at for at, part in enumerate(patterns) if isinstance(part, ast.MatchStar)), None)
    if star is None:
        pairs = list(zip(patterns, values, strict=False))
        fits = len(patterns) == len(values)
    else:
        after = len(patterns) - star - 1
        fits = len(values) >= len(patterns) - 1
        end = len(values) - after
        pairs = [*zip(patterns[:star], values, strict=False), *zip(patterns[star + 1 :], values[end:], strict=False)]
        rest = patterns[star]
        if fits and isinstance(rest, ast.MatchStar) and rest.name is not None:
            bound[rest.name] = values[star:end]
    return fits and all(_fits(machine, part, value, bound) for part, value in pairs)
