"""The colours of pictures are the page's."""

import re
from pathlib import Path

import pytest

from einscope.core.scene.tint.palette import contrast
from einscope.render.theme import AXES, PAPER, THEMES, Theme

STYLE = (Path(__file__).parents[2] / "static" / "shell" / "style.css").read_text(encoding="utf-8")


def properties(theme: Theme) -> dict[str, str]:
    """The custom properties of the style sheet's root, by name."""
    root, *_ = re.findall(r":root\s*{(.*?)}", STYLE, flags=re.DOTALL)
    colour = r"(#[0-9a-f]{6})"
    pairs = re.findall(rf"--([\w-]+):\s*light-dark\({colour},\s*{colour}\)", root)
    return {name: light if theme == "light" else dark for name, light, dark in pairs}


@pytest.mark.parametrize("theme", THEMES)
def test_the_colours_are_those_of_the_style_sheet(theme: Theme) -> None:
    page = properties(theme)
    assert {name: page[name] for name in PAPER[theme]} == PAPER[theme]
    assert tuple(page[f"axis-{number}"] for number in range(len(AXES[theme]))) == AXES[theme]


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_the_paper(theme: Theme) -> None:
    for colour in (PAPER[theme]["ink"], PAPER[theme]["quiet"], *AXES[theme]):
        assert contrast(colour, PAPER[theme]["stage"]) >= 4.5
