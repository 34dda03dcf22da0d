"""What the axes of a program's tensors are called: as the program unpacks their shapes, and as cells carry names on."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import prod

import numpy as np

from einscope.core.axis_name import name_fault
from einscope.core.map import NO_SOURCE, IndexMap
from einscope.core.plan import Shape
from einscope.core.program.names import Names
from einscope.core.program.names.comments import commented, names_of
from einscope.core.program.names.patterns import NONE, Axes, Patterned, patterned
from einscope.core.program.run.result import Program

_LETTERS = "ijklmopqrsuvabcdefghtwxyz"  # those that mean nothing in particular first
_FARTHEST = 128  # cells along an axis in which a whole block is found
_MOST_SOURCES = 2**16  # looked at for the names of one tensor


@dataclass(frozen=True, slots=True)
class _Unpacked:
    """``B, H, W, C = x.shape`` on a line."""

    line: int
    tensor: str
    names: Names


def axis_names(program: Program, code: str) -> tuple[Names, ...]:
    r"""The names of the axes of every input and, after them, every tensor.

    Where the program unpacks a shape, its names in lower case, or those of a comment that lists them and does not
    contradict the shape, or those in the pattern of a call that makes or takes the tensor; elsewhere an axis has the
    name of the one along which its cells come from the parent, and a letter where there is none.

    Args:
        program: the result of a run.
        code: what was run.

    Cost: O(nodes + tensors · rank²).

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> code = "B, H, W = x.shape\ny = x.permute(2, 0, 1)"
    >>> axis_names(run(code, {"x": (2, 3, 4)}, {}, Limits()), code)
    (('b', 'h', 'w'), ('w', 'b', 'h'))
    """
    tree = ast.parse(code)
    unpacked = list(_unpackings(tree))
    comments = commented(code, tree)
    taken, made = patterned(tree)
    sizes: dict[str, int] = {}  # of names that shapes are unpacked into
    axes: list[Names] = []
    shapes: list[Shape] = []
    for source in program.inputs:
        shapes.append(source.shape)
        if source.line is not None:
            axes.append(())  # it has those of the tensor that begins it
            continue
        later = min((tensor.line for tensor in program.tensors if tensor.name == source.name), default=None)
        told = _told(unpacked, source.name, 0, later, len(source.shape))
        sizes |= dict(zip(told or (), source.shape, strict=False))
        said = names_of(comments.names.get(source.name, ()), source.shape, sizes)
        given = _in_patterns(taken, source.name, 0, later, len(source.shape))
        axes.append(told or _distinct(_first(source.shape, said, given.words, given.joined)))
    for number, tensor in enumerate(program.tensors):
        later = min((other.line for other in program.tensors[number + 1 :] if other.name == tensor.name), default=None)
        told = _told(unpacked, tensor.name, tensor.line, later, len(tensor.shape))
        sizes |= dict(zip(told or (), tensor.shape, strict=False))
        entries = comments.lines.get((tensor.name, tensor.line), ())
        said = names_of(entries, tensor.shape, sizes)
        given = _in_patterns(taken, tensor.name, tensor.line, later, len(tensor.shape))
        parents = [(shapes[parent], axes[parent]) for parent in tensor.parents]
        if tensor.begins is None:
            carried: Names = tuple(_carried(tensor.shape, tensor.step, parents))
        else:  # a layer keeps the order of axes
            carried = next((names for shape, names in parents if len(shape) == len(tensor.shape)), ())
        own = made.get((tensor.name, tensor.line), NONE)
        ways = (said, own.words, given.words, carried, own.joined, given.joined)
        axes.append(told or _distinct(_first(tensor.shape, *ways)))
        shapes.append(tensor.shape)
        if tensor.begins is not None:
            axes[tensor.begins] = axes[-1]
    return tuple(axes)


def _unpackings(tree: ast.AST) -> Iterator[_Unpacked]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(
                targets=[ast.Tuple(elts=targets)],
                value=ast.Attribute(value=ast.Name(id=tensor), attr="shape")
                | ast.Call(func=ast.Attribute(value=ast.Name(id=tensor), attr="size"), args=[]),
            ):
                names = tuple(
                    target.id.lower().strip("_") if isinstance(target, ast.Name) else "" for target in targets
                )
                if not any(isinstance(target, ast.Starred) for target in targets):
                    yield _Unpacked(node.lineno, tensor, names)


def _told(unpacked: list[_Unpacked], name: str, after: int, before: int | None, rank: int) -> Names | None:
    """The names that a tensor was unpacked into while it had its name."""
    for unpacking in unpacked:
        if (
            unpacking.tensor == name
            and len(unpacking.names) == rank
            and after < unpacking.line
            and unpacking.line <= (before or unpacking.line)
        ):
            return _distinct(unpacking.names)
    return None


def _in_patterns(taken: list[Patterned], name: str, after: int, before: int | None, rank: int) -> Axes:
    """The names that a tensor has in a pattern that it was moved by while it had its name."""
    for each in taken:
        if each.tensor == name and len(each.axes.words) == rank and after < each.line <= (before or each.line):
            return each.axes
    return NONE


def _first(shape: Shape, *named: Names | None) -> Names:
    """For each axis the first name that it has, from those that name as many axes; empty where it has none."""
    ways = [names for names in named if names is not None and len(names) == len(shape)]
    return tuple(next((names[axis] for names in ways if names[axis]), "") for axis in range(len(shape)))


def _distinct(wanted: Names) -> Names:
    """These names, each once: what is no name gets a letter, and what is there already a number."""
    names: list[str] = []
    letters = iter([letter for letter in _LETTERS if letter not in wanted] + [f"a{number}" for number in range(99)])
    for word in wanted:
        name = word if word and name_fault(word) is None else next(letters)
        numbered = (f"{name}{number}" for number in count(2))
        names.append(name if name not in names else next(other for other in numbered if other not in names))
    return tuple(names)


def _carried(shape: Shape, step: IndexMap, parents: Sequence[tuple[Shape, Names]]) -> list[str]:
    """For each axis, the name of the parent's axis along which its cells lie; empty where no single one is.

    Of a composite axis it is the slowest part: what is left alone by the longest way along it.
    """
    names = [""] * len(shape)
    if not parents or not prod(shape):
        return names
    strides = [prod(shape[axis + 1 :]) for axis in range(len(shape))]
    middle = [size // 2 for size in shape]  # what is filled in lies at the edges
    base = sum(digit * stride for digit, stride in zip(middle, strides, strict=True))
    ways = [_ways(at, size) for at, size in zip(middle, shape, strict=True)]
    cells = [base] + [base + way * stride for axis_ways, stride in zip(ways, strides, strict=True) for way in axis_ways]
    if not 0 < len(cells) * step.arity <= _MOST_SOURCES:
        return names
    sources = iter(step.sources(np.array(cells, dtype=np.int64))[:, 0].tolist())
    parent, here = _place(next(sources), parents)
    for axis, axis_ways in enumerate(ways):
        for _ in axis_ways:
            other, there = _place(next(sources), parents)
            if parent is None or other != parent or names[axis]:
                continue
            moved = [
                name
                for name, digit, other_digit in zip(parents[parent][1], here, there, strict=True)
                if digit != other_digit
            ]
            names[axis] = moved[0] if len(moved) == 1 else ""
    # Axes of one cell do not move: they take, in order, what is left.
    left = [name for name, size in zip(*reversed(parents[parent or 0]), strict=True) if size == 1]
    for axis, size in enumerate(shape):
        if size == 1 and left:
            names[axis] = left.pop(0)
    return names


def _ways(at: int, size: int) -> list[int]:
    """How far along an axis to look, the farthest first."""
    nearest = range(max(0, at - _FARTHEST), min(size, at + _FARTHEST + 1))
    return sorted((digit - at for digit in nearest if digit != at), key=abs, reverse=True)


def _place(cell: int, parents: Sequence[tuple[Shape, Names]]) -> tuple[int | None, list[int]]:
    """Which parent a cell is of, and its index there."""
    if cell == NO_SOURCE:
        return None, []
    for number, (shape, _) in enumerate(parents):
        if cell < prod(shape):
            digits: list[int] = []
            for size in reversed(shape):
                cell, digit = divmod(cell, size)
                digits.append(digit)
            return number, digits[::-1]
        cell -= prod(shape)
    return None, []
