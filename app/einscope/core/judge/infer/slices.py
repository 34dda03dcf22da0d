"""Which part of each axis of the input the digits visit, and that part as a slice in numpy's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from einscope.core.errors import say
from einscope.core.judge.infer.inferred import RuledOut
from einscope.core.judge.infer.walk import Reading
from einscope.core.plan import Shape


@dataclass(frozen=True, slots=True)
class Cut:
    """``count`` places of an axis of this size, ``step`` apart, from ``start`` on."""

    size: int
    start: int
    step: int
    count: int

    @property
    def whole(self) -> bool:
        """Whether it is the whole axis, as it is."""
        return (self.start, self.step, self.count) == (0, 1, self.size)

    def text(self) -> str:
        """As it stands between numpy's brackets; the axis remains.

        >>> [Cut(4, *cut).text() for cut in ((0, 1, 4), (0, 2, 2), (3, -1, 4), (1, 1, 2), (2, -2, 2), (3, -1, 2))]
        [':', '::2', '::-1', '1:3', '2::-2', ':1:-1']
        """
        forwards = self.step > 0
        after = self.start + self.step * self.count
        start = "" if self.start == (0 if forwards else self.size - 1) else str(self.start)
        last = after - self.step + (1 if forwards else -1)
        stop = "" if self.count and (after >= self.size or after < 0) else str(last if self.count else 0)
        return f"{start}:{stop}" if self.step == 1 else f"{start}:{stop}:{self.step}"


def cuts(reading: Reading, shape: Shape) -> tuple[Cut, ...]:
    """The part of each axis of the input that is visited.

    Raises:
        RuledOut: where the places visited are not evenly spaced.
    """
    return tuple(_cut(reading, axis, size) for axis, size in enumerate(shape))


def _cut(reading: Reading, axis: int, size: int) -> Cut:
    digits = reading.along(axis)
    count = 1
    for digit, longer in pairwise(digits):
        count *= digit.size
        if longer.step != digit.step * digit.size:
            cell = max(digit.period, longer.period)
            raise RuledOut(
                cell,
                say(
                    "At cell {cell}, the source skips unused cells along axis {axis} of the input; a slice has equal "
                    "steps.",
                    cell=cell,
                    axis=axis + 1,
                ),
            )
    if not digits:
        return Cut(size, reading.start[axis], 1, 1)
    return Cut(size, reading.start[axis], digits[0].step, count * digits[-1].size)


def sliced(parts: Sequence[Cut | int | None]) -> str:
    """A slice of ``x``: cuts, indices that take an axis away, and None for new axes of size 1.

    >>> sliced([Cut(4, 0, 2, 2), 3, None, Cut(5, 0, 1, 5)])
    'x[::2, 3, None]'
    """
    texts = [part.text() if isinstance(part, Cut) else str(part) for part in parts]
    while len(texts) > 1 and texts[-1] == ":":
        texts.pop()
    return f"x[{', '.join(texts)}]" if texts else "x[()]"


def without_pattern(cuts: tuple[Cut, ...], order: tuple[int | None, ...]) -> list[Cut | int | None] | None:
    """The parts of a slice that has the output's shape by itself, None if the axes must be moved too.

    Args:
        cuts: of the input's axes.
        order: for each axis of the output the input's axis that it is, None if it has size 1.

    Between two axes that are longer than 1, short ones stay as far as the output has short ones there.
    """
    long = [axis for axis in order if axis is not None]
    if long != [axis for axis, cut in enumerate(cuts) if cut.count > 1]:
        return None
    parts: list[Cut | int | None] = []
    short, wanted = _gaps(cuts), [0]
    for axis in order:
        if axis is None:
            wanted[-1] += 1
        else:
            wanted.append(0)
    for gap, (axes, count) in enumerate(zip(short, wanted, strict=True)):
        # What stays is what had size 1 before; then whatever there is.
        staying = sorted(axes, key=lambda axis: (cuts[axis].size > 1, axis))[:count]
        parts.extend(cuts[axis] if axis in staying else cuts[axis].start for axis in axes)
        parts.extend([None] * (count - len(staying)))
        if gap < len(long):
            parts.append(cuts[long[gap]])
    return parts


def _gaps(cuts: tuple[Cut, ...]) -> list[list[int]]:
    """The axes of which one place is taken, in the gaps before, between and after the others."""
    gaps: list[list[int]] = [[]]
    for axis, cut in enumerate(cuts):
        if cut.count > 1:
            gaps.append([])
        else:
            gaps[-1].append(axis)
    return gaps
