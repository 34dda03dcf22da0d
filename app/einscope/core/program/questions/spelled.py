"""Whose methods a program calls, told by how it calls them, where its names do not tell."""

import ast
from collections.abc import Mapping

from einscope.core.program.budget import Library
from einscope.core.program.calls.registry import Entry
from einscope.core.program.language.names import dotted
from einscope.core.program.libraries.modules import PREDEFINED
from einscope.core.program.questions.handled import fits

_HOMES: Mapping[Library, str] = {"torch": "Tensor", "numpy": "ndarray"}
_SPELLED: Mapping[str, Library] = {"dim": "torch", "dims": "torch", "keepdim": "torch", "keepdims": "numpy"}


def spelled(tree: ast.Module, functions: Mapping[str, Entry]) -> Library | None:
    """The one library whose methods all calls can be; None where none is, or more than one.

    Cost: O(nodes).

    >>> from einscope.core.program.libraries.everything import functions
    >>> texts = ("x.transpose(0, 2, 1)", "x.sum(dim=1)", "x.transpose(0, 1)")
    >>> [spelled(ast.parse(text), functions()) for text in texts]
    ['numpy', 'torch', None]
    """
    libraries: set[Library] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if (dotted(node.func) or "").split(".")[0] in {*PREDEFINED, "self"}:
            continue
        own: dict[Library, Entry] = {
            library: entry
            for library, home in _HOMES.items()
            if (entry := functions.get(f"{home}.{node.func.attr}")) is not None
        }
        can: set[Library] = {
            library for library, entry in own.items() if _complete(node, entry) and fits(node, entry, frozenset())
        }
        told = {
            _SPELLED[keyword.arg] for keyword in node.keywords if keyword.arg is not None and keyword.arg in _SPELLED
        } & can
        can = told or can
        if len(can) == 1:
            libraries |= can
    return next(iter(libraries)) if len(libraries) == 1 else None


def _complete(node: ast.Call, entry: Entry) -> bool:
    """Whether everything is given that must be."""
    signature = entry.signature
    needed = [name for name in signature.names if name not in signature.defaults]
    given = len(node.args) + 1 + len(node.keywords)
    return given >= len(needed) or any(isinstance(argument, ast.Starred) for argument in node.args)
