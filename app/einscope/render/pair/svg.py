"""Both as SVG."""

from einscope.render.pair.sheet import PairSheet
from einscope.render.subject import Subject
from einscope.render.svg.colours import Themes, rules
from einscope.render.svg.document import ground, picture, whole
from einscope.render.svg.markup import element, text
from einscope.render.theme import PLAIN, Style


def pair(
    one: Subject,
    other: Subject,
    sentence: str,
    paper: PairSheet,
    theme: Themes = "auto",
    time: float | None = None,
    style: Style = PLAIN,
) -> str:
    """Both pictures as one file.

    Args:
        one: the left one.
        other: the right one.
        sentence: how they differ.
        paper: what they are drawn on.
        theme: ``auto`` follows its reader.
        time: of a still, 0 to 3; None for the film.
        style: how they are dressed.

    Cost: O(cells shown · rank).
    """
    heading = "".join(
        element("text", text(line), class_="q i", x=paper.width / 2, y=base, font_size=paper.size)
        for line, base in zip(paper.lines, paper.bases, strict=True)
    )
    colours = f"<style>{rules('', '.both', one.scene.tint.shades, (), (), theme, style)}</style>"
    content = f'<g class="both">{colours}{ground(paper.width, paper.height, style)}{heading}</g>' + "".join(
        picture(subject, half, theme, time, style, name, (number * paper.half, paper.strip))
        for number, (subject, half, name) in enumerate(zip((one, other), paper.papers, "AB", strict=True))
    )
    return whole(f"{one.title} | {other.title}", sentence, paper.width, paper.height, content, style) + "\n"
