"""A call of einops as it stands in the code, and the code with that call written otherwise."""

import ast
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

from einscope.core.errors import PatternError, Span
from einscope.core.fields import SizesText, write_sizes
from einscope.core.limits import Limits
from einscope.core.program.language.miscalled import Miscall, inside, pattern_of
from einscope.core.program.run.source import Source
from einscope.core.typed import Edit, applied

_OPS = ("rearrange", "reduce", "repeat")


def sizes_of(text: str, limits: Limits) -> dict[str, int]:
    """The sizes that a text says, by the name of the axis.

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> sizes_of("h=2,w=3", DEFAULT_LIMITS)
    {'h': 2, 'w': 3}
    """
    return {axis: size.size for axis, size in SizesText().read(text, "sizes", limits).given.items()}


class Written:
    """A call as it stands in the code, and what of it can be written otherwise.

    Args:
        call: what it comes to.
        source: the program.

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> source = Source("y = rearrange(x, '(h w) -> h w')", DEFAULT_LIMITS)
    >>> call = Miscall(source.tree.body[0].value, "rearrange", False, "(h w) -> h w", (6,), {})
    >>> Written(call, source).with_texts({"sizes": "h=2"}, DEFAULT_LIMITS)
    "y = rearrange(x, '(h w) -> h w', h=2)"
    >>> Written(call, source).with_texts({"op": "reduce", "pattern": "h -> "}, DEFAULT_LIMITS)
    "y = reduce(x, 'h -> ', 'mean')"
    """

    def __init__(self, call: Miscall, source: Source) -> None:
        self._call = call
        self._source = source
        self._pattern = pattern_of(call.node, call.layer)
        self._keywords = {keyword.arg: keyword for keyword in call.node.keywords if keyword.arg is not None}

    def takes(self, op: str, texts: Mapping[str, str], limits: Limits) -> bool:
        """Whether the call can be written so: what comes from elsewhere stays."""
        if op != self._call.op and self._renamed(op) is None:
            return False
        if texts["pattern"] != self._call.pattern and self._repatterned(texts["pattern"]) is None:
            return False
        return self._resized(texts.get("sizes", ""), limits) is not None

    def with_texts(self, texts: Mapping[str, str], limits: Limits) -> str | None:
        """The code with other parameters; None where it cannot be written so.

        Args:
            texts: of the parameters that change; of another operation, ``op``, all that are not their default.
            limits: of the sizes.
        """
        op = texts.get("op", self._call.op)
        pattern = texts.get("pattern", self._call.pattern)
        sizes = texts.get("sizes", "" if "op" in texts else write_sizes(self._call.sizes))
        parts = [
            self._renamed(op) if op != self._call.op else [],
            self._repatterned(pattern) if pattern != self._call.pattern else [],
            self._reduced(op, texts.get("reduction", "mean")),
            self._resized(sizes, limits),
        ]
        edits = [edit for part in parts for edit in part or ()]
        edits.sort(key=lambda edit: edit[:2])
        if None in parts or any(before.end > after.start for before, after in pairwise(edits)):
            return None
        return applied(self._source.code, edits)

    def _repatterned(self, pattern: str) -> list[Edit] | None:
        place = self._inner
        if place is None or any(sign in pattern for sign in "'\"\\") or not pattern.isprintable():
            return None
        return [Edit(*place, pattern)]

    @cached_property
    def _inner(self) -> Span | None:
        """The place of the pattern within its quotation marks, on one line; None: it comes from elsewhere."""
        if self._pattern is None or self._pattern.lineno != self._pattern.end_lineno:
            return None
        return inside(self._source.code, self._source.span(self._pattern), self._pattern)

    def _renamed(self, op: str) -> list[Edit] | None:
        """Another function of the same home; imported, where this one is."""
        call = self._call
        old, new = (name.capitalize() if call.layer else name for name in (call.op, op))
        function = call.node.func
        written = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if op not in _OPS or written != old or (call.layer and op == "repeat"):
            return None
        end = self._source.span(function).end
        edits = [Edit(end - len(old), end, new)]
        if isinstance(function, ast.Name):
            imported = self._imported(old, new)
            return None if imported is None else [*imported, *edits]
        return edits

    def _imported(self, old: str, new: str) -> list[Edit] | None:
        """What brings another name where this one was imported; None where this one is the program's own."""
        edits: list[Edit] = []
        for node in ast.walk(self._source.tree):
            match node:
                case ast.ImportFrom(module=module, names=aliases):
                    names = [alias.asname or alias.name for alias in aliases]
                    own = [alias for alias in aliases if alias.asname is None and alias.name == old]
                    if (old in names and not own) or (new in names and "einops" not in (module or "")):
                        return None
                    if own and new not in names:
                        end = self._source.span(own[0]).end
                        edits.append(Edit(end, end, f", {new}"))
                case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                    if name in (old, new):
                        return None
        return edits

    def _reduced(self, op: str, reduction: str) -> list[Edit] | None:
        """With a reduction where the operation has one, else without."""
        call = self._call
        if op == "reduce" and (call.op != "reduce" or call.lacks_reduction):
            if self._pattern is None:
                return None
            quote = "'" if self._inner is None else self._source.code[self._inner.end]
            end = self._source.span(self._pattern).end
            name = "" if self._pattern in call.node.args else "reduction="
            return [Edit(end, end, f", {name}{quote}{reduction}{quote}")]
        if op == "reduce" or call.op != "reduce" or call.lacks_reduction:
            return []
        at = 1 if call.layer else 2
        gone = call.node.args[at] if len(call.node.args) > at else self._keywords.get("reduction")
        return None if gone is None else [self._without(gone)]

    def _resized(self, text: str, limits: Limits) -> list[Edit] | None:
        """With these sizes; None where that would change one that is no number in the call."""
        old = self._call.sizes
        try:
            new = sizes_of(text, limits)
        except PatternError:  # sizes that are no sizes of axes
            return None
        if len(old) == len(new) and [*old.values()] == [*new.values()]:  # by other names
            renamed = [(axis, name) for axis, name in zip(old, new, strict=True) if axis != name]
            if not all(axis in self._keywords for axis, _ in renamed):
                return None
            starts = [(self._source.span(self._keywords[axis]).start, axis, name) for axis, name in renamed]
            return [Edit(start, start + len(axis), name) for start, axis, name in starts]
        differing = [axis for axis, size in old.items() if new.get(axis) != size]
        if not all(self._is_number(axis) for axis in differing):
            return None
        edits: list[Edit] = []
        for axis in differing:
            keyword = self._keywords[axis]
            kept = axis in new
            edits.append(Edit(*self._source.span(keyword.value), str(new[axis])) if kept else self._without(keyword))
        added = "".join(f", {axis}={size}" for axis, size in new.items() if axis not in old)
        end = self._source.span(self._arguments[-1]).end
        return [*edits, Edit(end, end, added)] if added else edits

    def _is_number(self, axis: str) -> bool:
        value = self._keywords[axis].value if axis in self._keywords else None
        return isinstance(value, ast.Constant) and type(value.value) is int

    @cached_property
    def _arguments(self) -> list[ast.expr | ast.keyword]:
        """In the order in which they stand."""
        arguments: list[ast.expr | ast.keyword] = [*self._call.node.args, *self._call.node.keywords]
        return sorted(arguments, key=self._source.span)

    def _without(self, argument: ast.expr | ast.keyword) -> Edit:
        """The call without an argument, which is not its first, and the comma before it."""
        before = self._arguments[self._arguments.index(argument) - 1]
        return Edit(self._source.span(before).end, self._source.span(argument).end)
