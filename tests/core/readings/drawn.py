"""Random requests of every operation; of a new one, a line here."""

from collections.abc import Mapping

from hypothesis import strategies as st

from einscope.core.axis_name import name_fault
from einscope.core.errors import PatternError
from tests.core.equations import Shapes, equations
from tests.core.judge.verdict.requests import Texts, blocks, einsums, patterns, rolls, windows
from tests.core.plans import NAMES
from tests.core.readings.case import Case
from tests.core.readings.code import REDUCTIONS
from tests.core.strategies import requests

# Words of Python and of formulas, names of tensors and modules, ligatures that Python reads as letters; any name.
WORDS = st.sampled_from((*NAMES, "in", "None", "np", "self", "tensor", "ﬁ", "fi", "\u212a", "K", "rearrange"))
ANY = st.text("abehpEJP019_高λß", min_size=1, max_size=4).filter(lambda name: name_fault(name) is None)


def _case(texts: Texts) -> Case:
    return Case(*texts)


def _patterns(operation: str) -> st.SearchStrategy[Case]:
    return patterns((operation,), WORDS | ANY).map(_case)


def _reduced(case: Case, reduction: str | None) -> Case:
    return Case(case.operation, {**case.texts, "reduction": str(reduction)})


def _equation(asked: tuple[str, Shapes]) -> Case:
    pattern, shapes = asked
    return Case("einsum", {"pattern": pattern, "shape": ";".join(",".join(map(str, shape)) for shape in shapes)})


def _accepted(case: Case) -> bool:
    try:
        return case.plan.output.cells >= 0
    except PatternError:
        return False


DRAWN: Mapping[str, st.SearchStrategy[Case]] = {
    "rearrange": _patterns("rearrange") | requests().map(lambda asked: Case("rearrange", asked.texts)),
    "reduce": st.builds(_reduced, _patterns("reduce"), st.sampled_from([*REDUCTIONS])),
    "repeat": _patterns("repeat"),
    "einsum": einsums().map(_case) | equations().map(_equation).filter(_accepted),
    "merge": blocks(("merge",)).map(_case),
    "expand": blocks(("expand",)).map(_case),
    "unfold": windows().map(_case),
    "roll": rolls().map(_case),
}
