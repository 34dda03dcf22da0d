"""Dictionaries that come in: what is read of them by its key is an input of its own, as what an object holds is."""

import ast
from collections import Counter


def entries_apart(tree: ast.Module) -> ast.Module:
    """``batch["image"]`` as ``batch.image``, for names that the program does nothing with but read entries of.

    Each entry then comes in under the name ``batch.image``. Places stay those of the text.

    Cost: O(nodes).

    >>> tree = entries_apart(ast.parse("x = batch['image'].T; d = {'a': x}; y = d['a']"))
    >>> ast.unparse(tree).splitlines()
    ['x = batch.image.T', "d = {'a': x}", "y = d['a']"]
    """
    loads: Counter[str] = Counter()
    keyed: Counter[str] = Counter()
    bound: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key)), ctx=ast.Load()) if (
                key.isidentifier()
            ):
                keyed[name] += 1
            case ast.Name(id=name, ctx=ast.Load()):
                loads[name] += 1
            case ast.Name(id=name):
                bound.add(name)
            case ast.alias(name=name, asname=alias):
                bound.add(alias or name.partition(".")[0])
            case ast.arguments(kwarg=ast.arg(arg=name)):
                bound.add(name)
    names = {name for name, count in keyed.items() if count == loads[name]} - bound
    return _Apart(names).visit(tree) if names else tree


def is_entry(node: ast.Attribute) -> bool:
    """Whether it stands for an entry of a dictionary."""
    return getattr(node, "keyed", False)


class _Apart(ast.NodeTransformer):
    def __init__(self, names: set[str]) -> None:
        self.names = names

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """An entry as an attribute."""
        self.generic_visit(node)
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))) if name in self.names:
                entry = ast.copy_location(ast.Attribute(node.value, key, node.ctx), node)
                entry.keyed = True  # type: ignore[attr-defined]
                return entry
        return node
