import re

import pytest

from app.core.palette import contrast, shades


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("levels", range(1, 9))
def test_numbers_are_written_in_the_ink_that_stands_out_more(theme: str, levels: int) -> None:
    inks = {ink for each in shades(theme, 8, levels) for _, ink in each}
    for block, ink in (shade for each in shades(theme, 8, levels) for shade in each):
        assert contrast(block, ink) == max(contrast(block, other) for other in inks)
        assert contrast(block, ink) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
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
