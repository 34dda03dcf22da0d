"""A merge and the expansion after it, in characters."""

from collections.abc import Iterator

from einscope.core.errors import say
from einscope.core.judge.round_trip import RoundTrip
from einscope.render.text.pen import Pen
from einscope.render.text.said import joined, remark
from einscope.render.text.width import plain


def round_trip_text(trip: RoundTrip, pen: Pen) -> str:
    """Whether cells come home, both as one pattern, and the order that would bring them home.

    Args:
        trip: what both do together.
        pen: what it is written with.
    """
    shape = "×".join(map(str, trip.shape))
    return joined(
        [remark(trip.sentence, pen, good=trip.inverse), plain(pen.spoken(say("The output is {shape}.", shape=shape)))],
        _pattern(trip, pen),
        room=pen.room,
    )


def _pattern(trip: RoundTrip, pen: Pen) -> Iterator[str]:
    if trip.pattern is not None:
        yield pen.spoken(say("Both as one pattern:"))
        sizes = ", ".join(f"{name}={size}" for name, size in trip.sizes.items())
        yield plain(", ".join(part for part in (f"{trip.op}: {trip.pattern}", sizes) if part))
