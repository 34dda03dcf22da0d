"""Every listed call, with scalars, empty tensors and odd numbers, is answered as its library answers it, or refused."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import NO_SOURCE, window
from einscope.core.program import Program, run, whole
from einscope.core.program.answer.judged import judged as judgement
from einscope.core.program.answer.steps import steps
from einscope.core.program.libraries.everything import functions
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture import line_scene
from einscope.core.scene.look import Look
from tests.core.program.sweep import Call, calls, judged, library_of, numbers_of

COUNT = 15  # calls of each function or method

PATHS = sorted(functions())
OF_NUMPY = [path for path in PATHS if library_of(path) == "numpy"]
OF_TORCH = [path for path in PATHS if library_of(path) == "torch"]

# Each cell is made of many, or comes from nowhere known: only the shape is compared.
MERGING = re.compile(
    r"(matmul|bmm|mm|mv|dot|vec|mat|outer|ger|inner|kron|cross|addr|linear|sum|mean|average|prod|std|var|all|any|max|min"
    r"|argsort|median|trace|old|diff|logcumsumexp|count_nonzero|norm|ptp|_add|_reduce)\(|(empty|rand|randn)|where\(x|accumulate=True|reduce="
)

# What no test decides: the type of a tensor's cells, of which nothing is known, and what only some values do.
UNDECIDED = re.compile("dtype|same type|not implemented for|index out of range|scalar types|Long|Float")

# Where a call is refused although the library takes it: a pattern of calls, and why.
REFUSED = [
    (r"\.(tile|repeat|resize)\(", "numpy and torch repeat nothing a negative number of times without a word"),
    (r"\.roll\(", "torch looks at no axis where there are no cells"),
    (r"reshape\(.*-2", "numpy takes any negative size for -1"),
    (r"reshape\(.*copy=False", "how numpy lays out what it made itself is not known"),
    (r"block_diag\(\)|broadcast_tensors\(\)|meshgrid\(|broadcast_arrays\(\)|block\(", "of no tensors, or of numbers"),
    (r"atleast_.d\(", "torch makes a tuple of a list of one"),
    (
        r"\.(squeeze|all|any|max|min|amax|amin|sum|prod|mean|std|var|nansum|nanmean|median|argmax|argmin|count_nonzero|ptp"
        r"|average|cumulative_sum|cumulative_prod|argsort|sort)\(",
        "numpy lets a scalar have axis 0",
    ),
    (
        r"take|index_fill|compress",
        "an index outside the axis, of which the library does not look where there is nothing",
    ),
    (r"as_strided", "torch lets sizes be negative"),
    (r"LongTensor|from_numpy", "an integer says a size"),
    (r"ix_\(", "it gives lists, no tensors"),
    (r"pad\(", "a mode that computes"),
    (r"indices\(", "numpy takes negative sizes for none, or for no list"),
    (r"(lin|log)space\(", "of lists"),
    (r"tensordot\(.*-", "numpy takes a negative number of axes"),
    (r"ravel_multi_index\(", "rows of a tensor instead of a list of them"),
    (r"insert\(.*True", "a mask for a list of positions"),
    (r"full\(", "numpy drops axes of size 1 to fit them in"),
]

# Where a call is answered although the library refuses it.
ACCEPTED = [
    (r"from_numpy\(|as_strided\(", "a tensor of torch is taken for one of numpy"),
    (r"roll\(x, .*\(\)\)|fftshift\(", "numpy cannot roll a scalar along no axes"),
    (r"constant_values=", "the numbers that are filled in are not looked at"),
    (r"copy=", "whether something is true is not looked at"),
    (r"order=", "nor is an order in memory"),
    (r"median\(", "numpy fails at medians of no cells"),
    (r"logsumexp\(.*\(\)", "torch fails along no axes"),
    (r"descending=", "JAX has it, numpy has not"),
    (r"(take\w*|gather|index_select|embedding)\(", "what comes in may be indices"),
]


def answered(code: str, call: Call) -> Program | PatternError:
    try:
        return run(f"y = {code}", call.shapes, {}, DEFAULT_LIMITS, call.library)
    except PatternError as error:
        return error


@pytest.mark.parametrize("path", PATHS)
def test_a_call_is_answered_or_refused_whatever_it_is_given(path: str) -> None:
    for call in calls(path, functions()[path], COUNT):
        program = answered(call.code, call)
        if isinstance(program, PatternError):
            assert str(program), call
            assert program.span, call
            continue
        cells = program.output.map.target_cells
        sources = window(program.output.map, 0, cells)
        np.testing.assert_array_equal(whole(program.output.map, program.source_cells), sources, str(call))
        names = axis_names(program, f"y = {call.code}")
        line_scene(program, names, len(program.tensors) - 1, Look(), 4096)
        judgement(program, names[0], DEFAULT_LIMITS)
        assert steps(program), call


@pytest.mark.parametrize("path", OF_NUMPY)
def test_numpy_makes_the_same_of_a_call(path: str) -> None:
    assert list(differences(path)) == []


@pytest.mark.torch
@pytest.mark.parametrize("path", OF_TORCH)
def test_torch_makes_the_same_of_a_call(path: str) -> None:
    assert list(differences(path)) == []


def differences(path: str) -> Iterator[tuple[str, object, str]]:
    """The calls of which the library makes something else, with their shapes and what differs."""
    for call in dict.fromkeys(map(_hashed, calls(path, functions()[path], COUNT))):
        outcome = judged(call)
        pieces = outcome if isinstance(outcome, tuple | list) and not hasattr(outcome, "values") else None
        if pieces is None:
            parts = [(call.code, outcome)]
        else:
            parts = [(f"({call.code})[{at}]", pieces[at]) for at in {0, len(pieces) - 1} if pieces]
            parts.append((f"({call.code})[{len(pieces)}]", IndexError()))
        for code, wanted in parts:
            if different := _difference(code, call, getattr(wanted, "values", wanted)):
                yield code, call.shapes, different


def _hashed(call: Call) -> Call:
    return replace(call, shapes=_Shapes(call.shapes))


class _Shapes(dict[str, tuple[int, ...]]):
    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


def _difference(code: str, call: Call, wanted: object) -> str:
    found = answered(code, call)
    if isinstance(wanted, Exception):
        known = UNDECIDED.search(str(wanted)) or any(re.search(pattern, code) for pattern, _ in ACCEPTED)
        return "" if isinstance(found, PatternError) or known else f"{wanted!r}, but here it is {found.output.shape}"
    if not hasattr(wanted, "shape"):
        return ""
    shape = tuple(wanted.shape)
    if isinstance(found, PatternError):
        unknown = found.code in ("program-unknown-values", "program-mixes")
        known = unknown or any(re.search(pattern, code) for pattern, _ in REFUSED)
        return "" if known else f"{shape}, but here: {found}"
    if found.output.shape != shape:
        return f"{shape}, but here {found.output.shape}"
    sources = window(found.output.map, 0, found.output.map.target_cells).max(axis=1, initial=NO_SOURCE)
    same = MERGING.search(code) or (sources == numbers_of(wanted).reshape(-1)).all()
    return "" if same else f"{numbers_of(wanted).reshape(-1).tolist()}, but here {sources.tolist()}"
