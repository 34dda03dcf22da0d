"""A program as a state that can be compared."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from einscope.core.address import Address
from einscope.core.comparison.state import Comparable
from einscope.core.comparison.variants import program_variants
from einscope.core.errors import PatternError
from einscope.core.judge.difference import Compared
from einscope.core.judge.verdict import Verdict
from einscope.core.limits import Limits
from einscope.core.map import Nothing
from einscope.core.plan import Shape, arranged
from einscope.core.program.answer.judged import Judged, judged_whole
from einscope.core.program.answer.part import maps_of
from einscope.core.program.names import Names
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture.line import plain_tensors
from einscope.core.program.question import PROGRAM, Asked, asked
from einscope.core.program.run.result import Program


@dataclass(frozen=True)
class ComparableProgram:
    """A program, and what came of its run.

    >>> from einscope.core.limits import DEFAULT_LIMITS as limits
    >>> question = asked({"code": "y = x.permute(1, 0)", "shape": "x:2,3"}, limits)
    >>> state = ComparableProgram(question, question.run(limits), limits)
    >>> [text for text, _ in state.variants()], state.on((4, 5)).compared.output.shape
    (['y = x.permute(0, 1)'], (5, 4))
    """

    question: Asked
    program: Program
    limits: Limits

    @property
    def address(self) -> Address:
        """See :class:`Comparable`."""
        return Address(PROGRAM.name, self.question.texts())

    @cached_property
    def names(self) -> tuple[Names, ...]:
        """Of the axes of all inputs and tensors."""
        return axis_names(self.program, self.question.code)

    @cached_property
    def judged(self) -> Judged:
        """What it does to its cells as a whole."""
        return judged_whole(self.program, self.names, self.limits, self.question.code)

    @cached_property
    def compared(self) -> Compared:
        """See :class:`Comparable`."""
        return compared(self.program, self.names, self.judged)

    @cached_property
    def bare(self) -> Compared:
        """See :class:`Comparable`."""
        return compared(self.program, self.names, Judged(Verdict()))

    def variants(self) -> Iterator[tuple[str, Callable[[], Comparable]]]:
        """See :class:`Comparable`."""
        for variant in program_variants(self.question.code, self.limits):
            yield variant.line, partial(self._changed, {"code": variant.code})

    def on(self, shape: Shape) -> Comparable | None:
        """See :class:`Comparable`."""
        inputs = [source.name for source in self.program.inputs if source.line is None]
        if len(inputs) != 1:
            return None
        try:
            return self._changed({"shape": f"{inputs[0]}:{','.join(map(str, shape))}"})
        except PatternError:
            return None

    def _changed(self, texts: Mapping[str, str]) -> Comparable:
        question = replace(asked({**self.question.texts(), **texts}, self.limits), data=self.question.data)
        return ComparableProgram(question, question.at_once(self.limits), self.limits)


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
    >>> from einscope.core.program.names.axes import axis_names
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
