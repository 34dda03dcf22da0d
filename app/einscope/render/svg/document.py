"""The whole file: title, description, style, and what there is to see."""

from einscope.render.around import ring_line
from einscope.render.inside import HATCHED
from einscope.render.marks import Cell, Marks, Point
from einscope.render.motion import LAST
from einscope.render.paint import marks
from einscope.render.sheet import Sheet
from einscope.render.subject import Subject
from einscope.render.svg import colours, film
from einscope.render.svg.colours import strength
from einscope.render.svg.margins import margins
from einscope.render.svg.markup import element, number, text
from einscope.render.svg.pose import Pose
from einscope.render.svg.scene import Drawn
from einscope.render.theme import PLAIN, Face, Style

FONTS: dict[Face, str] = {
    "mono": (
        "ui-monospace,'SF Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',monospace"
    ),
    "sans": "system-ui,'Segoe UI','Noto Sans','DejaVu Sans',Arial,'Noto Sans CJK SC',sans-serif",
    "serif": "ui-serif,Georgia,'Noto Serif','DejaVu Serif','Times New Roman','Noto Serif CJK SC',serif",
}
"""Whatever its reader has of each family."""

_STYLE = (
    f".p{{fill:var(--stage)}}svg{{{strength('here')}}}"
    ".z{stroke:currentColor;stroke-width:1.4;stroke-dasharray:3.5}"
    f".hatch{{stroke:currentColor;stroke-width:1.4;stroke-opacity:{HATCHED}}}"
    ".x{fill:var(--stage);stroke:var(--quiet);stroke-width:1.4;stroke-opacity:.55}"
    ".card{fill:var(--card);fill-opacity:.72;stroke:var(--line);stroke-width:1.2}"
    ".out{fill:none;stroke:var(--quiet);stroke-dasharray:4 4;opacity:.6}"
    ".b{fill:none;stroke:var(--h);stroke-width:2;vector-effect:non-scaling-stroke}"
    ".m{fill:var(--h);paint-order:stroke;stroke:var(--stage);stroke-width:4px;stroke-linejoin:round;stroke-dasharray:none;text-anchor:middle}"
    ".h{fill:var(--h);text-decoration:underline}.i{fill:var(--ink)}.q{text-anchor:middle}"
    ".ring{fill:none;stroke:var(--mark,var(--ink));stroke-width:var(--r)}"
    ".awaited{stroke-width:calc(var(--r)*.6);stroke-dasharray:3 4}"
    ".th{fill:none;stroke:var(--mark,var(--ink));stroke-width:1.75;stroke-dasharray:4 4}"
    ".th{vector-effect:non-scaling-stroke}"
    ".s{fill:#000;fill-opacity:.1;display:var(--s,none)}.f{--s:inline}.film .f{visibility:hidden}"
    ".dot{fill:var(--accent)}.rail{stroke:var(--line);stroke-width:2}"
    ".stop{fill:var(--quiet)}"
)


def document(
    subject: Subject,
    paper: Sheet,
    theme: colours.Themes = "auto",
    time: float | None = None,
    style: Style = PLAIN,
) -> str:
    """The picture as a file of its own.

    Args:
        subject: what is drawn.
        paper: what it is drawn on.
        theme: ``auto`` follows its reader.
        time: of a still, 0 to 3; None for the film.
        style: how it is dressed.

    Cost: O(cells shown · rank).
    """
    drawn = picture(subject, paper, theme, time, style)
    return whole(subject.title, subject.description, paper.width, paper.height, drawn, style) + "\n"


def whole(title: str, description: str, width: int, height: int, content: str, style: Style) -> str:
    """The root element around what was drawn."""
    letters = f"text{{font-family:{FONTS[style.face]};white-space:pre;fill:var(--quiet)}}"
    halo = ".m{stroke:none}" if style.clear else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-labelledby="title desc"><title id="title">{text(title)}</title>'
        f'<desc id="desc">{text(description)}</desc><style>{letters}{_STYLE}{halo}</style>{content}</svg>'
    )


def ground(width: int, height: int, style: Style) -> str:
    """The paper below everything, where there is any."""
    return "" if style.clear else element("rect", class_="p", width=width, height=height)


def picture(
    subject: Subject,
    paper: Sheet,
    theme: colours.Themes,
    time: float | None,
    style: Style = PLAIN,
    name: str = "",
    at: Point = (0, 0),
) -> str:
    """What is seen, as an element that may stand beside others.

    Args:
        subject: what is drawn.
        paper: what it is drawn on.
        theme: ``auto`` follows its reader.
        time: of a still, 0 to 3; None for the film.
        style: how it is dressed.
        name: begins all names, so that several pictures in one file don't meet.
        at: where its upper left corner stands.
    """
    seen = marks(subject, paper.placement)
    pose = Pose(name, time)
    drawn = Drawn(seen, paper, pose)
    inside = "".join(
        (drawn.brackets(), drawn.captions(), drawn.figures(), drawn.flyers(), drawn.threads(), drawn.lit())
    )
    scene = element(
        "g",
        inside,
        transform=f"translate({number(paper.x)} {number(paper.y)}) scale({round(paper.scale, 4)})",
        style=f"--r:{round(ring_line(seen.cell, paper.scale), 2)}",
    )
    named, shades = _axes(subject, seen), subject.scene.tint.shades
    sheet = colours.rules(name, f".{name}v", shades, _shades(seen), named, theme, style)
    sheet += colours.blocks(name) + drawn.lettering()
    if time is None:
        sheet += film.rules(name, pose.leaving, pose.coming, pose.moves, pose.needed, pose.spans)
    return element(
        "g",
        f"<style>{sheet}</style><defs>{drawn.symbols()}</defs>"
        f"{ground(paper.width, paper.height, style)}{scene}"
        f"{margins(subject, paper, LAST if time is None else time, time is None)}",
        class_=f"{name}v film" if time is None else f"{name}v",
        transform=f"translate({number(at[0])} {number(at[1])})" if any(at) else None,
    )


def _shades(seen: Marks) -> set[tuple[int, int]]:
    return {mark.shade for mark in seen.figures if isinstance(mark, Cell) and mark.kind == "block"}


def _axes(subject: Subject, seen: Marks) -> set[int]:
    return {bracket.axis for bracket in seen.brackets} | {axis for _, axis in subject.heading if axis is not None}
