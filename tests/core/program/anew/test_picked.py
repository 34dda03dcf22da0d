"""What is picked by numbers that are unknown has cells of its own, of the shape that the library gives."""

from importlib import import_module

import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import window
from einscope.core.program import Program, run
from tests.core.program.programs.case import shapes_of

# What picks, of which shapes, and the same of numbers that are known.
PICKS = [
    ("x[i]", "x:9,2;i:4,4", "x[i]"),
    ("x[i.view(-1)]", "x:9,2;i:4,4", "x[i.reshape(-1)]"),
    ("x[i.long()]", "x:9,2;i:3", "x[i]"),
    ("x[:, i]", "x:2,3,4;i:5", "x[:, i]"),
    ("x[..., i]", "x:2,3,4;i:5,2", "x[..., i]"),
    ("x[1, i, None]", "x:2,3,4;i:5", "x[1, i, None]"),
    ("x[i, 1:3]", "x:2,4,3;i:3,3", "x[i, 1:3]"),
    ("torch.gather(x, 1, i)", "x:2,3;i:2,5", "np.take_along_axis(x, i, 1)"),
    ("x.gather(0, i)", "x:2,3;i:2,3", "np.take_along_axis(x, i, 0)"),
    ("x.index_select(1, i)", "x:2,3;i:4", "x[:, i]"),
    ("torch.take(x, i)", "x:2,3;i:2,2", "np.take(x, i)"),
    ("F.embedding(i, x)", "i:2,3;x:9,4", "x[i]"),
    ("torch.argsort(x, 1)", "x:2,3", "np.argsort(x, 1)"),
    ("torch.gather(x, 1, x.argsort(1))", "x:2,3", "np.sort(x, 1)"),
]


def picked(code: str, shapes: str, after: str = "y") -> Program:
    return run(f"y = {code}\n{after}", shapes_of(shapes), {}, DEFAULT_LIMITS, "torch")


@pytest.mark.parametrize(("code", "shapes", "twin"), PICKS)
def test_it_has_the_shape_of_what_known_numbers_pick_and_goes_on_cell_by_cell(
    code: str, shapes: str, twin: str
) -> None:
    given = {name: np.zeros(shape, dtype=np.int64) for name, shape in shapes_of(shapes).items()}
    wanted = eval(twin, {"np": np, **given}).shape
    program = picked(code, shapes, "z = y.flatten().flip(0)")
    begun = program.inputs[-1]
    assert begun.shape == wanted
    assert begun.line == 1
    sources = window(program.output.map, 0, program.output.map.target_cells)[:, 0]
    assert sources.tolist() == list(range(begun.offset + begun.cells - 1, begun.offset - 1, -1))
    assert any("unknown" in str(note.text) for note in program.notes)


@pytest.mark.parametrize(
    ("code", "shapes"),
    [
        ("x[i]", "x:2,3,4;i:2,3"),  # a mask, maybe
        ("x[:, i]", "x:2,3,4;i:3"),
        ("x[i > 0]", "x:4,3;i:5"),
        ("x[i == 2]", "x:4,3;i:4"),
        ("x[..., ~i.bool()]", "x:4,3;i:2"),
    ],
)
def test_what_may_be_a_mask_is_refused(code: str, shapes: str) -> None:
    with pytest.raises(PatternError) as refused:
        picked(code, shapes)
    assert refused.value.code == "program-unknown-values"


@pytest.mark.parametrize(
    ("code", "shapes"),
    [
        ("x[:, :, i]", "x:2,3;i:4"),
        ("torch.gather(x, 1, i)", "x:2,3;i:4,3"),
        ("x.index_select(1, i)", "x:2,3;i:2,2"),
        ("x.gather(2, i)", "x:2,3;i:2,3"),
    ],
)
def test_what_no_numbers_pick_is_refused(code: str, shapes: str) -> None:
    with pytest.raises(PatternError) as refused:
        picked(code, shapes)
    assert refused.value.code in ("program-index", "program-shape", "program-axis")


RESIZED = [
    ("size=(3, 5), mode='bilinear'", "1,2,4,4", (1, 2, 3, 5)),
    ("scale_factor=2, mode='bicubic', align_corners=True", "1,2,4,3", (1, 2, 8, 6)),
    ("size=7, mode='linear'", "1,2,4", (1, 2, 7)),
    ("scale_factor=(1, 2, 0.5), mode='trilinear'", "1,1,2,2,4", (1, 1, 2, 4, 2)),
    ("size=2, mode='area'", "1,2,4,4", (1, 2, 2, 2)),
]


@pytest.mark.torch
@pytest.mark.parametrize(("arguments", "shape", "gives"), RESIZED)
def test_a_picture_that_is_interpolated_has_cells_of_its_own(
    arguments: str, shape: str, gives: tuple[int, ...]
) -> None:
    torch = import_module("torch")
    code = f"F.interpolate(x, {arguments})"
    assert eval(code, {"F": torch.nn.functional, "x": torch.rand(shapes_of(shape)["x"])}).shape == gives
    program = picked(code, shape, "z = y.flatten(1)")
    assert program.inputs[-1].shape == gives


@pytest.mark.torch
@pytest.mark.parametrize(
    ("arguments", "shape"),
    [
        ("size=3, mode='linear'", "1,2,4,4"),
        ("size=3, mode='bilinear'", "1,2,4"),
        ("size=3, mode='area', align_corners=True", "1,2,4"),
        ("size=3, mode='trilinear', antialias=True", "1,1,2,2,4"),
        ("size=3, mode='cubic'", "1,2,4"),
    ],
)
def test_a_mode_that_torch_does_not_take_is_refused(arguments: str, shape: str) -> None:
    torch = import_module("torch")
    code = f"F.interpolate(x, {arguments})"
    with pytest.raises((ValueError, NotImplementedError, RuntimeError)):
        eval(code, {"F": torch.nn.functional, "x": torch.rand(shapes_of(shape)["x"])})
    with pytest.raises(PatternError) as refused:
        picked(code, shape)
    assert refused.value.code == "program-argument"
