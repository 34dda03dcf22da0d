"""The language that a request asks for: ``lang`` in its query, else what the browser prefers, else English."""

from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, Field
from starlette.requests import HTTPConnection

from einscope.web.server.language import LANGUAGES, spoken
from einscope.web.server.preferences import weighed


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError("not a language that is spoken here")
    return language


Spoken = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(LANGUAGES)})]
"""A language that there are sentences in."""

Language = Annotated[
    Spoken | None,
    Query(alias="lang", description="language of sentences; default: by Accept-Language", examples=["zh"]),
]
"""``lang`` in a query."""


def language_of(request: HTTPConnection) -> str:
    """The language to answer a request in; one that is not known counts as not asked for."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The best language there is for an Accept-Language header.

    >>> preferred("fr-CH, zh-CN;q=0.9, en;q=0.8"), preferred("zh_CN"), preferred("*"), preferred("en;q=0.5, zh;q=0")
    ('zh', 'zh', 'en', 'en')
    """
    known = [(weight, spoken(tag.replace("_", "-")) or "") for weight, tag in weighed(header) if weight > 0]
    # max keeps the first of equals, as the header means it.
    return max((entry for entry in known if entry[1]), key=lambda entry: entry[0], default=(1.0, LANGUAGES[0]))[1]
