"""How methods are called tells whose they are; where a guess fails, the other library is offered."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program.question import asked

# A program, the shape of x, the library told, and the shape of the output.
SPELLED = [
    ("y = x.transpose(0, 2, 1)", "2,3,4", "numpy", (2, 4, 3)),
    ("y = x.transpose()", "2,3,4", "numpy", (4, 3, 2)),
    ("y = x.transpose((1, 0, 2))", "2,3,4", "numpy", (3, 2, 4)),
    ("y = x.transpose(0, 1)", "2,3,4", "torch", (3, 2, 4)),
    ("y = x.repeat(2, axis=0)", "2,3", "numpy", (4, 3)),
    ("y = x.repeat(2, 1)", "2,3", "torch", (4, 3)),
    ("y = x.sum(0, keepdims=True)", "2,3", "numpy", (1, 3)),
    ("y = x.sum(dim=0)", "2,3", "torch", (3,)),
    ("y = x.reshape(3, 2, order='F')", "2,3", "numpy", (3, 2)),
    ("y = x.astype('f')\nz = y.repeat(2, 0)", "2,3", "numpy", (4, 3)),
    ("y = x.permute(1, 0)\nz = y.repeat(2, 1)", "2,3", "torch", (6, 2)),
]


@pytest.mark.parametrize(("code", "shape", "library", "output"), SPELLED)
def test_arity_and_keywords_tell_the_library(code: str, shape: str, library: str, output: tuple[int, ...]) -> None:
    program = asked({"code": code, "shape": f"x:{shape}"}, DEFAULT_LIMITS).run(DEFAULT_LIMITS)
    assert (program.library, program.output.shape) == (library, output)


@pytest.mark.parametrize(("code", "shape"), [("y = x.repeat(2)", "2,3"), ("y = x.squeeze().repeat(3)", "2,3")])
def test_where_the_guess_fails_the_other_library_is_the_repair(code: str, shape: str) -> None:
    texts = {"code": code, "shape": f"x:{shape}"}
    with pytest.raises(PatternError) as caught:
        asked(texts, DEFAULT_LIMITS).run(DEFAULT_LIMITS)
    assert caught.value.repair == {"library": "numpy"}
    assert asked(texts | caught.value.repair, DEFAULT_LIMITS).run(DEFAULT_LIMITS).library == "numpy"
