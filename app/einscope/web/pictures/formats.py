"""The kinds of pictures: how each is made of what is drawn, and how large it may be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from einscope.core.errors import PatternError, say
from einscope.core.limits import Limits
from einscope.core.patience import go_on
from einscope.render.pixels import Reel, gif, png, webp
from einscope.render.pixels.canvas import Canvas
from einscope.render.theme import Colours, Theme
from einscope.web.pictures.drawable import Drawable
from einscope.web.pictures.drawing import Going
from einscope.web.pictures.dress import style_of
from einscope.web.pictures.parameters import NARROWEST, SizeParameters
from einscope.web.server.bounds.memory import MB
from einscope.web.server.threads import ORDINARY

_LAST = 3.0


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of picture.

    Args:
        ending: of its addresses.
        media_type: of its files.
        summary: what it is, for the documentation.
        draw: makes the file.
        still: whether it may be of one stage.
    """

    ending: str
    media_type: str
    summary: str
    draw: Callable[[Drawable, Any, Going], bytes]
    still: bool = False


def _svg(drawable: Drawable, asked: Any, going: Going) -> bytes:
    still = asked.stage is not None or not asked.animate
    time = (_LAST if asked.stage is None else asked.stage) if still else None
    return drawable.svg(asked.theme, time, style_of(asked)).encode()


def _png(drawable: Drawable, asked: Any, going: Going) -> bytes:
    reel = drawable.reel(_theme(asked), asked.scale, style_of(asked))
    return png(_Watched(reel, going), _LAST if asked.stage is None else asked.stage)


def _gif(drawable: Drawable, asked: Any, going: Going) -> bytes:
    return gif(_Watched(drawable.reel(_theme(asked), 1.0, style_of(asked)), going))


def _webp(drawable: Drawable, asked: Any, going: Going) -> bytes:
    return webp(_Watched(drawable.reel(_theme(asked), 1.0, style_of(asked)), going))


def _theme(asked: SizeParameters) -> Theme:
    return "dark" if asked.theme == "dark" else "light"


@dataclass(frozen=True, slots=True)
class _Watched:
    """A picture that asks before every frame, or band of one, whether it is still wanted and has time left."""

    reel: Reel
    going: Going

    @property
    def colours(self) -> Colours:
        return self.reel.colours

    @property
    def blocks(self) -> int:
        return self.reel.blocks

    @property
    def size(self) -> tuple[int, int]:
        return self.reel.size

    def at(self, time: float, rows: range | None = None) -> Canvas:
        self.going()
        go_on()
        return self.reel.at(time, rows)


FORMATS = (
    Format("svg", "image/svg+xml", "A picture that plays by itself, or a still", _svg, still=True),
    Format("png", "image/png", "A still", _png, still=True),
    Format("gif", "image/gif", "The whole flight, again and again", _gif),
    Format("webp", "image/webp", "The whole flight, again and again", _webp),
)


_FILM, _FILM_PIXEL = 16 * MB, 32


def memory_of(kind: Format, drawable: Drawable | None, limits: Limits) -> int:
    """Bytes that drawing a picture takes at the most: a film is some sheets and what its encoder holds.

    Args:
        kind: of picture.
        drawable: what it shows; None: that is not known yet, and it may be the largest there is.
        limits: of pictures.
    """
    if kind.still:
        return ORDINARY
    pixels = limits.film_pixels if drawable is None else drawable.paper.width * drawable.paper.height
    return _FILM + _FILM_PIXEL * pixels


def refuse_large(kind: Format, drawable: Drawable, asked: Any, limits: Limits) -> None:
    """Refuse a picture that would have too many pixels.

    Raises:
        PatternError: ``picture-large``.
    """
    if kind.ending == "svg":
        return
    scale, most = (asked.scale, limits.picture_pixels) if kind.ending == "png" else (1, limits.film_pixels)

    def pixels(each: Drawable) -> int:
        return each.paper.width * each.paper.height * scale * scale

    if pixels(drawable) <= most:
        return
    narrower = drawable
    while pixels(narrower) > most and narrower.paper.width > NARROWEST:
        narrower = narrower.sized(max(NARROWEST, narrower.paper.width * 15 // 16), asked.height)
    raise PatternError(
        "picture-large",
        say("The picture would have {pixels} pixels; the limit is {limit}.", pixels=pixels(drawable), limit=most),
        field="width",
        hint=say("make it narrower"),
        repair={"width": str(narrower.paper.width)},
    )
