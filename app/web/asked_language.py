"""The language that a request asks for: ``lang`` in its query, else what the browser prefers, else English."""

from typing import Annotated, Literal

from fastapi import Query
from starlette.requests import HTTPConnection

from app.web.language import LANGUAGES

Language = Annotated[
    Literal["en", "zh"] | None, Query(alias="lang", description="language of sentences; default: by Accept-Language")
]
"""``lang`` in a query."""

_MOST = 20  # preferences read


def language_of(request: HTTPConnection) -> str:
    """The language to answer a request in; one that is not known counts as not asked for."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The best language there is for an Accept-Language header.

    >>> preferred("fr-CH, zh-CN;q=0.9, en;q=0.8"), preferred("*"), preferred("en;q=0.5, zh;q=0")
    ('zh', 'en', 'en')
    """
    weighed = [_preference(part) for part in header.split(",", _MOST)[:_MOST]]
    known = [(weight, name) for weight, name in weighed if name in LANGUAGES and weight > 0]
    # max keeps the first of equals, as the header means it.
    return max(known, key=lambda each: each[0], default=(1.0, LANGUAGES[0]))[1]


def _preference(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    _, _, weight = parameter.partition("q=")
    try:
        return float(weight or 1), tag.strip().lower().split("-")[0]
    except ValueError:
        return 0.0, ""
