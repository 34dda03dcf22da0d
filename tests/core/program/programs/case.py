"""A program of the table, and the four ways to write one down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Case:
    """A text, what goes into it, and who runs it besides us.

    ``twin`` says the same in NumPy where the text itself is not NumPy. ``terms`` is how a cell follows from its
    sources: "one" is moved there, a "sum" adds them up, and "any" function of them is only asked what it depends on.
    """

    code: str
    shapes: Mapping[str, Shape]
    libraries: tuple[str, ...]
    twin: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    terms: str = "one"

    def __str__(self) -> str:
        first, *more = self.code.splitlines()
        return f"{self.libraries[0]}: {first}{' …' if more else ''}"


def shapes_of(text: str) -> dict[str, Shape]:
    """The shapes of "x:2,3;y:4"; a shape alone is that of x.

    >>> shapes_of("2,3"), shapes_of("x:2;s:")
    ({'x': (2, 3)}, {'x': (2,), 's': ()})
    """
    named = [part.rpartition(":") for part in text.split(";")]
    return {name or "x": tuple(int(size) for size in sizes.split(",") if size) for name, _, sizes in named}


def _case(
    libraries: tuple[str, ...], code: str, shape: str, twin: str, values: Mapping[str, object] | None, terms: str
) -> Case:
    return Case(dedent(code).strip(), shapes_of(shape), libraries, dedent(twin).strip(), values or {}, terms)


def in_torch(code: str, shape: str, twin: str, values: Mapping[str, object] | None = None, terms: str = "one") -> Case:
    """A text that only PyTorch runs, and its twin in NumPy."""
    return _case(("torch",), code, shape, twin, values, terms)


def in_numpy(code: str, shape: str, values: Mapping[str, object] | None = None, terms: str = "one") -> Case:
    """A text that NumPy runs."""
    return _case(("numpy",), code, shape, "", values, terms)


def in_jax(
    code: str, shape: str, values: Mapping[str, object] | None = None, terms: str = "one", twin: str = ""
) -> Case:
    """A text for JAX, of which NumPy has the same functions under the same names, unless a twin says it otherwise."""
    return _case(("jax",), code, shape, twin, values, terms)


def in_other(library: str, code: str, shape: str, twin: str, terms: str = "one") -> Case:
    """A text for a library that is not installed, and its twin in NumPy, which says what that library does."""
    return _case((library,), code, shape, twin, None, terms)


def in_any(code: str, shape: str, values: Mapping[str, object] | None = None, terms: str = "one") -> Case:
    """A text that NumPy and PyTorch both run, to the same end."""
    return _case(("torch", "numpy", "jax"), code, shape, "", values, terms)
