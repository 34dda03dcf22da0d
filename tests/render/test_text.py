"""The scene in characters: every cell stands where the picture has it, and everything is aligned."""

import re

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.render.blocks import HOLLOW
from einscope.render.text.grid import grids
from einscope.render.text.pen import Pen
from einscope.render.text.width import width
from tests.render.subjects import NAMES, SUBJECTS, subject

SMALL = [(name, *asked) for name, asked in zip(NAMES, SUBJECTS, strict=True) if "1000000" not in asked[1]["shape"]]


def lines(operation: str, texts: dict[str, str], *, coloured: bool = False) -> list[str]:
    return list(grids(subject(operation, texts), Pen(str, coloured)))


def result(shown: list[str]) -> list[str]:
    """What stands in the grid of the output, plane by plane as it is read, without the planes' numbers."""
    [row] = [number for number, line in enumerate(shown) if "y · " in line]
    column = shown[row].index("y · ")
    words: list[str] = []
    for line in shown[row + 1 :]:
        words += [word for word in line[column:].split() if not word.startswith("[")] if line[:1] != "·" else []
    return words


@pytest.mark.parametrize(("name", "operation", "texts"), SMALL, ids=[name for name, *_ in SMALL])
def test_every_cell_of_the_result_stands_in_its_grid(name: str, operation: str, texts: dict[str, str]) -> None:
    plan = registry()[operation].read(texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
    shown = [line for line in lines(operation, texts) if line[:3] not in ("( )", "· 0")]
    words = result(shown)
    if plan.computes:
        assert len(words) == plan.output.cells
        return
    sources = plan.maps[0].sources(np.arange(plan.output.cells))[:, 0].tolist()
    assert sorted(words) == sorted("·" if source == HOLLOW else str(source) for source in sources)


@pytest.mark.parametrize(
    ("pattern", "shape", "turned"),
    [
        ("h w -> w h", "3,5", (1, 0)),
        ("h w c -> c (h w)", "2,2,12", (2, 0, 1)),
        ("a b c -> (c a b)", "2,3,2", (2, 0, 1)),
    ],
)
def test_rows_and_columns_are_those_of_numpy(pattern: str, shape: str, turned: tuple[int, ...]) -> None:
    sizes = tuple(map(int, shape.split(",")))
    expected = np.arange(np.prod(sizes)).reshape(sizes).transpose(turned).reshape(-1)
    assert result(lines("rearrange", {"pattern": pattern, "shape": shape})) == expected.astype(str).tolist()


@pytest.mark.parametrize(("name", "operation", "texts"), SMALL, ids=[name for name, *_ in SMALL])
def test_colours_move_nothing(name: str, operation: str, texts: dict[str, str]) -> None:
    bare = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in lines(operation, texts, coloured=True)]
    assert bare == lines(operation, texts)


def test_chinese_takes_two_columns() -> None:
    shown = lines("rearrange", {"pattern": "行 列 -> 列 行", "shape": "2,3"})
    column = width(shown[0][: shown[0].index("y ·")])
    assert column > shown[0].index("y ·")
    assert [line[column:].split() for line in shown[1:3]] == [["0", "3"], ["1", "4"]]
