"""A plan as steps on whole tensors, in no library's words."""

from dataclasses import dataclass
from math import prod

from einscope.core.plan import Axis, Plan, Shape, Tensor
from einscope.core.say.code.bundles import bundled


@dataclass(frozen=True, slots=True)
class Crop:
    """Cut every axis off at its end: how many cells stay, None for all."""

    stops: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Pad:
    """Fill every axis up with zeros at its end: how many."""

    more: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reshape:
    """Read the same cells, in the same order, as this shape."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Reduce:
    """Make the cells along these axes one."""

    reduction: str
    axes: tuple[int, ...]
    all_axes: bool


@dataclass(frozen=True, slots=True)
class Permute:
    """Put the axes into this order."""

    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Copy the cells along new axes: the shape that comes out, and which of its axes are new."""

    shape: Shape
    new: tuple[int, ...]


Step = Crop | Pad | Reshape | Reduce | Permute | Broadcast


def steps(plan: Plan) -> list[Step]:
    """The steps from the input to the output; those that would do nothing are left out.

    Args:
        plan: of an operation on one tensor.

    Cost: O(rank).

    >>> from einscope.core.ops import registry
    >>> steps(registry()["reduce"].example_plan())  # b (h p1) (w p2) c -> b h w c
    [Reshape(shape=(1, 2, 2, 2, 2, 1)), Reduce(reduction='mean', axes=(2, 4), all_axes=False)]
    """
    source = plan.inputs[0]
    bundles = bundled(source.arrangement, plan.output.arrangement, plan.axes)
    fitted = fitted_shape(source, plan.axes)
    split = tuple([bundles.sizes[bundle] for bundle in bundles.left])
    kept = [bundle for bundle in bundles.left if bundle in bundles.right]
    inner: list[Step] = []
    reduced = tuple([place for place, bundle in enumerate(bundles.left) if bundle not in kept])
    if reduced:
        inner.append(Reduce(plan.reduction or "", reduced, all_axes=not kept))
    ordered = [bundle for bundle in bundles.right if bundle in kept]
    if ordered != kept:
        inner.append(Permute(tuple([kept.index(bundle) for bundle in ordered])))
    shape = tuple([bundles.sizes[bundle] for bundle in ordered])
    full = tuple([bundles.sizes[bundle] for bundle in bundles.right])
    new = tuple([place for place, bundle in enumerate(bundles.right) if bundle not in kept])
    if any(full[place] != 1 for place in new):
        inner.append(Broadcast(full, new))
        shape = full
    if inner and split != fitted:
        inner.insert(0, Reshape(split))
    if (shape if inner else fitted) != plan.output.shape:
        inner.append(Reshape(plan.output.shape))
    return [*fit(source.shape, fitted), *inner]


def fitted_shape(tensor: Tensor, axes: tuple[Axis, ...]) -> Shape:
    """The shape that the arrangement asks for; the tensor's own may have cells left over, or too few."""
    return tuple([prod([axes[part].size for part in parts]) for parts in tensor.arrangement])


def fit(shape: Shape, fitted: Shape) -> list[Step]:
    """The steps that cut a tensor off, or fill it up, to a shape.

    >>> fit((1, 5, 4), (1, 4, 4))
    [Crop(stops=(None, 4, None))]
    >>> fit((1, 5, 4), (1, 6, 4))
    [Pad(more=(0, 1, 0))]
    """
    if shape == fitted:
        return []
    both = list(zip(shape, fitted, strict=True))
    stops = tuple(wanted if wanted < size else None for size, wanted in both)
    more = tuple(max(0, wanted - size) for size, wanted in both)
    crop: list[Step] = [Crop(stops)] if any(stop is not None for stop in stops) else []
    return [*crop, Pad(more)] if any(more) else crop
