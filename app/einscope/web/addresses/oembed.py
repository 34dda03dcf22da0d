"""``/oembed``: how a site that was given a link shows the state behind it in a frame."""

from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from einscope.core.errors import PatternError, say
from einscope.settings import Settings
from einscope.web.addresses.compare_page import EXAMPLE, KNOWN, pair_of, pictured, refuse_shown
from einscope.web.addresses.compare_picture import NAME as COMPARE
from einscope.web.addresses.linked import linked, page_named, spoken_in, texts_in
from einscope.web.pages.card import HEIGHT, WIDTH, image
from einscope.web.requests.described import described_router
from einscope.web.requests.links import LISTING, address
from einscope.web.requests.parameters import Number
from einscope.web.server.asked_language import language_of
from einscope.web.server.description import refusals
from einscope.web.server.language import LANGUAGES
from einscope.web.server.problems import ProblemResponse, plain_problem
from einscope.web.server.threads import ThreadPool

_WIDE, _HIGH = 800, 520  # of the frame, where it may be so large


class OembedParameters(BaseModel):
    """What a site asks that wants to show a link."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(description="the link", examples=["https://example.org/merge?shape=1,4,4,1"])
    maxwidth: Number = Field(default=_WIDE, ge=1, description="widest frame that has room", examples=[640])
    maxheight: Number = Field(default=_HIGH, ge=1, description="highest frame that has room", examples=[480])
    format: Literal["json", "xml"] = Field(
        default="json", description="json; xml is answered by 501", examples=["json"]
    )


class Oembed(BaseModel):
    """A link as oEmbed 1.0 has it."""

    type: Literal["rich"] = Field(default="rich", description="as oEmbed has it")
    version: Literal["1.0"] = Field(default="1.0", description="of oEmbed")
    title: str = Field(description="the pattern and the shapes; of a comparison those of both")
    provider_name: str = Field(default="Einscope", description="who shows it")
    provider_url: str = Field(description="where that is")
    html: str = Field(description="the frame")
    width: int = Field(description="of the frame")
    height: int = Field(description="of the frame")
    thumbnail_url: str = Field(description="a picture of it")
    thumbnail_width: int = Field(default=WIDTH, description="of the picture")
    thumbnail_height: int = Field(default=HEIGHT, description="of the picture")


@dataclass(frozen=True, slots=True)
class _Framed:
    """A state in a frame: its title, and the addresses of the frame and of a picture."""

    title: str
    frame: str
    png: str


def _framed(url: str, settings: Settings) -> _Framed:
    """The state that an address names.

    Raises:
        PatternError: in the field ``url``, whatever is wrong with the address or with what it asks for.
    """
    if page_named(url, "url", settings) == COMPARE:
        return _framed_pair(url, settings)
    link = linked(url, "url", settings)
    name, own, shown = link.state.address.op, link.state.address.texts, link.shown
    picture = {key: text for key, text in shown.items() if key not in LISTING}
    return _Framed(
        link.title,
        address(f"/embed/{name}", {**own, **shown}, settings.public_url),
        address(f"/{name}.png", {**own, **picture}, settings.public_url),
    )


def _framed_pair(url: str, settings: Settings) -> _Framed:
    """Two states side by side."""
    texts = texts_in(url, KNOWN, "url")
    texts |= pair_of(texts)
    if missing := [name for name in EXAMPLE if name not in texts]:
        message = say("The parameter '{name}' is missing.", name=missing[0])
        raise PatternError("parameter-missing", message, field="url", hint=say("give the address of a page"))
    language = texts.get("lang", LANGUAGES[0])
    sides = [linked(spoken_in(language, texts[name]), "url", settings) for name in EXAMPLE]
    try:
        refuse_shown(texts, sides[0], settings)
    except PatternError as error:
        raise PatternError(error.code, error.message, field="url", hint=error.hint) from error
    return _Framed(
        " | ".join(side.title for side in sides),
        address(f"/embed/{COMPARE}", texts, settings.public_url),
        address(f"/{COMPARE}.png", pictured(texts), settings.public_url),
    )


def oembed_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The route of oEmbed."""
    router = described_router()

    @router.get(
        "/oembed", response_model=Oembed, responses=refusals(HTTPStatus.NOT_IMPLEMENTED), summary="A link as a frame"
    )
    async def oembed(query: Annotated[OembedParameters, Query()], request: Request) -> Oembed | Response:
        """The frame that shows the state behind a link, for sites that follow oEmbed."""
        if query.format != "json":  # as oEmbed has it
            message = say("Only JSON is available here.")
            status, home = HTTPStatus.NOT_IMPLEMENTED, settings.public_url
            refused = plain_problem(status, "format-unknown", message, language_of(request), field="format", home=home)
            return ProblemResponse(refused)
        if not settings.public_url:
            raise PatternError(
                "address-private",
                say("This server does not know its public address."),
                field="url",
                hint=say("set PUBLIC_URL"),
            )
        found = await threads.run(_framed, query.url, settings)
        title, frame, png = found.title, found.frame, found.png
        wide, high = min(query.maxwidth, _WIDE), min(query.maxheight, _HIGH)
        return Oembed(
            title=title,
            provider_url=settings.public_url,
            html=f'<iframe src="{escape(frame)}" width="{wide}" height="{high}" title="{escape(title)}"'
            ' loading="lazy" style="border:0"></iframe>',
            width=wide,
            height=high,
            thumbnail_url=image(png),
        )

    return router
