"""Colours as classes: every shade and axis that a picture uses, for one theme or for both."""

from collections.abc import Iterable
from typing import Literal

from app.core.scene.tint import Shades
from app.render.theme import PAPER, STATES, Colours, Theme, hue_of

Themes = Literal["light", "dark", "auto"]
Shade = tuple[int, int]
HOLLOW = "kh"
"""The class of a block that was filled in."""


def shade_class(shade: Shade) -> str:
    """The class of a hue and a level."""
    return f"k{shade[0]}{shade[1]}"


def axis_class(axis: int) -> str:
    """The class of an axis's colour."""
    return f"a{hue_of(axis)}"


def rules(within: str, shades: Shades, used: Iterable[Shade], axes: Iterable[int], theme: Themes) -> str:
    """The style sheet of colours.

    Args:
        within: selector of the element that they hold in.
        shades: of the scene.
        used: hues and levels.
        axes: numbers of the axes that are named.
        theme: ``auto`` for light, and dark where the reader prefers it.
    """
    used, axes = sorted(set(used)), sorted({hue_of(axis) for axis in axes})
    if theme != "auto":
        return _rules(within, Colours(theme, shades), used, axes)
    light, dark = (_rules(within, Colours(each, shades), used, axes) for each in _BOTH)
    return f"{light}@media(prefers-color-scheme:dark){{{dark}}}"


_BOTH: tuple[Theme, Theme] = ("light", "dark")


def _rules(within: str, colours: Colours, used: list[Shade], axes: list[int]) -> str:
    paper = "".join(f"--{name}:{colours.paper(name)};" for name in PAPER["light"])
    written = [f"{within}{{{paper}}}"]
    for shade in used:
        pairs = [colours.block(*shade, state) for state in STATES]
        written.append(f"{within} .{shade_class(shade)}{{{_variables(pairs)}}}")
    written.append(f"{within} .{HOLLOW}{{{_variables([colours.hollow(state) for state in STATES])}}}")
    written.extend(f"{within} .{axis_class(axis)}{{--h:{colours.axis(axis)}}}" for axis in axes)
    return "".join(written)


def _variables(pairs: list[tuple[str, str]]) -> str:
    """Fill and ink of a block that is here, has gone, and is awaited."""
    (fill, ink), (gone, gone_ink), (awaited, awaited_ink) = pairs
    return f"--f:{fill};--i:{ink};--g:{gone};--j:{gone_ink};--a:{awaited};--b:{awaited_ink}"
