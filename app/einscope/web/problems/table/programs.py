"""Programs of tensor code."""

from collections.abc import Mapping

from einscope.core.errors import Sentence, say
from einscope.web.problems.table.explained import Ask, Explained, Group


def _of(code: str, sentence: Sentence, program: str, mended: str | Mapping[str, str] = "", **texts: str) -> Explained:
    """A code that a program is refused with; ``mended``: the program that is not, or what else differs then."""
    asked = {"code": program, "shape": "x:2,3", **texts}
    differs = {"code": mended} if isinstance(mended, str) else mended
    return Explained(code, sentence, Ask("program", asked), differs if mended else {})


PROGRAMS = Group(
    "programs",
    say("Programs"),
    (
        Explained(
            "code-missing",
            say("There is nothing to read yet."),
        ),
        _of(
            "program-syntax",
            say("Python itself cannot read this: a bracket, a quote or a colon is missing or too many."),
            "y = x.reshape(3, 2",
            "y = x.reshape(3, 2)",
        ),
        _of(
            "program-values",
            say("The program uses names that it does not define. Numbers are given as values, tensors by their shape."),
            "y = x.reshape(p, -1)",
        ),
        _of(
            "program-shape",
            say("The shapes do not fit what this line does, and the library would refuse it too."),
            "y = x.view(5, 7)",
            "y = x.view(3, 2)",
        ),
        _of(
            "program-axis",
            say(
                "The line names an axis that the tensor does not have, too few axes or too many, or the same one twice."
            ),
            "y = x.transpose(0, 5)",
            "y = x.transpose(0, 1)",
        ),
        _of(
            "program-index",
            say("An index or a slice lies outside its axis, or is of a kind that the library does not take."),
            "y = x[:, 5]",
            "y = x[:, 2]",
        ),
        _of(
            "program-view",
            say(
                "view leaves every cell where it is in memory, and these cells do not lie in the order of the new"
                " shape. reshape copies them."
            ),
            "y = x.t().view(-1)",
            "y = x.t().reshape(-1)",
        ),
        _of(
            "program-alias",
            say(
                "The line writes into memory that other names share, and whom that changes cannot be told for certain."
            ),
            "y = x[:1].expand(2, 3)\ny[0] = 0",
            "y = x[:1].expand(2, 3).clone()\ny[0] = 0",
        ),
        _of(
            "program-argument",
            say(
                "The call has an argument that the function does not take, lacks one, or has a value that it "
                "cannot use."
            ),
            "y = x.view(2, 3, dim=1)",
            "y = x.view(2, 3)",
        ),
        _of(
            "program-type",
            say("Something of another kind is needed here: a list of tensors, say, where there is one tensor."),
            "y = torch.cat(x)",
            "y = torch.cat([x])",
        ),
        _of(
            "program-number",
            say("A number is too large, or cannot be worked out."),
            "n = 1 // 0\ny = x",
            "n = 1\ny = x",
        ),
        _of(
            "program-unpack",
            say("There are more, or fewer, values on the right of the equals sign than names on the left."),
            "b, h, w = x.shape\ny = x",
            "h, w = x.shape\ny = x",
        ),
        _of(
            "program-name",
            say("This name has no value when the program comes to this line."),
            "del x\ny = x",
            "y = x",
        ),
        _of(
            "program-attribute",
            say("There is no such attribute, or it is none that can be followed here."),
            "y = x.nothing",
            "y = x.T",
        ),
        _of(
            "program-call",
            say("What this function does to cells is not known here. Say what it gives, or end the program before it."),
            "y = torch.nothing(x)",
        ),
        _of(
            "program-mixes",
            say(
                "What this does depends on many cells, or on their values, so a cell of the result comes from no one "
                "place. Choose how to go on."
            ),
            "y = torch.fft.fft(x)",
        ),
        _of(
            "program-unknown-values",
            say(
                "What comes next depends on the values in a tensor. Only where cells go is followed, not what is "
                "in them."
            ),
            "if x.sum() > 0:\n    x = x.t()\ny = x",
            "y = x.t()",
        ),
        _of(
            "program-node",
            say("This part of Python is not read here. Movements of tensors do not need it."),
            "with open('f') as f:\n    y = x",
            "y = x",
        ),
        _of(
            "program-assert",
            say("The program's own assertion does not hold for this shape."),
            "assert x.shape[0] == 3\ny = x",
            {"shape": "x:3,3"},
        ),
        _of(
            "program-raise",
            say("For this input the program comes to a line that raises an error."),
            "if x.ndim == 2:\n    raise ValueError('an image is needed')\ny = x",
            {"shape": "x:1,2,3"},
        ),
        _of(
            "program-output",
            say("The program ends without a tensor that could be shown."),
            "n = 3",
            "y = x.t()",
        ),
        _of(
            "program-pass",
            say("A layer is to keep every cell in place, but what it does is known, or it changes the shape."),
            "self.f = nn.Linear(3, 8)\ny = self.f(x)",
            values="self.f=pass",
        ),
        _of(
            "program-budget",
            say("Programs have a limit on steps, depth and tensors, so that even one that never ends is answered."),
            "while True:\n    x = x.t()",
            "for _ in range(3):\n    x = x.t()",
        ),
        _of(
            "entry-unknown",
            say("What is to be run is not a function, class or method of this program."),
            "def turn(x):\n    return x.t()",
            entry="turned",
        ),
        _of(
            "output-unknown",
            say("The result that is to be shown is not one of this program."),
            "q, k = x.split(1, dim=0)",
            output="v",
        ),
        _of(
            "step-outside",
            say("A step is the number of a tensor that the program makes, from 0."),
            "y = x.t()",
            step="5",
        ),
        _of(
            "input-unknown",
            say("The input that leads the colours is one of those that come in, by its name."),
            "y = x + z",
            {"lead": "z"},
            shape="x:2,3;z:2,3",
            lead="w",
        ),
        _of(
            "shape-without-name",
            say("Of several tensors each shape is written with a name, so that the program knows them apart."),
            "y = x + z",
            {"shape": "x:2,3;z:2,3"},
            shape="2,3;2,3",
        ),
        _of(
            "shape-name",
            say("A tensor is called by a name of Python, by an entry such as f[0], or by an attribute."),
            "y = x",
            {"shape": "x:2,3"},
            shape="2x:2,3",
        ),
        _of(
            "shape-repeated",
            say("The same tensor is given a shape twice."),
            "y = x",
            {"shape": "x:2,3"},
            shape="x:2,3;x:3,2",
        ),
        _of(
            "value-form",
            say("Values are written as name=value and separated by commas."),
            "y = x.reshape(p, -1)",
            {"values": "p=2"},
            values="p",
        ),
        _of(
            "value-name",
            say("A value is given to a name of Python, with dots where it is an attribute."),
            "y = x.reshape(p, -1)",
            {"values": "p=2"},
            values="2p=2",
        ),
        _of(
            "value-repeated",
            say("The same name is given a value twice."),
            "y = x.reshape(p, -1)",
            {"values": "p=2"},
            values="p=2,p=3",
        ),
        _of(
            "value-unreadable",
            say("A value is a number, a word, True, False, None, or a tuple of whole numbers."),
            "y = x.reshape(p, -1)",
            {"values": "p=2"},
            values="p=(2",
        ),
    ),
)
