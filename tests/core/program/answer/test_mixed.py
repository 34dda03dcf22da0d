"""Reshapes whose sizes are called otherwise than the cells lie: what is said of them, and that the mend holds."""

import einops
import numpy as np
import pytest

from einscope.core.errors import say
from einscope.core.limits import Limits
from einscope.core.map import whole
from einscope.core.program import run
from einscope.core.program.answer.mixed import Mixed, mixed
from einscope.core.program.names.axes import axis_names
from einscope.core.program.run.source import Source

HEADS = "b, h, n, d = x.shape\n"
IMAGE = "B, C, H, W = x.shape\n"


def found_in(code: str, shape: tuple[int, ...]) -> tuple[Mixed, ...]:
    program = run(code, {"x": shape}, {}, Limits())
    return mixed(program, Source(code, Limits()), axis_names(program, code))


@pytest.mark.parametrize(
    ("code", "shape", "pattern"),
    [
        (HEADS + "y = x.view(b, n, h * d)", (1, 2, 4, 2), "b h n d -> b n (h d)"),
        (HEADS + "y = x.reshape(b, n, -1)", (1, 2, 4, 2), "b h n d -> b n (h d)"),
        (HEADS + "y = x.reshape((b, n, h * d))", (2, 3, 4, 5), "b h n d -> b n (h d)"),
        (HEADS + "c = h * d\ny = x.contiguous().view(b, n, c)", (1, 2, 4, 2), "b h n d -> b n (h d)"),
        (IMAGE + "x = x.view(B, H, W, C)", (1, 3, 2, 4), "b c h w -> b h w c"),
        (IMAGE + "y = x.reshape(B, H * W, C)", (1, 3, 2, 4), "b c h w -> b (h w) c"),
        (IMAGE + "y = x.reshape(B, -1, C)", (2, 3, 2, 4), "b c h w -> b (h w) c"),
        ("h, w = x.shape\ny = x.reshape(w, h)", (2, 3), "h w -> w h"),
    ],
)
def test_a_reshape_in_another_order_is_told_and_mended(code: str, shape: tuple[int, ...], pattern: str) -> None:
    (told,) = found_in(code, shape)
    assert told.pattern == pattern
    assert code[slice(*told.span)].count("(") >= 1
    mended = code[: told.span.start] + told.repair + code[told.span.end :]
    assert found_in(mended, shape) == ()
    program = run(mended, {"x": shape}, {}, Limits())
    cells = np.arange(np.prod(shape)).reshape(shape)
    expected = einops.rearrange(cells, pattern)
    assert program.output.shape == expected.shape
    assert whole(program.output.map, cells.size)[:, 0].tolist() == expected.reshape(-1).tolist()


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        (HEADS + "y = x.permute(0, 2, 1, 3).reshape(b, n, h * d)", (1, 2, 4, 2)),
        (HEADS + "y = x.transpose(1, 2)\nz = y.reshape(b, n, h * d)", (1, 2, 4, 2)),
        (HEADS + "y = x.reshape(b * h, n, d)", (1, 2, 4, 2)),
        (HEADS + "y = x.reshape(b, n, h * d)", (1, 1, 4, 2)),  # a single head: nothing is out of order
        (IMAGE + "y = x.view(B, C, H * W)", (1, 3, 2, 4)),
        (IMAGE + "y = x.view(B, C // 3, 3, H, W)", (1, 3, 2, 4)),
        (IMAGE + "y = x.view(B, 2, -1, C)", (1, 3, 2, 4)),  # a size that no name says
        ("y = x.view(4, 2)", (2, 4)),  # sizes without names mean nothing
        ("h, w = x.shape\ny = x.reshape(h, w)", (2, 3)),
        ("h, w = x.shape\ny = x.reshape(0, h)", (2, 0)),
    ],
)
def test_a_reshape_that_keeps_its_promise_is_not_spoken_of(code: str, shape: tuple[int, ...]) -> None:
    assert found_in(code, shape) == ()


def test_the_sentence_names_what_is_mixed() -> None:
    (told,) = found_in(HEADS + "y = x.view(b, n, h * d)", (1, 2, 4, 2))
    assert str(told.sentence) == (
        "cells keep the order b h n d, but the sizes are called b n (h d): n = 0 of the result takes n = 0, 1 of h = 0"
        "; 12 of 16 cells are not where b h n d -> b n (h d) puts them"
    )
    assert told.sentence.template == say("{some}: {more}").template
