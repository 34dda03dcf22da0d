"""The sentences of scripts: those that ``static/*.js`` says, in the language of a page."""

import json
import re
from functools import cache
from pathlib import Path

from einscope.core.fields import CALLED
from einscope.web.server.folders import folder
from einscope.web.server.language import LANGUAGES, gettext, plural_forms, translate

_STATIC = folder("static")
_TEXT = r"""("(?:[^"\\\n]|\\.)*")"""
_SAID = re.compile(rf"\bsay\(\s*{_TEXT}")
_COUNTED = re.compile(rf"\bsayCount\(\s*{_TEXT},\s*{_TEXT}")


def said(source: str) -> list[str]:
    """The templates in a script.

    >>> said('say("Cell {number}", { number })')
    ['Cell {number}']
    """
    return [json.loads(literal) for literal in _SAID.findall(source)]


def counted(source: str) -> list[tuple[str, str]]:
    """The templates in a script that depend on a number: for one thing, and for several.

    >>> counted('sayCount("{count} cell", "{count} cells", 2)')
    [('{count} cell', '{count} cells')]
    """
    return [(json.loads(singular), json.loads(several)) for singular, several in _COUNTED.findall(source)]


@cache
def messages_of_scripts(language: str) -> dict[str, str | list[str]]:
    """Templates and names of parameters to what they are in a language, or to all forms of it where it counts.

    There is nothing for English, which the templates are in.

    Cost: reads every script, once a language.
    """
    if language == LANGUAGES[0]:
        return {}
    sources = [path.read_text(encoding="utf-8") for path in _scripts()]
    plain = {template: gettext(template, language) for source in sources for template in said(source)}
    forms = {template: [*plural_forms(template, language)] for source in sources for template, _ in counted(source)}
    names = {name: translate(sentence, language) for name, sentence in CALLED.items()}
    return {**names, **plain, **forms}


def _scripts() -> list[Path]:
    return sorted(path for path in _STATIC.rglob("*.js") if "vendor" not in path.relative_to(_STATIC).parts)
