"""What we refuse although einops accepts it. Everything else is as einops has it."""

from collections.abc import Callable
from dataclasses import dataclass

from einscope.core.limits import DEFAULT_LIMITS


@dataclass(frozen=True)
class Difference:
    """``concerns`` recognises the patterns; ``pattern`` on a tensor of ``shape`` is one that einops accepts."""

    code: str
    why: str
    concerns: Callable[[str], bool]
    pattern: str
    shape: tuple[int, ...]


_33_AXES = " ".join(f"a{number}" for number in range(33))

DIFFERENCES = (
    Difference(
        code="axis-repeated",
        why="einops takes a wide letter for another name than the plain one; Python, and whoever types it, do not",
        concerns=lambda pattern: any("\uff01" <= each <= "\uff5e" for each in pattern),
        pattern="ａ a -> a ａ",
        shape=(2, 3),
    ),
    Difference(
        code="axes-limit",
        why="einops stops where numpy stops, at 64 axes",
        concerns=lambda pattern: len(pattern.split()) > DEFAULT_LIMITS.axes,
        pattern=f"{_33_AXES} -> ({_33_AXES})",
        shape=(1,) * 33,
    ),
    Difference(
        code="text-long",
        why="einops reads a pattern of any length",
        concerns=lambda pattern: len(pattern) > DEFAULT_LIMITS.pattern_characters,
        pattern="a b -> b a" + " " * 991,
        shape=(2, 3),
    ),
)
