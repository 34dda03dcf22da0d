"""What people have names for: conventions of merge and expand, and some patterns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

from einscope.core.between.signature import signature_of
from einscope.core.between.solved import solved
from einscope.core.between.way import Way
from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import write_sizes
from einscope.core.limits import Limits
from einscope.core.ops import registry
from einscope.core.plan import Shape

_CHOICES = 4  # of sizes of one pattern: beyond, its name says too little


@dataclass(frozen=True, slots=True)
class Known:
    """A pattern that has a name.

    Args:
        name: in a few words, said already somewhere on the pages.
        pattern: without an ellipsis.
        op: what it is an expression of.
        sizes: that the name means.
        more: further parameters.
    """

    name: Sentence
    pattern: str
    op: str = "rearrange"
    sizes: Mapping[str, int] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)


_MEAN = {"reduction": "mean"}
KNOWN = (
    Known(say("Transpose"), "h w -> w h"),
    Known(say("Channels first"), "b h w c -> b c h w"),
    Known(say("Channels last"), "b c h w -> b h w c"),
    Known(say("Image to tokens"), "b c h w -> b (h w) c"),
    Known(say("Image to tokens"), "b h w c -> b (h w) c"),
    Known(say("Tokens to image"), "b (h w) c -> b c h w"),
    Known(say("Flatten"), "b c h w -> b (c h w)"),
    Known(say("Split into heads"), "b n (h d) -> b h n d"),
    Known(say("Join heads"), "b h n d -> b n (h d)"),
    Known(say("Query, key and value"), "b n (k h d) -> k b h n d", sizes={"k": 3}),
    Known(say("Query, key and value, head by head"), "b n (h k d) -> k b h n d", sizes={"k": 3}),
    Known(say("Window partition"), "b (h p) (w q) c -> (b h w) p q c"),
    Known(say("Window partition"), "b (h p) (w q) c -> (b h w) (p q) c"),
    Known(say("Window reverse"), "(b h w) p q c -> b (h p) (w q) c"),
    Known(say("MaxViT grid partition"), "b (p h) (q w) c -> (b h w) p q c"),
    Known(say("Patchify"), "b c (h p1) (w p2) -> b (h w) (p1 p2 c)"),
    Known(say("Patches of a convolution"), "b c (h p1) (w p2) -> b (h w) (c p1 p2)"),
    Known(say("DiT unpatchify"), "n (h w) (p q c) -> n c (h p) (w q)"),
    Known(say("Channel shuffle"), "b (g c) h w -> b (c g) h w"),
    Known(say("Nearest upsampling"), "b c h w -> b c (h 2) (w 2)", "repeat"),
    Known(say("Nearest upsampling"), "b h w c -> b (h 2) (w 2) c", "repeat"),
    Known(say("Nearest upsampling"), "h w -> (h 2) (w 2)", "repeat"),
    Known(say("repeat_interleave, np.repeat"), "a -> (a r)", "repeat"),
    Known(say("Tensor.repeat, np.tile"), "a -> (r a)", "repeat"),
    Known(say("repeat_kv"), "b h n d -> b (h r) n d", "repeat"),
    Known(say("Average pooling 2×2"), "b c (h p1) (w p2) -> b c h w", "reduce", {"p1": 2, "p2": 2}, _MEAN),
    Known(say("Global average pooling"), "b c h w -> b c", "reduce", more=_MEAN),
)


def usual(before: Shape, after: Shape, limits: Limits) -> Iterator[Way]:
    """All that have a name, those of blocks first; the same one may come twice under two names.

    Cost: O(what has a name).

    >>> [str(way.names[0]) for way in usual((1, 2, 2, 4), (1, 4, 4, 1), Limits())]
    ['Swin-Unet / VM-UNet expand', 'Inverse of Swin merge']
    """
    for op in ("merge", "expand"):
        for preset in registry()[op].presets:
            factor = _factor(op, preset.values, before, after)
            if factor:
                texts = {name: preset.values[name] for name in ("order", "channels") if name in preset.values}
                shape = ",".join(map(str, before))
                way = way_of(op, {"shape": shape, "factor": factor, **texts}, after, limits, (preset.title,))
                if way is not None:
                    yield way
    cells, wanted = prod(before), prod(after)
    fitting = "rearrange" if cells == wanted else "repeat" if cells < wanted else "reduce"
    for known in KNOWN:
        choices = solved(known.pattern, before, after, known.sizes) if known.op == fitting else ()
        # Of several sizes those that are most alike are usual: blocks are square.
        for sizes in sorted(choices, key=lambda sizes: max(sizes.values(), default=1))[:_CHOICES]:
            way = of_pattern(known.op, known.pattern, before, after, sizes, limits, (known.name,), known.more)
            if way is not None:
                yield way


def known_as(op: str, texts: Mapping[str, str], limits: Limits) -> tuple[Sentence, ...]:
    """The names of what moves all cells as this request does.

    >>> texts = {"pattern": "a b (c d) -> a c b d", "shape": "2,3,8", "sizes": "d=4"}
    >>> [str(name) for name in known_as("rearrange", texts, Limits())]
    ['Split into heads']
    """
    plan = registry()[op].read(texts, limits).plan(limits)
    before, after, own = plan.inputs[0].shape, plan.output.shape, signature_of(plan)
    if not all((*before, *after)):
        return ()
    alike = [way for way in usual(before, after, limits) if way.signature == own]
    return tuple(dict.fromkeys(name for way in alike for name in way.names))


def of_pattern(
    op: str,
    pattern: str,
    before: Shape,
    after: Shape,
    sizes: Mapping[str, int],
    limits: Limits,
    names: tuple[Sentence, ...] = (),
    more: Mapping[str, str] | None = None,
) -> Way | None:
    """A pattern with only those sizes that do not follow from the shape; None where it does not lead there."""
    texts = {"pattern": pattern, "shape": ",".join(map(str, before)), **(more or {})}
    needed = dict(sizes)
    for name in sizes:
        fewer = {key: size for key, size in needed.items() if key != name}
        if way_of(op, {**texts, "sizes": write_sizes(fewer)}, after, limits) is not None:
            needed = fewer
    return way_of(op, {**texts, **({"sizes": write_sizes(needed)} if needed else {})}, after, limits, names)


def way_of(
    op: str, texts: Mapping[str, str], after: Shape, limits: Limits, names: tuple[Sentence, ...] = ()
) -> Way | None:
    """A request as a way; None where it is refused, or leads elsewhere."""
    try:
        plan = registry()[op].read(texts, limits).plan(limits)
    except PatternError:
        return None
    if plan.output.shape != after:
        return None
    sizes = {axis.name: axis.size for axis in plan.axes if axis.given}
    return Way(names, op, texts, plan.pattern, sizes, signature_of(plan))


def _factor(op: str, convention: Mapping[str, str], before: Shape, after: Shape) -> str:
    """The factor with which blocks lead there; empty where none does, or the convention is for other blocks."""
    if len(before) != len(after) or len(before) < 3 or not all((*before, *after)):
        return ""
    start = 2 if convention.get("channels") == "first" else 1
    image, stack = (before, after) if op == "merge" else (after, before)
    pairs = list(zip(image, stack, strict=True))[start : start + len(before) - 2]
    factors = [large // small for large, small in pairs]
    if any(large % small for large, small in pairs) or max(factors) < 2:
        return ""
    if len(convention.get("order", "").split()) - 1 != len(factors):
        return ""
    return ",".join(map(str, factors if len(set(factors)) > 1 else factors[:1]))
