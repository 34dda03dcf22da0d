"""Letters or names? The same text may be either; its operands decide.

Spaces between axes are how einops writes names, and mean nothing to numpy and torch, which read letter by letter. A
text with spaces is first tried by names, one without by letters; the other reading is taken where only it fits.
"""

from dataclasses import dataclass

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import Shapes
from einscope.core.pattern.equation.fit import Fit, fit
from einscope.core.pattern.equation.slips import slips
from einscope.core.pattern.equation.spelling import spelled
from einscope.core.pattern.equation.text import Equation, parse_equation, tokens_of
from einscope.core.pattern.lexer import Token, tokenize

_LATER = {"operand-count": 1, "rank-mismatch": 2, "size-mismatch": 3}
"""How far a reading came before it was refused; what is not here is wrong in the text itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An equation that fits its operands.

    Args:
        fit: its axes.
        letters: whether every letter is an axis.
        remarks: where libraries differ, and what looks like a slip.
    """

    fit: Fit
    letters: bool
    remarks: tuple[Sentence, ...]


def read_equation(text: str, shapes: Shapes, letters: bool | None = None) -> Reading:
    """Read an equation as its operands want it.

    Args:
        text: of the equation.
        shapes: of its operands.
        letters: the one reading that is meant; None: whichever fits.

    Raises:
        PatternError: of the reading that came furthest.

    Cost: O(length of the text + rank).

    >>> from einscope.core.fields import ShapesText
    >>> from einscope.core.limits import Limits
    >>> [read_equation("ab, b -> b", ShapesText().read(text, "shape", Limits())).letters for text in ("2,3;3", "2;3")]
    [True, False]
    """
    refused: list[PatternError] = []
    fitting: list[tuple[Equation, Fit, bool]] = []
    for by_letters in _candidates(text) if letters is None else (letters,):
        try:
            equation = parse_equation(text, by_letters)
            if letters is None and equation.implicit and _named(text, shapes):
                continue  # refused already, for want of the arrow
            axes = fit(equation, shapes)
        except PatternError as error:
            refused.append(error)
        else:
            fitting.append((equation, axes, by_letters))
            if not axes.sums_ellipsis:
                break
    if not fitting:
        raise max(refused, key=lambda error: _LATER.get(error.code, 0))
    # What torch alone takes is the least likely to be meant.
    equation, axes, by_letters = next((one for one in fitting if not one[1].sums_ellipsis), fitting[0])
    return Reading(axes, by_letters, _remarks(text, equation, axes, by_letters, shapes))


def tokenize_equation(text: str, letters: bool | None = None) -> tuple[Token, ...]:
    """The tokens of an equation, which tile its text.

    Args:
        text: of the equation.
        letters: how it was read; None: it is not known, and the text alone decides.

    >>> [token.text for token in tokenize_equation("ij, j")]
    ['i', 'j', ',', ' ', 'j']
    """
    return tokens_of(text, _alone(text) if letters is None else letters)


def _candidates(text: str) -> tuple[bool, ...]:
    """The readings that there are, by letters or not, the likelier one first."""
    if " " in text:
        return False, True
    words = [token.text for token in tokenize(text) if token.kind == "name"]
    # One character alone, with no space around it, is meant as a letter, and numpy knows those of ASCII only.
    return (True, False) if all(len(word) > 1 or word.isascii() for word in words) else (True,)


def _alone(text: str) -> bool:
    """Whether a text without operands is rather letters."""
    candidates = _candidates(text)
    for letters in candidates:
        try:
            parse_equation(text, letters)
        except PatternError:
            continue
        return letters
    return candidates[0]


def _named(text: str, shapes: Shapes) -> bool:
    """Whether a text without an arrow means names: spaces stand between axes of one operand, and as names they fit."""
    words = ("name", "ellipsis")
    kinds = [token.kind for token in tokenize(text)]
    if not any(
        a in words and b == "space" and c in words for a, b, c in zip(kinds, kinds[1:], kinds[2:], strict=False)
    ):
        return False
    try:
        fit(parse_equation(text, letters=False, arrow=False), shapes)
    except PatternError:
        return False
    return True


def _remarks(text: str, equation: Equation, axes: Fit, letters: bool, shapes: Shapes) -> tuple[Sentence, ...]:
    remarks = [] if _alike(text) else _difference(text, axes, letters, shapes)
    if axes.sums_ellipsis:
        remarks.append(say("The axes in ... are summed, as in torch; numpy requires them in the output."))
    return (*remarks, *([] if letters else slips(equation, axes)))


def _alike(text: str) -> bool:
    """Whether both readings say the same."""
    try:
        return parse_equation(text, letters=True).names == parse_equation(text, letters=False).names
    except PatternError:
        return False


def _difference(text: str, axes: Fit, letters: bool, shapes: Shapes) -> list[Sentence]:
    if letters:
        return [
            say("Each letter is one axis, as in numpy and torch; einops reads names and requires spaces and an arrow.")
        ]
    remarks = [say("Each word is one axis, as in einops; numpy and torch accept only single letters.")]
    try:
        equation = parse_equation(text, letters=True)
        other = fit(equation, shapes)
    except PatternError:
        return remarks
    if other.product != axes.product:
        named = spelled(equation, other).names
        remarks.append(say("Read letter by letter, it would be a different product: {pattern}.", pattern=named))
    return remarks
