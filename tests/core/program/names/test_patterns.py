"""The axes of a program's tensors are called as the patterns in it call them."""

import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run
from einscope.core.program.answer.judged import judged_whole
from einscope.core.program.names.axes import axis_names

PROGRAMS = [
    ("y = rearrange(x, 'b (h p) c -> b h p c', p=2)", {"x": (1, 16, 3)}, ["b hp c", "b h p c"]),
    ("y = einops.rearrange(x, 'b h w -> b (h w)')", {"x": (2, 3, 4)}, ["b h w", "b h"]),
    ("y = reduce(x, 'batch row col -> batch col', 'mean')", {"x": (2, 3, 4)}, ["batch row col", "batch col"]),
    ("y = Rearrange('b n c -> b c n')(x)", {"x": (2, 3, 4)}, ["b n c", "b c n"]),
    ("y = torch.einsum('bij,bjk->bik', q, k)", {"q": (2, 3, 4), "k": (2, 4, 5)}, ["b i j", "b j k", "b i k"]),
    ("y = einops.einsum(q, k, 'b i j, b j k -> b i k')", {"q": (2, 3, 4), "k": (2, 4, 5)}, ["b i j", "b j k", "b i k"]),
    ("einsum('bij,bjk->bik', q, k)", {"q": (2, 3, 4), "k": (2, 4, 5)}, ["b i j", "b j k", "b i k"]),
    ("Rearrange('b n c -> b (n c)')(x)", {"x": (2, 3, 4)}, ["b n c", "b n"]),
    ("y = rearrange(x, 'b (h p1) -> p1 h b', p1=2)", {"x": (2, 6)}, ["b hp1", "p1 h b"]),
    ("def f(x):\n    return rearrange(x, 'u v -> v u')\n", {"x": (2, 3)}, ["u v", "v u"]),
    # What is called so before and behind it: a name that is given again is another tensor.
    ("x = x.flatten(1)\ny = rearrange(x, 'n m -> m n')", {"x": (2, 3, 4)}, ["i j k", "n m", "m n"]),
    ("x = rearrange(x, 'a d -> d a')\ny = x.T", {"x": (2, 3)}, ["a d", "d a", "a d"]),
    # A shape that is unpacked says it first, then a comment; each names an axis that the others do not.
    ("R, C = x.shape\ny = rearrange(x, 'a d -> d a')", {"x": (2, 3)}, ["r c", "d a"]),
    ("y = rearrange(x, 'a (d e) -> d e a', e=2)  # D, E, T", {"x": (2, 4)}, ["a de", "d e t"]),
    # An axis that letters make up has the name that it had, or that of its slowest part; else these letters.
    (
        "y = rearrange(x, 'b (h p1) -> p1 h b', p1=2)\nz = rearrange(y, 'p1 h b -> b (h p1)')",
        {"x": (2, 6)},
        ["b hp1", "p1 h b", "b h"],
    ),
    # Of an ellipsis, and of words that make up one axis, nothing is said.
    ("y = rearrange(x, '... d -> d ...')", {"x": (2, 3)}, ["i j", "j i"]),
    ("y = rearrange(x, '(one two) d -> one d two', two=2)", {"x": (4, 3)}, ["i d", "one d two"]),
    ("y = rearrange(x, '1 d -> d')", {"x": (1, 3)}, ["i d", "d"]),
]


@pytest.mark.parametrize(("code", "shapes", "wanted"), PROGRAMS)
def test_axes_are_called_as_in_the_pattern(code: str, shapes: dict[str, tuple[int, ...]], wanted: list[str]) -> None:
    names = axis_names(run(code, shapes, {}, DEFAULT_LIMITS), code)
    assert [" ".join(each) for each in names] == wanted


@pytest.mark.parametrize(
    ("code", "shape", "pattern"),
    [
        ("y = rearrange(x, 'b (h p) c -> b h p c', p=2)", (1, 16, 3), "b (h p) c -> b h p c"),
        ("y = rearrange(x, 'b (h p) c -> b c (p h)', p=2)", (1, 16, 3), "b (h p) c -> b c (p h)"),
        ("h2, c = x.shape\ny = x.view(4, -1, c).transpose(0, 1)", (8, 3), "(h2 h22) c -> h22 h2 c"),
        ("bn, c = x.shape\ny = x.view(4, -1, c).transpose(0, 1)", (8, 3), "(b n) c -> n b c"),
        ("z = rearrange(x, 'b h w -> b (h w)')\ny = z.T", (2, 3, 4), "b h w -> (h w) b"),
        ("y = rearrange(x, '(one two) d -> one d two', two=2)", (4, 3), "(one two) d -> one d two"),
    ],
)
def test_so_is_the_pattern_that_a_program_is_the_same_as(code: str, shape: tuple[int, ...], pattern: str) -> None:
    program = run(code, {"x": shape}, {}, DEFAULT_LIMITS)
    same = judged_whole(program, axis_names(program, code), DEFAULT_LIMITS, code).same
    assert same is not None
    assert same.pattern == pattern
