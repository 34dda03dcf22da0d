"""Names of axes and tensors as mathematics writes them."""

import re

_DIGITS = re.compile(r"(?<=[^0-9_])[0-9]+$")
_ONE_LETTER = re.compile(r"(?![eE][0-9])[^\W\d_][0-9]*")


def split_name(name: str) -> tuple[str, str]:
    """The name and the digits it ends with, which become a subscript; ``p_1`` stays whole, as ``p1`` is another name.

    >>> split_name("p12"), split_name("h"), split_name("p_1")
    (('p', '12'), ('h', ''), ('p_1', ''))
    """
    match = _DIGITS.search(name)
    return (name[: match.start()], match.group()) if match else (name, "")


def needs_sign(name: str) -> bool:
    """Whether a factor before the name is told from it by a sign alone: ``3·mod``, for ``3mod`` reads as one word.

    One letter, with a number perhaps, follows its factor at once; but ``2e3`` reads as two thousand.

    >>> [name for name in ("h", "p12", "高", "mod", "p_1", "e", "e3") if needs_sign(name)]
    ['mod', 'p_1', 'e3']
    """
    return _ONE_LETTER.fullmatch(name) is None
