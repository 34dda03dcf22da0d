"""Patterns, shapes, sizes and values as keyboards and pages write them, and what is meant by them."""

import pytest
from hypothesis import given

from einscope.core.errors import PatternError
from einscope.core.fields import NamedShapesText, OrderText, ShapesText, SizesText, ValuesText, ViewText, meant
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from tests.core.asking import plan_of, refusal, underlined
from tests.core.strategies import many, texts

ARROWS = [
    *"→⟶➔➜⇒⟹",
    "=>",
    "==>",
    "—>",
    "–>",
    "−>",
    "－＞",
    "－>",
    "-＞",
    "-->",
    "- >",
    "-》",
    "——》",
    "-&gt;",
    "➡\ufe0f",
]


@pytest.mark.parametrize("arrow", ARROWS)
def test_every_arrow_is_one(arrow: str) -> None:
    assert meant(f"h w {arrow} w h").text == "h w -> w h"
    assert meant(f"h w{arrow}w h").text == "h w->w h"


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("‘h w -> w h’", "h w -> w h"),
        ("“h w -> w h”", "h w -> w h"),
        ("'h w -> w h',", "h w -> w h"),
        (' "h w -> w h" ', " h w -> w h "),
        ("`h w -> w h`", "h w -> w h"),
        ("「h w -> w h」", "h w -> w h"),
        ("ｂ （ｈ　ｐ１） -> b h p1", "b (h p1) -> b h p1"),
        ("(h*p) w -> h p w", "(h p) w -> h p w"),
        ("(h × p) (w·q) -> h p w q", "(h p) (w q) -> h p w q"),
        ("… c -> c …", "... c -> c ..."),
        ("…… c -> c 。。。", "... c -> c ..."),
        ("h\tw\u00a0c -> c h\u3000w", "h w c -> c h w"),
        ("\ufeffh w -> w h\u200b", "h w -> w h"),
        ("ij，jk→ik", "ij,jk->ik"),
        ("h w-→w h", "h w->w h"),
        ("h * w -> w h", "h * w -> w h"),
        ("高 宽 -> 宽 高", "高 宽 -> 宽 高"),
        ("a . b -> a b", "a . b -> a b"),
        ("a .... -> a", "a .... -> a"),
        ("'h w -> w h", "'h w -> w h"),
    ],
)
def test_a_pattern_is_what_is_meant(typed: str, pattern: str) -> None:
    assert meant(typed).text == pattern
    assert meant(pattern).text == pattern


@many
@given(texts)
def test_what_is_meant_is_meant_again_and_has_its_place(text: str) -> None:
    found = meant(text)
    assert meant(found.text).text == found.text or found.text.strip()[:1] in "'\"`‘“”「『-=."
    assert len(found.places) == len(found.text) + 1
    assert list(found.places) == sorted(found.places)
    assert found.places[-1] == len(text)


@pytest.mark.parametrize(
    ("pattern", "culprit"),
    [
        ("‘h w → w h h’", "h"),
        ("… h → h", "…"),
        ("（h w → h w", "（"),
        ("h w => w h => h", "=>"),
        ("h → h x", "x"),
        ("ｈ w -> w h h", "h"),
    ],
)
def test_an_error_points_into_what_was_typed(pattern: str, culprit: str) -> None:
    error = refusal("rearrange", pattern=pattern, shape="2,3")
    assert underlined(error, pattern) == culprit


def test_the_request_has_the_pattern_that_is_meant_and_so_has_its_code() -> None:
    request = registry()["rearrange"].read({"pattern": "h w → w h", "shape": "２×３"}, DEFAULT_LIMITS)
    assert request.texts() == {"pattern": "h w -> w h", "shape": "2,3"}
    plan = request.plan(DEFAULT_LIMITS)
    assert (plan.pattern, plan.output.shape) == ("h w -> w h", (3, 2))
    assert '"h w -> w h"' in registry()["rearrange"].code(plan)["einops"]


def test_equations_are_meant_likewise() -> None:
    assert plan_of("einsum", pattern="‘ij，jk → ik’", shape="２，３；３，４").output.shape == (2, 4)


@pytest.mark.parametrize(
    "text",
    [
        *("1,2,2,4", "(1,2,2,4)", "[1, 2, 2, 4]", "1x2x2x4", "1 × 2 × 2 × 4", "1 2 2 4", "1X2X2X4", "1*2*2*4"),
        *("torch.Size([1, 2, 2, 4])", "Size([1,2,2,4])", "shape=(1, 2, 2, 4)", "shape: 1 2 2 4", "x.shape = (1,2,2,4)"),
        *("tensor of size 1x2x2x4", "Tensor of shape (1, 2, 2, 4)", "f32[1,2,2,4]", "size (1, 2, 2, 4,)"),
        *("１，２，２，４", "（1，2，2，4）", "1、2、2、4", "【1，2，2，4】", "1\u00a02\u30002 4", "x.size() 1 2 2 4"),
    ],
)
def test_a_shape_is_read_as_it_comes(text: str) -> None:
    assert ShapesText().read(text, "shape", DEFAULT_LIMITS).shapes == ((1, 2, 2, 4),)
    named = NamedShapesText()
    for beginning in ("y:", "y: ", "y："):
        assert named.read(beginning + text, "shape", DEFAULT_LIMITS) == {"y": (1, 2, 2, 4)}


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("2,3；3，4", ((2, 3), (3, 4))),
        ("(2, 3), (3, 4)", ((2, 3), (3, 4))),
        ("torch.Size([2, 3]), torch.Size([3, 4])", ((2, 3), (3, 4))),
    ],
)
def test_several_shapes_are_read_as_they_come(text: str, shapes: tuple[tuple[int, ...], ...]) -> None:
    assert ShapesText().read(text, "shape", DEFAULT_LIMITS).shapes == shapes


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("x：1，4；y：3", {"x": (1, 4), "y": (3,)}),
        ("x.shape = (1, 4); y = torch.Size([3])", {"x": (1, 4), "y": (3,)}),
        ("shape=(1, 4)", {"x": (1, 4)}),
        ("torch.Size([1, 4])", {"x": (1, 4)}),
    ],
)
def test_shapes_with_names_are_read_as_they_come(text: str, shapes: dict[str, tuple[int, ...]]) -> None:
    assert NamedShapesText().read(text, "shape", DEFAULT_LIMITS) == shapes


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("size=56,56", {"size": (56, 56)}),
        ("size=56,56,p=2", {"size": (56, 56), "p": 2}),
        ("size=(7 7),1", {"size": (7, 7, 1)}),
        ("self.p＝２；mode=‘a，b’", {"self.p": 2, "mode": "a，b"}),
        ('mode="ｆ，"，p=（２，３）', {"mode": "ｆ，", "p": (2, 3)}),
    ],
)
def test_values_are_read_as_they_come(text: str, values: dict[str, object]) -> None:
    form = ValuesText()
    found = form.read(text, "values", DEFAULT_LIMITS)
    assert found == values
    assert form.read(form.write(found), "values", DEFAULT_LIMITS) == values


@pytest.mark.parametrize("text", ["mode=same,2", "on=True,2", "2", "p=,2"])
def test_a_number_that_goes_on_from_none_is_refused(text: str) -> None:
    with pytest.raises(PatternError):
        ValuesText().read(text, "values", DEFAULT_LIMITS)


def test_sizes_orders_and_views_are_read_as_they_come() -> None:
    sizes, order, view = SizesText(), OrderText(), ViewText()
    assert sizes.write(sizes.read("ｐ１＝２，　p2=2；c＝３", "sizes", DEFAULT_LIMITS)) == "p1=2,p2=2,c=3"
    assert order.write(order.read("（p2　p1，c）", "order", DEFAULT_LIMITS)) == "p2 p1 c"
    assert view.write(view.read("y＝b：row，c：depth", "view", DEFAULT_LIMITS)) == "y=b:row,c:depth"
