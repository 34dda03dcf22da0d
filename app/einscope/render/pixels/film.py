"""One moment as PNG; the film as GIF or WebP: frames while something moves, one long frame wherever it rests."""

from collections.abc import Iterator
from io import BytesIO
from typing import Protocol

from PIL import Image

from einscope.render.motion import CLOSES, FLIES, LENGTH, OPENS, time_at
from einscope.render.pixels.palette import Palette
from einscope.render.theme import Colours

# Seconds of a frame. While figures open and close every pixel of them moves, and but a little, so there are fewer.
_FRAME, _OPENING = 0.075, 0.11
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

    def at(self, time: float) -> Image.Image:
        """The picture at a time, 0 to 3."""


def gif(reel: Reel) -> bytes:
    """The film as a GIF that goes on for ever, with one palette for all frames and without dithering.

    Cost: O(frames · (pixels + cells shown)).
    """
    film = _film(reel)
    palette = Palette(reel.colours, [reel.at(time) for time in (0.0, 1.3, 1.5, 1.7, 3.0)])
    first, *rest = (palette.reduced(reel.at(time)) for time, _ in film)
    file = BytesIO()
    durations = [duration for _, duration in film]
    # What has flown away leaves paper behind, which is drawn over it; where there is none, the frame is taken away.
    seen = {"transparency": palette.clear, "disposal": 2} if reel.colours.style.clear else {"disposal": 1}
    first.save(file, "GIF", save_all=True, append_images=rest, duration=durations, loop=0, **seen)
    return file.getvalue()


def webp(reel: Reel) -> bytes:
    """The film as an animated WebP that goes on for ever."""
    film = _film(reel)
    first, *rest = (reel.at(time) for time, _ in film)
    file = BytesIO()
    durations = [duration for _, duration in film]
    first.save(file, "WEBP", save_all=True, append_images=rest, duration=durations, loop=0, quality=85, method=2)
    return file.getvalue()


def _film(reel: Reel) -> Frames:
    return frames(2 if reel.blocks > _MANY else 1)


def png(reel: Reel, time: float) -> bytes:
    """The picture of a moment, 0 to 3.

    Cost: O(pixels + cells shown).
    """
    file = BytesIO()
    reel.at(time).save(file, "PNG", compress_level=7)
    return file.getvalue()
