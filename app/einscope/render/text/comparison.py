"""Two states compared, in characters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from einscope.core.comparison import Comparison
from einscope.core.errors import say
from einscope.render.subject import Subject
from einscope.render.text.grid import grids
from einscope.render.text.pen import Pen
from einscope.render.text.said import joined, links_said
from einscope.render.text.width import plain


def comparison_text(
    outcome: Comparison, sides: Sequence[Subject], titles: Sequence[str], pen: Pen, links: Mapping[str, str | None]
) -> str:
    """How two states differ, what would mend it, and both as grids, with a sign at every cell that differs.

    Args:
        outcome: of the comparison.
        sides: what the picture of either shows.
        titles: of either, in one line.
        pen: what it is written with.
        links: other forms, by name.

    Cost: O(cells shown · rank + length).
    """
    ringed = frozenset(outcome.ringed.tolist())
    return joined(
        [f"{pen.looks('strong', name)}  {plain(title)}" for name, title in zip("AB", titles, strict=True)],
        [*(plain(pen.spoken(sentence)) for sentence in outcome.sentences), *_mended(outcome, pen)],
        *(
            [pen.looks("strong", name), *grids(replace(side, ringed=ringed, spoken=pen.spoken), pen)]
            for name, side in zip("AB", sides, strict=True)
        ),
        links_said(links, pen),
        room=pen.room,
    )


def _mended(outcome: Comparison, pen: Pen) -> Iterator[str]:
    if outcome.mend is not None:
        how = say("B undoes A with") if outcome.undone is not None else say("B does the same as A with")
        yield f"{pen.spoken(how)} {pen.looks('strong', plain(outcome.mend))}"
