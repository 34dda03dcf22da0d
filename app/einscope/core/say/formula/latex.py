r"""Equations as LaTeX for math mode; needs nothing beyond ``amsmath``."""

from functools import lru_cache

from einscope.core.change import Change
from einscope.core.say.formula.equation import Bound, Cell, Equation, Gather, Notation, Sum, compound, plain
from einscope.core.say.formula.names import needs_sign, split_name
from einscope.core.say.formula.values import around, number_text

_SYMBOLS = {"sum": r"\sum", "prod": r"\prod", "max": r"\max", "min": r"\min"}
_NOTATION = Notation("{} + {}", "{} - {}", "({})", r"\lfloor {} / {} \rfloor", r"{} \bmod {}")


def latex(equation: Equation) -> str:
    """The whole equation.

    Cost: O(its length).
    """
    sign = "=" if equation.sign == "=" else r"\to"
    cells = r" \cdot ".join(_cell(cell) for cell in equation.right)
    right = around(cells, equation.changes, r"\left( {} \right)".format, _changed)
    if equation.gather:
        right = f"{_gather(equation.gather)} {right}"
    if equation.every:
        right += r" \quad \text{for every } " + ", ".join(_bound(bound) for bound in equation.every)
    if equation.where:
        where = r" \text{ and } ".join(_bound(bound) for bound in equation.where)
        otherwise = "0" if equation.sign == "=" else r"\varnothing"
        cases = rf"{right} & \text{{if }} {where} \\ {otherwise} & \text{{otherwise}}"
        right = rf"\begin{{cases}} {cases} \end{{cases}}"
    return f"{_cell(equation.left)} {sign} {right}"


@lru_cache(maxsize=256)  # an equation says each of its names again and again
def name_latex(name: str) -> str:
    r"""A name; trailing digits become a subscript, more letters than one stand upright.

    >>> print(name_latex("p1"), name_latex("head"), name_latex("kv_head"), name_latex("通道"))
    p_1 \mathrm{head} \mathrm{kv\_head} \text{通道}
    """
    base, digits = split_name(name)
    escaped = base.replace("_", r"\_")
    if not base.isascii():
        escaped = rf"\text{{{escaped}}}"
    elif len(base) > 1:
        escaped = rf"\mathrm{{{escaped}}}"
    return f"{escaped}_{digits if len(digits) == 1 else f'{{{digits}}}'}" if digits else escaped


def _cell(cell: Cell) -> str:
    return f"{name_latex(cell.tensor)}[{', '.join(map(_sum, cell.index))}]"


def _changed(change: Change, inner: str) -> str:
    number = number_text(change)
    if change.number is None:
        return f"{change.sign}{inner}"
    match change.sign:
        case "**":
            return f"{number}^{{{inner}}}" if change.left else f"{inner}^{{{number.strip('()')}}}"
        case "//":
            return rf"\lfloor {number} / {inner} \rfloor" if change.left else rf"\lfloor {inner} / {number} \rfloor"
    sign = {"*": r"\cdot", "%": r"\bmod"}.get(change.sign, change.sign)
    return f"{number} {sign} {inner}" if change.left else f"{inner} {sign} {number}"


def _gather(gather: Gather) -> str:
    symbol = _SYMBOLS.get(gather.reduction, rf"\operatorname{{{gather.reduction}}}")
    return f"{symbol}_{{{', '.join(name_latex(digit.name) for digit in gather.axes)}}}"


def _bound(bound: Bound) -> str:
    low = "" if bound.low is None else rf"{bound.low} \le "
    high = "" if bound.high is None else f" < {bound.high}"
    return f"{low}{_sum(bound.sum)}{high}"


def _sum(parts: Sum) -> str:
    text = ""
    for times, digit in parts:
        size = abs(times)
        if digit is None:
            piece = str(size)
        elif plain(digit):
            dot = r" \cdot " if size != 1 and needs_sign(digit.name) else ""
            piece = name_latex(digit.name) if size == 1 else f"{size}{dot}{name_latex(digit.name)}"
        else:
            piece = _NOTATION.written(digit, name_latex(digit.name))
            if compound(digit) and (size != 1 or len(parts) > 1):
                piece = f"({piece})"
            piece = piece if size == 1 else f"{size}{piece}"
        sign = "-" if times < 0 else "+"
        text = f"{text} {sign} {piece}" if text else f"{sign if sign == '-' else ''}{piece}"
    return text or "0"
