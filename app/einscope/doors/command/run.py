"""From the words of a command line to its answer and its exit status."""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import ModuleType

from einscope.core.errors import PatternError, Sentence
from einscope.doors.command.completion import completion
from einscope.doors.command.parser import commands_of, parser
from einscope.doors.command.terminal import coloured, forget, language_of, write
from einscope.doors.meant import ARROW, meant
from einscope.render.text.refusal import refusal_text
from einscope.version import VERSION
from einscope.web.server.language import translate
from einscope.web.texts.shown import Reading, pen_of

REFUSED, USAGE = 1, 2
_MISSING = "parameter-missing"
_MINUS, _SIZE = re.compile("-[0-9]"), re.compile(r"\w+=[0-9]+")


def run(words: Sequence[str], serve: Callable[[], None]) -> int:
    """Answer a command line; its exit status: 0, 1 where the request is refused, 2 where it cannot be read.

    Args:
        words: behind the name of the command.
        serve: starts the server.
    """
    language = _language(words)

    def spoken(sentence: Sentence) -> str:
        return translate(sentence, language)

    made = parser(spoken, VERSION)
    asked, more = made.parse_known_args(named(words, commands_of(made)))
    if any(not _SIZE.fullmatch(word) for word in more) or (more and not hasattr(asked, "size")):
        made.error(f"unrecognized arguments: {' '.join(more)}")
    if more:  # sizes that stand between options or behind them
        asked.size = [*asked.size, *more]
    if asked.command == "completion":
        write(completion(asked.shell, made), sys.stdout)
        return 0
    if asked.command == "serve":
        os.environ.update({name.upper(): text for name in ("host", "port") if (text := getattr(asked, name))})
        serve()
        return 0
    try:
        _of(asked.command).answer(asked, language)
    except BrokenPipeError:
        forget(sys.stdout)
    except ValueError as error:
        made.error(str(error))  # of the environment
    except OSError as error:
        made.error(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except PatternError as error:
        return _refused(error, asked, language)
    return 0


def named(words: Sequence[str], commands: Mapping[str, object]) -> list[str]:
    """The words with the command that is meant in front: a pattern alone names none.

    >>> named(["i j, j k -> i k"], {}), named(["a b -> b a", "--shape", "2,3"], {})[0]
    (['einsum', 'i j, j k -> i k'], 'rearrange')
    """
    words = _signed(words)
    pattern = next((word for word in words if ARROW in word and not word.startswith("-")), "")
    if not pattern or words[0] in commands:
        return words
    reduces = any(word.split("=")[0] == "--reduction" for word in words)
    return [meant(pattern, reduces), *words]


def _signed(words: Sequence[str]) -> list[str]:
    """The words, where a value that begins with a minus is told from an option by its ``=``.

    >>> _signed(["roll", "--shift", "-1,-1", "--axes=-1"])
    ['roll', '--shift=-1,-1', '--axes=-1']
    """
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if before.startswith("--") and "=" not in before and _MINUS.match(word):
            joined[-1] = f"{before}={word}"
        else:
            joined.append(word)
    return joined


def _language(words: Sequence[str]) -> str:
    """The language, before anything else is read, for the help is in it too."""
    pairs = zip(words, [*words[1:], ""], strict=False)
    asked = [after if word == "--lang" else word[7:] for word, after in pairs if word.startswith("--lang")]
    return language_of({**os.environ, "LC_ALL": asked[-1]} if asked else os.environ)


def _of(command: str) -> ModuleType:
    """The module of a command; a program and a comparison take more to load than an operation."""
    own = command if command in ("program", "compare", "round-trip") else "operation"
    return import_module(f"einscope.doors.command.{own.replace('-', '_')}")


def _refused(error: PatternError, asked: Namespace, language: str) -> int:
    texts, again = _of(asked.command).typed(asked)
    if asked.json:
        problems = import_module("einscope.web.server.problems")
        write(problems.problem_of(error, language=language).model_dump_json() + "\n", sys.stdout)
    else:
        pen = pen_of(language, Reading(coloured=coloured(sys.stderr, os.environ)))
        write(refusal_text(error, texts, pen, again), sys.stderr)
    return USAGE if error.code == _MISSING else REFUSED
