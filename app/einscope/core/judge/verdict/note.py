"""A sentence of a verdict."""

from dataclasses import dataclass

from einscope.core.errors import Sentence


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of the verdict.

    Args:
        text: the sentence.
        good: as one would hope; None: neither good nor bad.
    """

    text: Sentence
    good: bool | None
