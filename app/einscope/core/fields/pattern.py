"""A pattern as typed, and the pattern that is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from einscope.core.errors import say
from einscope.core.fields.texts import TypedText
from einscope.core.limits import Limits
from einscope.core.typed import SPACES, WIDE, Edit, Typed, typed

_PLAIN = re.compile(r"[ !-,/-<>-~]+")  # what begins none of those below
_AS_MEANT = re.compile(r"(?:[\w ()]|->)*", re.ASCII)  # what none of them changes
_ARROW = re.compile(r"[-‐‑‒–—―−－─=＝]+ ?(?:[>＞》〉›]|&gt;)|[-‐‑‒–—―−－─=＝]*[→⟶➔➜➝➞➙⇒⟹⇨⟼↦⭢➡]\ufe0f?")
_ELLIPSIS = re.compile(r"[…⋯]+|(?<![.．。])[.．。]{3}(?![.．。])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TIMES = re.compile(r" *[*×·⋅∗•✕] *")
_QUOTES = {"'": "'’", '"': '"”', "`": "`'´", "‘": "’'‘", "’": "’", "“": '”"“', "”": "”", "「": "」", "『": "』"}
"""Quotes that begin a text, each with those that may end it."""


@dataclass(frozen=True, slots=True)
class PatternText(TypedText):
    """A pattern, as einops has it, or as keyboards and pages write one."""

    form = say("an einops pattern")

    def read(self, text: str, name: str, limits: Limits) -> str:
        """The pattern that is meant: whoever asks for it parses it."""
        return meant(text).text


@lru_cache(maxsize=64)  # one request reads the same text again and again
def meant(text: str) -> Typed:
    """The pattern that a text means, with plain arrows, letters and spaces, and without quotes around it.

    What einops reads stays as it is, but for ``…``, and for wide letters, which Python takes for plain ones too.

    Cost: O(length).

    >>> meant("‘b （h＊p） … → b h p …’").text
    'b (h p) ... -> b h p ...'
    """
    plain = typed(text)
    if _AS_MEANT.fullmatch(text):
        return plain
    plain = plain.edited(_around(text))
    plain = plain.edited(_signs(plain.text))
    return plain.edited(_products(plain.text))


def _around(text: str) -> Iterator[Edit]:
    """Quotes around all of it, and the comma that a copied argument ends with."""
    inner = text.strip()
    start = text.index(inner) if inner else 0
    body = inner.rstrip(",， ")
    if len(body) > 1 and body[-1] in _QUOTES.get(body[0], ""):
        yield Edit(start, start + 1)
        yield Edit(start + len(body) - 1, start + len(inner))


def _signs(text: str) -> Iterator[Edit]:
    at = 0
    while at < len(text):
        if plain := _PLAIN.match(text, at):
            at = plain.end()
            continue
        if match := _ARROW.match(text, at):
            new = "->"
        elif match := _ELLIPSIS.match(text, at):
            new = "..."
        elif match := _UNSEEN.match(text, at):
            new = ""
        else:
            char = text[at]
            new = SPACES.get(char) or WIDE.get(char, char)
        end = match.end() if match else at + 1
        if new != text[at:end]:
            yield Edit(at, end, new)
        at = end


def _products(text: str) -> Iterator[Edit]:
    """Signs of a product within brackets."""
    if not _TIMES.search(text):
        return
    depth = 0
    at = 0
    while at < len(text):
        if depth > 0 and (match := _TIMES.match(text, at)):
            yield Edit(at, match.end(), " ")
            at = match.end()
            continue
        depth += (text[at] == "(") - (text[at] == ")")
        at += 1
