"""What a program says of the axes of its tensors: where it takes their shapes apart, in patterns, hints, docstrings."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from einscope.core.plan import Shape
from einscope.core.program.frames import Frame
from einscope.core.program.language.names import dotted

Axes = tuple[str, ...]
"""A name for each axis of a tensor; several in one, as a pattern has them: ``(h p1)``; empty where there is none."""

_PATTERNED = ("rearrange", "reduce", "repeat", "Rearrange", "Reduce")
_LISTED = re.compile(r"[\[(]([A-Za-z_0-9][^\])]*)[\])]")
_TIMES = re.compile(r"\s*,\s*|\s+[x×]\s+")
_ENTRY = re.compile(r"`?[A-Za-z_0-9][\w *+/-]*`?")
BATCH = {"b", "batch", "batch_size", "bs", "bsz"}
"""What the axis of a batch is called, and the number of how many are in it: one, unless somebody says."""

_WORDS = 160  # of a docstring, behind a name: what is said farther away is said of something else


def axes_said(
    frame: Frame, nodes: Iterable[ast.AST], comments: Mapping[str, Axes] = MappingProxyType({})
) -> dict[str, Axes]:
    r"""The axes of tensors, by name; what the statements do comes before what is only said.

    Args:
        frame: whose parameters and docstring may say something.
        nodes: that run.
        comments: the axes that comments tell, by name; sizes among them come before all else.

    Cost: O(nodes + characters of the docstring · parameters).

    >>> from einscope.core.program.frames import frame_of
    >>> tree = ast.parse("def f(x: Float[Tensor, 'b c'], y, z):\n    '''z: (B, H)'''\n    B, N, C = y.shape")
    >>> axes_said(frame_of(tree), tree.body[0].body)
    {'y': ('B', 'N', 'C'), 'x': ('b', 'c'), 'z': ('B', 'H')}
    """
    axes_by_name: dict[str, Axes] = {}
    nodes = [*nodes]
    until = _until(nodes)
    for node in nodes:
        for name, axes in _done(node):
            if getattr(node, "lineno", 0) <= until.get(name, getattr(node, "lineno", 0)):
                axes_by_name.setdefault(name, axes)
    docstring = ast.get_docstring(frame.function) if frame.function is not None else None
    for argument, _ in frame.parameters:
        axes_hinted = _of_hint(argument.annotation) or _of_text(argument.arg, docstring or "")
        if axes_hinted:
            axes_by_name.setdefault(argument.arg, axes_hinted)
    for name, entries in comments.items():
        rank = len(axes_by_name.get(name, entries))
        if all(map(str.isdigit, entries)) or (rank == len(entries) and not any(axes_by_name.get(name, ()))):
            axes_by_name[name] = tuple(_single(entry) for entry in entries)
    return axes_by_name


def sized(axes: Axes, sizes: dict[str, int]) -> Shape:
    """A shape with these axes; those that have no size yet get one, which is kept for others of that name.

    >>> sizes = {"p": 2}
    >>> sized(("b", "h p", "w p", "c"), sizes), sized(("b", "h"), sizes)
    ((1, 4, 4, 2), (1, 2))
    """
    shape: list[int] = []
    for at, axis in enumerate(axes):
        size = 1
        parts = axis.split() if axis else [f"{len(axes)}.{at}"]
        for part in parts:
            usual = 2 if len(parts) > 1 or at == len(axes) - 1 else 4
            usual = 1 if at == 0 and len(axes) > 2 and part.lower() in ("n", "b") and len(parts) == 1 else usual
            usual = 1 if part.lower() in BATCH else usual
            size *= int(part) if part.isdigit() else sizes.setdefault(part, usual)
        shape.append(size)
    return tuple(shape)


def _until(nodes: Iterable[ast.AST]) -> dict[str, int]:
    """The last line on which a name still stands for what came in: layers are taken to keep the axes."""
    last_lines: dict[str, int] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            call = node.value.func if isinstance(node.value, ast.Call) else None
            layer = isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) and call.value.id == "self"
            for target in node.targets:
                if isinstance(target, ast.Name) and not layer:
                    last_lines[target.id] = min(node.lineno, last_lines.get(target.id, node.lineno))
    return last_lines


def _done(node: ast.AST) -> Iterator[tuple[str, Axes]]:
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=parts)], value=value) if not any(
            isinstance(part, ast.Starred) for part in parts
        ):
            tensor = _shape_of(value)
            if tensor is not None:
                yield tensor, tuple(_name(part) for part in parts)
        case ast.Call(func=func, args=[tensor_node, ast.Constant(value=str(pattern)), *_]) if (
            dotted(func) or ""
        ).rpartition(".")[2] in _PATTERNED and dotted(tensor_node):
            yield str(dotted(tensor_node)), _of_pattern(pattern)
        case ast.Call(func=ast.Attribute(value=value, attr="permute"), args=args) if dotted(value) and len(args) > 1:
            yield str(dotted(value)), ("",) * len(args)
        case ast.Subscript(value=value, slice=ast.Tuple(elts=parts)) if dotted(value) and not any(
            isinstance(part, ast.Constant) and part.value in (None, Ellipsis) for part in parts
        ):
            cut = len(parts) == 2 and all(isinstance(part, ast.Slice) for part in parts)
            yield str(dotted(value)), ("",) * (3 if cut else len(parts))  # more axes may follow


def _shape_of(node: ast.expr) -> str | None:
    match node:
        case ast.Attribute(value=value, attr="shape") | ast.Call(func=ast.Attribute(value=value, attr="size"), args=[]):
            return dotted(value)
    return None


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) and node.id.strip("_") else ""


def _of_pattern(pattern: str) -> Axes:
    left = pattern.partition("->")[0]
    if "..." in left:
        return ()
    return tuple(axis.strip("() ") for axis in re.findall(r"\([^)]*\)|\S+", left))


def _of_hint(annotation: ast.expr | None) -> Axes:
    """``Float[Tensor, "b c h w"]``."""
    match annotation:
        case ast.Subscript(slice=ast.Tuple(elts=[_, ast.Constant(value=str(text))])):
            parts = text.split()
            return () if any(part in ("...", "#") or part.startswith("*") for part in parts) else tuple(parts)
    return ()


def _of_text(name: str, text: str) -> Axes:
    """``x: (B, H, W, C)``, ``x (Tensor): images of shape [B, C, H, W]``, in the words behind a name."""
    for match in re.finditer(rf"^[\s`*]*{re.escape(name)}\b`?(?=\s*[:(])", text, re.MULTILINE):
        words = text[match.end() : match.end() + _WORDS]
        after = re.search(r"\n\s*`?[A-Za-z_]\w*`?\s*(\([^)\n]*\))?\s*:", words)  # the next one
        for listed in _LISTED.finditer(words[: after.start()] if after else words):
            entries = [entry.strip() for entry in _TIMES.split(listed[1]) if entry.strip()]
            if len(entries) > 1 and all(_ENTRY.fullmatch(entry) for entry in entries) and "optional" not in entries:
                return tuple(_single(entry) for entry in entries)
    return ()


def _single(entry: str) -> str:
    """The name of an axis; what is computed has none."""
    word = entry.strip("` ")
    return word if word.isidentifier() or word.isdigit() else ""


def shapes_said(
    axes: Mapping[str, Axes], shapes: Mapping[str, Shape], values: Mapping[str, object]
) -> dict[str, Shape]:
    """A shape for every tensor whose axes are said, those of one name alike.

    Args:
        axes: of tensors.
        shapes: that are given.
        values: of names that sizes may have, too.

    >>> shapes_said({"x": ("b", "h"), "y": ("h", "p")}, {"x": (3, 5)}, {"p": 7})
    {'y': (5, 7)}
    """
    sizes: dict[str, int] = {}
    for name, value in values.items():
        several = set(value) if isinstance(value, tuple) else {value}
        size = several.pop() if len(several) == 1 else None
        if type(size) is int:
            sizes[name.rpartition(".")[2]] = size
    for name, shape in shapes.items():
        own_axes = axes.get(name, ())
        if len(own_axes) == len(shape):
            sizes |= {axis: size for axis, size in zip(own_axes, shape, strict=True) if axis.isidentifier()}
    # Where only a count of axes is told, a tensor that is given tells more: it is often of the same shape.
    told = {
        name: named_axes
        for name, named_axes in axes.items()
        if name not in shapes and (any(named_axes) or (named_axes and not shapes))
    }
    return {name: sized(named_axes, sizes) for name, named_axes in told.items()}
