import pytest

from tests.core.asking import plan_of, refusal, sources, underlined


@pytest.mark.parametrize(
    ("pattern", "code", "culprit"),
    [
        ("a b -> a", "axis-one-sided", "b"),
        ("a (b c) -> a (c)", "axis-one-sided", "b"),
        ("a b -> a b c", "axis-one-sided", "c"),
        ("a b -> ab", "axis-one-sided", "a"),
        ("a ... -> a", "axis-one-sided", "..."),
        ("a b -> a ...", "ellipsis-right-only", "..."),
        ("a (...) -> ... a", "ellipsis-grouped", "(...)"),
        ("(a ...) -> a (...)", "ellipsis-grouped", "(a ...)"),
        ("2 b -> b 2", "number-in-rearrange", "2"),
        ("a b -> a b 3", "number-in-rearrange", "3"),
        ("(a 12) b -> a b", "number-in-rearrange", "12"),
    ],
)
def test_every_axis_stands_on_both_sides(pattern: str, code: str, culprit: str) -> None:
    error = refusal("rearrange", pattern=pattern, shape="2,3")
    assert (error.code, error.field) == (code, "pattern")
    assert underlined(error, pattern) == culprit


def test_the_table_of_strides_is_that_of_the_design() -> None:
    plan = plan_of("rearrange", pattern="b h w (p1 p2 c) -> b (h p1) (w p2) c", shape="1,2,2,4", sizes="p1=2,p2=2")
    assert [(axis.name, axis.size, axis.role) for axis in plan.axes] == [
        ("b", 1, "kept"), ("h", 2, "kept"), ("w", 2, "kept"), ("p1", 2, "kept"), ("p2", 2, "kept"), ("c", 1, "kept")
    ]  # fmt: skip
    assert (plan.inputs[0].arrangement, plan.output.arrangement) == (
        ((0,), (1,), (2,), (3, 4, 5)),
        ((0,), (1, 3), (2, 4), (5,)),
    )
    assert (plan.inputs[0].strides, plan.output.strides) == ((16, 8, 4, 2, 1, 1), (16, 8, 2, 4, 1, 1))
    assert sources(plan).ravel().tolist() == [0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]


def test_the_plan_says_the_same_in_einops() -> None:
    plan = plan_of("rearrange", pattern="(a b) -> a b", shape="6", sizes="a=2")
    assert (plan.pattern, plan.sizes) == ("(a b) -> a b", {"a": 2})


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("... -> ...", ["i", "j", "k"]),
        ("j ... -> ... j", ["j", "i", "k"]),
        ("k ... i -> i ... k", ["k", "j", "i"]),
    ],
)
def test_axes_of_an_ellipsis_get_letters_that_are_free(pattern: str, names: list[str]) -> None:
    assert [axis.name for axis in plan_of("rearrange", pattern=pattern, shape="2,3,4").axes] == names


def test_letters_never_run_out() -> None:
    taken = [chr(letter) for letter in range(ord("a"), ord("z") + 1)]
    pattern = f"{' '.join(taken)} ... -> ... ({' '.join(taken)})"
    plan = plan_of("rearrange", pattern=pattern, shape=",".join(["1"] * 32))
    names = [axis.name for axis in plan.axes]
    assert len(set(names)) == len(names) == 32
    assert all(name.isidentifier() for name in names)
