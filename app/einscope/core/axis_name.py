"""Which names an axis may have, and what to call one that may not have its name."""

from unicodedata import normalize

from einscope.core.errors import Sentence, say


def name_fault(name: str) -> Sentence | None:
    """Why this cannot name an axis, or None if it can.

    >>> str(name_fault("_h"))
    "'_h' is not a valid axis name: it starts with an underscore."
    """
    if not name.isidentifier():
        return say("'{name}' is not a valid axis name: it is not a Python identifier.", name=name)
    if name[0] == "_":
        return say("'{name}' is not a valid axis name: it starts with an underscore.", name=name)
    if name[-1] == "_":
        return say("'{name}' is not a valid axis name: it ends with an underscore.", name=name)
    return None


def better_name(name: str) -> Sentence:
    """What it might be called instead."""
    better = suggested_name(name)
    if better is not None:
        return say("call it {name}", name=better)
    return say("start with a letter; letters, digits and inner underscores may follow")


def suggested_name(name: str) -> str | None:
    """The name nearest to one that may not be one; None where nothing of it is left.

    >>> suggested_name("_h"), suggested_name("2p"), suggested_name("h²"), suggested_name("__")
    ('h', 'p2', 'h2', None)
    """
    better = normalize("NFKC", name).strip("_")
    digits = len(better) - len(better.lstrip("0123456789"))
    better = better[digits:].rstrip("_") + better[:digits]
    return better if better.isidentifier() and name_fault(better) is None else None
