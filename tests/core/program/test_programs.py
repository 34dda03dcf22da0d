"""Every program of the table does what NumPy, and by its twin PyTorch, do with the same text: each cell is compared."""

from collections import Counter

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import NO_SOURCE, IntArray, window
from einscope.core.program import Program, run, whole
from tests.core.program.cases import ASKED
from tests.core.program.judge import depends, expected, summed
from tests.core.program.programs import PROGRAMS
from tests.core.program.programs.case import Case
from tests.core.program.programs.layers import LAYERS

EACH = pytest.mark.parametrize(
    ("case", "library"),
    [pytest.param(case, ASKED[each], id=f"{each} {case}") for case in PROGRAMS for each in case.libraries],
)


def answer(case: Case, library: str) -> Program:
    return run(case.code, case.shapes, case.values, DEFAULT_LIMITS, library)


def sources(program: Program) -> IntArray:
    """All sources of the output's cells, shape (cells, arity)."""
    return window(program.output.map, 0, program.output.map.target_cells)


@EACH
def test_every_cell_is_made_of_what_the_judge_says(case: Case, library: str) -> None:
    program = answer(case, library)
    found = sources(program)
    if case.terms == "one":
        wanted = expected(case, "numpy")
        assert program.output.shape == wanted.shape
        assert (np.count_nonzero(found != NO_SOURCE, axis=1) <= 1).all()
        np.testing.assert_array_equal(found.max(axis=1, initial=NO_SOURCE).reshape(wanted.shape), wanted)
    elif case.terms == "sum":
        cells, wanted = summed(case, "numpy")
        assert program.output.shape == wanted.shape
        made = np.where(found == NO_SOURCE, 0, cells[found]).sum(axis=1)
        np.testing.assert_array_equal(made.reshape(wanted.shape), wanted)
    else:
        assert [set(row.tolist()) - {NO_SOURCE} for row in found] == depends(case, "numpy")


@EACH
def test_all_sources_in_bulk_are_those_of_a_window(case: Case, library: str) -> None:
    program = answer(case, library)
    for tensor in program.tensors:
        every = window(tensor.map, 0, tensor.map.target_cells)
        np.testing.assert_array_equal(whole(tensor.map, program.source_cells), every)


@EACH
def test_a_step_leads_to_the_cells_of_its_parents(case: Case, library: str) -> None:
    program = answer(case, library)
    tensors = [*program.inputs, *program.tensors]
    known = [[Counter([each.offset + cell]) for cell in range(each.cells)] for each in program.inputs]
    for tensor in program.tensors:
        parents = [cell for number in tensor.parents for cell in known[number]]
        steps = window(tensor.step, 0, tensor.step.target_cells)
        through = [sum((parents[cell] for cell in row.tolist() if cell != NO_SOURCE), Counter[int]()) for row in steps]
        direct = [Counter(row[row != NO_SOURCE].tolist()) for row in window(tensor.map, 0, tensor.map.target_cells)]
        assert through == direct, tensor.name
        known.append(direct)
    assert len(known) == len(tensors)


@EACH
def test_an_assigned_tensor_has_its_name_on_its_line(case: Case, library: str) -> None:
    lines = case.code.splitlines()
    for tensor in answer(case, library).tensors:
        assert 1 <= tensor.line <= len(lines)
        assert tensor.map.target_cells == int(np.prod(tensor.shape))


@pytest.mark.parametrize("case", LAYERS, ids=str)
def test_a_layer_of_real_size_is_answered_window_by_window(case: Case) -> None:
    """The same cells whether a window begins at the first cell or in the middle."""
    program = answer(case, ASKED[case.libraries[0]])
    every = sources(program)
    middle = len(every) // 2
    np.testing.assert_array_equal(window(program.output.map, middle, 5), every[middle : middle + 5])


def test_the_table_is_as_large_as_promised() -> None:
    assert len({case.code for case in PROGRAMS}) >= 150
    assert len([case for case in LAYERS if "\n" in case.code]) >= 10
    assert len({(case.code, *case.shapes.items(), case.libraries) for case in PROGRAMS}) == len(PROGRAMS)
