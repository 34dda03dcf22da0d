"""What is written on blocks: the value of a cell where it has one, else its number, or a label of several cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from einscope.core.fields.data import Entry
from einscope.core.scene.merged import place
from einscope.core.values import Data
from einscope.core.values.made import gathered
from einscope.core.values.text import value_text
from einscope.render.blocks import HOLLOW
from einscope.render.marks import Kind


@dataclass(frozen=True, slots=True)
class Written:
    """The texts of a picture's blocks, of one line or two.

    Args:
        labels: of cells that are made of several.
        values: of each input's cells; None: they have their numbers.
        result: the values of the output's cells.
    """

    labels: tuple[str, ...]
    values: Sequence[Data | None] = ()
    result: Data | None = None

    def of(self, source: int, number: int) -> tuple[Kind, str]:
        """The kind of a block with this number, from this input, and what is written on it."""
        label = place(number)
        if label is not None:
            return "block", self.labels[label]
        if number == HOLLOW:
            return "hollow", "0"
        own = self.values[source] if source < len(self.values) else None
        return "block", str(number) if own is None else value_text(own[number])

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
        if self.result is None or target < 0:
            return self.labels[label]
        return f"{value_text(self.result[target])}\n{' '.join(self.labels[label].split(chr(10)))}"
