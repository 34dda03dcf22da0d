"""The formula read by somebody who knows the shapes and nothing else: its text alone is evaluated, for every digit."""

import re
from collections.abc import Mapping
from functools import cache
from math import prod
from types import CodeType

import numpy as np

from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.plan import Plan, Tensor
from einscope.core.say.formula import formula, where_to
from tests.core.readings.terms import ordered, terms

Digits = Mapping[str, IntArray]

CELL = r"\w+\[[^\]]*\]"
# An axis may be called where; the word follows a cell or a number.
EQUATION = re.compile(
    rf"(?P<left>{CELL}) [=→] (?P<gather>(?:.*? )??)(?P<right>{CELL}(?: · {CELL})*)"
    r"(?: for every (?P<every>.*?))?(?:(?<=[\]\d]) where (?P<where>.*), else (?:0|nowhere))?"
)
CLAUSE = re.compile(r"(?:(?P<low>-?\d+) <= )?(?P<sum>.*?)(?: < (?P<high>-?\d+))?")
GATHER = re.compile(r"(?:(?P<word>\w+) over (?P<axes>.*) of |Σ_(?P<summed>.*) )")
NAME = re.compile(r"[^\W\d]")
TOKEN = re.compile(r"\d+|[^\W\d]\w*|//|\S")
MIXED = re.compile(r"\b\d+[^\W\d]\w*")  # a factor and a name without a sign between them
READ_APART = re.compile(r"\d+(?![eE]\d)[^\W\d_]\d*")


def by_formula(plan: Plan) -> IntArray:
    """The terms that ``y[…] = x[…]`` tells."""
    said = _read(formula(plan).text)
    sizes = {axis.name: axis.size for axis in plan.axes}
    gathered = _gathered(said["gather"], plan.gathers)
    digits = _every({name: sizes[name] for name in (*names(said["left"]), *gathered)})
    cells = re.findall(CELL, said["right"])
    assert [cell.partition("[")[0] for cell in cells] == [tensor.name for tensor in plan.inputs]
    there = holds(said["where"], digits)
    return terms(
        flat(plan.output, said["left"], digits),
        [
            np.where(there, flat(each, cell, digits, there), NO_SOURCE)
            for each, cell in zip(plan.inputs, cells, strict=True)
        ],
    )


def by_where_to(plan: Plan, number: int) -> IntArray | None:
    """The pairs of target and source that ``x[…] → y[…]`` tells of an input; None where digits cannot say it."""
    back = where_to(plan, number)
    if back is None:
        return None
    said = _read(back.text)
    source = plan.inputs[number]
    sizes = dict(zip(bracket(said["left"]), source.shape, strict=True))
    for bound in said["every"].split(", ") if said["every"] else []:
        name, size = bound.split(" < ")
        sizes[name] = int(size)
    digits = _every({name: size for name, size in sizes.items() if not name.isdigit()})
    there = holds(said["where"], digits)
    pairs = np.stack(
        [flat(plan.output, said["right"], digits, there), flat(source, said["left"], digits, there)], axis=1
    )[there]
    assert len(np.unique(pairs, axis=0)) == len(pairs), "a cell is sent to the same place twice"
    return ordered(pairs)


def _read(text: str) -> dict[str, str]:
    found = EQUATION.fullmatch(text)
    assert found is not None, text
    return {name: part or "" for name, part in found.groupdict().items()}


def _gathered(text: str, gathers: str | None) -> list[str]:
    """The axes that an equation runs over; how their cells become one has to be what the plan says."""
    if not text:
        assert gathers is None
        return []
    found = GATHER.fullmatch(text)
    assert found is not None, text
    assert gathers == (found["word"] or "sum")
    return found["axes"].split(", ") if found["word"] else found["summed"].split(",")


def _every(sizes: Mapping[str, int]) -> Digits:
    """Every combination of digits."""
    grid = np.indices(tuple(sizes.values()), dtype=np.int64).reshape(len(sizes), prod(sizes.values()))
    return {**dict(zip(sizes, grid, strict=True)), "": np.zeros(prod(sizes.values()), dtype=np.int64)}


def names(cell: str) -> list[str]:
    """The axes that an index speaks of."""
    return list(dict.fromkeys(token for each in bracket(cell) for token in TOKEN.findall(each) if NAME.match(token)))


def bracket(cell: str) -> list[str]:
    """The index along each axis."""
    inner = cell.partition("[")[2][:-1]
    return inner.split(", ") if inner else []


def flat(tensor: Tensor, cell: str, digits: Digits, there: IntArray | None = None) -> IntArray:
    """The flat positions of a cell; all of them lie in the tensor where there is something."""
    position = digits[""]
    for text, size in zip(bracket(cell), tensor.shape, strict=True):
        index = value(text, digits)
        within = (index >= 0) & (index < size)
        assert (within if there is None else within | ~there).all(), f"{text} leaves {tensor.shape}"
        position = position * size + index
    return position


def holds(condition: str, digits: Digits) -> IntArray:
    """Where a condition holds; without one, everywhere."""
    found: IntArray = digits[""] == 0
    for clause in condition.split(" and ") if condition else []:
        bound = CLAUSE.fullmatch(clause)
        assert bound is not None, clause
        found = found & (value(bound["sum"], digits) < int(bound["high"])) if bound["high"] else found
        found = found & (value(bound["sum"], digits) >= int(bound["low"])) if bound["low"] else found
    return found


def value(text: str, digits: Digits) -> IntArray:
    """The value of one index."""
    found: IntArray = eval(_python(text), {"v": digits}) + digits[""]
    return found


@cache
def _python(text: str) -> CodeType:
    """An index as Python, token by token; all that the text leaves out is the times sign.

    It may be left out where nobody can take factor and name for one word: before one letter, with digits perhaps.
    """
    for word in MIXED.findall(text):
        assert READ_APART.fullmatch(word), word
    python = ""
    for token in TOKEN.findall(text):
        times = "*" if python[-1:].isdigit() and (token == "(" or NAME.match(token)) else ""
        python += times + {"·": "*"}.get(token, f"v[{token!r}]" if NAME.match(token) else token)
    return compile(python, text, "eval")
