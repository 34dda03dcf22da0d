"""``/problems`` and ``/problems/{code}``: what ``type`` of a problem document points at."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from einscope.settings import Settings
from einscope.web.pages.frame import frame, kept
from einscope.web.problems.asked import asked
from einscope.web.problems.table import EXPLAINED, GROUPS, Explained
from einscope.web.requests.links import address
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import translate
from einscope.web.server.problems import EXPLAINED as HERE
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.templates import environment, page

_NEAR = 6


def problems_router(settings: Settings) -> APIRouter:
    """The routes of the pages; ``settings``: of the application."""
    router = APIRouter(include_in_schema=False)

    @router.get("/problems")
    async def listed(request: Request) -> HTMLResponse:
        groups = [
            {
                "name": group.name,
                "title": translate(group.title, language_of(request)),
                "codes": [_shown(each, request) for each in group.codes],
            }
            for group in GROUPS
        ]
        return written("problems.html", request, settings, {"groups": groups})

    @router.get(f"{HERE}{{code}}")
    async def one(request: Request, code: str) -> HTMLResponse:
        found = EXPLAINED.get(code)
        if found is None:
            near = [_shown(EXPLAINED[name], request) for name in _near(code)]
            return written("problem.html", request, settings, {"shown": None, "near": near}, HTTPStatus.NOT_FOUND)
        example = await asked(request.app, found, language_of(request), kept(request))
        values = {"shown": _shown(found, request), "example": example, "near": list(_beside(found, request))}
        return written("problem.html", request, settings, values)

    return router


def _shown(each: Explained, request: Request) -> dict[str, str]:
    return {
        "code": each.code,
        "sentence": translate(each.sentence, language_of(request)),
        "link": address(f"{HERE}{each.code}", kept(request)),
    }


def _near(code: str) -> list[str]:
    """The codes that may be meant by one that there is not."""
    words = [name for name in EXPLAINED if code and (name.startswith(code) or code in name.split("-"))]
    return list(dict.fromkeys([*get_close_matches(code, EXPLAINED, _NEAR), *words]))[:_NEAR]


def _beside(found: Explained, request: Request) -> Iterator[dict[str, str]]:
    """The others that begin with the same word, the most alike first."""
    word = found.code.partition("-")[0]
    others = [name for name in EXPLAINED if name != found.code and name.partition("-")[0] == word]
    yield from (_shown(EXPLAINED[name], request) for name in get_close_matches(found.code, others, _NEAR, cutoff=0))


def written(
    name: str, request: Request, settings: Settings, values: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK
) -> HTMLResponse:
    """A page about errors, from the template of this name."""
    language = language_of(request)
    content = (
        environment(language)
        .get_template(name)
        .render(
            **frame(request),
            **values,
            home=settings.public_url,
            state={"language": language, "words": messages_of_scripts(language)},
        )
    )
    return page(content, settings, status=status)
