"""The programs of the table, each run once by every library that its text follows."""

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run
from tests.core.program.programs import FAMILIES
from tests.core.program.programs.case import Case
from tests.rows import asked_of

# PyTorch is whom a text without a hint follows; the others have to be asked for.
OTHERS = ("numpy", "jax", "tensorflow", "keras", "mlx", "paddle", "mxnet")
ASKED = {"torch": "", **{name: name for name in OTHERS}}
EACH = asked_of(FAMILIES)
"""Asks a test of every program, a family at a time."""
EACH_LIBRARY = asked_of(
    {name: [(case, each) for case in cases for each in case.libraries] for name, cases in FAMILIES.items()},
    lambda row: f"{row[1]} {row[0]}",
)
"""Asks a test of every program, for each of its libraries."""

_ENDED: dict[tuple[int, str], Program] = {}


def ended(case: Case, library: str = "") -> Program:
    """The program's result; all tests look at the same."""
    asked = (id(case), library or case.libraries[0])
    if asked not in _ENDED:
        _ENDED[asked] = run(case.code, case.shapes, case.values, DEFAULT_LIMITS, ASKED[asked[1]])
    return _ENDED[asked]
