"""What a program is given and never reads."""

import ast
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from einscope.core.errors import PatternError, say
from einscope.core.judge.verdict import Verdict
from einscope.core.judge.verdict.note import Note
from einscope.core.limits import Limits
from einscope.core.program.interpreter import Runner
from einscope.core.program.language.names import dotted
from einscope.core.program.question import Asked
from einscope.core.program.run.result import Program
from einscope.core.program.run.source import Source


def notes_with_unread(
    verdict: Verdict, program: Program, notes: Callable[[Verdict], tuple[Note, ...]]
) -> tuple[Note, ...]:
    """The notes on a verdict; cells of an input that is never read are not dropped on the way, so it is named instead.

    Args:
        verdict: on the program.
        program: the result of a run.
        notes: says a verdict.

    >>> from einscope.core.program import run
    >>> program = run("x = z.t()", {"x": (2,), "z": (2, 3)}, {}, Limits())
    >>> said = notes_with_unread(Verdict(dropped=2), program, lambda verdict: ())
    >>> [str(note.text) for note in said]
    ['x is never read.']
    """
    unread = [tensor for tensor in program.inputs if tensor.name in program.unread]
    remarks = [Note(say("{name} is never read.", name=tensor.name), False) for tensor in unread]
    if not unread or not verdict.dropped:
        return (*remarks, *notes(verdict))
    rest = verdict.dropped - sum(tensor.cells for tensor in unread)
    if rest:
        read = [tensor for tensor in program.inputs if tensor not in unread]
        text = say(
            "{count} of {cells} cells of {names} are dropped.",
            count=rest,
            cells=sum(tensor.cells for tensor in read),
            names=", ".join(tensor.name for tensor in read),
        )
        remarks.append(Note(text, False))
    return (*remarks, *notes(replace(verdict, dropped=0)))


def needless(asked: Asked, unread: Collection[str], limits: Limits) -> tuple[str, ...]:
    r"""Names of tensors and values that may be left out: the program does not need them.

    Args:
        asked: the program and what it is given.
        unread: names of inputs that its run did not read.
        limits: of a run.

    Cost: O(nodes), and that of another run where an input was not read.

    >>> asked = Asked("x = z.t()", {"x": (2,), "z": (2, 3)}, {"n": 2}, "")
    >>> needless(asked, (), Limits()), needless(asked, ("x",), Limits())
    (('n',), ('n', 'x'))
    >>> needless(Asked("p = 2\ny = x.view(p, -1)", {"x": (4,)}, {"p": 4}, ""), (), Limits())
    ('p',)
    """
    try:
        tree = Source(asked.code, limits).tree
    except PatternError:
        return ()
    spoken = set(_names(tree))
    absent = [name for name in (*asked.shapes, *asked.values) if name.split(".")[-1] not in spoken]
    absent += _own(asked, tree, limits)
    more = tuple(name for name in unread if name not in absent)
    if not more:
        return tuple(absent)
    shapes = {name: shape for name, shape in asked.shapes.items() if name not in more}
    try:
        replace(asked, shapes=shapes).run(limits)
    except PatternError:  # what did not run this time is asked for all the same
        return tuple(absent)
    return (*absent, *more)


def _own(asked: Asked, tree: ast.AST, limits: Limits) -> list[str]:
    """Values that the program sets itself: ``self.p``, where its ``__init__`` does."""
    stored = {
        dotted(node)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store)
    }
    own = [name for name in asked.values if name in stored]
    rest = {name: value for name, value in asked.values.items() if name not in own}
    try:
        if own:
            Runner(asked.code, limits, asked.library, asked.entry, asked.output).run(asked.shapes, rest)
    except PatternError:
        return []
    return own


def _names(tree: ast.AST) -> Iterator[str]:
    """Every name in a program, whatever it means there."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.Constant(value=str(text)):
                yield text  # getattr(self, "name")
