"""What stands around the scene, as pixels: the pattern in its colours, a timeline, and the note of a window."""

from einscope.render.letters import cut
from einscope.render.pixels.canvas import Canvas
from einscope.render.sheet import Sheet
from einscope.render.subject import Subject
from einscope.render.theme import Colours


def margins(canvas: Canvas, subject: Subject, paper: Sheet, colours: Colours, density: float, time: float) -> None:
    """Heading, timeline and note at a time, 0 to 3."""
    _heading(canvas, subject, paper, colours, density)
    _timeline(canvas, paper, colours, density, time)
    if subject.note:
        note = cut(subject.note, paper.small, paper.width - 2 * paper.side)
        at = ((paper.width - canvas.length(note, paper.small)) / 2 * density, paper.note * density)
        canvas.letters(note, at, paper.small * density, colours.paper("quiet"))


def _heading(canvas: Canvas, subject: Subject, paper: Sheet, colours: Colours, density: float) -> None:
    *bases, last = paper.lines
    for line, base in zip(paper.heading, bases, strict=True):
        x = paper.side
        for piece, axis in line:
            colour = colours.paper("ink") if axis is None else colours.axis(axis)
            canvas.letters(piece, (x * density, base * density), paper.size * density, colour)
            long = canvas.length(piece, paper.size)
            if axis is not None:
                under = (base + paper.size * 0.2) * density
                canvas.line([(x * density, under), ((x + long) * density, under)], paper.size / 14 * density, colour)
            x += long
    below = cut(subject.subtitle, paper.small, paper.width - 2 * paper.side)
    canvas.letters(below, (paper.side * density, last * density), paper.small * density, colours.paper("quiet"))


def _timeline(canvas: Canvas, paper: Sheet, colours: Colours, density: float, time: float) -> None:
    stops, y = paper.stops, paper.track * density
    canvas.line([(stops[0] * density, y), (stops[-1] * density, y)], 2 * density, colours.paper("line"))
    for stage, (stop, lines) in enumerate(zip(stops, paper.stages, strict=True)):
        _point(canvas, stop * density, y, 3 * density, colours.paper("quiet"))
        nearest = int(time + 0.5) == stage
        for row, line in enumerate(lines):
            long = canvas.length(line, paper.small)
            at = ((paper.middle(stage, long) - long / 2) * density, y + paper.small * (1.7 + 1.25 * row) * density)
            canvas.letters(line, at, paper.small * density, colours.paper("ink"), alpha=1.0 if nearest else 0.6)
    _point(canvas, paper.dot(time) * density, y, 6 * density, colours.paper("accent"))


def _point(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    canvas.box((x - radius, y - radius), (2 * radius, 2 * radius), radius, colour)
