import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.fields import DIRECTIONS, ViewText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.scene.layout.directions import Directions
from einscope.core.scene.layout.view import names_of, viewed
from tests.core.asking import plan_of, underlined

EXPAND = plan_of("expand", shape="1,2,2,4")  # x: b h w (p1 p2 c), y: b (h p1) (w p2) c


def ways(view: str) -> tuple[Directions, Directions]:
    tensors = (*EXPAND.inputs, EXPAND.output)
    x, y = viewed(tensors, EXPAND.axes, ViewText().read(view, "view", DEFAULT_LIMITS))
    return x, y


@pytest.mark.parametrize(
    ("view", "row", "column", "depth"),
    [
        ("", (0, 1), (2,), (3,)),
        ("x=c:column", (0, 1), (3, 2), ()),
        ("x=(p1 p2 c):column", (0, 1), (3, 2), ()),
        ("x=p1:column", (0, 1), (3, 2), ()),
        ("x=3:column", (0, 1), (3, 2), ()),
        ("x=w:column,c:column", (0, 1), (2, 3), ()),
        ("x=h:depth,b:depth", (), (2,), (1, 0, 3)),
        (" x = h : row , 0 : row ", (1, 0), (2,), (3,)),
        ("y=h:column;x=w:row", (2, 0, 1), (), (3,)),
        ("x=b:row,h:row,w:row,c:row;", (0, 1, 2, 3), (), ()),
        ("x=h:ROW", (1, 0), (2,), (3,)),
        ("x=", (0, 1), (2,), (3,)),
    ],
)
def test_what_is_named_lies_outermost_in_the_order_of_names(
    view: str, row: tuple[int, ...], column: tuple[int, ...], depth: tuple[int, ...]
) -> None:
    assert ways(view)[0] == Directions(row, column, depth)


@pytest.mark.parametrize(
    ("view", "code", "culprit"),
    [
        ("x", "view-form", "x"),
        ("=h:row", "view-form", "=h:row"),
        ("x=h", "view-form", "h"),
        ("x=h:row, :row", "view-form", ":row"),
        ("x=h:rows", "view-direction", "rows"),
        ("x=h:up", "view-direction", "up"),
        ("x=h:", "view-direction", ""),
        ("y=h:row;z=h:row", "view-tensor", "z"),
        ("x=h:row;x=w:row", "view-repeated", "x"),
        ("x=h:row,1:column", "view-repeated", "1"),
        ("x=q:row", "view-axis", "q"),
        ("x=4:row", "view-axis", "4"),
        ("x=(p1 c):row", "view-axis", "(p1 c)"),
        ("x=h:row, 99999999999999999999:row", "view-axis", "99999999999999999999"),
    ],
)
def test_a_view_points_at_the_culprit_and_can_be_mended(view: str, code: str, culprit: str) -> None:
    with pytest.raises(PatternError) as caught:
        ways(view)
    assert (caught.value.code, caught.value.field) == (code, "view")
    assert underlined(caught.value, view) == culprit
    assert caught.value.hint is not None
    if code != "view-form":
        ways(caught.value.repair["view"])


def test_an_axis_that_two_axes_have_is_named_by_number() -> None:
    plan = plan_of("einsum", pattern="ii->i", shape="3,3")
    assert names_of(plan.inputs[0], plan.axes) == ["0", "1"]
    assert names_of(plan.output, plan.axes) == ["i"]
    [way] = viewed(plan.inputs, plan.axes, ViewText().read("x=1:depth", "view", DEFAULT_LIMITS))
    assert way == Directions((0,), (), (1,))
    with pytest.raises(PatternError):
        viewed(plan.inputs, plan.axes, ViewText().read("x=i:depth", "view", DEFAULT_LIMITS))


@given(st.permutations(range(4)), st.lists(st.sampled_from(DIRECTIONS), min_size=4, max_size=4))
def test_every_layout_has_a_view_and_every_view_a_canonical_text(axes: list[int], directions: list[str]) -> None:
    names = names_of(EXPAND.output, EXPAND.axes)
    view = "y=" + ",".join(f"{names[axis]}:{way}" for axis, way in zip(axes, directions, strict=True))
    found = ways(view)[1]
    for direction in DIRECTIONS:
        wanted = [axis for axis, way in zip(axes, directions, strict=True) if way == direction]
        assert list(getattr(found, direction)) == wanted
    form = ViewText()
    assert form.write(form.read(f" {view} ;", "view", DEFAULT_LIMITS)) == view
