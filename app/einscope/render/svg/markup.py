"""Writes XML: whatever a text holds, the document stays well-formed."""

import re
from functools import lru_cache
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(content: str) -> str:
    """Content of an element, or of an attribute in double quotes.

    >>> text('a < "b" & c')
    'a &lt; &quot;b&quot; &amp; c'
    """
    return escape(_FORBIDDEN.sub("\ufffd", content), {'"': "&quot;"})


@lru_cache(maxsize=8_192)  # rows and columns share their coordinates
def number(value: float) -> str:
    """A coordinate; a tenth of a pixel is more than an eye sees.

    >>> [number(each) for each in (12.0, 3.14159, -0.04)]
    ['12', '3.1', '0']
    """
    rounded = round(value, 1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def element(name: str, content: str | None = None, **attributes: object) -> str:
    """An element; attributes that are None or empty are left out, ``_`` in a name stands for ``-``.

    Args:
        name: of the element.
        content: markup that is escaped already.
        attributes: texts, which are escaped here, and numbers.

    >>> element("text", "h", x=1.25, text_anchor="middle", class_=None)
    '<text x="1.2" text-anchor="middle">h</text>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


def _value(value: object) -> str:
    return number(value) if isinstance(value, int | float) else text(str(value))
