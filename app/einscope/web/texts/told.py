"""What is told of a state in characters, whoever asks: an address, or the command line."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from einscope.core.errors import Sentence
from einscope.core.limits import Limits
from einscope.core.program import Program
from einscope.core.program.question import Asked
from einscope.core.program.run.axes import axis_names
from einscope.render.text.comparison import comparison_text
from einscope.render.text.operation import operation_text
from einscope.render.text.pen import Pen
from einscope.render.text.program import program_text
from einscope.settings import Settings
from einscope.web.addresses.differing import differing
from einscope.web.addresses.linked import linked
from einscope.web.answers.answer import answer
from einscope.web.answers.planned import Planned
from einscope.web.pictures.subject import subject
from einscope.web.program.answer import program_answer
from einscope.web.program.pictures import line_subject, whole_subject
from einscope.web.requests.links import address, passed_on
from einscope.web.requests.view import View
from einscope.web.server.language import translate

SHOWN = 256
"""Cells of each figure, unless more are asked for: what a screen of characters has room for."""

_LINKS = ("page", "svg", "api")


def pen_of(language: str, coloured: bool = False) -> Pen:
    """What a text in a language is written with."""

    def spoken(sentence: Sentence) -> str:
        return translate(sentence, language)

    return Pen(spoken, coloured)


def operation_told(asked: Planned, view: View, settings: Settings, coloured: bool = False) -> str:
    """An operation in characters.

    Raises:
        PatternError: what is wrong with how it is to be shown.
    """
    limits = _narrow(settings.limits, view)
    said = answer(asked, view, replace(settings, limits=limits))
    seen = subject(asked, view, limits)
    return operation_text(said, seen, pen_of(view.language, coloured), _named(asdict(said.links)))


def program_told(
    question: Asked, program: Program, step: int | None, view: View, settings: Settings, coloured: bool = False
) -> str:
    """A program in characters, as a whole or, where a step is given, that line of it.

    Raises:
        PatternError: what is wrong with how it is to be shown.
    """
    limits = _narrow(settings.limits, view)
    said = program_answer(question, program, step, view, replace(settings, limits=limits))
    if step is None:
        seen = whole_subject(question, program, axis_names(program, question.code), view, limits)
    else:
        seen = line_subject(question, program, step, view, limits)
    return program_text(said, seen, pen_of(view.language, coloured), _named(asdict(said.links)))


def comparison_told(
    a: str, b: str, language: str, settings: Settings, most: int | None = None, coloured: bool = False
) -> str:
    """The states of two addresses, compared, in characters.

    Args:
        a: the first address.
        b: the second.
        language: of sentences.
        settings: of the application.
        most: characters of an address; None: as many as one may have.
        coloured: whether there are colours.

    Raises:
        PatternError: in the field ``a`` or ``b``.
    """
    narrow = replace(settings, limits=replace(settings.limits, picture_cells=SHOWN))
    left, right = (linked(text, name, narrow, most=most) for name, text in (("a", a), ("b", b)))
    titles = [each.title for each in (left, right)]
    pair = {"a": passed_on(left.state.address), "b": passed_on(right.state.address)}
    spoken = {} if language == View().language else {"lang": language}
    page = address("/compare", pair | spoken, settings.public_url)
    links = {"page": page} if len(page) <= settings.query_bytes else {}
    sides = (left.subject, right.subject)
    return comparison_text(differing(left, right), sides, titles, pen_of(language, coloured), links)


def _narrow(limits: Limits, view: View) -> Limits:
    """The limits of a request that is shown in characters."""
    return limits if view.show is not None else replace(limits, picture_cells=min(SHOWN, limits.picture_cells))


def _named(links: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: links[name] for name in _LINKS}
