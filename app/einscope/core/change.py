"""What happens to the values of cells on their way: a cell may go where it should and still hold another number."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from einscope.core.errors import Sentence, say

_MOST = 32  # changes that are remembered: more are never told one by one

_WORDS = {
    ("+", False): say("{number} is added"),
    ("+", True): say("{number} is added"),
    ("-", False): say("{number} is subtracted"),
    ("-", True): say("subtracted from {number}"),
    ("*", False): say("multiplied by {number}"),
    ("*", True): say("multiplied by {number}"),
    ("/", False): say("divided by {number}"),
}
_IDLE = {("+", 0), ("-", 0), ("*", 1), ("/", 1), ("**", 1)}
"""Operators and numbers on the right that change nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is done to the value of each cell.

    Args:
        how: in words, of the values: "negated", "divided by 255".
        line: of the statement in a program, from 1.
        sign: the operator, where one is all there is to it; ``-`` without a number negates.
        number: the other operand.
        left: whether the number stands on the left of the operator.
        gathers: whether it only makes one value of those of several cells: a single cell keeps its own.
        adds: whether it does so by adding them up.
    """

    how: Sentence
    line: int = 0
    sign: str = ""
    number: int | float | None = None
    left: bool = False
    gathers: bool = False
    adds: bool = False

    @property
    def code(self) -> str:
        """The change as a Python expression of ``y``; empty where no operator says it.

        >>> arithmetic("-", 1, left=True).code, negation().code
        ('1 - y', '-y')
        """
        if not self.sign:
            return ""
        if self.number is None:
            return f"{self.sign}y"
        number = f"({self.number!r})" if self.number < 0 else repr(self.number)
        return f"{number} {self.sign} y" if self.left else f"y {self.sign} {number}"


@dataclass(frozen=True, slots=True)
class Changes:
    """What has happened to the values of a tensor's cells since they came in.

    Args:
        each: the changes, in order.
        alike: whether every cell has gone through all of them, in this order.
    """

    each: tuple[Change, ...] = ()
    alike: bool = True

    def __bool__(self) -> bool:
        """Whether any value may be another one."""
        return bool(self.each)

    def then(self, change: Change | None) -> "Changes":
        """The same with one change more."""
        if change is None:
            return self
        return Changes((*self.each, change)[:_MOST], self.alike and len(self.each) < _MOST)

    @property
    def said(self) -> bool:
        """Whether operators alone say what has become of every value."""
        return self.alike and all(change.sign for change in self.each)


UNCHANGED = Changes()


def together(several: Iterable[Changes]) -> Changes:
    """The changes of a tensor whose cells come from several others.

    >>> one, none = Changes((negation(),)), Changes()
    >>> together([one, none]).alike, together([one, one]).alike
    (False, True)
    """
    distinct = list(dict.fromkeys(several))
    if len(distinct) < 2:
        return distinct[0] if distinct else UNCHANGED
    every = tuple(dict.fromkeys(change for changes in distinct for change in changes.each))
    return Changes(every[:_MOST], alike=False)


def negation(line: int = 0) -> Change:
    """``-x``."""
    return Change(say("negated"), line, "-")


def arithmetic(sign: str, number: float, left: bool = False, line: int = 0) -> Change | None:
    """A number beside an operator; None where that changes nothing.

    >>> arithmetic("*", 1), str(arithmetic("/", 255.0).how)
    (None, 'divided by 255')
    """
    if not isfinite(number):
        return Change(say("computed with {number}", number=number), line)
    if (sign, number) in _IDLE and (not left or sign in "+*"):
        return None
    number = int(number) if isinstance(number, bool) else number
    shown = int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 2**53 else number
    words = _WORDS.get((sign, left))
    if words is None:
        text = f"{shown} {sign} value" if left else f"value {sign} {shown}"
        return Change(say("computed as {text}", text=text), line, sign, number, left)
    return Change(Sentence(words.template, {"number": shown}), line, sign, number, left)
