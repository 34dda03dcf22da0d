"""What becomes of values is told: nothing is the identity, the same or undone where numbers are other ones."""

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.program import run
from einscope.core.program.answer.judged import Judged, judged, notes_on
from einscope.core.program.answer.steps import steps
from einscope.core.say.formula import formula


def judgement(code: str, shape: tuple[int, ...] = (2, 3)) -> Judged:
    program = run(code, {"x": shape}, {}, DEFAULT_LIMITS)
    return judged(program, tuple("ijklm"[: len(shape)]), DEFAULT_LIMITS)


# What a line does, in words; and what it is in Python, where operators say it.
CHANGING = [
    ("y = -x", "negated", "-y"),
    ("y = torch.neg(x)", "negated", "-y"),
    ("y = 2 * x", "multiplied by 2", "2 * y"),
    ("y = x * 0", "multiplied by 0", "y * 0"),
    ("y = x + 1", "1 is added", "y + 1"),
    ("y = x.add(1)", "1 is added", "y + 1"),
    ("y = torch.sub(x, 1)", "1 is subtracted", "y - 1"),
    ("y = x / 255.", "divided by 255", "y / 255.0"),
    ("y = 1 - x", "subtracted from 1", "1 - y"),
    ("y = 2 / x", "computed as 2 / value", "2 / y"),
    ("y = x ** 2", "computed as value ** 2", "y ** 2"),
    ("y = x // 2", "computed as value // 2", "y // 2"),
    ("y = x * -3", "multiplied by -3", "y * (-3)"),
    ("y = x * float('inf')", "computed with inf", ""),
    ("y = x * torch.full((2, 3), 5)", "multiplied by 5", "y * 5"),
    ("y = x + torch.rand(2, 3)", "computed with nan", ""),
    ("y = x > 1", "computed with > and other values", ""),
    ("y = ~x", "inverted bitwise", ""),
    ("y = x.relu()", "passed through relu", ""),
    ("y = F.gelu(x)", "passed through gelu", ""),
    ("y = torch.clamp(x, 0, 1)", "passed through clamp", ""),
    ("y = x.masked_fill(x > 1, 0)", "filled where a mask is true", ""),
    ("y = F.softmax(x, -1)", "passed through softmax, which mixes an axis", ""),
    ("y = nn.LayerNorm(3)(x)", "passed through nn.LayerNorm", ""),
    ("y = F.dropout(x, 0.5)", "passed through dropout", ""),
    ("y = x.int()", "passed through int", ""),
    ("y = x.to(torch.uint8)", "passed through to", ""),
    ("y = x.astype(int)", "passed through astype", ""),
    ("y = torch.as_tensor(x, dtype=torch.int32)", "converted to torch.int32", ""),
    ("y = torch.std(x, 1, keepdim=True).expand(2, 3)", "several become one", ""),
    ("x += 1", "1 is added", "y + 1"),
    ("x.mul_(2)", "multiplied by 2", "y * 2"),
    ("y = abs(x)", "passed through abs", ""),
]
KEEPING = [
    "y = +x",
    "y = x + 0",
    "y = x * 1",
    "y = x / 1.0",
    "y = x + torch.zeros(2, 3)",
    "y = x.float()",
    "y = x.to('cpu')",
    "y = x.to(torch.float16)",
    "y = x.clone().detach()",
    "y = nn.Identity()(x)",
    "y = x[:, None].sum(1)",
    "y = reduce(x, '(a one) b -> a b', 'max', one=1)",
    "y = F.fold(F.unfold(x[None, None], 2, stride=(2, 1), padding=0), (2, 3), 2, stride=(2, 2))[0, 0] if False else x",
]


@pytest.mark.parametrize(("code", "how", "python"), CHANGING, ids=[row[0] for row in CHANGING])
def test_a_line_that_changes_values_says_how(code: str, how: str, python: str) -> None:
    found = judgement(code)
    assert [str(change.how) for change in found.changes.each][:1] == [how]
    assert found.changes.each[0].line == 1
    assert found.changes.each[0].code == python
    assert not found.verdict.identity
    assert (found.same, found.verdict.order, found.verdict.inverse) == (None, None, None)


@pytest.mark.parametrize("code", KEEPING)
def test_a_line_that_keeps_values_is_the_identity(code: str) -> None:
    found = judgement(code)
    assert (found.changes.each, found.verdict.identity) == ((), True)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("y = -x.t()", "y[j, i] = -x[i, j]"),
        ("y = 2 * x", "y[i, j] = 2 · x[i, j]"),
        ("y = x.permute(1, 0) / 255.0 - 0.5", "y[j, i] = x[i, j] / 255 - 0.5"),
        ("y = (x - 1) / 2", "y[i, j] = (x[i, j] - 1) / 2"),
        ("y = 1 - (1 - x)", "y[i, j] = 1 - (1 - x[i, j])"),
        ("y = -(-x)", "y[i, j] = --x[i, j]"),
        ("y = (-x) ** 2", "y[i, j] = (-x[i, j]) ** 2"),
        ("y = -(x ** 2)", "y[i, j] = -x[i, j] ** 2"),
        ("y = (x ** 2) ** 3", "y[i, j] = (x[i, j] ** 2) ** 3"),
        ("y = x * -2 + 3", "y[i, j] = x[i, j] · (-2) + 3"),
        ("y = 2 / (x + 1)", "y[i, j] = 2 / (x[i, j] + 1)"),
        ("y = 2 / (4 / x)", "y[i, j] = 2 / (4 / x[i, j])"),
    ],
)
def test_formula_and_code_say_what_becomes_of_values(code: str, written: str) -> None:
    found = judgement(code)
    assert found.plan is not None
    assert found.alike is not None
    assert formula(found.plan, found.changes.each).text == written
    x = np.linspace(1, 9, 6).reshape(2, 3)
    names = {"x": _Permuted(x)}
    exec(code.replace(".t()", ".T"), names)
    lines = [f"y = {change.code}" for change in found.changes.each]
    ours = {"x": x}
    exec("\n".join([registry()[str(found.alike.op)].code(found.plan)["numpy"], *lines]), ours)
    np.testing.assert_allclose(ours["y"], np.asarray(names["y"]))


class _Permuted(np.ndarray):
    """An array with torch's name for a transpose."""

    def __new__(cls, array: object) -> "_Permuted":
        return np.asarray(array).view(cls)

    def permute(self, *axes: int) -> object:
        return self.transpose(axes)


def test_where_only_some_cells_change_no_formula_says_so() -> None:
    found = judgement("x1, x2 = x.chunk(2, dim=-1)\ny = torch.cat((-x2, x1), dim=-1)", (1, 2))
    assert (found.same, found.changes.alike, found.changes.said) == (None, False, False)
    assert found.alike is not None
    assert found.alike.expression == "x[:, ::-1]"


@pytest.mark.parametrize(
    ("code", "shape", "terms", "told"),
    [
        ("y = F.fold(F.unfold(x, 2, stride=2), (4, 4), 2, stride=2)", (1, 1, 4, 4), (1, 1, 1), None),
        (
            "y = F.fold(F.unfold(x, 3), (4, 4), 3)",
            (1, 1, 4, 4),
            (1, 1, 4),
            "Output cells are one input cell each, taken 1 to 4 times.",
        ),
        ("y = x + x", (2, 3), (1, 2, 2), "Output cells are one input cell each, taken 2 times."),
        ("y = x - x", (2, 3), (1, 2, 2), "Output cells are one input cell each, taken 2 times."),
        ("y = x + x.flip(0)", (3,), (2, 2, 2), "Output cells combine up to 2 input cells."),
        ("y = x.sum(1)", (2, 3), (3, 3, 3), "Output cells combine up to 3 input cells."),
        ("y = F.pad(x, (1, 1)) + F.pad(x, (0, 2))", (3,), (2, 1, 2), "Output cells combine up to 2 input cells."),
    ],
)
def test_cells_are_counted_once_and_told_how_often(
    code: str, shape: tuple[int, ...], terms: tuple[int, int, int], told: str | None
) -> None:
    program = run(code, {"x": shape}, {}, DEFAULT_LIMITS)
    found = judged(program, tuple("bchw"[: len(shape)]), DEFAULT_LIMITS)
    assert (found.terms.distinct, found.terms.least, found.terms.most) == terms
    said = [str(note.text) for note in notes_on(found, program)]
    assert (told in said) if told else not any("combine" in each or "taken" in each for each in said)
    assert (found.verdict.identity is True) == (told is None)
    assert f"up to {program.output.map.arity + 1}" not in "".join(map(str, steps(program)))


def test_a_sum_of_one_cell_is_a_product() -> None:
    found = judgement("y = x + x")
    assert [str(change.how) for change in found.changes.each] == ["multiplied by 2"]
    assert found.plan is not None
    assert formula(found.plan, found.changes.each).text == "y[i, j] = 2 · x[i, j]"
    assert [str(change.how) for change in judgement("y = x - x").changes.each] == ["combined with -"]


def test_steps_say_what_their_own_line_does_to_values() -> None:
    program = run("y = x / 255\nz = y.t()\nw = z - 1", {"x": (2, 3)}, {}, DEFAULT_LIMITS)
    assert [str(each) for each in steps(program)] == [
        "Line 1: y is x, cell by cell, 2×3. Values change: divided by 255.",
        "Line 2: z is y with its cells moved, 3×2.",
        "Line 3: w is z, cell by cell, 3×2. Values change: 1 is subtracted.",
    ]


def test_a_change_in_a_function_has_the_line_in_the_function() -> None:
    code = "def half(t):\n    u = t.clone()\n    return u / 2\ny = half(x)\nz = -y"
    assert [change.line for change in judgement(code).changes.each] == [3, 5]
