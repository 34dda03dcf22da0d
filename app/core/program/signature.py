"""Signatures of library functions, and arguments bound to them as Python does it."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.core.errors import say
from app.core.program.refusal import Refusal

MISSING = object()
# torch takes numpy's keyword names too, and newer libraries take torch's.
_ALIKE = {
    "sections": "indices_or_sections",
    "indices": "indices_or_sections",
    "axis": "dim",
    "dim": "axis",
    "axes": "dims",
    "dims": "axes",
    "keepdims": "keepdim",
    "keepdim": "keepdims",
    "a": "input",
    "x": "input",
    "arr": "input",
    "array": "input",
}


@dataclass(frozen=True)
class Signature:
    """``flip(input, *dims)``: a name, and parameters with their defaults.

    >>> Signature.read("roll(input, shifts, dims=None)").bind("roll", [7], {"shifts": 1})
    [7, 1, None]
    """

    name: str
    names: tuple[str, ...]
    defaults: Mapping[str, object]
    star: str | None
    keyword_only: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Signature":
        """The signature that a text says; defaults are literals."""
        node = ast.parse(f"def {text}: pass").body[0]
        assert isinstance(node, ast.FunctionDef)  # noqa: S101 — a row of ours
        arguments = node.args
        names = tuple(each.arg for each in (*arguments.posonlyargs, *arguments.args))
        late = names[len(names) - len(arguments.defaults) :]
        defaults = {name: ast.literal_eval(each) for name, each in zip(late, arguments.defaults, strict=True)}
        only = tuple(each.arg for each in arguments.kwonlyargs)
        defaults |= {
            name: ast.literal_eval(each)
            for name, each in zip(only, arguments.kw_defaults, strict=True)
            if each is not None
        }
        return cls(node.name, names, defaults, arguments.vararg.arg if arguments.vararg else None, only)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All parameters in order, the starred one after the positional ones."""
        return (*self.names, *((self.star,) if self.star else ()), *self.keyword_only)

    def parameter(self, name: str) -> str | None:
        """The parameter that a keyword means, of whichever library it is; None where there is none."""
        found = name if name in self.order else _ALIKE.get(name, name)
        return found if found in self.order else None

    def bind(self, said: str, positional: Sequence[object], named: Mapping[str, object]) -> list[object]:
        """One value a parameter, in order; a starred one gets a tuple.

        Raises:
            Refusal: ``program-argument``, as Python's own TypeErrors.
        """
        bound: dict[str, object] = dict(zip(self.names, positional, strict=False))
        rest = tuple(positional[len(self.names) :])
        if self.star:
            # torch takes both x.permute(0, 1) and x.permute((0, 1)).
            alone = len(rest) == 1 and isinstance(rest[0], (tuple, list))
            bound[self.star] = tuple(rest[0]) if alone and isinstance(rest[0], (tuple, list)) else rest
        elif rest:
            raise Refusal(
                "program-argument",
                say(
                    "{name} takes {count} arguments, here are {given}.",
                    name=said,
                    count=len(self.names),
                    given=len(positional),
                ),
            )
        for name, value in named.items():
            found = self.parameter(name)
            if found is None:
                raise Refusal(
                    "program-argument",
                    say("{name} has no argument '{argument}' that is known here.", name=said, argument=name),
                    hint=say("it has {arguments}", arguments=", ".join(self.order)),
                )
            if found in bound and not (found == self.star and bound[found] == ()):
                raise Refusal("program-argument", say("{name} is given '{argument}' twice.", name=said, argument=name))
            single = found == self.star and not isinstance(value, (tuple, list))
            bound[found] = (
                (value,)
                if single
                else tuple(value)
                if found == self.star and isinstance(value, (tuple, list))
                else value
            )
        values = [bound.get(name, self.defaults.get(name, MISSING)) for name in self.order]
        for name, value in zip(self.order, values, strict=True):
            if value is MISSING:
                raise Refusal(
                    "program-argument", say("{name} needs an argument '{argument}'.", name=said, argument=name)
                )
        return values
