"""An operation in characters, whoever asks: an address, or the command line."""

from dataclasses import asdict, replace

from einscope.render.text.operation import operation_text
from einscope.settings import Settings
from einscope.web.answers.answer import answer
from einscope.web.answers.planned import Planned
from einscope.web.pictures.subject import subject
from einscope.web.requests.view import View
from einscope.web.texts.shown import PLAIN, Reading, named, narrow, pen_of


def operation_told(asked: Planned, view: View, settings: Settings, reading: Reading = PLAIN) -> str:
    """An operation in characters.

    Raises:
        PatternError: what is wrong with how it is to be shown.
    """
    limits = narrow(settings.limits, view, reading)
    said = answer(asked, view, replace(settings, limits=limits))
    seen = subject(asked, view, limits)
    return operation_text(said, seen, pen_of(view.language, reading), named(asdict(said.links), reading))
