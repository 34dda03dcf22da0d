"""Functions and methods of the libraries: a row a movement, with the spellings that call it."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from einscope.core.errors import say
from einscope.core.program.budget import Budget, Library
from einscope.core.program.calls.arguments import Converter, converter
from einscope.core.program.calls.signature import Signature
from einscope.core.program.refusal import Refusal
from einscope.core.program.tensor.dtypes import keep_as
from einscope.core.program.tensor.tensor import Tensor
from einscope.core.program.tensor.values import said

Run = Callable[..., object]


class Beside(dict[str, object]):
    """What a call is given that means nothing to the cells, by name, for a movement whose values depend on it."""


@dataclass(frozen=True)
class Entry:
    """A spelling: how its arguments are bound, and what it does."""

    path: str
    signature: Signature
    converters: tuple[Converter, ...]
    run: Run
    makes: bool = False
    """Whether it makes tensors of none, and so must be told of the run and the library."""
    wanted: tuple[object, ...] = ()
    """What each argument is to be: the annotations of the movement."""
    beside: bool = False
    """Whether it is told what else the call is given."""

    def call(
        self, positional: Sequence[object], named: Mapping[str, object], budget: Budget, library: Library
    ) -> object:
        """Bind, convert, run; the budget and the library are those of the run, or of the function's home.

        Raises:
            Refusal: ``program-argument`` or ``program-type``, or what the movement refuses.
        """
        name = self.path.rpartition(".")[2]
        values = self.signature.bind(name, positional, named)
        # What a movement has no use for (dtype, device, out) stands last in a signature.
        used, kind = len(self.converters), None
        for parameter, value in zip(self.signature.order[used:], values[used:], strict=True):
            if value is not None and (parameter == "out" or (parameter == "dtype" and _is_data(value))):
                raise Refusal(
                    "program-argument",
                    say(
                        "{name} is not supported with {argument} {value}.",
                        name=name,
                        argument=parameter,
                        value=said(value),
                    ),
                )
            kind = value if parameter == "dtype" else kind
        result = self.run(
            *((budget, library) if self.makes else ()),
            *(convert(value, budget, library) for convert, value in zip(self.converters, values, strict=False)),
            *((Beside(zip(self.signature.order[used:], values[used:], strict=True)),) if self.beside else ()),
        )
        if isinstance(result, Tensor) and kind is not None:
            keep_as(result, kind)
        return result


@dataclass(frozen=True)
class Row:
    """A movement and its spellings: ``torch|Tensor.flip(input, dims)``.

    The parameters of a spelling are those of the movement, in its order, by whatever names; further ones are
    accepted and mean nothing to the cells. What a library takes for a parameter may be less than the movement does:
    ``torch|Tensor.take(input, index: index)``.
    """

    run: Run
    spellings: tuple[str, ...]

    def entries(self) -> Iterable[tuple[str, Entry]]:
        """Every path with its entry."""
        wanted = inspect.get_annotations(self.run)
        wanted.pop("return", None)
        makes = next(iter(wanted.values()), None) is Budget
        beside = Beside in wanted.values()
        annotations = tuple(kind for kind in wanted.values() if kind is not Beside)[2 if makes else 0 :]
        for spelling in self.spellings:
            places, _, rest = spelling.partition("(")
            homes, _, name = places.rpartition(".")
            signature = Signature.read(f"{name}({rest}")
            kinds = [kind for parameter in signature.order if (kind := signature.kinds.get(parameter, "")) != "skip"]
            for home in homes.split("|"):
                path = f"{home}.{name}"
                strict = home.partition(".")[0] in ("torch", "Tensor")
                converters = tuple(converter(*pair, strict) for pair in zip(annotations, kinds, strict=False))
                yield path, Entry(path, signature, converters, self.run, makes, annotations, beside)


def _is_data(value: object) -> bool:
    return isinstance(value, (bool, int, float, tuple, list, Tensor))


def row(run: Run, *spellings: str) -> Row:
    """A row of the registry."""
    return Row(run, spellings)


def registered(rows: Iterable[Row]) -> dict[str, Entry]:
    """All entries by path."""
    return {path: entry for movement in rows for path, entry in movement.entries()}
