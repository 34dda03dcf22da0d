"""Random requests: patterns that einops accepts, the same with a slip of the pen, and any text at all."""

from collections.abc import Mapping, Sequence
from math import prod

from hypothesis import settings
from hypothesis import strategies as st

from tests.core.einops_judge import Request

# Random tests look for a wrong answer, not for a slow one.
many = settings(max_examples=300, deadline=None)
some = settings(max_examples=80, deadline=None)

NAMES = ("a", "b", "c", "h", "w", "h1", "p2", "i", "i0", "in", "axis", "a__b", "Wide", "高", "β")
SIZES = (0, 1, 1, 2, 2, 3, 4)
# What patterns are made of, and what is typed by mistake.
PIECES = (*"abch12 ()_.,-><…[*\t0", "  ", "->", "...", "h1", "2 ", "1 ", "() ", "(a b)", "→", "=>", "高", "²", "\x00")

axis_sizes = st.sampled_from(SIZES)
words = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
characters = st.characters(exclude_categories=())  # lone surrogates, too
texts = st.one_of(words, st.text(characters, max_size=20), st.tuples(words, words).map("->".join))
shapes = st.lists(axis_sizes, max_size=4).map(tuple)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A request that einops accepts: axes in groups, an ellipsis, unit axes, spaces, sizes that need not be said."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=5))
    lengths = {name: draw(axis_sizes) for name in names}
    spread = draw(st.none() | st.lists(axis_sizes, max_size=3))
    dots = [] if spread is None else ["..."]
    groups = _cut(draw, draw(st.permutations(names)))
    left = draw(st.permutations([*groups, dots] if dots else groups))
    right = _cut(draw, draw(st.permutations([*names, *dots])))
    given = {name: size for group in left for name, size in _given(draw, group, lengths).items()}
    left, right = _with_units(draw, left), _with_units(draw, right)
    shape: list[int] = []
    for group in left:
        shape.extend(spread or [] if group == ["..."] else [prod(lengths[name] for name in group)])
    return Request(f"{_side(draw, left, False)}->{_side(draw, right, True)}", tuple(shape), given)


@st.composite
def slips(draw: st.DrawFn) -> Request:
    """A request that einops accepts, with one slip: in the pattern, in a size, in the shape."""
    request = draw(requests())
    pattern, shape, given = request.pattern, list(request.shape), dict(request.sizes)
    match draw(st.sampled_from(("insert", "replace", "drop", "size", "unsaid", "shape"))):
        case "size":
            given[draw(st.sampled_from([*given, "a"]))] = draw(st.integers(-2, 6))
        case "unsaid":
            given.pop(draw(st.sampled_from([*given, "a"])), None)
        case "shape":
            place = draw(st.integers(0, len(shape)))
            shape[place : place + draw(st.integers(0, 1))] = draw(st.lists(axis_sizes, max_size=1))
        case slip:
            start = draw(st.integers(0, len(pattern)))
            piece = "" if slip == "drop" else draw(st.sampled_from(PIECES))
            pattern = pattern[:start] + piece + pattern[start + (slip != "insert") :]
    return Request(pattern, tuple(shape), given)


def _cut(draw: st.DrawFn, names: Sequence[str]) -> list[list[str]]:
    """The names in order, cut into groups of one or more."""
    groups: list[list[str]] = []
    for name in names:
        together = draw(st.booleans())
        if groups and together:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _given(draw: st.DrawFn, group: list[str], lengths: Mapping[str, int]) -> dict[str, int]:
    """Sizes of the axes of a group: all but one, or all where the last one does not follow from the others."""
    known = {name: lengths[name] for name in group if name in lengths}
    open_one = draw(st.sampled_from([None, *known]))
    rest = {name: size for name, size in known.items() if name != open_one}
    return rest if prod(rest.values()) else known


def _with_units(draw: st.DrawFn, groups: Sequence[list[str]]) -> list[list[str]]:
    """The groups with unit axes, which are empty groups, in between."""
    mixed = [*groups]
    for place in draw(st.lists(st.integers(0, len(groups)), max_size=2)):
        mixed.insert(place, [])
    return mixed


def _side(draw: st.DrawFn, groups: list[list[str]], dots_in_brackets: bool) -> str:
    """One side of a pattern; only words that touch no bracket need a space between them."""
    text = " " * draw(st.integers(0, 2))
    for group in groups:
        ones = ["1"] * draw(st.integers(0, 1))
        if group == ["..."] and not dots_in_brackets:
            written = "..."
        elif len(group) + len(ones) != 1 or (group and draw(st.booleans())):
            gap, margin = " " * draw(st.integers(1, 2)), " " * draw(st.integers(0, 1))
            written = f"({margin}{gap.join([*ones, *group])}{margin})"
        else:
            written = "".join(ones + group)
        apart = text.endswith((" ", ")")) or not text or written.startswith("(")
        text += " " * draw(st.integers(0 if apart else 1, 2)) + written
    return text + " " * draw(st.integers(0, 2))
