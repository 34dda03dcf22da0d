"""How the labels of an equation fit the shapes of its operands: which axes there are, and how long they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields import Shapes
from einscope.core.pattern.equation.text import Equation, Labels
from einscope.core.plan import Shape

Key = tuple[str, int]
"""An axis: its label and -1, or the ellipsis and a position in it, counted from its last axis."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What the labels stand for.

    Args:
        operands: for each operand the axes of its tensor.
        output: the axes of the output.
        sizes: of all axes, in order of first appearance.
    """

    operands: tuple[tuple[Key, ...], ...]
    output: tuple[Key, ...]
    sizes: Mapping[Key, int]

    @property
    def sums_ellipsis(self) -> bool:
        """Whether the output lacks the axes that an ellipsis stands for."""
        return any(label == "..." and (label, at) not in self.output for label, at in self.sizes)

    @property
    def product(self) -> tuple[tuple[int, ...], ...]:
        """The same without names: each axis by the number of its first appearance."""
        number = {key: index for index, key in enumerate(self.sizes)}
        return tuple(tuple(number[key] for key in keys) for keys in (*self.operands, self.output))


def fit(equation: Equation, shapes: Shapes) -> Fit:
    """The axes that an equation has on tensors of these shapes.

    Raises:
        PatternError: ``operand-count``, ``rank-mismatch`` or ``size-mismatch``.

    Cost: O(length of the equation + rank).

    >>> from einscope.core.pattern.equation.text import parse_equation
    >>> from einscope.core.limits import Limits
    >>> from einscope.core.fields import ShapesText
    >>> shapes = ShapesText().read("2,3;3,4", "shape", Limits())
    >>> fit(parse_equation("ij,jk->ik", letters=True), shapes).sizes
    {('i', -1): 2, ('j', -1): 3, ('k', -1): 4}
    """
    _refuse_count(equation, shapes)
    spreads = _spreads(equation, shapes)
    operands = tuple(_keys(operand, count) for operand, count in zip(equation.operands, spreads, strict=True))
    return Fit(operands, _keys(equation.output, max(spreads)), _sizes(equation, operands, shapes))


def _keys(labels: Labels, spread: int) -> tuple[Key, ...]:
    keys: list[Key] = []
    for label in labels:
        keys.extend(
            [(label.text, at) for at in reversed(range(spread))] if label.kind == "ellipsis" else [(label.text, -1)]
        )
    return tuple(keys)


def _refuse_count(equation: Equation, shapes: Shapes) -> None:
    wanted, given = len(equation.operands), len(shapes.shapes)
    if wanted != given:
        raise PatternError(
            "operand-count",
            say("The pattern has {wanted} operands; got {given} shapes.", wanted=wanted, given=given),
            field="shape",
            hint=say("separate the shapes of operands with semicolons"),
            repair={"shape": _mended(equation, shapes)},
        )


def _spreads(equation: Equation, shapes: Shapes) -> list[int]:
    """How many axes the ellipsis of each operand stands for."""
    spreads: list[int] = []
    for operand, shape, span in zip(equation.operands, shapes.shapes, equation.spans, strict=True):
        named = sum(label.kind == "name" for label in operand)
        spread = len(shape) - named
        if not _has_rank(operand, shape):
            raise PatternError(
                "rank-mismatch",
                say("This operand has {wanted} axes, but its tensor has {given}.", wanted=named, given=len(shape)),
                _tight(operand, span),
                hint=say("give it a shape with {wanted} sizes", wanted=named),
                repair={"shape": _mended(equation, shapes)},
            )
        spreads.append(spread)
    return spreads


def _has_rank(operand: Labels, shape: Shape) -> bool:
    spread = len(shape) - sum(label.kind == "name" for label in operand)
    return spread == 0 or (spread > 0 and any(label.kind == "ellipsis" for label in operand))


def _tight(operand: Labels, span: Span) -> Span:
    return Span(operand[0].span.start, operand[-1].span.end) if operand else span


def _sizes(equation: Equation, operands: tuple[tuple[Key, ...], ...], shapes: Shapes) -> dict[Key, int]:
    """The size of every axis, in order of first appearance."""
    sizes: dict[Key, int] = {}
    for place, (keys, shape) in enumerate(zip(operands, shapes.shapes, strict=True)):
        own: dict[Key, int] = {}
        for key, size in zip(keys, shape, strict=True):
            if own.setdefault(key, size) != size:
                raise _unequal(key, own[key], size, shapes.spans[place], _mended(equation, shapes))
        for key, size in own.items():
            known = sizes.setdefault(key, size)
            if known == 1:
                sizes[key] = size
            elif size not in (1, known):
                raise _unequal(key, known, size, shapes.spans[place], _mended(equation, shapes))
    return sizes


def _unequal(key: Key, one: int, other: int, span: Span, mended: str) -> PatternError:
    return PatternError(
        "size-mismatch",
        say("Axis '{axis}' has size {one} here and {other} elsewhere.", axis=key[0], one=one, other=other),
        span,
        field="shape",
        hint=say("give it one size; 1 stretches to any other, but not within one operand"),
        repair={"shape": mended},
    )


def _mended(equation: Equation, shapes: Shapes) -> str:
    """Shapes that fit: those that have the rank stay, but for sizes that do not agree; unknown sizes are 2."""
    given: list[Shape | None] = [*shapes.shapes, *[None] * len(equation.operands)]
    kept = [
        (operand, shape if shape is not None and _has_rank(operand, shape) else None)
        for operand, shape in zip(equation.operands, given, strict=False)
    ]
    spreads = [
        0 if shape is None else len(shape) - sum(label.kind == "name" for label in labels) for labels, shape in kept
    ]
    keys = [_keys(labels, spread) for (labels, _), spread in zip(kept, spreads, strict=True)]
    sizes: dict[Key, int] = {}
    for names, (_, shape) in zip(keys, kept, strict=True):
        for key, size in zip(names, shape or (), strict=False):
            if sizes.get(key, 1) == 1:
                sizes[key] = size
    mended = [
        [
            1 if shape is not None and shape[at] == 1 and names.count(key) == 1 else sizes.get(key, 2)
            for at, key in enumerate(names)
        ]
        for names, (_, shape) in zip(keys, kept, strict=True)
    ]
    return ";".join(",".join(map(str, shape)) for shape in mended)
