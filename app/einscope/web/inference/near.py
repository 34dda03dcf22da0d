"""Of cells that no pattern gives, the nearest pattern of those that were tried, in words and with links."""

from collections.abc import Iterable

from pydantic import BaseModel, Field

from einscope.core.address import Address
from einscope.core.between import Nearest, gathered, nearest
from einscope.core.errors import Sentence, say, say_count
from einscope.core.map import IntArray
from einscope.core.plan import Shape
from einscope.settings import Settings
from einscope.web.requests.links import address, passed_on
from einscope.web.server.language import translate


class NearLinks(BaseModel):
    """Where the nearest pattern is seen; null: that would be too long for an address."""

    page: str | None
    svg: str | None = Field(description="a picture that plays by itself")
    compare: str | None = Field(description="the cells and that pattern side by side")


class Near(BaseModel):
    """The pattern that gives most cells their source, of those that were tried."""

    op: str
    text: str = Field(description="the pattern and its sizes, or the slice in numpy's words")
    names: list[str] = Field(description="what it is known as; empty: it has no name here")
    differing: int = Field(description="how many cells come from elsewhere")
    cells: int = Field(description="of how many")
    first: int = Field(description="the first that does, a flat position")
    sentence: str = Field(description="how far it is away, in words")
    links: NearLinks


def near_of(
    sources: IntArray, before: Shape, after: Shape, language: str, settings: Settings, above: dict[str, str]
) -> Near | None:
    """The nearest pattern; None where none gives a single cell its source.

    Args:
        sources: of the output's cells, in C order; -1: none.
        before: the shape of the input.
        after: that of the output.
        language: of sentences.
        settings: of the application.
        above: what links say beside the state: the language, where it was asked for.

    Cost: that of :func:`einscope.core.between.nearest`.
    """
    found = nearest(sources, before, after, settings.limits)
    if found is None:
        return None
    cells = gathered(sources, before, after)
    return Near(
        op=found.address.op,
        text=found.text,
        names=[translate(name, language) for name in found.names],
        differing=found.differing,
        cells=found.cells,
        first=found.first,
        sentence=near_said(found, language),
        links=NearLinks(
            page=fitting(f"/{found.address.op}", {**found.address.texts, **above}, settings),
            svg=fitting(f"/{found.address.op}.svg", {**found.address.texts, **above}, settings),
            compare=beside(cells, found.address, above, settings) if cells else None,
        ),
    )


def near_said(near: Nearest, language: str) -> str:
    """How far the nearest pattern is away."""
    differs = say_count(
        "{count} of {cells} cells differs, the first of them cell {first}.",
        "{count} of {cells} cells differ, the first of them cell {first}.",
        near.differing,
        cells=near.cells,
        first=near.first,
    )
    if not near.names:
        return translate(differs, language)
    return translate(say("{which}: {what}", which=listed(near.names, language), what=differs), language)


def listed(names: Iterable[Sentence], language: str) -> str:
    """Names one after another."""
    return " · ".join(translate(name, language) for name in names)


def beside(cells: Address, near: Address, above: dict[str, str], settings: Settings) -> str | None:
    """The comparison of the cells with the pattern."""
    return fitting("/compare", {"a": passed_on(cells), "b": passed_on(near), **above}, settings)


def fitting(path: str, texts: dict[str, str], settings: Settings) -> str | None:
    """An address, None where it is longer than one that is answered."""
    link = address(path, texts, settings.public_url)
    return link if len(link.partition("?")[2]) <= settings.query_bytes else None
