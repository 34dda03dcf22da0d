"""Steps in a library's own words."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from einscope.core.say.code.literals import indexed, listed, tuple_text, whole
from einscope.core.say.code.steps import Broadcast, Crop, Pad, Permute, Reduce, Reshape, Step


class Dialect(ABC):
    """How a library says each step.

    Args:
        name: of the library, as the answer has it.
        imports: what its expressions may begin with, and the line that brings it.
    """

    name: str
    imports: dict[str, str]

    def snippet(self, steps: Sequence[Step]) -> str:
        """Lines that run as they stand: imports, then a step a line, from ``x`` to ``y``."""
        lines = [f"y = {self.expression(step, 'y' if number else 'x')}" for number, step in enumerate(steps)]
        said = "\n".join(lines)
        return whole([line for start, line in self.imports.items() if f" {start}" in said], lines or ["y = x"])

    def expression(self, step: Step, name: str) -> str:
        """What the step makes of the tensor of this name."""
        match step:
            case Crop():
                return indexed(name, [":" if stop is None else f":{stop}" for stop in step.stops])
            case Pad():
                return self.pad(step, name)
            case Reshape():
                return f"{name}.reshape({listed(step.shape) or '()'})"
            case Reduce():
                return self.reduce(step, name)
            case Permute():
                return self.permute(step, name)
            case Broadcast():
                places = ["None" if place in step.new else ":" for place in range(len(step.shape))]
                # New axes in front of all others need no place made for them.
                return self.broadcast(step, indexed(name, places[places.index(":") :] if ":" in places else []))

    @abstractmethod
    def pad(self, step: Pad, name: str) -> str:
        """Zeros at the ends of axes."""

    @abstractmethod
    def reduce(self, step: Reduce, name: str) -> str:
        """Axes reduced."""

    @abstractmethod
    def permute(self, step: Permute, name: str) -> str:
        """Axes in another order."""

    @abstractmethod
    def broadcast(self, step: Broadcast, placed: str) -> str:
        """Copies along new axes; ``placed`` has them with size 1, but for those in front."""


class NumpyLike(Dialect):
    """NumPy, and what is called as it is."""

    def __init__(self, name: str, alias: str, module: str) -> None:
        self.name = name
        self.imports = {f"{alias}.": f"import {module} as {alias}"}
        self._alias = alias

    def pad(self, step: Pad, name: str) -> str:
        """``np.pad`` takes a pair for every axis."""
        return f"{self._alias}.pad({name}, {tuple_text([f'(0, {more})' for more in step.more])})"

    def reduce(self, step: Reduce, name: str) -> str:
        """The methods have the reductions' names."""
        return f"{name}.{step.reduction}({'' if step.all_axes else f'axis={_axes(step.axes)}'})"

    def permute(self, step: Permute, name: str) -> str:
        """``transpose`` takes the whole order."""
        return f"{name}.transpose({listed(step.order)})"

    def broadcast(self, step: Broadcast, placed: str) -> str:
        """``np.broadcast_to`` makes a view."""
        return f"{self._alias}.broadcast_to({placed}, {tuple_text(step.shape)})"


class Torch(Dialect):
    """PyTorch."""

    name = "torch"
    imports = {"F.": "import torch.nn.functional as F"}  # noqa: RUF012

    def pad(self, step: Pad, name: str) -> str:
        """``F.pad`` counts from the last axis, before and after each, as far as there is something to fill."""
        first = next(axis for axis, more in enumerate(step.more) if more)
        amounts = [amount for more in reversed(step.more[first:]) for amount in (0, more)]
        return f"F.pad({name}, {tuple_text(amounts)})"

    def reduce(self, step: Reduce, name: str) -> str:
        """``max`` and ``min`` of several axes are ``amax`` and ``amin``; ``prod`` takes one axis at a time."""
        reduction = {"max": "amax", "min": "amin"}.get(step.reduction, step.reduction)
        if step.all_axes:
            return f"{name}.{reduction}()"
        if reduction == "prod":
            return name + "".join(f".prod(dim={axis})" for axis in reversed(step.axes))
        return f"{name}.{reduction}(dim={_axes(step.axes)})"

    def permute(self, step: Permute, name: str) -> str:
        """``transpose`` swaps two axes only."""
        return f"{name}.permute({listed(step.order)})"

    def broadcast(self, step: Broadcast, placed: str) -> str:
        """``expand`` makes a view."""
        return f"{placed}.expand({listed(step.shape)})"


def _axes(axes: Sequence[int]) -> str:
    return str(axes[0]) if len(axes) == 1 else tuple_text(axes)


NUMPY = NumpyLike("numpy", "np", "numpy")
TORCH = Torch()
JAX = NumpyLike("jax", "jnp", "jax.numpy")
