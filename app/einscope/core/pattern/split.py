"""Splits one axis of the input into its parts: all sizes but one are known, the last follows."""

from dataclasses import dataclass
from math import prod

from einscope.core.errors import PatternError, Sentence, Span, say
from einscope.core.fields import Sizes, write_sizes
from einscope.core.pattern.names import Names
from einscope.core.pattern.parser import Dimension

INPUT = "x"
"""What the tensor is called in sentences, under ``tensor``: who has another name for it puts that in."""


@dataclass(frozen=True, slots=True)
class Split:
    """One axis of the input, about to be split into its parts, of which some sizes are known."""

    names: Names
    parts: tuple[int, ...]
    length: int
    number: int
    known: dict[int, int | None]
    sizes: Sizes
    place: Dimension

    @property
    def known_text(self) -> str:
        """The parts of known size, as a product."""
        return "·".join(self.names.names[part] for part in self.parts if self.known[part] is not None)


def split(axis: Split) -> dict[int, int]:
    """The size of every part, by its number.

    Raises:
        PatternError: ``size-unknown``, ``size-mismatch``, ``unit-mismatch``, ``size-indivisible``, ``size-zero``.
    """
    unknown = [part for part in axis.parts if axis.known[part] is None]
    sizes = {part: size for part in axis.parts if (size := axis.known[part]) is not None}
    product = prod(sizes.values())
    if len(unknown) > 1:
        _raise_unknown(axis, unknown, product)
    if not unknown:
        if product != axis.length:
            _raise_mismatch(axis, sizes, product)
        return sizes
    if sizes and product == 0:
        _raise_zero(axis, sizes)
    if axis.length % product:
        _raise_indivisible(axis, sizes, product)
    return {**sizes, unknown[0]: axis.length // product}


def _raise_unknown(axis: Split, unknown: list[int], product: int) -> None:
    first = axis.names.items[unknown[0]]
    # All but the last need a size; the smallest divisors above 1 make a picture with something to see.
    rest = axis.length // product if product and axis.length % product == 0 else 1
    repaired = {name: given.size for name, given in axis.sizes.given.items()}
    for part in unknown[:-1]:
        size = _smallest_divisor(rest)
        rest //= size
        repaired[axis.names.names[part]] = size
    raise PatternError(
        "size-unknown",
        say(
            "Axis {number} of {tensor} combines {count} axes of unknown size: {names}.",
            number=axis.number + 1,
            tensor=INPUT,
            count=len(unknown),
            names=", ".join(axis.names.names[part] for part in unknown),
        ),
        first.span,
        hint=say("give {axis} a size, for example {axis}={size}", axis=first.text, size=repaired[first.text]),
        repair={"sizes": write_sizes(repaired)},
    )


def _smallest_divisor(number: int) -> int:
    """The smallest divisor above 1 that people use as a block size, else 1."""
    return next((divisor for divisor in (2, 3, 5, 7, 11, 13) if number and number % divisor == 0), 1)


def _raise_mismatch(axis: Split, sizes: dict[int, int], product: int) -> None:
    if not sizes:
        raise PatternError(
            "unit-mismatch",
            say(
                "Axis {number} of {tensor} has size {length}; the pattern says 1.",
                number=axis.number + 1,
                tensor=INPUT,
                length=axis.length,
            ),
            axis.place.span,
            hint=say("name the axis"),
        )
    field, span, repair = _blame(axis, sizes, axis.length, product)
    culprit = _given(axis, sizes)
    raise PatternError(
        "size-mismatch",
        say(
            "{names} = {product}, but axis {number} of {tensor} has size {length}.",
            names=axis.known_text,
            product=product,
            number=axis.number + 1,
            tensor=INPUT,
            length=axis.length,
        ),
        span,
        field=field,
        hint=say("leave out one of the sizes: it follows from the shape") if repair else None,
        repair=repair,
        choices=[(_removed(axis, culprit), repair)] if repair and culprit is not None else (),
    )


def _raise_zero(axis: Split, sizes: dict[int, int]) -> None:
    zeros = {part: size for part, size in sizes.items() if size == 0}
    field, span, repair = _blame(axis, zeros, axis.length, 0)
    raise PatternError(
        "size-zero",
        say("An axis of size {length} cannot be split into parts of size 0.", length=axis.length),
        span,
        field=field,
        hint=say("give a size of 1 or more"),
        repair=repair,
    )


def _raise_indivisible(axis: Split, sizes: dict[int, int], product: int) -> None:
    field, span, _ = _blame(axis, sizes, axis.length, product)
    culprit = _given(axis, sizes)
    hint = repair = None
    choices: list[tuple[Sentence, dict[str, str]]] = []
    if culprit is not None and (near := _nearest_divisors(axis.length, sizes[culprit], product // sizes[culprit])):
        name = axis.names.names[culprit]
        hint = say(
            "the nearest that fit are {choices}",
            choices=" / ".join(f"{name}={size}" for size in near),
        )
        repair = {"sizes": axis.sizes.with_size(name, near[0])}
        choices = [
            (say("give {axis} the size {size}", axis=name, size=size), {"sizes": axis.sizes.with_size(name, size)})
            for size in near
        ]
    raise PatternError(
        "size-indivisible",
        say(
            "Axis {number} of {tensor} has size {length}, which is not divisible by {names} = {product}.",
            number=axis.number + 1,
            tensor=INPUT,
            length=axis.length,
            names=axis.known_text,
            product=product,
        ),
        span,
        field=field,
        hint=hint or say("change the shape to a multiple of {product}", product=product),
        repair=repair,
        choices=choices,
    )


def _removed(axis: Split, part: int) -> Sentence:
    name = axis.names.names[part]
    return say("remove {axis}={size}", axis=name, size=axis.known[part])


def _given(axis: Split, sizes: dict[int, int]) -> int | None:
    """The last part of this axis whose size was asked for: the one most likely just typed."""
    return next((part for part in reversed(sizes) if axis.names.items[part].text in axis.sizes.given), None)


def _blame(axis: Split, sizes: dict[int, int], length: int, product: int) -> tuple[str, Span, dict[str, str] | None]:
    """The field and the span to underline, and what it takes to let the size follow from the shape."""
    culprit = _given(axis, sizes)
    if culprit is None:
        return "pattern", axis.place.span, None
    name = axis.names.names[culprit]
    rest = product // sizes[culprit] if sizes[culprit] else 0
    mendable = rest and length % rest == 0
    return "sizes", axis.sizes.given[name].span, {"sizes": axis.sizes.without(name)} if mendable else None


def _nearest_divisors(length: int, size: int, others: int) -> list[int]:
    """The nearest sizes below and above ``size`` that, times ``others``, divide ``length``.

    Looks at most 4,096 sizes away: cost is bounded whatever the length.
    """
    if others == 0 or length % others:
        return []
    whole = length // others
    below = next((d for d in range(min(size, whole), max(0, min(size, whole) - 4096), -1) if whole % d == 0), None)
    above = next((d for d in range(size, min(whole, size + 4096) + 1) if whole % d == 0), None)
    return sorted({d for d in (below, above) if d is not None}, key=lambda d: (abs(d - size), -d))
