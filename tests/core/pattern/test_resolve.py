import pytest

from tests.core.asking import plan_of, refusal, underlined


@pytest.mark.parametrize(
    ("pattern", "shape", "sizes", "expected"),
    [
        ("h w -> w h", "2,3", "", {"h": 2, "w": 3}),
        ("(a b) -> a b", "6", "a=2", {"a": 2, "b": 3}),
        ("(a b) -> a b", "6", "b=2", {"a": 3, "b": 2}),
        ("(a b c) -> a b c", "24", "a=2,c=3", {"a": 2, "b": 4, "c": 3}),
        ("(a b) -> a b", "6", "a=6", {"a": 6, "b": 1}),
        ("(a b) -> a b", "6", "a=2,b=3", {"a": 2, "b": 3}),
        ("(a b) -> a b", "0", "a=2", {"a": 2, "b": 0}),
        ("(a b) -> a b", "0", "a=0,b=5", {"a": 0, "b": 5}),
        ("(a 1) () 1 -> a", "3,1,1", "", {"a": 3}),
        ("a ... -> ... a", "2,3,4", "", {"a": 2, "i": 3, "j": 4}),
        ("i ... -> ... i", "2,3,4", "", {"i": 2, "j": 3, "k": 4}),
        ("... -> (...)", "", "", {}),
    ],
)
def test_sizes_follow_from_the_shape(pattern: str, shape: str, sizes: str, expected: dict[str, int]) -> None:
    plan = plan_of("rearrange", pattern=pattern, shape=shape, sizes=sizes)
    assert {axis.name: axis.size for axis in plan.axes} == expected


def test_axes_know_whether_their_size_was_given() -> None:
    plan = plan_of("rearrange", pattern="a (b c) -> a b c", shape="2,6", sizes="b=2")
    assert {axis.name: axis.given for axis in plan.axes} == {"a": False, "b": True, "c": False}


@pytest.mark.parametrize(
    ("pattern", "shape", "sizes", "code", "culprit"),
    [
        ("a b -> b a", "2", "", "rank-mismatch", "a b"),
        ("  a b -> b a", "2,3,4", "", "rank-mismatch", "a b"),
        ("-> ", "2", "", "rank-mismatch", "->"),
        ("a ... b -> ...  a b", "2", "", "rank-mismatch", "a ... b"),
        ("a (b c) -> a b c", "2,6", "", "size-unknown", "b"),
        ("(a b c) -> a b c", "6", "a=2", "size-unknown", "b"),
        ("a 1 -> a", "2,3", "", "unit-mismatch", "1"),
        ("a ( 1 ) -> a", "2,3", "", "unit-mismatch", "( 1 )"),
        ("() a -> a", "0,3", "", "unit-mismatch", "()"),
    ],
)
def test_a_pattern_that_does_not_fit_the_shape(pattern: str, shape: str, sizes: str, code: str, culprit: str) -> None:
    error = refusal("rearrange", pattern=pattern, shape=shape, sizes=sizes)
    assert (error.code, error.field) == (code, "pattern")
    assert underlined(error, pattern) == culprit


@pytest.mark.parametrize(
    ("pattern", "shape", "sizes", "code", "culprit"),
    [
        ("(a b) -> a b", "6", "a=4", "size-indivisible", "a=4"),
        ("(a b c) -> a b c", "12", "a=2, b=5", "size-indivisible", "b=5"),
        ("(a b) -> a b", "6", "a=7", "size-indivisible", "a=7"),
        ("(a b) -> a b", "6", "a=2, b = 2", "size-mismatch", "b = 2"),
        ("a b -> b a", "2,3", "a=3", "size-mismatch", "a=3"),
        ("(a b) -> a b", "6", "a=0", "size-zero", "a=0"),
        ("(a b) -> a b", "0", "a=0", "size-zero", "a=0"),
        ("a b -> b a", "2,3", "a=2,c=3", "size-unused", "c=3"),
        ("... a -> a ...", "2,3", "i=2", "size-unused", "i=2"),
        ("(tensor b) -> tensor b", "6", "tensor=2", "size-reserved", "tensor=2"),
        ("(pattern b) -> pattern b", "6", "pattern=2", "size-reserved", "pattern=2"),
        ("(reduction b) -> reduction b", "6", "reduction=2", "size-reserved", "reduction=2"),
    ],
)
def test_a_size_that_does_not_fit(pattern: str, shape: str, sizes: str, code: str, culprit: str) -> None:
    error = refusal("rearrange", pattern=pattern, shape=shape, sizes=sizes)
    assert (error.code, error.field) == (code, "sizes")
    assert underlined(error, sizes) == culprit


@pytest.mark.parametrize(
    ("length", "size", "choices"),
    [
        (6, 4, "a=3 / a=6"),
        (12, 5, "a=6 / a=4"),
        (7, 2, "a=1 / a=7"),
        (6, 100, "a=6"),
        (224, 15, "a=16 / a=14"),
    ],
)
def test_the_nearest_sizes_that_fit_are_offered(length: int, size: int, choices: str) -> None:
    error = refusal("rearrange", pattern="(a b) -> a b", shape=str(length), sizes=f"a={size}")
    assert str(error.hint) == f"the nearest that fit are {choices}"


@pytest.mark.parametrize("length", [2**31 - 1, 2**53 - 111])
def test_looking_for_the_nearest_size_ends_for_huge_primes(length: int) -> None:
    error = refusal("rearrange", pattern="(a b) -> a b", shape=str(length), sizes=f"a={length // 2}")
    assert (error.code, str(error.hint)) == ("size-indivisible", f"change the shape to a multiple of {length // 2}")


def test_of_several_sizes_the_zero_is_to_blame() -> None:
    error = refusal("rearrange", pattern="(a b c) -> a b c", shape="6", sizes="a=0,b=3")
    assert error.code == "size-zero"
    assert underlined(error, "a=0,b=3") == "a=0"


def test_any_number_of_numbers_gets_names() -> None:
    assert refusal("repeat", pattern=" -> " + "2 " * 102, shape="").code == "axes-limit"


@pytest.mark.parametrize("shape", ["0,99999999999,99999999999", "0,2,99999999999,99999999999"])
def test_an_empty_axis_does_not_hide_strides_that_are_too_long(shape: str) -> None:
    names = " ".join("abcd"[: shape.count(",") + 1])
    assert refusal("rearrange", pattern=f"{names} -> {names}", shape=shape).code == "cells-limit"
