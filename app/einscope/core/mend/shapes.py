"""Shapes: of another rank than the pattern, of sizes that do not fit it, or written in another way."""

import re
from collections.abc import Iterator, Sequence
from math import prod

from einscope.core.errors import PatternError, say
from einscope.core.fields import called, write_sizes
from einscope.core.mend.mistake import ELSEWHERE, SLIP, TENSOR, WORD, Candidate, Mistake, tidied, write_shape
from einscope.core.mend.names import fresh
from einscope.core.ops import registry
from einscope.core.pattern.parser import Dimension, Pattern, parse
from einscope.core.pattern.resolve import example_shape
from einscope.core.pattern.split import INPUT
from einscope.core.plan import Shape
from einscope.core.typed import plain

_PATTERNS = ("rearrange", "reduce", "repeat")
_ALIKE = str.maketrans({"l": "1", "I": "1", "o": "0", "O": "0"})
_DIGITS = 16  # of a size, beyond which it is too large in any case
_USUAL = 2  # a size that makes something to see
_BOUNDS = 1024, 16  # how long an axis of a smaller tensor is at most


def shape_missing(mistake: Mistake) -> Iterator[Candidate]:
    """A shape that the pattern fits, where none was given."""
    if mistake.error.field == "shape" and (pattern := _parsed(mistake)):
        yield _given(example_shape(pattern.left, mistake.sizes), SLIP)


def of_other_rank(mistake: Mistake) -> Iterator[Candidate]:
    """A shape of more axes, or fewer; an ellipsis for those that are not named; the sides exchanged."""
    shape, pattern = mistake.shape, _parsed(mistake)
    if shape is None or pattern is None or mistake.asked.op not in _PATTERNS:
        return
    draft = mistake.draft
    wanted = len(pattern.left.dimensions) - (pattern.left.ellipsis is not None)
    left, right = (tidied(draft.text[slice(*side.span)]) for side in (pattern.left, pattern.right))
    if len(shape) > wanted:
        if pattern.left.ellipsis is None and pattern.right.ellipsis is None:
            dotted = tidied(f"... {left} -> ... {right}")
            yield Candidate(say("let ... stand for the first axes"), {"pattern": dotted}, TENSOR)
            dotted = tidied(f"{left} ... -> {right} ...")
            yield Candidate(say("let ... stand for the last axes"), {"pattern": dotted}, TENSOR)
        yield _given(shape[len(shape) - wanted :], TENSOR)
        yield _given(shape[:wanted], TENSOR)
    else:
        ones = (1,) * (wanted - len(shape))
        yield _given((*ones, *shape), TENSOR)
        yield _given((*shape, *ones), TENSOR)
        yield from _without_an_axis(mistake, pattern)
    turned = tidied(f"{right} -> {left}")
    yield Candidate(say("swap the two sides"), {"pattern": turned}, TENSOR)


def _without_an_axis(mistake: Mistake, pattern: Pattern) -> Iterator[Candidate]:
    """Without the first axis of x, or the last, where it stands by itself on both sides."""
    draft = mistake.draft
    dimensions = pattern.left.dimensions
    for dimension in (dimensions[:1] + dimensions[-1:]) if len(dimensions) > 1 else ():
        names = {item.text for item in dimension.items if item.kind == "name"}
        tokens = [token for token in draft.tokens if token.text in names]
        if len(names) == 1 and not any(draft.grouped(token) for token in tokens):
            says = say("remove {axis} on both sides", axis=tokens[0].text)
            yield Candidate(says, {"pattern": draft.without(*tokens)}, TENSOR)


def fitted(mistake: Mistake) -> Iterator[Candidate]:
    """The nearest shapes that the sizes fit, below and above; a name for an axis that is not of size 1 as it says."""
    shape, pattern = mistake.shape, _parsed(mistake)
    if shape is None or pattern is None or mistake.asked.op not in _PATTERNS:
        return
    below: list[int] = []
    above: list[int] = []
    for dimension, sizes in zip(pattern.left.dimensions, _sizes_of(pattern, shape), strict=True):
        for size in sizes:
            low, high = _around(dimension, size, mistake)
            below.append(low)
            above.append(high)
    nearest = [low if size - low < high - size else high for size, low, high in zip(shape, below, above, strict=True)]
    for fitting in dict.fromkeys((tuple(nearest), tuple(below), tuple(above))):
        if fitting != shape and all(fitting):
            yield _given(fitting, TENSOR)
    if mistake.error.code == "unit-mismatch":
        yield from _unit_named(mistake)


def zero_size(mistake: Mistake) -> Iterator[Candidate]:
    """Another size than 0, or none, so that it follows."""
    given = {name: size.size for name, size in mistake.sizes.given.items()}
    for axis in [name for name, size in given.items() if size == 0]:
        sizes = write_sizes({name: size for name, size in given.items() if name != axis})
        yield Candidate(say("remove {axis}={size}", axis=axis, size=0), {"sizes": sizes}, SLIP)
        for size in (_USUAL, 1):
            says = say("give {axis} the size {size}", axis=axis, size=size)
            yield Candidate(says, {"sizes": write_sizes({**given, axis: size})}, WORD)


def _sizes_of(pattern: Pattern, shape: Shape) -> Iterator[Shape]:
    """The sizes of x that each dimension of the left side stands for: one, or as many as an ellipsis does."""
    rest = list(shape)
    spread = len(shape) - len(pattern.left.dimensions) + 1
    for dimension in pattern.left.dimensions:
        taken = spread if dimension.is_bare_ellipsis else 1
        yield tuple(rest[:taken])
        del rest[:taken]


def _around(dimension: Dimension, size: int, mistake: Mistake) -> tuple[int, int]:
    """The nearest sizes, not above and not below, that an axis may have."""
    if dimension.is_bare_ellipsis:
        return size, size
    given = [int(item.text) if item.kind == "number" else mistake.sizes.size(item.text) for item in dimension.items]
    known = [number for number in given if number is not None]
    product = prod(known)
    if len(known) == len(given):
        return product, product
    below = size // product * product if product else size
    return below, below if below == size else below + product


def _unit_named(mistake: Mistake) -> Iterator[Candidate]:
    draft = mistake.draft
    name = fresh(draft, "a")
    also = [token for token in draft.words(True, "number") if token.text == "1"][:1]
    for culprit in [token for token in mistake.culprits if token.text == "1"][:1]:
        tokens = [culprit, *also]
        says = say("write {new} for {old}", new=name, old="1")
        yield Candidate(says, {"pattern": draft.replaced(tokens, name)}, WORD)


def shape_misspelt(mistake: Mistake) -> Iterator[Candidate]:
    """The whole numbers in a text that should have no more than those; smaller ones where they are too large."""
    field = mistake.error.field
    if field in ("sizes", "pattern"):
        return
    text = plain(mistake.asked.text(field))
    if field == "shape":
        too_large = mistake.error.code in ("cells-limit", "size-huge")
        yield from _smaller(text) if too_large else _corrected(text)
        yield from _examples(mistake)
        return
    signed = ",".join(re.findall(r"-?\d{1,15}" if field in ("shift", "axes") else r"\d{1,15}", text))
    usual = (signed, re.sub(r"\b0+\b", "1", signed), _default(mistake.asked.op, field))
    for numbers in dict.fromkeys(usual):
        yield _set(field, numbers)


def axes_numbered(mistake: Mistake) -> Iterator[Candidate]:
    """Axes that x has: digits apart, those that there are, the last one for others."""
    rank = len(mistake.shape or ())
    numbers = [int(number) for number in re.findall(r"-?\d{1,9}", plain(mistake.asked.text("axes")))]
    apart = [int(digit) for number in numbers for digit in str(abs(number))]
    there = [number for number in numbers if -rank <= number < rank]
    clipped = [number if number in there else rank - 1 for number in numbers]
    for axes in (apart, there, clipped):
        if rank and len(set(axes)) == len(axes):
            yield _set("axes", ",".join(map(str, axes)))


def _set(field: str, text: str) -> Candidate:
    name = called(field)
    says = say("set {name} to {text}", name=name, text=text) if text else say("leave {name} empty", name=name)
    return Candidate(says, {field: text}, WORD)


def _default(op: str, field: str) -> str:
    return next(parameter.default or "" for parameter in registry()[op].parameters if parameter.name == field)


def _readable(text: str) -> list[int | None]:
    """The sizes of a tensor; None for a word that says none.

    >>> _readable("(1_000,,2.0, B, l, 1e3, -3"), _readable("2 x 3;"), _readable("h=2, w: 3")
    ([1000, 2, None, 1, 1000, 3], [2, 3], [2, 3])
    """
    named = re.sub(r"\b[^\W\d]\w*[\"']?\s*[=:](?=\s*[\"'-]?\d)", " ", text.replace("_", ""))
    words = [word for word in re.split(r"[^\w.-]+|(?<=\d)x(?=\d)|\bx\b", named) if word.strip("-.")]
    return [_number(word.strip("-.")) for word in words]


def _number(word: str) -> int | None:
    if re.fullmatch(r"[\dlIoO]+", word) and re.search(r"\d|^[lI]$", word):
        return int(word.translate(_ALIKE)) if len(word) <= _DIGITS else None
    if re.fullmatch(r"\d{1,9}(\.\d{0,9})?(e\d)?", word):
        return int(float(word))
    digits = re.findall(r"\d{1,15}", word)
    return int(digits[0]) if len(digits) == 1 else None


def _corrected(text: str) -> Iterator[Candidate]:
    """The sizes that can be read, and a usual one for each that cannot."""
    tensors = [_readable(tensor) for tensor in text.split(";")]
    if any(size is not None for sizes in tensors for size in sizes):
        shapes = [[_USUAL if size is None else size for size in sizes] for sizes in tensors]
        numbers = ";".join(map(write_shape, shapes))
        cost = WORD if any(None in sizes for sizes in tensors) else SLIP
        yield Candidate(say("set {name} to {text}", name=called("shape"), text=numbers), {"shape": numbers}, cost)


def _smaller(text: str) -> Iterator[Candidate]:
    """The shape with no axis longer than so."""
    sizes = [int(number[:_DIGITS]) for number in re.findall(r"\d+", text)]
    if sizes and ";" not in text:
        for bound in _BOUNDS:
            yield _given([min(size, bound) for size in sizes], TENSOR)


def _examples(mistake: Mistake) -> Iterator[Candidate]:
    """A shape that the pattern fits; that of the example, where there is no pattern."""
    if mistake.asked.op not in _PATTERNS:
        text = registry()[mistake.asked.op].example["shape"]
        yield Candidate(say("set {name} to {text}", name=called("shape"), text=text), {"shape": text}, ELSEWHERE)
    elif pattern := _parsed(mistake):
        yield _given(example_shape(pattern.left, mistake.sizes), ELSEWHERE)


def _parsed(mistake: Mistake) -> Pattern | None:
    try:
        return parse(mistake.draft.text)
    except PatternError:
        return None


def _given(shape: Sequence[int], cost: int) -> Candidate:
    text = write_shape(shape)
    return Candidate(say("give {tensor} the shape {shape}", tensor=INPUT, shape=text or "()"), {"shape": text}, cost)
