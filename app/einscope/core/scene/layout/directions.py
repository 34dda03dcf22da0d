"""Which way each axis of a tensor runs on the screen: down a column, along a row, or into the depth.

Names decide where they say something (h and w, b, c, t); elsewhere position does, as NumPy prints: the last axis
runs along the row, the one before it down, the ones before that lie further out. Which axes are the image is a matter
of names, which of the two runs down one of position: ``h w -> w h`` turns the image, and is seen to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from einscope.core.plan import Arrangement, Axis, Shape, Tensor

_DOWN = {"h", "height", "y", "row", "rows"}
_ALONG = {"w", "width", "x", "col", "cols", "column", "columns"}
BATCH = {"b", "bs", "batch", "n"}
CHANNEL = {"c", "ch", "channel", "channels", "d", "dim"}
IMAGE = _DOWN | _ALONG
_TOLD = IMAGE | BATCH | CHANNEL
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@dataclass(frozen=True, slots=True)
class Directions:
    """Which of a tensor's axes run which way, outermost first.

    Args:
        row: down the screen, from row to row.
        column: along it, from column to column.
        depth: from plane to plane.
    """

    row: tuple[int, ...]
    column: tuple[int, ...]
    depth: tuple[int, ...]


class Lanes(NamedTuple):
    """The same in elementary axes: for each tensor axis its parts, slowest first."""

    row: Arrangement
    column: Arrangement
    depth: Arrangement

    @property
    def axes(self) -> set[int]:
        """The elementary axes that run anywhere at all."""
        return {part for lane in self for parts in lane for part in parts}


def lanes(arrangement: Arrangement, way: Directions) -> Lanes:
    """The elementary axes along each direction.

    >>> lanes(((0,), (1, 2)), Directions(row=(0,), column=(1,), depth=()))
    Lanes(row=((0,),), column=((1, 2),), depth=())
    """
    return Lanes(*[tuple([arrangement[axis] for axis in axes]) for axes in (way.row, way.column, way.depth)])


def directions(tensor: Tensor, axes: tuple[Axis, ...]) -> Directions:
    """A good way to lay out the tensor.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> plan = registry()["expand"].example_plan()
    >>> directions(plan.inputs[0], plan.axes)
    Directions(row=(0, 1), column=(2,), depth=(3,))
    """
    return _of_names(tuple([_name(parts, axes) for parts in tensor.arrangement]), tensor.shape)


@lru_cache(maxsize=256)  # whoever tells of a tensor in words asks again
def _of_names(names: tuple[str, ...], shape: Shape) -> Directions:
    """The same, of axes that are called so."""
    down, along = _image(names, shape)
    outside = [number for number in range(len(names)) if number not in (down, along)]
    batch = [n for n in outside if names[n] in BATCH or (shape[n] == 1 and names[n] not in CHANNEL)]
    rest = [number for number in outside if number not in batch]
    depth = [number for number in rest if names[number] in CHANNEL] or rest[-1:]
    figures = [number for number in rest if number not in depth]
    return Directions(
        row=(*batch, *([] if down is None else [down])),
        column=(*figures, *([] if along is None else [along])),
        depth=tuple(depth),
    )


def _name(parts: tuple[int, ...], axes: tuple[Axis, ...]) -> str:
    """What the slowest part is called: in ``(h p1)`` the axis is still the height."""
    return word(axes[parts[0]].name) if parts else ""


@lru_cache(maxsize=256)  # each tensor of a plan asks again
def word(name: str) -> str:
    """What a name says of the direction: of ``image_height`` and ``heightOut`` the word that is known.

    The whole name counts first, then its last word, then its first; of one letter only a whole name is one, or a word
    behind or before ``_``.

    >>> [word(name) for name in ("h", "H1", "image_height", "widthOut", "n_channels", "head", "img_h")]
    ['h', 'h', 'height', 'width', 'channels', 'head', 'h']
    """
    plain = name.lower().rstrip("0123456789").rstrip("_")
    if plain in _TOLD:
        return plain
    words = [each.lower() for each in _WORDS.findall(name)]
    return next((each for each in (*words[-1:], *words[:1]) if each in _TOLD), plain)


def _image(names: Sequence[str], shape: Shape) -> tuple[int | None, int | None]:
    """The axes that run down and along."""
    down = [number for number, name in enumerate(names) if name in _DOWN]
    along = [number for number, name in enumerate(names) if name in _ALONG]
    if len(down) == 1 and len(along) == 1:
        return min(down[0], along[0]), max(down[0], along[0])
    # A batch in front and axes of one cell take no room; without them the last two axes are the image.
    inner = [n for n, size in enumerate(shape) if size != 1 and not (n == 0 and names[n] in BATCH)]
    inner = inner or [n for n, size in enumerate(shape) if size != 1]
    if len(inner) >= 2:
        return inner[-2], inner[-1]
    return None, inner[0] if inner else None
