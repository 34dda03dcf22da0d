"""What stands around every page: the operations, and the same page in the other languages."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from einscope.core.questions import questions
from einscope.web.answers.registry import operation_info
from einscope.web.requests.links import address
from einscope.web.requests.queries import page_query
from einscope.web.server.asked_language import language_of
from einscope.web.server.language import LANGUAGES, name_of, short_name_of


@dataclass(frozen=True, slots=True)
class Other:
    """The same address in another language, under that language's own name."""

    language: str
    short: str
    title: str
    link: str


def frame(request: Request, known: Collection[str] = ()) -> dict[str, Any]:
    """The values that ``base.html`` shows.

    Args:
        request: for the page.
        known: its parameters, which the same page in another language has too.
    """
    language = language_of(request)
    query = page_query(request, known)
    return {
        "operations": [operation_info(name, language) for name in questions()],
        "operation": None,
        "here": "",
        "keep": address("", kept(request)),
        "others": [
            Other(other, short_name_of(other), name_of(other), address(request.scope["path"], query | {"lang": other}))
            for other in LANGUAGES
            if other != language
        ],
    }


def kept(request: Request) -> dict[str, str]:
    """What of a page's query its links to other pages say again: the language, where it was asked for."""
    language = language_of(request)
    return {"lang": language} if request.query_params.get("lang") == language else {}
