"""Of a program that is refused half-way, what came before is kept, and each of the ways on leads somewhere."""

import pytest

from einscope.core.fields import Value, ValuesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program.interpreter import Attempt
from einscope.core.program.question import Asked
from tests.core.program.programs.case import shapes_of

WAYS = [
    "end the program before it",
    "go on with a new tensor of shape 3×2",
    "skip it: what it is given goes on as it is",
]
# A program, the tensors before the line at fault, what is not run, and the tensors after each of the ways.
REFUSED = [
    ("y = x.t()\nz = foo(y)\nw = z.t()", ["y"], (2, 3), [["y"], ["y", "z", "w"], ["y", "z", "w"]]),
    ("y = x.t()\nz = y @ {1, 2}\nw = z.t()", ["y"], (2, 3), [["y"], ["y", "z", "w"], ["y", "z", "w"]]),
    ("y = x.t()\ny, z = y.missing\n", ["y"], (2, 2), [["y"], ["y", "y"], ["y", "y"]]),
    ("y = x.t()\nfor n in y.missing:\n    y = y + n", ["y"], (2, 3), [["y"], ["y", "y"], ["y", "y"]]),
    ("def f(x):\n    y = x.t()\n    return y[{1}]", ["y"], (3, 3), [["y"], ["y", "return"], ["y"]]),
    (
        "class A(B):\n    def forward(self, x):\n        y = x.t()\n"
        "        y = super().forward(y)\n        return y.t()",
        ["y"],
        (4, 5),
        [["y"], ["y", "y", "return"], ["y", "y", "return"]],
    ),
    (
        "def g(a):\n    return a[{1}]\ndef f(x):\n    y = x.t()\n    z = g(\n        y\n    )\n    return z.t()",
        ["y"],
        (5, 8),
        [["y"], ["y", "z", "return"], ["y", "z", "return"]],
    ),
]


def reached(code: str, values: dict[str, Value] | None = None) -> Attempt:
    return Asked(code, shapes_of("x:2,3"), values or {}, "").attempt(DEFAULT_LIMITS)


def names(found: Attempt) -> list[str]:
    return [each.name for each in found.program.tensors] if found.program else []


@pytest.mark.parametrize(("code", "before", "rest", "after"), REFUSED)
def test_what_came_before_is_kept_and_every_way_on_leads_to_a_result(
    code: str, before: list[str], rest: tuple[int, int], after: list[list[str]]
) -> None:
    found = reached(code)
    assert (names(found), found.rest) == (before, rest)
    assert found.fault is not None
    assert found.program is not None
    assert str(found.program.stop) == f"Nothing from line {rest[0]} on is shown: it cannot be followed."
    assert [str(text) for text, _ in found.fault.choices] == WAYS
    for (_, mend), expected in zip(found.fault.choices, after, strict=True):
        values = ValuesText().read(mend["values"], "values", DEFAULT_LIMITS)
        further = reached(mend.get("code", code), dict(values))
        assert further.fault is None
        assert names(further) == expected


def test_the_statement_that_is_left_out_stays_as_a_comment() -> None:
    fault = reached("def f(x):\n    y = x.t()\n    z = y @ {1}  # why\n    return z").fault
    assert fault is not None
    assert fault.choices[0][1]["code"] == (
        "def f(x):\n    y = x.t()\n    z = line_3(y)\n    # z = y @ {1}  # why\n    return z"
    )


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        ("y = x.t(); z = y @ {1}", []),
        ("y = {1}\nz = y.t()", WAYS[:1]),
        ("line_1 = x\ny = line_1 @ {1}", WAYS),
        ("y = x.t(\n", []),
        ("y = 3", []),
    ],
)
def test_only_ways_that_lead_further_are_offered(code: str, offered: list[str]) -> None:
    fault = reached(code).fault
    assert fault is not None
    texts = [str(text).replace("2×3", "3×2") for text, _ in fault.choices]
    assert texts[: len(offered)] == offered
    assert bool(texts) is bool(offered)


def test_a_program_that_fails_at_once_shows_what_comes_in() -> None:
    found = reached("y = foo(x)")
    assert (names(found), found.rest) == (["x"], (1, 1))


def test_what_was_assumed_against_the_class_is_taken_back_where_it_cannot_be() -> None:
    code = (
        "class A(B):\n    def __init__(self, n):\n        self.three = nn.Linear(n, 3 * n)\n"
        "    def forward(self, x):\n        b, n = x.shape\n        return self.three(x).view(b, 3, n)"
    )
    fault = reached(code, {"self.three": "pass"}).fault
    assert fault is not None
    assert fault.repair == {"values": ""}
    assert names(reached(code)) == ["self.three(…)", "return"]
