"""The request that people mistake one for: of the same shape, and never the same."""

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import window
from einscope.core.ops import registry


@pytest.mark.parametrize(
    ("operation", "texts", "label"),
    [
        ("merge", {"shape": "1,4,4,1"}, "p1 p2 c"),
        ("merge", {"shape": "1,4,4,1", "order": "p1 p2 c"}, "p2 p1 c"),
        ("merge", {"shape": "1,5,5,2", "odd": "pad", "order": "c p1 p2"}, "c p2 p1"),
        ("merge", {"shape": "1,4,2"}, "c p1"),
        ("merge", {"shape": "1,4,1"}, None),
        ("merge", {"shape": "1,4,4,2", "factor": "1"}, None),
        ("merge", {"shape": "1,4,4,2", "factor": "1,2"}, None),
        ("expand", {"shape": "1,2,2,4"}, "p2 p1 c"),
        ("expand", {"shape": "1,8,2,2,2", "channels": "first", "order": "c p1 p2 p3"}, "c p3 p2 p1"),
        (
            "rearrange",
            {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"},
            "(h p2) (w p1)",
        ),
        (
            "rearrange",
            {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,6", "sizes": "p1=2,p2=3"},
            "(p2 p1 c)",
        ),
        (
            "rearrange",
            {"pattern": "b (h p1) (w p2) c -> b h w (p1 p2 c)", "shape": "1,4,4,2", "sizes": "p1=2,p2=2"},
            "(p2 p1 c)",
        ),
        (
            "rearrange",
            {"pattern": "b (h p1) (w p2) c -> b (h p2) (w p1) c", "shape": "1,4,4,2", "sizes": "p1=2,p2=2"},
            "(h p1) (w p2)",
        ),
        (
            "rearrange",
            {"pattern": "... (h w) (p q c) -> ... c (h p) (w q)", "shape": "1,4,12", "sizes": "h=2,p=2,q=2"},
            "(h q) (w p)",
        ),
        ("rearrange", {"pattern": "h w -> w h", "shape": "3,4"}, None),
        ("rearrange", {"pattern": "(h p) (w q) -> (h p) (w q)", "shape": "4,4", "sizes": "p=2,q=2"}, None),
        ("rearrange", {"pattern": "(h p) (w q) -> h p w q", "shape": "4,4", "sizes": "p=2,q=2"}, None),
        ("rearrange", {"pattern": "(p q) ... -> (... p) q", "shape": "4,3", "sizes": "p=2"}, None),
        ("reduce", {"pattern": "(h p) (w q) -> h w", "shape": "4,4", "sizes": "p=2,q=2", "reduction": "max"}, None),
    ],
)
def test_what_a_request_is_compared_with(operation: str, texts: dict[str, str], label: str | None) -> None:
    request = registry()[operation].read(texts, DEFAULT_LIMITS)
    plan = request.plan(DEFAULT_LIMITS)
    suggested = request.operation.counterpart
    other = suggested(request, plan) if suggested else None
    assert (other and other.label) == label
    if other is None:
        return
    made = registry()[operation].read(other.texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
    assert made.output.shape == plan.output.shape
    first, second = (window(each.maps[0], 0, each.output.cells) for each in (plan, made))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(np.sort(first, axis=0), np.sort(second, axis=0))
