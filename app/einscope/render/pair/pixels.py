"""Both as pixels, at a moment."""

from einscope.render.pair.sheet import PairSheet
from einscope.render.pixels.canvas import Canvas
from einscope.render.pixels.scene import Moments
from einscope.render.subject import Subject
from einscope.render.theme import PLAIN, Style, Theme


class PairMoments:
    """Draws both at any time; see :class:`Moments`."""

    def __init__(
        self, one: Subject, other: Subject, paper: PairSheet, theme: Theme, density: float = 1.0, style: Style = PLAIN
    ) -> None:
        self.paper, self.density = paper, density
        self.sides = [
            Moments(subject, half, theme, density, style)
            for subject, half in zip((one, other), paper.papers, strict=True)
        ]
        self.colours = self.sides[0].colours
        self.blocks = sum(side.blocks for side in self.sides)
        self.size = (round(paper.width * density), round(paper.height * density))

    def at(self, time: float, rows: range | None = None) -> Canvas:
        """The picture at a time, 0 to 3; see :meth:`Moments.at`.

        Cost: O(cells shown).
        """
        paper, by, style = self.paper, self.density, self.colours.style
        rows = rows or range(self.size[1])
        ground = None if style.clear else self.colours.paper("stage")
        canvas = Canvas(self.size[0], len(rows), ground, style.face, rows.start)
        for line, base in zip(paper.lines, paper.bases, strict=True):
            x = (paper.width - canvas.length(line, paper.size)) / 2
            canvas.letters(line, (x * by, base * by), paper.size * by, self.colours.paper("ink"))
        strip = round(paper.strip * by)
        for number, side in enumerate(self.sides):
            own = range(max(0, rows.start - strip), min(side.size[1], rows.stop - strip))
            if own:
                canvas.lay(side.at(time, own), round(number * paper.half * by), own.start + strip - rows.start)
        return canvas
