from typing import Any, get_origin, get_type_hints

import pytest

from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.operation import Operation
from einscope.core.ops import registry
from tests.core.asking import plan_of, refusal

EVERY = pytest.mark.parametrize("operation", registry().values(), ids=lambda operation: operation.name)


@EVERY
def test_the_example_is_answered(operation: Operation[Any]) -> None:
    assert operation.example_plan().output.cells > 0


@EVERY
def test_every_required_parameter_is_asked_for(operation: Operation[Any]) -> None:
    for parameter in operation.parameters:
        texts = {name: text for name, text in operation.example.items() if name != parameter.name}
        if parameter.default is None:
            error = refusal(operation.name, **texts)
            assert (error.code, error.field) == ("parameter-missing", parameter.name)
            operation.read({**texts, **error.repair}, DEFAULT_LIMITS)
        else:
            operation.read(texts, DEFAULT_LIMITS)


@EVERY
def test_texts_of_a_request_make_the_same_request(operation: Operation[Any]) -> None:
    for texts in (operation.example, *(preset.values for preset in operation.presets)):
        request = operation.read(texts, DEFAULT_LIMITS)
        again = operation.read(request.texts(), DEFAULT_LIMITS)
        assert (again.plain(), again.texts()) == (request.plain(), request.texts())


@EVERY
def test_values_have_the_types_that_forms_read(operation: Operation[Any]) -> None:
    types = get_type_hints(operation.values)
    assert list(types) == [parameter.name for parameter in operation.parameters]
    for texts in (operation.example, *(preset.values for preset in operation.presets)):
        values = operation.read(texts, DEFAULT_LIMITS).values
        for name, expected in types.items():
            value = getattr(values, name)
            assert isinstance(value, get_origin(expected) or expected), name
            assert all(isinstance(each, int) for each in value) if get_origin(expected) is tuple else True


def test_what_is_left_at_its_default_is_left_out() -> None:
    texts = {"shape": "(1, 4, 4, 1)", "factor": "2", "order": "", "channels": "last", "odd": "error"}
    assert registry()["merge"].read(texts, DEFAULT_LIMITS).texts() == {"shape": "1,4,4,1"}


def test_a_request_has_values_as_json_has_them() -> None:
    request = registry()["merge"].read({"shape": "1,4,6,1", "factor": "2,3"}, DEFAULT_LIMITS)
    assert request.plain() == {
        "shape": [[1, 4, 6, 1]], "factor": [2, 3], "order": None, "channels": "last", "odd": "error"
    }  # fmt: skip


@pytest.mark.parametrize("operation", ["rearrange", "reduce", "repeat"])
def test_a_list_of_tensors_is_one_with_an_axis_in_front(operation: str) -> None:
    listed = plan_of(operation, pattern="n h w -> h (n w)", shape="2,3;2,3")
    stacked = plan_of(operation, pattern="n h w -> h (n w)", shape="2,2,3")
    assert listed == stacked


def test_the_tensors_of_a_list_have_one_shape() -> None:
    error = refusal("rearrange", pattern="n a b -> a (n b)", shape="2,3;4")
    assert (error.code, error.field, error.span) == ("shape-several", "shape", (4, 5))
    assert plan_of("rearrange", pattern="n a b -> a (n b)", **error.repair).output.shape == (2, 6)


def test_limits_may_be_lower() -> None:
    limits = Limits(pattern_characters=10, axes=2, cells=6)
    request = registry()["rearrange"].read({"pattern": "a b -> b a", "shape": "2,3"}, limits)
    assert request.plan(limits).output.shape == (3, 2)
