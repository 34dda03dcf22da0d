"""What comments say of the axes of tensors: ``x = x.view(b, n, -1)  # B, N, C``, ``# x: (B, C, H, W)``."""

import ast
import io
import re
import tokenize
from dataclasses import dataclass, field

Entries = tuple[str, ...]
"""What a comment has for each axis: a name, a number, or what is computed."""

_SAID = re.compile(r"(?:(?:shape|size|out|output|now|returns?)\b\s*(?:is|of)?\s*[:=]?|->|=>|=|:)\s*", re.IGNORECASE)
_NAMED = re.compile(r"([A-Za-z_]\w*)\s*(?:[:=]|->|is)\s*(?=[\[(A-Z])")
_LISTED = re.compile(r"[\[(]\s*(.*?)\s*[\])]\s*[.;,]?$")
_TIMES = re.compile(r"\s+[x×]\s+|\s*×\s*|\s*,\s*")
_ENTRY = re.compile(r"[A-Za-z0-9_][\w ]*(?:\s*(?:\*|//|/|\+|-)\s*[\w()]+)*")
_SHORT = re.compile(r"[A-Za-z]|\d+|\w*[A-Z]\w*|[\w()]+(?:[*/+-][\w()]+)+")
"""What is no word of a sentence."""
_PRINTED = re.compile(r"(?:>+\s*)?(?:torch\.Size\(\[|\()([\d,\s]*)\]?\)\s*$")


@dataclass(frozen=True, slots=True)
class Comments:
    """The axes that comments name.

    Args:
        lines: of what a statement assigns, by the name and the line where it begins.
        names: of tensors that come in, which a comment calls by their names, or whose shapes it shows.
    """

    lines: dict[tuple[str, int], Entries] = field(default_factory=dict)
    names: dict[str, Entries] = field(default_factory=dict)


def commented(code: str, tree: ast.AST) -> Comments:
    r"""The axes in the comments of a program.

    Args:
        code: the program.
        tree: of it.

    Cost: O(length).

    >>> code = "# x: (B, C, H, W)\ny = x.flatten(2)  # B C H*W\nz = y.mT  # swap the last two"
    >>> found = commented(code, ast.parse(code))
    >>> found.names, found.lines
    ({'x': ('B', 'C', 'H', 'W')}, {('y', 2): ('B', 'C', 'H*W')})
    """
    found = Comments()
    targets = {
        node.end_lineno: (node.targets[0].id, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)
    }
    shown = {node.end_lineno: name for node in ast.walk(tree) if (name := _shown(node)) and isinstance(node, ast.Expr)}
    first: dict[str, int] = {}  # where a name begins to stand for something else
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            first[node.id] = min(node.lineno, first.get(node.id, node.lineno))
    try:
        tokens = [*tokenize.generate_tokens(io.StringIO(code).readline)]
    except (tokenize.TokenError, SyntaxError):  # what the parser reads and the tokenizer does not
        return found
    for token in tokens:
        if token.type != tokenize.COMMENT:
            continue
        text = token.string.lstrip("#").strip()
        named = _NAMED.match(text)
        if (printed := _PRINTED.match(text)) is not None:
            name = shown.get(token.start[0])
            if name is not None and token.start[0] < first.get(name, token.start[0] + 1):
                found.names.setdefault(name, tuple(size.strip() for size in printed[1].split(",") if size.strip()))
        elif named is not None and (entries := _entries(text[named.end() :])) and not _SAID.match(text):
            found.names.setdefault(named[1], entries)
        elif token.start[0] in targets and token.line[: token.start[1]].strip() and (entries := _entries(text)):
            found.lines[targets[token.start[0]]] = entries
    return found


def _shown(node: ast.AST) -> str | None:
    """The tensor whose shape a statement shows: ``x.shape``, ``print(x.size())``."""
    match node:
        case ast.Expr(value=value) | ast.Call(func=ast.Name(id="print"), args=[value]):
            return _shown(value)
        case (
            ast.Attribute(value=ast.Name(id=name), attr="shape")
            | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="size"), args=[])
        ):
            return name
    return None


def _entries(text: str) -> Entries:
    """An entry for each axis; none where it is a sentence, or a list of one."""
    text = text[said.end() :] if (said := _SAID.match(text)) else text
    listed = _LISTED.fullmatch(text)
    inner = (listed[1] if listed else text).rstrip(".;, ")
    entries = [entry.strip() for entry in _TIMES.split(inner)]
    if len(entries) == 1:
        entries = inner.split()
        if not all(_SHORT.fullmatch(entry) for entry in entries):
            return ()
    elif not listed and any(" " in re.sub(r"\s*([*/+-])\s*", r"\1", entry) for entry in entries):
        return ()  # words with commas between them
    return tuple(entries) if len(entries) > 1 and all(map(_ENTRY.fullmatch, entries)) else ()


def names_of(entries: Entries, shape: tuple[int, ...], sizes: dict[str, int]) -> tuple[str, ...] | None:
    """The names of axes of this shape in lower case, empty where there is none; None where the comment is not of it.

    Args:
        entries: of the comment.
        shape: of the tensor.
        sizes: that are known of names: another size is that of another axis.

    >>> names_of(("B", "H/2", "2", "C"), (1, 2, 2, 3), {"b": 1, "h": 4})
    ('b', 'h', '', 'c')
    >>> names_of(("B", "C"), (1, 2, 3), {}), names_of(("B", "C"), (3, 2), {"b": 1}), names_of(("B", "4"), (1, 3), {})
    (None, None, None)
    """
    if len(entries) != len(shape):
        return None
    names: list[str] = []
    for entry, size in zip(entries, shape, strict=True):
        words = re.findall(r"[A-Za-z_]\w*", entry)
        name = words[0].lower().strip("_") if len(words) == 1 else ""
        plain = entry.isidentifier()
        if (entry.isdigit() and int(entry) != size) or (plain and sizes.get(name, size) != size):
            return None
        names.append(name)
    return tuple(names)
