"""The paper of a picture: where heading, scene, timeline and note stand on it, in pixels of the picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from einscope.core.scene.layout.paper import PLACEMENTS, Placement
from einscope.render import letters
from einscope.render.letters import ELLIPSIS, cut, width
from einscope.render.motion import ALONG
from einscope.render.subject import Piece, Subject

LARGEST = 1.7  # pixels of a scene pixel, as on the page; more looks clumsy
FLAT = 0.66  # of a picture's width: the height of the scene that is aimed at
_TALL = 1.3  # the most
_LINES = 3  # of a pattern
_SIDE = 24  # free on the left and on the right


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a picture.

    Args:
        width: in pixels, as all of these.
        height: of the picture.
        placement: whether figures stand beside or below each other.
        scale: pixels of a scene pixel.
        x: where the scene begins.
        y: where it begins, from the top.
        heading: lines of the pattern.
        size: font size of the heading.
        small: font size of everything below and above it.
        note: y of the note's base line.
        track: y of the timeline.
        stages: lines of the captions of the stages; then the axes of the tensor at that stage, and its shape.
    """

    width: int
    height: int
    placement: Placement
    scale: float
    x: float
    y: float
    heading: tuple[tuple[Piece, ...], ...]
    size: float
    small: float
    note: float
    track: float
    stages: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> list[float]:
        """Base lines of the heading's lines, and of the subtitle after them."""
        first = self.size * 1.75
        lines = [first + number * self.size * 1.4 for number in range(len(self.heading))]
        return [*lines, (lines[-1] + self.small * 1.7) if lines else first]

    @property
    def stops(self) -> list[float]:
        """Where the four stages are along the timeline."""
        return _stops(self.width, self.small)

    def dot(self, time: float) -> float:
        """Where a time is along the timeline."""
        return float(np.interp(time, range(4), self.stops))

    def middle(self, stage: int, long: float) -> float:
        """The middle of a text below a stage: nothing that stands below another is reached."""
        first, last = _beside(self.stops, self.width, self.small)[stage]
        return min(max(self.stops[stage], first + long / 2), last - long / 2)

    @property
    def side(self) -> float:
        """Free on the left and on the right of lines of text."""
        return _SIDE


def sheet(subject: Subject, wide: int, high: int | None = None, flat: float = FLAT) -> Sheet:
    """The paper for a subject.

    Args:
        subject: what is drawn.
        wide: width in pixels.
        high: height in pixels; as much as is needed where it is None.
        flat: height of the scene that is aimed at then, in widths.
    """
    small = min(16.0, max(10.0, wide / 62))
    size, heading = _heading(subject.heading, min(26.0, max(13.0, wide / 40)), wide - 2 * _SIDE)
    stops = _stops(wide, small)
    stages = _stages(subject, wide, small, stops)
    below = small * 1.25 * (max(map(len, stages)) - 1)
    top = size * (1.75 + 1.4 * max(0, len(heading) - 1)) + small * (2.6 if heading else 1.0)
    bottom = small * (5.6 if subject.note else 4.0) + below
    most = (high - top - bottom) if high is not None else wide * _TALL
    aim = most if high is not None else wide * flat
    sizes = subject.scene.size
    placement = max(
        PLACEMENTS, key=lambda candidate: min(wide / sizes[candidate][0], aim / sizes[candidate][1], LARGEST)
    )
    across, down = sizes[placement]
    scale = max(1e-3, min(wide / across, most / down, LARGEST))
    room = most if high is not None else down * scale
    tall = high if high is not None else int(top + room + bottom + 0.999)
    return Sheet(
        wide,
        tall,
        placement,
        scale,
        (wide - across * scale) / 2,
        top + (room - down * scale) / 2,
        heading,
        size,
        small,
        tall - small * 4.3 - below,
        tall - small * 2.5 - below,
        stages,
    )


def _stops(wide: float, small: float) -> list[float]:
    first = _SIDE + small * 3.6
    return [first + (wide - 2 * first) * share for share in ALONG]


def _beside(stops: Sequence[float], wide: float, small: float) -> list[tuple[float, float]]:
    """From where to where texts below each stage may go: those in the middle have the room between them, halved."""
    left, right, middle = stops[1] - small, stops[2] + small, wide / 2
    return [
        (_SIDE / 2, left - small / 2),
        (left, middle - small / 4),
        (middle + small / 4, right),
        (right + small / 2, wide - _SIDE / 2),
    ]


def _stages(subject: Subject, wide: float, small: float, stops: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    """The lines below each stage; all captions have as many, so that shapes stand side by side."""
    rooms = [last - first for first, last in _beside(stops, wide, small)]
    captions = [
        letters.wrapped(subject.spoken(stage.caption), small, room, 2)
        for stage, room in zip(subject.scene.stages, rooms, strict=True)
    ]
    most = max(map(len, captions))
    tensors = [subject.scene.tensors(stage) for stage in range(4)]
    return tuple(
        (*caption, *[""] * (most - len(caption) if told else 0), *(cut(line, small, room) for line in told))
        for caption, told, room in zip(captions, tensors, rooms, strict=True)
    )


def _heading(pieces: Sequence[Piece], size: float, room: float) -> tuple[float, tuple[tuple[Piece, ...], ...]]:
    """The pattern in as few lines as slightly smaller letters need, and the largest size with which they do."""
    sizes = [size * (1 - less / 20) for less in range(6)]
    lines = [wrapped(pieces, letter_size, room) for letter_size in sizes]
    fewest = next(number for number, wrapping in enumerate(lines) if len(wrapping) == len(lines[-1]))
    return sizes[fewest], lines[fewest]


def wrapped(pieces: Sequence[Piece], size: float, room: float) -> tuple[tuple[Piece, ...], ...]:
    """The pattern in lines, broken between words; what does not fit even so is cut.

    >>> wrapped((("a", 0), (" -> ", None), ("b", 1)), 10, 25)
    ((('a', 0), (' ', None), ('->', None)), (('b', 1),))
    """
    lines: list[list[Piece]] = [[]]
    taken = 0.0
    for word in _words(pieces):
        long = sum(width(text, size) for text, _ in word)
        if taken + long > room and lines[-1]:
            if len(lines) == _LINES:
                lines[-1].append((ELLIPSIS, None))
                break
            lines.append([])
            taken = 0.0
        if not lines[-1] and len(lines) > 1 and not "".join(text for text, _ in word).strip():
            continue  # no line but the first begins with a space
        for text, axis in word:
            shown = cut(text, size, max(0.0, room - taken))
            lines[-1].append((shown, axis))
            taken += width(shown, size)
    return tuple(tuple(line) for line in map(_ended, lines) if line)


def _words(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces between which no line may be broken; spaces are words of their own."""
    words: list[list[Piece]] = []
    goes_on = False
    for text, axis in pieces:
        for part in re.split(r"(\s+)", text):
            if not part:
                continue
            space = part.isspace()
            if goes_on and not space:
                words[-1].append((part, axis))
            else:
                words.append([(part, axis)])
            goes_on = not space
    return words


def _ended(line: list[Piece]) -> list[Piece]:
    """A line without the space at its end."""
    return line[:-1] if line and line[-1][0].isspace() else line
