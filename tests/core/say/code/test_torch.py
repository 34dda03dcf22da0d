"""The snippets for PyTorch, run by PyTorch itself: ``./dev test --torch``."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest

from tests.core.say.code.cases import block_cases, pattern_cases, reduce_cases
from tests.core.say.code.running import Case, run, x_for, y_for

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def torch() -> Any:
    """Missing where it was asked for, it fails."""
    return import_module("torch")


@pytest.mark.parametrize("case", [*pattern_cases(), *reduce_cases(), *block_cases()], ids=str)
def test_torch_does_what_the_plan_does(torch: Any, case: Case) -> None:
    x = x_for(case)
    y = run(case.snippets["torch"], torch.from_numpy(x.copy()))
    assert isinstance(y, torch.Tensor)
    assert tuple(y.shape) == case.plan.output.shape
    np.testing.assert_allclose(y.numpy(), y_for(case, x), rtol=1e-12)
