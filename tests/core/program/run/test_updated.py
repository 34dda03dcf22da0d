"""Calls of functions that are not known, whose results seem to be their arguments: ``q, k = rotate(q, k, angle)``."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run

CODE = "q, k = rotate(q, k, angle)\ny = torch.cat([q, k], 1)"
SHAPES = {"q": (1, 2, 4), "k": (1, 3, 4), "angle": (2,)}


def read(code: str, values: dict[str, object]) -> Program:
    return run(code, SHAPES, values, DEFAULT_LIMITS)


def test_it_is_proposed_that_each_stays_in_place() -> None:
    with pytest.raises(PatternError) as refused:
        read(CODE, {})
    assert refused.value.repair == {"values": "rotate=pass"}


@pytest.mark.parametrize(("word", "shape"), [("pass", (1, 5, 4)), ("skip", (1, 5, 4)), ("stop", (1, 2, 4))])
def test_whatever_is_chosen_holds_for_all_of_them(word: str, shape: tuple[int, ...]) -> None:
    program = read(CODE, {"rotate": word})
    assert program.output.shape == shape
    if word == "pass":
        assert [str(note.text) for note in program.notes] == [
            "rotate is assumed to keep the shape, and every cell in place"
        ]


def test_a_shape_is_that_of_each() -> None:
    assert read(CODE, {"rotate": (1, 2, 4)}).output.shape == (1, 4, 4)


def test_layers_that_scale_do_so_with_each() -> None:
    assert read("q, k = self.norm(q, k)\ny = k", {}).output.shape == (1, 3, 4)


@pytest.mark.parametrize("code", ["k, q = rotate(q, k)", "q, q = rotate(q, q)", "q, k = rotate(k)", "q, k = rotate(q)"])
def test_of_others_it_is_not_proposed(code: str) -> None:
    with pytest.raises(PatternError) as refused:
        read(code, {})
    assert refused.value.repair == {"values": "rotate=stop"}
