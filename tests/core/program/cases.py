"""The programs of the table, each run once by the library that its text follows."""

import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run
from tests.core.program.programs import PROGRAMS
from tests.core.program.programs.case import Case

ASKED = {"torch": "", "numpy": "numpy", "jax": "jax"}
EACH = pytest.mark.parametrize("case", PROGRAMS, ids=str)


def ended(case: Case) -> Program:
    """The program's result."""
    return run(case.code, case.shapes, case.values, DEFAULT_LIMITS, ASKED[case.libraries[0]])
