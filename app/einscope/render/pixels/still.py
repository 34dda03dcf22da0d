"""One moment as a PNG."""

from io import BytesIO

from einscope.render.pixels.scene import Moments
from einscope.render.sheet import Sheet
from einscope.render.subject import Subject
from einscope.render.theme import Theme


def png(subject: Subject, paper: Sheet, theme: Theme, time: float, density: float = 1.0) -> bytes:
    """The picture of a moment.

    Args:
        subject: what is drawn.
        paper: what it is drawn on.
        theme: light or dark.
        time: of the scene, 0 to 3.
        density: pixels of the picture in one of the paper.

    Cost: O(pixels + cells shown).
    """
    file = BytesIO()
    Moments(subject, paper, theme, density).at(time).save(file, "PNG", compress_level=7)
    return file.getvalue()
