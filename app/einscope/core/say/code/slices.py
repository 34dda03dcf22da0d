"""Merging and expanding as much code has it: one strided slice of the image for each place in a block."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from einscope.core.plan import Axis, Plan, Shape, Tensor
from einscope.core.say.code.dialects import NUMPY
from einscope.core.say.code.literals import listed, tuple_text, whole
from einscope.core.say.code.steps import Pad, fit, fitted_shape

MOST = 64
"""Slices in one snippet: more are nothing that anybody reads."""


def merging(plan: Plan) -> dict[str, str]:
    """The snippet with slices of a merge; none where it were too long.

    Cost: O(slices · rank).

    >>> from einscope.core.ops import registry
    >>> print(merging(registry()["merge"].example_plan())["slices"])
    import numpy as np
    <BLANKLINE>
    x0 = x[:, 0::2, 0::2, :]
    x1 = x[:, 1::2, 0::2, :]
    x2 = x[:, 0::2, 1::2, :]
    x3 = x[:, 1::2, 1::2, :]
    y = np.concatenate([x0, x1, x2, x3], axis=-1)
    """
    return _snippet(_Cut(plan.inputs[0], plan.output, plan.axes), _merged)


def expanding(plan: Plan) -> dict[str, str]:
    """The same of an expansion."""
    return _snippet(_Cut(plan.output, plan.inputs[0], plan.axes), _expanded)


def _snippet(cut: "_Cut", lines: "Callable[[_Cut], list[str]]") -> dict[str, str]:
    return {"slices": whole(["import numpy as np"], lines(cut))} if cut.count <= MOST else {}


@dataclass(frozen=True, slots=True)
class _Cut:
    """How an image lies in blocks, and the blocks in the channels of a stack."""

    image: Tensor
    stack: Tensor
    axes: tuple[Axis, ...]

    @property
    def channel(self) -> int:
        """Which axis of either tensor holds the channels."""
        return 1 if len(self.image.arrangement[1]) == 1 else len(self.image.arrangement) - 1

    @property
    def order(self) -> tuple[int, ...]:
        """The axes in the channels of the stack, slowest first."""
        return self.stack.arrangement[self.channel]

    @property
    def pixel_channels(self) -> int:
        """The axis that holds the channels of one pixel of the image."""
        return self.image.arrangement[self.channel][0]

    @property
    def count(self) -> int:
        """How many places a block has."""
        return prod(self.axes[axis].size for axis in self.order if axis != self.pixel_channels)

    @property
    def fitted(self) -> Shape:
        """The shape of the image when nothing is left over or missing."""
        return fitted_shape(self.image, self.axes)

    def places(self) -> Iterator[dict[int, int]]:
        """The places in a block, in the order of the channels: the digit of every axis inside it."""
        inside = [axis for axis in self.order if axis != self.pixel_channels]
        for digits in product(*(range(self.axes[axis].size) for axis in inside)):
            yield dict(zip(inside, digits, strict=True))

    def pixels(self, place: dict[int, int]) -> str:
        """The index of the pixels of the image at this place of every block."""
        return listed(self._pixels(place))

    def _pixels(self, place: dict[int, int]) -> Iterator[str]:
        for size, wanted, parts in zip(self.image.shape, self.fitted, self.image.arrangement, strict=True):
            if len(parts) == 1:
                yield ":"
            else:
                yield f"{place[parts[1]]}:{wanted if wanted < size else ''}:{self.axes[parts[1]].size}"

    def channels(self, place: dict[int, int]) -> str:
        """The index of the channels of the stack that hold this place."""
        around = [":"] * len(self.stack.shape)
        around[self.channel] = self._channels(place)
        return f"..., {around[-1]}" if self.channel == len(around) - 1 else listed(around[: self.channel + 1])

    def _channels(self, place: dict[int, int]) -> str:
        """The first channel, the end, and the step: how many channels each pixel's own are apart."""
        before, after = 0, 0  # the digits on either side of the pixel's own channels
        step, below = 1, 1
        for axis in reversed(self.order):
            if axis == self.pixel_channels:
                before, after, step = 0, before, below
            else:
                before += place[axis] * below
            below *= self.axes[axis].size
        end = before + self.axes[self.pixel_channels].size * step
        stop = "" if self.order[0] == self.pixel_channels else end
        return f"{before + after}:{stop}" + ("" if step == 1 else f":{step}")


def _merged(cut: _Cut) -> list[str]:
    lines = [f"x = {NUMPY.expression(step, 'x')}" for step in fit(cut.image.shape, cut.fitted) if isinstance(step, Pad)]
    if cut.order[-1] != cut.pixel_channels:
        lines.append(f"y = np.empty({tuple_text(cut.stack.shape)}, dtype=x.dtype)")
        return [*lines, *(f"y[{cut.channels(place)}] = x[{cut.pixels(place)}]" for place in cut.places())]
    lines += [f"x{number} = x[{cut.pixels(place)}]" for number, place in enumerate(cut.places())]
    names = listed(f"x{number}" for number in range(cut.count))
    return [*lines, f"y = np.concatenate([{names}], axis={1 if cut.channel == 1 else -1})"]


def _expanded(cut: _Cut) -> list[str]:
    lines = [f"y = np.empty({tuple_text(cut.image.shape)}, dtype=x.dtype)"]
    return [*lines, *(f"y[{cut.pixels(place)}] = x[{cut.channels(place)}]" for place in cut.places())]
