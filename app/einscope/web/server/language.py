r"""Sentences in the language that was asked for.

The core and the scripts speak in templates, ``say("…{value}…")``, or where a number decides between two forms in
``say_count(…)`` and ``sayCount(…)``; pages speak in ``_("…")``. ``locale`` holds what they are in other languages, as
gettext has it. After a new sentence, they are collected again and merged into the catalogue::

    pybabel extract -F app/einscope/locale/babel.cfg -k say -k say_count:1,2 -k sayCount:1,2 --no-location \
        --sort-output -o messages.pot app templates static
    pybabel update -l zh -i messages.pot -d app/einscope/locale --width 1000 --no-fuzzy-matching

Another language is another folder: ``pybabel init -l fr -i messages.pot -d app/einscope/locale`` makes it.
"""

from functools import cache
from gettext import c2py
from typing import cast

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from einscope.core.errors import Sentence, say
from einscope.web.server.folders import folder

_LOCALE = folder("locale")
_FOLDERS = sorted(path.parents[1].name for path in _LOCALE.glob("*/LC_MESSAGES/messages.po"))
LANGUAGES = ("en", *(name.replace("_", "-") for name in _FOLDERS))
"""By their tags: English, which the templates are in, and every folder of messages."""

_SHORT = say("EN")  # in other languages what is as short


def spoken(tag: str) -> str | None:
    """The language there is for a tag, in small letters: that very one, else the one without a region.

    >>> spoken("zh-hant-tw"), spoken("en"), spoken("tlh")
    ('zh', 'en', None)
    """
    known = {language.lower(): language for language in LANGUAGES}
    return known.get(tag) or known.get(tag.split("-", maxsplit=1)[0])


@cache
def name_of(language: str) -> str:
    """A language's own name for itself.

    >>> name_of("en"), name_of("zh")
    ('English', '中文')
    """
    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except UnknownLocaleError:
        return language


def short_name_of(language: str) -> str:
    """A language's name for itself where there is room for two letters.

    >>> short_name_of("en"), short_name_of("zh")
    ('EN', '文')
    """
    name = gettext(_SHORT.template, language)
    return name if language == LANGUAGES[0] or name != _SHORT.template else language.upper()


def translate(sentence: Sentence, language: str) -> str:
    """The sentence in a language; in English where the language or the sentence is not known.

    Sentences among the values are translated too.

    >>> from einscope.core.errors import say
    >>> translate(say("Put {axes} first.", axes=say("{some} and {last}", some="h", last="w")), "zh")
    '把 h 和 w 放到最前面。'
    """
    values = sentence.values
    if Sentence in map(type, values.values()):
        values = {
            name: translate(value, language) if isinstance(value, Sentence) else value for name, value in values.items()
        }
    if sentence.singular:
        template = ngettext(sentence.singular, sentence.template, cast("int", values["count"]), language)
    elif language == LANGUAGES[0]:
        template = sentence.template
    else:
        template = gettext(sentence.template, language)
    return in_characters(template.format_map(values))


def in_characters(text: str) -> str:
    """The text as an address would have it: half a surrogate pair, which UTF-8 cannot say, becomes U+FFFD.

    >>> in_characters("a" + chr(0xD800)), in_characters("a" + chr(0xD83D) + chr(0xDE00))
    ('a�', 'a😀')
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def gettext(template: str, language: str) -> str:
    """The template in a language, its placeholders as they are.

    >>> gettext("This bracket is never closed.", "zh")
    '这个括号没有闭合。'
    """
    if language == LANGUAGES[0] or language not in LANGUAGES:
        return template
    message = catalogue(language).get(template)
    return str(message.string) if message and message.string and not message.fuzzy else template


def ngettext(singular: str, plural: str, count: int, language: str) -> str:
    """The template for a number of things in a language, which may have more forms than two, or one alone.

    >>> ngettext("{count} extra byte follows the array.", "{count} extra bytes follow the array.", 1, "zh")
    '数组后面多出 {count} 个字节。'
    """
    forms = plural_forms(singular, language)
    if forms:
        return forms[c2py(catalogue(language).plural_expr)(count)]
    return singular if count == 1 else plural


def plural_forms(singular: str, language: str) -> tuple[str, ...]:
    """All forms of a template that depends on a number; none where the language or the template is not known."""
    if language == LANGUAGES[0] or language not in LANGUAGES:
        return ()
    message = catalogue(language).get(singular)
    forms = message.string if message and not message.fuzzy else None
    return tuple(forms) if isinstance(forms, tuple) and all(forms) else ()


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language, read once.

    Raises:
        FileNotFoundError: there is none.
    """
    folder = language.replace("-", "_")
    with (_LOCALE / folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=folder, abort_invalid=True)


for _language in LANGUAGES[1:]:
    catalogue(_language)  # read at the start: a broken file shows there, and no request waits for it
