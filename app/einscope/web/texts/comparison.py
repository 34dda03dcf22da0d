"""Two states in characters, whoever asks."""

from dataclasses import replace

from einscope.render.text.comparison import comparison_text
from einscope.settings import Settings
from einscope.web.addresses.differing import differing
from einscope.web.addresses.linked import linked, spoken_in
from einscope.web.requests.links import address, passed_on
from einscope.web.server.language import LANGUAGES
from einscope.web.texts.shown import PLAIN, Reading, pen_of


def comparison_told(
    a: str, b: str, language: str, settings: Settings, most: int | None = None, reading: Reading = PLAIN
) -> str:
    """The states of two addresses, compared, in characters.

    Args:
        a: the first address.
        b: the second.
        language: of sentences.
        settings: of the application.
        most: characters of an address; None: as many as one may have.
        reading: how it is read.

    Raises:
        PatternError: in the field ``a`` or ``b``.
    """
    narrow = replace(settings, limits=replace(settings.limits, picture_cells=reading.cells))
    left, right = (linked(spoken_in(language, text), name, narrow, most=most) for name, text in (("a", a), ("b", b)))
    titles = [each.title for each in (left, right)]
    pair = {"a": passed_on(left.state.address), "b": passed_on(right.state.address)}
    spoken = {} if language == LANGUAGES[0] else {"lang": language}
    page = address("/compare", pair | spoken, settings.public_url)
    links = {"page": page} if reading.linked and len(page) <= settings.query_bytes else {}
    sides = (left.subject, right.subject)
    return comparison_text(differing(left, right), sides, titles, pen_of(language, reading), links)
