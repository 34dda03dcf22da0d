"""The verdict on a program agrees with counting every cell, and the pattern that is said to do the same does it."""

import numpy as np
import pytest

from einscope.core.judge.verdict.counting import count_cells
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.map import whole, window
from einscope.core.program import run
from einscope.core.program.answer.judged import Judged, judged
from einscope.core.program.names.axes import axis_names
from tests.core.program.cases import EACH, ended
from tests.core.program.programs.case import Case
from tests.core.program.programs.layers import by_name

MERGED = by_name("c=C // 1")


def judgement(code: str, shapes: dict[str, tuple[int, ...]], limits: Limits = DEFAULT_LIMITS) -> Judged:
    program = run(code, shapes, {"self.dim_scale": 2}, DEFAULT_LIMITS)
    return judged(program, axis_names(program, code)[0], limits)


_JUDGED: dict[int, Judged] = {}


def opinion(case: Case) -> Judged:
    """The judgement of a program of the table, made once."""
    program = ended(case)
    if id(case) not in _JUDGED:
        names = axis_names(program, case.code)
        _JUDGED[id(case)] = judged(program, names[0] if program.inputs else (), DEFAULT_LIMITS)
    return _JUDGED[id(case)]


@EACH
def test_counts_are_those_of_every_cell(case: Case) -> None:
    program, found = ended(case), opinion(case).verdict
    wanted = count_cells(program.output.map, program.source_cells, 10**7)
    assert (found.dropped, found.duplicated, found.padded) == (wanted.dropped, wanted.duplicated, wanted.padded)
    assert found.moved == (wanted.moved if len(program.inputs) == 1 else None)
    assert found.exact
    if found.bijective:
        assert sorted(whole(program.output.map, program.source_cells).max(axis=1)) == list(range(program.source_cells))


@EACH
def test_the_pattern_that_is_said_to_do_the_same_does(case: Case) -> None:
    program, found = ended(case), opinion(case)
    if found.plan is None:
        return
    assert found.plan.output.shape == program.output.shape
    (same,) = found.plan.maps
    cells = program.output.cells
    assert np.array_equal(window(same, 0, cells)[:, 0], window(program.output.map, 0, cells).max(axis=1, initial=-1))
    assert found.texts is not None
    assert found.alike is not None
    assert found.texts["pattern"] == found.alike.pattern


@pytest.mark.parametrize(
    ("code", "shape", "pattern"),
    [
        (MERGED.code, (1, 4, 4, 2), "b (h p1) (w p2) c -> b (h p2) (w p1) c"),
        (MERGED.code.replace("(p1 p2 c)", "(p2 p1 c)"), (1, 4, 4, 2), "b h w c -> b h w c"),
        ("n, c, length = x.shape\ny = x.transpose(1, 2)", (2, 3, 4), "n c length -> n length c"),
        ("b, p1 = x.shape\ny = x.t()", (2, 3), "b p1 -> p1 b"),
        ("a, b = x.shape\ny = x[None].expand(3, -1, -1)", (2, 4), "a b -> c a b"),
        ("r, _ = x.shape\ny = x.reshape(2, 3, 4).transpose(0, 1)", (6, 4), "(r r2) i -> r2 r i"),
        ("y = x.permute(2, 0, 1)", (2, 3, 4), "i j k -> k i j"),
    ],
)
def test_the_pattern_has_the_names_of_the_program(code: str, shape: tuple[int, ...], pattern: str) -> None:
    same = judgement(code, {"x": shape}).same
    assert same is not None
    assert same.pattern == pattern


def test_the_first_cell_that_rules_every_pattern_out_is_told() -> None:
    same = judgement("y = torch.roll(x, 1)", {"x": (4,)}).alike
    assert same is not None
    assert (same.found, same.cell) == (False, 2)


def test_positions_in_different_tensors_are_not_compared() -> None:
    found = judgement("z = torch.cat([x, y])", {"x": (2,), "y": (3,)})
    assert (found.verdict.moved, found.verdict.identity, found.verdict.bijective) == (None, None, True)
    assert found.alike is None


@pytest.mark.parametrize(
    ("code", "shape", "moved", "dropped", "exact"),
    [
        ("y = x.permute(2, 0, 1)", (8, 16, 32), 4094, 0, True),
        ("y = x[:, ::2]", (64, 64), 2047, 2048, True),
        ("y = torch.roll(x, 1)", (4096,), None, None, False),
    ],
)
def test_above_the_limit_only_strides_tell(
    code: str, shape: tuple[int, ...], moved: int | None, dropped: int | None, exact: bool
) -> None:
    found = judgement(code, {"x": shape}, Limits(gather_cells=1024))
    assert (found.verdict.moved, found.verdict.dropped, found.verdict.exact) == (moved, dropped, exact)
    assert found.alike is None
    assert found.verdict.identity is (False if dropped == 0 or dropped else None)


def test_a_program_too_long_to_be_listed_is_judged_by_its_strides_alone() -> None:
    code = "y = x\nfor i in range({times}):\n    y = torch.cat([y[1:], y[:1]])"
    limits = Limits(gather_cells=2**15)
    assert judgement(code.format(times=10), {"x": (2**15,)}, limits).verdict.exact
    assert not judgement(code.format(times=40), {"x": (2**15,)}, limits).verdict.exact
