"""What is offered where something is missing, or where what is given does not fit: it was tried before."""

from collections.abc import Mapping

from einscope.core.errors import PatternError
from einscope.core.fields import NamedShapesText, Value, ValuesText
from einscope.core.plan import Shape
from einscope.core.program.interpreter import Runner
from einscope.core.program.proposal.guess import Guess
from einscope.core.program.proposal.search import Search
from einscope.core.program.questions.asked import Missing
from einscope.core.program.run.machine import CHOICES

_LASTING = frozenset(
    {
        "program-syntax",
        "program-budget",
        "program-node",
        "program-name",
        "program-alias",
        "program-call",
        "program-mixes",
        "program-output",
        "program-pass",
        "program-unknown-values",
    }
)
"""Codes of what no other shape mends."""


def mend(runner: Runner, shapes: Mapping[str, Shape], values: Mapping[str, Value], fault: PatternError) -> None:
    r"""Put into the repair of a refusal what the program runs with.

    Args:
        runner: of the program.
        shapes: that are given.
        values: that are given.
        fault: as it was refused with these. Where something is missing, its repair is where the search begins, and
            only that is looked for; else whatever is given may change, and nothing is offered unless it runs.

    Cost: bounded by a number of runs, of steps in them, and a time.

    >>> from einscope.core.limits import Limits
    >>> runner = Runner("B, N, C = x.shape\ny = x.view(B, N, 2, C // 2)", Limits())
    >>> try:
    ...     _ = runner.run({"x": (1, 4, 3)}, {})
    ... except PatternError as refused:
    ...     mend(runner, {"x": (1, 4, 3)}, {}, refused)
    ...     print(refused.repair)
    {'shape': 'x:1,4,2'}
    """
    given = Guess(shapes, values)
    if fault.code == "program-values":
        start = Guess(_read_shapes(fault, given, runner), _read_values(fault, given, runner))
        free = {*start.shapes, *start.values} - {*shapes, *values}
        axes = fault.axes if isinstance(fault, Missing) else {}
        guess, _ = Search(runner, free | (_defaulted(runner) - {*shapes, *values})).best(start, axes)
        fault.repair = guess.repair(given)
    elif fault.code in _LASTING or fault.repair or fault.choices:
        return
    elif (library := _other_library(runner, given)) is not None:
        fault.repair = {"library": library}
    elif shapes or values:
        free = {*shapes, *(name for name, value in values.items() if value not in CHOICES)}
        guess, runs = Search(runner, free).best(given)
        if runs:
            fault.repair = guess.repair(given)


def _defaulted(runner: Runner) -> set[str]:
    """Parameters that have a default, which may not fit: of what is run, and of what makes its object."""
    defaulted = {argument.arg for argument, default in runner.frame.parameters if default is not None}
    if runner.frame.initial is not None:
        arguments = runner.frame.initial.args
        names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        defaulted |= {*names[len(names) - len(arguments.defaults) :]}
        defaulted |= {argument.arg for argument in arguments.kwonlyargs}
    return defaulted


def _other_library(runner: Runner, given: Guess) -> str | None:
    """The library with whose meanings the program runs, where it says itself of none that it is meant."""
    if runner.told or runner.library:
        return None
    other = Runner(runner.source.code, runner.limits, "numpy")  # torch is what was assumed
    try:
        other.run(given.shapes, given.values)
    except PatternError:
        return None
    return other.library


def _read_shapes(fault: PatternError, given: Guess, runner: Runner) -> Mapping[str, Shape]:
    text = fault.repair.get("shape")
    return given.shapes if text is None else NamedShapesText().read(text, "shape", runner.limits)


def _read_values(fault: PatternError, given: Guess, runner: Runner) -> Mapping[str, Value]:
    text = fault.repair.get("values")
    return given.values if text is None else ValuesText().read(text, "values", runner.limits)
