"""Colours as classes: every shade and axis that a picture uses, for one theme or for both."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from einscope.core.scene.tint.palette import STRENGTH, State
from einscope.core.scene.tint.tint import Shades
from einscope.render.marks import Kind
from einscope.render.theme import PAPER, PLAIN, Colours, Style, Theme, hue_of

Themes = Literal["light", "dark", "auto"]
Shade = tuple[int, int]
_FIRST: State = "here"


@lru_cache(maxsize=1024)
def shade_class(name: str, kind: Kind, shade: Shade) -> str:
    """The class of a block; ``name`` begins it."""
    return name + {"hollow": "kh", "ghost": "ke"}.get(kind, f"k{shade[0]}{shade[1]}".replace("-", "_"))


def axis_class(axis: int) -> str:
    """The class of an axis's colour."""
    return f"a{hue_of(axis)}"


def blocks(name: str) -> str:
    """How blocks look: strong where they are, pale where they have gone or are awaited.

    A place says how strong by ``--p``, and by ``--c`` what its number is mixed from; its symbol, which knows its shade,
    inherits both. ``name`` begins the classes of shades.
    """
    return (
        f"[class^={name}k]{{--F:{_mixed('var(--f)')};fill:var(--F);color:{_mixed('var(--c,var(--i))', 'var(--F)')}}}"
        f".{name}kh{{fill:var(--stage);color:{_mixed('var(--quiet)')}}}"
        f".{name}ke{{color:var(--quiet)}}"
        f"[class^={name}g]{{{strength('gone')}}}.{name}w{{{strength('awaited')}}}"
    )


def strength(state: State) -> str:
    """What a place says whose block is here, has gone, or has not come yet."""
    return f"--p:{round(100 * STRENGTH[state])}%;--c:{'initial' if state == _FIRST else 'var(--ink)'}"


def _mixed(colour: str, over: str = "var(--stage)") -> str:
    return f"color-mix(in srgb,{over},{colour} var(--p))"


def rules(
    name: str,
    within: str,
    shades: Shades,
    used: Iterable[Shade],
    axes: Iterable[int],
    theme: Themes,
    style: Style = PLAIN,
) -> str:
    """The style sheet of colours.

    Args:
        name: begins the classes of shades, which symbols have: no selector reaches them from outside.
        within: selector of the element that all other colours hold in.
        shades: of the scene.
        used: hues and levels.
        axes: numbers of the axes that are named.
        theme: ``auto`` for light, and dark where the reader prefers it.
        style: how the picture is dressed.
    """
    used, axes = sorted(set(used)), sorted({hue_of(axis) for axis in axes})
    if theme != "auto":
        return _rules(name, within, Colours(theme, shades, style), used, axes)
    light, dark = (_rules(name, within, Colours(scheme, shades, style), used, axes) for scheme in _BOTH)
    return f"{light}@media(prefers-color-scheme:dark){{{dark}}}"


_BOTH: tuple[Theme, Theme] = ("light", "dark")


def _rules(name: str, within: str, colours: Colours, used: list[Shade], axes: list[int]) -> str:
    looks = {shade: colours.block(*shade, _FIRST) for shade in used}
    usual = Counter(ink for _, ink in looks.values()).most_common(1)
    paper = "".join(f"--{variable}:{colours.paper(variable)};" for variable in PAPER["light"])
    paper += f"--mark:{colours.mark};" if colours.mark else ""
    paper += "".join(f"--i:{ink};" for ink, _ in usual)
    written = [f"{within}{{{paper}}}"]
    for shade, (fill, ink) in looks.items():
        own = "" if ink == usual[0][0] else f";--i:{ink}"
        written.append(f".{shade_class(name, 'block', shade)}{{--f:{fill}{own}}}")
    written.extend(f"{within} .{axis_class(axis)}{{--h:{colours.axis(axis)}}}" for axis in axes)
    return "".join(written)
