"""Requests at random, as texts of their parameters."""

from math import prod

from hypothesis import strategies as st

Texts = tuple[str, dict[str, str]]
_CALLED = st.sampled_from(("b", "h", "p1", "i", "kv_head", "tensor"))


@st.composite
def patterns(
    draw: st.DrawFn,
    operations: tuple[str, ...] = ("rearrange", "reduce", "repeat"),
    called: st.SearchStrategy[str] = _CALLED,
) -> Texts:
    """A rearrangement, reduction or repetition of axes of sizes 0 to 4, grouped and with an ellipsis at will."""
    operation = draw(st.sampled_from(operations))
    names = draw(st.lists(called, unique=True, max_size=4))
    sizes = {name: draw(st.integers(0, 4)) for name in names}
    some = names if operation == "rearrange" else draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    left, right = (names, some) if operation == "reduce" else (some, names)
    hidden = draw(st.lists(st.integers(0, 3), max_size=2))
    ellipsis = draw(st.booleans())
    groups = _groups(draw, [*draw(st.permutations(left)), *(["..."] if ellipsis else [])], grouped_ellipsis=False)
    keeps = ellipsis and (operation != "reduce" or draw(st.booleans()))
    image = _groups(draw, [*draw(st.permutations(right)), *(["..."] if keeps else [])], grouped_ellipsis=True)
    shape: list[int] = []
    for group in groups:
        shape.extend(hidden if group == ["..."] else [prod(sizes[name] for name in group)])
    given = {name: size for name, size in sizes.items() if name != "tensor"}
    alone = all("tensor" not in group or _follows(group, sizes) for group in groups)
    if not alone or ("tensor" in right and "tensor" not in left):
        return operation, {"pattern": "a b -> b a", "shape": "2,3"}
    return operation, {
        "pattern": f"{_side(groups)} -> {_side(image)}",
        "shape": ",".join(map(str, shape)),
        "sizes": ",".join(f"{name}={size}" for name, size in given.items()),
    }


def _follows(group: list[str], sizes: dict[str, int]) -> bool:
    return prod(sizes[name] for name in group if name != "tensor") != 0


def _groups(draw: st.DrawFn, words: list[str], grouped_ellipsis: bool) -> list[list[str]]:
    groups: list[list[str]] = []
    for word in words:
        joinable = groups and (grouped_ellipsis or ("..." not in (word, *groups[-1])))
        if joinable and draw(st.booleans()):
            groups[-1].append(word)
        else:
            groups.append([word])
        if draw(st.integers(0, 5)) == 0:
            groups.append([])
    return groups


def _side(groups: list[list[str]]) -> str:
    return " ".join(group[0] if len(group) == 1 else f"({' '.join(group)})" for group in groups)


@st.composite
def blocks(draw: st.DrawFn, operations: tuple[str, ...] = ("merge", "expand")) -> Texts:
    """A merge, cutting or filling where it must, or an expansion, over 1 to 3 spatial axes."""
    operation = draw(st.sampled_from(operations))
    spatial = draw(st.integers(1, 3))
    factors = draw(st.lists(st.integers(1, 3), min_size=spatial, max_size=spatial))
    channels = draw(st.sampled_from(("last", "first")))
    order = draw(st.permutations([*(f"p{number + 1}" for number in range(spatial)), "c"]))
    depth = draw(st.integers(0, 2)) * (prod(factors) if operation == "expand" else 1)
    image = draw(st.lists(st.integers(0, 5 if spatial < 3 else 3), min_size=spatial, max_size=spatial))
    batch = draw(st.integers(0, 2))
    shape = [batch, *image, depth] if channels == "last" else [batch, depth, *image]
    texts = {
        "shape": ",".join(map(str, shape)),
        "factor": ",".join(map(str, factors)),
        "order": " ".join(order),
        "channels": channels,
    }
    return operation, texts | ({"odd": draw(st.sampled_from(("crop", "pad")))} if operation == "merge" else {})


@st.composite
def einsums(draw: st.DrawFn) -> Texts:
    """An einsum of one operand, by letters or names, that is often bijective."""
    names = draw(st.lists(st.sampled_from(["a", "b", "c", "_", "tensor", "kv_head"]), max_size=4))
    letters = draw(st.booleans())
    labels = [name[0] if letters else name for name in names if name != "_" or not letters]
    sizes = {label: draw(st.sampled_from([0, 1, 1, 2, 3])) for label in labels}
    dots = draw(st.none() | st.lists(st.sampled_from([0, 1, 1, 2]), max_size=2))
    left = [*labels, *([] if dots is None else ["..."])]
    left = draw(st.permutations(left)) if left else []
    # What is longer than 1 mostly stays, so that nothing is summed.
    gone = {label for label in left if sizes.get(label, 1) == 1 and draw(st.booleans())}
    right = list(dict.fromkeys(label for label in left if label not in gone))
    right = draw(st.permutations(right)) if right else []
    shape = [size for label in left for size in (dots or [] if label == "..." else [sizes[label]])]
    between = "" if letters else " "
    pattern = f"{between.join(left)} -> {between.join(right)}"
    return "einsum", {
        "pattern": pattern.replace(" ", "") if letters else pattern,
        "shape": ",".join(map(str, shape)),
    }


@st.composite
def windows(draw: st.DrawFn, covering: bool = False) -> Texts:
    """An unfold over 1 to 3 spatial axes; ``covering``: its windows hold every cell of the input once."""
    axes = [draw(_window_axis(covering)) for _ in range(draw(st.integers(1, 3)))]
    channels = draw(st.sampled_from(("last", "first")))
    batch, depth = (draw(st.integers(int(covering), 2)) for _ in range(2))
    image = [size for size, *_ in axes]
    shape = [batch, *image, depth] if channels == "last" else [batch, depth, *image]
    numbers = zip(
        ("kernel", "stride", "padding", "dilation"), zip(*(axis[1:] for axis in axes), strict=True), strict=True
    )
    texts = {name: ",".join(map(str, each)) for name, each in numbers}
    return "unfold", {"shape": ",".join(map(str, shape)), "channels": channels, **texts}


@st.composite
def _window_axis(draw: st.DrawFn, covering: bool) -> tuple[int, int, int, int, int]:
    """Size, kernel, stride, padding and dilation along one axis."""
    kernel, count = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    kind = draw(st.sampled_from(("beside", "between") if covering else ("beside", "between", "any")))
    if kind == "beside":
        return kernel * count, kernel, kernel, 0, draw(st.integers(1, 3)) if kernel == 1 else 1
    if kind == "between":
        return kernel * count, kernel, 1, 0, count
    dilation, padding = draw(st.integers(1, 2)), draw(st.integers(0, 1))
    return dilation * (kernel - 1) + count, kernel, draw(st.integers(1, 3)), padding, dilation


@st.composite
def rolls(draw: st.DrawFn) -> Texts:
    """A cyclic shift; axes may be negative, and may come twice."""
    shape = draw(st.lists(st.integers(0, 5), min_size=1, max_size=4))
    axes = draw(st.lists(st.integers(-len(shape), len(shape) - 1), min_size=1, max_size=4))
    shifts = [draw(st.integers(-9, 9)) for _ in axes]
    texts = {"shape": shape, "shift": shifts, "axes": axes}
    return "roll", {name: ",".join(map(str, numbers)) for name, numbers in texts.items()}
