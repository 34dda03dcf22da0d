"""Cells that are made of several show what they become, or the terms of it, and never a source that passes for it."""

from collections.abc import Mapping

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program.question import asked
from einscope.render.marks import Cell, between
from einscope.render.motion import opened
from einscope.render.paint import marks
from einscope.render.subject import Subject
from einscope.web.program.pictures import line_subject
from einscope.web.requests.view import View
from tests.render.subjects import subject

Texts = Mapping[str, str]

ATTENTION = {"pattern": "b h i d, b h j d -> b h i j", "shape": "1,2,2,3;1,2,2,3"}
GATHERED: list[tuple[str, Texts]] = [
    ("reduce", {"pattern": "h w -> h", "shape": "3,4", "reduction": "max"}),
    ("reduce", {"pattern": "h w -> w", "shape": "3,4", "reduction": "mean"}),
    ("reduce", {"pattern": "h w c -> h w", "shape": "2,2,3", "reduction": "min"}),
    ("reduce", {"pattern": "b (h 2) (w 2) c -> b h w c", "shape": "1,4,4,2", "reduction": "sum"}),
    ("reduce", {"pattern": "a b ->", "shape": "3,3", "reduction": "prod"}),
    ("einsum", {"pattern": "i j, j k -> i k", "shape": "2,3;3,2"}),
    ("einsum", ATTENTION),
    ("einsum", {"pattern": "i, j -> i j", "shape": "2;3"}),
    ("einsum", {"pattern": "i j, j k, k l -> i l", "shape": "2,2;2,2;2,2"}),
    ("einsum", {"pattern": "i i ->", "shape": "3,3"}),
    ("einsum", {"pattern": "i i, i -> i", "shape": "3,3;3"}),
]
TIMES = np.linspace(0, 3, 61).round(3).tolist()


def standing(seen: Subject, time: float) -> list[tuple[Cell, float, float]]:
    """The cells of the output that are seen at a time, in the order they are painted, with their places."""
    share = opened(time)
    cells = [mark for mark in marks(seen, "beside").figures if isinstance(mark, Cell) and mark.which == "to"]
    return [(cell, *between(cell.closed, cell.open, share)) for cell in cells if cell.seen(time)]


@pytest.mark.parametrize(("operation", "texts"), GATHERED)
def test_no_block_covers_what_is_written_on_another(operation: str, texts: Texts) -> None:
    seen = subject(operation, texts)
    depth = any(step[2] for step in seen.scene.flights[0].stages[2].steps)
    for time in TIMES:
        cells = standing(seen, time)
        for number, (cell, x, y) in enumerate(cells):
            middle = (x + cell.width / 2, y + cell.height / 2)
            over = [
                other
                for other, left, top in cells[number + 1 :]
                if other.kind != "label"
                and left < middle[0] < left + other.width
                and top < middle[1] < top + other.height
            ]
            assert not (cell.text and over) or depth, (time, cell.text)


@pytest.mark.parametrize(("operation", "texts"), GATHERED)
def test_the_output_at_rest_shows_results_and_nothing_else(operation: str, texts: Texts) -> None:
    seen = subject(operation, texts)
    assert seen.result is not None
    written = [cell.text.split("\n")[0] for cell, _, _ in standing(seen, 3.0) if cell.text]
    assert sorted(written) == sorted(f"{value:g}" for value in seen.result if value is not None)


@pytest.mark.parametrize(
    ("texts", "data", "written"),
    [
        ({"pattern": "i j, j -> i", "shape": "1,2;2"}, "[[3,4]];[5,-2]", ["3·5\n= 15", "4·-2\n= -8"]),
        ({"pattern": "i, i, i ->", "shape": "2;2;2"}, "1 2;3 4;5 6", ["1·3·5\n= 15", "2·4·6\n= 48"]),
        ({"pattern": "i i, i -> ", "shape": "2,2;2"}, "[[7,0],[0,9]];[1,2]", ["7·1\n= 7", "9·2\n= 18"]),
        ({"pattern": "i, i ->", "shape": "2;2"}, "cat sat;1 2", ["cat·1", "sat·2"]),
    ],
)
def test_products_stand_side_by_side_before_they_fall_together(texts: Texts, data: str, written: list[str]) -> None:
    seen = subject("einsum", texts, View(data=data))
    assert [cell.text for cell, _, _ in standing(seen, 2.0) if cell.text] == written


def test_numbers_are_seen_in_flight_and_none_while_blocks_fall_together() -> None:
    seen = subject("reduce", {"pattern": "h w -> h", "shape": "2,3", "reduction": "max"})
    written = {time: [cell.text for cell, _, _ in standing(seen, time) if cell.text] for time in (0.0, 1.5, 2.7, 3.0)}
    assert written[0.0] == written[3.0] == ["2\nmax of 3", "5\nmax of 3"]
    assert written[1.5] == ["0", "1", "2", "3", "4", "5"]
    assert written[2.7] == []


def test_results_of_programs_are_not_one_of_their_cells() -> None:
    question = asked({"code": "y = x.sum(0)", "shape": "x:6,2"}, DEFAULT_LIMITS)
    seen = line_subject(question, question.run(DEFAULT_LIMITS), None, View(), DEFAULT_LIMITS)
    for time in TIMES:
        written = {cell.text for cell, _, _ in standing(seen, time) if cell.text}
        assert written <= {"of 6"}, time
    assert [cell.text for cell, _, _ in standing(seen, 3.0) if cell.text] == ["of 6", "of 6"]
