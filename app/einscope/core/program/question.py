"""What can be asked of a program: its text, the shapes that come in, the values it does not define."""

from collections.abc import Mapping
from dataclasses import dataclass

from einscope.core.errors import Sentence, say
from einscope.core.fields import ChoiceText, CodeText, NamedShapesText, Value, ValuesText
from einscope.core.limits import Limits
from einscope.core.operation import Parameter, Preset, Question, read
from einscope.core.plan import Shape
from einscope.core.program.interpreter import Attempt, attempt, run
from einscope.core.program.run.result import Program

LIBRARIES = ("", "torch", "numpy", "jax")

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
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A program and what it is given."""

    code: str
    shapes: Mapping[str, Shape]
    values: Mapping[str, Value]
    library: str

    def run(self, limits: Limits) -> Program:
        """What the program comes to; raises :class:`PatternError`."""
        return run(self.code, self.shapes, self.values, limits, self.library)

    def attempt(self, limits: Limits) -> Attempt:
        """How far the program comes; raises nothing."""
        return attempt(self.code, self.shapes, self.values, limits, self.library)

    def plain(self) -> dict[str, object]:
        """The parameters as JSON has them."""
        own = {"code": self.code, "shape": self.shapes, "values": self.values, "library": self.library}
        return {each.name: each.form.plain(own[each.name]) for each in PROGRAM.parameters}

    def texts(self) -> dict[str, str]:
        """The canonical texts; parameters that have their default are left out."""
        own = {"code": self.code, "shape": self.shapes, "values": self.values, "library": self.library}
        texts = {each.name: each.form.write(own[each.name]) for each in PROGRAM.parameters}
        return {each.name: texts[each.name] for each in PROGRAM.parameters if texts[each.name] != each.default}


def asked(texts: Mapping[str, str], limits: Limits) -> Asked:
    """A program from the texts of its parameters.

    Raises:
        PatternError: ``parameter-missing``, ``text-long`` or ``text-control``, or what a form finds wrong.

    >>> asked({"code": "y = x.t()", "shape": "x:2,3"}, Limits()).run(Limits()).output.shape
    (3, 2)
    """
    code, *others = PROGRAM.parameters  # the interpreter has a limit of its own for the code
    shapes, values, library = (read(each.form, PROGRAM.text(each, texts), each.name, limits) for each in others)
    return Asked(PROGRAM.text(code, texts), shapes, values, library)
