"""Blocks drawn once, at the size they have in the picture, and copied from then on."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from einscope.core.scene.tint.palette import State
from einscope.render.inside import AROUND, HATCHED, hatch, inside
from einscope.render.marks import Kind
from einscope.render.pixels.canvas import Canvas
from einscope.render.pixels.fonts import bitmap
from einscope.render.pixels.words import image_of
from einscope.render.theme import Colours

_RADIUS = 1 / 7  # of a cell
_DARK = 0.1  # how dark each half of a shadow is
_MOST = 2**22  # pixels of blocks that are kept: some twenty megabytes
_BESIDE = 100  # pixels that take as much as all that is kept of a block beside its own

Sprite = tuple[Image.Image, Image.Image]
Asked = tuple[Kind, str, tuple[int, int], State, int, int]
"""Its kind, what is written on it, its shade, whether its block is here, width and height in pixels."""

Floats = npt.NDArray[np.float64]


class Sprites:
    """The blocks of one picture.

    Args:
        colours: of the picture.
        cell: side of a whole block in pixels of the scene.
        letters: font size of numbers in them.
        scale: pixels of the paper in one of the scene.
        density: pixels of the picture in one of the paper.
    """

    def __init__(self, colours: Colours, cell: float, letters: float, scale: float, density: float) -> None:
        self.colours, self.letters, self.scale, self.density = colours, letters, scale, density
        self.cell = cell * scale * density
        self._blocks: dict[tuple[object, ...], Sprite] = {}
        self._masks: dict[tuple[int, int], Image.Image] = {}
        self._shadows: dict[tuple[int, int], tuple[Floats, Image.Image, int]] = {}
        self._flyers: dict[tuple[object, ...], tuple[Image.Image, Image.Image, int]] = {}
        self._pixels = 0

    def get(
        self, kind: Kind, text: str, shade: tuple[int, int], state: State, width: int, height: int, squeeze: float = 1.0
    ) -> Sprite:
        """A block and its mask, kept while there are not too many."""
        asked = (kind, text, shade, state, width, height, squeeze)
        found = self._blocks.get(asked)
        if found is None:
            self._count(width * height)
            found = self._blocks[asked] = self._made(kind, text, shade, state, width, height, squeeze)
        return found

    def flying(
        self, kind: Kind, text: str, shade: tuple[int, int], width: int, height: int, squeeze: float
    ) -> tuple[Image.Image, Image.Image, int]:
        """A block and its shadow as one, its mask, and by how much it begins to the left of the block and above."""
        asked = (kind, text, shade, width, height, squeeze)
        found = self._flyers.get(asked)
        if found is None:
            read = self.read(text, width, height, squeeze)
            found = self._flying(*asked) if read == text else self.flying(kind, read, shade, width, height, squeeze)
            self._count(2 * width * height if read == text else 0)
            self._flyers[asked] = found
        return found

    def _count(self, pixels: int) -> None:
        """Forget everything where there would be too many pixels."""
        self._pixels += pixels + _BESIDE
        if self._pixels > _MOST:
            self._blocks.clear()
            self._masks.clear()
            self._shadows.clear()
            self._flyers.clear()
            self._pixels = pixels + _BESIDE

    def read(self, text: str, width: int, height: int, squeeze: float = 1.0) -> str:
        """What can be read of a text in a block of so many pixels: it, or nothing."""
        by = self.scale * self.density
        return text if inside(text, width / squeeze / by, height / by, self.scale, self.letters) else ""

    def _made(
        self, kind: Kind, text: str, shade: tuple[int, int], state: State, width: int, height: int, squeeze: float = 1.0
    ) -> Sprite:
        """Draw a block and its mask.

        Args:
            kind: of the block.
            text: its number or label.
            shade: hue and level.
            state: whether its block is here.
            width: in pixels.
            height: in pixels.
            squeeze: how much narrower its number is.
        """
        if kind == "label":
            mask = Canvas(width, height, "#000000", self.colours.style.face)
            self._text(mask, text, width, height, "#ffffff", squeeze)
            return Image.new("RGBX", (width, height), self.colours.block(*shade, state)[1]), mask.image.getchannel(0)
        hollow = self.colours.hollow("here" if kind == "ghost" else state)
        fill, ink = self.colours.block(*shade, state) if kind == "block" else hollow
        canvas = Canvas(width, height, fill, self.colours.style.face)
        self._text(canvas, text, width, height, ink, squeeze)
        thin = max(1.0, self.cell / 40)
        if kind != "block":
            inset = thin / 2
            size = (width - thin, height - thin)
            dash, alpha = (max(2, round(self.cell / 16)), 1.0) if kind == "hollow" else (0, 0.55)
            canvas.box((inset, inset), size, self.cell * _RADIUS, ink, alpha, line=thin, dash=dash)
        for ends in hatch(width, height, self.cell) if kind == "hollow" else ():
            canvas.line(ends, thin, ink, HATCHED)
        if kind == "ghost":
            canvas.line([(width * 0.1, height * 0.9), (width * 0.9, height * 0.1)], thin, ink, 0.55)
        return canvas.image, self._mask(width, height)

    def _mask(self, width: int, height: int) -> Image.Image:
        """How much is seen of a block."""
        found = self._masks.get((width, height))
        if found is None:
            canvas = Canvas(width, height, "#000000")
            canvas.box((0, 0), (width, height), self.cell * _RADIUS, "#ffffff")
            self._count(width * height)
            found = self._masks[width, height] = canvas.image.getchannel(0)
        return found

    def _flying(
        self, kind: Kind, text: str, shade: tuple[int, int], width: int, height: int, squeeze: float
    ) -> tuple[Image.Image, Image.Image, int]:
        block, mask = self.get(kind, text, shade, "here", width, height, squeeze)
        if kind == "label":  # each has a mask of its own
            share, seen, out = self._over_shadow(mask)
        else:
            kept = self._shadows.get((width, height))
            if kept is None:
                self._count(8 * width * height)
                kept = self._shadows[width, height] = self._over_shadow(mask)
            share, seen, out = kept
        colours = Image.new("RGBX", seen.size)
        colours.paste(block, (out, out))
        mixed = np.asarray(colours) * share  # what is left of black is nothing
        mixed[..., 3] = 255
        return image_of((mixed + 0.5).astype(np.uint8).view("<u4")[..., 0]), seen, out

    def _over_shadow(self, mask: Image.Image) -> tuple[Floats, Image.Image, int]:
        """How much of each pixel of a block and its shadow is of the block, the mask of both, and where they begin."""
        shadow, out = self._shadow(*mask.size)
        own = Image.new("L", shadow.size)
        own.paste(mask, (out, out))
        over, under = (np.asarray(each, dtype=np.float64) / 255 for each in (own, shadow))
        seen = over + under * (1 - over)
        share = np.divide(over, seen, out=np.zeros_like(seen), where=seen > 0)
        return share[..., None], Image.fromarray((seen * 255 + 0.5).astype(np.uint8)), out

    def _shadow(self, width: int, height: int) -> tuple[Image.Image, int]:
        """The mask of the shadow of a block in flight, and by how much it begins to the left of the block and above."""
        scale, out = self.cell / 56, int(self.cell / 14) + 1
        canvas = Canvas(width + 2 * out, height + 2 * out + 1, "#000000")
        for by in (0.5 * scale, 2 * scale):
            corner = (out - by, out + 3 * scale - by)
            canvas.box(corner, (width + 2 * by, height + 2 * by), self.cell * _RADIUS + by, "#ffffff", _DARK)
        return canvas.image.getchannel(0), out

    def _text(self, canvas: Canvas, text: str, width: int, height: int, ink: str, squeeze: float) -> None:
        by = self.scale * self.density
        for line in inside(text, width / squeeze / by, height / by, self.scale, self.letters):
            mask, left, base = bitmap(line.text, round(line.size * by, 2), True, face=canvas.face)
            wide = mask.width - 2 * left
            narrower = min(squeeze, (1 - AROUND / 2) * width / wide) if canvas.face != "mono" else squeeze
            if narrower < 1:
                mask = mask.resize((max(1, round(mask.width * narrower)), mask.height))
                left, wide = round(left * narrower), round(wide * narrower)
            canvas.paste(mask, round(width / 2 - wide / 2) - left, round(line.base * by) - base, ink)
