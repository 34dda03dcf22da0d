"""The few colours of a GIF: those that are laid on flat, exactly, and the most frequent of what lies between them."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PIL import Image

from einscope.render.pixels.canvas import Words, words
from einscope.render.theme import PAPER, Colours, rgb

_MOST = 191  # more only make files larger; one more stands for what stays as it was in the frame before
_SEEN = 96  # of 255: how opaque a pixel is that is seen in a GIF, where a pixel is either there or not
_NEAR = 12  # squared distance of colours that one of them can stand for
_BAND = 2**15  # pixels that are looked at at a time: what that takes stays near the processor, and costs no new memory


_NONE = 2**32 - 1  # what is no colour

Indices = npt.NDArray[np.uint8]


class Palette:
    """Reduces frames to the same colours, each pixel to the nearest one.

    Args:
        colours: of the picture.
        samples: frames that between them show nearly every colour.
    """

    def __init__(self, colours: Colours, samples: Iterable[Image.Image]) -> None:
        self._behind = rgb(colours.paper("stage"))
        counted = [np.unique(self._codes(sample)[0], return_counts=True) for sample in samples]
        codes, places = np.unique(np.concatenate([sample_codes for sample_codes, _ in counted]), return_inverse=True)
        counts = np.bincount(places, weights=np.concatenate([sample_counts for _, sample_counts in counted]))
        flat = {_code(colours.paper(name)) for name in PAPER[colours.theme]}
        order = np.lexsort((codes, -counts, ~np.isin(codes, [*flat])))
        self.codes = _chosen(codes[order])
        self._triples = _triples(self.codes)
        self._before, self._indices = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint8)
        # One more than the index, for every colour there is: 0 is what memory that nobody has touched reads as.
        self._known = np.zeros(2**24, dtype=np.uint8)

    def reduced(self, frame: Image.Image) -> Indices:
        """For each pixel of a frame, row by row, its colour in the palette.

        Cost: O(pixels), little for those that are as in the frame before.
        """
        width, height = frame.size
        if len(self._before) != width * height:
            self._before = np.full(width * height, _NONE, dtype=np.uint32)
            self._indices = np.empty(width * height, dtype=np.uint8)
        absent = []
        high = max(1, _BAND // width)
        for top in range(0, height, high):
            codes, clear = self._codes(frame.crop((0, top, width, min(height, top + high))))
            part = slice(top * width, top * width + len(codes))
            changed = np.flatnonzero(self._before[part] != codes)
            self._indices[part][changed] = self._nearest(codes[changed])
            self._before[part] = codes
            if clear is not None:
                absent.append(np.flatnonzero(clear) + part.start)
        indices = self._indices.copy()
        for places in absent:
            indices[places] = self.clear
        return indices.reshape(height, width)

    def image(self, indices: Indices) -> Image.Image:
        """A frame, or a part of one, as Pillow knows it."""
        image = Image.fromarray(indices, "P")
        image.putpalette(self._triples.astype(np.uint8).tobytes() + bytes(3))
        return image

    def _nearest(self, codes: Words) -> npt.NDArray[np.uint8]:
        found = self._known[codes]
        new = np.unique(codes[found == 0])
        if len(new):
            # (a - b)² = a² - 2ab + b², of which a² is the same for every b.
            products = _triples(new) @ self._triples.T
            self._known[new] = ((self._triples**2).sum(axis=1) - 2 * products).argmin(axis=1) + 1
            found = self._known[codes]
        return found - np.uint8(1)

    @property
    def clear(self) -> int:
        """The index of what is not there, or stays as it was in the frame before."""
        return len(self.codes)

    def _codes(self, frame: Image.Image) -> tuple[Words, npt.NDArray[np.bool_] | None]:
        """The colours of all pixels, and which of them are not there.

        What is half there is mixed with the colour of cards: white on a light page, nearly black on a dark one.
        """
        if frame.mode == "RGB":
            return words(frame), None
        behind = Image.new("RGBA", frame.size, (*self._behind, 255))
        clear = np.asarray(frame.getchannel("A")).reshape(-1) < _SEEN
        codes = words(Image.alpha_composite(behind, frame).convert("RGB")).copy()
        codes[clear] = _code("#{:02x}{:02x}{:02x}".format(*self._behind))
        return codes, clear


def _chosen(ordered: Words) -> Words:
    """The first colours that are not near one that was chosen before."""
    chosen: list[int] = []
    triples = np.empty((_MOST, 3))
    for code, triple in zip(ordered.tolist(), _triples(ordered), strict=True):
        if len(chosen) == _MOST:
            break
        known = triples[: len(chosen)]
        if not chosen or ((known - triple) ** 2).sum(axis=1).min() > _NEAR:
            triples[len(chosen)] = triple
            chosen.append(code)
    return np.array(chosen, dtype=np.uint32)


def _code(colour: str) -> int:
    red, green, blue = rgb(colour)
    return red << 16 | green << 8 | blue


def _triples(codes: Words) -> npt.NDArray[np.float64]:
    return np.stack([codes >> 16, (codes >> 8) & 255, codes & 255], axis=1).astype(np.float64)
