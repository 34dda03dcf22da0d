"""The few colours of a GIF: those that are laid on flat, exactly, and the most frequent of what lies between them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

from einscope.render.theme import PAPER, Colours, rgb

_MOST = 191  # more only make files larger; one more stands for what stays as it was in the frame before
_UNKNOWN = 0xFFFF
_NEAR = 12  # squared distance of colours that one of them can stand for

Codes = npt.NDArray[np.uint32]


class Palette:
    """Reduces frames to the same colours, each pixel to the nearest one.

    Args:
        colours: of the picture.
        samples: frames that between them show nearly every colour.
    """

    def __init__(self, colours: Colours, samples: Sequence[Image.Image]) -> None:
        counted = [np.unique(_codes(sample), return_counts=True) for sample in samples]
        codes, places = np.unique(np.concatenate([sample_codes for sample_codes, _ in counted]), return_inverse=True)
        counts = np.bincount(places, weights=np.concatenate([sample_counts for _, sample_counts in counted]))
        flat = {_code(colours.paper(name)) for name in PAPER[colours.theme]}
        order = sorted(range(len(codes)), key=lambda at: (int(codes[at]) not in flat, -counts[at], int(codes[at])))
        self.codes = _chosen(codes[order])
        self._triples = _triples(self.codes)
        self._known = np.full(2**24, _UNKNOWN, dtype=np.uint16)

    def reduced(self, frame: Image.Image) -> Image.Image:
        """A frame in the colours of the palette.

        Cost: O(pixels).
        """
        codes = _codes(frame)
        indices = self._known[codes]
        new = np.unique(codes[indices == _UNKNOWN])
        if len(new):
            # (a - b)² = a² - 2ab + b², of which a² is the same for every b.
            products = _triples(new) @ self._triples.T
            self._known[new] = ((self._triples**2).sum(axis=1) - 2 * products).argmin(axis=1)
            indices = self._known[codes]
        image = Image.frombytes("P", frame.size, indices.astype(np.uint8).tobytes())
        image.putpalette(self._triples.astype(np.uint8).tobytes())
        return image


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
    pixels = np.asarray(frame, dtype=np.uint32).reshape(-1, 3)
    return np.asarray((pixels[:, 0] << 16) | (pixels[:, 1] << 8) | pixels[:, 2], dtype=np.uint32)


def _code(colour: str) -> int:
    red, green, blue = rgb(colour)
    return red << 16 | green << 8 | blue


def _triples(codes: Codes) -> npt.NDArray[np.float64]:
    return np.stack([codes >> 16, (codes >> 8) & 255, codes & 255], axis=1).astype(np.float64)
