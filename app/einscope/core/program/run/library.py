"""Whose meanings a program's methods have: told by what it imports and names."""

import ast

from einscope.core.program.budget import Library

_ROOTS: dict[str, Library] = {
    "torch": "torch",
    "nn": "torch",
    "F": "torch",
    "np": "numpy",
    "numpy": "numpy",
    "jnp": "jax",
    "jax": "jax",
    "Tensor": "torch",
    "tf": "tensorflow",
    "tensorflow": "tensorflow",
    "keras": "keras",
    "mlx": "mlx",
    "mx": "mlx",
    "paddle": "paddle",
    "mxnet": "mxnet",
    "cupy": "numpy",
}


_OF_TORCH = frozenset(
    {
        "view",
        "permute",
        "unsqueeze",
        "contiguous",
        "unbind",
        "chunk",
        "narrow",
        "movedim",
        "repeat_interleave",
        "view_as",
        "expand_as",
        "reshape_as",
        "index_select",
        "masked_fill",
        "new_zeros",
        "new_empty",
        "numel",
        "unflatten",
        "cuda",
        "detach",
    }
)
"""Methods that only tensors of torch have: ``np.prod`` for a shape does not make ``x.view`` numpy's."""


def library_of(tree: ast.Module) -> Library | None:
    """The library, torch where it is among several; None where nothing tells.

    >>> library_of(ast.parse("y = np.pad(x, 1)"))
    'numpy'
    >>> library_of(ast.parse("y = x.view(-1, np.prod(x.shape[1:]))"))
    'torch'
    >>> library_of(ast.parse("y = x.transpose(0, 1)")) is None
    True
    """
    found: set[Library] = set()
    imported: dict[str, Library] = {}
    used: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for each in names:
                    root = each.name.split(".")[0]
                    if root in _ROOTS:
                        imported[each.asname or root] = _ROOTS[root]
            case ast.ImportFrom(module=str(module), names=names) if module.split(".")[0] in _ROOTS:
                imported |= {each.asname or each.name: _ROOTS[module.split(".")[0]] for each in names}
            case ast.Attribute(attr=name, value=value) if name in _OF_TORCH and not _is_library(value):
                found.add("torch")
            case ast.Attribute(attr="astype", value=value) if not _is_library(value):
                found.add("numpy")
            case ast.Name(id=name, ctx=ast.Load()):
                used.add(name)
    # Of numpy, torch and jax an import tells; of the others a use of what is imported.
    found |= {library for library in imported.values() if library in ("torch", "numpy", "jax")}
    meant = {**_ROOTS, **imported}
    found |= {meant[name] for name in used if name in meant}
    order: tuple[Library, ...] = ("torch", "jax", "tensorflow", "keras", "mlx", "paddle", "mxnet", "numpy")
    return next((each for each in order if each in found), None)


def _is_library(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in _ROOTS
