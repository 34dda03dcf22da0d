"""What the snippets look like: short, idiomatic, and without steps that do nothing."""

import pytest

from tests.core.readings.case import Case, pattern_case
from tests.core.readings.cases import shown_cases

LIBRARIES = {
    **dict.fromkeys(("reduce", "einsum"), ("einops", "numpy", "torch", "jax")),
    **dict.fromkeys(("rearrange", "repeat", "merge", "expand"), ("einops", "numpy", "torch", "jax", "slices")),
    **dict.fromkeys(("unfold", "roll"), ("numpy", "torch", "jax", "slices")),
}
MERGE = {"shape": "1,5,5,2", "factor": "2"}


def test_every_operation_is_told_in_the_words_of_its_libraries() -> None:
    assert {case.operation: tuple(case.snippets) for case in shown_cases()} == LIBRARIES


@pytest.mark.parametrize(
    ("case", "lines"),
    [
        (pattern_case("rearrange", "a b -> a b", "2,3"), ["y = x"]),
        (pattern_case("rearrange", "a b -> b a", "2,3"), ["y = x.transpose(1, 0)"]),
        (pattern_case("rearrange", "a b c -> a (b c)", "2,3,4"), ["y = x.reshape(2, 12)"]),
        (pattern_case("rearrange", "a 1 -> a", "2,1"), ["y = x.reshape(2)"]),
        (pattern_case("rearrange", "1 -> ", "1"), ["y = x.reshape(())"]),
        (pattern_case("rearrange", "(a b) c -> c (a b)", "6,5", "a=2"), ["y = x.transpose(1, 0)"]),
        (pattern_case("reduce", "a (b c) -> a", "2,6", "b=2", "max"), ["y = x.max(axis=1)"]),
        (pattern_case("reduce", "a b -> ", "2,6", "", "max"), ["y = x.max()"]),
        (pattern_case("reduce", "a b c -> b 1", "2,6,4", "", "any"), ["y = x.any(axis=(0, 2))", "y = y.reshape(6, 1)"]),
        (
            pattern_case("reduce", "(h p) c -> c h", "4,3", "p=2", "mean"),
            ["y = x.reshape(2, 2, 3)", "y = y.mean(axis=1)", "y = y.transpose(1, 0)"],
        ),
        (pattern_case("repeat", "a -> r a", "2", "r=3"), ["import numpy as np", "", "y = np.broadcast_to(x, (3, 2))"]),
        (pattern_case("repeat", "a -> a r", "2", "r=1"), ["y = x.reshape(2, 1)"]),
        (
            pattern_case("repeat", "a b -> (a r) b", "2,3", "r=3"),
            ["import numpy as np", "", "y = np.broadcast_to(x[:, None], (2, 3, 3))", "y = y.reshape(6, 3)"],
        ),
    ],
    ids=str,
)
def test_steps_that_do_nothing_are_left_out(case: Case, lines: list[str]) -> None:
    assert case.snippets["numpy"].splitlines() == lines


@pytest.mark.parametrize(
    ("case", "lines"),
    [
        (pattern_case("reduce", "a b c -> b", "2,3,4", "", "max"), ["y = x.amax(dim=(0, 2))"]),
        (pattern_case("reduce", "a b c -> a b", "2,3,4", "", "min"), ["y = x.amin(dim=2)"]),
        (pattern_case("reduce", "a b c -> b", "2,3,4", "", "prod"), ["y = x.prod(dim=2).prod(dim=0)"]),
        (pattern_case("reduce", "a b c -> ", "2,3,4", "", "prod"), ["y = x.prod()"]),
        (pattern_case("reduce", "a b c -> b", "2,3,4", "", "all"), ["y = x.all(dim=(0, 2))"]),
        (pattern_case("rearrange", "a b c -> c a b", "2,3,4"), ["y = x.permute(2, 0, 1)"]),
        (pattern_case("repeat", "a b -> a r b", "2,3", "r=4"), ["y = x[:, None].expand(2, 4, 3)"]),
        (
            Case("merge", {**MERGE, "odd": "pad"}),
            [
                "import torch.nn.functional as F",
                "",
                "y = F.pad(x, (0, 0, 0, 1, 0, 1))",
                "y = y.reshape(1, 3, 2, 3, 2, 2)",
                "y = y.permute(0, 1, 3, 4, 2, 5)",
                "y = y.reshape(1, 3, 3, 8)",
            ],
        ),
    ],
    ids=str,
)
def test_torch_has_its_own_words(case: Case, lines: list[str]) -> None:
    assert case.snippets["torch"].splitlines() == lines


def test_jax_has_its_own_name_for_the_functions() -> None:
    assert pattern_case("repeat", "a -> a r", "2", "r=3").snippets["jax"].splitlines() == [
        "import jax.numpy as jnp",
        "",
        "y = jnp.broadcast_to(x[:, None], (2, 3))",
    ]


@pytest.mark.parametrize(
    ("case", "call"),
    [
        (pattern_case("rearrange", " a  b->b a", "2,3"), 'y = rearrange(x, " a  b->b a")'),
        (pattern_case("rearrange", "(a b) -> b a", "6", "b=2"), 'y = rearrange(x, "(a b) -> b a", b=2)'),
        (pattern_case("rearrange", "(高 b) -> b 高", "6", "高=2"), 'y = rearrange(x, "(高 b) -> b 高", 高=2)'),
        (
            pattern_case("rearrange", "(in ﬁ b) -> b ﬁ in", "12", "in=2,b=2,ﬁ=3"),
            'y = rearrange(x, "(in ﬁ b) -> b ﬁ in", b=2, **{"in": 2, "ﬁ": 3})',
        ),
        (pattern_case("reduce", "a b -> a", "2,3", "", "mean"), 'y = reduce(x, "a b -> a", "mean")'),
        (pattern_case("repeat", "a -> a r", "2", "r=3"), 'y = repeat(x, "a -> a r", r=3)'),
    ],
    ids=str,
)
def test_einops_is_called_with_the_pattern_as_typed(case: Case, call: str) -> None:
    assert case.snippets["einops"].splitlines()[-1] == call


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (
            {"odd": "crop"},
            [
                "x0 = x[:, 0:4:2, 0:4:2, :]",
                "x1 = x[:, 1:4:2, 0:4:2, :]",
                "x2 = x[:, 0:4:2, 1:4:2, :]",
                "x3 = x[:, 1:4:2, 1:4:2, :]",
                "y = np.concatenate([x0, x1, x2, x3], axis=-1)",
            ],
        ),
        (
            {"odd": "pad", "order": "p1 c p2"},
            [
                "x = np.pad(x, ((0, 0), (0, 1), (0, 1), (0, 0)))",
                "y = np.empty((1, 3, 3, 8), dtype=x.dtype)",
                "y[..., 0:4:2] = x[:, 0::2, 0::2, :]",
                "y[..., 1:4:2] = x[:, 0::2, 1::2, :]",
                "y[..., 4:8:2] = x[:, 1::2, 0::2, :]",
                "y[..., 5:8:2] = x[:, 1::2, 1::2, :]",
            ],
        ),
    ],
)
def test_merging_takes_strided_slices(texts: dict[str, str], lines: list[str]) -> None:
    assert Case("merge", {**MERGE, **texts}).snippets["slices"].splitlines() == ["import numpy as np", "", *lines]


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (
            {"shape": "1,2,2,8"},
            [
                "y = np.empty((1, 4, 4, 2), dtype=x.dtype)",
                "y[:, 0::2, 0::2, :] = x[..., 0:2]",
                "y[:, 0::2, 1::2, :] = x[..., 2:4]",
                "y[:, 1::2, 0::2, :] = x[..., 4:6]",
                "y[:, 1::2, 1::2, :] = x[..., 6:8]",
            ],
        ),
        (
            {"shape": "1,6,2", "factor": "3", "order": "c p1", "channels": "first"},
            [
                "y = np.empty((1, 2, 6), dtype=x.dtype)",
                "y[:, :, 0::3] = x[:, 0::3]",
                "y[:, :, 1::3] = x[:, 1::3]",
                "y[:, :, 2::3] = x[:, 2::3]",
            ],
        ),
    ],
)
def test_expanding_fills_strided_slices(texts: dict[str, str], lines: list[str]) -> None:
    assert Case("expand", texts).snippets["slices"].splitlines() == ["import numpy as np", "", *lines]


@pytest.mark.parametrize(
    ("operation", "texts", "readable"),
    [
        ("merge", {"shape": "1,8,8,1", "factor": "8"}, True),
        ("merge", {"shape": "1,65,1", "factor": "65"}, False),
        ("expand", {"shape": "1,1,1,64", "factor": "8"}, True),
        ("expand", {"shape": "1,1,1,1,72", "factor": "8,3,3"}, False),
        ("merge", {"shape": "1,1000000,1000000,1", "factor": "1000000"}, False),
    ],
)
def test_slices_are_left_out_where_nobody_would_read_them(
    operation: str, texts: dict[str, str], readable: bool
) -> None:
    assert ("slices" in Case(operation, texts).snippets) == readable


@pytest.mark.parametrize(
    ("case", "lines"),
    [
        (pattern_case("rearrange", "a b -> a b", "2,3"), ["y = x"]),
        (pattern_case("rearrange", "a b -> b a", "2,3"), ["y = x.transpose(1, 0)"]),
        (
            pattern_case("rearrange", "b (h p1) (w p2) c -> b (h w) (p2 p1 c)", "1,6,6,2", "p1=3,p2=3"),
            [
                "for p1, w, p2 in np.ndindex(3, 2, 3):",
                "    y[0, w::2, 6*p2 + 2*p1:6*p2 + 2*p1 + 2] = x[0, p1::3, 3*w + p2]",
            ],
        ),
        (
            pattern_case("rearrange", "(x y np) -> np (y x)", "24", "x=2,y=3"),
            ["for i0, i1 in np.ndindex(3, 4):", "    y[i1, 2*i0:2*i0 + 2] = x[4*i0 + i1::12]"],
        ),
        (pattern_case("repeat", "a -> (r a)", "2", "r=3"), ["for r, in np.ndindex(3):", "    y[2*r:2*r + 2] = x"]),
        (pattern_case("rearrange", "1 1 -> ", "1,1"), ["y[...] = x[0, 0]"]),
    ],
    ids=str,
)
def test_slices_put_whole_rows_of_blocks_in_their_places(case: Case, lines: list[str]) -> None:
    assert case.snippets["slices"].splitlines()[-len(lines) :] == lines
