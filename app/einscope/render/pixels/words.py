"""Pixels as words, in memory that numpy and Pillow share."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from einscope.render.theme import rgb

Words = npt.NDArray[np.uint32]
"""Pixels: red in the lowest byte, then green and blue; in the highest how much is seen of what is laid on a sheet."""
Bytes = npt.NDArray[np.uint8]


def word(colour: str) -> int:
    """A colour that is all there as a word.

    >>> hex(word("#102030"))
    '0xff302010'
    """
    red, green, blue = rgb(colour)
    return red | green << 8 | blue << 16 | 255 << 24


def words(image: Image.Image) -> Words:
    """The pixels of an image as words, row by row, of which all is there.

    >>> [hex(word) for word in words(Image.new("RGB", (1, 1), "#102030")).tolist()]
    ['0xff302010']
    """
    return np.frombuffer(image.convert("RGBX").tobytes(), dtype="<u4")


def image_of(pixels: Words | Bytes) -> Image.Image:
    """An image in the same memory as these pixels: whoever draws on one draws on the other.

    >>> pixels = np.zeros((2, 2), dtype=np.uint32)
    >>> image_of(pixels).paste((16, 32, 48), (0, 0, 1, 1))
    >>> [hex(word) for word in pixels[0].tolist()]
    ['0xff302010', '0x0']
    """
    mode = "L" if pixels.dtype == np.uint8 else "RGBX"
    image = Image.frombuffer(mode, (pixels.shape[1], pixels.shape[0]), pixels, "raw", mode, 0, 1)
    image.readonly = 0  # as Pillow takes memory of others to be, of which it would make a copy before it draws
    return image
