"""No number of a scene of up to 64 cells is hidden at rest, on a desk and in a hand."""

from collections.abc import Iterator, Mapping
from math import prod

import numpy as np
import pytest

from einscope.core.examples import GROUPS
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture import line_scene, whole_scene
from einscope.core.program.question import PROGRAM, asked
from einscope.core.scene import Scene
from einscope.core.scene.layout.choice import STAGES
from einscope.core.scene.layout.depth import SHOWN, Shown
from einscope.core.scene.layout.layout import CELL
from einscope.core.scene.layout.paper import LARGEST, PLACEMENTS
from einscope.core.scene.look import Look
from tests.core.asking import plan_of
from tests.core.scene.drawing import drawn, places

_FEW = 64
_CARD = 8  # pixels of the scene that a card reaches around the cells of its plane
_NUMBER = np.array([47.9, 24.0])  # the room of a number in the middle of its cell
_SMALLEST = 14.0  # screen pixels of a cell that has a number

PATTERNS: list[tuple[str, dict[str, str]]] = [
    ("rearrange", {"pattern": "h w c -> c h w", "shape": "2,2,8"}),
    ("rearrange", {"pattern": "h w c -> h w c", "shape": "2,2,16"}),
    ("rearrange", {"pattern": "h w c -> c w h", "shape": "4,4,4"}),
    ("rearrange", {"pattern": "h w c -> c w h", "shape": "3,3,7"}),
    ("rearrange", {"pattern": "b n (three h d) -> three b h n d", "shape": "1,4,12", "sizes": "three=3,h=2"}),
    ("rearrange", {"pattern": "b (h w1) (w w2) c -> (b h w) w1 w2 c", "shape": "1,4,4,4", "sizes": "w1=2,w2=2"}),
    ("rearrange", {"pattern": "a b c d e f -> f e d c b a", "shape": "2,2,2,2,2,2"}),
    ("rearrange", {"pattern": "b h w (c k1 k2) -> b c (h k1) (w k2)", "shape": "1,2,3,9", "sizes": "k1=3,k2=3"}),
    ("reduce", {"pattern": "b h w c -> b h w", "shape": "1,4,4,4"}),
    ("repeat", {"pattern": "h w -> h w c", "shape": "4,4", "sizes": "c=4"}),
    ("repeat", {"pattern": "h -> h w c", "shape": "2", "sizes": "w=2,c=16"}),
    ("einsum", {"pattern": "b i j, b j k -> b i k", "shape": "3,2,2;3,2,2"}),
    ("merge", {"shape": "1,5,5,1", "odd": "pad"}),
    ("merge", {"shape": "1,4,4,2,1", "factor": "2"}),
    ("expand", {"shape": "2,2,2,8"}),
    ("unfold", {"shape": "1,4,4,1", "kernel": "2"}),
    ("roll", {"shape": "1,4,4,4", "shift": "1,1", "axes": "1,2"}),
]


def everything() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each operation as its page begins, its presets, the gallery, and patterns of many planes."""
    for name, operation in registry().items():
        yield name, operation.example
        yield from ((name, preset.values) for preset in operation.presets)
    yield from ((each.op, each.texts) for group in GROUPS for each in group.examples if each.op in registry())
    yield from PATTERNS


def programs() -> Iterator[Mapping[str, str]]:
    """The example of programs, their presets, and those of the gallery."""
    yield PROGRAM.example
    yield from (preset.values for preset in PROGRAM.presets)
    yield from (each.texts for group in GROUPS for each in group.examples if each.op == "program")


def lines(texts: Mapping[str, str]) -> Iterator[Scene]:
    """The scene of each line of a program, and of all of it."""
    question = asked(texts, DEFAULT_LIMITS)
    program = question.run(DEFAULT_LIMITS)
    names, most = axis_names(program, question.code), DEFAULT_LIMITS.picture_cells
    yield whole_scene(program, names, Look(), most).scene
    yield from (line_scene(program, names, number, Look(), most).scene for number in range(len(program.tensors)))


def hidden(shown: Scene) -> set[str]:
    """The stages in which something covers a number."""
    found: set[str] = set()
    for flight in shown.flights:
        for stage in flight.stages:
            counts = flight.from_counts if stage.name in ("input", "split") else flight.to_counts
            corners = places(stage, counts)
            planes = shown.figures[stage.figure].planes
            if planes is None or not len(corners):
                continue
            only = [count if axis in planes else 1 for axis, count in enumerate(counts)]
            cards = places(stage, only)
            left_top = cards[:, :2] - _CARD
            right_bottom = cards[:, :2] + np.array(stage.layout.plane) + _CARD
            middles = corners[:, :2] + CELL / 2
            for middle, depth in zip(middles, corners[:, 2], strict=True):
                in_front = cards[:, 2] < depth - 0.25
                over = (left_top < middle + _NUMBER / 2) & (right_bottom > middle - _NUMBER / 2)
                if (in_front & over.all(axis=1)).any():
                    found.add(stage.name)
    return found


def sizes(shown: Scene) -> list[float]:
    """How large a cell is on each stage, in screen pixels."""
    return [
        CELL * max(min(wide / shown.size[each][0], high / shown.size[each][1], LARGEST) for each in PLACEMENTS)
        for wide, high in STAGES
    ]


@pytest.mark.parametrize(("operation", "texts"), list(everything()))
def test_no_number_of_a_small_scene_is_hidden_or_left_out(operation: str, texts: dict[str, str]) -> None:
    shown = drawn(plan_of(operation, **texts))
    if shown.cells > _FEW:
        return
    assert not hidden(shown)
    assert min(sizes(shown)) >= _SMALLEST


@pytest.mark.parametrize("texts", list(programs()))
def test_no_number_of_a_small_line_of_a_program_is_hidden_or_left_out(texts: Mapping[str, str]) -> None:
    for shown in lines(texts):
        if shown.cells <= _FEW:
            assert not hidden(shown)
            assert min(sizes(shown)) >= _SMALLEST


@pytest.mark.parametrize("layout", SHOWN)
@pytest.mark.parametrize(("operation", "texts"), PATTERNS)
def test_neither_layout_hides_a_number_of_a_small_scene(operation: str, texts: dict[str, str], layout: Shown) -> None:
    shown = drawn(plan_of(operation, **texts), layout=layout)
    assert prod(window.count for window in shown.windows) <= _FEW or operation == "unfold"
    assert not hidden(shown)


def test_a_tight_stack_hides_what_this_test_looks_for() -> None:
    plan = plan_of("rearrange", pattern="h w c -> c h w", shape="8,8,4")
    assert hidden(drawn(plan, layout="stack")) == {"input", "split", "moved", "output"}


def test_many_large_planes_are_a_stack_until_their_tiles_can_be_read() -> None:
    small, large = (plan_of("rearrange", pattern="h w c -> c h w", shape=shape) for shape in ("3,3,9", "32,32,4"))
    assert (drawn(small).layout, drawn(large).layout) == ("tiles", "stack")
