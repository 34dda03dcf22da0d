"""What the colours of a program's cells tell: the input that leads, an axis, the number; the others are quiet."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture import line_scene
from einscope.core.scene.look import Look
from einscope.core.scene.scene import Scene

JOINED = "y = torch.cat([q, k], -1)\nz = q + k"
SHAPES: dict[str, tuple[int, ...]] = {"q": (2, 3), "k": (2, 3)}


def drawn(number: int, look: Look, code: str = JOINED, shapes: dict[str, tuple[int, ...]] = SHAPES) -> Scene:
    program = run(code, shapes, {}, DEFAULT_LIMITS)
    return line_scene(program, axis_names(program, code), number, look, 4096).scene


def hues(scene: Scene) -> list[tuple[int, ...]]:
    """The hues of every flight's blocks in the order of their numbers."""
    found = []
    for flight in scene.flights:
        pairs = sorted(zip(flight.numbers or (), flight.hues or (), strict=True))
        found.append(tuple(hue for _, hue in pairs))
    return found


def quiet(scene: Scene) -> int:
    """The hue of cells whose colour tells nothing: the last one."""
    return len(scene.tint.shades["light"]) - 1


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize(("lead", "place"), [("q", 0), ("k", 1)])
def test_the_cells_of_the_input_that_leads_are_coloured_and_all_others_are_quiet(
    lead: str, place: int, number: int
) -> None:
    scene = drawn(number, Look(lead=lead))
    found = hues(scene)
    assert found[1 - place] == (quiet(scene),) * 6
    assert quiet(scene) not in found[place]
    assert len(set(found[place])) > 1


def test_an_axis_colours_every_input_that_has_one_of_that_name() -> None:
    scene = drawn(0, Look(color="j"))
    assert hues(scene) == [(0, 1, 2, 0, 1, 2)] * 2


def test_an_axis_of_the_input_that_leads_colours_that_one_alone() -> None:
    scene = drawn(0, Look(color="i", lead="k"))
    assert hues(scene) == [(quiet(scene),) * 6, (0, 0, 0, 1, 1, 1)]


def test_an_axis_with_more_digits_than_hues_has_bands_of_them() -> None:
    (found,) = hues(drawn(0, Look(color="i"), "y = x.flip(0)", {"x": (16,)}))
    assert found == tuple(digit // 2 for digit in range(16))


def test_a_cell_made_of_several_has_the_colour_of_the_input_that_leads() -> None:
    code = "z = q + k\nw = z.t()"
    for lead, hue in (("q", [0, 0, 0, 1, 1, 1]), ("k", [0, 0, 0, 1, 1, 1])):
        scene = drawn(1, Look(color="i", lead=lead), code, SHAPES)
        (flight,) = scene.flights
        starts = (flight.pairs or ((), ()))[0]
        assert [found for _, found in sorted(zip(starts, flight.hues or (), strict=True))] == hue


def test_numbers_are_told_by_the_shade_in_the_input_that_leads() -> None:
    scene = drawn(0, Look(color="value", lead="q"))
    assert hues(scene) == [(0,) * 6, (quiet(scene),) * 6]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_hue_has_as_many_shades_as_the_others(theme: str) -> None:
    for look in (Look(lead="k"), Look(color="j"), Look(color="value", lead="k")):
        shades = drawn(0, look).tint.shades[theme]
        assert len({len(levels) for levels in shades}) == 1


@pytest.mark.parametrize(
    ("look", "code", "field", "repair"),
    [
        (Look(lead="x"), "input-unknown", "lead", {"lead": ""}),
        (Look(lead="y"), "input-unknown", "lead", {"lead": ""}),
        (Look(color="w"), "color-unknown", "color", {"color": "source"}),
        (Look(color="w", lead="q"), "color-unknown", "color", {"color": "source"}),
    ],
)
def test_what_is_not_there_cannot_lead_or_colour(look: Look, code: str, field: str, repair: dict[str, str]) -> None:
    with pytest.raises(PatternError) as refused:
        drawn(0, look)
    assert (refused.value.code, refused.value.field, refused.value.repair) == (code, field, repair)
