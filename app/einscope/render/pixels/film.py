"""One moment as PNG; the film as GIF or WebP: frames while something moves, one long frame wherever it rests."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Protocol

import numpy as np
from PIL import GifImagePlugin, Image

from einscope.render.motion import CLOSES, FLIES, LENGTH, OPENS, time_at
from einscope.render.pixels.canvas import Canvas
from einscope.render.pixels.palette import Indices, Palette
from einscope.render.theme import Colours

# Seconds of a frame. While figures open and close every pixel of them moves, and but a little, so there are fewer.
_FRAME, _OPENING = 0.075, 0.11
_BAND = 2**20  # pixels of a picture that are drawn at a time
_LEVEL = 7  # of nine: more takes longer than it saves
_MANY = 1024  # cells, above which there are half as many frames

Frames = list[tuple[float, int]]


def frames(slower: int = 1) -> Frames:
    """For each frame the time of the scene, and how many milliseconds it is seen.

    Args:
        slower: how many times fewer frames there are than usual.

    >>> sum(each for _, each in frames()) == LENGTH * 1000
    True
    """
    moments = list(_moments(slower))
    ends = [*moments[1:], LENGTH]
    # GIF counts in hundredths of a second.
    return [(time_at(at), 10 * (round(end * 100) - round(at * 100))) for at, end in zip(moments, ends, strict=True)]


def _moments(slower: int) -> Iterator[float]:
    yield 0.0
    for part in (OPENS, FLIES, CLOSES):
        (start, end), seconds = part, slower * (_FRAME if part == FLIES else _OPENING)
        count = round((end - start) / seconds)
        yield from (start + (end - start) * number / count for number in range(1, count + 1))


class Reel(Protocol):
    """What can be drawn at any time."""

    @property
    def colours(self) -> Colours:
        """What it is drawn in."""

    @property
    def blocks(self) -> int:
        """How many blocks there are to draw."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""

    def at(self, time: float, rows: range | None = None) -> Canvas:
        """The picture at a time, 0 to 3, until the next is drawn; these rows of pixels, None: all of them."""


def gif(reel: Reel) -> bytes:
    """The film as a GIF that goes on for ever, with one palette for all frames and without dithering.

    Cost: O(frames · (pixels + cells shown)).
    """
    palette = Palette(reel.colours, (reel.at(time) for time in (1.3, 1.5, 1.7, 3.0, 0.0)))
    file = BytesIO()
    # What has flown away leaves paper behind, which is drawn over it; where there is none, the frame is taken away.
    clear, shown = reel.colours.style.clear, {"transparency": palette.clear}
    before: Indices | None = None
    last: tuple[Image.Image, tuple[int, int]] | None = None
    seen = 0
    for time, milliseconds in _film(reel):
        frame = palette.reduced(reel.at(time))
        if before is None:
            head = {"loop": 0, **(shown if clear else {})}
            file.writelines(GifImagePlugin.getheader(palette.image(frame), info=head)[0])
        part = (frame, (0, 0)) if before is None or clear else _changed(before, frame, palette.clear)
        if part is not None:
            if last is not None:
                _write(file, *last, shown, 2 if clear else 1, seen)
            last, seen = (palette.image(part[0]), part[1]), 0
        before, seen = frame, seen + milliseconds
    if last is not None:
        _write(file, *last, shown, 2 if clear else 1, seen)
    file.write(b";")
    return file.getvalue()


def _changed(before: Indices, frame: Indices, clear: int) -> tuple[Indices, tuple[int, int]] | None:
    """The part of a frame that differs from the one before, clear where it does not, and its corner; None: nothing."""
    differs = before != frame
    down, across = (np.flatnonzero(differs.any(axis=axis)) for axis in (1, 0))
    if not len(down):
        return None
    place = (slice(down[0], down[-1] + 1), slice(across[0], across[-1] + 1))
    part = np.where(differs[place], frame[place], np.uint8(clear))
    return part, (int(across[0]), int(down[0]))


def _write(
    file: BytesIO, part: Image.Image, corner: tuple[int, int], shown: dict[str, int], disposal: int, seen: int
) -> None:
    """Write a frame, so that no more than one of them is held."""
    file.writelines(GifImagePlugin.getdata(part, corner, disposal=disposal, duration=seen, **shown))


def webp(reel: Reel) -> bytes:
    """The film as an animated WebP that goes on for ever.

    Cost: O(frames · (pixels + cells shown)); memory is that of a few frames.
    """
    film = _film(reel)
    file = BytesIO()
    durations = [duration for _, duration in film]
    _Played(reel, film).save(file, "WEBP", save_all=True, duration=durations, loop=0, quality=85, method=2)
    return file.getvalue()


class _Played(Image.Image):
    """A film as Pillow knows those that it has read: each frame is drawn when it is looked for, and then forgotten."""

    def __init__(self, reel: Reel, film: Frames) -> None:
        super().__init__()
        self.reel, self.film, self.n_frames = reel, film, len(film)
        self.seek(0)

    def seek(self, frame: int) -> None:
        """Draw a frame."""
        picture = self.reel.at(self.film[frame][0]).seen
        self._mode, self._size, self.im = picture.mode, picture.size, picture.im

    def tell(self) -> int:
        """The frame that is looked at first, and again when all are written."""
        return 0


def _film(reel: Reel) -> Frames:
    return frames(2 if reel.blocks > _MANY else 1)


def png(reel: Reel, time: float) -> bytes:
    """The picture of a moment, 0 to 3.

    It is drawn and packed a band at a time, so memory is that of a band, however large the picture.

    Cost: O(pixels + cells shown · bands).
    """
    width, height = reel.size
    file, packer = BytesIO(), zlib.compressobj(_LEVEL)
    file.write(b"\x89PNG\r\n\x1a\n")
    clear = reel.colours.style.clear
    _chunk(file, b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6 if clear else 2, 0, 0, 0))
    high = max(1, _BAND // width)
    for top in range(0, height, high):
        band = np.asarray(reel.at(time, range(top, min(height, top + high))).seen)
        rows = band.reshape(len(band), -1)
        # Before each row stands that it is as it is: what is laid on flat packs best so.
        _chunk(file, b"IDAT", packer.compress(np.insert(rows, 0, 0, axis=1).tobytes()))
    _chunk(file, b"IDAT", packer.flush())
    _chunk(file, b"IEND", b"")
    return file.getvalue()


def _chunk(file: BytesIO, kind: bytes, data: bytes) -> None:
    file.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))
