"""What merging and expanding share: an image of blocks, and the order in which a block lies in the channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.fields import ChoiceText, FactorText, Order, OrderText, Shapes, ShapesText, called
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.operation import Parameter
from einscope.core.plan import Plan, Shape, Tensor

# The names of the spatial axes by their number: a sequence, an image, a video.
SPATIAL = {1: ("l",), 2: ("h", "w"), 3: ("t", "h", "w")}

CHANNELS = Parameter(
    "channels",
    ChoiceText(("last", "first"), (say("last"), say("first"))),
    say("where the channel axis is"),
    default="last",
    label=say("channels"),
)


def block_parameters(order: Sentence) -> tuple[Parameter, ...]:
    """The parameters of merge and expand; ``order`` says in words which one is usual."""
    return (
        Parameter("shape", ShapesText(), say("shape of the input: batch, spatial axes and channels")),
        Parameter(
            "factor",
            FactorText(),
            say("size of a block, one number or one per spatial axis"),
            default="2",
            label=say("factor"),
            axes="p",
        ),
        Parameter(
            "order",
            OrderText(),
            say("order of the channels, slowest first; default {order}", order=order),
            default="",
            label=say("order"),
        ),
        CHANNELS,
    )


@dataclass(frozen=True, slots=True)
class BlockValues:
    """The values of :func:`block_parameters`."""

    shape: Shapes
    factor: tuple[int, ...]
    order: Order
    channels: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """An image cut into blocks: its spatial axes, the factor along each, and the channel order."""

    spatial: tuple[str, ...]
    factors: tuple[int, ...]
    order: tuple[str, ...]
    channels_last: bool

    @property
    def offsets(self) -> tuple[str, ...]:
        """The names of the axes inside a block."""
        return tuple(f"p{number + 1}" for number in range(len(self.spatial)))

    @property
    def sizes(self) -> dict[str, int]:
        """The sizes of the axes inside a block."""
        return dict(zip(self.offsets, self.factors, strict=True))

    def spatial_axes(self) -> range:
        """Which axes of either tensor are spatial."""
        start = 1 if self.channels_last else 2
        return range(start, start + len(self.spatial))

    def image(self) -> str:
        """The side of the pattern whose spatial axes hold the blocks: ``b (h p1) (w p2) c``."""
        pairs = zip(self.spatial, self.offsets, strict=True)
        return self._side("c", [f"({axis} {offset})" for axis, offset in pairs])

    def stack(self) -> str:
        """The side of the pattern whose channels hold the blocks: ``b h w (p2 p1 c)``."""
        return self._side(f"({' '.join(self.order)})", list(self.spatial))

    def _side(self, channel: str, spatial: list[str]) -> str:
        return " ".join(["b", *spatial, channel] if self.channels_last else ["b", channel, *spatial])


def read_blocks(values: BlockValues, merging: bool) -> Blocks:
    """The blocks that these parameters describe.

    Args:
        values: a shape with 1, 2 or 3 spatial axes beside batch and channels; a factor for all of them, or one each; an
            order of the offsets and ``c``, or none for the usual one.
        merging: whether the image comes in, and not the stack; then the usual order has the last spatial axis slowest.

    Raises:
        PatternError: in the field that does not fit the shape.
    """
    factors, order = values.factor, values.order
    per_axis = factors if len(factors) in SPATIAL and len(factors) > 1 else factors[:1] * _usual_count(order)
    example = ([2 * factor for factor in per_axis], 1) if merging else ([2] * len(per_axis), prod(per_axis))
    count = spatial_count(values.shape, values.channels, *example)
    factors = one_per_axis(factors, count, "factor")
    offsets = tuple(f"p{number + 1}" for number in range(count))
    usual = ((*reversed(offsets), "c")) if merging else (*offsets, "c")
    _refuse_order(order, usual)
    return Blocks(SPATIAL[count], factors, order.words or usual, values.channels == "last")


def blocks_back(plan: Plan, stack: Tensor) -> dict[str, str] | None:
    """Factor, order and channels of a plan of blocks, one of whose tensors is this stack; None of any other plan.

    What ``order`` meant tells such plans from others.
    """
    order = plan.meant.get("order")
    if order is None:
        return None
    words = [" ".join(plan.axes[part].name for part in parts) for parts in stack.arrangement]
    if order not in words:
        return None
    factor = ",".join(str(plan.sizes[f"p{number + 1}"]) for number in range(len(words) - 2))
    return {"factor": factor, "order": order, "channels": "first" if words.index(order) == 1 else "last"}


def _usual_count(order: Order) -> int:
    """How many spatial axes are meant where the factor does not say it: as many as the order has offsets, or 2."""
    return len(order.words) - 1 if len(order.words) - 1 in SPATIAL else 2


def spatial_count(shapes: Shapes, channels: str, image: Sequence[int], depth: int = 1) -> int:
    """How many spatial axes the input has beside batch and channels: 1, 2 or 3.

    Args:
        shapes: of the input.
        channels: ``last`` or ``first``.
        image: spatial sizes of an input that would do.
        depth: its channels.

    Raises:
        PatternError: ``rank-blocks`` for any other number.
    """
    shape = shapes.only()
    if len(shape) - 2 not in SPATIAL:
        example = (1, *image, depth) if channels == "last" else (1, depth, *image)
        text = ",".join(map(str, example))
        fits = prod(example) <= DEFAULT_LIMITS.cells
        raise PatternError(
            "rank-blocks",
            say("The rank of x is {rank}; it needs batch, channels and 1 to 3 spatial axes.", rank=len(shape)),
            shapes.spans[0],
            field="shape",
            hint=say("give it {count} sizes, for example {shape}", count=len(example), shape=text)
            if fits
            else say("give it {count} sizes", count=len(example)),
            repair={"shape": text} if fits else None,
        )
    return len(shape) - 2


def one_per_axis(numbers: tuple[int, ...], count: int, field: str) -> tuple[int, ...]:
    """A number for each spatial axis; one alone is for all of them.

    Raises:
        PatternError: ``factor-count`` in the field for any other number of numbers.

    >>> one_per_axis((2,), 3, "factor")
    (2, 2, 2)
    """
    if len(numbers) not in (1, count):
        raise PatternError(
            "factor-count",
            say(
                "x has {spatial} spatial axes, but '{field}' has {count} numbers.",
                spatial=count,
                field=called(field),
                count=len(numbers),
            ),
            field=field,
            hint=say("give one number for all, or {spatial}", spatial=count),
            repair={field: str(numbers[0])},
        )
    return numbers * (count // len(numbers))


def _refuse_order(order: Order, usual: tuple[str, ...]) -> None:
    if not order.words or sorted(order.words) == sorted(usual):
        return
    culprit: Span | None = None
    for position, (word, span) in enumerate(zip(order.words, order.spans, strict=True)):
        if word not in usual or word in order.words[:position]:
            culprit = span
            break
    raise PatternError(
        "order-unknown",
        say("The order must name each of {words} once.", words=", ".join(sorted(usual))),
        culprit,
        field="order",
        hint=say("for example {order}", order=" ".join(usual)),
        repair={"order": " ".join(usual)},
    )


def replaced(shape: Shape, axis: int, size: int) -> Shape:
    """This shape with one size changed."""
    return (*shape[:axis], size, *shape[axis + 1 :])
