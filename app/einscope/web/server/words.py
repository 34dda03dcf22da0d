"""The sentences of scripts: those that ``static/*.js`` says, in the language of a page."""

import json
import re
from functools import cache
from pathlib import Path

from einscope.web.server.folders import folder
from einscope.web.server.language import LANGUAGES, gettext

_STATIC = folder("static")
_SAID = re.compile(r"""\bsay\(\s*("(?:[^"\\\n]|\\.)*")""")


def said(source: str) -> list[str]:
    """The templates in a script.

    >>> said('say("Cell {number}", { number })')
    ['Cell {number}']
    """
    return [json.loads(literal) for literal in _SAID.findall(source)]


@cache
def words_of_scripts(language: str) -> dict[str, str]:
    """Templates to what they are in a language; nothing for English, which the templates are in.

    Cost: reads every script, once a language.
    """
    if language == LANGUAGES[0]:
        return {}
    sources = [path.read_text(encoding="utf-8") for path in _scripts()]
    return {template: gettext(template, language) for source in sources for template in said(source)}


def _scripts() -> list[Path]:
    return sorted(path for path in _STATIC.rglob("*.js") if "vendor" not in path.relative_to(_STATIC).parts)
