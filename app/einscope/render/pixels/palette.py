"""The few colours of a GIF: those that are laid on flat, exactly, and the most frequent of what lies between them."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PIL import Image

from einscope.render.theme import PAPER, Colours, rgb

_MOST = 191  # more only make files larger; one more stands for what stays as it was in the frame before
_SEEN = 96  # of 255: how opaque a pixel is that is seen in a GIF, where a pixel is either there or not
_PIXELS = 2**18  # of a frame that are looked at at a time
_NEAR = 12  # squared distance of colours that one of them can stand for

Codes = npt.NDArray[np.uint32]


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
        order = sorted(range(len(codes)), key=lambda at: (int(codes[at]) not in flat, -counts[at], int(codes[at])))
        self.codes = _chosen(codes[order])
        self._triples = _triples(self.codes)
        # One more than the index, for every colour there is: 0 is what memory that nobody has touched reads as.
        self._known = np.zeros(2**24, dtype=np.uint8)

    def reduced(self, frame: Image.Image) -> Image.Image:
        """A frame in the colours of the palette.

        Cost: O(pixels).
        """
        codes, clear = self._codes(frame)
        indices = self._known[codes]
        new = np.unique(codes[indices == 0])
        if len(new):
            # (a - b)² = a² - 2ab + b², of which a² is the same for every b.
            products = _triples(new) @ self._triples.T
            self._known[new] = 1 + ((self._triples**2).sum(axis=1) - 2 * products).argmin(axis=1)
            indices = self._known[codes]
        indices -= 1
        if clear is not None:
            indices[clear] = self.clear
        image = Image.frombytes("P", frame.size, indices.tobytes())
        image.putpalette(self._triples.astype(np.uint8).tobytes() + bytes(3))
        return image

    @property
    def clear(self) -> int:
        """The index of what is not there, or stays as it was in the frame before."""
        return len(self.codes)

    def _codes(self, frame: Image.Image) -> tuple[Codes, npt.NDArray[np.bool_] | None]:
        """The colours of all pixels, and which of them are not there.

        What is half there is mixed with the colour of cards: white on a light page, nearly black on a dark one.
        """
        if frame.mode == "RGB":
            return _codes(frame), None
        behind = Image.new("RGBA", frame.size, (*self._behind, 255))
        clear = np.asarray(frame.getchannel("A")).reshape(-1) < _SEEN
        codes = _codes(Image.alpha_composite(behind, frame).convert("RGB"))
        codes[clear] = _code("#{:02x}{:02x}{:02x}".format(*self._behind))
        return codes, clear


def _chosen(ordered: Codes) -> Codes:
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


def _codes(frame: Image.Image) -> Codes:
    pixels = np.asarray(frame).reshape(-1, 3)
    codes = np.empty(len(pixels), dtype=np.uint32)
    for start in range(0, len(pixels), _PIXELS):
        part = pixels[start : start + _PIXELS].astype(np.uint32)
        codes[start : start + _PIXELS] = (part[:, 0] << 16) | (part[:, 1] << 8) | part[:, 2]
    return codes


def _code(colour: str) -> int:
    red, green, blue = rgb(colour)
    return red << 16 | green << 8 | blue


def _triples(codes: Codes) -> npt.NDArray[np.float64]:
    return np.stack([codes >> 16, (codes >> 8) & 255, codes & 255], axis=1).astype(np.float64)
