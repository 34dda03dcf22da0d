"""The few colours of a GIF: those that are laid on flat, exactly, and the most frequent of what lies between them."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PIL import Image

from einscope.render.pixels.canvas import Canvas
from einscope.render.pixels.words import Words, word, words
from einscope.render.theme import PAPER, Colours, rgb

_MOST = 191  # more only make files larger; one more stands for what stays as it was in the frame before
_SEEN = 96  # of 255: how opaque a pixel is that is seen in a GIF, where a pixel is either there or not
_NEAR = 12  # squared distance of colours that one of them can stand for
_BAND = 2**15  # pixels that are looked at at a time: what that takes stays near the processor, and costs no new memory


_COLOUR = 0xFFFFFF  # of a word
_NONE = 0  # what is no colour

Indices = npt.NDArray[np.uint8]


class Palette:
    """Reduces frames to the same colours, each pixel to the nearest one.

    Args:
        colours: of the picture.
        samples: frames that between them show nearly every colour.
    """

    def __init__(self, colours: Colours, samples: Iterable[Canvas]) -> None:
        self._paper = colours.paper("stage")
        counted = [np.unique(self._seen(sample)[0], return_counts=True) for sample in samples]
        codes, places = np.unique(np.concatenate([sample_codes for sample_codes, _ in counted]), return_inverse=True)
        counts = np.bincount(places, weights=np.concatenate([sample_counts for _, sample_counts in counted]))
        codes = _code_of(codes)
        flat = {_code(colours.paper(name)) for name in PAPER[colours.theme]}
        order = np.lexsort((codes, -counts, ~np.isin(codes, [*flat])))
        self.codes = _chosen(codes[order])
        self._triples = _triples(self.codes)
        # (a - b)² = a² - 2ab + b², of which a² is the same for every b; all of these are whole, and below 2²⁰.
        self._doubled, self._squares = -2 * self._triples.T, (self._triples**2).sum(axis=1)
        self._before, self._indices = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint8)
        # One more than the index, for every colour there is: 0 is what memory that nobody has touched reads as.
        self._known = np.zeros(2**24, dtype=np.uint8)

    def reduced(self, frame: Canvas) -> Indices:
        """For each pixel of a frame, row by row, its colour in the palette.

        Cost: O(pixels), little for those that are as in the frame before.
        """
        seen, absent = self._seen(frame)
        if len(self._before) != len(seen):
            self._before = np.full(len(seen), _NONE, dtype=np.uint32)
            self._indices = np.empty(len(seen), dtype=np.uint8)
        for start in range(0, len(seen), _BAND):
            part = slice(start, start + _BAND)
            changed = np.flatnonzero(self._before[part] != seen[part])
            self._indices[part][changed] = self._nearest(seen[part][changed])
            self._before[part] = seen[part]
        indices = self._indices.copy()
        if absent is not None:
            indices[absent] = self.clear
        return indices.reshape(frame.words.shape)

    def image(self, indices: Indices) -> Image.Image:
        """A frame, or a part of one, as Pillow knows it."""
        image = Image.fromarray(indices, "P")
        image.putpalette(self._triples.astype(np.uint8).tobytes() + bytes(3))
        return image

    def _nearest(self, seen: Words) -> npt.NDArray[np.uint8]:
        places = seen & _COLOUR
        found = self._known[places]
        if not found.all():
            new = np.unique(places[found == 0])
            self._known[new] = (_triples(_code_of(new)) @ self._doubled + self._squares).argmin(axis=1) + 1
            found = self._known[places]
        return np.asarray(found - np.uint8(1), dtype=np.uint8)

    @property
    def clear(self) -> int:
        """The index of what is not there, or stays as it was in the frame before."""
        return len(self.codes)

    def _seen(self, frame: Canvas) -> tuple[Words, npt.NDArray[np.bool_] | None]:
        """The colours of all pixels, row by row, and which of them are not there.

        What is half there is mixed with the colour of cards: white on a light page, nearly black on a dark one.
        """
        if frame.covered is None:
            return frame.words.reshape(-1), None
        seen = frame.seen
        behind = Image.new("RGBA", seen.size, (*rgb(self._paper), 255))
        clear = frame.covered.reshape(-1) < _SEEN
        mixed = words(Image.alpha_composite(behind, seen)).copy()
        mixed[clear] = word(self._paper)
        return mixed, clear


def _chosen(ordered: Words) -> Words:
    """The first colours that are not near one that was chosen before."""
    chosen: list[int] = []
    triples = np.empty((_MOST, 3), dtype=np.float32)
    for code, triple in zip(ordered.tolist(), _triples(ordered), strict=True):
        if len(chosen) == _MOST:
            break
        known = triples[: len(chosen)]
        if not chosen or ((known - triple) ** 2).sum(axis=1).min() > _NEAR:
            triples[len(chosen)] = triple
            chosen.append(code)
    return np.array(chosen, dtype=np.uint32)


def _code_of(seen: Words) -> Words:
    """What is seen as numbers that begin with red."""
    return np.asarray((seen & 255) << 16 | seen & 0xFF00 | (seen >> 16) & 255, dtype=np.uint32)


def _code(colour: str) -> int:
    red, green, blue = rgb(colour)
    return red << 16 | green << 8 | blue


def _triples(codes: Words) -> npt.NDArray[np.float32]:
    return np.stack([codes >> 16, (codes >> 8) & 255, codes & 255], axis=1).astype(np.float32)
