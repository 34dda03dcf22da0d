"""A program as a side of a comparison."""

from collections.abc import Sequence

from einscope.core.judge.difference import Compared
from einscope.core.map import Nothing
from einscope.core.plan import arranged
from einscope.core.program.answer.judged import Judged
from einscope.core.program.answer.part import maps_of
from einscope.core.program.picture.line import plain_tensors
from einscope.core.program.run.axes import Names
from einscope.core.program.run.result import Program


def compared(program: Program, names: Sequence[Names], found: Judged) -> Compared:
    """What a comparison asks of a program.

    Args:
        program: the result of a run.
        names: of the axes of all inputs and tensors.
        found: what the program does to its cells as a whole.

    Cost: O(inputs · rank).

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> from einscope.core.program.answer.judged import judged
    >>> from einscope.core.program.run.axes import axis_names
    >>> code = "y = x.t()"
    >>> program = run(code, {"x": (2, 3)}, {}, Limits())
    >>> names = axis_names(program, code)
    >>> side = compared(program, names, judged(program, names[0], Limits()))
    >>> side.names, side.output.shape, side.plan.pattern
    (('x',), (3, 2), 'i j -> j i')
    """
    output = program.output
    count = len(program.inputs)
    tensors, axes = plain_tensors(program, names, (*range(count), count + len(program.tensors) - 1))
    plan = found.plan if found.since is None else None
    return Compared(
        inputs=plan.inputs if plan else tensors[:-1] or (arranged("", (), (), ()),),
        output=plan.output if plan else tensors[-1],
        axes=plan.axes if plan else axes,
        maps=maps_of(program, output) if count else (Nothing(output.cells),),
        names=tuple(source.name for source in program.inputs) or ("",),
        plan=plan,
        changes=found.changes,
        begun=tuple(source.line for source in program.begun if source.line is not None),
    )
