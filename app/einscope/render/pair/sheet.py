"""Two pictures beside each other: where each stands, and the sentence above them that says how they differ."""

from dataclasses import dataclass

from einscope.render.letters import wrapped
from einscope.render.sheet import Sheet, sheet
from einscope.render.subject import Subject

_LINES = 3  # of the sentence
_FLAT = 1.1  # of the width of a half: the height of a scene that is aimed at, so that the whole is no narrow strip


@dataclass(frozen=True, slots=True)
class PairSheet:
    """The paper of two pictures.

    Args:
        width: of the whole in pixels, as all of these.
        height: of the whole.
        papers: of the left picture and of the right one.
        strip: height of the sentence above them.
        lines: of the sentence.
        size: its font size.
    """

    width: int
    height: int
    papers: tuple[Sheet, Sheet]
    strip: int
    lines: tuple[str, ...]
    size: float

    @property
    def half(self) -> int:
        """Where the right picture begins."""
        return self.width // 2

    @property
    def bases(self) -> list[float]:
        """Base lines of the sentence."""
        return [self.size * (1.56 + 1.4 * number) for number in range(len(self.lines))]


def pair_sheet(one: Subject, other: Subject, sentence: str, wide: int, high: int | None = None) -> PairSheet:
    """The paper for two subjects.

    Args:
        one: the left one.
        other: the right one.
        sentence: how they differ.
        wide: width of the whole in pixels.
        high: its height; as much as is needed where it is None.
    """
    half = wide // 2
    size = sheet(one, half, flat=_FLAT).small * 1.2
    lines = tuple(wrapped(sentence, size, wide - 48, _LINES))
    strip = round(size * (1 + 1.4 * len(lines)))
    tall = max(sheet(subject, half, flat=_FLAT).height for subject in (one, other)) if high is None else high - strip
    return PairSheet(wide, strip + tall, (sheet(one, half, tall), sheet(other, half, tall)), strip, lines, size)
