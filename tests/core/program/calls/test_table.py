"""The table itself is right: what PyTorch makes of a program is what NumPy makes of its twin."""

import numpy as np
import pytest

from tests.core.program.judge import depends, expected, summed
from tests.core.program.programs import PROGRAMS
from tests.core.program.programs.case import Case


@pytest.mark.torch
@pytest.mark.parametrize("case", [each for each in PROGRAMS if "torch" in each.libraries], ids=str)
def test_the_twin_in_numpy_is_what_torch_does(case: Case) -> None:
    match case.terms:
        case "one":
            np.testing.assert_array_equal(expected(case, "numpy"), expected(case, "torch"))
        case "sum":
            np.testing.assert_array_equal(summed(case, "numpy")[1], summed(case, "torch")[1])
        case _:
            assert depends(case, "numpy") == depends(case, "torch")
