"""Plans for tests: from the parameters of an operation, and at random."""

from collections.abc import Sequence
from math import prod

from hypothesis import strategies as st

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.plan import Plan

# Single letters, words, keywords of Python, inner underscores, digits at the end, letters of other scripts.
NAMES: tuple[str, ...] = (
    *("b", "h", "p1", "p2", "c", "head", "if", "lambda", "kv_head", "p_1", "e3", "高", "λ2", "k", "i", "ß", "x", "y"),
)
NAMES += ("where", "mod")  # words of formulas
_CALLED = st.sampled_from(NAMES)


def plan_of(operation: str, **texts: str) -> Plan:
    """The plan of these parameters."""
    asked = registry()[operation]
    return asked.plan(asked.read(texts, DEFAULT_LIMITS).values, DEFAULT_LIMITS)


def rearrange(pattern: str, shape: str, sizes: str = "") -> Plan:
    return plan_of("rearrange", pattern=pattern, shape=shape, sizes=sizes)


@st.composite
def random_plans(draw: st.DrawFn, called: st.SearchStrategy[str] = _CALLED, smallest: int = 1) -> Plan:
    """A rearrangement, reduction or repetition with axes of sizes up to 3, grouped at will on both sides."""
    names = draw(st.lists(called, unique=True, max_size=5))
    sizes = {name: draw(st.integers(smallest, 3)) for name in names}
    operation = draw(st.sampled_from(("rearrange", "reduce", "repeat")))
    fewer = names if operation == "rearrange" else draw(st.permutations(names))[: len(names) // 2]
    left = _groups(draw, fewer if operation == "repeat" else names)
    right = _groups(draw, draw(st.permutations(fewer if operation == "reduce" else names)))
    return plan_of(
        operation,
        pattern=f"{_side(left)} -> {_side(right)}",
        shape=",".join(str(prod(sizes[name] for name in group)) for group in left),
        sizes=",".join(f"{name}={size}" for name, size in sizes.items()),
        **({"reduction": "mean"} if operation == "reduce" else {}),
    )


def _groups(draw: st.DrawFn, names: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name in names:
        if draw(st.booleans()) and groups:
            groups[-1].append(name)
        else:
            groups.append([name])
        if draw(st.integers(0, 5)) == 0:
            groups.append([])
    return groups


def _side(groups: list[list[str]]) -> str:
    return " ".join(group[0] if len(group) == 1 else f"({' '.join(group)})" for group in groups)
