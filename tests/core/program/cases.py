"""The programs of the table, each run once by the library that its text follows."""

import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run
from tests.core.program.programs import PROGRAMS
from tests.core.program.programs.case import Case

OTHERS = ("tensorflow", "keras", "mlx", "paddle", "mxnet")
# PyTorch is whom a text without a hint follows; the others have to be asked for.
ASKED = {"torch": "", **{each: each for each in ("numpy", "jax", *OTHERS)}}
EACH = pytest.mark.parametrize("case", PROGRAMS, ids=str)


def ended(case: Case) -> Program:
    """The program's result."""
    return run(case.code, case.shapes, case.values, DEFAULT_LIMITS, ASKED[case.libraries[0]])
