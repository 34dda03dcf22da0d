"""What a picture is of: a scene, and everything about it that is said in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from einscope.core.errors import Sentence, say
from einscope.core.plan import Axis, Tensor
from einscope.core.scene import Scene
from einscope.core.scene.window import Window
from einscope.core.values import Data

Piece = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is of.

    Args:
        scene: as the core laid it out.
        inputs: its tensors, one for each flight; where blocks have numbers of their own, they are not looked at.
        output: where blocks come together.
        axes: the elementary axes.
        spoken: puts a sentence of the core into the language of the picture.
        heading: the pattern in pieces, each with the number of the axis that it names.
        subtitle: a line below it.
        description: for whoever cannot see the picture.
        cell: flat position of the output cell that is marked, with its sources and a thread.
        ringed: flat positions of further output cells that have a ring.
        hues: which colour names each axis, where that is not its own number.
        shown: flat positions of the output cells that are shown, in the order of their digits, where no strides tell.
        values: of the cells of each input; None: their numbers.
        result: the values of the output's cells, where they are not those of single cells.
        label: what is written on cells: ``numbers``, ``values`` or ``both``; empty: values where there are some.
    """

    scene: Scene
    inputs: tuple[Tensor, ...]
    output: Tensor
    axes: tuple[Axis, ...]
    spoken: Callable[[Sentence], str]
    heading: tuple[Piece, ...]
    subtitle: str
    description: str
    cell: int | None = None
    ringed: frozenset[int] = frozenset()
    hues: tuple[int, ...] | None = None
    shown: tuple[int, ...] | None = None
    values: tuple[Data | None, ...] = ()
    result: Data | None = None
    label: str = ""

    @property
    def title(self) -> str:
        """Heading and subtitle in one line."""
        pattern = "".join(text for text, _ in self.heading)
        return f"{pattern} · {self.subtitle}" if pattern else self.subtitle

    @property
    def labels(self) -> tuple[str, ...]:
        """What is written on cells that are made of several, a text of one line or two for each label of the scene."""
        return tuple(
            "\n".join(line if isinstance(line, str) else self.spoken(line) for line in merged.lines)
            for merged in self.scene.merged
        )

    def hue(self, axis: int) -> int:
        """Which colour names an axis."""
        return axis if self.hues is None else self.hues[axis]

    @property
    def note(self) -> str:
        """That only a window is shown, and which; nothing where all of it is."""
        cut = [
            self.spoken(seen(axis, window))
            for axis, window in zip(self.axes, self.scene.windows, strict=True)
            if window.count < axis.size
        ]
        if not cut:
            return ""
        return self.spoken(say("window of {shown} cells: {axes}", shown=f"{self.scene.cells:,}", axes=", ".join(cut)))


def seen(axis: Axis, window: Window) -> Sentence:
    """Which digits of an axis are seen.

    >>> str(seen(Axis("h", 56), Window(0, 4)))
    'h 0–3 of 56'
    """
    first, last = window.start, window.start + window.count - 1
    if first == last:
        return say("{axis} {first} of {size}", axis=axis.name, first=first, size=axis.size)
    return say("{axis} {first}–{last} of {size}", axis=axis.name, first=first, last=last, size=axis.size)


def shape_text(shape: Sequence[int]) -> str:
    """A shape as it is read aloud.

    >>> shape_text((1, 4, 4))
    '1×4×4'
    """
    return "×".join(map(str, shape)) or "·"
