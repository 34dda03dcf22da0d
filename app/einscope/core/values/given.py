"""Which numbers or words which input was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from einscope.core.errors import PatternError, Span, say
from einscope.core.fields.data import Entry, Numbers
from einscope.core.plan import Shape

_FIELD = "data"


@dataclass(frozen=True, slots=True)
class Given:
    """The data of all inputs.

    Args:
        entries: of each input in C order; None: it has no others than its cells' numbers.
    """

    entries: tuple[tuple[Entry, ...] | None, ...]

    def __bool__(self) -> bool:
        """Whether any input has some."""
        return any(own is not None for own in self.entries)


def given(data: Sequence[Numbers], inputs: Sequence[tuple[str, Shape]], most: int) -> Given:
    """The data of each input, in their order.

    Data with a name belong to the input of that name, others to those that are left, in order. The shape must be the
    input's, or nothing but a list of as many.

    Args:
        data: as they were read.
        inputs: names and shapes.
        most: entries in all.

    Raises:
        PatternError: in the field ``data``: ``data-name``, ``data-inputs``, ``data-shape`` or ``data-limit``.

    Cost: O(inputs).

    >>> from einscope.core.fields.data import DataText
    >>> from einscope.core.limits import Limits
    >>> given(DataText().read("[[1,2],[3,4]]", "data", Limits()), [("x", (2, 2))], 4096).entries
    ((1, 2, 3, 4),)
    """
    total = sum(len(numbers.entries) for numbers in data)
    if total > most:
        raise PatternError(
            "data-limit",
            say("These are {count} numbers; here there may be {limit}.", count=total, limit=most),
            field=_FIELD,
            repair={_FIELD: ""},
        )
    data = _together(data, len(inputs))
    own: dict[str, tuple[Entry, ...]] = {}
    shapes = dict(inputs)
    free = [name for name, _ in inputs if name not in {numbers.name for numbers in data}]
    for numbers in data:
        name = numbers.name or (free.pop(0) if free else "")
        if not name:
            message = say("There are more lists of numbers than inputs.")
            raise PatternError("data-inputs", message, numbers.span, _FIELD, repair={_FIELD: ""})
        if name not in shapes:
            raise PatternError(
                "data-name",
                say("There is no input '{name}'.", name=name),
                numbers.span,
                _FIELD,
                say("the inputs are {names}", names=", ".join(shapes)),
                {_FIELD: ""},
            )
        own[name] = _fitting(numbers, name, shapes)
    return Given(tuple(own.get(name) for name, _ in inputs))


def _together(data: Sequence[Numbers], inputs: int) -> Sequence[Numbers]:
    """Lists of one length that are more than there are inputs are the rows of one."""
    shapes = {numbers.shape for numbers in data}
    if inputs != 1 or len(data) < 2 or len(shapes) > 1 or any(numbers.name for numbers in data):
        return data
    entries = tuple(entry for numbers in data for entry in numbers.entries)
    span = Span(data[0].span.start, data[-1].span.end)
    return [Numbers("", (len(data), *shapes.pop()), entries, span)]


def _fitting(numbers: Numbers, name: str, shapes: Mapping[str, Shape]) -> tuple[Entry, ...]:
    shape = shapes[name]
    long = tuple(size for size in shape if size != 1)
    same = numbers.flat or long == tuple(size for size in numbers.shape if size != 1)
    if len(numbers.entries) == prod(shape) and same:
        return numbers.entries
    raise PatternError(
        "data-shape",
        say(
            "The numbers of {name} have the shape {given}, {name} has {shape}.",
            name=name,
            given=_text(numbers.shape),
            shape=_text(shape),
        ),
        numbers.span,
        _FIELD,
        repair={_FIELD: ""},
    )


def _text(shape: Shape) -> str:
    return "×".join(map(str, shape)) or "()"
