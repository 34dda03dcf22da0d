"""Whose meanings a program's methods have: told by what it imports and names."""

import ast

from app.core.program.bench import Library

_ROOTS: dict[str, Library] = {
    "torch": "torch",
    "nn": "torch",
    "F": "torch",
    "np": "numpy",
    "numpy": "numpy",
    "jnp": "jax",
    "jax": "jax",
    "Tensor": "torch",
}


def library_of(tree: ast.Module) -> Library | None:
    """The library, torch where it is among several; None where nothing tells.

    >>> library_of(ast.parse("y = np.pad(x, 1)"))
    'numpy'
    >>> library_of(ast.parse("y = x.transpose(0, 1)")) is None
    True
    """
    found: set[Library] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                found |= {_ROOTS[root] for each in names if (root := each.name.split(".")[0]) in _ROOTS}
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in _ROOTS:
                found.add(_ROOTS[module.split(".")[0]])
            case ast.Name(id=name, ctx=ast.Load()) if name in _ROOTS:
                found.add(_ROOTS[name])
    order: tuple[Library, ...] = ("torch", "jax", "numpy")
    return next((each for each in order if each in found), None)
