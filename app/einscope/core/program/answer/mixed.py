"""Shapes whose sizes are written in another order than the cells lie in: a view is no transpose.

``x.view(b, n, h * d)`` of a tensor b h n d has the right shape and the wrong cells: a reshape keeps them in the order
b h n d, however its sizes are called. What the sizes are called is known, where the program unpacked them.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from einscope.core.errors import Sentence, Span, say, say_count
from einscope.core.map import IntArray
from einscope.core.plan import Shape
from einscope.core.program.budget import Library
from einscope.core.program.names import Names
from einscope.core.program.run.result import Program
from einscope.core.program.run.source import Source
from einscope.core.say.explain.lists import listing

_COUNTED = 2**16  # cells of a tensor that are compared one by one
_METHODS = ("view", "reshape")

Groups = tuple[tuple[int, ...], ...]
"""For each axis of the new shape, the axes of the tensor that its size is made of."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A reshape that does not do what its sizes are called.

    Args:
        line: of the statement, from 1.
        span: of the call.
        sentence: what it does instead.
        pattern: what the sizes are called, as a pattern.
        repair: the call that does that.
    """

    line: int
    span: Span
    sentence: Sentence
    pattern: str
    repair: str


def mixed(program: Program, source: Source, names: Sequence[Names]) -> tuple[Mixed, ...]:
    r"""The reshapes of a program that put cells elsewhere than the names of their sizes say.

    Only names that the program itself gave the axes count, so that nothing is guessed from sizes that happen to agree.

    Args:
        program: the result of a run.
        source: what was run.
        names: of the axes of every input and, after them, every tensor.

    Cost: O(nodes + cells of small tensors).

    >>> from einscope.core.limits import Limits
    >>> from einscope.core.program import run
    >>> from einscope.core.program.names.axes import axis_names
    >>> code = "b, h, n, d = x.shape\ny = x.reshape(b, n, h * d)"
    >>> program = run(code, {"x": (1, 2, 4, 2)}, {}, Limits())
    >>> (found,) = mixed(program, Source(code, Limits()), axis_names(program, code))
    >>> found.pattern, found.repair
    ('b h n d -> b n (h d)', 'x.permute(0, 2, 1, 3).reshape(b, n, h * d)')
    >>> print(found.sentence)  # doctest: +NORMALIZE_WHITESPACE
    cells keep the order b h n d, but the sizes are called b n (h d): n = 0 of the result takes n = 0, 1 of h = 0; 12 of
    16 cells are not where b h n d -> b n (h d) puts them
    """
    return tuple(_found(program, source, names))


def _found(program: Program, source: Source, names: Sequence[Names]) -> Iterator[Mixed]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(func=ast.Attribute(value=receiver, attr=method), args=args, keywords=[]) if (
                method in _METHODS
                and (tensor := _named(receiver))
                and not any(isinstance(arg, ast.Starred) for arg in args)
            ):
                place = _place(program, tensor, node.lineno)
                if place is None:
                    continue
                shape, axes = _shape(program, place), names[place]
                sizes = args[0].elts if len(args) == 1 and isinstance(args[0], (ast.Tuple, ast.List)) else args
                groups = _groups(sizes, axes, shape)
                if groups is not None and not _in_order(groups, shape):
                    yield _told((node, receiver), source, (shape, axes), groups, program.library)


def _named(receiver: ast.expr) -> str | None:
    """The name of a tensor that is reshaped as it stands; ``contiguous`` moves nothing."""
    match receiver:
        case ast.Name(id=name):
            return name
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="contiguous"), args=[]):
            return name
    return None


def _place(program: Program, name: str, line: int) -> int | None:
    """The number of the tensor that has a name when a line is reached, of those that were given it before."""
    first = len(program.inputs)
    places = [number for number, tensor in enumerate(program.inputs) if tensor.name == name]
    places += [
        first + number for number, tensor in enumerate(program.tensors) if tensor.name == name and tensor.line < line
    ]
    return places[-1] if places else None


def _shape(program: Program, place: int) -> Shape:
    first = len(program.inputs)
    return program.inputs[place].shape if place < first else program.tensors[place - first].shape


def _groups(sizes: Sequence[ast.expr], axes: Names, shape: Shape) -> Groups | None:
    """What each size of a new shape is made of, by the names in it; None where they do not say all of it.

    One size may be anything, -1 or a name of its own: it is what the others leave.
    """
    called = [_axes_in(size, axes) for size in sizes]
    open_sizes = [number for number, group in enumerate(called) if group is None]
    used = [axis for group in called if group for axis in group]
    left = tuple(axis for axis in range(len(axes)) if axis not in used)
    if len(used) != len(set(used)) or len(open_sizes) > 1 or not used:
        return None
    if not open_sizes and any(shape[axis] > 1 for axis in left):
        return None
    # Axes of one cell that no size speaks of go where they change nothing: to the first.
    rest = left if open_sizes else ()
    groups = tuple(rest if group is None else group for group in called)
    return groups if open_sizes or not left or not groups else ((*left, *groups[0]), *groups[1:])


def _axes_in(size: ast.expr, axes: Names) -> tuple[int, ...] | None:
    """The axes that a size is the product of; none for 1; None where it is anything else."""
    match size:
        case ast.Constant(value=1):
            return ()
        case ast.Name(id=name) if (own := name.lower().strip("_")) in axes:
            return (axes.index(own),)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            one, other = _axes_in(left, axes), _axes_in(right, axes)
            return None if one is None or other is None else (*one, *other)
    return None


def _in_order(groups: Groups, shape: Shape) -> bool:
    """Whether the axes stand in the order of the cells; those of one cell stand anywhere."""
    order = [axis for group in groups for axis in group if shape[axis] > 1]
    return order == sorted(order)


def _told(
    call: tuple[ast.Call, ast.expr], source: Source, tensor: tuple[Shape, Names], groups: Groups, library: Library
) -> Mixed:
    (node, reshaped), (shape, axes) = call, tensor
    order = " ".join(axes)
    wanted = " ".join(_composite([axes[axis] for axis in group]) for group in groups)
    pattern = f"{order} -> {wanted}"
    sentence: Sentence = say(
        "cells keep the order {order}, but the sizes are called {wanted}", order=order, wanted=wanted
    )
    if 0 < prod(shape) <= _COUNTED:
        sentence = say("{some}: {more}", some=sentence, more=_difference(shape, axes, groups, pattern))
    span, receiver = source.span(node), source.span(reshaped)
    numbers = ", ".join(str(axis) for group in groups for axis in group)
    moved = f"transpose({numbers})" if library != "torch" else f"permute({numbers})"
    # A view of what was permuted would need its cells in order in memory; reshape does either.
    arguments = source.code[receiver.end : span.end].partition("(")[2]
    repair = f"{source.code[receiver.start : receiver.end]}.{moved}.reshape({arguments}"
    return Mixed(node.lineno, span, sentence, pattern, repair)


def _composite(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"({' '.join(names)})"


def _difference(shape: Shape, axes: Names, groups: Groups, pattern: str) -> Sentence:
    """How many cells lie elsewhere, and what the first part of the new shape that is wrong takes instead."""
    cells = np.arange(prod(shape)).reshape(shape)
    new = tuple(prod(shape[axis] for axis in group) for group in groups)
    meant = cells.transpose([axis for group in groups for axis in group]).reshape(new)
    count = int(np.count_nonzero(meant != cells.reshape(new)))
    differ = say_count(
        "{count} of {cells} cells is not where {pattern} puts it",
        "{count} of {cells} cells are not where {pattern} puts them",
        count,
        cells=cells.size,
        pattern=pattern,
    )
    example = _example(cells.reshape(new), shape, axes, groups)
    return differ if example is None else say("{some}; {more}", some=example, more=differ)


def _example(result: IntArray, shape: Shape, axes: Names, groups: Groups) -> Sentence | None:
    """What the beginning of a named axis of the result is made of; None where it is what its name says."""
    for number, group in enumerate(groups):
        if len(group) != 1 or shape[group[0]] < 2:
            continue
        own = group[0]
        taken = np.unravel_index(result.take(0, axis=number).reshape(-1), shape)
        digits = [sorted({int(digit) for digit in along}) for along in taken]
        if digits[own] == [0]:
            continue
        parts = [f"{name} = {', '.join(map(str, values))}" for name, values in zip(axes, digits, strict=True)]
        rest = [part for axis, part in enumerate(parts) if axis != own and len(digits[axis]) < shape[axis]]
        values = {"part": f"{axes[own]} = 0", "taken": parts[own], "rest": listing(rest)}
        if rest:
            return say("{part} of the result takes {taken} of {rest}", **values)
        return say("{part} of the result takes {taken}", **values)
    return None
