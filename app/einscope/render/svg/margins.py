"""What stands around the scene: the pattern in its colours, a timeline, and the note of a window."""

from einscope.render.letters import cut, width
from einscope.render.sheet import Sheet
from einscope.render.subject import Subject
from einscope.render.svg.colours import axis_class
from einscope.render.svg.markup import element, number, text


def margins(subject: Subject, paper: Sheet, time: float, film: bool) -> str:
    """Heading, timeline and note.

    Args:
        subject: what is drawn.
        paper: what it is drawn on.
        time: of the scene, 0 to 3.
        film: whether it goes on from there.
    """
    return _heading(subject, paper) + _timeline(paper, time, film) + _note(subject, paper)


def _heading(subject: Subject, paper: Sheet) -> str:
    *bases, last = paper.lines
    lines = [
        element(
            "text",
            "".join(
                element("tspan", text(piece), class_="i" if axis is None else f"h {axis_class(axis)}")
                for piece, axis in line
            ),
            x=paper.side,
            y=base,
            font_size=paper.size,
        )
        for line, base in zip(paper.heading, bases, strict=True)
    ]
    below = cut(subject.subtitle, paper.small, paper.width - 2 * paper.side)
    return "".join(lines) + element("text", text(below), x=paper.side, y=last, font_size=paper.small)


def _timeline(paper: Sheet, time: float, film: bool) -> str:
    stops = paper.stops
    drawn = [element("line", class_="rail", x1=stops[0], y1=paper.track, x2=stops[-1], y2=paper.track)]
    for stage, (stop, lines) in enumerate(zip(stops, paper.stages, strict=True)):
        drawn.append(element("circle", class_="stop", cx=stop, cy=paper.track, r=3))
        nearest = int(time + 0.5) == stage
        drawn.extend(
            element(
                "text",
                text(line),
                class_=f"q i{f' t{stage}' if film else ''}",
                x=paper.middle(stage, width(line, paper.small)),
                y=paper.track + paper.small * (1.7 + 1.25 * row),
                font_size=paper.small,
                opacity=None if nearest else 0.6,
            )
            for row, line in enumerate(lines)
        )
    place = f"transform:translateX({number(paper.dot(time) - stops[0])}px);--u:{round(stops[-1] - stops[0], 2)}"
    look = "dot d" if film else "dot"
    drawn.append(element("circle", class_=look, cx=stops[0], cy=paper.track, r=6, style=place))
    return "".join(drawn)


def _note(subject: Subject, paper: Sheet) -> str:
    if not subject.note:
        return ""
    note = cut(subject.note, paper.small, paper.width - 2 * paper.side)
    return element("text", text(note), class_="q", x=paper.width / 2, y=paper.note, font_size=paper.small)
