"""Einscope in notebooks, tests and terminals: ``show``, ``trace``, ``assert_same_mapping``.

One file that needs numpy and the standard library alone. Where the package is installed it asks the core in this
process; alone it asks the server that it came from, or the one that ``EINSCOPE_URL`` names.

>>> import numpy as np
>>> trace(lambda x: x.reshape(2, 2, 3).swapaxes(0, 1), (4, 3)).pattern
'(a b) c -> b a c'
>>> assert_same_mapping(np.transpose, "h w -> w h", (2, 3))
"""

import base64
import html
import io
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from math import prod
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["EinscopeError", "Shown", "Traced", "assert_same_mapping", "show", "trace"]

SERVER = ""
"""The address of the server that this file was downloaded from."""

Integers = npt.NDArray[np.int64]
Shape = tuple[int, ...]

_NOWHERE = -1  # the source of a cell that was filled in
_LONGEST = 7_000  # characters of a query
_NUMBERS = "iufb"  # kinds of arrays that are read
_SECONDS = 60


class EinscopeError(ValueError):
    """Why there is no answer, in the words of whoever was asked."""


class Door(Protocol):
    """Whoever answers: the core in this process, or a server."""

    values: int
    """How many numbers of one's own it takes."""

    def tell(self, op: str, texts: Mapping[str, str]) -> str:
        """The answer in characters."""

    def picture(self, op: str, texts: Mapping[str, str]) -> str:
        """A picture that plays, as SVG."""

    def sources(self, op: str, texts: Mapping[str, str]) -> Integers:
        """The source of every output cell, in the shape of the output."""

    def infer(self, sources: Integers, input_shape: Shape) -> dict[str, Any]:
        """The pattern that gives these sources, or what rules it out."""

    def compare(self, a: str, b: str) -> dict[str, Any]:
        """How the states of two addresses differ."""

    def link(self, path: str, texts: Mapping[str, str]) -> str:
        """Where a page is found; empty where no server is known."""


def show(what: str, *inputs: Any, op: str = "", **named: Any) -> "Shown":
    """What an operation or a program does to a tensor: a picture in a notebook, text in a terminal.

    Args:
        what: a pattern, or the text of a program, which is read and never run.
        inputs: of a pattern, its tensors: of numpy, torch, jax or anything else with a shape, whose values are shown
            as far as there is room; or shapes alone.
        op: of a pattern, the operation; by default ``rearrange``, or ``einsum`` where there are several inputs.
        named: of a pattern, sizes of axes; of a program, its tensors, or their shapes, and values of names. Texts are
            further parameters of the API: ``reduction="max"``, ``view="y=c:column"``, ``lang="zh"``.

    Raises:
        EinscopeError: whatever is wrong, with a mark under the culprit.

    >>> print(str(show("h w -> w h", (2, 3))).splitlines()[3])
    y[w, h] = x[h, w]
    >>> print(str(show("y = x.reshape(n, -1)", x=(2, 6), n=3)).splitlines()[1])
    x 2×6 → y 3×4
    """
    door = _door()
    if _is_pattern(what):
        texts = {"pattern": what, "shape": ";".join(_text(_shape(each)) for each in inputs)} | _sizes(named)
        op = op or ("einsum" if "," in what.split("->", maxsplit=1)[0] else "rearrange")
        return _shown(door, op, texts, _data(inputs, door.values))
    shapes = {name: _shape(each) for name, each in named.items() if _is_tensor(each)}
    texts = {"code": what, "shape": ";".join(f"{name}:{_text(shape)}" for name, shape in shapes.items())}
    others = {name: each for name, each in named.items() if name not in shapes}
    texts |= {name: each for name, each in others.items() if name in _PROGRAM and isinstance(each, str)}
    values = ",".join(f"{name}={each!r}" for name, each in others.items() if name not in texts)
    return _shown(door, "program", texts | ({"values": values} if values else {}), "")


def trace(function: Callable[..., Any], *inputs: Any) -> "Traced":
    """Run a function on numbered cells, and tell where each went.

    It runs three times, each time with other numbers: a cell of the result that follows them all is a cell of an
    input, one that stays as it is was filled in, and any other depends on values.

    Args:
        function: a function or a layer, of numpy, torch, jax or anything like them.
        inputs: shapes; or tensors, whose library and type are taken. Integers are tried first, then floats.

    Raises:
        EinscopeError: the function takes none of these, or does not return one tensor.

    >>> print(trace(lambda x: x[::-1].T, (2, 3)))
    slice x[::-1], rearrange a b -> b a
    >>> print(trace(lambda x: x * 2, (2,)))
    No pattern does this: cell 0 depends on values: it is not simply one cell of the input.
    """
    if not inputs:
        raise EinscopeError("Give the shape of an input, as in trace(function, (1, 4, 4, 2)).")
    shapes = [_shape(each) for each in inputs]
    total = sum(map(prod, shapes))
    run = _runner(function, inputs, shapes, total)
    runs = [run(numbers) for numbers in _numberings(total)]
    if len({result.shape for result in runs}) > 1:
        raise EinscopeError("The shape of the result depends on the values.")
    return _traced(_door(), runs, shapes, total)


def assert_same_mapping(
    function: Callable[..., Any], expected: str | Callable[..., Any], *inputs: Any, **sizes: int
) -> None:
    """Assert that a function moves every cell as a pattern, or another function, does.

    Args:
        function: what is tested; see :func:`trace`.
        expected: an einops pattern, or a function.
        inputs: shapes or tensors.
        sizes: of axes of the pattern.

    Raises:
        AssertionError: how many cells come from elsewhere, which pattern it is instead, and where both are shown.
        EinscopeError: the pattern does not fit, or the function cannot be traced.

    >>> assert_same_mapping(lambda x: x.reshape(2, 2, 2).transpose(1, 0, 2), "(a b) c -> a b c", (4, 2), a=2)
    Traceback (most recent call last):
    AssertionError: 4 of 8 cells come from elsewhere: it is `(b a) c -> a b c`, not `(a b) c -> a b c`
    """
    __tracebackhide__ = True
    door, got = _door(), trace(function, *inputs)
    shapes = [_shape(each) for each in inputs]
    if got.changed is not None:
        raise AssertionError(str(got))
    wanted, name, address = _expected(door, expected, inputs, shapes, sizes)
    if got.sources.shape != wanted.shape:
        raise AssertionError(f"it gives {_said(got.sources.shape)}, not {_said(wanted.shape)}, as `{name}` does")
    differ = np.flatnonzero(got.sources.reshape(-1) != wanted.reshape(-1))
    if differ.size:
        raise AssertionError(_difference(door, got, wanted, differ, name, address))


@dataclass(frozen=True)
class Shown:
    """An answer: a picture in a notebook, text elsewhere.

    Args:
        op: name of the operation.
        texts: its parameters.
        text: the answer in characters.
        door: whoever gave it.
    """

    op: str
    texts: Mapping[str, str]
    text: str
    door: Door = field(repr=False)

    @property
    def link(self) -> str:
        """Its page; empty where no server is known, or the address would be too long."""
        return self.door.link(f"/{self.op}", self.texts)

    @cached_property
    def svg(self) -> str:
        """The picture, which plays by itself."""
        return self.door.picture(self.op, self.texts)

    @property
    def html(self) -> str:
        """The picture, and below it, where a server is known, the stage to play with in a frame."""
        said = html.escape(self.text.partition("\n")[0])
        coded = base64.b64encode(self.svg.encode()).decode()
        picture = f'<img src="data:image/svg+xml;base64,{coded}" alt="{said}" style="max-width:100%">'
        if not self.link:
            return picture
        frame = html.escape(self.door.link(f"/embed/{self.op}", self.texts))
        return (
            f'{picture}<details><summary><a href="{html.escape(self.link)}" target="_blank">Einscope</a></summary>'
            f'<iframe src="{frame}" width="100%" height="520" loading="lazy" title="{said}" style="border:0"></iframe>'
            "</details>"
        )

    def __repr__(self) -> str:
        return self.text.rstrip("\n")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows."""
        return {"text/plain": repr(self), "image/svg+xml": self.svg, "text/html": self.html}


@dataclass(frozen=True)
class Traced:
    """Where the cells of a result came from.

    Args:
        sources: for every cell of the result its source, cells of further inputs counted on; -1: it was filled in.
        found: whether a pattern, or a slice, moves all cells so.
        op: ``rearrange``, ``repeat`` or ``slice``.
        pattern: the einops pattern; None where a slice alone says it, or nothing was found.
        sizes: sizes that the pattern needs beside the shape.
        expression: the slice that comes first.
        cell: the first cell that rules a pattern out.
        reason: why it does.
        changed: the first cell that depends on values; None: all are moved or filled in.
        shape: of the first input.
        door: whoever was asked.
    """

    sources: Integers = field(repr=False)
    found: bool
    op: str | None
    pattern: str | None
    sizes: Mapping[str, int]
    expression: str | None
    cell: int | None
    reason: str
    changed: int | None
    shape: Shape
    door: Door = field(repr=False)

    @property
    def texts(self) -> dict[str, str]:
        """The parameters of the operation that does the same, where there is one."""
        if self.pattern is None or self.expression is not None:
            return {}
        sizes = ",".join(f"{name}={size}" for name, size in self.sizes.items())
        return {"pattern": self.pattern, "shape": _text(self.shape)} | ({"sizes": sizes} if sizes else {})

    @property
    def link(self) -> str:
        """The page that shows it; empty where there is none, or no server is known."""
        return self.door.link(f"/{self.op}", self.texts) if self.texts else ""

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if not self.found:
            return f"No pattern does this: {self.reason}"
        parts = [f"slice {self.expression}"] if self.expression else []
        parts += [f"{'rearrange' if self.op == 'slice' else self.op} {self.pattern}"] if self.pattern else []
        parts += [f"{name}={size}" for name, size in self.sizes.items()]
        return ", ".join(parts) + (f"\n{self.link}" if self.link else "")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows: the picture, where a pattern has one."""
        if not self.texts:
            return {"text/plain": str(self)}
        return _shown(self.door, str(self.op), self.texts, "")._repr_mimebundle_() | {"text/plain": str(self)}


_PROGRAM = ("library", "entry", "output", "lang", "view", "color")


def _is_pattern(what: str) -> bool:
    """Whether a text is a pattern, and not a program that has one in it."""
    return "->" in what and not set(what) & set("=:'\"\n[{#")


def _is_tensor(value: Any) -> bool:
    """Whether something is a tensor, or the shape of one."""
    return hasattr(value, "shape") or (isinstance(value, tuple) and all(isinstance(size, int) for size in value))


def _shape(value: Any) -> Shape:
    """The shape of a tensor; a shape is its own."""
    try:
        return tuple(int(size) for size in getattr(value, "shape", value))
    except (TypeError, ValueError) as error:
        raise EinscopeError(f"This is neither a tensor nor a shape: {value!r:.60}") from error


def _text(shape: Shape) -> str:
    return ",".join(map(str, shape))


def _said(shape: Shape) -> str:
    return "×".join(map(str, shape)) or "a scalar"


def _sizes(named: Mapping[str, Any]) -> dict[str, str]:
    """Sizes of axes, and texts, which are parameters of the API."""
    sizes = ",".join(f"{name}={int(each)}" for name, each in named.items() if not isinstance(each, str))
    texts = {name: each for name, each in named.items() if isinstance(each, str)}
    return texts | ({"sizes": sizes} if sizes else {})


def _shown(door: Door, op: str, texts: Mapping[str, str], data: str) -> Shown:
    own = dict(texts) | ({"data": data} if data else {})
    return Shown(op, own, door.tell(op, own), door)


def _data(inputs: Sequence[Any], most: int) -> str:
    """The values of tensors as a parameter; nothing where they are too many, or no numbers."""
    lists: list[str] = []
    for number, each in enumerate(inputs):
        if not hasattr(each, "shape") or most <= 0:
            continue
        array = _array(each)
        if array.size > most or array.dtype.kind not in _NUMBERS or not np.isfinite(array).all():
            return ""
        kept = (f"{value:.6g}" if array.dtype.kind == "f" else str(value) for value in array.reshape(-1).tolist())
        lists.append(f"{'x' if number == 0 else f'x{number + 1}'}:[{','.join(kept)}]")
        most -= array.size
    return ";".join(lists)


def _array(tensor: Any) -> npt.NDArray[Any]:
    """A tensor of any library as one of numpy."""
    if hasattr(tensor, "detach"):
        tensor = tensor.detach().cpu()
        if "bfloat16" in str(tensor.dtype):
            tensor = tensor.float()
    return np.asarray(tensor)


# Numbering cells, and reading off where they went


def _numberings(total: int) -> Iterator[Integers]:
    """Three numberings of all cells, none of which has a cell's number where another has one that stays."""
    numbers = np.arange(1, total + 1, dtype=np.int64)
    yield numbers
    mixed = np.random.default_rng(0)
    for turn in (1, 2):
        yield mixed.permutation(numbers) + turn * total


def _runner(
    function: Callable[..., Any], inputs: Sequence[Any], shapes: Sequence[Shape], total: int
) -> Callable[[Integers], npt.NDArray[Any]]:
    """What runs a function on numbers, in the first form that it takes."""
    first: Exception | None = None
    numbers = next(_numberings(total))
    for make in _forms(function, inputs, 3 * total):

        def run(numbers: Integers, make: Callable[[Integers, Any], Any] = make) -> npt.NDArray[Any]:
            edges = np.cumsum([0, *(prod(shape) for shape in shapes)]).tolist()
            own = [
                make(numbers[edges[place] : edges[place + 1]].reshape(shape), inputs[place])
                for place, shape in enumerate(shapes)
            ]
            return _result(function(*own))

        try:
            run(numbers)
        except EinscopeError:
            raise
        except Exception as error:  # whatever a stranger's function raises
            first = first or error
            continue
        return run
    raise EinscopeError(f"The function refuses numbered cells: {first!r:.300}") from first


def _result(result: Any) -> npt.NDArray[Any]:
    if isinstance(result, (tuple, list, dict)) and not all(isinstance(each, (int, float)) for each in result):
        raise EinscopeError(f"The function returns {len(result)} things: choose one, as in lambda x: f(x)[0].")
    array = _array(result)
    if array.dtype.kind not in _NUMBERS:
        raise EinscopeError("The function returns no numbers.")
    return array


def _forms(
    function: Callable[..., Any], inputs: Sequence[Any], largest: int
) -> Iterator[Callable[[Integers, Any], Any]]:
    """How numbers may be given: as the tensors that were given; else of the function's library, integers first."""
    torch, jax = sys.modules.get("torch"), sys.modules.get("jax")

    def of_torch(kind: str) -> Callable[[Integers, Any], Any]:
        return lambda numbers, like: torch.from_numpy(numbers.copy()).to(getattr(torch, kind))  # type: ignore[union-attr]

    def of_numpy(kind: str) -> Callable[[Integers, Any], Any]:
        return lambda numbers, like: numbers.astype(kind)

    floats = "float32" if largest < 2**24 else "float64"  # exact in either
    torches = [of_torch("int64"), of_torch(floats)] if torch else []
    numpys = [of_numpy("int64"), of_numpy(floats)]
    given = [each for each in inputs if hasattr(each, "shape")]
    if any(type(each).__module__.startswith("torch") for each in given):
        yield from torches
    elif any(type(each).__module__.startswith("jax") for each in given):
        yield lambda numbers, like: jax.numpy.asarray(numbers.astype("int32"))  # type: ignore[union-attr]
        yield lambda numbers, like: jax.numpy.asarray(numbers.astype("float32"))  # type: ignore[union-attr]
    elif given:
        yield from numpys
    elif any(str(getattr(each, "__module__", "")).startswith("torch") for each in (*type(function).__mro__, function)):
        yield from torches
    else:
        yield from (*numpys, *torches)
        if jax:
            yield lambda numbers, like: jax.numpy.asarray(numbers.astype("int32"))


def _traced(door: Door, runs: Sequence[npt.NDArray[Any]], shapes: Sequence[Shape], total: int) -> Traced:
    """What three runs say of each cell."""
    one = runs[0].reshape(-1)
    whole = np.isfinite(one) & (one == np.floor(one)) if one.dtype.kind == "f" else np.ones(one.shape, dtype=np.bool_)
    inside = whole & (one >= 1) & (one <= total)
    cells = np.where(inside, one, 1).astype(np.int64) - 1
    follows, stays = inside.copy(), np.ones(one.shape, dtype=np.bool_)
    for run, other in zip(runs[1:], [*_numberings(total)][1:], strict=True):
        now = run.reshape(-1)
        follows &= now == (other[cells] if total else 0)
        stays &= now == one
    sources = np.where(follows, cells, _NOWHERE).reshape(runs[0].shape)
    changed = np.flatnonzero(~(follows | stays))
    first = shapes[0]
    if changed.size:
        cell = int(changed[0])
        reason = f"cell {cell} depends on values: it is not simply one cell of the input."
        return Traced(sources, False, None, None, {}, None, cell, reason, cell, first, door)
    if len(shapes) != 1:
        others = np.flatnonzero(sources.reshape(-1) >= prod(first))
        if others.size:
            cell = int(others[0])
            reason = f"cell {cell} comes from another input than the first."
            return Traced(sources, False, None, None, {}, None, cell, reason, None, first, door)
    told = door.infer(sources, first)
    found = bool(told["found"])
    return Traced(
        sources,
        found,
        told.get("op"),
        told.get("pattern"),
        told.get("sizes") or {},
        told.get("expression"),
        told.get("cell"),
        str(told.get("reason") or ""),
        None,
        first,
        door,
    )


# What a test says


def _expected(
    door: Door, expected: Any, inputs: Sequence[Any], shapes: Sequence[Shape], sizes: Mapping[str, int]
) -> tuple[Integers, str, str]:
    """The sources that are expected, what they are called, and the address of the state that has them."""
    if not isinstance(expected, str):
        other = trace(expected, *inputs)
        if other.changed is not None:
            raise EinscopeError(f"Of the function that is compared with: {other}")
        name = other.pattern or str(getattr(expected, "__name__", type(expected).__name__))
        return other.sources, name, _address(f"/{other.op}", other.texts) if other.texts else ""
    texts = {"pattern": expected, "shape": ";".join(map(_text, shapes))} | _sizes(sizes)
    op, sources = "rearrange", None
    try:
        sources = door.sources(op, texts)
    except EinscopeError:
        with suppress(EinscopeError):
            op, sources = "repeat", door.sources("repeat", texts)
        if sources is None:
            raise
    return sources, expected, _address(f"/{op}", texts)


def _difference(door: Door, got: Traced, wanted: Integers, differ: Integers, name: str, address: str) -> str:
    """How two mappings differ, with the pattern that it is instead, and a link where both are shown."""
    count = f"{differ.size} of {wanted.size} cells come from elsewhere"
    if not got.texts:
        cell = int(differ[0])
        one, other = (int(each.reshape(-1)[cell]) for each in (got.sources, wanted))
        place = ", ".join(str(int(digit)) for digit in np.unravel_index(cell, wanted.shape))
        why = f"; {got.reason}" if got.reason else f"; it is {got}" if got.found else ""
        return f"{count}: y[{place}] is {_cell(one)}, not {_cell(other)}{why}"
    own, link = _address(f"/{got.op}", got.texts), ""
    pattern = got.pattern
    if address:
        told = door.compare(own, address)
        pattern = told["mend"] or pattern
        link = door.link("/compare", {"a": own, "b": address})
    return f"{count}: it is `{pattern}`, not `{name}`" + (f"\n{link}" if link else "")


def _cell(number: int) -> str:
    return "filled in" if number == _NOWHERE else f"cell {number} of the input"


# Who is asked


def _door() -> Door:
    """The server that is named; else the core, where the package is installed; else the server this came from."""
    named = os.environ.get("EINSCOPE_URL", "")
    if not named:
        with suppress(ModuleNotFoundError):
            local: Door = import_module("einscope.doors.local").Core()
            return local
    if named or SERVER:
        return Server((named or SERVER).rstrip("/"))
    raise EinscopeError("No server is known: set EINSCOPE_URL, or install the package.")


def _address(path: str, texts: Mapping[str, str]) -> str:
    query = urllib.parse.urlencode(texts, safe="(),=;:")
    return f"{path}?{query}" if query else path


class Server:
    """A server, asked over HTTP."""

    values = 512
    """An address has room for no more."""

    def __init__(self, home: str) -> None:
        self.home = home

    def tell(self, op: str, texts: Mapping[str, str]) -> str:
        """See :class:`Door`."""
        return self._asked(_address(f"/{op}.txt", texts)).decode()

    def picture(self, op: str, texts: Mapping[str, str]) -> str:
        """See :class:`Door`."""
        return self._asked(_address(f"/{op}.svg", texts)).decode()

    def sources(self, op: str, texts: Mapping[str, str]) -> Integers:
        """See :class:`Door`."""
        _ = self.tell(op, texts)  # whose refusal is one that a person reads
        sources: Integers = np.load(io.BytesIO(self._asked(_address(f"/api/v1/{op}.npy", texts))))
        return sources

    def infer(self, sources: Integers, input_shape: Shape) -> dict[str, Any]:
        """See :class:`Door`."""
        file = io.BytesIO()
        np.save(file, np.ascontiguousarray(sources))
        path = _address("/api/v1/infer", {"input_shape": _text(input_shape)})
        told: dict[str, Any] = json.loads(self._asked(path, file.getvalue(), "application/octet-stream"))
        return told

    def compare(self, a: str, b: str) -> dict[str, Any]:
        """See :class:`Door`."""
        body = json.dumps({"a": a, "b": b}).encode()
        told: dict[str, Any] = json.loads(self._asked("/api/v1/compare", body, "application/json"))
        return told

    def link(self, path: str, texts: Mapping[str, str]) -> str:
        """See :class:`Door`."""
        found = _address(path, texts)
        return f"{self.home}{found}" if len(found) <= _LONGEST else ""

    def _asked(self, path: str, body: bytes | None = None, kind: str = "") -> bytes:
        """What is answered; raises what is refused in the server's words."""
        headers = {"Accept-Language": "en"} | ({"Content-Type": kind} if kind else {})
        request = urllib.request.Request(f"{self.home}{path}", body, headers)  # noqa: S310 — whatever is configured
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            said = error.read().decode("utf-8", "replace")
            if error.headers.get_content_type() == "application/problem+json":
                said = str(json.loads(said)["detail"])
            raise EinscopeError(said.rstrip("\n")) from None
        except urllib.error.URLError as error:
            raise EinscopeError(f"The server {self.home} does not answer: {error.reason}") from None
