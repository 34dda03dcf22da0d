"""The marks of a scene as elements."""

from functools import cache, partial
from math import hypot

import numpy as np

from einscope.render.around import TICKS, TURNS, fitting, name_at, name_size
from einscope.render.captions import fitted
from einscope.render.inside import BASE, Line, hatch, inside
from einscope.render.marks import Bracket, Cell, Flyer, Frame, Kind, Marks, Point, Ring, Thread, between, mix, scaled
from einscope.render.motion import gone
from einscope.render.sheet import Sheet
from einscope.render.svg.colours import axis_class, shade_class
from einscope.render.svg.film import delay
from einscope.render.svg.markup import element, number, text
from einscope.render.svg.pose import Pose, point
from einscope.render.theme import dashes_of
from einscope.render.thread import control

_RADIUS = 8
_AROUND = 'x="-1" y="-1" width="{}" height="{}" rx="9"'


class Drawn:
    """Writes the marks; what is used again and again is written once, as a symbol."""

    def __init__(self, seen: Marks, paper: Sheet, pose: Pose) -> None:
        self.seen, self.paper, self.pose = seen, paper, pose
        self._symbols: dict[tuple[Kind, str, str, float, float], str] = {}
        self._grounds: dict[tuple[Kind, float, float], str] = {}
        self._inside = cache(partial(self._lines, paper.scale, seen.letters))
        self._named: dict[tuple[Kind, tuple[int, int], str, float, float], str] = {}
        self._gone = cache(partial(self._flown, pose.time))

    def figures(self) -> str:
        """Cards, ghosts, places, rings and outlines."""
        return "".join(map(self._mark, self.seen.figures))

    def lit(self) -> str:
        """The marked cell and its sources; blocks fly behind them."""
        return "".join(map(self._mark, self.seen.lit))

    def _mark(self, mark: Frame | Cell | Ring) -> str:
        if isinstance(mark, Frame):
            return self._frame(mark)
        return self._ring(mark) if isinstance(mark, Ring) else self._cell(mark)

    def _frame(self, mark: Frame) -> str:
        look, radius = ("card", 13) if mark.kind == "card" else ("out", 10)
        (x, y, w, h), (x2, y2, w2, h2) = mark.closed, mark.open
        if not self.pose.film or mark.closed == mark.open:
            share = self.pose.share
            return element(
                "rect",
                class_=look,
                rx=radius,
                x=mix(x, x2, share),
                y=mix(y, y2, share),
                width=mix(w, w2, share),
                height=mix(h, h2, share),
            )
        places = f"{point((x, y), 'x', 'y')};{point((x2, y2), 'X', 'Y')}"
        poses = f"{places};{point((w, h), 'w', 'h')};{point((w2, h2), 'W', 'H')}"
        return f'<rect class="{self.pose.moving(look, "q")}" rx="{radius}" style="{poses}"/>'

    def _cell(self, mark: Cell) -> str:
        if mark.fading and not self.pose.film and self.pose.share == 1:
            return ""
        if not self.pose.film and not mark.seen(self.pose.time):
            return ""
        symbol = self._symbol(mark.kind, mark.shade, mark.text, mark.width, mark.height)
        look = "lit" if mark.lit else ""
        if mark.kind != "ghost" and not look:
            look = self.pose.changing(mark.turn, mark.which == "from") if not mark.always else ""
            if not look:
                state = mark.state(self._gone(mark.turn))
                look = {"here": "", "gone": f"{self.pose.name}g", "awaited": f"{self.pose.name}w"}[state]
        drawn = f'<use href="#{symbol}"{self.pose.at(mark.closed, mark.open, look)}/>'
        if mark.spans and self.pose.film:
            drawn = f'<g class="{self.pose.seen(mark.spans)}">{drawn}</g>'
        if not mark.fading:
            return drawn
        if self.pose.film:
            return f'<g class="{self.pose.moving("", "v").strip()}" style="--v:1;--V:0">{drawn}</g>'
        return f'<g opacity="{number(1 - self.pose.share)}">{drawn}</g>'

    def flyers(self) -> str:
        """The blocks on their way."""
        return f'<g class="f">{"".join(map(self._flyer, self.seen.flyers))}</g>'

    def _flyer(self, mark: Flyer) -> str:
        cell = self.seen.cell
        flown = 0.0 if self.pose.film else self._gone(mark.turn)
        if not self.pose.film and not 0 < flown < 1:
            return ""
        block = f'<use href="#{self._symbol(mark.kind, mark.shade, mark.text, cell, cell)}"'
        if self.pose.film:
            wide, high = mark.share
            narrow = "" if mark.share == (1.0, 1.0) else f";--w:{round(wide, 4)};--h:{round(high, 4)}"
            poses = f"{_flight(mark.start, mark.finish)};--d:{delay(mark.turn)}{narrow}"
            ring = f'<rect class="ring" style="{poses}" {_AROUND.format(*[cell + 2] * 2)}/>' if mark.lit else ""
            return f'{block} style="{poses}"/>{ring}'
        (x, y), scale = between(mark.start, mark.finish, flown), between((1.0, 1.0), mark.share, flown)
        shrunk = "" if scale == (1.0, 1.0) else f" scale({round(scale[0], 4)} {round(scale[1], 4)})"
        place = f'transform="translate({number(x)} {number(y)}){shrunk}"'
        ring = f'<rect class="ring" {place} {_AROUND.format(*[cell + 2] * 2)}/>' if mark.lit else ""
        return f"{block} {place}/>{ring}"

    def _symbol(self, kind: Kind, shade: tuple[int, int], written: str, width: float, height: float) -> str:
        key = kind, shade, written, width, height
        if key not in self._named:  # a cache of a method of its own would keep all this until the collector finds it
            self._named[key] = self._symbol_of(*key)
        return self._named[key]

    def _symbol_of(self, kind: Kind, shade: tuple[int, int], written: str, width: float, height: float) -> str:
        look = shade_class(self.pose.name, kind, shade)
        shown = written if self._inside(written, width, height) else ""
        if kind != "label":
            self._grounds.setdefault((kind, width, height), f"{self.pose.name}r{len(self._grounds)}")
        return self._symbols.setdefault((kind, look, shown, width, height), f"{self.pose.name}n{len(self._symbols)}")

    @staticmethod
    def _lines(scale: float, letters: float, text_: str, width: float, height: float) -> tuple[Line, ...]:
        return inside(text_, width, height, scale, letters)

    @staticmethod
    def _flown(time: float, turn: float) -> float:
        return float(gone(np.array(turn), time))

    def lettering(self) -> str:
        """The style of numbers: in the middle of their block, whatever its size."""
        name, written = self.pose.name, ""
        for (_, width, height), ground in self._grounds.items():
            middle = f"translate({number(width / 2)}px,{number(height / 2 + self.seen.letters * BASE)}px)"
            selector = "text" if not written else f".{ground}t"
            written += f"[class^={name}k]>{selector}{{transform:{middle}}}"
        look = f"fill:currentColor;font-weight:700;text-anchor:middle;font-size:{number(self.seen.letters)}px"
        return f"[class^={name}k]>text{{{look}}}{written}"

    def symbols(self) -> str:
        """The blocks that were used, each once; in flight they have a shadow."""
        name, cell = self.pose.name, self.seen.cell
        shadow = "".join(
            element("rect", class_="s", x=-by, y=3 - by, width=cell + 2 * by, height=cell + 2 * by, rx=_RADIUS + by)
            for by in (0.5, 2)
        )
        elements = []
        for (kind, look, written, width, height), symbol in self._symbols.items():
            ground = self._grounds.get((kind if kind != "label" else "block", width, height))
            placed = None if ground == f"{name}r0" else f"{ground}t"
            if written.isdecimal() and ground:
                content = element("text", text(written), class_=placed)
            else:
                content = "".join(_line(line, width) for line in self._inside(written, width, height))
            face = f'<use href="#{ground}"/>' if ground and kind != "label" else ""
            elements.append(f'<g id="{symbol}" class="{look}">{face}{content}</g>')
        for (kind, width, height), ground in self._grounds.items():
            by = 0.0 if kind == "block" else 0.7
            edge = {"block": None, "hollow": "z", "ghost": "x"}[kind]
            drawn = shadow if (kind, width, height) == ("block", cell, cell) else ""
            drawn += element(
                "rect",
                class_=edge,
                rx=_RADIUS,
                x=by or None,
                y=by or None,
                width=width - 2 * by,
                height=height - 2 * by,
            )
            if kind == "hollow":
                lines = hatch(width, height, self.seen.cell)
                d = "".join(f"M{number(x)} {number(y)}L{number(right)} {number(top)}" for (x, y), (right, top) in lines)
                drawn += element("path", class_="hatch", d=d)
            if kind == "ghost":
                drawn += element("path", class_="x", d=f"M6 {number(height - 6)}L{number(width - 6)} 6")
            elements.append(element("g", drawn, id=ground))
        return "".join(elements)

    def captions(self) -> str:
        """A line below each figure."""
        return "".join(
            element("text", text(caption.text), class_="q", x=caption.at[0], y=caption.at[1], font_size=size)
            for caption, size in fitted(self.seen, self.paper)
        )

    def brackets(self) -> str:
        """A line with two ends and a name for each bracket."""
        return "".join(map(self._bracket, self.seen.brackets))

    def _bracket(self, mark: Bracket) -> str:
        closed, opened = mark.closed, mark.open
        if not self.pose.film and mark.strength(self.pose.share) == 0:
            return ""
        size = name_size(self.paper.scale, self.seen.unit)
        (tick_x, tick_y), (name_x, name_y) = (
            scaled(TICKS[mark.side], self.seen.unit),
            name_at(mark.side, size, self.seen.unit),
        )
        tick = f"M0 0l{number(tick_x)} {number(tick_y)}"
        middles = [between(*line, 0.5) for line in (closed, opened)]
        name = element(
            "text",
            text(fitting(mark, size)),
            class_="m",
            font_size=size,
            transform=f"translate({number(name_x)} {number(name_y)}) rotate({TURNS[mark.side]})",
        )
        parts = (
            self._line(closed, opened)
            + "".join(f'<path d="{tick}"{self.pose.posed(closed[end], opened[end], "b")}/>' for end in (0, 1))
            + f"<g{self.pose.posed(middles[0], middles[1])}>{name}</g>"
        )
        dashes = " ".join(map(str, dashes_of(mark.axis)))
        style = f' stroke-dasharray="{dashes}"' if dashes else ""
        return f'<g{style} class="{axis_class(mark.axis)}{self._coming(mark)}>{parts}</g>'

    def _coming(self, mark: Bracket) -> str:
        """The end of a class attribute, and how strongly a bracket is seen that is there in one pose only."""
        if all(mark.seen):
            return '"'
        if self.pose.film:
            first, second = map(int, mark.seen)
            return f'{self.pose.moving("", "v")}" style="--v:{first};--V:{second};opacity:{first}"'
        return f'" opacity="{number(mark.strength(self.pose.share))}"'

    def _line(self, closed: tuple[Point, Point], opened: tuple[Point, Point]) -> str:
        """The line of a bracket, which grows along itself."""
        if not self.pose.film or closed == opened:
            (x1, y1), (x2, y2) = (between(closed[end], opened[end], self.pose.share) for end in (0, 1))
            return element("line", class_="b", x1=x1, y1=y1, x2=x2, y2=y2)
        (dx, dy), (dx2, dy2) = (_vector(line) for line in (closed, opened))
        long = hypot(dx, dy) or 1.0
        poses = f"{point(closed[0], 'x', 'y')};{point(opened[0], 'X', 'Y')}"
        grown = f"--k:1;--K:{round(hypot(dx2, dy2) / long, 4)}"
        return (
            f'<line class="{self.pose.moving("b", "l")}" x2="{number(dx)}" y2="{number(dy)}" style="{poses};{grown}"/>'
        )

    def _ring(self, mark: Ring) -> str:
        look = self.pose.moving("ring", "far") if mark.differing else "ring"
        if not self.pose.film and mark.awaited(self.pose.time):
            look = "ring awaited"
        size = f'width="{number(mark.width + 2)}" height="{number(mark.height + 2)}" rx="{_RADIUS + 1}"'
        return f"<rect{self.pose.at(_around(mark.closed), _around(mark.open), look)} {size}/>"

    def threads(self) -> str:
        """Between marked places."""
        return "".join(map(self._thread, self.seen.threads))

    def _thread(self, mark: Thread) -> str:
        share = 1.0 if self.pose.film else self.pose.share
        (x1, y1), (x2, y2) = (between(mark.closed[end], mark.open[end], share) for end in (0, 1))
        x, y = control((x1, y1), (x2, y2), self.paper.placement)
        path = f"M{number(x1)} {number(y1)}Q{number(x)} {number(y)} {number(x2)} {number(y2)}"
        return f'<path class="{self.pose.moving("th", "r") if self.pose.film else "th"}" d="{path}"/>'


def _line(line: Line, width: float) -> str:
    """A line of a label, which has a place and a size of its own."""
    place = f"translate({number(width / 2)}px,{number(line.base)}px)"
    return element("text", text(line.text), style=f"transform:{place};font-size:{number(line.size)}px")


def _vector(line: tuple[Point, Point]) -> Point:
    return line[1][0] - line[0][0], line[1][1] - line[0][1]


def _flight(start: Point, finish: Point) -> str:
    """Both ends of a flight as custom properties; what stays the same is said once."""
    ends = zip("XY", map(number, start), map(number, finish), strict=True)
    return ";".join([point(start, "x", "y"), *(f"--{name}:{after}" for name, before, after in ends if before != after)])


def _around(corner: Point) -> Point:
    return corner[0] - 1, corner[1] - 1
