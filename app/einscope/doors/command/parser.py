"""What may stand behind ``einscope``: made from the registry, so a new operation is a new command."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Callable

from einscope.core.errors import Sentence, say
from einscope.core.fields import PatternText
from einscope.core.operation import Question
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM
from einscope.web.server.language import LANGUAGES

Spoken = Callable[[Sentence], str]

DRESS = ("ground", "font", "accent")
FILES = ("svg", "png", "gif", "webp")
SHELLS = ("bash", "zsh", "fish")
_FIRST = ("pattern", "code")  # parameters that need no name
_EXAMPLES = """\
  einscope "b h w c -> b c h w" --shape 1,2,2,3
  einscope "b h w (p1 p2 c) -> b (h p1) (w p2) c" p1=2 p2=2 --shape 1,2,2,4 --svg flight.svg
  einscope "ij,jk->ik" --shape "2,3;3,4"
  einscope merge --shape 1,4,4,2 --order "p1 p2 c" --json
  einscope program layer.py --shape x:1,4,4,2 --values self.dim_scale=2
  einscope compare "/merge?shape=1,4,4,1" "/merge?shape=1,4,4,1&order=p1+p2+c"
  einscope round-trip --shape 1,4,4,2 --then "p1 p2 c"
  einscope serve
"""


def parser(spoken: Spoken, version: str) -> ArgumentParser:
    """The parser of the command line.

    Args:
        spoken: puts a sentence into the language of whoever reads the help.
        version: of the application.
    """
    described = say("Where does every cell go when a tensor is rearranged, and by which formula?")
    examples = say("examples:")
    made = ArgumentParser(
        prog="einscope",
        allow_abbrev=False,
        description=spoken(described),
        epilog=f"{spoken(examples)}\n{_EXAMPLES}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"einscope {version}")
    commands = made.add_subparsers(dest="command", metavar=spoken(say("COMMAND")), required=True)
    for operation in registry().values():
        _question(commands, operation, spoken)
    program = _question(commands, PROGRAM, spoken)
    program.add_argument("--step", type=int, help=spoken(say("the assigned tensor that is shown, from 0")))
    program.add_argument("--lead", default="", help=spoken(say("of several inputs the one that is coloured")))
    _compare(commands, spoken)
    _round_trip(commands, spoken)
    serve = _command(commands, "serve", say("start the server; HOST and PORT in the environment say where"), spoken)
    serve.add_argument("--host", help=spoken(say("the address to listen on")))
    serve.add_argument("--port", help=spoken(say("the port to listen on; 0: any that is free")))
    completion = _command(commands, "completion", say("print what makes a shell complete this command"), spoken)
    completion.add_argument("shell", choices=SHELLS)
    return made


def commands_of(made: ArgumentParser) -> dict[str, ArgumentParser]:
    """The commands of a parser, by name."""
    for action in made._actions:
        if isinstance(action, _SubParsersAction):
            return dict(action.choices)
    return {}


def _command(
    commands: "_SubParsersAction[ArgumentParser]", name: str, what: Sentence, spoken: Spoken
) -> ArgumentParser:
    said = _plain(spoken(what))
    return commands.add_parser(name, help=said, description=said, allow_abbrev=False)


def _question(commands: "_SubParsersAction[ArgumentParser]", question: Question, spoken: Spoken) -> ArgumentParser:
    """The command of an operation, or of programs."""
    made = _command(commands, question.name, question.summary, spoken)
    own = made.add_argument_group(spoken(say("parameters")))
    for parameter in question.parameters:
        said = _plain(f"{spoken(parameter.summary)} ({spoken(parameter.form.form)})")
        if parameter.name == "code":
            own.add_argument("code", metavar="FILE", help=spoken(say("a file with the program; - is what comes in")))
        elif parameter.name in _FIRST:
            own.add_argument(parameter.name, help=said)
        else:
            own.add_argument(f"--{parameter.name}", metavar="TEXT", help=said)
    if any(isinstance(parameter.form, PatternText) for parameter in question.parameters):
        own.add_argument("size", nargs="*", metavar="NAME=SIZE", help=spoken(say("sizes, as in --sizes")))
    shown = made.add_argument_group(spoken(say("how it is shown")))
    shown.add_argument("--data", default="", metavar="TEXT", help=spoken(say("numbers or words of the inputs' cells")))
    shown.add_argument("--at", default="", metavar="TEXT", help=spoken(say("where the window on large axes begins")))
    shown.add_argument("--view", default="", metavar="TEXT", help=spoken(say("which way axes run on the screen")))
    shown.add_argument("--show", type=int, metavar="CELLS", help=spoken(say("how many cells are shown")))
    shown.add_argument("--color", default="source", metavar="AXIS", help=spoken(say("what the colour of a cell tells")))
    shown.add_argument("--layout", default="", help=spoken(say("how depth is shown: stack, tiles")))
    shown.add_argument("--label", default="", help=spoken(say("what is written on cells: numbers, values, both")))
    shown.add_argument("--cell", type=int, help=spoken(say("the output cell that pictures mark")))
    _outcome(made, spoken)
    return made


def _compare(commands: "_SubParsersAction[ArgumentParser]", spoken: Spoken) -> None:
    made = _command(commands, "compare", say("compare two states: how they differ, and what would mend that"), spoken)
    what = spoken(say("an address, a pattern or the file of a program"))
    made.add_argument("a", help=what)
    made.add_argument("b", help=what)
    made.add_argument(
        "--shape", default="", metavar="TEXT", help=spoken(say("shapes of the inputs, of patterns and programs"))
    )
    made.add_argument("--sizes", default="", metavar="TEXT", help=spoken(say("sizes of axes, of patterns")))
    made.add_argument("--values", default="", metavar="TEXT", help=spoken(say("values of names, of programs")))
    _outcome(made, spoken)


def _round_trip(commands: "_SubParsersAction[ArgumentParser]", spoken: Spoken) -> None:
    merge = next(operation for operation in registry().values() if operation.undone_by)
    made = _command(commands, "round-trip", say("merge patches, then expand them: whether cells come home"), spoken)
    for parameter in merge.parameters:
        said = _plain(f"{spoken(parameter.summary)} ({spoken(parameter.form.form)})")
        made.add_argument(f"--{parameter.name}", metavar="TEXT", help=said)
    then = spoken(say("order of the channels as expand reads them"))
    made.add_argument("--then", default="", metavar="TEXT", help=then)
    made.add_argument("--json", action="store_true", help=spoken(say("the answer of the API")))
    made.add_argument("--lang", choices=LANGUAGES, help=spoken(say("language of sentences")))


def _outcome(made: ArgumentParser, spoken: Spoken) -> None:
    """What is written, and in which form."""
    outcome = made.add_argument_group(spoken(say("what is written")))
    outcome.add_argument("--json", action="store_true", help=spoken(say("the answer of the API")))
    for kind in FILES:
        said = spoken(say("a picture as {kind}; - writes it here", kind=kind.upper()))
        outcome.add_argument(f"--{kind}", metavar="FILE", help=said)
    outcome.add_argument("--width", type=int, metavar="PIXELS", help=spoken(say("width of pictures")))
    outcome.add_argument("--theme", choices=("auto", "light", "dark"), help=spoken(say("colours of pictures")))
    outcome.add_argument("--ground", help=spoken(say("what pictures stand on: paper, transparent")))
    outcome.add_argument("--font", help=spoken(say("letters of pictures: mono, sans, serif")))
    outcome.add_argument("--accent", metavar="COLOURS", help=spoken(say("colours of your own in pictures")))
    outcome.add_argument("--stage", type=float, metavar="0-3", help=spoken(say("the stage of a still")))
    outcome.add_argument("--open", action="store_true", help=spoken(say("show the picture in a browser")))
    outcome.add_argument("--lang", choices=LANGUAGES, help=spoken(say("language of sentences")))


def _plain(text: str) -> str:
    """A help text as argparse takes it."""
    return text.replace("%", "%%")
