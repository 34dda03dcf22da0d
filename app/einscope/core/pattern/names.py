"""Numbers the elementary axes of a pattern, and names those that have no name of their own."""

from itertools import chain, count

from einscope.core.pattern.parser import Item, Pattern, Side
from einscope.core.plan import Arrangement

_LETTERS = "ijklmnopqrstuvwxyz"


class Names:
    """The elementary axes in order of first appearance: ``names`` and the ``items`` they come from.

    An axis is the same wherever its name stands; every number is an axis of its own; an ellipsis stands for
    ``spread`` axes. Numbers and ellipses get letters that the pattern does not use.
    """

    def __init__(self, pattern: Pattern, spread: int) -> None:
        self.names: list[str] = []
        self.items: list[Item] = []
        self._spread = spread
        self._numbers: dict[tuple[str, int], int] = {}
        taken = {item.text for side in (pattern.left, pattern.right) for item in side.items}
        letters = [letter for letter in _LETTERS if letter not in taken]
        self._fresh = chain(letters, (name for number in count() if (name := f"i{number}") not in taken))

    def arrangement(self, side: Side) -> Arrangement:
        """Which axes make up each axis of the tensor that this side describes."""
        arrangement: list[tuple[int, ...]] = []
        for dimension in side.dimensions:
            parts = [part for item in dimension.items for part in self._axes(item)]
            if dimension.is_bare_ellipsis:
                arrangement.extend((part,) for part in parts)
            else:
                arrangement.append(tuple(parts))
        return tuple(arrangement)

    def _axes(self, item: Item) -> list[int]:
        if item.kind == "ellipsis":
            return [self._axis(item, (item.text, number)) for number in range(self._spread)]
        # Every number is an axis of its own; a name is the same axis wherever it stands.
        return [self._axis(item, (item.text, item.span.start if item.kind == "number" else 0))]

    def _axis(self, item: Item, key: tuple[str, int]) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.names)
            self.names.append(item.text if item.kind == "name" else next(self._fresh))
            self.items.append(item)
        return self._numbers[key]
