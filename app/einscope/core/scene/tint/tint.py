"""Which hue and which lightness a block has: two more columns of the table of strides.

The hue tells the outer block of the source, the lightness the digit within it, so that a block stays recognisable
while it flies and the copies of a cell look alike. The hue may tell any axis instead, or the shade the value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from einscope.core.errors import PatternError, Span, say
from einscope.core.plan import Plan
from einscope.core.scene.tint.columns import Columns, by_block, by_place, by_value
from einscope.core.scene.tint.palette import HUES, STRENGTH, Shade, State, quiet, ramp, shades
from einscope.core.scene.window import Window

_LEVELS = 8
_TOLD_APART = 512  # blocks; where there are more, neighbours share a hue
_VALUES = 24  # levels where the shade tells the value
_THEMES = ("light", "dark")

Shades = dict[str, tuple[tuple[Shade, ...], ...]]


@dataclass(frozen=True, slots=True)
class Colouring:
    """Colours: hue number (first + Σ digit·hue) // band, modulo the hues; level Σ digit·level of values.

    Digits are counted from the beginning of the window.

    Args:
        hue: for each axis, how far a digit moves the hue number.
        level: for each axis, how far a digit moves the level.
        values: how many levels digits tell apart; they are scaled to the number of shades.
        first: hue number of the block whose digits are 0.
        band: how many hue numbers share a hue: one where blocks can be told apart, more where they would only flicker.
    """

    hue: tuple[int, ...]
    level: tuple[int, ...]
    values: int
    first: int
    band: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tint(Colouring):
    """The colouring of the first flight, and the shades of all.

    Args:
        shades: by theme, hue and level: the colour of a block and of its number.
        strength: how strongly a place and its number are drawn whose block is ``here``, ``gone`` or ``awaited``.
        made: by theme: the shade of a cell that is made of blocks of several hues.
    """

    shades: Shades
    strength: Mapping[State, float] = field(default_factory=STRENGTH.copy)
    made: Mapping[str, Shade] = field(default_factory=lambda: {theme: quiet(theme, 1)[0] for theme in _THEMES})


def tints(plan: Plan, shown: Sequence[Window], color: str = "source") -> tuple[Tint, ...]:
    """The colouring of the cells of each input.

    Args:
        plan: of which the cells are.
        shown: the digits of each axis that are shown.
        color: ``source``, ``value`` or the name of an axis.

    Raises:
        PatternError: ``color-unknown`` in the field ``color``.

    Cost: O(rank · inputs).

    >>> from einscope.core.ops import registry
    >>> plan = registry()["expand"].example_plan()  # b h w (p1 p2 c) -> b (h p1) (w p2) c
    >>> tints(plan, [Window(0, axis.size) for axis in plan.axes])[0].level
    (0, 0, 0, 2, 1, 0)
    """
    if color == "value":
        columns = [by_value(tensor, shown) for tensor in plan.inputs]
        values = max(column.values for column in columns)  # the same value has the same shade in every operand
        palette: Shades = {theme: (ramp(theme, min(values, _VALUES)),) for theme in _THEMES}
        return tuple(Tint(column.hue, column.level, values, 0, shades=palette) for column in columns)
    if color != "source":
        chosen = _axis(plan, color)
        columns = [by_block(plan, tensor, shown, chosen) for tensor in plan.inputs]
        return _shaded(columns, [0] * len(columns), shown)
    columns = [by_place(tensor, shown) if tensor.sliding else by_block(plan, tensor, shown) for tensor in plan.inputs]
    # The hues of a further operand go on where those of the one before it end.
    return _shaded(columns, [sum(column.hues for column in columns[:number]) for number in range(len(columns))], shown)


def _shaded(columns: Sequence[Columns], after: Sequence[int], shown: Sequence[Window]) -> tuple[Tint, ...]:
    """Tints of one palette, each with its hues after so many others."""
    used = max(start + column.hues for start, column in zip(after, columns, strict=True))
    # A window that has moved shows hues of its own, so all of them must be there.
    hues = HUES if any(window.start for window in shown) else max(1, min(HUES, used))
    levels = max(1, min(_LEVELS, max(column.values for column in columns)))
    palette = {theme: shades(theme, hues, levels) for theme in _THEMES}
    bands = [_band(column) for column in columns]
    return tuple(
        Tint(
            column.hue,
            column.level,
            max(1, column.values),
            (start * band + column.first) % (hues * band),
            band,
            shades=palette,
        )
        for start, column, band in zip(after, columns, bands, strict=True)
    )


def _band(columns: Columns) -> int:
    """How many neighbours share a hue: all that lie in as many steps of the slowest axis as spread the hues over it."""
    if columns.hues <= _TOLD_APART:
        return 1
    slowest = max(columns.hue)
    return max(1, slowest * -(-columns.hues // (slowest * HUES)))


def _axis(plan: Plan, color: str) -> int:
    names = [axis.name for axis in plan.axes]
    if color in names:
        return names.index(color)
    raise PatternError(
        "color-unknown",
        say("Cells can be coloured by source, by value or by an axis, not by '{color}'.", color=color),
        Span(0, len(color)),
        field="color",
        hint=say("there are: {names}", names=", ".join(["source", "value", *names])),
        repair={"color": "source"},
    )
