"""How a picture is dressed, from the texts of a query."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar
from unicodedata import normalize

from PIL import ImageColor

from einscope.core.errors import PatternError, Span, say
from einscope.render.theme import FACES, GROUNDS, PAPER, Face, Ground, Style
from einscope.web.pictures.parameters import DressParameters

Word = TypeVar("Word", bound=str)

NAMES: tuple[str, ...] = tuple(sorted(ImageColor.colormap))
"""The colours that CSS knows by name."""
MOST = 13
"""Colours of one's own: one for what is marked, and one for each of a dozen axes."""

_DIGITS = frozenset("0123456789abcdef")
_BETWEEN = re.compile(r",(?![^(]*\))")  # a comma, but for those of rgb(…)
_HEX = re.compile(r"#?([0-9a-f]{4,8})")
_LONGEST = 40  # characters of a word that is compared with others


def style_of(asked: DressParameters) -> Style:
    """How a picture is dressed.

    Raises:
        PatternError: ``ground-unknown``, ``font-unknown``, ``accent-unknown`` or ``accent-many``, with what mends it.

    >>> style_of(DressParameters(ground="transparent", accent="crimson")).accent
    ('#dc143c',)
    """
    ground: Ground = _one_of(GROUNDS, asked.ground, "ground", "ground-unknown")
    face: Face = _one_of(FACES, asked.font, "font", "font-unknown")
    return Style(ground, face, _accent(asked.accent))


def colour_of(text: str) -> str | None:
    """A colour in CSS's names or in hexadecimal digits as #rrggbb; None: it is none.

    >>> [colour_of(text) for text in ("Crimson", "#d36", "dd3366", "reddish")]
    ['#dc143c', '#dd3366', '#dd3366', None]
    """
    word = text.strip().lower()
    if word in ImageColor.colormap:
        red, green, blue = ImageColor.getrgb(word)[:3]
        return f"#{red:02x}{green:02x}{blue:02x}"
    digits = word.removeprefix("#")
    if not _DIGITS.issuperset(digits) or len(digits) not in (3, 6):
        return None
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def _one_of(known: Sequence[Word], text: str, field: str, code: str) -> Word:
    word = _plain(text)
    for each in known:
        if each == word:
            return each
    raise PatternError(
        code,
        say("'{text}' is none of {choices}.", text=text, choices=", ".join(known)).clipped(),
        field=field,
        hint=say("choose one of them"),
        repair={field: _nearest(word, known, known[0])},
    )


def _accent(text: str) -> tuple[str, ...]:
    """Colours as #rrggbb; an empty text stands for the colour that there is without it."""
    if not text.strip():
        return ()
    pieces = _BETWEEN.split(normalize("NFKC", text))
    colours = [colour_of(piece) if piece.strip() else "" for piece in pieces]
    at = 0
    for piece, colour in zip(pieces, colours, strict=True):
        if colour is None:
            mended = ",".join(
                each.strip() if known is not None else _likely(each)
                for each, known in zip(pieces, colours, strict=True)
            )
            raise PatternError(
                "accent-unknown",
                say("'{text}' is not a colour.", text=piece.strip()).clipped(),
                Span(at, at + len(piece)) if len(text) == sum(map(len, pieces)) + len(pieces) - 1 else None,
                field="accent",
                hint=say("write a name such as crimson, or six digits such as d33682"),
                repair={"accent": _first(mended.split(","))},
            )
        at += len(piece) + 1
    if len(colours) > MOST:
        raise PatternError(
            "accent-many",
            say("There are {count} colours; a picture takes {limit}.", count=len(colours), limit=MOST),
            field="accent",
            repair={"accent": _first(each.strip() for each in pieces)},
        )
    return tuple(each or "" for each in colours)


def _first(pieces: Iterable[str]) -> str:
    return ",".join([*pieces][:MOST])


def _likely(text: str) -> str:
    """The colour that was meant: in another notation of CSS, with a digit too few or too many, or misspelt."""
    word = _plain(text)
    digits = _HEX.fullmatch(word)
    if digits:
        known = digits[1]
        return known[:3] if len(known) == 4 else (known + known[-1])[:6]
    try:
        red, green, blue = ImageColor.getrgb(word)[:3]
    except ValueError:
        return _nearest(word, NAMES, PAPER["light"]["accent"].removeprefix("#"))
    return f"{red:02x}{green:02x}{blue:02x}"


def _nearest(word: str, known: Sequence[str], otherwise: str) -> str:
    """What was meant: a word that this one begins with, else one that is written nearly alike."""
    begun = (each for each in known if word.startswith(each))
    return next(begun, None) or next(iter(get_close_matches(word[:_LONGEST], known, 1)), otherwise)


def _plain(text: str) -> str:
    return normalize("NFKC", text).strip().lower()
