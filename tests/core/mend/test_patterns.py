"""Mistakes in a pattern: what is offered for each, and that it mends it."""

import traceback
from collections.abc import Callable
from importlib import import_module

import einops
import numpy as np
import pytest

from tests.core.mend.offered import Texts, assert_every_offer_mends, refused

UNSHUFFLE = "b h w (p1 p2 c) -> b (h p1) (w p2) c"
PATCHES = ("1,2,2,4", "p1=2,p2=2")

# pattern as typed, shape, sizes; the patterns offered, the likeliest first
MISTAKES = [
    # a name written amiss
    ("b h w (p1 p2 c) -> b (h p1) (w p3) c", *PATCHES, [UNSHUFFLE]),
    ("b h w (p1 p2 c) -> b (h p1) (w P2) c", *PATCHES, [UNSHUFFLE]),
    ("B h w -> b w h", "1,2,3", "", ["b h w -> b w h"]),
    ("b hh w -> b h w", "1,2,3", "", ["b h w -> b h w"]),
    ("b h w -> b hh w", "1,2,3", "", ["b h w -> b h w"]),
    ("b h w -> B W H", "1,2,3", "", ["b h w -> b w h"]),
    ("batch height width -> batch width heigth", "1,2,3", "", ["batch height width -> batch width height"]),
    ("x y -> y z", "2,3", "", ["x y -> y x"]),
    ("a b -> c d", "2,3", "", ["a b -> a b", "a b -> b a"]),
    ("_h w -> w _h", "2,3", "", ["h w -> w h"]),
    ("2h w -> w 2h", "2,3", "", ["h2 w -> w h2"]),
    ("patch-size w -> w patch-size", "2,3", "", ["patch_size w -> w patch_size", "patchsize w -> w patchsize"]),
    ("h² w -> w h²", "4,2", "", ["h2 w -> w h2"]),
    ("(tensor b) -> tensor b", "6", "tensor=2", ["(tensor2 b) -> tensor2 b"]),
    # several axes in one name
    ("bhwc->bchw", "1,2,3,4", "", ["b h w c->b c h w"]),
    ("bhwc -> b c h w", "1,2,3,4", "", ["b h w c -> b c h w"]),
    ("b hw c -> b h w c", "1,6,2", "h=2", ["b (h w) c -> b h w c"]),
    ("batch height width -> batch heightwidth", "1,2,3", "", ["batch height width -> batch (height width)"]),
    ("b h w c -> b n c", "1,2,3,4", "", ["b h w c -> b (h w) c"]),
    ("b n c -> b h w c", "1,6,2", "h=2", ["b (h w) c -> b h w c"]),
    ("b_h_w -> b_w_h", "1,2,3", "", ["b h w -> b w h"]),
    # axes by their numbers
    ("x.permute(0, 2, 1)", "1,2,3", "", ["a b c -> a c b"]),
    ("y = x.permute(dims=(2, 0, -2))", "1,2,3", "", ["a b c -> c a b"]),
    ("np.transpose(x, (2, 0, 1))", "1,2,3", "", ["a b c -> c a b"]),
    ("x.transpose(-1, -2)", "1,2,3", "", ["a b c -> a c b"]),
    ("torch.swapaxes(x, 0, 1)", "2,3", "", ["a b -> b a"]),
    ("(0, 2, 1)", "1,2,3", "", ["a b c -> a c b"]),
    # brackets
    ("b (h w -> b h w", "1,6", "h=2", ["b (h w) -> b h w"]),
    ("b h w) -> b h w", "1,6", "h=2", ["b (h w) -> b h w"]),
    ("b h w p1 p2 c) -> b (h p1) (w p2) c", *PATCHES, [UNSHUFFLE]),
    ("b h w (p1 p2 c) -> b (h p1) (w p2) c)", *PATCHES, [UNSHUFFLE, "b h w (p1 p2 c) -> b (h p1) (w p2) (c)"]),
    (
        "b h w (p1 p2 c) -> b (h p1 (w p2) c",
        *PATCHES,
        [UNSHUFFLE, "b h w (p1 p2 c) -> b (h p1 w p2) c", "b h w (p1 p2 c) -> b h p1 (w p2) c"],
    ),
    ("h w -> (w h", "2,3", "", ["h w -> (w h)", "h w -> w h", "h w -> (w) h"]),
    ("b ((h w) c) -> b h w c", "1,12", "h=2,w=2", ["b (h w c) -> b h w c"]),
    ("((a b) (c d)) -> a b c d", "16", "a=2,b=2,c=2", ["(a b c d) -> a b c d"]),
    ("a b c d -> ((a b) (c d))", "2,2,2,2", "", ["a b c d -> (a b) (c d)"]),
    ("b [h w] -> b h w", "1,6", "h=2", ["b (h w) -> b h w"]),
    ("b (h w} -> b h w", "1,6", "h=2", ["b (h w) -> b h w"]),
    ("b )h w( -> b h w", "1,6", "h=2", ["b (h w) -> b h w"]),
    ("b (h w( -> b h w", "1,6", "h=2", ["b (h w) -> b h w"]),
    # an axis twice
    ("h w -> w h h", "2,3", "", ["h w -> w h"]),
    ("h w -> h w h", "2,3", "", ["h w -> h w", "h w -> w h"]),
    ("h w c -> h w w", "2,3,4", "", ["h w c -> h w c", "h w c -> h c w"]),
    ("... h ... -> h ...", "2,3", "", ["... h -> h ...", "h ... -> h ..."]),
    # the arrow
    ("h w", "2,3", "", ["h w -> w h", "h w -> h w"]),
    ("b h w (p1 p2 c)", *PATCHES, ["b h w (p1 p2 c) -> b h w p1 p2 c", "b h w (p1 p2 c) -> b h w (p1 p2 c)"]),
    ("b h w c b c h w", "1,2,3,4", "", ["b h w c -> b c h w"]),
    ("b h w (p1 p2 c) b (h p1) (w p2) c", *PATCHES, [UNSHUFFLE]),
    ("bhwc bchw", "1,2,3,4", "", ["b h w c -> b c h w"]),
    ("h w > w h", "2,3", "", ["h w -> w h"]),
    ("h w - w h", "2,3", "", ["h w -> w h"]),
    ("h w to w h", "2,3", "", ["h w -> w h"]),
    ("h w <- w h", "2,3", "", ["w h -> h w", "h w -> w h"]),
    ("b h -> -> h b", "2,3", "", ["b h -> h b"]),
    ("b h -> w c -> w c b h", "1,2,3,4", "", ["b h w c -> w c b h"]),
    ("b h -> h b -> b h", "2,3", "", ["b h -> h b", "h b -> b h", "b h -> b h"]),
    # characters and spaces
    ("b,h,w -> b,w,h", "1,2,3", "", ["b h w -> b w h"]),
    ("b-h-w -> b-w-h", "1,2,3", "", ["b h w -> b w h"]),
    ("h w -> w h;", "2,3", "", ["h w -> w h"]),
    ("h|w -> w|h", "2,3", "", ["h w -> w h"]),
    ("'h w -> w h", "2,3", "", ["h w -> w h"]),
    ("...h w -> w h...", "1,2,3", "", ["... h w -> w h ..."]),
    ("b .. h -> h b ..", "2,3", "", ["b ... h -> h b ...", "b h -> h b"]),
    # the ellipsis
    ("h w -> ... h w", "2,3", "", ["... h w -> ... h w", "h w -> h w"]),
    ("(... h) w -> h w ...", "2,3", "", ["... (h) w -> h w ...", "... h w -> h w ..."]),
]


@pytest.mark.parametrize(("pattern", "shape", "sizes", "patterns"), MISTAKES)
def test_a_pattern_is_mended(pattern: str, shape: str, sizes: str, patterns: list[str]) -> None:
    texts = {"pattern": pattern, "shape": shape, "sizes": sizes}
    error = refused("rearrange", texts)
    assert_every_offer_mends("rearrange", texts, error)
    assert [repair["pattern"] for _, repair in error.choices if "op" not in repair] == patterns


# operation, pattern, shape; what is offered, in full
ONE_SIDED = [
    (
        "rearrange", "h w -> w", "2,3",
        [
            {"pattern": "h w -> w h"},
            {"pattern": "h w -> h w"},
            {"pattern": "w -> w", "shape": "3"},
            {"op": "reduce", "pattern": "h w -> w", "shape": "2,3"},
        ],
    ),
    (
        "rearrange", "h w -> w h c", "2,3",
        [
            {"pattern": "h w -> w h"},
            {"pattern": "h w -> w h 1"},
            {"pattern": "h w c -> w h c", "shape": "2,3,2"},
            {"op": "repeat", "pattern": "h w -> w h c", "shape": "2,3", "sizes": "c=2"},
        ],
    ),
    (
        "rearrange", "b h w c -> b h w c 2", "1,2,3,4",
        [
            {"pattern": "b h w c -> b h w c"},
            {"op": "repeat", "pattern": "b h w c -> b h w c 2", "shape": "1,2,3,4"},
        ],
    ),
    (
        "rearrange", "(h 2) w -> h w", "4,3",
        [
            {"pattern": "(h p1) w -> h w p1", "sizes": "p1=2"},
            {"pattern": "(h) w -> h w"},
            {"op": "reduce", "pattern": "(h 2) w -> h w", "shape": "4,3"},
        ],
    ),
    (
        "rearrange", "b h w (2 2 c) -> b (h 2) (w 2) c", "1,2,2,4",
        [
            {"pattern": UNSHUFFLE, "sizes": "p1=2,p2=2"},
            {"pattern": "b h w (p1 p2 c) -> b (h p2) (w p1) c", "sizes": "p1=2,p2=2"},
        ],
    ),
    (
        "rearrange", "... h -> h", "2,3",
        [{"pattern": "... h -> ... h"}, {"op": "reduce", "pattern": "... h -> h", "shape": "2,3"}],
    ),
    ("rearrange", "i j, j k -> i k", "2,3;3,4", [{"op": "einsum", "pattern": "i j, j k -> i k", "shape": "2,3;3,4"}]),
    ("reduce", "b h w c -> b d", "1,2,3,4", [
        {"pattern": "b h w c -> b (h w c)"},
        {"pattern": "b h w c -> b"},
        {"pattern": "b h w c -> b h"},
        {"pattern": "b h w c -> b w"},
    ]),
    ("reduce", "b h w c -> B c", "1,2,3,4", [{"pattern": "b h w c -> b c"}, {"pattern": "b h w c -> c"}]),
    ("reduce", "b (h 2) (w 2) c > b h w c", "1,4,4,1", [{"pattern": "b (h 2) (w 2) c -> b h w c"}]),
    ("repeat", "h w -> (h2) (w2)", "2,3", [{"pattern": "h w -> (h 2) (w 2)"}]),
    ("repeat", "h w -> (2h) (2w)", "2,3", [{"pattern": "h w -> (2 h) (2 w)"}]),
    ("repeat", "h w -> h h w", "2,3", [{"pattern": "h w -> h w"}, {"pattern": "h w -> h h2 w", "sizes": "h2=2"}]),
    ("repeat", "h w -> h", "2,3", [
        {"pattern": "h w -> h w"},
        {"pattern": "h -> h", "shape": "2"},
        {"op": "reduce", "pattern": "h w -> h", "shape": "2,3"},
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "pattern", "shape", "repairs"), ONE_SIDED)
def test_what_stands_on_one_side_is_mended_there_or_in_another_operation(
    operation: str, pattern: str, shape: str, repairs: list[dict[str, str]]
) -> None:
    texts = {"pattern": pattern, "shape": shape}
    error = refused(operation, texts)
    assert_every_offer_mends(operation, texts, error)
    assert [repair for _, repair in error.choices][: len(repairs)] == repairs


MESSAGE = (
    ' Error while processing {}-reduction pattern "{}".\n'
    " Input tensor shape: {}. Additional info: {}.\n Shape mismatch, 4 != 6"
)


@pytest.mark.parametrize(
    ("text", "shape", "repair"),
    [
        (
            MESSAGE.format("rearrange", "(h p1) w -> h p1 w", "(5, 3)", "{'p1': 2}"),
            "6",
            {"pattern": "(h p1) w -> h p1 w", "shape": "5,3", "sizes": "p1=1"},
        ),
        (
            MESSAGE.format("rearrange", "h w -> W h", "torch.Size([2, 3])", "{}"),
            "6",
            {"pattern": "h w -> w h", "shape": "2,3"},
        ),
        (
            MESSAGE.format("max", "h w -> W", "(2, 3)", "{}"),
            "6",
            {"op": "reduce", "pattern": "h w -> w", "shape": "2,3", "reduction": "max"},
        ),
        ("y = rearrange(x, 'b h w -> b w h')", "1,2,3", {"pattern": "b h w -> b w h"}),
        ("rearrange(x, '(h p) w -> h p w', p=3)", "6,2", {"pattern": "(h p) w -> h p w", "sizes": "p=3"}),
        ('pattern = "h w c -> c h w"', "1,2,3", {"pattern": "h w c -> c h w"}),
    ],
)
def test_a_message_or_a_call_in_place_of_the_pattern_is_read(text: str, shape: str, repair: dict[str, str]) -> None:
    texts = {"pattern": text, "shape": shape}
    error = refused("rearrange", texts)
    assert_every_offer_mends("rearrange", texts, error)
    assert error.choices[0][1] == repair


@pytest.mark.parametrize(
    "text",
    ["x.permute(1, 0).reshape(6)", "x.view(3, 2).transpose(0, 1)", "x.transpose(5, 6)", "permute(0, 0)", "2 3 5"],
)
def test_axes_by_their_numbers_are_read_only_where_that_is_all(text: str) -> None:
    error = refused("rearrange", {"pattern": text, "shape": "2,3"})
    assert not any("a b" in repair.get("pattern", "") for _, repair in error.choices)


X = np.zeros((1, 5, 4, 2))
REFUSED: list[tuple[Callable[[], object], Texts]] = [
    (
        lambda: einops.rearrange(X, "b (h p1) (w p2) c -> b h w (p1 p2 c)", p1=2, p2=2),
        {"pattern": "b (h p1) (w p2) c -> b h w (p1 p2 c)", "shape": "1,5,4,2", "sizes": "p1=1,p2=2"},
    ),
    (lambda: einops.rearrange(X[0], "h w c -> c h"), {"pattern": "h w c -> c h w", "shape": "5,4,2"}),
    (lambda: einops.rearrange(X[0], "h w c -> (c h w"), {"pattern": "h w c -> (c h w)", "shape": "5,4,2"}),
    (
        lambda: einops.repeat(X[0], "h w c -> h w c r"),
        {"op": "repeat", "pattern": "h w c -> h w c r", "shape": "5,4,2", "sizes": "r=2"},
    ),
    (
        lambda: einops.reduce(X[0], "h w c -> h C", "max"),
        {"op": "reduce", "pattern": "h w c -> h c", "shape": "5,4,2", "reduction": "max"},
    ),
]
OF_TORCH: list[tuple[Callable[[], object], Texts]] = [
    (
        lambda: einops.rearrange(import_module("torch").zeros(2, 3), "h w -> w h", c=2),
        {"pattern": "h w -> w h", "shape": "2,3"},
    ),
    (lambda: import_module("einops.layers.torch").Rearrange("b h w -> b h W"), {"pattern": "b h w -> b h w"}),
]


@pytest.mark.parametrize(
    ("call", "repair"), [*REFUSED, *(pytest.param(*each, marks=pytest.mark.torch) for each in OF_TORCH)]
)
def test_what_einops_says_is_read_alone_and_at_the_end_of_a_traceback(
    call: Callable[[], object], repair: Texts
) -> None:
    with pytest.raises(einops.EinopsError) as caught:
        call()
    told = "".join(traceback.format_exception(caught.value))
    for text in (str(caught.value), told):
        texts = {"pattern": text, "shape": "1,2,3"}
        error = refused("rearrange", texts)
        assert_every_offer_mends("rearrange", texts, error)
        assert error.choices[0][1] == repair


def test_mistakes_that_come_together_are_mended_together() -> None:
    error = refused("rearrange", {"pattern": "B h w > b w hh", "shape": "1,2,3"})
    sentence, repair = error.choices[0]
    assert repair == {"pattern": "b h w -> b w h"}
    assert str(sentence) == "write -> for > and write b, h for B, hh"
