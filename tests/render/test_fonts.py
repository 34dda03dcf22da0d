"""The fonts that come along have every letter that a picture may need."""

import re
from pathlib import Path

import pytest

from einscope.render.letters import width
from einscope.render.pixels.fonts import bitmap, has, lettered

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "app" / "einscope" / "render" / "fonts"


def test_the_fonts_have_every_character_of_the_chinese_catalogue() -> None:
    catalogue = (ROOT / "app" / "einscope" / "locale" / "zh" / "LC_MESSAGES" / "messages.po").read_text(
        encoding="utf-8"
    )
    texts = re.findall(r'^msgstr "(.+)"$', catalogue, flags=re.MULTILINE)
    assert len(texts) > 100
    assert [letter for letter in sorted(set("".join(texts))) if not lettered(letter)] == []


@pytest.mark.parametrize("letter", "h→×…–αя轴é")
def test_a_letter_leaves_ink(letter: str) -> None:
    mask, _, _ = bitmap(letter, 20)
    assert mask.getbbox() is not None


def test_a_character_that_no_font_has_is_no_box() -> None:
    assert not has("DejaVuSansMono.ttf", "\u0915")
    assert bitmap("\u0915", 20)[0].tobytes() == bitmap("•", 20)[0].tobytes()


@pytest.mark.parametrize("text", ["h", "0123456789", "(p1 p2 c)", "移动轴", "w 0–7（共 1000000）"])
def test_text_takes_the_room_that_was_counted(text: str) -> None:
    mask, left, _ = bitmap(text, 40)
    box = mask.getbbox()
    assert box is not None
    assert box[2] - left <= width(text, 40) + 1


def test_every_font_has_its_licence_beside_it_and_all_are_small() -> None:
    names = {path.name for path in FONTS.iterdir()}
    assert {"LICENSE-DejaVu.txt", "LICENSE-NotoSansCJK.txt", "README.md"} <= names
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 2_000_000
