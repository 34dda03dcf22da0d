import re
from math import prod

import numpy as np
import pytest
from hypothesis import given

from einscope.core.plan import Plan
from einscope.core.say.formula import formula
from tests.core.asking import digits, plan_of
from tests.core.einops_judge import Request
from tests.core.strategies import requests, some


@pytest.mark.parametrize(
    ("operation", "texts", "text"),
    [
        ("expand", {"shape": "1,2,2,4"}, "y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]"),
        ("merge", {"shape": "1,4,4,3"}, "y[b, h, w, 6p2 + 3p1 + c] = x[b, 2h + p1, 2w + p2, c]"),
        (
            "merge",
            {"shape": "1,5,4,1", "odd": "pad"},
            "y[b, h, w, 2p2 + p1 + c] = x[b, 2h + p1, 2w + p2, c] where 2h + p1 < 5, else 0",
        ),
        (
            "merge",
            {"shape": "1,5,3,1", "odd": "pad"},
            "y[b, h, w, 2p2 + p1 + c] = x[b, 2h + p1, 2w + p2, c] where 2h + p1 < 5 and 2w + p2 < 3, else 0",
        ),
        ("merge", {"shape": "1,5,4,1", "odd": "crop"}, "y[b, h, w, 2p2 + p1 + c] = x[b, 2h + p1, 2w + p2, c]"),
        ("rearrange", {"pattern": "a () -> 1 a", "shape": "3,1"}, "y[0, a] = x[a, 0]"),
        ("rearrange", {"pattern": "a ... -> (a ...)", "shape": "2,3,4"}, "y[12a + 4i + j] = x[a, i, j]"),
        ("rearrange", {"pattern": "->", "shape": ""}, "y[] = x[]"),
    ],
)
def test_the_formula_reads_as_on_paper(operation: str, texts: dict[str, str], text: str) -> None:
    assert formula(plan_of(operation, **texts)).text == text


def assert_formula_says_what_the_map_does(plan: Plan) -> None:
    """Puts every combination of digits into the text of the formula."""
    text = formula(plan).text
    match = re.fullmatch(r"y\[(.*)\] = x\[(.*)\](?: where (.*), else 0)?", text)
    assert match, text
    target, source, condition = match.groups()
    for each in digits(plan).tolist():
        values = dict(zip((axis.name for axis in plan.axes), each, strict=True))
        limits = [part.split(" < ") for part in (condition or "").split(" and ") if part]
        exists = all(value(left, values) < int(right) for left, right in limits)
        cell = flat(target, plan.output.shape, values)
        expected = flat(source, plan.inputs[0].shape, values) if exists else -1
        assert plan.maps[0].sources(np.array([cell])).tolist() == [[expected]]


def value(sum_: str, values: dict[str, int]) -> int:
    """The value of ``2h + p1``, or of ``2·head + p1``."""
    terms = [re.fullmatch(r"(\d*)·?(\D.*)?", term) for term in sum_.split(" + ")]
    return sum(int(term[1] or 1) * values[term[2]] if term[2] else int(term[1]) for term in terms if term)


def flat(index: str, shape: tuple[int, ...], values: dict[str, int]) -> int:
    """The flat position of ``b, 2h + p1`` in a tensor of this shape."""
    parts = [value(each, values) for each in index.split(", ")] if index else []
    assert len(parts) == len(shape)
    assert all(0 <= part < size for part, size in zip(parts, shape, strict=True))
    return sum(part * prod(shape[number + 1 :]) for number, part in enumerate(parts))


@some
@given(requests())
def test_the_formula_of_a_pattern_holds_for_every_cell(asked: Request) -> None:
    assert_formula_says_what_the_map_does(plan_of("rearrange", **asked.texts))


@pytest.mark.parametrize("odd", ["crop", "pad"])
@pytest.mark.parametrize("channels", ["last", "first"])
@pytest.mark.parametrize(
    ("shape", "factor"), [("2,3,3,3", "2"), ("1,4,5,2", "3,2"), ("1,3,2,3,2", "2"), ("2,5,2", "3")]
)
def test_the_formula_of_a_merge_holds_for_every_cell(odd: str, channels: str, shape: str, factor: str) -> None:
    assert_formula_says_what_the_map_does(plan_of("merge", shape=shape, factor=factor, odd=odd, channels=channels))
