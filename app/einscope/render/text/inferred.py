"""An inference in characters."""

from collections.abc import Sequence

from einscope.core.errors import say
from einscope.core.judge.infer import Inferred
from einscope.render.text.pen import Pen
from einscope.render.text.said import joined, remark
from einscope.render.text.width import plain


def inferred_text(found: Inferred, index: Sequence[int], pen: Pen) -> str:
    """The pattern or the slice that was found, or the cell that rules out that there is one.

    Args:
        found: the inference.
        index: of that cell, in the output.
        pen: what it is written with.

    >>> print(inferred_text(Inferred(True, "rearrange", "a b -> b a"), (), Pen(str)), end="")
    ✓ These cells come from rearrange: a b -> b a
    """
    if not found.found:
        reason = found.reason or say("No pattern does this.")
        at = say("Output cell {cell}, at {index}:", cell=found.cell or 0, index=", ".join(map(str, index)))
        return joined([remark(at, pen, good=False), plain(pen.spoken(reason))], room=pen.room)
    steps = [(found.expression or "", ""), (found.pattern or "", found.then or found.op or "")]
    way = ", ".join(f"{op}: {text}" if op else text for text, op in steps if text)
    sizes = ", ".join(f"{name}={size}" for name, size in found.sizes.items())
    lines = [remark(say("These cells come from {way}", way=way), pen, good=True)]
    return joined([*lines, *([plain(sizes)] if sizes else [])], room=pen.room)
