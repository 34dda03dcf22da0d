"""Whatever is typed, nothing but our own error comes out, and it points into the text."""

from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import window
from einscope.core.program import Program, question, run
from tests.core.program.programs.case import Case, Shape
from tests.core.program.run.mangled import grafts, programs, slips, texts

MANY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LIBRARIES = st.sampled_from(question.LIBRARIES)
SHAPES: dict[str, Shape] = {"x": (1, 4, 4, 2), "y": (4, 2)}


def assert_is_answered(code: str, shapes: Mapping[str, Shape], values: Mapping[str, object], library: str) -> None:
    answer = answered(code, shapes, values, library)
    if isinstance(answer, PatternError):
        assert str(answer)
        assert answer.hint is None or str(answer.hint)
        start, end = answer.span or (0, 0)
        assert 0 <= start <= end <= len(code)
    else:
        for tensor in answer.tensors:
            assert 0 <= tensor.map.target_cells < 2**53
            window(tensor.map, 0, min(64, DEFAULT_LIMITS.window_cells // max(1, tensor.map.arity)))


def answered(
    code: str, shapes: Mapping[str, Shape], values: Mapping[str, object], library: str
) -> Program | PatternError:
    try:
        return run(code, shapes, values, DEFAULT_LIMITS, library)
    except PatternError as error:
        return error


@MANY
@given(slips(), LIBRARIES)
def test_a_program_with_slips_is_answered(case: Case, library: str) -> None:
    assert_is_answered(case.code, case.shapes, case.values, library)


@MANY
@given(grafts(), LIBRARIES)
def test_a_program_with_pieces_of_another_is_answered(code: str, library: str) -> None:
    assert_is_answered(code, SHAPES, {}, library)


@MANY
@given(programs, LIBRARIES)
def test_a_tree_of_any_nodes_is_answered(code: str, library: str) -> None:
    assert_is_answered(code, SHAPES, {"a": 2, "self.norm": "pass"}, library)


@MANY
@given(texts, LIBRARIES)
def test_any_text_is_answered(code: str, library: str) -> None:
    assert_is_answered(code, SHAPES, {}, library)


_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(-2, 5), max_size=3).map(tuple),
)


@MANY
@given(
    st.sampled_from(
        ["x.reshape(p)", "x[p]", "x[p:]", "x[:, ::p]", "x.flip(p)", "x.repeat(p, 1, 1, 1)", "rearrange(x, p)"]
    ),
    _VALUES,
    st.lists(st.integers(-2, 5) | st.sampled_from([2**31, 2**53, 2**64]), max_size=4).map(tuple),
)
def test_any_value_and_any_shape_is_answered(code: str, value: object, shape: Shape) -> None:
    assert_is_answered(code, {"x": shape}, {"p": value}, "")
