"""Signatures of library functions, and arguments bound to them as Python does it."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from einscope.core.errors import say
from einscope.core.program.refusal import Refusal, wrong_number

MISSING = object()
# Names of one and the same parameter: torch takes numpy's too, people write the one for the other.
_ALIKE = (
    {"dim", "axis", "dimension"},
    {"dims", "axes"},
    {"keepdim", "keepdims"},
    {"input", "x", "x1", "a", "m", "v", "ary", "arr", "array", "tensor", "A"},
    {"other", "x2", "b"},
    {"tensors", "arrays", "tup"},
    {"indices_or_sections", "indices", "sections"},
    {"split_size", "split_size_or_sections", "split_sizes"},
    {"step", "stride"},
    {"shape", "size", "newshape"},
    {"repeats", "reps"},
    {"dims", "reps"},
    {"index", "indices"},
    {"shifts", "shift"},
    {"diagonal", "k", "offset"},
    *({f"{name}{number}" for name in ("dim", "axis")} | {f"axis{number + 1}"} for number in (0, 1)),
)


@dataclass(frozen=True)
class Signature:
    """``flip(input, *dims)``: a name, and parameters with their defaults.

    What stands after a parameter's colon narrows what it takes: ``skip`` means nothing to the cells, wherever it
    stands; ``after`` cannot be given without the one before. Of a starred one, ``some`` is at least one, ``none`` is
    None where nothing is given, ``each`` is never a list of them, and ``many`` no list of one. Other kinds are those of
    :func:`einscope.core.program.calls.arguments.converter`.

    >>> Signature.read("roll(input, shifts, dims=None)").bind("roll", [7], {"shifts": 1})
    [7, 1, None]
    """

    name: str
    names: tuple[str, ...]
    defaults: Mapping[str, object]
    star: str | None
    keyword_only: tuple[str, ...]
    kinds: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> "Signature":
        """The signature that a text says; defaults are literals."""
        node = ast.parse(f"def {text}: pass").body[0]
        assert isinstance(node, ast.FunctionDef)  # noqa: S101 — a row of ours
        arguments = node.args
        names = tuple(argument.arg for argument in (*arguments.posonlyargs, *arguments.args))
        late = names[len(names) - len(arguments.defaults) :]
        defaults = {name: ast.literal_eval(default) for name, default in zip(late, arguments.defaults, strict=True)}
        only = tuple(argument.arg for argument in arguments.kwonlyargs)
        defaults |= {
            name: ast.literal_eval(default)
            for name, default in zip(only, arguments.kw_defaults, strict=True)
            if default is not None
        }
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *filter(None, [arguments.vararg])]
        kinds = {
            argument.arg: argument.annotation.id for argument in every if isinstance(argument.annotation, ast.Name)
        }
        return cls(node.name, names, defaults, arguments.vararg.arg if arguments.vararg else None, only, kinds)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All parameters in order, the starred one after the positional ones; last those that mean nothing."""
        every = (*self.names, *((self.star,) if self.star else ()), *self.keyword_only)
        return tuple(sorted(every, key=lambda name: self.kinds.get(name) == "skip"))

    def bind(self, function: str, positional: Sequence[object], named: Mapping[str, object]) -> list[object]:
        """One value a parameter, in order; a starred one gets a tuple.

        Raises:
            Refusal: ``program-argument``, as Python's own TypeErrors.
        """
        bound: dict[str, object] = dict(zip(self.names, positional, strict=False))
        rest = tuple(positional[len(self.names) :])
        if self.star and rest:
            bound[self.star] = self._starred(rest)
        elif rest:
            raise wrong_number(function, len(self.names), len(positional))
        for name, value in named.items():
            parameter = self.parameter(name)
            if parameter is None:
                raise Refusal(
                    "program-argument",
                    say("The argument '{argument}' of {name} is not supported.", name=function, argument=name),
                    hint=say("its arguments are {arguments}", arguments=", ".join(self.order)),
                )
            if parameter in bound:
                raise Refusal(
                    "program-argument", say("{name} is given '{argument}' twice.", name=function, argument=name)
                )
            bound[parameter] = self._starred((value,)) if parameter == self.star else value
        for before, name in pairwise(self.order):
            if self.kinds.get(name) == "after" and name in bound and before not in bound:
                raise Refusal(
                    "program-argument", say("{name} needs the argument '{argument}'.", name=function, argument=before)
                )
        values = [bound.get(name, self._default(name)) for name in self.order]
        for name, value in zip(self.order, values, strict=True):
            if value is MISSING:
                raise Refusal(
                    "program-argument", say("{name} needs the argument '{argument}'.", name=function, argument=name)
                )
        return values

    def parameter(self, name: str) -> str | None:
        """The parameter that a keyword means: its own name, or one that means the same; None where there is none.

        >>> Signature.read("unfold(self, dimension, size, step)").parameter("stride")
        'step'
        """
        if name in self.order:
            return name
        return next(
            (parameter for alike in _ALIKE if name in alike for parameter in self.order if parameter in alike), None
        )

    def _starred(self, given: tuple[object, ...]) -> tuple[object, ...] | None:
        """Torch takes both ``x.permute(0, 1)`` and ``x.permute((0, 1))``."""
        kind = self.kinds.get(self.star or "")
        if given == (None,) and kind == "none":
            return None
        alone = given[0] if len(given) == 1 and kind != "each" else None
        return tuple(alone) if isinstance(alone, (tuple, list)) and (kind != "many" or len(alone) > 1) else given

    def _default(self, name: str) -> object:
        if name != self.star:
            return self.defaults.get(name, MISSING)
        kind = self.kinds.get(name)
        return MISSING if kind == "some" else None if kind == "none" else ()
