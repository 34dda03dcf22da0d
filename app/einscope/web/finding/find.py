"""``/state/find``: operations, lessons, conventions, examples and pages, each with all its names, for the search."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from einscope.core.errors import Sentence, say
from einscope.core.examples import GROUPS
from einscope.core.lessons import lessons
from einscope.core.questions import questions
from einscope.settings import Settings
from einscope.web.finding.pages import ELSEWHERE, PAGES, Page
from einscope.web.pages.examples import groups
from einscope.web.pages.frame import kept
from einscope.web.requests.links import address
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import LANGUAGES, translate
from einscope.web.server.sending.tagged import EACH_TIME
from einscope.web.server.threads import ThreadPool


class Entry(BaseModel):
    """Something that can be opened."""

    title: str
    sentence: str
    page: str
    also: list[str] = Field(description="other names of it, its titles in other languages among them")


class EntryGroup(BaseModel):
    """Entries that belong together."""

    title: str
    entries: list[Entry]


class Findable(BaseModel):
    """All that can be found; and where to go with what cannot."""

    groups: list[EntryGroup]
    elsewhere: list[Entry]


def find_router(settings: Settings, threads: ThreadPool) -> APIRouter:
    """The route of the search.

    Args:
        settings: of the application.
        threads: where lessons are made, which the first question may have to wait for.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/state/find")
    async def find(request: Request, response: Response) -> Findable:
        response.headers.update(EACH_TIME)
        return await threads.run(findable, language_of(request), bool(kept(request)), settings)

    return router


@lru_cache
def findable(language: str, asked: bool, settings: Settings) -> Findable:
    """All that can be found, in a language.

    Args:
        language: of titles and sentences.
        asked: whether it was asked for, so that links say so.
        settings: of the application.
    """
    spoken, base = {"lang": language} if asked else {}, settings.base

    def entry(title: Sentence, sentence: str, page: str, also: Sequence[str]) -> Entry:
        others = (translate(title, other) for other in LANGUAGES if other != language)
        return Entry(title=translate(title, language), sentence=sentence, page=page, also=[*also, *others])

    def pages(table: Iterable[Page]) -> list[Entry]:
        return [
            entry(page.title, translate(page.sentence, language), address(page.path, spoken, base), page.also)
            for page in table
        ]

    def conventions() -> Iterator[Entry]:
        for name, question in questions().items():
            for preset in question.presets:
                link = address(f"/{name}", {**preset.values, **spoken}, base)
                yield entry(preset.title, translate(question.title, language), link, preset.also)

    return Findable(
        groups=[
            EntryGroup(
                title=translate(say("Operations"), language),
                entries=[
                    entry(
                        question.title,
                        translate(question.summary, language),
                        address(f"/{name}", spoken, base),
                        (name, *question.also),
                    )
                    for name, question in questions().items()
                ],
            ),
            EntryGroup(
                title=translate(say("Lessons"), language),
                entries=[
                    entry(
                        lesson.title,
                        translate(lesson.summary, language).replace("`", ""),
                        address(f"/learn/{lesson.name}", spoken, base),
                        (lesson.name, *lesson.also),
                    )
                    for lesson in lessons().values()
                ],
            ),
            *(
                EntryGroup(
                    title=told.title,
                    entries=[
                        entry(example.title, shown.sentence, shown.page, example.also)
                        for example, shown in zip(group.examples, told.examples, strict=True)
                    ],
                )
                for group, told in zip(GROUPS, groups(language, asked, settings), strict=True)
            ),
            EntryGroup(title=translate(say("Conventions"), language), entries=list(conventions())),
            EntryGroup(title=translate(say("Pages"), language), entries=pages(PAGES)),
        ],
        elsewhere=pages(ELSEWHERE),
    )
