"""How an element is put in its place: at a moment, or, in a film, as two poses that keyframes go between."""

from einscope.render.marks import Point, Span, between
from einscope.render.motion import LAST, opened
from einscope.render.svg.film import group
from einscope.render.svg.markup import number


class Pose:
    """Writes the attributes that place an element, and remembers which rules of the film are needed."""

    def __init__(self, name: str, time: float | None) -> None:
        self.name = name
        self.film = time is None
        self.time = LAST if time is None else time
        """What those see who want no motion, where it is a film."""
        self.share = opened(self.time)
        self.leaving: set[int] = set()
        self.coming: set[int] = set()
        self.moves: dict[str, str] = {}
        self._moves: dict[Point, str] = {}
        self.needed: set[str] = {"d"}
        self.spans: dict[tuple[Span, ...], str] = {}

    def at(self, closed: Point, opened_: Point, classes: str = "") -> str:
        """The attributes of an element with x and y: in a film where it stands closed, and how far it moves.

        Neighbours move alike, so that a class says it for all of them.
        """
        if not self.film:
            x, y = between(closed, opened_, self.share)
            return f'{_class(classes)} x="{number(x)}" y="{number(y)}"'
        by = (opened_[0] - closed[0], opened_[1] - closed[1])
        move = self._moves.get(by)
        if move is None:
            move = ""
            if any(by):
                move = f" {self.moves.setdefault(point(by, 'X', 'Y'), f'{self.name}m{len(self.moves)}')}"
            self._moves[by] = move
        return f'{_class(classes + move)} x="{number(closed[0])}" y="{number(closed[1])}"'

    def posed(self, closed: Point, opened_: Point, classes: str = "") -> str:
        """The attributes of any element."""
        if not self.film or closed == opened_:
            x, y = between(closed, opened_, self.share)
            return f'{_class(classes)} transform="translate({number(x)} {number(y)})"'
        return f'{_class(self.moving(classes, "o"))} style="{point(closed, "x", "y")};{point(opened_, "X", "Y")}"'

    def moving(self, classes: str, motion: str) -> str:
        """The classes of an element that a motion of the film moves."""
        self.needed.add(motion)
        return f"{classes} {motion}"

    def seen(self, spans: tuple[Span, ...]) -> str:
        """The class of an element that is seen at some times of the film alone."""
        return self.spans.setdefault(spans, f"{self.name}s{len(self.spans)}")

    def changing(self, turn: float, leaves: bool) -> str:
        """The class of a place that its block leaves, or comes to."""
        if not self.film:
            return ""
        named = group(turn, leaves)
        (self.leaving if leaves else self.coming).add(named)
        return f"{self.name}{'g' if leaves else 'h'}{named}"


def point(at: Point, x: str, y: str) -> str:
    """A point as custom properties."""
    return f"--{x}:{number(at[0])};--{y}:{number(at[1])}"


def _class(classes: str) -> str:
    named = classes.strip()
    return f' class="{named}"' if named else ""
