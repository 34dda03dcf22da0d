"""Blocks in their places as pixels: all at once where none lies on another, and then only those that have changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from einscope.core.scene.tint.palette import State
from einscope.render.marks import Cell, Frame, Ring
from einscope.render.pixels.canvas import Canvas, pixels_of
from einscope.render.pixels.sprites import Asked, Sprites
from einscope.render.pixels.words import Words, words
from einscope.render.sheet import Sheet

_STATES: tuple[State, ...] = ("here", "gone", "awaited")
_HERE, _GONE, _AWAITED = range(3)
_PIXELS = 1 << 18  # of blocks that are drawn at once, which bounds memory
_COLOUR = 0xFFFFFF  # of a word
_FEW = 256  # blocks that are drawn one by one in less time than it takes to look at the whole picture

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


@dataclass
class _Kept:
    """What was drawn last: how far figures were open, how blocks looked, the picture, and what lies below them."""

    share: float
    states: Ints
    canvas: Canvas
    ground: Canvas


class Standing:
    """The blocks of a scene that stand in figures.

    Args:
        marks: of the figures, from the back to the front.
        sprites: what blocks look like.
        paper: what the scene is drawn on.
        density: pixels of the picture in one of the paper.
    """

    def __init__(self, marks: Sequence[Frame | Cell | Ring], sprites: Sprites, paper: Sheet, density: float) -> None:
        self.sprites, self.density = sprites, density
        self.paper = paper
        self.cells = [mark for mark in marks if isinstance(mark, Cell)]
        # What comes and goes, or lies around blocks, is drawn one after the other.
        self.plain = bool(self.cells) and not any(
            isinstance(mark, Ring) or (isinstance(mark, Cell) and (mark.fading or mark.spans is not None))
            for mark in marks
        )
        places = np.array([(mark.closed, mark.open) for mark in self.cells], dtype=np.float64).reshape(-1, 2, 2)
        self.closed, self.open = places[:, 0], places[:, 1]
        scale = paper.scale * density
        sides = np.array([(mark.width, mark.height) for mark in self.cells]).reshape(-1, 2)
        self.sizes = np.maximum(1, np.rint(sides * scale)).astype(np.intp)
        self.kinds, self.kind = np.unique(self.sizes, axis=0, return_inverse=True)
        self.kind = self.kind.reshape(-1)
        self.turns = np.array([mark.turn for mark in self.cells])
        self.source = np.array([mark.which == "from" for mark in self.cells], dtype=bool)
        # Cells that look the same whatever their block does; -1: the others.
        fixed = [_HERE if mark.lit else _STATES.index(mark.always) if mark.always else -1 for mark in self.cells]
        self.fixed = np.array(fixed, dtype=np.intp)
        # Cards come before their own cells, and those of planes in front after the cells that they cover.
        self.cards = [
            (mark, sum(isinstance(each, Cell) for each in marks[:number]))
            for number, mark in enumerate(marks)
            if isinstance(mark, Frame) and mark.kind == "card"
        ]
        self._looks: dict[int, list[Words]] = {}
        self._stacks: dict[int, Words] = {}
        self._look = np.full((len(_STATES), len(self.cells)), -1, dtype=np.intp)
        self._known: dict[Asked, int] = {}
        self._kept: _Kept | None = None
        self._apart: tuple[float, bool] | None = None

    def apart(self, share: float, width: int, height: int) -> bool:
        """Whether all blocks are seen in full, so that it does not matter which is drawn first.

        Args:
            share: how far the figures are open, 0 to 1.
            width: of the picture, in pixels.
            height: of it.

        Cost: O(pixels of blocks), nothing where the share is the same as before.
        """
        if not self.plain:
            return False
        if self._apart is None or self._apart[0] != share:
            self._apart = (share, self._lie_apart(share, width, height))
        return self._apart[1]

    def drawn(self, share: float, flown: Floats, ground: Callable[[Canvas | None], Canvas]) -> Canvas:
        """The blocks over their ground, where they lie apart; others draw on a copy.

        Args:
            share: how far the figures are open, 0 to 1.
            flown: how much of its flight the block of each cell has behind it.
            ground: draws what lies below them all, on a sheet that nobody needs any longer.

        Cost: O(pixels of blocks that look otherwise than before + pixels).
        """
        states = self._states(flown)
        kept = self._kept
        if kept is None or kept.share != share:
            below = ground(kept.ground if kept else None)
            kept = self._kept = _Kept(share, np.full_like(states, -1), below.copy(kept.canvas if kept else None), below)
        changed = np.flatnonzero(states != kept.states)
        corners = self._corners(share)
        if len(changed) <= _FEW:
            for at, (x, y) in zip(changed.tolist(), corners[changed].tolist(), strict=True):
                kept.canvas.put_over(*self.sprites.get(*self._asked(at, states[at])), x, y, kept.ground)
            kept.states = states
            return kept.canvas
        for kind, (width, height) in enumerate(self.kinds.tolist()):
            rows = changed[self.kind[changed] == kind]
            many = max(1, _PIXELS // (width * height))
            for start in range(0, len(rows), many):
                some = rows[start : start + many]
                blocks = self._blocks(kind, some, states[some])
                kept.canvas.put_all(blocks, corners[some], kept.ground)
        kept.states = states
        return kept.canvas

    def _states(self, flown: Floats) -> Ints:
        moving = np.where(self.source, np.where(flown <= 0, _HERE, _GONE), np.where(flown >= 1, _HERE, _AWAITED))
        return np.where(self.fixed >= 0, self.fixed, moving).astype(np.intp)

    def _corners(self, share: float) -> Ints:
        """Upper left corners in pixels of the picture."""
        scene = self.closed + (self.open - self.closed) * share
        paper = np.array((self.paper.x, self.paper.y)) + scene * self.paper.scale
        return np.rint(paper * self.density).astype(np.intp)

    def _lie_apart(self, share: float, width: int, height: int) -> bool:
        corners, sizes = self._corners(share), self.sizes
        ends = corners + sizes
        if corners.min() < 0 or (ends > (width, height)).any() or int(sizes.prod(axis=1).sum()) > width * height:
            return False
        for card, before in self.cards:
            box = np.array(card.closed) + (np.array(card.open) - np.array(card.closed)) * share
            start = (np.array((self.paper.x, self.paper.y)) + box[:2] * self.paper.scale) * self.density - 1
            end = start + box[2:] * self.paper.scale * self.density + 2
            if ((corners[:before] < end).all(axis=1) & (ends[:before] > start).all(axis=1)).any():
                return False
        covered = np.zeros(width * height, dtype=bool)
        for kind, (wide, high) in enumerate(self.kinds.tolist()):
            places = pixels_of(corners[self.kind == kind], wide, high, width)
            if covered[places].any():
                return False
            covered[places] = True
        return int(covered.sum()) == int(sizes.prod(axis=1).sum())

    def _asked(self, at: int, state: int) -> Asked:
        """What the look of a cell depends on."""
        mark = self.cells[at]
        width, height = self.kinds[self.kind[at]].tolist()
        return mark.kind, self.sprites.read(mark.text, width, height), mark.shade, _STATES[state], width, height

    def _blocks(self, kind: int, rows: Ints, states: Ints) -> Words:
        """How these cells look: words of colours, and how much of them is seen."""
        found = self._look[states, rows]
        looks = self._looks.setdefault(kind, [])
        for at in np.flatnonzero(found < 0).tolist():
            asked = self._asked(rows[at], states[at])
            if asked not in self._known:
                self._known[asked] = len(looks)
                block, mask = self.sprites.get(*asked)
                seen = np.asarray(mask, dtype=np.uint32)
                looks.append(np.asarray(words(block).reshape(seen.shape) & _COLOUR | seen << 24, dtype=np.uint32))
                self._stacks.pop(kind, None)
            found[at] = self._look[states[at], rows[at]] = self._known[asked]
        if kind not in self._stacks:
            self._stacks[kind] = np.stack(looks)
        return np.asarray(self._stacks[kind][found])
