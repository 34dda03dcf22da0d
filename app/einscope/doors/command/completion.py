"""What makes a shell complete the command: written from the parser, so it knows every option."""

import shlex
from argparse import ArgumentParser

from einscope.doors.command.parser import commands_of

_BASH = """\
_einscope() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" given
  case "${{COMP_WORDS[1]}}" in
{cases}
    *) given={commands} ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then given={commands}; fi
  COMPREPLY=($(compgen -W "$given" -- "$word"))
}}
complete -o default -F _einscope einscope
"""


def completion(shell: str, made: ArgumentParser) -> str:
    """The script of a shell: ``bash``, ``zsh`` or ``fish``.

    >>> made = ArgumentParser(prog="einscope")
    >>> _ = made.add_subparsers().add_parser("roll").add_argument("--shift")
    >>> "roll) given='-h --help --shift' ;;" in completion("bash", made)
    True
    """
    commands = {name: _options(own) for name, own in commands_of(made).items()}
    if shell == "fish":
        return _fish(made)
    cases = "\n".join(f"    {name}) given={shlex.quote(' '.join(own))} ;;" for name, own in commands.items())
    script = _BASH.format(cases=cases, commands=shlex.quote(" ".join([*commands, *_options(made)])))
    return script if shell == "bash" else f"autoload -U +X compinit bashcompinit\ncompinit\nbashcompinit\n{script}"


def _options(made: ArgumentParser) -> list[str]:
    """Options, and words that there are to choose from."""
    words: list[str] = []
    for action in made._actions:
        chosen = [*map(str, action.choices)] if action.choices and action.dest == "shell" else []
        words += action.option_strings or chosen
    return words


def _fish(made: ArgumentParser) -> str:
    lines = ["complete -c einscope -n __fish_use_subcommand -l version -l help"]
    for name, own in commands_of(made).items():
        lines.append(f"complete -c einscope -n __fish_use_subcommand -a {name} -d {_quoted(own.description or '')}")
        seen = f"complete -c einscope -n '__fish_seen_subcommand_from {name}'"
        for action in own._actions:
            long = [option[2:] for option in action.option_strings if option.startswith("--")]
            if long:
                lines.append(f"{seen} -l {long[0]} -d {_quoted(action.help or '')}")
            elif action.choices:
                lines.append(f"{seen} -a {_quoted(' '.join(map(str, action.choices)))}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text in quotes of fish, which knows two escapes in them."""
    return "'" + text.replace("%%", "%").replace("\\", "\\\\").replace("'", "\\'") + "'"
