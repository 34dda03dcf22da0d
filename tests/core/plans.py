"""Plans for tests: from the parameters of an operation, and at random."""

from collections.abc import Callable

from hypothesis import strategies as st

from app.core.limits import DEFAULT_LIMITS
from app.core.ops import registry
from app.core.plan import Plan

# Single letters, words, keywords of Python, inner underscores, digits at the end, letters of other scripts.
NAMES = ("b", "h", "p1", "p2", "c", "head", "if", "lambda", "kv_head", "p_1", "e3", "高", "λ2", "k", "i", "ß", "x", "y")


def plan_of(operation: str, **texts: str) -> Plan:
    """The plan of these parameters."""
    asked = registry()[operation]
    return asked.plan(asked.read(texts, DEFAULT_LIMITS).values, DEFAULT_LIMITS)


def rearrange(pattern: str, shape: str, sizes: str = "") -> Plan:
    return plan_of("rearrange", pattern=pattern, shape=shape, sizes=sizes)


@st.composite
def random_plans(draw: Callable[..., object], smallest: int = 1) -> Plan:
    """A rearrangement, reduction or repetition with axes of sizes up to 3, grouped at will on both sides."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=5))
    assert isinstance(names, list)
    sizes = {name: draw(st.integers(smallest, 3)) for name in names}
    kept = list(names)
    operation = draw(st.sampled_from(("rearrange", "reduce", "repeat")))
    fewer = draw(st.permutations(names)) if operation != "rearrange" else names
    assert isinstance(fewer, list)
    if operation != "rearrange":
        kept = fewer[: len(fewer) // 2]
    left = names if operation != "repeat" else kept
    right = names if operation != "reduce" else kept
    left_groups = _groups(draw, left)
    right_groups = _groups(draw, draw(st.permutations(right)))
    shape = []
    for group in left_groups:
        size = 1
        for name in group:
            size *= int(str(sizes[name]))
        shape.append(size)
    asked = {
        "pattern": f"{_side(left_groups)} -> {_side(right_groups)}",
        "shape": ",".join(map(str, shape)),
        "sizes": ",".join(f"{name}={sizes[name]}" for name in names),
    }
    return plan_of(str(operation), **asked)


def _groups(draw: Callable[..., object], names: object) -> list[list[str]]:
    assert isinstance(names, list)
    groups: list[list[str]] = []
    for name in names:
        if groups and draw(st.booleans()):
            groups[-1].append(name)
        else:
            groups.append([name])
        if draw(st.integers(0, 5)) == 0:
            groups.append([])
    return groups


def _side(groups: list[list[str]]) -> str:
    return " ".join(group[0] if len(group) == 1 else f"({' '.join(group)})" for group in groups)
