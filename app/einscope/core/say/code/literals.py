"""Numbers, tuples, indices and keywords as Python writes them."""

from collections.abc import Iterable, Mapping, Sequence
from keyword import iskeyword
from unicodedata import normalize


def listed(values: Iterable[object]) -> str:
    """The values, separated by commas."""
    return ", ".join(map(str, values))


def tuple_text(values: Sequence[object]) -> str:
    """A tuple.

    >>> tuple_text([2]), tuple_text([2, 3])
    ('(2,)', '(2, 3)')
    """
    return f"({listed(values)}{',' if len(values) == 1 else ''})"


def indexed(name: str, places: Sequence[str]) -> str:
    """A tensor with an index for each of its axes; whole axes at the end need none.

    >>> indexed("x", [":", ":4", ":"])
    'x[:, :4]'
    """
    used = list(places)
    while used and used[-1] == ":":
        used.pop()
    return f"{name}[{listed(used)}]" if used else name


def quoted(text: str) -> str:
    r"""A text in double quotes.

    >>> print(quoted('a "b" \\'))
    "a \"b\" \\"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join([each if each.isprintable() else ascii(each)[1:-1] for each in escaped])
    return f'"{escaped}"'


def keywords(values: Mapping[str, int]) -> str:
    """Arguments by name, each after a comma; what Python cannot take as such comes as a dictionary.

    Python reads a name in its normal form NFKC, so a name that is not in it would arrive as another.

    >>> keywords({"p1": 2, "in": 3, "高": 4})
    ', p1=2, 高=4, **{"in": 3}'
    """
    plain = {name: value for name, value in values.items() if is_plain(name)}
    entries = [f"{quoted(name)}: {value}" for name, value in values.items() if name not in plain]
    return "".join(f", {name}={value}" for name, value in plain.items()) + (
        f", **{{{listed(entries)}}}" if entries else ""
    )


def is_plain(name: str) -> bool:
    """Whether Python takes a name as it is."""
    return name.isidentifier() and not iskeyword(name) and normalize("NFKC", name) == name


def whole(imports: Sequence[str], lines: Sequence[str]) -> str:
    """A snippet: its imports, an empty line, and the rest."""
    return "\n".join([*imports, "", *lines] if imports else lines)
