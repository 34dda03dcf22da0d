"""The fonts that come along: three families of letters, and one font of Chinese for what they lack."""

from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from einscope.render.letters import advance
from einscope.render.theme import Face

_FOLDER = Path(__file__).parents[1] / "fonts"
_FILES: dict[Face, tuple[str, str]] = {
    "mono": ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    "sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "serif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
}
_LETTERS, _CHINESE = _FILES["mono"][0], "NotoSansCJKsc-Regular.otf"  # what the others lack
_MEASURED = 64  # pixels: the size at which letters are measured
_NOWHERE = "\U0010ffff"  # a character that no font has
_SUBSTITUTE = "•"  # for a character that no font here has: something that is no box

Bitmap = Image.Image


@lru_cache(maxsize=64)
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    # Without complex layout: the same letters on every system, whichever libraries it has.
    return ImageFont.truetype(_FOLDER / name, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def has(name: str, letter: str) -> bool:
    """Whether a font has a glyph of its own for a letter.

    >>> has("NotoSansCJKsc-Regular.otf", "轴"), has("DejaVuSansMono.ttf", "轴")
    (True, False)
    """
    font = _font(name, 24)
    missing, glyph = (font.getmask(character) for character in (_NOWHERE, letter))
    return letter.isspace() or (bytes(missing) != bytes(glyph) or missing.size != glyph.size)


@lru_cache(maxsize=4096)
def _chosen(letter: str, bold: bool, face: Face) -> tuple[str, str]:
    """The font of a letter, and the letter itself or what stands for it."""
    usual = _FILES[face][bold]
    for name in (usual, _LETTERS, _CHINESE):
        if has(name, letter):
            return name, letter
    return usual, _SUBSTITUTE


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool, face: Face) -> float:
    """Width of one letter, in font sizes."""
    name, drawn = _chosen(letter, bold, face)
    if face == "mono" or name not in _FILES[face] or not advance(letter):
        return advance(letter)
    return _font(name, _MEASURED).getlength(drawn) / _MEASURED


def length(text: str, size: float, bold: bool = False, face: Face = "mono") -> float:
    """Pixels that a text takes; letters of one width take what :mod:`einscope.render.letters` counts.

    >>> length("il", 20, face="sans") < length("mw", 20, face="sans")
    True
    """
    return size * sum(_advance(letter, bold, face) for letter in text)


def lettered(text: str) -> bool:
    """Whether the fonts here have every character of a text.

    >>> lettered("h 轴"), lettered("\u0915")
    (True, False)
    """
    return all(has(_LETTERS, letter) or has(_CHINESE, letter) for letter in text)


@lru_cache(maxsize=2048)
def bitmap(
    text: str, size: float, bold: bool = False, halo: float = 0.0, face: Face = "mono"
) -> tuple[Bitmap, int, int]:
    """A line of text as a mask, and where its beginning on the base line is in it.

    Args:
        text: without line breaks.
        size: font size in pixels.
        bold: in heavy letters.
        halo: how much wider every letter is drawn, in pixels.
        face: the family of the letters.
    """
    wide, margin = length(text, size, bold, face), int(halo) + 2
    left, base = margin, int(size * 1.1) + margin
    mask = Image.new("L", (int(wide + 0.999) + 2 * margin, base + int(size * 0.4) + margin))
    at = float(left)
    for letter in text:
        name, drawn = _chosen(letter, bold, face)
        glyph, x, y = _glyph(drawn, name, size, halo, at - int(at))
        mask.paste(255, (int(at) + x, base + y), glyph)
        at += size * _advance(letter, bold, face)
    return mask, left, base


@lru_cache(maxsize=256)
def _glyph(letter: str, name: str, size: float, halo: float, part: float) -> tuple[Bitmap, int, int]:
    """The mask of a letter that begins at this part of a pixel, and where it lies from there: digits come again."""
    font = _font(name, size)
    left, top, right, bottom = font.getbbox(letter, anchor="ls", stroke_width=halo)
    x, y = min(0, int(left)) - 2, min(0, int(top)) - 2
    mask = Image.new("L", (int(right) - x + 3, int(bottom) - y + 3))
    ImageDraw.Draw(mask).text((part - x, -y), letter, fill=255, font=font, anchor="ls", stroke_width=halo)
    return mask, x, y
