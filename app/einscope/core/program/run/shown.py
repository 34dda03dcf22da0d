"""What the last lines of a program show, as at the end of a session: that is its result."""

import ast

from einscope.core.program.run.machine import Machine
from einscope.core.program.run.record import Record
from einscope.core.program.run.results import results
from einscope.core.program.tensor.values import Value


def parted(body: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.Expr]]:
    r"""Statements, and what they end with that shows something: calls of ``print``, or an expression by itself.

    >>> before, shown = parted(ast.parse("y = x.T\nprint(y)\nprint(x)").body)
    >>> len(before), [ast.unparse(each) for each in shown]
    (1, ['print(y)', 'print(x)'])
    """
    shown: list[ast.Expr] = []
    for node in reversed(body):
        if not isinstance(node, ast.Expr) or (shown and not _printed(node)):
            break
        if not isinstance(node.value, ast.Constant):
            shown.insert(0, node)
    return [node for node in body if node not in shown], shown


def _printed(node: ast.Expr) -> list[ast.expr]:
    """What a call of ``print`` prints; nothing where it is none."""
    match node.value:
        case ast.Call(func=ast.Name(id="print" | "display"), args=values):
            return [value for value in values if not isinstance(value, ast.Starred)]
        case _:
            return []


def value_of_shown(machine: Machine, nodes: list[ast.Expr], record: Record) -> Value:
    """The tensors that the last lines show; None where they show none, and what was assigned is the result."""
    values: list[Value] = []
    written: list[ast.expr] = []
    for node in nodes:
        machine.budget.line = node.lineno
        printed = _printed(node)
        for keyword in node.value.keywords if printed and isinstance(node.value, ast.Call) else []:
            machine.value(keyword.value)  # what is not known is refused there too
        values += [machine.value(expression) for expression in printed or [node.value]]
        written += printed or [node.value]
        machine.collect(node)
    node = nodes[-1]
    alone = len(values) == 1
    if not alone or _printed(node):
        node = ast.copy_location(ast.Expr(written[0] if alone else ast.Tuple(written, ast.Load())), node)
    value: Value = values[0] if alone else tuple(values)
    if not results(value, None) and record.last is not None:
        return None
    record.at = node
    return value
