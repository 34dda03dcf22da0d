"""Two scenes beside each other, with a sentence above them that says how they differ."""

from einscope.render.letters import wrapped
from einscope.render.sheet import sheet
from einscope.render.subject import Subject
from einscope.render.svg.colours import Themes, rules
from einscope.render.svg.document import picture, whole
from einscope.render.svg.markup import element, text

_LINES = 3  # of the sentence
_FLAT = 1.1  # of the width of a half: the height of a scene that is aimed at, so that the whole is no narrow strip


def pair(
    one: Subject, other: Subject, sentence: str, wide: int, theme: Themes = "auto", time: float | None = None
) -> str:
    """Both pictures as one file.

    Args:
        one: the left one.
        other: the right one.
        sentence: how they differ.
        wide: width of the whole in pixels.
        theme: ``auto`` follows its reader.
        time: of a still, 0 to 3; None for the film.

    Cost: O(cells shown · rank).
    """
    half = wide // 2
    tall = max(sheet(subject, half, flat=_FLAT).height for subject in (one, other))
    papers = [sheet(subject, half, tall) for subject in (one, other)]
    size = papers[0].small * 1.2
    lines = wrapped(sentence, size, wide - 48, _LINES)
    strip = round(size * (1 + 1.4 * len(lines)))
    ground = element("rect", class_="p", width=wide, height=strip + tall)
    heading = "".join(
        element("text", text(line), class_="q i", x=wide / 2, y=size * (1.56 + 1.4 * number), font_size=size)
        for number, line in enumerate(lines)
    )
    style = f"<style>{rules('', '.both', one.scene.tint.shades, (), (), theme)}</style>"
    content = f'<g class="both">{style}{ground}{heading}</g>' + "".join(
        picture(subject, paper, theme, time, name, (number * half, strip))
        for number, (subject, paper, name) in enumerate(zip((one, other), papers, "AB", strict=True))
    )
    return whole(f"{one.title} | {other.title}", sentence, wide, strip + tall, content) + "\n"
