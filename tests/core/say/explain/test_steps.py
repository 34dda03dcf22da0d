"""The sentences of well-known examples, in full and in both languages."""

import numpy as np
import pytest
from hypothesis import given

from einscope.core.ops import registry
from einscope.core.plan import Axis, Plan, Tensor, Term, indexed
from einscope.core.say.explain import steps
from einscope.core.say.explain.steps import nothing_moves
from einscope.web.server.language import translate
from tests.core.plans import plan_of, random_plans, rearrange

PATTERN = "b h w (p1 p2 c) -> b (h p1) (w p2) c"

TOLD: list[tuple[str, dict[str, str], list[tuple[str, str]]]] = [
    (
        "rearrange",
        {"pattern": PATTERN, "shape": "1,2,2,4", "sizes": "p1=2,p2=2"},
        [
            (
                "Split axis 4 of x (size 4) into p1=2, p2=2 and c=1, p1 slowest.",
                "把 x 的第 4 轴（大小 4）拆成 p1=2、p2=2 和 c=1，p1 变化最慢。",
            ),
            ("Put p1 after h and p2 after w.", "把 p1 放到 h 之后，把 p2 放到 w 之后。"),
            (
                "Join h and p1 into one axis of size 4: its index is 2h + p1.",
                "把 h 和 p1 合并成一个大小为 4 的轴：下标是 2h + p1。",
            ),
            (
                "Join w and p2 into one axis of size 4: its index is 2w + p2.",
                "把 w 和 p2 合并成一个大小为 4 的轴：下标是 2w + p2。",
            ),
            ("Each 2×2 block is filled row by row.", "每个 2×2 块逐行填充。"),
        ],
    ),
    (
        "merge",
        {"shape": "1,5,4,1", "odd": "crop"},
        [
            ("Each 2×2 block of x becomes one pixel of y.", "x 的每个 2×2 块变成 y 的一个像素。"),
            ("Crop axis 2 of x from size 5 to 4.", "把 x 的第 2 轴从大小 5 裁到 4。"),
            (
                "Split axis 2 of x (size 4) into h=2 and p1=2, h slowest.",
                "把 x 的第 2 轴（大小 4）拆成 h=2 和 p1=2，h 变化最慢。",
            ),
            (
                "Split axis 3 of x (size 4) into w=2 and p2=2, w slowest.",
                "把 x 的第 3 轴（大小 4）拆成 w=2 和 p2=2，w 变化最慢。",
            ),
            ("Put p1 after p2.", "把 p1 放到 p2 之后。"),
            (
                "Join p2, p1 and c into one axis of size 4: its index is 2p2 + p1 + c.",
                "把 p2、p1 和 c 合并成一个大小为 4 的轴：下标是 2p2 + p1 + c。",
            ),
            ("Each 2×2 block is read column by column.", "每个 2×2 块逐列读取。"),
        ],
    ),
    (
        "reduce",
        {"pattern": "b (h p) c -> b h c", "reduction": "mean", "shape": "1,4,2", "sizes": "p=2"},
        [
            (
                "Split axis 2 of x (size 4) into h=2 and p=2, h slowest.",
                "把 x 的第 2 轴（大小 4）拆成 h=2 和 p=2，h 变化最慢。",
            ),
            ("Take the mean along p: 2 cells become one.", "沿 p 取平均值：每 2 个单元格变成一个。"),
        ],
    ),
    (
        "repeat",
        {"pattern": "h w -> b (h 2) w", "shape": "2,2", "sizes": "b=3"},
        [
            (
                "Repeat every cell along a new axis b of size 3, placed first.",
                "沿大小为 3 的新轴 b 重复每个单元格，新轴放在最前面。",
            ),
            (
                "Repeat every cell along a new axis i of size 2, placed after h.",
                "沿大小为 2 的新轴 i 重复每个单元格，新轴放在 h 之后。",
            ),
            (
                "Join h and i into one axis of size 4: its index is 2h + i.",
                "把 h 和 i 合并成一个大小为 4 的轴：下标是 2h + i。",
            ),
        ],
    ),
    (
        "rearrange",
        {"pattern": "b h w c -> b (h w) c", "shape": "1,2,3,4"},
        [
            (
                "Join h and w into one axis of size 6: its index is 3h + w.",
                "把 h 和 w 合并成一个大小为 6 的轴：下标是 3h + w。",
            ),
            ("Nothing moves: only the shape changes.", "没有单元格移动：只有形状改变。"),
        ],
    ),
    (
        "rearrange",
        {"pattern": "h w -> h w", "shape": "2,3"},
        [("Nothing moves: y is x.", "没有单元格移动：y 就是 x。")],
    ),
    ("rearrange", {"pattern": "h w -> w h", "shape": "2,0"}, [("y has no cells.", "y 没有单元格。")]),
    ("rearrange", {"pattern": "b h w c -> b c h w", "shape": "1,2,2,3"}, [("Put c after b.", "把 c 放到 b 之后。")]),
    (
        "rearrange",
        {"pattern": "h 1 w -> w () h", "shape": "2,1,3"},
        [
            ("Drop axis 2 of x: its size is 1.", "去掉 x 的第 2 轴：它的大小是 1。"),
            ("Put w first.", "把 w 放到最前面。"),
            ("Add an axis of size 1 to y, as axis 2.", "给 y 加一个大小为 1 的轴，作为第 2 轴。"),
        ],
    ),
]


@pytest.mark.parametrize(("operation", "values", "told"), TOLD)
def test_well_known_examples_are_told_in_full(
    operation: str, values: dict[str, str], told: list[tuple[str, str]]
) -> None:
    sentences = steps(plan_of(operation, **values), registry()[operation].introduction)
    assert [(translate(each, "en"), translate(each, "zh")) for each in sentences] == told


@pytest.mark.parametrize(
    ("operation", "values", "last"),
    [
        ("expand", {"shape": "1,2,2,4", "order": "p2 p1 c"}, "Each 2×2 block is filled column by column."),
        ("expand", {"shape": "1,2,2,6", "factor": "2,3"}, "Each 2×3 block is filled row by row."),
        ("expand", {"shape": "1,2,2,2", "factor": "2,1"}, "Each 2×1 block is filled along p1."),
        ("expand", {"shape": "1,4,2", "channels": "first"}, "Each block of 2 cells is filled along p1."),
        (
            "expand",
            {"shape": "1,8,2,2,2", "channels": "first"},
            "Each 2×2×2 block is filled in the order p1, p2 and p3, p3 fastest.",
        ),
        ("merge", {"shape": "1,4,4,4,1"}, "Each 2×2×2 block is read in the order p3, p2 and p1, p1 fastest."),
        ("merge", {"shape": "1,4,4,1", "order": "p1 p2 c"}, "Each 2×2 block is read row by row."),
        ("merge", {"shape": "1,4,4,1", "factor": "1"}, "Nothing moves: y is x."),
        ("merge", {"shape": "1,2,4", "channels": "first"}, "Each block of 2 cells is read along p1."),
        ("merge", {"shape": "1,5,4,1", "odd": "pad"}, "Each 2×2 block is read column by column."),
    ],
)
def test_the_way_through_a_block(operation: str, values: dict[str, str], last: str) -> None:
    found = [str(sentence) for sentence in steps(plan_of(operation, **values), registry()[operation].introduction)]
    assert found[-1] == last


@pytest.mark.parametrize(
    ("reduction", "last"),
    [("max", "Nothing moves: y is x."), ("any", "Nothing moves: every cell keeps its flat position.")],
)
def test_where_values_change_y_is_not_called_x(reduction: str, last: str) -> None:
    plan = plan_of("reduce", pattern="a b -> a ()", shape="3,1", reduction=reduction)
    assert str(steps(plan)[-1]) == last


def test_of_a_width_before_a_height_the_width_runs_down_as_in_the_picture() -> None:
    plan = rearrange("b w h (p2 p1) -> b (w p2) (h p1)", "1,2,2,4", "p1=2,p2=2")
    assert str(steps(plan)[-1]) == "Each 2×2 block is filled row by row."


def test_padding_is_told_before_the_split() -> None:
    told = [
        str(sentence)
        for sentence in steps(plan_of("merge", shape="1,3,4,1", odd="pad"), registry()["merge"].introduction)
    ]
    assert told[1] == "Pad axis 2 of x from size 3 to 4 with zeros at its end."
    assert told[2] == "Split axis 2 of x (size 4) into h=2 and p1=2, h slowest."


@pytest.mark.parametrize(
    ("reduction", "told"),
    [
        ("sum", "Take the sum along w: 3 cells become one."),
        ("any", "Take the logical or along w: 3 cells become one."),
    ],
)
def test_a_reduction_is_told_by_its_name(reduction: str, told: str) -> None:
    plan = plan_of("reduce", pattern="h w -> h", reduction=reduction, shape="2,3")
    assert [str(sentence) for sentence in steps(plan)] == [told]


def tensor(name: str, parts: tuple[int, ...], axes: tuple[Axis, ...]) -> Tensor:
    index = tuple((Term(1, part),) for part in parts)
    return indexed(name, tuple(axes[part].size for part in parts), tuple((p,) for p in parts), index, len(axes))


def test_several_inputs_are_multiplied_and_summed() -> None:
    axes = (Axis("i", 2), Axis("j", 3, "reduced"), Axis("k", 4))
    inputs = (tensor("x", (0, 1), axes), tensor("x2", (1, 2), axes))
    plan = Plan("i j, j k -> i k", {}, axes, inputs, tensor("y", (0, 2), axes), reduction="sum")
    assert [str(sentence) for sentence in steps(plan)] == [
        "Multiply x and x2 for every i, j and k.",
        "Take the sum along j: 3 cells become one.",
    ]


def test_a_diagonal_is_told() -> None:
    axes = (Axis("i", 3),)
    plan = Plan("i i -> i", {}, axes, (tensor("x", (0, 0), axes),), tensor("y", (0,), axes))
    assert [str(sentence) for sentence in steps(plan)] == [
        "Walk x along its diagonal: i is the index of its axes 1 and 2."
    ]


def test_windows_that_overlap_are_told_by_their_index() -> None:
    axes = (Axis("l", 4), Axis("k", 3))
    source = indexed("x", (4,), ((0, 1),), ((Term(1, 0), Term(1, 1), Term(-1, None)),), 2)
    plan = Plan("", {}, axes, (source,), tensor("y", (0, 1), axes))
    assert [str(sentence) for sentence in steps(plan)] == [
        "Axis 1 of x (size 4) is read at index l + k - 1.",
        "Cells outside x count as 0.",
    ]


@given(random_plans(smallest=0))
def test_any_pattern_can_be_told(plan: Plan) -> None:
    told = steps(plan)
    assert plan.output.cells == 0 or told or plan.inputs[0].shape != plan.output.shape
    for sentence in told:
        assert translate(sentence, "en") == str(sentence)
        assert translate(sentence, "zh") != str(sentence)


@given(random_plans())
def test_nothing_moves_is_told_only_where_it_is_so(plan: Plan) -> None:
    cells = np.arange(plan.output.cells)
    same = plan.inputs[0].cells == len(cells) and plan.maps[0].arity == 1
    assert nothing_moves(plan) == (same and np.array_equal(plan.maps[0].sources(cells)[:, 0], cells))


@pytest.mark.parametrize("kernel", ["2", "3"])
def test_windows_that_overlap_are_no_blocks(kernel: str) -> None:
    told = [str(each) for each in steps(plan_of("unfold", shape="1,1,5,4", kernel=kernel, channels="first"))]
    assert not any("block" in each for each in told)


@pytest.mark.parametrize(
    ("shape", "said"),
    [("2,3", "3 cells become one."), ("2,1", "of a single cell."), ("2,0", "of no cells.")],
)
def test_what_is_reduced_is_counted_as_one_would(shape: str, said: str) -> None:
    told = [str(each) for each in steps(plan_of("reduce", pattern="a b -> a", shape=shape))]
    assert [each.endswith(said) for each in told if each.startswith("Take")] == [True]
