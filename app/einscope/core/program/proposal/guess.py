"""One assignment of shapes and values: what a program is run with, and offered if it runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import prod

from einscope.core.fields import NamedShapesText, Value
from einscope.core.plan import Shape
from einscope.core.program.tensor.values import written

PICTURED = 256
"""Cells of a tensor that a person can still look over."""


@dataclass(frozen=True)
class Guess:
    """Shapes and values by name.

    >>> Guess({"x": (1, 4)}, {"p": 2}).shaped("p", (2, 3))
    Guess(shapes={'x': (1, 4), 'p': (2, 3)}, values={})
    """

    shapes: Mapping[str, Shape]
    values: Mapping[str, Value]

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others; ``True`` is not 1."""
        typed = tuple((name, type(value), value) for name, value in sorted(self.values.items()))
        return tuple(sorted(self.shapes.items())), typed

    def shape(self, name: str) -> Shape | None:
        """The shape of a tensor, or of the entries of a list of them."""
        return self.shapes.get(name, self.shapes.get(f"{name}[0]"))

    def shaped(self, name: str, shape: Shape) -> "Guess":
        """With this shape for a name, or for all entries of a list of that name, whatever it was before."""
        others = {key: value for key, value in self.values.items() if key != name}
        entries = [key for key in self.shapes if key.startswith(f"{name}[")] or [name]
        return Guess({**self.shapes, **dict.fromkeys(entries, shape)}, others)

    def valued(self, name: str, value: Value) -> "Guess":
        """With this value for a name, whatever it was before."""
        others = {key: shape for key, shape in self.shapes.items() if key != name}
        return Guess(others, {**self.values, name: value})

    def repair(self, start: "Guess") -> dict[str, str]:
        """The texts of the parameters that differ from those of ``start``."""
        texts: dict[str, str] = {}
        if dict(self.shapes) != dict(start.shapes):
            texts["shape"] = NamedShapesText().write(self.shapes)
        if self.key[1] != start.key[1]:
            texts["values"] = written(self.values)
        return texts

    def burden(self, names: Iterator[str] | set[str]) -> tuple[int, int, int]:
        """How bad a picture it makes of some tensors: cells too many, axes that cannot be told apart, cells."""
        shapes = [self.shapes[name] for name in names if name in self.shapes]
        large = sum(max(0, prod(shape) - PICTURED) for shape in shapes)
        alike = sum(size == other for shape in shapes for size, other in combinations(shape, 2))
        parts = {size for value in self.values.values() for size in (value if isinstance(value, tuple) else (value,))}
        whole = sum(size > 1 and size in parts for shape in shapes for size in shape)  # it is but one part, then
        alone = sum(size == 1 for shape in shapes for size in shape[1 if len(shape) > 1 else 0 :])
        return large, 3 * alone + alike + whole, sum(map(prod, shapes))
