"""What a whole program amounts to: how many cells it moves, drops and doubles, and whether a pattern says the same."""

from math import prod

import numpy as np
import pytest

from einscope.core.judge.infer import infer
from einscope.core.judge.verdict.arrays import count_array
from einscope.core.judge.verdict.counting import count_cells
from einscope.core.judge.verdict.counts import Counts
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run, whole
from tests.core.judge.infer.said import done, numbered
from tests.core.program.programs.case import Case, shapes_of
from tests.core.program.programs.layers import by_name

MERGE_AND_EXPAND = by_name("c=C // 1").code
SHIFTED = by_name("shortcut + self.drop_path(x)").code.replace("x = shortcut + self.drop_path(x)", "")

# Program, shapes, values; cells moved, dropped, duplicated, without a source, and of several sources.
VERDICTS = [
    (MERGE_AND_EXPAND, "1,4,4,2", {"self.dim_scale": 2}, (16, 0, 0, 0, 0)),
    (MERGE_AND_EXPAND.replace("(p1 p2 c)", "(p2 p1 c)"), "1,4,4,2", {"self.dim_scale": 2}, (0, 0, 0, 0, 0)),
    (by_name("x3 = x[1::2, 0::2]").code, "4,4,4", {}, (56, 16, 16, 0, 0)),
    (SHIFTED, "1,24,2", {"self.shift_size": 1, "self.window_size": 2, "self.input_resolution": (4, 6)}, (0,) * 5),
    ("x.T.T", "3,5", {}, (0, 0, 0, 0, 0)),
    ("x.flip(1)", "1,3", {}, (2, 0, 0, 0, 0)),
    ("x[:1]", "2,3", {}, (0, 3, 0, 0, 0)),
    ("x.repeat(2, 1)", "2,3", {}, (6, 0, 6, 0, 0)),
    ("F.pad(x, (1, 0))", "2,2", {}, (4, 0, 0, 2, 0)),
    ("x + y", "x:2;y:2", {}, (2, 0, 0, 0, 2)),
    ("x + x[:1]", "2", {}, (1, 0, 1, 0, 2)),
    ("x.sum(0)", "2,2", {}, (2, 0, 0, 0, 2)),
    ("y.T", "x:2;y:1,2", {}, (2, 2, 0, 0, 0)),
]


def ended(code: str, shape: str, values: dict[str, object]) -> Program:
    return run(code, shapes_of(shape), values, DEFAULT_LIMITS)


@pytest.mark.parametrize(("code", "shape", "values", "counts"), VERDICTS, ids=range(len(VERDICTS)))
def test_cells_are_counted_through_the_whole_program(
    code: str, shape: str, values: dict[str, object], counts: tuple[int, ...]
) -> None:
    program = ended(code, shape, values)
    assert count_cells(program.output.map, program.source_cells, 10**6) == Counts(*counts)
    assert count_array(whole(program.output.map, program.source_cells), program.source_cells) == Counts(*counts)


@pytest.mark.parametrize(
    ("case", "pattern"),
    [
        (by_name("c=C // 1"), "a (b p1) (c p2) d -> a (b p2) (c p1) d"),
        (by_name("class PatchMerging"), None),
        (by_name("x2 = x2[:, :SHAPE_FIX"), None),
        (by_name("def channel_shuffle"), None),
        (by_name("def pixel_shuffle"), None),
        (by_name("latents.permute"), None),
    ],
    ids=str,
)
def test_a_pattern_is_found_that_does_the_same_as_the_program(case: Case, pattern: str | None) -> None:
    program = run(case.code, case.shapes, case.values, DEFAULT_LIMITS)
    (entered,) = program.inputs
    said = infer(whole(program.output.map, program.source_cells)[:, 0], entered.shape, program.output.shape)
    every = numbered(entered.shape)
    np.testing.assert_array_equal(
        done(said, every).reshape(-1), program.output.map.sources(numbered(program.output.shape).reshape(-1))[:, 0]
    )
    if pattern is not None:
        assert (said.op, said.pattern) == ("rearrange", pattern)


@pytest.mark.parametrize(
    "name", ["x3 = x[1::2, 0::2]", "def rotate_every_two", "def relative_shift", "x.chunk(2, dim=-1)"]
)
def test_where_no_pattern_can_be_the_first_cell_that_rules_it_out_is_told(name: str) -> None:
    case = (
        by_name(name)
        if name != "x.chunk(2, dim=-1)"
        else Case("torch.cat(x.chunk(2, -1)[::-1])", {"x": (2, 4)}, ("torch",))
    )
    program = run(case.code, case.shapes, case.values, DEFAULT_LIMITS)
    (entered,) = program.inputs
    said = infer(whole(program.output.map, program.source_cells)[:, 0], entered.shape, program.output.shape)
    assert not said.found
    assert said.cell is not None
    assert 0 <= said.cell < prod(program.output.shape)
