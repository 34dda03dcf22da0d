"""What a program's names can stand for, besides numbers, text, tuples and tensors; and how values are said."""

import ast
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import cast

from einscope.core.errors import Sentence, say
from einscope.core.fields import Value as Given
from einscope.core.fields import ValuesText
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.tensor import Tensor

Value = object
"""Whatever a name can stand for. A movement that takes one says itself what it makes of it, or refuses it."""


@dataclass(frozen=True, slots=True)
class Module:
    """``torch``, ``numpy``, ``torch.nn.functional``: only its name matters."""

    path: str


@dataclass(frozen=True, slots=True)
class Known:
    """A function or a method that is known by its path, and what it is bound to."""

    path: str
    receiver: Value = None


@dataclass(frozen=True, slots=True)
class Bytes:
    """So many bytes as so many cells of a tensor take, whatever their type is."""

    cells: int


@dataclass(frozen=True, slots=True)
class Token:
    """Something that is passed on and never looked into: a dtype, a device."""

    text: str


class Extremes(tuple[Tensor, Tensor]):
    """What torch's ``max`` along an axis gives: values and indices."""

    __slots__ = ()


class Several(tuple[int, ...]):
    """Numbers that a person gave: whether they are a tuple or a list, the program says."""

    __slots__ = ()


@dataclass(eq=False, slots=True)
class Stream:
    """An iterator, worked out at once: whoever goes through it takes what is left.

    Args:
        left: what has not been taken yet.
    """

    left: list[Value]


@dataclass(eq=False, slots=True)
class Set:
    """A set; in which order Python goes through it is not certain.

    Args:
        entries: the keys are what is in it.
    """

    entries: dict[Value, None]


class Defaults(dict[Value, Value]):
    """A ``defaultdict``: an entry that is not there is made by ``factory``."""

    factory: Value = None


@dataclass(frozen=True, eq=False, slots=True)
class Batched:
    """A function for every slice of its arguments, as ``vmap`` makes it.

    Args:
        function: that is called.
        ins: along which axis of each argument the slices are; None: it is given whole.
        outs: along which axis of each result they are stacked.
    """

    function: Value
    ins: Value = 0
    outs: Value = 0


@dataclass(frozen=True, eq=False, slots=True)
class At:
    """``x.at[items]`` of JAX."""

    x: Tensor
    items: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of which something is known: ``nn.PixelShuffle(2)`` moves cells, ``nn.Linear(4, 4)`` mixes an axis.

    Args:
        name: as people write it.
        run: what it makes of a tensor.
        key: the name by which all layers of its kind can be passed through, or end the program.
        many: whether it takes more than one tensor.
    """

    name: str
    run: Callable[..., Value]
    key: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """``self.norm``, ``tf.concat``: something that the program does not define.

    Args:
        path: as the program names it.
        origin: the module that it is imported from, where it is.
        result: whether it is what a call of it gives.
    """

    path: str
    origin: str = ""
    result: bool = False

    @property
    def text(self) -> str:
        """What it is in the program: a name, or a call of it."""
        return f"{self.path}(…)" if self.result else self.path


@dataclass(frozen=True, slots=True)
class Defined:
    """A function that the program defines, and the names around it."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    around: MutableMapping[str, Value] = field(default_factory=dict)
    defaults: Mapping[str, Value] = field(default_factory=dict)
    receiver: bool = False
    """Whether it is a method, so that its first parameter is ``self``."""


@dataclass(frozen=True, slots=True)
class Partial:
    """``functools.partial(f, 2, dim=1)``: a function, some of whose arguments are given."""

    function: Value
    positional: tuple[Value, ...] = ()
    named: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A class that the program defines."""

    node: ast.ClassDef


@dataclass(eq=False, slots=True)
class Made:
    """An object of such a class.

    Args:
        name: of the class.
        methods: by name.
        attributes: what its ``__init__`` said of ``self``, by "self.name".
    """

    name: str
    methods: Mapping[str, ast.FunctionDef | ast.AsyncFunctionDef]
    attributes: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Method:
    """A method of an object."""

    owner: Made
    name: str


def rounds(kind: Value) -> bool:
    """Whether a dtype is one of whole numbers or truths, into which not every number fits.

    >>> rounds(Token("torch.int32")), rounds(Known("builtins.bool")), rounds(Token("torch.float16"))
    (True, True, False)
    """
    path = kind.text if isinstance(kind, Token) else kind.path if isinstance(kind, Known) else ""
    return path.rpartition(".")[2].lower().startswith(("int", "uint", "long", "short", "byte", "bool"))


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as people write it.

    >>> shape_text((2, 3)), shape_text(())
    ('2×3', '()')
    """
    return "×".join(map(str, shape)) or "()"


def every_tensor(values: Iterable[Value]) -> list[Tensor]:
    """All tensors among values, each once, those within lists and dicts too."""
    tensors: dict[int, Tensor] = {}
    for value in values:
        if isinstance(value, Tensor):
            tensors[id(value)] = value
        elif isinstance(value, (dict, list, tuple)):
            inner = every_tensor(value.values() if isinstance(value, dict) else value)
            tensors |= {id(tensor): tensor for tensor in inner}
    return list(tensors.values())


def first_tensor(values: Iterable[Value]) -> Tensor | None:
    """The first tensor among values, those within lists and dicts too; each is looked into once.

    Cost: O(values).
    """
    seen: set[int] = set()
    waiting = [iter(values)]
    while waiting:
        value = next(waiting[-1], waiting)
        if isinstance(value, Tensor):
            return value
        if value is waiting:  # nothing is left of the innermost
            waiting.pop()
        elif isinstance(value, (list, tuple, dict)) and id(value) not in seen:
            seen.add(id(value))
            waiting.append(iter(value.values() if isinstance(value, dict) else value))
    return None


def written(values: Mapping[str, Value]) -> str:
    """Given values as they are written.

    >>> written({"self.p": (2, 3), "self.proj": "pass"})
    'self.p=(2 3),self.proj=pass'
    """
    return ValuesText().write(cast(Mapping[str, Given], values))


def fitting(value: int) -> int:
    """An integer that fits into 64 bits, as those of tensors do.

    Raises:
        Refusal: ``program-number``.
    """
    if not -(2**63) <= value < 2**63:
        raise Refusal("program-number", say("This number does not fit into 64 bits."))
    return value


_NAMED = (say("list"), say("tuple"), say("dict"), say("set"), say("str"), say("range"), say("slice"), say("complex"))
_KINDS = {str(kind): kind for kind in _NAMED}  # by their names in Python


def said(value: Value) -> Sentence | str:
    """What kind of value it is, in a word or two; a name, or a value that is short, is said itself."""
    match value:
        case Tensor(shape=shape):
            return say("tensor {shape}", shape=shape_text(shape))
        case Unknown():
            return say("unknown {name}", name=value.text)
        case Module(path) | Known(path):
            return path
        case Token(text):
            return text
        case Layer(name):
            return name
        case Defined() | Method() | Partial() | Batched() | Stream():
            return say("iterator") if isinstance(value, Stream) else say("function")
        case Defaults() | Set() | Several():
            return _KINDS["dict" if isinstance(value, Defaults) else "set" if isinstance(value, Set) else "tuple"]
        case Made(name):
            return name
        case Blueprint(node):
            return node.name
        case Bytes(cells):
            return f"{cells} * itemsize"
        case bool() | int() | float() | None:
            return str(value)
        case _ if value is Ellipsis:
            return "..."
        case _:
            return _KINDS.get(name := type(value).__name__, name)
