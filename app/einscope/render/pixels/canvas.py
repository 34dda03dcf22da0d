"""A sheet of pixels: boxes with round corners, lines and letters, all with soft edges."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from einscope.render.marks import Point
from einscope.render.pixels.fonts import bitmap, length
from einscope.render.pixels.words import Bytes, Words, image_of, word
from einscope.render.theme import Face, rgb

_FINE = 4  # times as fine as a pixel, for lines
_SMALL = 2**16  # pixels of a mask that may be kept, and of which numbers are worked out at a time

Pixels = npt.NDArray[Any]


class Canvas:
    """Takes coordinates in pixels; they may lie between pixels.

    Args:
        width: in pixels.
        height: in pixels.
        ground: its colour; None: there is none, and what is behind it is seen through it.
        face: the family of letters.
        top: how many rows of pixels lie above it, where it is only a band of the sheet.
    """

    def __init__(self, width: int, height: int, ground: str | None, face: Face = "mono", top: int = 0) -> None:
        # Where there is no ground, colours are laid over black, and beside them is kept how much of it they cover.
        self.words: Words = np.full((height, width), word(ground or "#000000"), dtype=np.uint32)
        self.covered: Bytes | None = None if ground else np.zeros((height, width), dtype=np.uint8)
        self.image, self.cover = image_of(self.words), None if self.covered is None else image_of(self.covered)
        self.face, self.top = face, top

    def copy(self, onto: "Canvas | None" = None) -> "Canvas":
        """Another sheet with the same on it.

        Args:
            onto: a sheet that nobody needs any longer: new memory costs more than what is written to it.
        """
        other = onto
        if other is None or other.words.shape != self.words.shape or (other.covered is None) != (self.covered is None):
            other = Canvas(*self.image.size, None if self.cover else "#000000", self.face)
        other.top = self.top
        other.lay(self, 0, 0)
        return other

    def lay(self, other: "Canvas", x: int, y: int) -> None:
        """All of another sheet, from this corner on, in place of what was there."""
        high, wide = other.words.shape
        place = (slice(y, y + high), slice(x, x + wide))
        high, wide = self.words[place].shape
        self.words[place] = other.words[:high, :wide]
        if self.covered is not None and other.covered is not None:
            self.covered[place] = other.covered[:high, :wide]

    @property
    def seen(self) -> Image.Image:
        """A picture of the sheet; where it has no ground, with its colours as they are, however transparent."""
        if self.cover is None:
            return self.image.convert("RGB")
        laid = Image.merge("RGBA", (*self.image.split()[:3], self.cover))
        return Image.frombytes("RGBa", laid.size, laid.tobytes()).convert("RGBA")

    def shows(self, y: float, height: float) -> bool:
        """Whether anything that begins at this row and is so high is on it."""
        return self.top - height < y < self.top + self.image.height

    def box(
        self,
        corner: Point,
        size: Point,
        radius: float,
        colour: str,
        alpha: float = 1.0,
        line: float = 0.0,
        dash: int = 0,
    ) -> None:
        """A box with round corners, filled, or only its edge.

        Args:
            corner: its upper left corner.
            size: width and height.
            radius: of its corners.
            colour: as #rrggbb.
            alpha: how strongly it covers, 0 to 1.
            line: width of its edge; 0 fills it.
            dash: length of the dashes of its edge, and of what lies between them; 0 for none.
        """
        x, y = int(np.floor(corner[0])), int(np.floor(corner[1]))
        between = (_steps(corner[0] - x), _steps(corner[1] - y))
        mask, out = _box(_steps(size[0]), _steps(size[1]), round(radius, 2), round(line, 2), dash, *between)
        self.paste(mask, x - out, y - out, colour, alpha)

    def line(self, points: Sequence[Point], width: float, colour: str, alpha: float = 1.0) -> None:
        """A line through some points."""
        margin = int(width) + 2
        left, top = (int(np.floor(min(point[axis] for point in points))) - margin for axis in (0, 1))
        right, bottom = (int(np.ceil(max(point[axis] for point in points))) + margin for axis in (0, 1))
        near = tuple((x - left, y - top) for x, y in points)
        wide, high = right - left, bottom - top
        small = wide * high <= _SMALL
        mask = _small_line(near, wide, high, width) if small else _line(near, wide, high, width)
        self.paste(mask, left, top, colour, alpha)

    def letters(self, text: str, at: Point, size: float, colour: str, bold: bool = False, alpha: float = 1.0) -> None:
        """A line of text that begins at a point on its base line."""
        mask, left, base = _letters(text, round(size, 2), bold, self.face, alpha)
        self.paste(mask, round(at[0]) - left, round(at[1]) - base, colour)

    def length(self, text: str, size: float) -> float:
        """How long a line of text is."""
        return length(text, size, face=self.face)

    def turned(
        self, text: str, middle: Point, size: float, degrees: float, colour: str, halo: str | None, alpha: float
    ) -> None:
        """A line of text turned about the middle of its base line, which stands at a point, with a halo around it."""
        for width, ink in ((max(1.0, size / 7), halo), (0.0, colour)):
            if ink is None:
                continue
            mask, left, base = _turned(text, round(size, 2), degrees, width, self.face)
            self.paste(mask, round(middle[0]) - left, round(middle[1]) - base, ink, alpha)

    def paste(self, mask: Image.Image, x: int, y: int, colour: str, alpha: float = 1.0) -> None:
        """A colour wherever a mask says so."""
        if not self.shows(y, mask.height):
            return
        y -= self.top
        if alpha < 1:
            mask = fainter(mask, alpha)
        self.image.paste(rgb(colour), (x, y), mask)
        if self.cover is not None:
            self.cover.paste(255, (x, y), mask)

    def put(self, picture: Image.Image, mask: Image.Image, x: int, y: int) -> None:
        """A picture wherever a mask says so."""
        y -= self.top
        self.image.paste(picture, (x, y), mask)
        if self.cover is not None:
            self.cover.paste(255, (x, y), mask)

    def put_over(self, picture: Image.Image, mask: Image.Image, x: int, y: int, ground: "Canvas") -> None:
        """A picture wherever a mask says so, over what another sheet shows in its place; it lies all on the sheet."""
        box = (slice(y - self.top, y - self.top + mask.height), slice(x, x + mask.width))
        self.words[box] = ground.words[box]
        if self.covered is not None and ground.covered is not None:
            self.covered[box] = ground.covered[box]
        self.put(picture, mask, x, y)

    def put_all(self, blocks: Words, corners: npt.NDArray[np.intp], ground: "Canvas") -> None:
        """Blocks of one size that do not overlap, each over what another sheet shows in its place.

        Args:
            blocks: (blocks, height, width), a word for each pixel.
            corners: (blocks, 2), where each begins; all of it lies on the sheet.
            ground: of the same size.

        Cost: O(pixels).
        """
        count, high, wide = blocks.shape
        places = pixels_of(corners, wide, high, self.image.width).reshape(count, -1)
        pixels, below = self.words.reshape(-1), ground.words.reshape(-1)
        inner, outer = self._parts(blocks)
        laid = blocks.reshape(count, -1)
        pixels[places[:, inner]] = laid[:, inner]
        at, edge = places[:, outer], laid[:, outer]
        pixels[at] = _over(below[at], edge)
        if self.covered is not None and ground.covered is not None:
            cover, under = self.covered.reshape(-1), ground.covered.reshape(-1)
            cover[places[:, inner]] = 255
            seen = (edge >> 24).astype(np.uint16)
            cover[at] = _share(under[at].astype(np.uint16) * (255 - seen) + 255 * seen)

    @staticmethod
    def _parts(blocks: Words) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """The pixels of a block that all of them cover, and those that some of them cover in part."""
        seen = (blocks >> 24).reshape(len(blocks), -1)
        full = (seen == 255).all(axis=0)
        return np.flatnonzero(full), np.flatnonzero(~full & (seen > 0).any(axis=0))


def _line(points: tuple[Point, ...], wide: int, high: int, width: float) -> Image.Image:
    """The mask of a line; that of a small one, which may be in every frame, is kept."""
    mask = Image.new("L", (wide * _FINE, high * _FINE))
    fine = [(x * _FINE, y * _FINE) for x, y in points]
    ImageDraw.Draw(mask).line(fine, fill=255, width=max(1, round(width * _FINE)), joint="curve")
    return mask.reduce(_FINE)


_small_line = lru_cache(maxsize=64)(_line)


@lru_cache(maxsize=64)
def _letters(text: str, size: float, bold: bool, face: Face, alpha: float) -> tuple[Image.Image, int, int]:
    """The mask of a line of text that covers so much; names of stages are in every frame, most of them faint."""
    mask, left, base = bitmap(text, size, bold, face=face)
    return fainter(mask, alpha) if alpha < 1 else mask, left, base


def fainter(mask: Image.Image, alpha: float) -> Image.Image:
    """A mask that covers so much less."""
    return Image.fromarray(_fainter(alpha)[np.asarray(mask)])


@lru_cache(maxsize=64)
def _fainter(alpha: float) -> npt.NDArray[np.uint8]:
    """What becomes of every value of a mask."""
    return np.array([int(value * alpha + 0.5) for value in range(256)], dtype=np.uint8)


def _over(below: Words, laid: Words) -> Words:
    """Words laid on others, as much of them as is seen; rounded as Pillow does."""
    seen = (laid >> 24).astype(np.uint16)
    mixed = np.full_like(below, 255 << 24)
    for shift in (0, 8, 16):
        one, other = (((each >> shift) & 255).astype(np.uint16) for each in (below, laid))
        mixed |= _share(one * (255 - seen) + other * seen).astype(np.uint32) << shift
    return mixed


def _share(sums: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint16]:
    """255ths."""
    sums = sums + 128
    return np.asarray((sums + (sums >> 8)) >> 8, dtype=np.uint16)


def pixels_of(corners: npt.NDArray[np.intp], wide: int, high: int, width: int) -> npt.NDArray[np.intp]:
    """The places of the pixels of some boxes in a picture that is so wide, row by row.

    >>> pixels_of(np.array([(1, 0)]), 2, 2, 10).tolist()
    [1, 2, 11, 12]
    """
    columns = corners[:, 0, None, None] + np.arange(wide)
    rows = corners[:, 1, None, None] + np.arange(high)[:, None]
    return np.asarray((rows * width + columns).reshape(-1))


def _steps(length: float) -> float:
    """A length in eighths of a pixel, so that equal boxes are made once."""
    return round(length * 8) / 8


def _box(*asked: float) -> tuple[Image.Image, int]:
    """The mask of a box whose corner lies so far inside a pixel, and how many pixels it begins before that one.

    That of a small one, which is drawn many times, is kept.
    """
    return _small_box(*asked) if asked[0] * asked[1] <= _SMALL else _made_box(*asked)


def _made_box(
    width: float, height: float, radius: float, line: float, dash: float, x: float, y: float
) -> tuple[Image.Image, int]:
    """A few rows of pixels at a time: numbers of all of them would take many times as much memory as the mask."""
    out = int(np.ceil(line / 2)) + 1
    across = np.arange(int(np.ceil(width)) + 2 * out + 1) - out - x + 0.5
    down = np.arange(int(np.ceil(height)) + 2 * out + 1) - out - y + 0.5
    mask = np.empty((len(down), len(across)), dtype=np.uint8)
    rows = max(1, _SMALL // len(across))
    for start in range(0, len(down), rows):
        part = slice(start, start + rows)
        mask[part] = _cover(across, down[part], width, height, radius, line, int(dash))
    return Image.fromarray(mask), out


_small_box = lru_cache(maxsize=512)(_made_box)


def _cover(across: Pixels, down: Pixels, width: float, height: float, radius: float, line: float, dash: int) -> Pixels:
    """How much of each pixel a box covers, 0 to 255."""
    radius = min(radius, width / 2, height / 2)
    dx = np.abs(across - width / 2)[None, :] - (width / 2 - radius)
    dy = np.abs(down - height / 2)[:, None] - (height / 2 - radius)
    # The distance to the edge of a round box: negative inside.
    distance = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0) - radius
    cover = np.clip(0.5 - (np.abs(distance) - line / 2 if line else distance), 0, 1)
    if dash:
        along = np.where(dx + radius > dy + radius, down[:, None], across[None, :])
        cover = cover * (np.mod(along, 2 * dash) < dash)
    whole: Pixels = (cover * 255 + 0.5).astype(np.uint8)
    return whole


@lru_cache(maxsize=256)
def _turned(text: str, size: float, degrees: float, halo: float, face: Face) -> tuple[Image.Image, int, int]:
    mask, left, base = bitmap(text, size, halo=halo, face=face)
    # The middle of the base line is put in the middle of a square, about which the text is turned.
    middle, side = left + (mask.width - 2 * left) / 2, 2 * max(mask.width, mask.height)
    square = Image.new("L", (side, side))
    square.paste(mask, (side // 2 - round(middle), side // 2 - base))
    turned = square.rotate(-degrees, Image.Resampling.BICUBIC) if degrees else square
    box = turned.getbbox() or (0, 0, 1, 1)
    return turned.crop(box), side // 2 - box[0], side // 2 - box[1]
