"""Functions that mix cells: what is known of each, along which axis and to what shape; a row a function."""

from collections.abc import Callable

from einscope.core.errors import Sentence, say
from einscope.core.plan import Shape
from einscope.core.program.arithmetic.order import order_of
from einscope.core.program.calls.registry import Row, row
from einscope.core.program.libraries.facts import gathered
from einscope.core.program.libraries.layers.sizes import channelled, slid, spread
from einscope.core.program.movement.axes.axes import axis_of
from einscope.core.program.movement.numbers import argsort
from einscope.core.program.movement.parts.cut import part
from einscope.core.program.movement.parts.pick import take_along_axis
from einscope.core.program.tensor.opaque import Build, Opaque
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import Extremes

ALL = say("{name} computes each cell from all cells along {axis}: it does not just move cells.")
ORDER = say("{name} rearranges cells along {axis} by their values, which are unknown.")
CHOICE = say("{name} selects cells along {axis} by their values, which are unknown.")
CHANNELS = say("{name} computes each cell from a window of cells in several channels: it does not just move cells.")
SEQUENCES = say("{name} weights whole sequences by their values: it does not just move cells.")
BETWEEN = say("{name} computes cells from those around them: it does not just move cells.")
PRODUCT = say("{name} computes cells from products of cells: it does not just move cells.")
WEIGHTS = say("{name} multiplies cells by weights and adds them up: it does not just move cells.")
TABLE = say("{name} takes rows of a table by numbers that are unknown.")
COUNT = say("{name} depends on the values of cells, which are unknown, and so is its result.")


def mixed(
    name: str,
    what: Sentence,
    x: Tensor,
    gives: Shape | None = None,
    axis: object = None,
    *,
    pair: bool = False,
    assumable: bool = False,
    told: bool = False,
    likely: Shape | None = None,
    build: Build | None = None,
) -> Opaque:
    """The error of what mixes cells.

    Args:
        name: of the function or the layer.
        what: it does: one of the sentences above.
        x: what it is given.
        gives: the shape of its result, where it is known.
        axis: along which it mixes, where that is said.
        pair: whether its result is two tensors of that shape.
        assumable: whether nothing speaks against its keeping the shape.
        told: whether the shape is only told by that of x.
        likely: a shape to propose, where it is not known.
        build: makes its results, where they are several of different shapes; ``gives`` is that of the first.
    """
    if gives is not None and any(isinstance(size, bool) or size < 0 for size in gives):
        gives = None  # the library will not take these arguments
    sentence = Sentence(what.template, {"name": name, "axis": _axis(x, axis)})
    fault = Opaque("program-mixes", sentence, x, gives, pair, assumable)
    fault.told, fault.likely, fault.build, fault.several = told, likely, build, build is not None
    return fault


def _axis(x: Tensor, axis: object) -> object:
    if isinstance(axis, int) and -x.rank <= axis < x.rank:
        return say("axis {axis}", axis=axis % x.rank)
    if isinstance(axis, (tuple, list)):
        return say("several axes")
    return axis if isinstance(axis, Sentence) else say("an axis")


def _other(name: str, what: Sentence) -> Callable[..., object]:
    """What gives another shape, or one that depends on values."""

    def run(x: Tensor) -> object:
        raise mixed(name, what, x)

    return run


def _others(name: str, what: Sentence) -> Callable[..., object]:
    """What gives another shape, of two tensors."""

    def run(x: Tensor, other: Tensor) -> object:
        raise mixed(name, what, x)

    return run


def _spectrum(name: str, unsaid: Sentence) -> Callable[..., object]:
    """``unsaid``: the axes, where none are said."""

    def run(x: Tensor, sizes: object = None, axis: tuple[int, ...] | None = None) -> object:
        axes = None if axis is None else [axis_of(x, entry) for entry in axis]
        told = unsaid if axes is None else axes[0] if len(axes) == 1 else axes
        raise mixed(name, ALL, x, x.shape if sizes is None else None, told)

    return run


_AXES = {"2": say("the last two axes")}
"""What transforms of so many dimensions run along, where no axes are said."""


def topk(x: Tensor, count: object, axis: object = -1, largest: object = True) -> object:
    """The largest numbers along an axis, and where they stand."""
    found = _first_few(x, count, axis, largest)
    if found is not None:
        return found
    gives: list[int] | None = None
    if isinstance(count, int) and isinstance(axis, int) and -x.rank <= axis < x.rank and count <= x.shape[axis]:
        gives = list(x.shape)
        gives[axis] = count
    raise mixed("topk", ORDER, x, None if gives is None else tuple(gives), axis, pair=True)


def _first_few(x: Tensor, count: object, axis: object, largest: object) -> Extremes | None:
    """The first few cells in the order of their numbers, where that is known."""
    if x.worked is None or type(count) is not int or type(axis) is not int or type(largest) is not bool or not x.rank:
        return None
    at = axis_of(x, axis)
    if not 0 <= count <= x.shape[at] or order_of(x.worked, at, largest) is None:
        return None
    places = part(argsort(x, at, largest), at, 0, count)
    return Extremes((take_along_axis(x, places, at), places))


def _biased(bias: Tensor | None, shape: Shape) -> bool:
    """Whether a bias can be added to results with this last axis: numbers, but no whole ones, which are known."""
    return bias is None or (bias.shape == shape and (bias.numbers is None or bias.numbers.dtype.kind == "f"))


def _conv(axes: int) -> Callable[..., object]:
    def run(
        x: Tensor,
        weight: Tensor,
        bias: Tensor | None,
        stride: object,
        padding: object,
        dilation: object,
        groups: object,
    ) -> object:
        gives = None  # torch takes no weight of another rank
        if weight.rank == axes + 2 and _biased(bias, weight.shape[:1]):
            sizes = slid(x.shape[-axes:], weight.shape[2:], stride, padding, dilation)
            before = weight.shape[1] * groups if isinstance(groups, int) else None
            gives = channelled(x, axes, before, weight.shape[0], sizes)
        raise mixed(f"conv{axes}d", CHANNELS, x, gives)

    return run


def _conv_transpose(axes: int) -> Callable[..., object]:
    def run(
        x: Tensor,
        weight: Tensor,
        bias: Tensor | None,
        stride: object,
        padding: object,
        more: object,
        groups: object,
        dilation: object,
    ) -> object:
        gives = None
        if weight.rank == axes + 2 and isinstance(groups, int) and _biased(bias, (weight.shape[1] * groups,)):
            sizes = spread(x.shape[-axes:], weight.shape[2:], stride, padding, more, dilation)
            gives = channelled(x, axes, weight.shape[0], weight.shape[1] * groups, sizes)
        raise mixed(f"conv_transpose{axes}d", CHANNELS, x, gives)

    return run


def _sampled(x: Tensor, grid: Tensor) -> object:
    fits = x.rank == grid.rank in (4, 5) and grid.shape[-1] == x.rank - 2 and grid.shape[0] == x.shape[0]
    raise mixed("grid_sample", BETWEEN, x, (*x.shape[:2], *grid.shape[1:-1]) if fits else None)


def _attention(q: Tensor, k: Tensor, v: Tensor) -> object:
    gives = (*q.shape[:-1], *v.shape[-1:]) if q.shape[:-2] == k.shape[:-2] == v.shape[:-2] else None
    raise mixed("scaled_dot_product_attention", SEQUENCES, q, gives)


_DTYPE = "*, dtype=None, out=None"


def _counting(name: str, arguments: str, *homes: str) -> Row:
    return row(_other(name, COUNT), *(f"{home}.{name}({arguments})" for home in homes))


ROWS = (
    row(topk, "torch|Tensor.topk(input, k, dim=-1, largest=True, sorted: skip=True)"),
    row(_other("kthvalue", CHOICE), "torch|Tensor.kthvalue(input, k, dim=-1, keepdim=False)"),
    row(_other("mode", CHOICE), "torch|Tensor.mode(input, dim=-1, keepdim=False)"),
    row(gathered("logsumexp"), "torch|Tensor.logsumexp(input, dim, keepdim=False)"),
    _counting("unique", "input, sorted=True, return_inverse=False, return_counts=False, dim=None", "torch", "Tensor"),
    _counting("unique", "a, return_index=False, return_inverse=False, return_counts=False, axis=None", "numpy"),
    _counting("bincount", "input, weights=None, minlength=0", "torch", "Tensor", "numpy"),
    row(
        _others("searchsorted", COUNT),
        "torch.searchsorted(sorted_sequence, input, *, out_int32=False, right=False, side=None)",
        "numpy.searchsorted(a, v, side='left', sorter=None)",
    ),
    *(
        row(_others(name, PRODUCT), *spellings)
        for name, spellings in {
            "cdist": ["torch.cdist(x1, x2, p=2.0, compute_mode=None)"],
            "bilinear": ["torch.nn.functional.bilinear(input1, input2, weight, bias=None)"],
        }.items()
    ),
    *(
        row(
            _conv(axes),
            f"torch.nn.functional|torch.conv{axes}d(input, weight, bias=None, stride=1, padding=0, dilation=1, "
            "groups=1)",
        )
        for axes in (1, 2, 3)
    ),
    *(
        row(
            _conv_transpose(axes),
            f"torch.nn.functional|torch.conv_transpose{axes}d(input, weight, bias=None, stride=1, padding=0, "
            "output_padding=0, groups=1, dilation=1)",
        )
        for axes in (1, 2, 3)
    ),
    row(
        _attention,
        "torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, "
        "is_causal=False, scale=None, enable_gqa=False)",
    ),
    row(
        _sampled,
        "torch.nn.functional.grid_sample(input, grid, mode='bilinear', padding_mode='zeros', align_corners=None)",
    ),
    *(
        row(
            _spectrum(name, _AXES.get(name[-1], say("all axes"))) if keeps else _other(name, ALL),
            f"torch.fft.{name}(input, {sizes}=None, dim={axis}, norm=None)",
            f"numpy.fft.{name}(a, {sizes}=None, {axes}={axis}, norm=None)",
        )
        for names, keeps, sizes, axes, axis in (
            (("fft", "ifft"), True, "n", "axis", "-1"),
            (("fft2", "ifft2", "fftn", "ifftn"), True, "s", "axes", "None"),
            (("rfft", "irfft"), False, "n", "axis", "-1"),
        )
        for name in names
    ),
)
