"""All that a program may contain: nodes by their type, functions and methods by their path."""

import ast

from einscope.core.program.language import calls, literals, loops, names, operators, subscripts
from einscope.core.program.language.definitions import classes, functions
from einscope.core.program.language.statements import assignments, branches, statements
from einscope.core.program.libraries.everything import functions as known
from einscope.core.program.run.machine import Tables

_EXPRESSIONS = {
    ast.Constant: literals.constant,
    ast.Tuple: literals.sequence,
    ast.List: literals.sequence,
    ast.Set: literals.sequence,
    ast.Dict: literals.mapping,
    ast.JoinedStr: literals.formatted,
    ast.Name: names.name,
    ast.Attribute: names.attribute,
    ast.Subscript: subscripts.subscript,
    ast.Slice: subscripts.slice_of,
    ast.BinOp: operators.binary,
    ast.UnaryOp: operators.unary,
    ast.BoolOp: operators.logic,
    ast.Compare: operators.compare,
    ast.IfExp: operators.choice,
    ast.ListComp: loops.comprehension,
    ast.GeneratorExp: loops.comprehension,
    ast.DictComp: loops.mapping_comprehension,
    ast.SetComp: loops.set_comprehension,
    ast.Set: literals.distinct,
    ast.Call: calls.call,
    ast.Lambda: functions.function,
    ast.NamedExpr: calls.named_value,
}
_STATEMENTS = {
    ast.Assign: assignments.assign,
    ast.AnnAssign: assignments.assign_hinted,
    ast.AugAssign: assignments.assign_more,
    ast.Expr: statements.expression,
    ast.If: statements.branch,
    ast.For: statements.loop,
    ast.While: statements.while_loop,
    ast.Return: statements.give,
    ast.Break: statements.leave,
    ast.Continue: statements.leave,
    ast.Pass: statements.nothing,
    ast.Delete: statements.forget,
    ast.Global: statements.nothing,
    ast.Assert: statements.check,
    ast.Raise: statements.failing,
    ast.With: statements.with_block,
    ast.Try: branches.attempt,
    ast.Match: branches.match,
    ast.Import: statements.import_module,
    ast.ImportFrom: statements.import_names,
    ast.FunctionDef: statements.define,
    ast.AsyncFunctionDef: statements.define,
    ast.ClassDef: classes.define_class,
}


def language() -> Tables:
    """The tables; what is in none of them is refused."""
    return Tables(_EXPRESSIONS, _STATEMENTS, known(), calls.applied)
