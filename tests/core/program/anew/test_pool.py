"""Pooling: torch agrees on the shape and on which cells every window has."""

from importlib import import_module
from itertools import product

import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run
from tests.core.program.judge import depends, executed
from tests.core.program.programs.case import in_torch

WINDOWS = [
    f"F.{kind}_pool{axes}d(x, {size}, stride={step}, padding={around}, ceil_mode={ceil})"
    for kind, axes, size, step, around, ceil in product(
        ("max", "avg"), (1, 2), (2, 3), (None, 1, 2), (0, 1), (True, False)
    )
]
OTHERS = [
    ("F.max_pool2d(x, 2, dilation=2)", "1,4,5"),
    ("F.max_pool2d(x, (1, 2), (2, 1), (0, 1))", "1,1,4,5"),
    ("F.max_pool2d(x, 2, return_indices=True)", "1,4,4"),
    ("F.max_pool3d(x, 2)", "1,2,3,2"),
    ("F.avg_pool3d(x, 2, 1)", "1,2,3,2"),
    ("F.lp_pool1d(x, 2, 2)", "1,5"),
    ("F.lp_pool2d(x, 2, 2, 1)", "1,3,4"),
    ("F.lp_pool3d(x, 2, 2)", "1,2,2,3"),
    ("nn.MaxPool1d(3, 2, 1)(x)", "1,5"),
    ("nn.MaxPool2d(2, return_indices=False, ceil_mode=True)(x)", "1,3,5"),
    ("nn.MaxPool3d(2)(x)", "1,2,2,2"),
    ("nn.AvgPool1d(2)(x)", "1,5"),
    ("nn.AvgPool2d(2, ceil_mode=True, count_include_pad=False)(x)", "1,3,5"),
    ("nn.AvgPool3d(2, divisor_override=3)(x)", "1,2,2,2"),
    ("nn.LPPool1d(2, 2)(x)", "1,5"),
    ("nn.LPPool2d(2, 2)(x)", "1,3,4"),
    ("nn.LPPool3d(2, 2)(x)", "1,2,2,2"),
    *((f"F.adaptive_{kind}_pool1d(x, {size})", "1,7") for kind in ("avg", "max") for size in (1, 2, 3, 5, 7, 9)),
    *((f"F.adaptive_{kind}_pool2d(x, (2, 3))", "1,3,5") for kind in ("avg", "max")),
    *((f"F.adaptive_{kind}_pool3d(x, (2, None, 1))", "1,3,2,3") for kind in ("avg", "max")),
    *((f"nn.Adaptive{kind}Pool1d(2)(x)", "1,5") for kind in ("Avg", "Max")),
    *((f"nn.Adaptive{kind}Pool2d((None, 2))(x)", "1,2,5") for kind in ("Avg", "Max")),
    *((f"nn.Adaptive{kind}Pool3d(2)(x)", "1,3,2,4") for kind in ("Avg", "Max")),
]


@pytest.mark.torch
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("code", "shape"), [*((code, "1,5" if "1d" in code else "1,3,4") for code in WINDOWS), *OTHERS]
)
def test_torch_agrees_on_the_cells_of_every_window(code: str, shape: str) -> None:
    case = in_torch(f"y = {code}", shape, "")
    cells = int(np.prod(case.shapes["x"]))
    try:
        with import_module("torch").no_grad():
            expected = executed(case, "torch", {"x": np.arange(1.0, 1 + cells).reshape(case.shapes["x"])})
    except RuntimeError:
        with pytest.raises(PatternError):
            run(case.code, case.shapes, {}, DEFAULT_LIMITS)
        return
    program = run(case.code, case.shapes, {}, DEFAULT_LIMITS)
    value = program.tensors[0]
    assert value.shape == expected.shape
    found = value.map.sources(np.arange(value.cells, dtype=np.int64))
    assert [set(row.tolist()) - {-1} for row in found] == depends(case, "torch")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("F.max_pool2d(x, 5)", "Windows of 5×5 do not fit into 1×3×4."),
        ("F.max_pool2d(x, 0)", "Windows of 0×0 do not fit into 1×3×4."),
        ("F.max_pool2d(x, 2, padding=2)", "The padding may be at most half a window, 2×2."),
        ("F.max_pool3d(x, 2)", "Windows of 2×2×2 do not fit into 1×3×4."),
        ("F.avg_pool1d(x.flatten(), 2)", "This layer takes 2 or 3 axes; the tensor is 12."),
    ],
)
def test_windows_that_do_not_fit_are_refused(code: str, said: str) -> None:
    with pytest.raises(PatternError) as caught:
        run(f"y = {code}", {"x": (1, 3, 4)}, {}, DEFAULT_LIMITS)
    assert caught.value.code in ("program-shape", "program-argument")
    assert said in str(caught.value) or "axes" in str(caught.value)
