"""What a downloaded file is called: it says what the file shows."""

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize
from urllib.parse import quote

from einscope.core.pattern.lexer import Token
from einscope.core.plan import Plan, Shape
from einscope.core.program.question import PROGRAM
from einscope.web.answers.planned import Planned

_LONGEST = 100  # characters, without the ending
_TOLD = ("pattern", "shape", "sizes")  # parameters that a pattern and shapes tell already
_UNUSUAL = re.compile(r"[^\w.,=-]+")
_JOINS = re.compile(r"[-.]*([_-])[-._]*")


def operation_name(asked: Planned) -> str:
    """The name of a file about a request, without its ending.

    >>> from einscope.core.limits import DEFAULT_LIMITS
    >>> from einscope.core.ops import registry
    >>> from einscope.web.answers.planned import planned
    >>> texts = {"pattern": "b h w (p1 p2 c) -> b (h p1) (w p2) c", "shape": "1,2,2,4", "sizes": "p1=2,p2=2"}
    >>> operation_name(planned(registry()["rearrange"], texts, DEFAULT_LIMITS))
    'b-h-w-p1p2c_to_b-hp1-wp2-c_1x2x2x4'
    >>> operation_name(planned(registry()["merge"], {"shape": "1,4,4,1", "order": "p1 p2 c"}, DEFAULT_LIMITS))
    'merge_order=p1-p2-c_1x4x4x1'
    """
    request, plan = asked.request, asked.plan
    operation = request.operation
    patterned = any(parameter.name == "pattern" for parameter in operation.parameters)
    said = _pattern(operation.tokenize(plan.pattern, plan)) if patterned and plan.pattern else operation.name
    usual = {parameter.name: parameter.default for parameter in operation.parameters}
    chosen = [
        f"{name}={text}" for name, text in request.texts().items() if name not in _TOLD and text != usual.get(name)
    ]
    return _joined([said, *chosen, *_shapes(plan)])


def program_name(entry: str, made: str, shape: Shape) -> str:
    """The same of a line of a program.

    >>> program_name("Block.merge", "y", (1, 4, 4))
    'program_Block.merge_y_1x4x4'
    """
    return _joined([PROGRAM.name, entry, made, _shape(shape)])


def compared_name(one: str, other: str) -> str:
    """The same of two states side by side; where both have the same name, it is said once."""
    return _joined(["compare", one, *(["with", other] if other != one else [])])


def staged(name: str, stage: float | None) -> str:
    """The name of a still of one stage.

    >>> staged("h-w_to_w-h_2x3", 1.5)
    'h-w_to_w-h_2x3_stage-1.5'
    """
    return name if stage is None else f"{name}_stage-{stage:g}"


def disposition(name: str, ending: str) -> str:
    r"""The header that says what a file is called, whoever saves it.

    >>> disposition("h-w_to_w-h_2x3", "png")
    'inline; filename="h-w_to_w-h_2x3.png"'
    >>> disposition("高-w", "png")
    'inline; filename="w.png"; filename*=UTF-8\'\'%E9%AB%98-w.png'
    """
    plain = _joined([re.sub(r"[^\x21-\x7e]+", "-", normalize("NFKD", name))]) or "einscope"
    header = f'inline; filename="{plain}.{ending}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(f'{name}.{ending}')}"


def _pattern(tokens: Iterable[Token]) -> str:
    """A pattern in characters that every file system takes; what a bracket joins is written as one."""
    words: list[str] = []
    inside = False
    for token in tokens:
        if token.kind == "arrow":
            words.append("_to_")
        elif token.text == ",":
            words.append("_")
        elif token.text in "()":
            inside = token.text == "("
            words.append("-")
        elif token.kind == "ellipsis":
            words.append("-etc-")
        elif token.text.strip():
            words.append(token.text if inside else f"-{token.text}-")
    return "".join(words)


def _shapes(plan: Plan) -> list[str]:
    return [_shape(tensor.shape) for tensor in plan.inputs]


def _shape(shape: Shape) -> str:
    return "x".join(map(str, shape)) or "scalar"


def _joined(parts: Sequence[str]) -> str:
    """Parts between underscores, that every file system takes."""
    text = "_".join(_UNUSUAL.sub("-", normalize("NFKC", part)) for part in parts if part)
    return _JOINS.sub(r"\1", text)[:_LONGEST].strip("-_.")
