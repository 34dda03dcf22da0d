"""Names of axes and tensors as mathematics writes them."""

import re

_DIGITS = re.compile(r"(?<=[^0-9_])[0-9]+$")


def split_name(name: str) -> tuple[str, str]:
    """The name and the digits it ends with, which become a subscript; ``p_1`` stays whole, as ``p1`` is another name.

    >>> split_name("p12"), split_name("h"), split_name("p_1")
    (('p', '12'), ('h', ''), ('p_1', ''))
    """
    match = _DIGITS.search(name)
    return (name[: match.start()], match.group()) if match else (name, "")
