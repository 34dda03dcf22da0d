"""What is written on blocks, and when: the value of a cell, else its number, or a label of several cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

import numpy as np

from einscope.core.fields.data import Entry
from einscope.core.scene import Scene
from einscope.core.scene.merged import place
from einscope.core.values import Data
from einscope.core.values.made import gathered
from einscope.core.values.text import value_text
from einscope.render.blocks import HOLLOW, Blocks
from einscope.render.marks import Kind, Span
from einscope.render.motion import ARRIVED, LAST, MERGED, open_at
from einscope.render.theme import MIXED

_INSTANT = 0.01  # of the time of a scene


@dataclass(frozen=True, slots=True)
class Written:
    """The texts of a picture's blocks, of one line or two.

    Args:
        labels: of cells that are made of several.
        values: of each input's cells; None: they have their numbers.
        result: the values of the output's cells.
        label: ``numbers``, ``values`` or ``both``; empty: values where there are some.
    """

    labels: tuple[str, ...]
    values: Sequence[Data | None] = ()
    result: Data | None = None
    label: str = ""

    def of(self, source: int, number: int) -> tuple[Kind, str]:
        """The kind of a block with this number, from this input, and what is written on it."""
        label = place(number)
        if label is not None:
            return "block", self.labels[label]
        if number == HOLLOW:
            return "hollow", ""
        own = self.values[source] if source < len(self.values) else None
        if own is None or self.label == "numbers":
            return "block", str(number)
        value = value_text(own[number])
        return "block", f"{value}\n#{number}" if self.label == "both" else value

    def term(self, numbers: Sequence[int]) -> str | None:
        r"""A product, of one cell of each input: its factors, and what they make; None where no values are told.

        >>> Written((), result=(6,)).term((2, 3))
        '2·3\n= 6'
        """
        if self.result is None:
            return None
        factors = [self._value(source, number) for source, number in enumerate(numbers)]
        product = gathered(None, [np.array([[factor]], dtype=np.object_) for factor in factors])[0]
        text = "·".join(map(value_text, factors))
        return text if product is None else f"{text}\n= {value_text(product)}"

    def _value(self, source: int, number: int) -> Entry | None:
        own = self.values[source] if source < len(self.values) else None
        if number < 0:
            return 0  # it is filled in
        return number if own is None else own[number]

    def merged(self, label: int, target: int) -> str:
        """What is written on a cell of the output that is made of several."""
        if self.result is None or target < 0 or self.label == "numbers":
            return self.labels[label]
        return f"{value_text(self.result[target])}\n{' '.join(self.labels[label].split(chr(10)))}"


class Shared(NamedTuple):
    """When what is written on cells that several blocks share: their own numbers, the terms, what they become."""

    own: tuple[Span, ...]
    terms: tuple[Span, ...]
    early: tuple[Span, ...]
    late: tuple[Span, ...]
    written: Sequence[str]
    """The terms, by the rows of blocks; nothing where there are none."""


def shared_of(flights: Sequence[Blocks], scene: Scene, names: Written) -> Shared:
    """Numbers are seen while no block covers another; what is made of all of them lies on them when they are one."""
    late = ((ARRIVED if not scene.apart else MERGED, inf),)
    if scene.apart is None:
        return Shared((), (), ((0.0, 1.0),), late, ())
    if scene.apart == 0:
        return Shared(((0.0, ARRIVED),), (), (), late, ())
    opens = open_at(scene.apart)
    closes = max(LAST - opens, ARRIVED + _INSTANT)
    early = ((0.0, LAST - MERGED),)
    written = _terms(flights, names)
    if written:
        return Shared(((opens, ARRIVED),), ((ARRIVED, closes),), early, late, written)
    return Shared(((opens, closes),), (), early, late, ())


def _terms(flights: Sequence[Blocks], names: Written) -> list[str]:
    """The product of every row of blocks, one of each input."""
    if len(flights) < 2 or any(blocks.flight.pairs is not None for blocks in flights):
        return []
    products = [names.term(numbers) for numbers in zip(*(blocks.numbers.tolist() for blocks in flights), strict=True)]
    return [product for product in products if product is not None]


def mixed(flights: Sequence[Blocks]) -> dict[int, tuple[int, int]]:
    """For each cell of the output what its blocks become: their middle shade, without a hue where theirs differ."""
    gathered: dict[int, list[tuple[int, int]]] = {}
    for blocks in flights:
        for cell, shade in zip(blocks.cells, blocks.shades.tolist(), strict=True):
            gathered.setdefault(cell, []).append(shade)
    return {cell: _middle_shade(shades) for cell, shades in gathered.items()}


def _middle_shade(shades: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len({hue for hue, _ in shades}) > 1:
        return MIXED
    return shades[0][0], (2 * sum(level for _, level in shades) + len(shades)) // (2 * len(shades))
