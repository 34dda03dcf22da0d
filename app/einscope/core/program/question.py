"""What can be asked of a program: its text, the shapes that come in, the values it does not define."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from einscope.core.errors import PatternError, Sentence, say
from einscope.core.fields import ChoiceText, CodeText, NamedShapesText, NameText, Value, ValuesText
from einscope.core.fields.data import DataText, Entry, Numbers
from einscope.core.limits import Limits
from einscope.core.operation import Parameter, Preset, Question, read
from einscope.core.plan import Shape
from einscope.core.program.budget import Library
from einscope.core.program.interpreter import Attempt, Runner
from einscope.core.program.pasted import Beside, Cleaned, cleaned
from einscope.core.program.proposal.calls import OF_SHAPES, mended_calls
from einscope.core.program.proposal.mended import mend
from einscope.core.program.run.result import Program
from einscope.core.program.tensor.values import written
from einscope.core.spent import spent_on
from einscope.core.values import given

LIBRARIES = ("", *get_args(Library))
_LONGER = 4  # times as long as a program may be what is printed between its lines, too

_MERGED = """B, H, W, C = x.shape
x0 = x[:, 0::2, 0::2, :]
x1 = x[:, 1::2, 0::2, :]
x2 = x[:, 0::2, 1::2, :]
x3 = x[:, 1::2, 1::2, :]
x = torch.cat([x0, x1, x2, x3], -1)
"""
_EXPANDED = (
    "x = rearrange(x, 'b h w ({order} c) -> b (h p1) (w p2) c', p1=self.dim_scale, p2=self.dim_scale, c=C // 1)\n"
)
_WINDOWS = """B, H, W, C = x.shape
x = x.view(B, H // window_size, window_size, W // window_size, window_size, C)
windows = x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, window_size, window_size, C)
"""
_SHUFFLED = """b, c, h, w = x.shape
x = x.view(b, groups, c // groups, h, w)
x = torch.transpose(x, 1, 2).contiguous()
x = x.view(b, -1, h, w)
"""
_HEADS = """B, N, C3 = x.shape
C = C3 // 3
qkv = x.reshape(B, N, 3, self.num_heads, C // self.num_heads)
q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
x = v.transpose(1, 2).reshape(B, N, C)
"""
VOLUME = """x0 = x[0::2, 0::2, 0::2]
x1 = x[1::2, 0::2, 0::2]
x2 = x[0::2, 1::2, 0::2]
x3 = x[0::2, 0::2, 1::2]
x4 = x[1::2, 0::2, 1::2]
x5 = x[0::2, 1::2, 0::2]
x6 = x[0::2, 0::2, 1::2]
x7 = x[1::2, 1::2, 1::2]
x = torch.stack([x0, x1, x2, x3, x4, x5, x6, x7], -1)
"""


def _preset(title: Sentence, code: str, shape: str, values: str = "") -> Preset:
    texts = {"code": code, "shape": shape, "values": values}
    return Preset(title, {name: text for name, text in texts.items() if text})


PROGRAM = Question(
    name="program",
    title=say("Program"),
    summary=say("Paste tensor code, step through its lines, and see where every cell comes from."),
    parameters=(
        Parameter("code", CodeText(), say("the program; it is read, never executed")),
        Parameter("shape", NamedShapesText(), say("shapes of the input tensors"), default=""),
        Parameter("values", ValuesText(), say("values of names that the program does not define"), default=""),
        Parameter(
            "library",
            ChoiceText(LIBRARIES),
            say("the library whose semantics methods follow; empty: inferred from the program"),
            default="",
        ),
        Parameter("entry", NameText(), say("the function, class or method that is run"), default=""),
        Parameter("output", NameText(), say("which of several results is shown"), default=""),
    ),
    example={
        "code": _MERGED + _EXPANDED.format(order="p1 p2"),
        "shape": "x:1,4,4,2",
        "values": "self.dim_scale=2",
    },
    presets=(
        _preset(say("Merge, then expand"), _MERGED + _EXPANDED.format(order="p1 p2"), "x:1,4,4,2", "self.dim_scale=2"),
        _preset(say("Its inverse"), _MERGED + _EXPANDED.format(order="p2 p1"), "x:1,4,4,2", "self.dim_scale=2"),
        _preset(say("Window partition"), _WINDOWS, "x:1,4,4,1", "window_size=2"),
        _preset(say("Channel shuffle"), _SHUFFLED, "x:1,6,2,2", "groups=2"),
        _preset(say("Attention heads"), _HEADS, "x:1,4,12", "self.num_heads=2"),
        _preset(say("3-D merging with repeated slices"), VOLUME, "x:4,4,4"),
    ),
    also=(
        *("code", "paste", "python", "numpy", "torch", "jax", "layer", "forward", "slice"),
        *("gather", "argsort", "RoPE", "GQA", "qkv", "debug", "代码", "粘贴", "切片", "索引", "调试", "读层"),
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A program and what it is given.

    Args:
        code: the program.
        shapes: of the tensors that come in.
        values: of names that it does not define.
        library: whose meanings methods have; empty: as the program says.
        entry: what of it is run; empty: as usual.
        output: which of its results is meant; empty: as usual.
        pasted: the text that was typed, where something came along with the program.
        data: values of the cells that come in, by name.
    """

    code: str
    shapes: Mapping[str, Shape]
    values: Mapping[str, Value]
    library: str
    entry: str = ""
    output: str = ""
    pasted: Cleaned | None = None
    data: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def with_data(self, text: str, most: int, limits: Limits) -> "Asked":
        """The same with values of a person's own; data by name for what has no shape yet say that, too.

        Args:
            text: the parameter ``data``.
            most: values in all.
            limits: of a text.

        Raises:
            PatternError: in the field ``data``.

        >>> asked({"code": "y = x * 2"}, Limits()).with_data("x:[[1,2]]", 4096, Limits()).shapes
        {'x': (1, 2)}
        """
        if not text:
            return self
        read: tuple[Numbers, ...] = ()
        try:
            read = DataText().read(text, "data", limits)
            shapes = {each.name: each.shape for each in read if each.name and not self.shapes} | dict(self.shapes)
            found = given(read, tuple(shapes.items()), most)
        except PatternError as fault:
            fault.repair = fault.repair or {"data": ""}
            if fault.code == "data-shape" and (meant := self._as_given(read, most, limits)) is not None:
                fault.repair = meant
            raise
        data = {name: own for name, own in zip(shapes, found.entries, strict=True) if own is not None}
        return replace(self, shapes=shapes, data=data)

    def _as_given(self, read: Sequence[Numbers], most: int, limits: Limits) -> dict[str, str] | None:
        """The shapes that the data have, as those of the inputs; None where the program does not take them."""
        names = list(self.shapes)
        shapes = {**self.shapes}
        for place, each in enumerate(read):
            name = each.name or (names[place] if place < len(names) else "")
            shapes[name] = each.shape
        try:
            found = given(read, tuple(shapes.items()), most)
            data = {name: own for name, own in zip(shapes, found.entries, strict=True) if own is not None}
            replace(self, shapes=shapes, data=data).at_once(limits)
        except PatternError:
            return None
        return {"shape": NamedShapesText().write(shapes)}

    def run(self, limits: Limits) -> Program:
        """What the program comes to.

        Raises:
            PatternError: with places in the text that was typed, and with a repair that was tried, where something is
                missing or does not fit.
        """
        reached = self.attempt(limits)
        if reached.fault is not None:
            raise reached.fault
        assert reached.program is not None  # noqa: S101 — without a fault there is one
        return reached.program

    def at_once(self, limits: Limits) -> Program:
        """What the program comes to; raises its fault as it stands, without a search for what mends it."""
        reached = Runner(self.code, limits, self.library, self.entry, self.output, self.data).attempt(
            self.shapes, self.values
        )
        if reached.fault is not None:
            raise reached.fault
        assert reached.program is not None  # noqa: S101 — without a fault there is one
        return reached.program

    @spent_on("run")
    def attempt(self, limits: Limits) -> Attempt:
        """How far the program comes, and at a fault what was tried and leads on; raises nothing."""
        try:
            runner = Runner(self.code, limits, self.library, self.entry, self.output, self.data)
        except PatternError as fault:
            return Attempt(None, self._placed(fault))
        reached = runner.attempt(self.shapes, self.values)
        if reached.fault is not None:
            line = reached.rest[0] if reached.rest else 0
            doubted = reached.fault.field == "code" and reached.sure.keys() != self.values.keys()
            if line and doubted and runner.comes_further(self.shapes, line, self.code, reached.sure):
                reached.fault.repair = {"values": written(reached.sure)}  # what was assumed is not true
            calls = mended_calls(runner, reached.fault, self.shapes, self.values, line)
            if not calls or reached.fault.code in OF_SHAPES:
                mend(runner, self.shapes, self.values, reached.fault)
            if not reached.fault.choices:
                reached.fault.choices = [*calls, *reached.ways()]
                if reached.fault.choices and not reached.fault.repair:  # where nothing mends it, a way that goes on
                    reached.fault.repair = dict(reached.fault.choices[0][1])
            self._placed(reached.fault)
        return reached

    def _placed(self, fault: PatternError) -> PatternError:
        """A fault with its places in the text that was typed."""
        if self.pasted is not None and (fault.field == "code" or fault.code == "program-values"):
            fault.span = fault.span and self.pasted.span(fault.span)
            fault.also = tuple(map(self.pasted.span, fault.also))
        return fault

    def plain(self) -> dict[str, object]:
        """The parameters as JSON has them."""
        own = self._values()
        return {parameter.name: parameter.form.plain(own[parameter.name]) for parameter in PROGRAM.parameters}

    def texts(self) -> dict[str, str]:
        """The canonical texts; parameters that have their default are left out."""
        own = self._values()
        texts = {parameter.name: parameter.form.write(own[parameter.name]) for parameter in PROGRAM.parameters}
        return {
            parameter.name: texts[parameter.name]
            for parameter in PROGRAM.parameters
            if texts[parameter.name] != parameter.default
        }

    def _values(self) -> dict[str, object]:
        return {
            "code": self.code,
            "shape": self.shapes,
            "values": self.values,
            "library": self.library,
            "entry": self.entry,
            "output": self.output,
        }


def asked(texts: Mapping[str, str], limits: Limits) -> Asked:
    r"""A program from the texts of its parameters, without what came along when it was pasted.

    Raises:
        PatternError: ``parameter-missing``, ``text-long`` or ``text-control``, or what a form finds wrong.

    >>> asked({"code": ">>> y = x.t()", "shape": "x:2,3"}, Limits()).run(Limits()).output.shape
    (3, 2)
    """
    code, *others = PROGRAM.parameters  # the interpreter has a limit of its own for the code
    shapes, values, library, entry, output = (
        read(parameter.form, PROGRAM.text(parameter, texts), parameter.name, limits) for parameter in others
    )
    stripped = _without_company(PROGRAM.text(code, texts), shapes, values, limits)
    return Asked(stripped.code, shapes, values, library, entry, output, stripped if stripped.done else None)


def without_company(texts: Mapping[str, str], limits: Limits) -> Cleaned:
    """A program without what came along when it was pasted, and what that was.

    >>> without_company({"code": "h (w p) -> w h p", "shape": "q:2,6", "values": "p=3"}, Limits()).code
    "y = rearrange(q, 'h (w p) -> w h p', p=p)"
    """
    code, shape, values, *_ = PROGRAM.parameters

    def given(parameter: Parameter) -> Mapping[str, Any]:
        """By name; nothing where it cannot be read, which is said when it is asked."""
        try:
            found: Mapping[str, Any] = read(parameter.form, PROGRAM.text(parameter, texts), parameter.name, limits)
        except PatternError:
            return {}
        return found

    return _without_company(PROGRAM.text(code, texts), given(shape), given(values), limits)


def _without_company(code: str, shapes: Mapping[str, Shape], values: Mapping[str, Value], limits: Limits) -> Cleaned:
    numbers = [name for name, value in values.items() if type(value) is int]
    return cleaned(code, _LONGER * limits.program_characters, Beside(next(iter(shapes), "x"), numbers))
