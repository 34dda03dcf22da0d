"""Which tensor of a program is shown."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import Limits
from einscope.core.program import run
from einscope.core.program.answer.answer import number_of


def test_the_last_tensor_is_shown_where_none_is_asked_for_and_one_that_is_not_there_is_refused() -> None:
    program = run("y = x.t()\nz = y.flip(0)", {"x": (2, 3)}, {}, Limits())
    assert [number_of(step, program) for step in (None, 0, 1)] == [1, 0, 1]
    with pytest.raises(PatternError) as refused:
        number_of(2, program)
    assert (refused.value.code, refused.value.repair) == ("step-outside", {"step": "1"})
