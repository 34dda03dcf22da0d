"""Whose meanings a program's methods have: told by what it imports and names."""

import ast
from collections.abc import Mapping

from numpy import ndarray

from einscope.core.program.budget import Library
from einscope.core.program.calls.registry import Entry

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

_OF_KERAS: dict[str, Library] = {"ops": "keras", "layers": "keras"}
"""Modules by the names that Keras imports them by itself; others have them for other things."""


def library_of(tree: ast.Module, functions: Mapping[str, Entry]) -> Library | None:
    """The library, torch where it is among several; None where nothing tells.

    A method that only tensors of torch have tells too: ``np.prod`` for a shape does not make ``x.view`` numpy's.

    Args:
        tree: the program.
        functions: that are known, by path.

    >>> from einscope.core.program.libraries.everything import functions
    >>> texts = "y = np.pad(x, 1)", "y = x.view(-1, np.prod(x.shape[1:]))", "y = x.transpose(0, 1)", "ops.shape(x)"
    >>> [library_of(ast.parse(text), functions()) for text in texts]
    ['numpy', 'torch', None, 'keras']
    >>> library_of(ast.parse("y = np.lib.stride_tricks.as_strided(x, (2, 2), x.strides * 2)"), functions())
    'numpy'
    """
    libraries: set[Library] = set()
    imported: dict[str, Library] = {}
    used: set[str] = set()
    bound: set[str] = set()
    of_keras: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    root = alias.name.split(".")[0]
                    if root in _ROOTS:
                        imported[alias.asname or root] = _ROOTS[root]
            case ast.ImportFrom(module=str(module), names=names) if module.split(".")[0] in _ROOTS:
                imported |= {alias.asname or alias.name: _ROOTS[module.split(".")[0]] for alias in names}
            case ast.ImportFrom(names=names):
                bound |= {alias.asname or alias.name for alias in names}
            case ast.Call(func=ast.Attribute(attr=name, value=value)) if not _is_other(value) and (
                f"Tensor.{name}" in functions and not hasattr(ndarray, name)
            ):
                libraries.add("torch")
            case ast.Call(func=ast.Attribute(attr="view", value=value)) if not _is_other(value):
                libraries.add("torch")  # numpy's takes a type, which is not followed
            case ast.Attribute(value=ast.Name(id=home), attr=name) if f"keras.{home}.{name}" in functions:
                of_keras.add(home)
            case ast.Attribute(attr="astype", value=value) if not _is_other(value):
                libraries.add("numpy")
            case ast.Name(id=name, ctx=ast.Load()):
                used.add(name)
            case ast.Name(id=name) | ast.arg(arg=name):
                bound.add(name)
    # Of numpy, torch and jax an import tells; of the others a use of what is imported.
    libraries |= {library for library in imported.values() if library in ("torch", "numpy", "jax")}
    meant = {**_ROOTS, **{name: _OF_KERAS[name] for name in of_keras & _OF_KERAS.keys() - bound}, **imported}
    libraries |= {meant[name] for name in used if name in meant}
    order: tuple[Library, ...] = ("torch", "jax", "tensorflow", "keras", "mlx", "paddle", "mxnet", "numpy")
    return next((library for library in order if library in libraries), None)


def _is_other(node: ast.expr) -> bool:
    """Whether it is a library or a module of one, or an object whose methods are its own."""
    while isinstance(node, ast.Attribute) and _root(node) in _ROOTS:  # np.lib.stride_tricks, not self.x
        node = node.value
    return isinstance(node, ast.Name) and (node.id in _ROOTS or node.id in ("self", *_OF_KERAS))


def _root(node: ast.expr) -> str:
    """The name that a dotted path begins with; nothing where it begins with anything else."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
