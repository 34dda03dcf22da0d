"""The bow of a thread between two marked places."""

from math import hypot

from einscope.core.scene.layout.paper import Placement
from einscope.render.marks import Point

_WIDEST = 160.0  # how far a thread bows out, in pixels of the scene
_PIECES = 96


def control(one: Point, other: Point, placement: Placement) -> Point:
    """The point that a thread bows towards: above figures beside each other, beside those below each other."""
    bow = min(_WIDEST, hypot(other[0] - one[0], other[1] - one[1]) * 0.3)
    if placement == "below":
        return max(one[0], other[0]) + bow, (one[1] + other[1]) / 2
    return (one[0] + other[0]) / 2, min(one[1], other[1]) - bow


def curve(one: Point, other: Point, placement: Placement) -> list[Point]:
    """Points along a thread.

    >>> curve((0.0, 0.0), (100.0, 0.0), "beside")[48]
    (50.0, -15.0)
    """
    x, y = control(one, other, placement)
    shares = (piece / _PIECES for piece in range(_PIECES + 1))
    return [
        (
            (1 - t) ** 2 * one[0] + 2 * t * (1 - t) * x + t * t * other[0],
            (1 - t) ** 2 * one[1] + 2 * t * (1 - t) * y + t * t * other[1],
        )
        for t in shares
    ]
