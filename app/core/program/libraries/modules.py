"""What the names of libraries stand for, and Python's own functions."""

from collections.abc import Mapping
from types import MappingProxyType

from app.core.errors import say
from app.core.program.refusal import Refusal
from app.core.program.values import Known, Module, Token, Value

_MATH = ("sqrt", "ceil", "floor", "log2", "log", "prod", "gcd", "isqrt", "pow", "fabs", "trunc", "exp")
_CONSTANTS = {"pi": 3.141592653589793, "inf": float("inf"), "e": 2.718281828459045}
_PYTHON = (
    "len",
    "range",
    "min",
    "max",
    "sum",
    "int",
    "float",
    "bool",
    "str",
    "tuple",
    "list",
    "dict",
    "abs",
    "slice",
    "enumerate",
    "zip",
    "isinstance",
    "print",
    "round",
    "sorted",
    "reversed",
    "map",
    "any",
    "all",
    "divmod",
    "pow",
)

BUILTINS: Mapping[str, Value] = MappingProxyType({name: Known(f"builtins.{name}") for name in _PYTHON})
"""Python's own functions that a program may call."""

MODULES = frozenset(
    {
        "torch",
        "torch.nn",
        "torch.nn.functional",
        "torch.nn.utils",
        "numpy",
        "jax",
        "jax.numpy",
        "jax.lax",
        "jax.nn",
        "math",
        "einops",
        "einops.layers",
        "einops.layers.torch",
        "numpy.lib",
        "numpy.lib.stride_tricks",
        "typing",
        "functools",
        "itertools",
        "torch.cuda",
        "torch.cuda.amp",
        "torch.amp",
        "torch.jit",
        "__future__",
        "collections",
        "torch.utils",
        "torch.utils.checkpoint",
        "torch.linalg",
        "numpy.linalg",
        "collections.abc",
        "dataclasses",
        "timm",
        "timm.models",
        "timm.models.layers",
        "timm.layers",
        "torch.autograd",
        "operator",
        "warnings",
        "os",
        "sys",
        "copy",
        "logging",
    }
)
"""Modules that a program may name; naming one only decides what its functions mean."""

PREDEFINED: Mapping[str, Value] = MappingProxyType(
    {
        "torch": Module("torch"),
        "nn": Module("torch.nn"),
        "F": Module("torch.nn.functional"),
        "np": Module("numpy"),
        "numpy": Module("numpy"),
        "jnp": Module("jax.numpy"),
        "jax": Module("jax"),
        "math": Module("math"),
        "einops": Module("einops"),
        "Tensor": Token("torch.Tensor"),
        **{name: Known(f"einops.{name}") for name in ("rearrange", "reduce", "repeat", "einsum", "pack", "unpack")},
        **{name: Known(f"einops.layers.torch.{name}") for name in ("Rearrange", "Reduce")},
        **{name: Known(f"math.{name}") for name in ("sqrt", "ceil", "floor")},
    }
)
"""Names as everybody imports them, for code that was pasted without its imports."""


def member(module: Module, name: str) -> Value:
    """A member of a module: a module, a number, a type, or a function by its path, known or not."""
    path = f"{module.path}.{name}"
    if path in MODULES:
        return Module(path)
    if module.path == "math" and name in _CONSTANTS:
        return _CONSTANTS[name]
    if module.path in ("numpy", "jax.numpy", "torch") and name in ("newaxis",):
        return None
    if module.path in ("numpy", "jax.numpy", "torch") and name in _CONSTANTS:
        return _CONSTANTS[name]
    if path == "torch.LongTensor":  # of those that are types and functions, it alone is known as a function
        return Known(path)
    if module.path in ("torch", "numpy", "jax.numpy") and (name in _TYPES or name[:1].isupper()):
        return Token(f"torch.{name}" if module.path == "torch" else f"{module.path}.{name}")
    return Known(path)


_TYPES = frozenset(
    {
        "float",
        "double",
        "half",
        "long",
        "int",
        "short",
        "bool",
        "ndarray",
        "dtype",
        "device",
        "bfloat16",
        "uint8",
        *(f"{kind}{bits}" for kind in ("float", "int", "uint", "complex") for bits in (8, 16, 32, 64, 128)),
        "contiguous_format",
        "channels_last",
        "preserve_format",
        "strided",
    }
)


def imported(module: str, name: str | None = None) -> Value:
    """What an import gives: a module, or a member of one.

    Raises:
        Refusal: ``program-import`` for modules that are not listed.
    """
    root = module.split(".", maxsplit=1)[0]
    if module not in MODULES and root not in ("torch", "numpy", "jax", "einops"):
        if name is None:
            raise Refusal(
                "program-import",
                say("'{name}' is not among the modules that a program may use.", name=module),
                hint=say("torch, numpy, jax, einops and math are"),
            )
        return Token(f"{module}.{name}")
    if name is None:
        return Module(module)
    return member(Module(module), name)
