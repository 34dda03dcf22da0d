"""How the tests ask the core: parameters as texts, as a link carries them."""

import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import IntArray
from einscope.core.ops import registry
from einscope.core.plan import Plan


def plan_of(operation: str, /, **texts: str) -> Plan:
    """The plan of a request."""
    return registry()[operation].read(texts, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)


def refusal(operation: str, /, **texts: str) -> PatternError:
    """The error of a request that must be refused."""
    with pytest.raises(PatternError) as caught:
        plan_of(operation, **texts)
    return caught.value


def sources(plan: Plan) -> IntArray:
    """The source of every output cell, in the output's shape."""
    return plan.maps[0].sources(np.arange(plan.output.cells, dtype=np.int64))[:, 0].reshape(plan.output.shape)


def digits(plan: Plan) -> IntArray:
    """Every combination of digits along the axes of a plan, one a row."""
    combinations = list(np.ndindex(*(axis.size for axis in plan.axes)))
    return np.array(combinations, dtype=np.int64).reshape(len(combinations), len(plan.axes))


def underlined(error: PatternError, text: str) -> str:
    """The culprit that the error points at."""
    assert error.span is not None
    assert 0 <= error.span.start <= error.span.end <= len(text)
    return text[slice(*error.span)]
