"""When a block is where: time 0 to 1 opens the figures, 1 to 2 is the flight, 2 to 3 closes them.

Blocks take turns: each flies for a part of the flight and waits for the rest. It is the rule of the page, and a test
holds both to it.
"""

from math import asin, ceil, sin
from typing import Any

import numpy as np
import numpy.typing as npt

ARRIVED, MERGED, LAST = 2.0, 2.95, 3.0
"""Times: every block stands in the output; those that share a cell have become one; the figures are closed again."""
ALONG = (0.0, 0.2, 0.8, 1.0)
"""Where the stages are along the line of time, as on the page: most of it is the flight."""
TURN = 0.45  # how much of the flight one block takes; the rest is waiting for its turn

Floats = npt.NDArray[np.float64]

Part = tuple[float, float]
OPENS: Part = (1.0, 1.5)
"""Seconds of the film at which the figures begin to open, and are open; the film rests at every stage."""
FLIES: Part = (2.0, 5.0)
CLOSES: Part = (5.6, 6.1)
LENGTH = 8.0
"""Seconds of the film until it begins again."""


def eased(share: Any) -> Any:
    """Slow, fast, slow; what lies outside 0 to 1 stays at its end. Of a number, or of every number of an array.

    >>> [float(eased(share)) for share in (-1, 0.25, 0.5, 2)]
    [0.0, 0.15625, 0.5, 1.0]
    """
    t = np.clip(share, 0.0, 1.0)
    return t * t * (3 - 2 * t)


def opened(time: float) -> float:
    """How far the figures are open, 0 to 1."""
    return float(eased(time if time < 1 else LAST - time if time > 2 else 1.0))


def open_at(share: float) -> float:
    """The time at which opening figures are so far open.

    >>> round(opened(open_at(0.7)), 6), open_at(1.0)
    (0.7, 1.0)
    """
    return 0.5 - sin(asin(1 - 2 * share) / 3)


def gone(turns: Floats, time: float) -> Floats:
    """How much of its flight each block has behind it: 0 at home, 1 arrived.

    Args:
        turns: of each block, 0 for the first to fly, 1 for the last.
        time: of the scene, 0 to 3.

    >>> gone(np.array([0.0, 1.0]), 1.45).round(3)
    array([1., 0.])
    """
    return np.asarray(eased((time - 1 - turns * (1 - TURN)) / TURN))


def time_at(seconds: float) -> float:
    """The time of the scene at a moment of the film.

    >>> [round(time_at(each), 3) for each in (0.5, 1.25, 3.5, 8.0)]
    [0.0, 0.5, 1.5, 3.0]
    """
    return float(np.interp(seconds, (*OPENS, *FLIES, *CLOSES), (0.0, 1.0, 1.0, 2.0, 2.0, 3.0)))


def moment(time: float) -> float:
    """The moment of the film at which the time of the scene is reached, from a stage on; the film begins with 0.

    >>> [moment(each) for each in (0, 1, 2, 3)]
    [0.0, 1.5, 5.0, 6.1]
    """
    part = max(1, ceil(time))
    return during((OPENS, FLIES, CLOSES)[part - 1], time - part + 1) if time > 0 else 0.0


def during(part: Part, share: float) -> float:
    """The moment of the film at which a share of a part has passed.

    >>> during((2.0, 3.0), 0.5)
    2.5
    """
    return part[0] + (part[1] - part[0]) * share
