"""The requests whose readings are compared: tables, and the gallery, of which one line more is one request more."""

from collections.abc import Iterator
from itertools import permutations, product

from einscope.core.examples import GROUPS
from einscope.core.ops import registry
from tests.core.readings.case import Case, pattern_case
from tests.core.readings.code import REDUCTIONS
from tests.data import rows

# A line here is one more request: the corners of the language.
CORNERS = [
    pattern_case("rearrange", "->", ""),
    pattern_case("rearrange", "-> 1 ()", ""),
    pattern_case("rearrange", "1 () -> ", "1,1"),
    pattern_case("rearrange", "a b -> a b", "2,3"),
    pattern_case("rearrange", "a b -> b a", "0,3"),
    pattern_case("rearrange", "(a b) c -> c (b a)", "0,3", "a=2"),
    pattern_case("rearrange", "(a b) c -> c (a b)", "6,3", "a=2"),
    pattern_case("rearrange", "(a b c) d -> (d c) (a b)", "24,3", "a=2,b=3"),
    pattern_case("rearrange", "a 1 b -> 1 b a", "2,1,3"),
    pattern_case("rearrange", "a b -> b a", "1,1"),
    pattern_case("rearrange", "a ... b -> b (...) a", "2,3,4,5"),
    pattern_case("rearrange", "... a -> a ...", "5"),
    pattern_case("rearrange", "...->...", ""),
    pattern_case("rearrange", "(in class) None -> None class in", "6,2", "in=2,class=3"),
    pattern_case("rearrange", "(高 β) -> β 高", "6", "高=2"),
    pattern_case("rearrange", "(ﬁ fi) -> fi ﬁ", "6", "ﬁ=2"),  # a ligature, which Python reads as two letters
    pattern_case("rearrange", "(\u212a K) -> K \u212a", "6", "\u212a=2,K=3"),  # the first one is the Kelvin sign
    pattern_case("rearrange", "(x y) np -> np y x", "6,2", "x=2"),
    pattern_case("rearrange", "(rearrange self) -> self rearrange", "6", "self=2"),
    pattern_case("rearrange", " ( a b )->b  a ", "6", "a=2"),
    pattern_case("repeat", "-> a", "", "a=3"),
    pattern_case("repeat", "-> 1 2 () 3", ""),
    pattern_case("repeat", "a -> a r", "2", "r=1"),
    pattern_case("repeat", "a -> a r s", "2", "r=1,s=3"),
    pattern_case("repeat", "a -> r a", "2", "r=0"),
    pattern_case("repeat", "a -> a r", "2", "r=0"),
    pattern_case("repeat", "a -> (a r)", "0", "r=2"),
    pattern_case("repeat", "a b -> b r a s", "2,3", "r=2,s=3"),
    pattern_case("repeat", "a b -> a b", "2,3"),
    pattern_case("repeat", "a b -> (b 2 3 a)", "2,3"),
    pattern_case("repeat", "(a b) -> b 2 (a 3)", "6", "b=3"),
    pattern_case("repeat", "... -> ... (2 r)", "2,3", "r=2"),
    pattern_case("repeat", "a -> (a in)", "2", "in=2"),
]

REDUCED = [
    ("->", "", ""),
    ("a ->", "3", ""),
    ("a b -> ", "2,3", ""),
    ("a b -> 1 ()", "2,3", ""),
    ("a b -> b a", "2,3", ""),
    ("a b -> a b", "2,3", ""),
    ("a b -> a", "2,1", ""),
    ("a 2 3 -> a", "4,2,3", ""),
    ("(a 2) (3 b) -> b a", "4,9", ""),
    ("a b c d -> d b", "2,3,4,5", ""),
    ("... (h p) -> h ...", "2,3,4", "p=2"),
    ("a ... b -> b", "2,3,4,5", ""),
    ("... -> ", "2,3", ""),
    ("(in p) is -> is in", "6,2", "in=2"),
    ("(a b c) d -> a d", "24,2", "a=2,b=3"),
    ("a b -> b", "3,0", ""),
    ("a b -> b", "0,3", ""),
    ("(a b) c -> c a", "0,2", "a=2"),
    ("a b -> ", "2,0", ""),
    ("a b -> a 1", "2,0", ""),
]

PRODUCTS = [
    ("ij,jk->ik", "2,3;3,4"),
    ("i, j -> i j", "3;4"),
    ("b i d, b j d -> b i j", "2,3,2;2,4,2"),
    ("ii->i", "4,4"),
    ("ii->", "4,4"),
    ("iij->j", "3,3,2"),
    ("ij,ji->", "2,3;3,2"),
    ("ij,jk,kl->il", "2,3;3,2;2,2"),
    ("ij,j->i", "2,3;1"),
    ("ij->", "2,3"),
]


def shown_cases() -> Iterator[Case]:
    """What people are shown first: the example and the presets of every operation, and the gallery."""
    for name, operation in registry().items():
        for texts in (operation.example, *(preset.values for preset in operation.presets)):
            yield Case(name, texts)
    for each in (example for group in GROUPS for example in group.examples if example.op in registry()):
        yield from (Case(each.op, texts) for texts in (each.texts, each.other) if texts is not None)


def pattern_cases() -> Iterator[Case]:
    """Patterns of public code, and the corners."""
    for row in rows("patterns.json"):
        if row["op"] in ("rearrange", "repeat"):
            yield pattern_case(row["op"], row["pattern"], _shape(row["shape"][0]), _sizes(row.get("sizes", {})))
    yield from CORNERS


def reduce_cases() -> Iterator[Case]:
    """Reductions of public code and the corners, each with every reduction there is."""
    public = [
        (row["pattern"], _shape(row["shape"][0]), _sizes(row.get("sizes", {})))
        for row in rows("patterns.json")
        if row["op"] == "reduce"
    ]
    for (pattern, shape, sizes), reduction in product([*public, *REDUCED], REDUCTIONS):
        yield pattern_case("reduce", pattern, shape, sizes, reduction)


def product_cases() -> Iterator[Case]:
    """Einsums of public code, and the corners."""
    for row in rows("patterns.json"):
        if row["op"] == "einsum":
            yield Case("einsum", {"pattern": row["pattern"], "shape": ";".join(map(_shape, row["shape"]))})
    for pattern, shape in PRODUCTS:
        yield Case("einsum", {"pattern": pattern, "shape": shape})


def window_cases() -> Iterator[Case]:
    """Windows of every kernel, stride, padding and dilation, over 1, 2 and 3 spatial axes."""
    names = ("shape", "kernel", "stride", "padding", "dilation", "channels")
    numbers = product(("1", "2"), ("1", "2"), ("0", "1"), ("1", "2"))
    for shape, each, place in product(("2,5,3", "2,3,5,6", "1,3,4,5,4"), numbers, ("first", "last")):
        kernel, _, padding, dilation = map(int, each)
        spatial = [int(size) for size in shape.split(",")][1 if place == "last" else 2 :][: shape.count(",") - 1]
        if min(spatial) + 2 * padding > dilation * (kernel - 1):  # else the window is larger than the input
            yield Case("unfold", dict(zip(names, (shape, *each, place), strict=True)))


def block_cases() -> Iterator[Case]:
    """Merging and expanding: every order of 1, 2 and 3 spatial axes, channels first and last, odd sizes."""
    merges = [((4,), "2"), ((5,), "2"), ((3,), "1"), ((4, 6), "2"), ((5, 7), "3,2"), ((3, 5, 4), "2,3,1")]
    merges += [((1, 1), "2"), ((0, 3), "2"), ((2, 2, 5), "1,1,2")]
    for (spatial, factor), (batch, channels), odd in product(merges, ((2, 3), (1, 1), (1, 0)), ("crop", "pad")):
        yield from _ordered("merge", batch, spatial, channels, {"factor": factor, "odd": odd})
    expands = [((3,), "2", 2), ((3,), "1", 1), ((2, 3), "2", 4), ((2, 1), "3,2", 6), ((1, 2, 2), "2,1,3", 6)]
    expands += [((0, 2), "2", 4), ((2, 2, 2), "4", 64)]
    for (spatial, factor, block), (batch, channels) in product(expands, ((2, 3), (1, 1), (1, 0))):
        yield from _ordered("expand", batch, spatial, channels * block, {"factor": factor})


def _ordered(
    operation: str, batch: int, spatial: tuple[int, ...], channels: int, texts: dict[str, str]
) -> Iterator[Case]:
    words = [*(f"p{number}" for number in range(1, len(spatial) + 1)), "c"]
    for order, place in product(permutations(words), ("last", "first")):
        shape = (batch, *spatial, channels) if place == "last" else (batch, channels, *spatial)
        yield Case(operation, {"shape": _shape(shape), "order": " ".join(order), "channels": place, **texts})


def _shape(shape: tuple[int, ...] | list[int]) -> str:
    return ",".join(map(str, shape))


def _sizes(sizes: dict[str, int]) -> str:
    return ",".join(f"{axis}={size}" for axis, size in sizes.items())
