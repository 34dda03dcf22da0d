"""An equation written out for libraries: in letters, and in names."""

from dataclasses import dataclass
from string import ascii_letters

from einscope.core.pattern.equation.fit import Fit, Key
from einscope.core.pattern.equation.text import Equation


@dataclass(frozen=True, slots=True)
class Spelling:
    """The same equation as numpy, torch and jax take it, and as einops does."""

    letters: str
    names: str


def spelled(equation: Equation, fit: Fit) -> Spelling:
    """An equation written out, its output too.

    An ellipsis stays, unless its axes are summed: only torch would do that, so they get names.

    Cost: O(rank).

    >>> from einscope.core.pattern.equation.text import parse_equation
    >>> spelled(parse_equation("...ij,jk", letters=True), Fit((), (), {}))
    Spelling(letters='...ij,jk->...ik', names='... i j, j k -> ... i k')
    """
    names = dict(zip(fit.sizes, axis_names(tuple(fit.sizes)), strict=True)) if fit.sums_ellipsis else {}
    sides = (
        [[names[key] for key in keys] for keys in (*fit.operands, fit.output)]
        if names
        else [[label.text for label in labels] for labels in (*equation.operands, equation.output)]
    )
    words = list(dict.fromkeys(word for side in sides for word in side if word != "..."))
    alone = all(len(word) == 1 and word in ascii_letters for word in words)
    letters = {"...": "...", **dict(zip(words, words if alone else ascii_letters, strict=False))}
    *operands, output = ["".join(letters[word] for word in side) for side in sides]
    *named, last = [" ".join(side) for side in sides]
    return Spelling(f"{','.join(operands)}->{output}", f"{', '.join(named)} -> {last}")


def axis_names(keys: tuple[Key, ...]) -> list[str]:
    """The names of axes; those of an ellipsis get letters that are free.

    >>> axis_names((("...", 1), ("...", 0), ("u", -1)))
    ['v', 's', 'u']
    """
    taken = {label for label, _ in keys}
    letters = (*"uvstrqpnm", *(f"e{number}" for number in range(99)))
    free = (name for name in letters if name not in taken)
    return [label if at < 0 else next(free) for label, at in keys]
