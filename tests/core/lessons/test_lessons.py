"""Lessons say what is so: NumPy finds the answers by other means, and every claim in words is counted."""

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest

from einscope.core.lessons import Step, lessons
from einscope.core.lessons.tasks import Count, Find, Make, Number, Once, Place

Array = np.ndarray[Any, Any]
STEPS = {(name, at): step for name, lesson in lessons().items() for at, step in enumerate(lesson.steps, 1)}


def cells(*shape: int) -> Array:
    return np.arange(np.prod(shape)).reshape(shape)


def expanded(x: Array, n: int = 2, columns: bool = False) -> Array:
    """Channels to blocks by assignment, cell by cell."""
    b, h, w, c = x.shape
    y = np.empty((b, h * n, w * n, c // n**2), dtype=x.dtype)
    for first, second in product(range(n), range(n)):
        block = (first * n + second) * (c // n**2)
        p1, p2 = (second, first) if columns else (first, second)
        y[:, p1::n, p2::n] = x[..., block : block + c // n**2]
    return y


def merged(x: Array, column_slowest: bool = True) -> Array:
    """Four slices, stacked."""
    offsets = [(0, 0), (1, 0), (0, 1), (1, 1)] if column_slowest else [(0, 0), (0, 1), (1, 0), (1, 1)]
    return np.concatenate([x[:, p::2, q::2] for p, q in offsets], axis=-1)


def windows(x: Array) -> Array:
    return np.stack([x[0, i : i + 2, j : j + 2] for i in (0, 2) for j in (0, 2)])


ROUND = expanded(merged(cells(1, 4, 4, 2)))
SHIFTED = cells(1, 4, 4, 1)[:, [1, 2, 3, 0]][:, :, [1, 2, 3, 0]]
QKV = cells(1, 4, 12).reshape(1, 4, 3, 2, 2)
UNFOLDED = np.stack([cells(4, 4)[i : i + 2, j : j + 2].ravel() for i in range(3) for j in range(3)], axis=-1)
SLICES = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (0, 1, 0), (0, 0, 1), (1, 1, 1)]
VOLUME = np.stack([cells(4, 4, 4)[a::2, b::2, c::2] for a, b, c in SLICES], axis=-1)

# What NumPy answers: a number, an index, a shape.
ANSWERS: dict[tuple[str, int], Callable[[], object]] = {
    ("first-cell", 1): lambda: np.argwhere(expanded(cells(1, 2, 2, 4)) == 1)[0],
    ("first-cell", 2): lambda: expanded(cells(1, 2, 2, 4))[0, 1, 0, 0],
    ("first-cell", 3): lambda: expanded(cells(1, 2, 2, 4))[0, 3, 1, 0],
    ("first-cell", 4): lambda: expanded(cells(1, 3, 2, 8)).shape,
    ("rows-and-columns", 1): lambda: expanded(cells(1, 2, 2, 4))[0, 0, 3, 0],
    ("rows-and-columns", 3): lambda: np.sum(expanded(cells(1, 2, 2, 4)) != expanded(cells(1, 2, 2, 4), columns=True)),
    ("four-slices", 1): lambda: merged(cells(1, 4, 4, 1))[0, 0, 0, 1],
    ("four-slices", 3): lambda: np.sum(merged(cells(1, 4, 4, 2)) != merged(cells(1, 4, 4, 2), False)),
    ("there-and-back", 1): lambda: np.argwhere(cells(1, 4, 4, 2) != ROUND)[0],
    ("there-and-back", 3): lambda: 2 if np.array_equal(expanded(merged(ROUND)), cells(1, 4, 4, 2)) else 0,
    ("larger-blocks", 1): lambda: expanded(cells(1, 2, 2, 9), 3).shape,
    ("larger-blocks", 2): lambda: expanded(cells(1, 2, 2, 9), 3)[0, 4, 2, 0],
    ("larger-blocks", 3): lambda: np.argwhere(np.isin(VOLUME, np.flatnonzero(np.bincount(VOLUME.ravel()) == 2)))[0],
    ("heads", 1): lambda: np.sum(cells(1, 3, 6).reshape(1, 2, 3, 3).ravel() != np.arange(18)),
    ("heads", 2): lambda: cells(1, 3, 6).reshape(1, 2, 3, 3)[0, 0, 1, 0],
    ("einsum", 1): lambda: cells(2, 3).T.shape,
    ("einsum", 2): lambda: (np.ones((2, 3)) @ np.ones((3, 2)))[0, 0].astype(int),
    ("einsum", 3): lambda: np.diagonal(cells(4, 4))[2],
    ("sliding-windows", 1): lambda: UNFOLDED.shape[1],
    ("sliding-windows", 2): lambda: np.sum(UNFOLDED == 5),
    ("shifted-windows", 1): lambda: windows(cells(1, 4, 4, 1))[1, 0, 0, 0],
    ("shifted-windows", 2): lambda: np.argwhere(SHIFTED == 0)[0],
    ("shifted-windows", 3): lambda: np.argwhere(windows(SHIFTED) == 0)[0],
    ("whole-layer", 1): lambda: QKV.shape,
    ("whole-layer", 2): lambda: QKV.transpose(2, 0, 3, 1, 4)[2].ravel()[0],
    ("whole-layer", 3): lambda: 48 - QKV[:, :, 2].size,
}
# What is typed into a field: each is right, however it is written.
TYPED: dict[tuple[str, int], tuple[str, ...]] = {
    ("rows-and-columns", 2): (
        "b h w (p2 p1 c) -> b (h p1) (w p2) c",
        "b h w (p1 p2 c) → b (h p2) (w p1) c",
        "n i j (p2 p1 k) -> n (i p1) (j p2) k",
    ),
    ("four-slices", 2): ("b (h p1) (w p2) c -> b h w (p2 p1 c)", "b (h p2) (w p1) c -> b h w (p1 p2 c)"),
    ("there-and-back", 2): ("p2 p1 c",),
    ("heads", 3): (
        "B, N, C = x.shape\ny = x.view(B, N, 2, C // 2).permute(0, 2, 1, 3)",
        "y = rearrange(x, 'b n (h d) -> b h n d', h=2)",
    ),
    ("einsum", 4): ("ii->", "ii ->", "a a ->"),
    ("sliding-windows", 3): ("2",),
    ("shifted-windows", 4): ("1,1", "-3,-3", "5, 1"),
    ("larger-blocks", 4): ("y = rearrange(x, '(h a) (w b) (d c) -> h w d (a b c)', a=2, b=2, c=2)",),
}
WRONG = (
    "",
    "x",
    "-1",
    "9999",
    "0,0,0,9",
    "y[0",
    "²",
    "1" * 400,
    "b h w -> (",
    "import os",
    "x = x[",
    "null",
    "1e3",
    "0x1",
)


@pytest.mark.parametrize("step", STEPS.values(), ids=map(str, STEPS))
def test_every_step_has_something_to_do_that_can_be_done(step: Step) -> None:
    judged = step.task.judge(step.task.solution)
    assert judged.right, judged.sentence
    assert step.text
    assert not step.task.judge(step.task.begin).right, "it is not done before anybody began"


@pytest.mark.parametrize("key", ANSWERS, ids=map(str, ANSWERS))
def test_numpy_answers_alike(key: tuple[str, int]) -> None:
    found = ANSWERS[key]()
    text = ",".join(map(str, found)) if isinstance(found, (tuple, np.ndarray)) else str(found)
    assert STEPS[key].task.judge(text).right, (text, STEPS[key].task.solution)


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in TYPED.items() for text in texts], ids=str)
def test_what_does_the_same_is_right_however_it_is_written(key: tuple[str, int], text: str) -> None:
    judged = STEPS[key].task.judge(text)
    assert judged.right, judged.sentence


def test_every_step_is_answered_by_somebody_else() -> None:
    assert STEPS.keys() == ANSWERS.keys() | TYPED.keys() | {("whole-layer", 4)}


@pytest.mark.parametrize("text", WRONG)
def test_no_answer_is_too_strange(text: str) -> None:
    for key, step in STEPS.items():
        assert not step.task.judge(text).right, key
        assert str(step.task.judge(text).sentence).strip()


def at(text: str, state: Any) -> int:
    """Which cell is at the index in a sentence."""
    (place,) = re.findall(r"`\w+\[([\d, ]*)\]`", text)
    return int(state.at(*map(int, place.split(", "))))


@pytest.mark.parametrize("step", [each for each in STEPS.values() if isinstance(each.task, Number)], ids=lambda _: "")
def test_a_wrong_cell_is_told_where_it_lands(step: Step) -> None:
    task = step.task
    assert isinstance(task, Number)
    for cell in range(task.state.input_cells):
        judged = task.judge(str(cell))
        if judged.right:
            assert cell == task.state.at(*task.index)
        elif "nowhere" in str(judged.sentence):
            assert cell not in task.state.sources
        else:
            assert at(str(judged.sentence), task.state) == cell


@pytest.mark.parametrize(
    "step", [each for each in STEPS.values() if isinstance(each.task, Place | Find)], ids=lambda _: ""
)
def test_a_wrong_place_is_told_what_lands_there(step: Step) -> None:
    task = step.task
    assert isinstance(task, Place | Find)
    counts = np.bincount(task.state.sources[:, 0], minlength=task.state.input_cells)
    for position in range(task.state.cells):
        source = int(task.state.sources[position, 0])
        judged = task.judge(task.state.index(position))
        if isinstance(task, Place):
            right = source == task.cell
        else:
            right = source != position if task.wanted == "moved" else counts[source] > 1
        assert judged.right == right
        if not right:
            assert f"lands cell {source}" in str(judged.sentence)


@pytest.mark.parametrize("step", [each for each in STEPS.values() if isinstance(each.task, Count)], ids=lambda _: "")
def test_a_wrong_number_is_told_the_way(step: Step) -> None:
    due = int(step.task.solution)
    assert "more" in str(step.task.judge(str(due - 1)).sentence) or due == 0
    assert "fewer" in str(step.task.judge(str(due + 1)).sentence)


@pytest.mark.parametrize(
    "step", [each for each in STEPS.values() if isinstance(each.task, Make | Once)], ids=lambda _: ""
)
def test_what_an_answer_makes_can_be_shown(step: Step) -> None:
    made = step.task.judge(step.task.solution).made
    assert made is not None
    assert made.cells == np.prod(made.shape)


def said(name: str, step: int) -> str:
    """All that a step says."""
    found = STEPS[name, step]
    return " ".join([*map(str, found.text), str(found.task.question), str(found.task.praise)])  # type: ignore[attr-defined]


# What is said in words, or with numbers that stand in the text: the words, and what they come to.
CLAIMS: list[tuple[str, int, str, Callable[[], bool]]] = [
    ("first-cell", 1, "cell 0 is `x[0, 0, 0, 0]`, and cell 1 is `x[0, 0, 0, 1]`", lambda: (
        cells(1, 2, 2, 4)[0, 0, 0, 1] == 1)),
    ("first-cell", 2, "it skips the cells with p1 = 0", lambda: expanded(cells(1, 2, 2, 4))[0, 1, 0, 0] == 2),
    ("first-cell", 3, "row 3 of y is 2h + p1 with h = 1 and p1 = 1", lambda: 2 * 1 + 1 == 3),
    ("first-cell", 3, "column 1 is 2w + p2 with w = 0 and p2 = 1", lambda: 2 * 0 + 1 == 1),
    ("first-cell", 3, "it is `x[0, 1, 0, 3]`, cell 11", lambda: cells(1, 2, 2, 4)[0, 1, 0, 3] == 11),
    ("first-cell", 4, "what is left of the 8 channels", lambda: STEPS["first-cell", 4].state.input[-1] == 8),
    ("rows-and-columns", 1, "the second channel of the second pixel", lambda: cells(1, 2, 2, 4)[0, 0, 1, 1] == 5),
    ("rows-and-columns", 3, "on its diagonal, both put the same cell", lambda: all(
        expanded(cells(1, 2, 2, 4))[0, k, k] == expanded(cells(1, 2, 2, 4), columns=True)[0, k, k] for k in range(4))),
    ("four-slices", 1, "the one below the corner", lambda: cells(1, 4, 4, 1)[0, 1, 0, 0] == 4),
    ("four-slices", 3, "the two in the middle have changed places", lambda: np.array_equal(
        merged(cells(1, 4, 4, 2))[..., [0, 1, 4, 5, 2, 3, 6, 7]], merged(cells(1, 4, 4, 2), False))),
    ("there-and-back", 1, "16 of 32 cells are not back", lambda: np.sum(cells(1, 4, 4, 2) != ROUND) == 16),
    ("there-and-back", 2, "`(p1 p2 c)`, 16 of 32 do not", lambda: np.sum(cells(1, 4, 4, 2) != ROUND) == 16),
    ("there-and-back", 3, "p1 and p2 have changed places", lambda: np.array_equal(
        ROUND[0, :2, :2, 0], cells(1, 4, 4, 2)[0, :2, :2, 0].T)),
    ("larger-blocks", 1, "three times as long, the channels are a ninth", lambda: (
        expanded(cells(1, 2, 2, 9), 3).shape == (1, 3 * 2, 3 * 2, 9 // 9))),
    ("larger-blocks", 2, "Row 4 is 3·1 + 1, and column 2 is 3·0 + 2", lambda: 3 * 1 + 1 == 4 and 3 * 0 + 2 == 2),
    ("larger-blocks", 3, "16 cells are there twice, and 16 of 64 are not there", lambda: (
        np.sum(np.bincount(VOLUME.ravel(), minlength=64) == 2) == 16 and 64 - len(np.unique(VOLUME)) == 16)),
    ("larger-blocks", 4, "which two are missing", lambda: len({*product((0, 1), repeat=3)} - {*SLICES}) == 2),
    ("heads", 1, "x holds 3 tokens of 6 channels", lambda: STEPS["heads", 1].state.input == (1, 3, 6)),
    ("heads", 2, "of token 0 the cells 0, 1, 2, of token 1 the cells 6, 7, 8", lambda: (
        cells(1, 3, 6)[0, :2, :3].ravel().tolist() == [0, 1, 2, 6, 7, 8])),
    ("heads", 2, "the second half of one token", lambda: cells(1, 3, 6)[0, 0, 3] == 3),
    ("einsum", 3, "5 cells further", lambda: set(np.diff(np.diagonal(cells(4, 4)))) == {5}),
    ("sliding-windows", 1, "three along each axis. y is 1×4×9", lambda: UNFOLDED.shape == (4, 9)),
    ("sliding-windows", 2, "16 cells come in, 36 go out. A corner is seen once", lambda: (
        UNFOLDED.size == 36 and np.sum(UNFOLDED == 0) == 1)),
    ("sliding-windows", 2, "once as each corner", lambda: all(np.sum(row == 5) == 1 for row in UNFOLDED)),
    ("shifted-windows", 3, "it holds the cells 5, 6, 9, 10", lambda: (
        windows(SHIFTED)[0].ravel().tolist() == [5, 6, 9, 10])),
    ("shifted-windows", 3, "the last window holds the four corners", lambda: (
        {*windows(SHIFTED)[3].ravel()} == {0, 3, 12, 15})),
    ("whole-layer", 1, "12 channels for each of 4 tokens", lambda: STEPS["whole-layer", 1].state.input == (1, 4, 12)),
    ("whole-layer", 2, "the first two thirds of the channels", lambda: 8 / 12 == 2 / 3),
    ("whole-layer", 4, "12 of 16 cells lie elsewhere", lambda: np.sum(
        QKV.transpose(2, 0, 3, 1, 4)[2].reshape(1, 4, 4) != QKV[:, :, 2].reshape(1, 4, 4)) == 12),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "step", "words", "holds"), CLAIMS, ids=[f"{each[0]}: {each[2][:40]}" for each in CLAIMS]
)
def test_what_is_said_is_so(name: str, step: int, words: str, holds: Callable[[], bool]) -> None:
    assert words in said(name, step)
    assert holds()


def test_a_half_of_the_cells_ends_elsewhere_where_a_summary_says_so() -> None:
    assert "half of the cells" in str(lessons()["rows-and-columns"].summary)
    assert "half of the cells" in str(lessons()["there-and-back"].summary)
    for name, step in (("rows-and-columns", 3), ("there-and-back", 1)):
        state = STEPS[name, step].state
        elsewhere = state.verdict.moved if name == "there-and-back" else int(STEPS[name, step].task.solution)
        assert elsewhere == state.cells / 2


def test_there_are_ten_and_each_is_read_in_a_few_minutes() -> None:
    assert len(lessons()) == 10
    assert all(3 <= len(lesson.steps) <= 4 for lesson in lessons().values())
    assert all(len(lesson.also) >= 8 for lesson in lessons().values())
