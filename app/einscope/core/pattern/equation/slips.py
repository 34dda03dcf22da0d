"""Names that look like slips of the pen: an axis that is summed by itself because its name is written amiss."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from einscope.core.errors import Sentence, say
from einscope.core.pattern.equation.fit import Fit
from einscope.core.pattern.equation.text import Equation

_SHORTEST = 3  # of shorter names, every two are alike


def slips(equation: Equation, fit: Fit) -> Iterator[Sentence]:
    """A sentence for every name that is probably another one, which has the same size and is in another operand.

    Cost: O(names² · length).

    >>> from einscope.core.pattern.equation.fit import fit
    >>> from einscope.core.pattern.equation.text import parse_equation
    >>> from einscope.core.fields import ShapesText
    >>> from einscope.core.limits import Limits
    >>> equation = parse_equation("out dim, dimm -> out", letters=False)
    >>> print(*slips(equation, fit(equation, ShapesText().read("3,2;2", "shape", Limits()))))
    dimm occurs once and is summed by itself: did you mean dim?
    """
    operands = [{label.text for label in operand} for operand in equation.operands]
    times = Counter(label.text for operand in equation.operands for label in operand)
    kept = {label.text for label in equation.output}
    for one, other in combinations(equation.names, 2):
        suspect = next((name for name in (other, one) if times[name] == 1 and name not in kept), None)
        together = any({one, other} <= operand for operand in operands)
        sizes = {fit.sizes[one, -1], fit.sizes[other, -1]}
        if suspect and not together and len(sizes - {1}) < 2 and alike(one, other):
            meant = one if suspect == other else other
            yield say("{name} occurs once and is summed by itself: did you mean {other}?", name=suspect, other=meant)


def alike(one: str, other: str) -> bool:
    """Whether one of two names is the other with a slip: in case, or of one character, or of two that changed places.

    >>> alike("Batch", "batch"), alike("in_dimm", "in_dim"), alike("haed", "head"), alike("dim1", "dim2")
    (True, True, True, False)
    """
    if one.casefold() == other.casefold():
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :] and not long[start].isdigit()
    if short[start].isdigit() or long[start].isdigit():
        return False  # numbered names are meant to differ
    swapped = short[:start] + short[start : start + 2][::-1] + short[start + 2 :]
    return swapped == long or short[start + 1 :] == long[start + 1 :]
