"""What is written on blocks: the value of a cell where it has one, else its number, or a label of several cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from einscope.core.scene.merged import place
from einscope.core.values import Data
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
            return "hollow", "0"
        own = self.values[source] if source < len(self.values) else None
        if own is None or self.label == "numbers":
            return "block", str(number)
        value = value_text(own[number])
        return "block", f"{value}\n#{number}" if self.label == "both" else value

    def merged(self, label: int, target: int) -> str:
        """What is written on a cell of the output that is made of several."""
        if self.result is None or target < 0 or self.label == "numbers":
            return self.labels[label]
        return f"{value_text(self.result[target])}\n{' '.join(self.labels[label].split(chr(10)))}"
