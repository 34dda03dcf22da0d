"""The gallery: ``/examples`` and ``/api/v1/examples``."""

from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from einscope.core.examples import GROUPS, Example
from einscope.settings import Settings
from einscope.web.pages.frame import frame, kept
from einscope.web.requests.links import address
from einscope.web.server.asked_language import Language, language_of
from einscope.web.server.description import identified, refusals
from einscope.web.server.language import LANGUAGES, translate
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.sending.tagged import FOR_AN_HOUR
from einscope.web.server.templates import environment, page

_WIDTH = {"width": "400"}


class ExampleInfo(BaseModel):
    """A state worth opening."""

    title: str
    sentence: str = Field(description="what it shows")
    also: list[str] = Field(description="other names of it, in any language")
    op: str
    texts: dict[str, str] = Field(description="its parameters, as an address has them")
    page: str = Field(description="the visualiser in this state; of a pair, both side by side")
    picture: str = Field(description="the moving picture, as SVG")
    still: str = Field(description="the same, at rest")


class GroupInfo(BaseModel):
    """Examples that belong together."""

    name: str
    title: str
    examples: list[ExampleInfo]


@lru_cache
def groups(language: str, asked: bool, settings: Settings) -> list[GroupInfo]:
    """The gallery in a language.

    Args:
        language: of titles and sentences.
        asked: whether it was asked for, so that links say so.
        settings: of the application.
    """
    spoken = {"lang": language} if asked else {}
    return [
        GroupInfo(
            name=group.name,
            title=translate(group.title, language),
            examples=[_example(example, language, spoken, settings) for example in group.examples],
        )
        for group in GROUPS
    ]


def _example(example: Example, language: str, spoken: dict[str, str], settings: Settings) -> ExampleInfo:
    home, path = settings.public_url, f"/{example.op}"
    lang = {"lang": language} if spoken or language != LANGUAGES[0] else {}
    if example.other is not None:
        pair = {"a": address(path, example.texts), "b": address(path, example.other)}
        page = address("/compare", {**pair, **spoken}, home)
        drawn, looks = "/compare.svg", {**pair, **lang, "width": "560"}
    else:
        page = address(path, {**example.texts, **spoken}, home)
        drawn, looks = f"{path}.svg", {**example.texts, **lang, **_WIDTH}
    return ExampleInfo(
        title=translate(example.title, language),
        sentence=translate(example.sentence, language),
        also=list(example.also),
        op=example.op,
        texts=dict(example.texts),
        page=page,
        picture=address(drawn, looks, home),
        still=address(drawn, {**looks, "animate": "0"}, home),
    )


def examples_router(settings: Settings) -> APIRouter:
    """The routes of the gallery."""
    router = APIRouter(generate_unique_id_function=identified)

    @router.get("/api/v1/examples", name="examples", summary="Examples, grouped", responses=refusals())
    async def listed(request: Request, response: Response, language: Language = None) -> list[GroupInfo]:
        """What is worth looking at: layers of known models, and mistakes that shapes hide."""
        response.headers.update(FOR_AN_HOUR)
        return groups(language or language_of(request), bool(kept(request)), settings)

    @router.get("/examples", include_in_schema=False)
    async def gallery(request: Request) -> HTMLResponse:
        language = language_of(request)
        values: dict[str, Any] = {
            **frame(request),
            "here": "examples",
            "groups": groups(language, bool(kept(request)), settings),
            "state": {"language": language, "words": messages_of_scripts(language)},
        }
        return page(environment(language).get_template("examples.html").render(values), settings)

    return router
