"""Captions below figures: as large as can be read, as small as their neighbours and the edges of the paper ask for."""

from collections.abc import Iterator

from einscope.render.around import legible
from einscope.render.letters import cut, width
from einscope.render.marks import Caption, Marks
from einscope.render.sheet import Sheet

_APART, _LINE = 14, 46  # scene pixels between two captions; those further below each other are no neighbours
_EDGE = 8  # pixels of the picture that stay free at its edges
_LEAST = 8.5  # pixels of the picture: what has no room even so is cut


def fitted(seen: Marks, paper: Sheet) -> Iterator[tuple[Caption, float]]:
    """Every caption, cut where it has to be, with its font size in pixels of the scene."""
    size, least = legible(15, 12, 40, paper.scale, seen.unit), _LEAST / paper.scale
    for caption in seen.captions:
        room = _room(caption, seen, paper)
        chosen = max(min(size, least), min(size, room / max(1.0, width(caption.text, 1))))
        yield Caption(cut(caption.text, chosen, room + 1e-6), caption.at), chosen


def _room(caption: Caption, seen: Marks, paper: Sheet) -> float:
    """How wide a caption may be, in pixels of the scene."""
    x, y = caption.at
    edges = (x + (paper.x - _EDGE) / paper.scale, (paper.width - paper.x - _EDGE) / paper.scale - x)
    beside = (
        abs(neighbour.at[0] - x) - _APART * seen.unit
        for neighbour in seen.captions
        if neighbour is not caption and abs(neighbour.at[1] - y) < _LINE * seen.unit
    )
    return min(*(2 * edge for edge in edges), *beside)
