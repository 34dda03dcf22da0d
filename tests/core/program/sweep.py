"""Calls of everything that is listed, with arguments as odd as they come; and what NumPy or PyTorch make of them."""

import inspect
import random
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from math import prod
from typing import Any

import numpy as np

from einscope.core.program.budget import Budget
from einscope.core.program.calls.registry import Entry
from einscope.core.program.libraries.homes import METHODS
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Layer
from tests.core.program.judge import BASE, Array

Shape = tuple[int, ...]

SHAPES: list[Shape] = [
    *[(), (0,), (1,), (3,), (4,), (0, 2), (2, 0), (1, 1), (2, 3), (4, 4), (1, 0, 2), (1, 2, 3), (2, 2, 2)],
    *[(1, 1, 4, 4), (1, 4, 2, 2), (0, 1, 2, 2), (1, 0, 2, 2)],
]
INTEGERS = ["0", "1", "2", "3", "-1", "-2"]
SIZES = [
    *["()", "(0,)", "(1,)", "(2,)", "(-1,)", "(0, 0)", "(0, 1)", "(1, 2)", "(2, 2)", "(-1, 1)", "(-1, 0)", "(1, 0, 2)"],
    *["[1, 1, 0, 0]", "(1, 1, 1, 1)", "(0, 0, 0, 0)", "(-1, -1, 1, 1)", *INTEGERS],
]
LISTS = ["[x]", "[x, x]", "(x, a)", "[x, x, x]", "()", "x"]
NUMBERS = ["0", "[0]", "[0, 0]", "[[0]]", "[1, 0]", "[]", "[1]", "[[0, 1], [1, 0]]", "[True, False, True]"]
WORDS = {
    "mode": ["'constant'", "'reflect'", "'replicate'", "'circular'", "'edge'", "'wrap'", "'symmetric'", "'nearest'"],
    "order": ["'C'", "'F'", "'A'"],
    "indexing": ["'ij'", "'xy'"],
}
FACTORS = ["2", "0.5", "1.5", "0.3", "(2, 1)", "1"]
WHERE = {"numpy": "np", "numpy.sliding_window_view": "np.lib.stride_tricks.sliding_window_view"}
WHERE["numpy.as_strided"] = "np.lib.stride_tricks.as_strided"


@dataclass(frozen=True)
class Call:
    """A call as text, of an x and maybe an a of these shapes."""

    code: str
    shapes: Mapping[str, Shape]
    library: str


def library_of(path: str) -> str:
    """Whose function or method it is."""
    root = path.partition(".")[0]
    return {"Tensor": "torch", "ndarray": "numpy"}.get(root, root)


def calls(path: str, entry: Entry, count: int) -> Iterator[Call]:
    """So many calls, always the same; some may be equal."""
    chance = random.Random(path)
    annotations = inspect.get_annotations(entry.run)
    layer = annotations.pop("return", None) is Layer
    kinds = [each for each in annotations.values() if each is not Budget][1 if entry.makes else 0 :]
    for _ in range(count):
        shape = chance.choice(SHAPES)
        written = _arguments(path, entry, kinds, layer, chance)
        home, _, name = path.rpartition(".")
        if home in METHODS.values():
            if written[:1] != ["x"]:
                continue
            code = f"x.{name}({', '.join(written[1:])})"
        else:
            function = WHERE.get(path) or f"{WHERE.get(home, home)}.{name}"
            code = f"{function}({', '.join(written)}){'(x)' if layer else ''}"
        shapes = {"x": shape, "a": chance.choice([shape, shape, chance.choice(SHAPES)])}
        yield Call(code, shapes, library_of(path))


def _arguments(path: str, entry: Entry, kinds: list[Any], layer: bool, chance: random.Random) -> list[str]:
    written: list[str] = []
    signature, skipped = entry.signature, False
    for number, (name, kind) in enumerate(zip(signature.order, kinds, strict=False)):
        if signature.kinds.get(name) == "skip":
            break
        if name in signature.defaults and chance.random() < 0.4:
            skipped = True
            continue
        value = "x" if number == 0 and not layer and kind is Tensor else _value(path, name, str(kind), chance)
        if name == signature.star and value[:1] in "([" and chance.random() < 0.5:
            value = value[1:-1].rstrip(",")
        if value:
            positional = (
                name not in signature.keyword_only and not skipped and not _after_skip(signature.names, name, entry)
            )
            written.append(value if positional else f"{name}={value}")
    return written


def _after_skip(names: tuple[str, ...], name: str, entry: Entry) -> bool:
    """Whether a parameter that means nothing stands before it."""
    before = names[: names.index(name)] if name in names else ()
    return any(entry.signature.kinds.get(each) == "skip" for each in before)


def _value(path: str, name: str, kind: str, chance: random.Random) -> str:
    made = "torch.tensor" if library_of(path) == "torch" else "np.array"
    tensors = ["x", "a", *(f"{made}({numbers})" for numbers in NUMBERS)]
    if "list" in kind and "Tensor" in kind:
        return chance.choice(LISTS)
    if "Tensor" in kind:
        return chance.choice(tensors)
    if "tuple" in kind:
        return chance.choice(SIZES)
    if "int" in kind:
        return chance.choice(INTEGERS)
    if "bool" in kind:
        return chance.choice(["True", "False"])
    if "str" in kind:
        return chance.choice(WORDS.get(name, ["'C'"]))
    return chance.choice(FACTORS if "factor" in name else [*SIZES, *tensors[2:]])


def judged(call: Call) -> object:
    """What the library makes of it, the cells of x and a holding their own numbers; or the error that it raises."""
    names: dict[str, Any] = {"np": np, "numpy": np}
    offset = BASE
    torch = import_module("torch") if call.library == "torch" else None
    for name, shape in call.shapes.items():
        cells = np.arange(offset, offset + prod(shape), dtype=np.float64).reshape(shape)
        names[name] = torch.from_numpy(cells) if torch else cells
        offset += prod(shape)
    if torch:
        names |= {"torch": torch}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return eval(call.code, names)
    except Exception as error:
        return error


def numbers_of(outcome: Any) -> Array:
    """The source of each cell of an outcome, -1 where it has none."""
    found = np.asarray(outcome.numpy() if hasattr(outcome, "numpy") else outcome, dtype=np.float64)
    return np.where(found >= BASE, found - BASE, -1)
