"""Equations as MathML, which browsers draw and screen readers read without a script.

What speaks of an axis has the class ``axis-N`` of the axis's number, so that a page can colour it.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from einscope.core.change import Change
from einscope.core.say.formula.equation import Bound, Cell, Equation, Gather, Notation, Sum, compound, plain
from einscope.core.say.formula.names import needs_sign, split_name
from einscope.core.say.formula.values import around, number_text

_SYMBOLS = {"sum": "∑", "prod": "∏"}
_TIMES = "<mo>\u2062</mo>"  # invisible: said aloud, not drawn
_NOTATION = Notation(
    "{}<mo>+</mo><mn>{}</mn>",
    "{}<mo>−</mo><mn>{}</mn>",
    "<mo>(</mo>{}<mo>)</mo>",
    "<mo>⌊</mo>{}<mo>/</mo><mn>{}</mn><mo>⌋</mo>",
    "{}<mo>mod</mo><mn>{}</mn>",
)


def mathml(equation: Equation) -> str:
    """The whole equation, a ``math`` element.

    Cost: O(its length).
    """
    cells = _between("<mo>·</mo>", (_cell(cell) for cell in equation.right))
    right = around(cells, equation.changes, "<mrow><mo>(</mo>{}<mo>)</mo></mrow>".format, _changed)
    if equation.gather:
        right = _gather(equation.gather) + right
    if equation.every:
        right += '<mspace width="1em"/><mtext>for every\u00a0</mtext>' + _bounds(equation.every, "<mo>,</mo>")
    if equation.where:
        otherwise = "<mn>0</mn>" if equation.sign == "=" else "<mi>∅</mi>"
        where = _bounds(equation.where, "<mtext>\u00a0and\u00a0</mtext>")
        # The condition stands under the value: beside it, the two would be wider than what stands beside a stage.
        rows = _row(right) + _row(f"<mtext>if\u00a0</mtext>{where}")
        rows += _row(f'{otherwise}<mspace width="0.5em"/><mtext>otherwise</mtext>')
        right = f'<mrow><mo>{{</mo><mtable columnalign="left">{rows}</mtable></mrow>'
    return (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>'
        f"{_cell(equation.left)}<mo>{equation.sign}</mo>{right}</mrow></math>"
    )


@lru_cache(maxsize=256)  # an equation says each of its names again and again
def name_mathml(name: str, axis: int | None = None) -> str:
    """A name; trailing digits become a subscript.

    >>> name_mathml("p1", 3)
    '<msub class="axis-3"><mi>p</mi><mn>1</mn></msub>'
    """
    base, digits = split_name(name)
    marked = "" if axis is None else f' class="axis-{axis}"'
    if digits:
        return f"<msub{marked}><mi>{escape(base)}</mi><mn>{digits}</mn></msub>"
    return f"<mi{marked}>{escape(base)}</mi>"


def _cell(cell: Cell) -> str:
    index = _between('<mo separator="true">,</mo>', map(_sum, cell.index))
    return f'<mrow>{name_mathml(cell.tensor)}<mo stretchy="false">[</mo>{index}<mo stretchy="false">]</mo></mrow>'


def _changed(change: Change, inner: str) -> str:
    if change.number is None:
        return f"<mrow><mo>−</mo>{inner}</mrow>"
    number = f"<mn>{number_text(change)}</mn>"
    left, right = (number, inner) if change.left else (inner, number)
    match change.sign:
        case "**":
            return f"<msup><mrow>{left}</mrow><mrow>{right}</mrow></msup>"
        case "//":
            return f"<mrow><mo>⌊</mo>{left}<mo>/</mo>{right}<mo>⌋</mo></mrow>"
    sign = {"*": "·", "%": "mod", "-": "−"}.get(change.sign, change.sign)
    return f"<mrow>{left}<mo>{sign}</mo>{right}</mrow>"


def _gather(gather: Gather) -> str:
    names = _between("<mo>,</mo>", (name_mathml(digit.name, digit.axis) for digit in gather.axes))
    symbol = _SYMBOLS.get(gather.reduction)
    operator = f"<mo>{symbol}</mo>" if symbol else f'<mo movablelimits="false">{escape(gather.reduction)}</mo>'
    return f'<munder>{operator}<mrow>{names}</mrow></munder><mspace width="0.2em"/>'


def _bounds(bounds: Iterable[Bound], separator: str) -> str:
    return _between(separator, (_bound(bound) for bound in bounds))


def _bound(bound: Bound) -> str:
    low = "" if bound.low is None else f"<mn>{bound.low}</mn><mo>≤</mo>"
    high = "" if bound.high is None else f"<mo>&lt;</mo><mn>{bound.high}</mn>"
    return f"<mrow>{low}{_sum(bound.sum)}{high}</mrow>"


def _sum(parts: Sum) -> str:
    text = ""
    for times, digit in parts:
        sign = "<mo>−</mo>" if times < 0 else "<mo>+</mo>" if text else ""
        size = abs(times)
        if digit is None:
            piece = f"<mn>{size}</mn>"
        elif size == 1 and plain(digit):
            piece = name_mathml(digit.name, digit.axis)
        else:
            piece = _NOTATION.written(digit, name_mathml(digit.name))
            if compound(digit) and (size != 1 or len(parts) > 1):
                piece = f"<mo>(</mo>{piece}<mo>)</mo>"
            dot = "<mo>·</mo>" if plain(digit) and needs_sign(digit.name) else _TIMES
            factor = "" if size == 1 else f"<mn>{size}</mn>{dot}"
            marked = "" if digit.axis is None else f' class="axis-{digit.axis}"'
            piece = f"<mrow{marked}>{factor}{piece}</mrow>"
        text += sign + piece
    return f"<mrow>{text}</mrow>" if len(parts) > 1 else text or "<mn>0</mn>"


def _row(content: str) -> str:
    return f"<mtr><mtd><mrow>{content}</mrow></mtd></mtr>"


def _between(separator: str, pieces: Iterable[str]) -> str:
    return separator.join(pieces)
