"""Sliding windows as code: as views where a library has them, and as slices, one for each offset in the window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from einscope.core.plan import Plan, constant
from einscope.core.say.code.literals import whole


@dataclass(frozen=True, slots=True)
class _Axis:
    """A spatial axis of the input, and how the window slides along it."""

    number: int
    kernel: int
    places: int
    stride: int
    dilation: int
    padding: int

    @property
    def span(self) -> int:
        """Cells from the first to the last of a window."""
        return self.dilation * (self.kernel - 1) + 1


def sliding(plan: Plan) -> dict[str, str]:
    """The snippets of an unfold.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> print(sliding(registry()["unfold"].example_plan())["numpy"])
    import numpy as np
    <BLANKLINE>
    y = np.lib.stride_tricks.sliding_window_view(x, (2, 2), (2, 3))
    y = y.transpose(0, 1, 4, 5, 2, 3)
    y = y.reshape(1, 4, 9)
    """
    axes = _axes(plan)
    rank = len(plan.inputs[0].shape)
    shape = ", ".join(map(str, plan.output.shape))
    # Views have the windows' own axes at the end; the plan's output has the channels before them.
    channel = next(number for number, terms in enumerate(plan.inputs[0].index) if number and len(terms) == 1)
    inside, outside = range(rank, rank + len(axes)), [axis.number for axis in axes]
    columns = [channel, *inside]
    order = [0, *outside, *columns] if channel == rank - 1 else [0, *columns, *outside]
    turned = ", ".join(map(str, order))
    pads = [(axis.padding, axis.padding) for axis in axes]
    padded = any(axis.padding for axis in axes)
    steps = _steps(axes, rank)
    spans = _tuple(axis.span for axis in axes)
    view = f"y = np.lib.stride_tricks.sliding_window_view({'y' if padded else 'x'}, {spans}, {_tuple(outside)})"
    numpy = [
        *([f"y = np.pad(x, {_widths(axes, rank)})"] if padded else []),
        view,
        *([f"y = y[{steps}]"] if steps else []),
        f"y = y.transpose({turned})",
        f"y = y.reshape({shape})",
    ]
    return {
        "numpy": whole(["import numpy as np"], numpy),
        "torch": _torch(axes, rank, turned, shape, pads if padded else []),
        "jax": _by_slices(plan, axes, channel, "jnp", "import jax.numpy as jnp"),
        "slices": _by_slices(plan, axes, channel, "np", "import numpy as np"),
    }


def _axes(plan: Plan) -> list[_Axis]:
    axes = []
    for number, terms in enumerate(plan.inputs[0].index):
        if len(terms) < 2:
            continue
        place, offset = terms[0], terms[1]
        sizes = [plan.axes[term.axis].size for term in (place, offset) if term.axis is not None]
        padding = -constant(terms)
        axes.append(_Axis(number, sizes[1], sizes[0], place.times, offset.times, padding))
    return axes


def _steps(axes: Sequence[_Axis], rank: int) -> str:
    """Every stride-th window, and of it every dilation-th cell."""
    slices = [":"] * (rank + len(axes))
    for place, axis in enumerate(axes):
        slices[axis.number] = f"::{axis.stride}" if axis.stride > 1 else ":"
        slices[rank + place] = f"::{axis.dilation}" if axis.dilation > 1 else ":"
    return ", ".join(slices) if any(part != ":" for part in slices) else ""


def _widths(axes: Sequence[_Axis], rank: int) -> str:
    widths = [(0, 0)] * rank
    for axis in axes:
        widths[axis.number] = (axis.padding, axis.padding)
    return f"({', '.join(map(str, widths))})"


def _torch(axes: Sequence[_Axis], rank: int, turned: str, shape: str, pads: list[tuple[int, int]]) -> str:
    """Tensor.unfold for each axis; F.pad counts axes from the last."""
    behind = [(0, 0)] * (rank - 1 - axes[-1].number)
    widths = [width for pair in [*behind, *reversed(pads)] for width in pair]
    lines = [f"y = F.pad(x, {_tuple(widths)})"] if pads else []
    calls = "".join(f".unfold({axis.number}, {axis.span}, {axis.stride})" for axis in axes)
    lines.append(f"y = {'y' if pads else 'x'}{calls}")
    if any(axis.dilation > 1 for axis in axes):
        lines.append(f"y = y[..., {', '.join(f'::{axis.dilation}' for axis in axes)}]")
    lines += [f"y = y.permute({turned})", f"y = y.reshape({shape})"]
    return whole(["import torch.nn.functional as F"] if pads else [], lines)


def _by_slices(plan: Plan, axes: Sequence[_Axis], channel: int, module: str, imported: str) -> str:
    """A strided slice for each offset, stacked behind the channels."""
    rank = len(plan.inputs[0].shape)
    names = [f"k{place + 1}" for place in range(len(axes))]
    slices = [":"] * rank
    for name, axis in zip(names, axes, strict=True):
        start = name if axis.dilation == 1 else f"{axis.dilation} * {name}"
        end = axis.stride * (axis.places - 1) + 1
        slices[axis.number] = (
            f"{start}:{start} + {end}:{axis.stride}" if axis.stride > 1 else f"{start}:{start} + {end}"
        )
    loops = " ".join(f"for {name} in range({axis.kernel})" for name, axis in zip(names, axes, strict=True))
    padded = any(axis.padding for axis in axes)
    source = "p" if padded else "x"
    stacked = rank if channel == rank - 1 else channel + 1
    return whole(
        [imported],
        [
            *([f"p = {module}.pad(x, {_widths(axes, rank)})"] if padded else []),
            f"y = {module}.stack([{source}[{', '.join(slices)}] {loops}], {stacked})",
            f"y = y.reshape({', '.join(map(str, plan.output.shape))})",
        ],
    )


def _tuple(numbers: Iterable[int]) -> str:
    return str(tuple(numbers))
