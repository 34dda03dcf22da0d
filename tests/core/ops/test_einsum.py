"""einsum takes what einops, numpy or torch takes; products and sums agree as polynomials.

Two polynomials that agree at random points are the same but with a chance that is not worth counting, so equal values
of random operands mean equal sets of terms.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any, cast

import einops
import numpy as np
import pytest
from hypothesis import given, settings

from einscope.core.errors import PatternError
from einscope.core.fields.pattern import meant
from einscope.core.operation import Preset
from einscope.core.ops import registry
from einscope.core.plan import Plan
from tests.core.asking import plan_of, refusal, underlined
from tests.core.equations import Shapes, equations
from tests.data import rows
from tests.rows import asked_of

ROWS = [row for name in ("patterns.json", "accept_reject.json") for row in rows(name) if row["op"] == "einsum"]
PRESETS = registry()["einsum"].presets
RANDOM = np.random.default_rng(0)


def operands(shapes: Shapes) -> list[Any]:
    return [np.array(RANDOM.integers(-1_000, 1_000, shape)) for shape in shapes]


Judge = Callable[[str, list[Any]], Any]


def by_einops(pattern: str, tensors: list[Any]) -> Any:
    named = cast(Any, einops.einsum)  # typed for a few operands, and made for any number
    return named(*tensors, pattern)


def by_numpy(pattern: str, tensors: list[Any]) -> Any:
    return np.einsum(pattern, *tensors)


def summed(judge: Judge, pattern: str, tensors: list[Any]) -> Any:
    """What torch makes of an ellipsis that the output lacks: its axes, kept at first, are summed."""
    left, arrow, right = pattern.partition("->")
    if not arrow or "..." not in left or "..." in right:
        raise ValueError
    found = np.asarray(judge(f"{left}->... {right}", tensors))
    kept = len(right.split()) if judge is by_einops else len(right.replace(" ", ""))
    return found.sum(axis=tuple(range(found.ndim - kept)))


def by_torch(pattern: str, tensors: list[Any]) -> Any:
    torch = import_module("torch")
    return torch.einsum(pattern, *map(torch.tensor, tensors)).numpy()


def by_einops_on_torch(pattern: str, tensors: list[Any]) -> Any:
    return by_einops(pattern, [import_module("torch").tensor(each) for each in tensors]).numpy()


def readings(pattern: str, tensors: list[Any]) -> list[Any]:
    """What libraries make of it, those first whose spelling it is, and last what torch alone does."""
    judges = (by_einops, by_numpy) if " " in pattern else (by_numpy, by_einops)
    asked: list[Judge] = [*judges, *(partial(summed, judge) for judge in judges)]
    return list(answered(asked, pattern, tensors))


def answered(judges: list[Judge], pattern: str, tensors: list[Any]) -> Iterator[Any]:
    """The answers of those that accept it; they refuse by exceptions of any kind."""
    for judge in judges:
        with suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about axes named like keywords
            yield judge(pattern, tensors)


def evaluated(plan: Plan, tensors: list[Any]) -> Any:
    """The sum of products that the plan describes."""
    cells = np.arange(plan.output.cells)
    products = np.ones((len(cells), plan.maps[0].arity), dtype=np.int64)
    for tensor, index_map in zip(tensors, plan.maps, strict=True):
        products *= tensor.reshape(-1)[index_map.sources(cells)]
    return products.sum(axis=1).reshape(plan.output.shape)


def text(shapes: Shapes) -> str:
    return ";".join(",".join(map(str, shape)) for shape in shapes)


def on_purpose(pattern: str, shapes: Shapes) -> bool:
    """What we refuse although a library takes it."""
    meant_as_names = "->" not in pattern and re.search(r"[\w.] +[\w.]", pattern)  # numpy passes over the spaces
    meant_as_letters = " " not in pattern and not pattern.isascii()  # einops takes them for names
    empty_diagonal = any(0 in shape and 1 in shape for shape in shapes)  # numpy lets an axis of 0 walk with one of 1
    return bool(meant_as_names or meant_as_letters or empty_diagonal)


def assert_agrees(pattern: str, shapes: Shapes, *judges: Judge) -> None:
    """We take what a library takes, the reading of the first one, or of any of these judges.

    The libraries are asked what the text means, as somebody typed it: ``- >`` is an arrow.
    """
    pattern = meant(pattern).text
    tensors = operands(shapes)
    answers = list(answered(list(judges), pattern, tensors)) if judges else readings(pattern, tensors)[:1]
    try:
        plan = plan_of("einsum", pattern=pattern, shape=text(shapes))
    except PatternError:
        assert not answers or on_purpose(pattern, shapes)
        return
    found = evaluated(plan, tensors)
    assert any(np.shape(each) == found.shape and (each == found).all() for each in answers)


@asked_of({"equations": ROWS}, lambda row: str(row["pattern"]))
def test_every_row_is_the_same_sum_of_products(row: dict[str, Any]) -> None:
    assert_agrees(row["pattern"], row["shape"])


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.title))
def test_every_preset_is_the_same_sum_of_products(preset: Preset) -> None:
    shapes = [[int(size) for size in shape.split(",")] for shape in preset.values["shape"].split(";")]
    assert_agrees(preset.values["pattern"], shapes)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(equations())
def test_random_equations_are_what_the_library_makes_of_them_whose_spelling_it_is(asked: tuple[str, Shapes]) -> None:
    assert_agrees(*asked)


@pytest.mark.torch
@settings(max_examples=500, deadline=None, derandomize=True)
@given(equations())
def test_random_equations_are_what_one_of_the_libraries_makes_of_them(asked: tuple[str, Shapes]) -> None:
    assert_agrees(*asked, by_numpy, by_torch, by_einops, by_einops_on_torch)


# The reading, the shape of the output, and what is said of it, by a word of each remark.
READ = [
    ("ij, j", "4,3;3", "letters", (4,), ["letter"]),
    ("..., ...", "3,1;2,3,1", "letters", (2, 3, 1), ["letter"]),
    ("...ii ->...i", "3,5,5", "letters", (3, 5), ["letter"]),
    (" ii -> i", "3,3", "letters", (3,), ["letter"]),
    ("bij, bjk -> bik", "1,2,3;1,3,4", "letters", (1, 2, 4), ["letter"]),
    ("i...j, ij... -> ...ij", "2,3,5;2,5,2,3", "letters", (2, 3, 2, 5), ["letter"]),
    ("a, b -> ab", "2;3", "letters", (2, 3), ["letter"]),
    (" , ", ";", "letters", (), ["letter"]),
    ("ij,jk->ik", "2,3;3,4", "letters", (2, 4), ["letter"]),
    ("ab b, c", "2,3,3;4", "letters", (2, 4), ["letter"]),
    ("i j , j k -> i k", "2,3;3,4", "names", (2, 4), []),
    ("out in, in -> out", "2,3;3", "names", (2,), ["word"]),
    ("ab, b -> b", "2;3", "names", (3,), ["word"]),
    ("batch->batch", "5", "names", (5,), ["word"]),
    ("ab,a->ab", "2;3", "names", (2,), ["word"]),
    ("α β -> β α", "2,3", "names", (3, 2), ["word"]),
    ("_ a -> a", "2,3", "names", (3,), ["word"]),
    ("...a->", "2,3", "letters", (), ["letter", "as in torch"]),
    ("... a -> a", "2,3", "names", (3,), ["as in torch"]),
    ("ab ... -> ab", "2,3", "letters", (2, 3), ["letter"]),  # by names, the axis of ... would have to be summed
    ("ij ..., j -> ...", "2,3;3", "names", (3,), ["word", "i j ..., j -> ..."]),
    ("ab ..., b -> ab ...", "2,3;3", "names", (2, 3), ["word", "a b ..., b -> a b ..."]),
    ("ab ... -> ab ...", "2,3", "names", (2, 3), ["word"]),  # letter by letter it is the same
]


@pytest.mark.parametrize(("pattern", "shape", "reading", "output", "said"), READ, ids=[row[0] for row in READ])
def test_operands_decide_between_letters_and_names(
    pattern: str, shape: str, reading: str, output: tuple[int, ...], said: list[str]
) -> None:
    plan = plan_of("einsum", pattern=pattern, shape=shape)
    assert (plan.letters, plan.output.shape) == (reading == "letters", output)
    remarks = [str(each) for each in plan.remarks]
    assert len(remarks) == len(said)
    assert all(word in remark for word, remark in zip(said, remarks, strict=True))
    assert_agrees(pattern, [[int(size) for size in part.split(",") if size] for part in shape.split(";")])


@pytest.mark.parametrize("row", READ, ids=[row[0] for row in READ])
def test_tokens_are_those_of_the_reading(row: tuple[str, str, str, tuple[int, ...], list[str]]) -> None:
    plan = plan_of("einsum", pattern=row[0], shape=row[1])
    tokens = registry()["einsum"].tokenize(row[0], plan)
    assert "".join(token.text for token in tokens) == row[0]
    assert {token.text for token in tokens if token.kind == "name"} <= {axis.name for axis in plan.axes}
    assert all(token.kind != "unknown" for token in tokens)


@pytest.mark.parametrize(
    ("text", "names"),
    [("ij, j", "i j j"), ("ij, jk -> ik", "i j j k i k"), ("in out, in -> out", "in out in out"), ("ij->k", "i j k")],
)
def test_without_operands_the_text_alone_decides_on_tokens(text: str, names: str) -> None:
    tokens = registry()["einsum"].tokenize(text, None)
    assert [token.text for token in tokens if token.kind == "name"] == names.split()


@pytest.mark.parametrize(
    ("pattern", "shape", "said"),
    [
        ("out_dim in_dim, in_dimm -> out_dim", "3,2;2", ["in_dimm occurs once", "did you mean in_dim?"]),
        ("b heads d, b haeds d -> b d", "1,2,3;1,2,3", ["haeds occurs once", "did you mean heads?"]),
        ("token dim, toke dim, token -> dim", "2,3;2,3;2", ["toke occurs once", "did you mean token?"]),
        ("Batch dim, batch dim, batch -> dim", "2,3;2,3;2", ["Batch occurs once", "did you mean batch?"]),
    ],
)
def test_a_probable_slip_is_noted(pattern: str, shape: str, said: list[str]) -> None:
    remarks = [str(each) for each in plan_of("einsum", pattern=pattern, shape=shape).remarks]
    assert all(word in remarks[-1] for word in said)


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [
        ("out_dim in_dim, in_dimm -> out_dim", "3,2;4"),  # the other name has another size
        ("in_dim in_dimm, out -> out", "2,2;3"),  # both in one operand
        ("a i, b j -> a b", "2,3;2,3"),  # single letters are all alike
        ("head dim1, dim2 -> head", "2,3;3"),  # numbered names
        ("ij,Jk->ik", "2,3;3,4"),  # letters
    ],
)
def test_names_that_are_meant_are_no_slips(pattern: str, shape: str) -> None:
    assert not any("did you mean" in str(each) for each in plan_of("einsum", pattern=pattern, shape=shape).remarks)


@pytest.mark.parametrize(
    ("pattern", "shape", "code", "culprit"),
    [
        ("ij->ik", "2,3", "axis-one-sided", "k"),
        ("ij->ii", "3,3", "axis-repeated", "i"),
        ("ij->ji->ij", "2,3", "arrow-repeated", "->"),
        ("i j", "2,3", "arrow-missing", "i j"),
        ("i1->i", "2,3", "character-unknown", "1"),
        ("i 2 -> i", "2,3", "number-in-einsum", "2"),
        ("a b -> (a b)", "2,3", "bracket-in-einsum", "("),
        ("...i...->i", "2,3", "ellipsis-repeated", "..."),
        ("i j k", "5,3,2", "arrow-missing", "i j k"),
        (". ..", "2", "character-unknown", "."),
        ("a->... .", "2", "character-unknown", "."),
        ("α,->α", "2;", "character-unknown", "α"),
        ("ij, jk -> kl", "2,3;3,4", "axis-one-sided", "kl"),
        ("_a b -> b", "2,3", "name-invalid", "_a"),
        ("ijk->i", "2,3", "rank-mismatch", "ijk"),
    ],
)
def test_what_is_refused_is_underlined(pattern: str, shape: str, code: str, culprit: str) -> None:
    error = refusal("einsum", pattern=pattern, shape=shape)
    assert error.code == code
    assert underlined(error, pattern) == culprit


@pytest.mark.parametrize(
    ("pattern", "shape", "code"),
    [
        ("ij,jk->ik", "2,3", "operand-count"),
        ("ij,jk->ik", "2,3;4,5", "size-mismatch"),
        ("ii->i", "1,3", "size-mismatch"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(pattern: str, shape: str, code: str) -> None:
    error = refusal("einsum", pattern=pattern, shape=shape)
    assert (error.code, error.field) == (code, "shape")


def test_a_diagonal_keeps_the_cells_with_equal_indices() -> None:
    plan = plan_of("einsum", pattern="ii->i", shape="3,3")
    assert plan.maps[0].sources(np.arange(3)).reshape(-1).tolist() == [0, 4, 8]


def test_a_product_of_matrices_lists_what_each_cell_sums() -> None:
    plan = plan_of("einsum", pattern="ij,jk->ik", shape="2,3;3,2")
    cell = np.array([1])
    assert [each.sources(cell)[0].tolist() for each in plan.maps] == [[0, 1, 2], [1, 3, 5]]
