import re
from itertools import combinations, pairwise

import pytest

from einscope.core.scene.tint.palette import contrast, ramp, shades
from tests.core.scene import vision
from tests.core.scene.vision import VISIONS, apart

THEMES = ("light", "dark")
NOTICED = 0.02  # the distance at which a difference is just noticed


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("levels", range(1, 9))
def test_numbers_are_written_in_the_ink_that_stands_out_more(theme: str, levels: int) -> None:
    inks = {ink for each in shades(theme, 8, levels) for _, ink in each}
    for block, ink in (shade for each in shades(theme, 8, levels) for shade in each):
        assert contrast(block, ink) == max(contrast(block, other) for other in inks)
        assert contrast(block, ink) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_every_shade_is_a_colour_of_its_own(theme: str) -> None:
    blocks = [block for each in shades(theme, 8, 8) for block, _ in each]
    assert len(set(blocks)) == 64
    assert all(re.fullmatch("#[0-9a-f]{6}", block) for block in blocks)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#ff0000", "#000000", 5.25)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("sight", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("levels", range(1, 9))
def test_any_two_hues_are_told_apart_by_everybody(theme: str, sight: str, levels: int) -> None:
    for level in range(levels):
        blocks = [hue[level][0] for hue in shades(theme, 8, levels)]
        for one, other in combinations(blocks, 2):
            assert apart(one, other, sight) > 2 * NOTICED, (one, other)
        for one, other in pairwise(blocks):  # blocks beside each other have hues that follow each other
            assert apart(one, other, sight) > 2.5 * NOTICED, (one, other)


@pytest.mark.parametrize("sight", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_levels_of_a_hue_are_told_apart_by_everybody(theme: str, sight: str) -> None:
    for hue in shades(theme, 8, 8):
        for (one, _), (other, _) in pairwise(hue):
            assert apart(one, other, sight) > NOTICED, (one, other)


@pytest.mark.parametrize("sight", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("levels", range(1, 9))
def test_numbers_are_readable_for_everybody(theme: str, sight: str, levels: int) -> None:
    for block, ink in (shade for hue in shades(theme, 8, levels) for shade in hue):
        assert vision.contrast(block, ink, sight) >= 4.5, (block, ink)


@pytest.mark.parametrize("sight", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("levels", [2, 5, 24])
def test_greater_values_are_lighter_for_everybody_and_readable(theme: str, sight: str, levels: int) -> None:
    blocks = [block for block, _ in ramp(theme, levels)]
    brightness = [vision.contrast(block, "#000000", sight) for block in blocks]
    assert brightness == sorted(brightness)
    assert len(set(blocks)) == levels
    assert all(contrast(block, ink) >= 4.5 for block, ink in ramp(theme, levels))


def test_simulated_visions_leave_greys_alone_and_confuse_what_they_should() -> None:
    for sight in VISIONS:
        assert apart("#808080", "#808080", sight) == 0
        assert vision.contrast("#000000", "#ffffff", sight) == pytest.approx(21, abs=0.1)
    red, green = "#c05050", "#6d7f45"
    assert apart(red, green, "deuteranopia") < apart(red, green, "normal") / 3
