"""Functions and methods of the libraries: a row a movement, with the spellings that call it."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.program.arguments import converter
from app.core.program.bench import Bench
from app.core.program.signature import Signature

Run = Callable[..., object]


@dataclass(frozen=True)
class Entry:
    """A spelling: how its arguments are bound, and what it does."""

    path: str
    signature: Signature
    converters: tuple[Callable[[object], object], ...]
    run: Run
    makes: bool = False
    """Whether it makes tensors of none, and so must be told of the run and the library."""
    wanted: tuple[object, ...] = ()
    """What each argument is to be: the annotations of the movement."""

    def call(self, positional: Sequence[object], named: Mapping[str, object], told: tuple[object, ...] = ()) -> object:
        """Bind, convert, run; ``told``: the bench and the library, for what makes tensors of none.

        Raises:
            Refusal: ``program-argument`` or ``program-type``, or what the movement refuses.
        """
        values = self.signature.bind(self.path.rpartition(".")[2], positional, named)
        # What a movement has no use for (dtype, device, out) stands last in a signature.
        return self.run(
            *(told if self.makes else ()),
            *(convert(value) for convert, value in zip(self.converters, values, strict=False)),
        )


@dataclass(frozen=True)
class Row:
    """A movement and its spellings: ``torch|Tensor.flip(input, dims)``.

    The parameters of a spelling are those of the movement, in its order, by whatever names; further ones are
    accepted and mean nothing to the cells.
    """

    run: Run
    spellings: tuple[str, ...]

    def entries(self) -> Iterable[tuple[str, Entry]]:
        """Every path with its entry."""
        wanted = inspect.get_annotations(self.run)
        wanted.pop("return", None)
        makes = next(iter(wanted.values()), None) is Bench
        kinds = tuple(wanted.values())[2 if makes else 0 :]
        converters = tuple(converter(each) for each in kinds)
        for spelling in self.spellings:
            places, _, rest = spelling.partition("(")
            homes, _, name = places.rpartition(".")
            signature = Signature.read(f"{name}({rest}")
            for home in homes.split("|"):
                path = f"{home}.{name}"
                yield path, Entry(path, signature, converters, self.run, makes, kinds)


def row(run: Run, *spellings: str) -> Row:
    """A row of the registry."""
    return Row(run, spellings)


def registered(rows: Iterable[Row]) -> dict[str, Entry]:
    """All entries by path."""
    return {path: entry for each in rows for path, entry in each.entries()}
