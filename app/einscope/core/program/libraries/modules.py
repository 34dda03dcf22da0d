"""What the names of libraries stand for, and Python's own functions."""

import string
from collections.abc import Mapping
from types import MappingProxyType

from einscope.core.program.tensor.values import Known, Module, Token, Unknown, Value

_CONSTANTS = {"pi": 3.141592653589793, "inf": float("inf"), "e": 2.718281828459045}
_LETTERS = {name: getattr(string, name) for name in ("ascii_lowercase", "ascii_uppercase", "ascii_letters", "digits")}
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
    "set",
    "frozenset",
    "filter",
    "iter",
    "next",
    "getattr",
    "hasattr",
    "callable",
    "type",
    "repr",
)

BUILTINS: Mapping[str, Value] = MappingProxyType(
    {name: Known(f"builtins.{name}") for name in _PYTHON} | {"Ellipsis": ...}
)
"""Python's own functions that a program may call."""

MODULES = frozenset(
    {
        "torch",
        "torch.nn",
        "torch.nn.functional",
        *("tensorflow", "tensorflow.nn", "tensorflow.image", "tensorflow.math", "tensorflow.linalg"),
        *("keras", "keras.ops", "keras.layers", "keras.ops.image", "keras.backend"),
        *("mlx", "mlx.core", "paddle", "paddle.nn", "paddle.nn.functional"),
        *("mxnet", "mxnet.nd", "mxnet.ndarray"),
        "torch.nn.utils",
        "torch.nn.parameter",
        "torch.nn.modules",
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
        "torch.fft",
        "torch.special",
        "numpy.linalg",
        "numpy.fft",
        "collections.abc",
        "dataclasses",
        "timm",
        "timm.models",
        "timm.models.layers",
        "timm.layers",
        "torch.autograd",
        "operator",
        "string",
        "warnings",
        "os",
        "sys",
        "copy",
        "logging",
    }
)
"""Modules that a program may name; naming one only decides what its functions mean."""

FOREIGN = frozenset(
    {
        "tf",
        "tensorflow",
        "keras",
        "mx",
        "mxnet",
        "mlx",
        "paddle",
        "cupy",
        "jt",
        "jittor",
        "mindspore",
        "mnp",
        "cv2",
        "skimage",
        "sitk",
        "scipy",
        "sklearn",
        "kornia",
        "monai",
        "torchvision",
        "tl",
        "ndimage",
        "flax",
        "hk",
        "theano",
        "tvm",
        "onnx",
        "einx",
        "tinygrad",
    }
)
"""Names that other libraries are used by, in code that was pasted without its imports: they are no tensors."""

SOMETIMES_FOREIGN = frozenset({"K", "L", "T", "ops", "layers", "cp", "xp", "sp", "sk", "ms", "nd", "backend"})
"""Names that are tensors elsewhere: how they are used decides."""

_TYPING = (
    *("Any", "Callable", "Dict", "Final", "Iterable", "Iterator", "List", "Literal", "Mapping", "Optional"),
    *("Sequence", "Set", "Tuple", "Type", "Union"),
)

_OF_TIMM = ("to_1tuple", "to_2tuple", "to_3tuple", "to_4tuple", "ndgrid")

PREDEFINED: Mapping[str, Value] = MappingProxyType(
    {
        "torch": Module("torch"),
        "nn": Module("torch.nn"),
        "F": Module("torch.nn.functional"),
        "np": Module("numpy"),
        "numpy": Module("numpy"),
        "jnp": Module("jax.numpy"),
        "jax": Module("jax"),
        **{
            name: Module(name)
            for name in ("math", "logging", "functools", "itertools", "operator", "typing", "warnings")
        },
        "partial": Known("functools.partial"),
        "tf": Module("tensorflow"),
        "tensorflow": Module("tensorflow"),
        "keras": Module("keras"),
        "ops": Module("keras.ops"),  # as Keras imports its own
        "layers": Module("keras.layers"),
        "paddle": Module("paddle"),
        "mlx": Module("mlx"),
        "mx": Module("mlx.core"),
        "mxnet": Module("mxnet"),
        "cupy": Module("numpy"),
        "einops": Module("einops"),
        "Tensor": Token("torch.Tensor"),
        **{name: Token(f"typing.{name}") for name in _TYPING},
        **{name: Known(f"einops.{name}") for name in ("rearrange", "reduce", "repeat", "einsum", "pack", "unpack")},
        **{name: Known(f"einops.layers.torch.{name}") for name in ("Rearrange", "Reduce", "EinMix")},
        **{name: Known(f"math.{name}") for name in ("sqrt", "ceil", "floor")},
        **{name: Known(f"timm.layers.{name}") for name in _OF_TIMM},
    }
)
"""Names as everybody imports them, for code that was pasted without its imports."""


def member(module: Module, name: str) -> Value:
    """A member of a module: a module, a number, a type, or a function by its path, known or not."""
    path = same(f"{module.path}.{name}")
    if path in MODULES:
        return Module(path)
    if module.path == "math" and name in _CONSTANTS:
        return _CONSTANTS[name]
    if module.path == "string" and name in _LETTERS:
        return _LETTERS[name]
    if module.path in ("numpy", "jax.numpy", "torch") and name in ("newaxis",):
        return None
    if module.path in ("numpy", "jax.numpy", "torch") and name in _CONSTANTS:
        return _CONSTANTS[name]
    if module.path in ("torch.nn.parameter", "torch.nn.modules"):
        return Known(f"torch.nn.{name}")  # where its layers stand, too
    if module.path in ("typing", "collections.abc"):
        return Token(path)
    if path == "torch.LongTensor":  # of those that are types and functions, it alone is known as a function
        return Known(path)
    if module.path in ("tensorflow", "mlx.core", "paddle", "mxnet") and name in _TYPES:
        return Token(path)
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


_SAME = {
    "tensorflow.keras": "keras",
    "timm.models.layers": "timm.layers",
    "tensorflow.compat.v1": "tensorflow",
    "keras.src": "keras",
    "keras.api": "keras",
    "mlx.core.nd": "mxnet.nd",
    "mlx.core.ndarray": "mxnet.ndarray",
    "mlx.core.np": "numpy",
    "mxnet.np": "numpy",
    **{f"{home}.{name}": "mxnet.nd" for home in ("mxnet", "mlx.core") for name in ("sym", "symbol")},
    "cupy": "numpy",
    "cupyx": "numpy",
    "tensorflow.experimental.numpy": "numpy",
}
"""Modules by other names."""


def same(path: str) -> str:
    """The path of a module by the name that it has here.

    >>> same("tensorflow.keras.layers"), same("cupy.linalg")
    ('keras.layers', 'numpy.linalg')
    """
    for own, other in _SAME.items():
        if path == own or path.startswith(f"{own}."):
            return same(f"{other}{path.removeprefix(own)}")
    return path


def imported(module: str, name: str | None = None, called: str = "") -> Value:
    """What an import gives: a module, a member of one, or something that is not known here.

    Args:
        module: that is named.
        name: of a member of it; None: the module itself is meant.
        called: what the program calls it.
    """
    module = same(module)
    root = module.split(".", maxsplit=1)[0]
    if module not in MODULES and root not in ("torch", "numpy", "jax", "einops", "keras"):
        return Unknown(called or name or root, "" if name is None else module)
    return Module(module) if name is None else member(Module(module), name)
