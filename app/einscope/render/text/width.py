"""How wide a text is in a terminal, where Chinese characters take two columns, and what of it may be shown there."""

from unicodedata import category, east_asian_width

_UNSEEN = ("Mn", "Me", "Cf")  # marks on the character before, and what only says how to join
_UNSAID = ("Cc", "Cs", "Zl", "Zp")  # what a terminal would obey instead of showing it
_TURNED = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def width(text: str) -> int:
    """Columns that a text takes.

    >>> width("h w"), width("把 h"), width("e" + chr(0x301))
    (3, 4, 1)
    """
    return sum(2 if east_asian_width(letter) in "WF" else 0 if category(letter) in _UNSEEN else 1 for letter in text)


def plain(text: str) -> str:
    r"""The text without what a terminal would obey: text from a link is data.

    Each character stays one, so that places in the text stay what they are.

    >>> plain("h\x1b[2Jw\tc")
    'h�[2Jw c'
    """
    return "".join(
        " " if letter == "\t" else "�" if category(letter) in _UNSAID or letter in _TURNED else letter
        for letter in text
    )


def right(text: str, columns: int) -> str:
    """The text at the right of so many columns.

    >>> right("7", 3), right("把", 3)
    ('  7', ' 把')
    """
    return " " * (columns - width(text)) + text


def left(text: str, columns: int) -> str:
    """The text at the left of so many columns."""
    return text + " " * (columns - width(text))
