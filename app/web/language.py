"""Sentences in the language that was asked for.

The core and the scripts speak in templates, ``say("…{value}…")``, pages in ``_("…")``; ``app/locale`` holds what they
are in other languages, as gettext has it. After a new sentence, they are collected again and merged into the
catalogue::

    pybabel extract -F app/locale/babel.cfg -k say --no-location --sort-output -o messages.pot app templates static
    pybabel update -l zh -i messages.pot -d app/locale --width 1000 --no-fuzzy-matching
"""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.core.errors import Sentence

LANGUAGES = ("en", "zh")
_LOCALE = Path(__file__).parents[1] / "locale"


def translate(sentence: Sentence, language: str) -> str:
    """The sentence in a language; in English where the language or the sentence is not known.

    Sentences among the values are translated too.

    >>> from app.core.errors import say
    >>> translate(say("Put {axes} first.", axes=say("{some} and {last}", some="h", last="w")), "zh")
    '把 h 和 w 放到最前面。'
    """
    values = {
        name: translate(value, language) if isinstance(value, Sentence) else value
        for name, value in sentence.values.items()
    }
    return gettext(sentence.template, language).format_map(values)


def gettext(template: str, language: str) -> str:
    """The template in a language, its placeholders as they are.

    >>> gettext("This bracket is never closed.", "zh")
    '这个括号没有闭合。'
    """
    if language == LANGUAGES[0] or language not in LANGUAGES:
        return template
    message = catalogue(language).get(template)
    return str(message.string) if message and message.string and not message.fuzzy else template


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language, read once.

    Raises:
        FileNotFoundError: there is none.
    """
    path = _LOCALE / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


for _language in LANGUAGES[1:]:
    catalogue(_language)  # read at the start: a broken file shows there, and no request waits for it
