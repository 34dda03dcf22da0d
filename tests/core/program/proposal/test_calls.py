"""A call of einops that is refused comes with what mends it: written into the code, tried, and einops takes it, too."""

from typing import cast

import einops
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.fields import NamedShapesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program.interpreter import Attempt
from einscope.core.program.language.miscalled import Miscalled
from einscope.core.program.question import asked
from tests.core.einops_judge import Request
from tests.core.program.programs.case import shapes_of
from tests.core.strategies import slips, some

LAYER = """class A(nn.Module):
    def __init__(self):
        self.turn = {}
    def forward(self, x):
        y = self.turn(x * 2)
        return y
"""
SEVERAL = """from einops import (
    rearrange,
    repeat,
)
y = rearrange(
    x,
    "h w -> h",  # why
)
"""
HALVED = "from einops import rearrange\ndef half(a):\n    return rearrange(a, '(h p) w -> h p w')\ny = half(x.t())"

# A program, the shapes of its inputs, what is offered before the ways to go on, and the code with the first of it.
MENDED = [
    ("y = rearrange(q, 'h (w p) -> w h p')", "q:4,6", ["add w=2"], "y = rearrange(q, 'h (w p) -> w h p', w=2)"),
    (
        "y = rearrange(x, '(a b c) -> c b a', c=2)",
        "x:12",
        ["add a=2"],
        "y = rearrange(x, '(a b c) -> c b a', c=2, a=2)",
    ),
    (
        "y = rearrange(x, 'h w -> h')",
        "x:4,6",
        ["add w at the end", "remove w: x gets the shape 4", "reduce instead: take the mean along w"],
        "y = rearrange(x, 'h w -> h w')",
    ),
    (
        "y = rearrange(x * 2, 'h w -> h')",
        "x:4,6",
        ["add w at the end", "reduce instead: take the mean along w"],
        "y = rearrange(x * 2, 'h w -> h w')",
    ),
    ("y = rearrange(x, 'h (w p -> h w p', p=2)", "x:4,6", None, "y = rearrange(x, 'h (w p) -> h w p', p=2)"),
    ("y = rearrange(x, 'h w → w h')", "x:4,6", ["write h w -> w h"], "y = rearrange(x, 'h w -> w h')"),
    ("y = rearrange(x, 'h w -> w h', h=4, q=2)", "x:4,6", ["remove q=2"], "y = rearrange(x, 'h w -> w h', h=4)"),
    ("y = rearrange(x, 'h w -> w h', q=2, h=4)", "x:4,6", ["remove q=2"], "y = rearrange(x, 'h w -> w h', h=4)"),
    (
        "p = 2\ny = rearrange(x, '(h p1) w -> h p1 w', p=p)",
        "x:4,6",
        ["write p1 for p"],
        "p = 2\ny = rearrange(x, '(h p1) w -> h p1 w', p1=p)",
    ),
    ("y = repeat(x, 'h w -> h w c')", "x:4,6", ["add c=2"], "y = repeat(x, 'h w -> h w c', c=2)"),
    (
        "y = reduce(x, 'h w -> h')",
        "x:4,6",
        ["take the mean along w", "take the sum along w", "take the maximum along w", "add w at the end"],
        "y = reduce(x, 'h w -> h', 'mean')",
    ),
    (
        "y = reduce(x, '(h p) w -> h w')",
        "x:4,6",
        ["add h=2 and take the mean along p", "remove p"],
        "y = reduce(x, '(h p) w -> h w', 'mean', h=2)",
    ),
    ("y = reduce(x, 'h w -> w h')", "x:4,6", ["use rearrange instead"], "y = rearrange(x, 'h w -> w h')"),
    (
        'y = reduce(x, reduction="max", pattern="h w -> h c")',
        "x:4,6",
        None,
        'y = reduce(x, reduction="max", pattern="h w -> h")',
    ),
    (
        LAYER.format("Rearrange('(h p) w -> h p w')"),
        "x:4,6",
        ["add h=2"],
        LAYER.format("Rearrange('(h p) w -> h p w', h=2)"),
    ),
    (HALVED, "x:4,6", ["add h=2"], HALVED.replace("w')", "w', h=2)")),
    (SEVERAL, "x:4,6", None, SEVERAL.replace("-> h", "-> h w")),
    # A pattern alone gets its call, and what mends that.
    ("b (h w) c -> b c h w", "x:1,16,3", ["add h=2"], "y = rearrange(x, 'b (h w) c -> b c h w', h=2)"),
    (
        "b c h w -> b c",
        "q:1,2,4,4",
        ["take the mean along h w", "take the sum along h w", "take the maximum along h w", "add h w at the end"],
        "y = reduce(q, 'b c h w -> b c', 'mean')",
    ),
    (
        "b (h w -> b h w",
        "x:1,16",
        ["close the bracket after w and add h=2"],
        "y = rearrange(x, 'b (h w) -> b h w', h=2)",
    ),
    ("b h w -> b (h*w)", "x:1,2,3", ["write b h w -> b (h w)"], "y = rearrange(x, 'b h w -> b (h w)')"),
]
ONWARD = ("end the program before it", "go on with a new tensor", "skip it: what it is given goes on")


def reached(code: str, shape: str, values: str = "") -> Attempt:
    return asked({"code": code, "shape": shape, "values": values}, DEFAULT_LIMITS).attempt(DEFAULT_LIMITS)


def offered(fault: PatternError) -> list[tuple[str, dict[str, str]]]:
    """What mends the call itself, before the ways to go on without it."""
    return [(str(text), mend) for text, mend in fault.choices if not str(text).startswith(ONWARD)]


def refused(code: str, shape: str) -> PatternError:
    fault = reached(code, shape).fault
    assert fault is not None
    return fault


@pytest.mark.parametrize(("code", "shape", "texts", "mended"), MENDED, ids=[row[0] for row in MENDED])
def test_what_mends_the_call_is_written_into_the_code(
    code: str, shape: str, texts: list[str] | None, mended: str
) -> None:
    fault = refused(code, shape)
    found = offered(fault)
    assert texts is None or [text for text, _ in found] == texts
    assert fault.repair == found[0][1] == {"code": mended}
    assert str(fault.choices[len(found)][0]) == ONWARD[0]
    for _, mend in found:
        assert reached(mend.get("code", code), mend.get("shape", shape)).fault is None


@pytest.mark.parametrize(
    ("code", "text", "mended"),
    [
        (
            "from einops import rearrange, repeat\ny = rearrange(x, 'h w -> h')",
            "reduce instead: take the mean along w",
            "from einops import rearrange, reduce, repeat\ny = reduce(x, 'h w -> h', 'mean')",
        ),
        (
            "from einops import rearrange, reduce\ny = rearrange(x, 'h w -> h')",
            "reduce instead: take the mean along w",
            "from einops import rearrange, reduce\ny = reduce(x, 'h w -> h', 'mean')",
        ),
        (
            "import einops as e\ny = e.rearrange(x, pattern='h w -> h',)",
            "reduce instead: take the mean along w",
            "import einops as e\ny = e.reduce(x, pattern='h w -> h', reduction='mean',)",
        ),
        (
            "y = reduce(x, 'h w -> h w c', 'max')",
            "repeat instead, along c",
            "y = repeat(x, 'h w -> h w c', c=2)",
        ),
        (
            LAYER.format('Rearrange("h w -> h")'),
            "reduce instead: take the mean along w",
            LAYER.format('Reduce("h w -> h", "mean")'),
        ),
        ("y = rearrange(x, '(h p) w -> h p w', p=5)", "give p the size 4", "y = rearrange(x, '(h p) w -> h p w', p=4)"),
    ],
)
def test_among_the_offers_is_one(code: str, text: str, mended: str) -> None:
    assert (text, {"code": mended}) in offered(refused(code, "x:4,6"))


@pytest.mark.parametrize(
    ("code", "never"),
    [
        ("from functools import reduce\nfrom einops import rearrange\ny = rearrange(x, 'h w -> h')", "reduce instead"),
        ("from einops import rearrange as turn\ny = turn(x, 'h w -> h')", "reduce instead"),
        ("turn = rearrange\ny = turn(x, 'h w -> h')", "reduce instead"),
        (LAYER.format("Reduce('h w -> h w c', 'max')"), "repeat instead"),
        ("t = 'h w -> h'\ny = rearrange(x, t)", "add w"),
        ("y = rearrange(x, 'h w' ' -> h')", "add w"),
        ("y = rearrange(x, f'h w -> h')", "add w"),
        ("p = 5\ny = rearrange(x, '(h p) w -> h p w', p=p)", "give p"),
        ("y = rearrange(x, '(h p) w -> h p w', **{'p': 5})", "give p"),
        ("y = rearrange(x.t(), 'h w -> h')", "gets the shape"),
        ("y = rearrange([x, x], 'n h w -> n h')", "gets the shape"),
    ],
)
def test_what_cannot_be_written_into_the_call_is_not_offered(code: str, never: str) -> None:
    fault = refused(code, "x:4,6")
    assert isinstance(fault, Miscalled)
    assert not [text for text, _ in offered(fault) if never in text]


@pytest.mark.parametrize(
    ("code", "message", "hint"),
    [
        ("y = rearrange(q, 'h (w p) -> w h p')", "Axis 2 of q combines 2 axes of unknown size: w, p.", "give w a size"),
        ("y = rearrange(q.t(), '(h p) w -> h w p')", "Axis 1 of the tensor combines 2 axes", "give h a size"),
        ("y = rearrange([q, q], 'n (h p) w -> n h w p')", "Axis 2 of the tensor combines 2 axes", "give h a size"),
        ("z = q.t()\ny = rearrange(z, 'h w c -> c h w')", "rank 3, but z has rank 2.", "give z a shape that fits"),
        ("y = rearrange(q[0], 'h w -> w h')", "rank 2, but the tensor has rank 1.", "give the tensor a shape"),
        (
            "y = rearrange(tensor=q, pattern='(h p) w -> h p w', p=3)",
            "Axis 1 of q has size 4, which is not",
            "the nearest",
        ),
        ("y = rearrange(q, '(h p) w -> h p w', h=2, p=4)", "h·p = 8, but axis 1 of q has size 4.", "leave out one"),
        ("y = rearrange(q, 'h 1 -> h')", "Axis 2 of q has size 6; the pattern says 1.", "name the axis"),
        ("y = reduce(q, reduction='max', pattern='h c d -> h')", "but q has rank 2.", "give q a shape that fits"),
        ("h w -> h", "Nothing says how the cells along w become one.", "name the reduction after the pattern"),
    ],
)
def test_a_tensor_is_called_as_the_program_calls_it(code: str, message: str, hint: str) -> None:
    fault = refused(code, "q:4,6")
    assert message in str(fault)
    assert str(fault.hint).startswith(hint)


def test_the_culprit_is_pointed_at_in_the_pattern_wherever_that_stands() -> None:
    code = "y = reduce(x, reduction='mean', pattern='h w -> h c')"
    fault = refused(code, "x:4,6")
    assert fault.span is not None
    assert slice(*fault.span) == slice(code.index("c')"), code.index("c')") + 1)


def test_numbers_of_a_persons_own_keep_their_shape() -> None:
    question = asked({"code": "y = rearrange(x, 'h w -> h')", "shape": "x:1,2"}, DEFAULT_LIMITS)
    fault = question.with_data("x:[[1,2]]", 4096, DEFAULT_LIMITS).attempt(DEFAULT_LIMITS).fault
    assert fault is not None
    assert [text for text, _ in offered(fault)] == ["add w at the end", "reduce instead: take the mean along w"]


def test_where_shape_and_pattern_do_not_fit_what_comes_in_is_looked_at_first() -> None:
    fault = refused("y = rearrange(x, '(h p) w -> h p w', p=5)", "x:4,6")
    assert fault.repair == {"shape": "x:5,6"}
    assert [text for text, _ in offered(fault)] == ["give p the size 4", "give x the shape 5,6"]


FORMS = (
    "y = rearrange(x, {})\nz = y",
    "import einops\ny = einops.rearrange(x, {},)\nz = y",
    LAYER.format("Rearrange({})"),
)


@some
@given(slips(), st.sampled_from(FORMS))
def test_whatever_is_offered_for_a_slip_comes_further(request: Request, form: str) -> None:
    pattern, shape, sizes = request.pattern, request.shape, request.sizes
    code = form.format(", ".join([repr(pattern), *(f"{name}={size}" for name, size in sizes.items())]))
    given_shape = NamedShapesText().write({"x": shape})
    found = reached(code, given_shape)
    if not isinstance(found.fault, Miscalled) or found.rest is None:
        return
    assert len({str(text) for text, _ in found.fault.choices}) == len(found.fault.choices)
    for _, mend in found.fault.choices:
        again = reached(mend.get("code", code), mend.get("shape", given_shape), mend.get("values", ""))
        assert again.fault is None or (again.rest is not None and again.rest[0] > found.rest[0])


@st.composite
def lacking(draw: st.DrawFn) -> tuple[str, str]:
    """A call that einops would take, but for a size that is left out, or an axis; and the shape of its tensor."""
    names = draw(st.permutations("abcdef"))[: draw(st.integers(2, 5))]
    lengths = {name: draw(st.integers(1, 4)) for name in names}
    paired = draw(st.integers(0, len(names) - 2))
    pair, others = [*names[paired : paired + 2]], [*names[:paired], *names[paired + 2 :]]
    left = " ".join([*others[:paired], f"({' '.join(pair)})", *others[paired:]])
    shape = [
        *(lengths[name] for name in others[:paired]),
        lengths[pair[0]] * lengths[pair[1]],
        *(lengths[name] for name in others[paired:]),
    ]
    right = draw(st.permutations(names))
    if draw(st.booleans()):
        sizes = ""
    else:
        sizes = f", {pair[0]}={lengths[pair[0]]}"
        gone = draw(st.sampled_from(names))
        right = [name for name in right if name != gone]
    return f"y = rearrange(x, '{left} -> {' '.join(right)}'{sizes})", ",".join(map(str, shape))


@some
@given(lacking())
def test_what_is_left_out_of_a_call_is_put_back_as_einops_takes_it(lacks: tuple[str, str]) -> None:
    code, shape = lacks
    fault = refused(code, f"x:{shape}")
    found = offered(fault)
    assert found
    assert "code" in fault.repair
    for _, mend in found:
        given_shape = mend.get("shape", f"x:{shape}")
        program = reached(mend["code"], given_shape).program
        assert program is not None
        (sizes,) = shapes_of(given_shape).values()
        names = {"x": np.zeros(sizes), "rearrange": einops.rearrange, "reduce": einops.reduce}
        exec(mend["code"], names)
        assert cast("np.ndarray[tuple[int, ...], np.dtype[np.float64]]", names["y"]).shape == program.output.shape


def test_a_call_that_nobody_can_plan_is_refused_as_it_was() -> None:
    huge = f"y = repeat(x, 'h w -> h w c', c={'9' * 900})"
    assert [str(text) for text, _ in refused(huge, "x:4,6").choices][:1] == [ONWARD[0]]
