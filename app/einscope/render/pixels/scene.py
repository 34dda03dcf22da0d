"""The marks of a scene as pixels, at a moment."""

from collections.abc import Sequence
from itertools import cycle

import numpy as np

from einscope.render.around import TICKS, TURNS, fitting, name_at, name_size, ring_line
from einscope.render.captions import fitted
from einscope.render.marks import Bracket, Cell, Frame, Marks, Point, Ring, Thread, between, mix, scaled
from einscope.render.motion import gone, opened
from einscope.render.paint import marks
from einscope.render.pixels.canvas import Canvas, fainter
from einscope.render.pixels.margins import margins
from einscope.render.pixels.sprites import Sprites
from einscope.render.pixels.standing import Standing
from einscope.render.sheet import Sheet
from einscope.render.subject import Subject
from einscope.render.theme import PLAIN, Colours, Style, Theme, dashes_of
from einscope.render.thread import curve

_AT_ONCE = 2**20  # pixels of a picture whose blocks may be drawn at once, which takes memory for all of them
_NARROWEST = 0.01  # that a number is drawn: where 400 flights end in one cell, each has less of it


class Moments:
    """Draws a scene at any time.

    Args:
        subject: what is drawn.
        paper: what it is drawn on.
        theme: light or dark.
        density: pixels of the picture in one of the paper.
        style: how it is dressed.
    """

    def __init__(
        self, subject: Subject, paper: Sheet, theme: Theme, density: float = 1.0, style: Style = PLAIN
    ) -> None:
        self.subject, self.paper, self.density = subject, paper, density
        self.seen: Marks = marks(subject, paper.placement)
        self.colours = Colours(theme, subject.scene.tint.shades, style)
        self.scale = paper.scale * density
        self.sprites = Sprites(self.colours, self.seen.cell, self.seen.letters, paper.scale, density)
        self._turns = np.array([mark.turn if isinstance(mark, Cell) else 0.0 for mark in self.seen.figures])
        self._flights = np.array([mark.turn for mark in self.seen.flyers])
        # For each flyer where it begins and ends, and how wide and high it is at the end, as a share of a cell.
        paths = [(mark.start, mark.finish, mark.share) for mark in self.seen.flyers]
        self._paths = np.array(paths, dtype=np.float64).reshape(-1, 3, 2).transpose(1, 0, 2)
        self._paper = np.array((paper.x, paper.y))
        self._standing = Standing(self.seen.figures, self.sprites, paper, density)
        self.size = (round(paper.width * density), round(paper.height * density))
        self._ground: tuple[float, range, Canvas] | None = None
        self._last: Canvas | None = None

    def at(self, time: float, rows: range | None = None) -> Canvas:
        """The picture at a time, 0 to 3; the next one is drawn on the same sheet.

        Args:
            time: of the film.
            rows: of pixels; None: all of them.

        Cost: O(cells shown).
        """
        share = opened(time)
        canvas = self._last = self._figures(share, time, rows or range(self.size[1]))
        self._fly(canvas, time)
        for thread in self.seen.threads:
            self._thread(canvas, thread, share)
        for lit in self.seen.lit:
            if isinstance(lit, Ring):
                self._ring(canvas, lit, share, time)
            else:
                self._cell(canvas, lit, share, 0.0, time)
        margins(canvas, self.subject, self.paper, self.colours, self.density, time)
        return canvas

    def _figures(self, share: float, time: float, rows: range) -> Canvas:
        """Whatever does not fly."""
        whole = len(rows) == self.size[1] and self.size[0] * self.size[1] <= _AT_ONCE
        if whole and self._standing.apart(share, *self.size):
            flown = gone(self._standing.turns, time)
            drawn = self._standing.drawn(
                share, flown, lambda free: self._framed(self._below(share, rows).copy(free), share)
            )
            return drawn.copy(self._last)
        canvas = self._below(share, rows).copy(self._last)
        for mark, flown in zip(self.seen.figures, gone(self._turns, time).tolist(), strict=True):
            if isinstance(mark, Frame):
                self._frame(canvas, mark, share)
            elif isinstance(mark, Ring):
                self._ring(canvas, mark, share, time)
            else:
                self._cell(canvas, mark, share, flown, time)
        return canvas

    def _framed(self, canvas: Canvas, share: float) -> Canvas:
        """The ground with cards and outlines."""
        for mark in self.seen.figures:
            if isinstance(mark, Frame):
                self._frame(canvas, mark, share)
        return canvas

    @property
    def blocks(self) -> int:
        """How many blocks there are to draw."""
        return self.subject.scene.cells * len(self.subject.scene.flights)

    def _below(self, share: float, rows: range) -> Canvas:
        """What blocks fly over: the paper, brackets and captions. It stays the same while figures do."""
        if self._ground is None or self._ground[:2] != (share, rows):
            style = self.colours.style
            ground = None if style.clear else self.colours.paper("stage")
            canvas = Canvas(self.size[0], len(rows), ground, style.face, rows.start)
            for bracket in self.seen.brackets:
                self._bracket(canvas, bracket, share)
            for caption, letters in fitted(self.seen, self.paper):
                x, y = self._on((caption.at[0] - canvas.length(caption.text, letters) / 2, caption.at[1]))
                canvas.letters(caption.text, (x, y), letters * self.scale, self.colours.paper("quiet"))
            self._ground = (share, rows, canvas)
        return self._ground[2]

    def _on(self, point: Point) -> Point:
        """A point of the scene in pixels of the picture."""
        return (
            (self.paper.x + point[0] * self.paper.scale) * self.density,
            (self.paper.y + point[1] * self.paper.scale) * self.density,
        )

    def _frame(self, canvas: Canvas, mark: Frame, share: float) -> None:
        x, y, wide, high = (
            mix(closed_value, open_value, share)
            for closed_value, open_value in zip(mark.closed, mark.open, strict=True)
        )
        corner, size = self._on((x, y)), (wide * self.scale, high * self.scale)
        thin = max(1.0, 1.2 * self.scale)
        if mark.kind == "card":
            canvas.box(corner, size, 13 * self.scale, self.colours.paper("card"), alpha=0.72)
            canvas.box(corner, size, 13 * self.scale, self.colours.paper("line"), line=thin)
        else:
            dash = max(2, round(4 * self.scale))
            quiet = self.colours.paper("quiet")
            canvas.box(corner, size, 10 * self.scale, quiet, 0.6, line=max(1.0, self.scale), dash=dash)

    def _cell(self, canvas: Canvas, mark: Cell, share: float, flown: float, time: float) -> None:
        if (mark.fading and share == 1) or not mark.seen(time):
            return
        left, top = self._on(between(mark.closed, mark.open, share))
        x, y = round(left), round(top)
        size = (_whole(mark.width * self.scale), _whole(mark.height * self.scale))
        if not canvas.shows(y, size[1]):
            return
        block, mask = self.sprites.get(mark.kind, mark.text, mark.shade, mark.state(flown), *size)
        if mark.fading and share:
            mask = fainter(mask, 1 - share)
        canvas.put(block, mask, x, y)

    def _fly(self, canvas: Canvas, time: float) -> None:
        cell = self.seen.cell * self.scale
        flown = gone(self._flights, time)
        flying = np.flatnonzero((flown > 0) & (flown < 1))
        start, finish, share = self._paths[:, flying]
        by = flown[flying, None]
        shares = 1 + (share - 1) * by
        corners = (self._paper + (start + (finish - start) * by) * self.paper.scale) * self.density
        sizes = np.maximum(1, np.rint(cell * shares)).astype(np.intp)
        rows = zip(flying.tolist(), corners.tolist(), np.rint(corners).astype(np.intp).tolist(), strict=True)
        for (at, corner, (x, y)), (wide, high), (narrow, _) in zip(rows, sizes.tolist(), shares.tolist(), strict=True):
            mark = self.seen.flyers[at]
            squeeze = max(_NARROWEST, round(narrow, 2))
            block, mask, out = self.sprites.flying(mark.kind, mark.text, mark.shade, wide, high, squeeze)
            canvas.put(block, mask, x - out, y - out)
            if mark.lit:
                self._around(canvas, (corner[0], corner[1]), (cell, cell))

    def _ring(self, canvas: Canvas, mark: Ring, share: float, time: float) -> None:
        corner = self._on(between(mark.closed, mark.open, share))
        self._around(canvas, corner, (mark.width * self.scale, mark.height * self.scale), mark.awaited(time))

    def _around(self, canvas: Canvas, corner: Point, size: Point, awaited: bool = False) -> None:
        """A ring around what stands at a corner of the picture; dotted around what has not come yet."""
        by = self.scale
        line = ring_line(self.seen.cell, self.paper.scale) * by * (0.6 if awaited else 1)
        corner, size = (corner[0] - by, corner[1] - by), (size[0] + 2 * by, size[1] + 2 * by)
        dash = max(2, round(3.5 * by)) if awaited else 0
        canvas.box(corner, size, 9 * by, self._mark, line=line, dash=dash)

    def _bracket(self, canvas: Canvas, mark: Bracket, share: float) -> None:
        alpha = mark.strength(share)
        if alpha == 0:
            return
        start, end = (between(mark.closed[number], mark.open[number], share) for number in (0, 1))
        letters = name_size(self.paper.scale, self.seen.unit)
        tick, name = scaled(TICKS[mark.side], self.seen.unit), name_at(mark.side, letters, self.seen.unit)
        points = [_sum(start, tick), start, end, _sum(end, tick)]
        colour = self.colours.axis(mark.axis)
        style = [each * self.density for each in dashes_of(mark.axis)]
        line = [self._on(point) for point in points]
        for dash in dashes(line, *style) if style else (line,):
            canvas.line(dash, 2 * self.density, colour, alpha)
        middle = self._on(_sum(between(start, end, 0.5), name))
        halo = None if self.colours.style.clear else self.colours.paper("stage")
        text = fitting(mark, letters)
        canvas.turned(text, middle, letters * self.scale, TURNS[mark.side], colour, halo, alpha)

    def _thread(self, canvas: Canvas, mark: Thread, share: float) -> None:
        start, end = (between(mark.closed[number], mark.open[number], share) for number in (0, 1))
        points = curve(start, end, self.paper.placement)
        for dash in dashes([self._on(point) for point in points], 4 * self.density):
            canvas.line(dash, 1.75 * self.density, self._mark)

    @property
    def _mark(self) -> str:
        return self.colours.mark or self.colours.paper("ink")


def dashes(points: Sequence[Point], *style: float) -> list[list[Point]]:
    """The pieces that are drawn of a line of many points.

    Args:
        points: of the line.
        style: how long pieces are that are drawn and left out in turn; one length: all are so long.

    >>> len(dashes([(x, 0.0) for x in range(33)], 4.0)), len(dashes([(x, 0.0) for x in range(33)], 10.0, 1.0))
    (4, 3)
    """
    steps = np.hypot(*np.diff(np.array(points), axis=0).T)
    passed = np.concatenate([[0.0], np.cumsum(steps)])
    lengths = cycle(style * 2 if len(style) % 2 else style)
    cut: list[list[Point]] = []
    start = 0.0
    for drawn, length in zip(cycle((True, False)), lengths, strict=False):
        if start + length > passed[-1] + 1e-9:
            return cut
        if drawn:
            inside = np.linspace(start, start + length, 4)
            xs, ys = (np.interp(inside, passed, [point[axis] for point in points]) for axis in (0, 1))
            cut.append(list(zip(xs.tolist(), ys.tolist(), strict=True)))
        start += length
    return cut


def _whole(length: float) -> int:
    return max(1, round(length))


def _sum(one: Point, other: Point) -> Point:
    return one[0] + other[0], one[1] + other[1]
