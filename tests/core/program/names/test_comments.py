"""Comments that list the axes of a tensor name them, where they are of its shape; sentences name nothing."""

import ast

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run
from einscope.core.program.names.axes import axis_names
from einscope.core.program.names.comments import commented
from einscope.core.program.question import asked

LISTS = [
    ("B H/2 W/2 C", "B|H/2|W/2|C"),
    ("(B, C, H, W)", "B|C|H|W"),
    ("[B, N, C]", "B|N|C"),
    ("B, nH, N, N", "B|nH|N|N"),
    ("b c h w", "b|c|h|w"),
    ("B x C x H x W", "B|C|H|W"),
    ("B × N × C", "B|N|C"),
    ("shape: (B, N, C)", "B|N|C"),
    ("-> B, C, H, W", "B|C|H|W"),
    ("nW*B, window_size, window_size, C", "nW*B|window_size|window_size|C"),
    ("bs, hw, c", "bs|hw|c"),
    ("2, Wh, Ww", "2|Wh|Ww"),
    ("(B, h * w, C).", "B|h * w|C"),
    ("batch, seq, dim", "batch|seq|dim"),
]
SENTENCES = [
    "go on to",
    "merge windows",
    "do not move, or turn",
    "cat the heads",
    "noqa: E501",
    "type: ignore",
    "B, C, H, W -> B, H, W, C",
    "TODO fix",
    "A then B",
    "first the rows, then the columns",
    "",
    "B",
]


@pytest.mark.parametrize(("comment", "entries"), LISTS)
def test_a_list_of_axes_is_read(comment: str, entries: str) -> None:
    code = f"y = x.t()  # {comment}"
    assert commented(code, ast.parse(code)).lines == {("y", 1): tuple(entries.split("|"))}


@pytest.mark.parametrize("comment", SENTENCES)
def test_a_sentence_is_none(comment: str) -> None:
    code = f"y = x.t()  # {comment}"
    assert commented(code, ast.parse(code)).lines == {}


def names(code: str, shape: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    return axis_names(run(code, {"x": shape}, {}, DEFAULT_LIMITS), code)


@pytest.mark.parametrize(
    ("code", "shape", "named"),
    [
        ("y = x[:, ::2, ::2]  # B H/2 W/2 C", (1, 4, 6, 2), "b h w c"),
        ("# x: (B, N, C)\ny = x.transpose(1, 2)", (2, 3, 4), "b c n"),
        ("y = x.view(2, 3, 2, 2)  # [B, N, heads, d]", (2, 3, 4), "b n heads d"),
        ("y = x.view(  # cut\n    2, 3, 2, 2\n)  # B, N, h, 2", (2, 3, 4), "b n h k"),
        ("y = x @ x.mT  # B, N, N", (2, 3, 4), "b n n2"),
        # What the program does comes before what it says, and what is said of another shape is said of nothing.
        ("y = x.mT  # B, N, C\nb, c, d = y.shape\nz = y.flatten(1)", (2, 3, 4), "b c"),
        ("y = x.mT  # B, C", (2, 3, 4), "i k j"),
        ("y = x.mT  # B, 7, C", (2, 3, 4), "i k j"),
        ("B, N, C = x.shape\ny = x.mT  # B, N, C", (2, 3, 4), "b c n"),
        ("B, N, C = x.shape\ny = x.mT  # B, C, N", (2, 3, 4), "b c n"),
        ("y = x.mT  # swap the last two", (2, 3, 4), "i k j"),
    ],
)
def test_they_name_the_axes_of_a_tensor(code: str, shape: tuple[int, ...], named: str) -> None:
    assert " ".join(names(code, shape)[-1]) == named


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("print(x.shape)  # torch.Size([2, 6, 3])\ny = x.transpose(1, 2)", "x:2,6,3"),
        ("x.shape  # (2, 6, 3)\nx = x.transpose(1, 2)\nx.shape  # (2, 3, 6)", "x:2,6,3"),
        ("def f(x):\n    # x: (2, 6, 3)\n    return x.transpose(1, 2)", "x:2,6,3"),
        ("# x: (B, C, H, W)\ny = x.flatten(2)", "x:1,3,4,2"),
        ("# x: (B, C)\nb, c, h = x.shape\ny = x.flatten(1)", "x:1,4,2"),  # what it does comes first
    ],
)
def test_a_shape_that_a_comment_tells_is_proposed(code: str, shape: str) -> None:
    with pytest.raises(PatternError) as missing:
        asked({"code": code}, DEFAULT_LIMITS).run(DEFAULT_LIMITS)
    assert missing.value.repair["shape"].count(",") == shape.count(",")
    if any(character.isdigit() for character in code.partition("#")[2].partition("\n")[0]):
        assert missing.value.repair["shape"] == shape
