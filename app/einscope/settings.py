"""Limits and options from the environment. Each has its unit and its reason; docs/api.md lists them all.

A field of :class:`Settings` is a setting: pydantic-settings reads the variable that has its name in capitals. Its type
says what may stand there.
"""

import re
from dataclasses import dataclass, field, fields
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Annotated, Any, cast, get_type_hints
from urllib.parse import urlsplit

from annotated_types import Interval
from pydantic import AfterValidator, BeforeValidator, ValidationError, model_validator

from einscope.core.limits import Limits

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings


_MAPPED = "::ffff:"  # what a socket of both families calls an address of IPv4 by
_UNIT = re.compile(r"(\d+) ?(M|MB|MiB)", re.ASCII | re.IGNORECASE)
_OWN = {
    *("api", "compare", "docs", "einscope.py", "embed", "examples", "favicon.ico", "healthz", "infer", "learn"),
    *("llms.txt", "mcp", "metrics", "oembed", "openapi.json", "problems", "readyz", "robots.txt", "sitemap.xml"),
    *("state", "static"),
}
"""What addresses begin with, beside the names of questions."""

_LIKE = re.compile(r"""https?://[^/?#@\s"'<>\\]+(/[\w.~-]+)*/?""", re.ASCII)


def _whole(text: object) -> object:
    """The text of a number, where it is one; more than nine digits are no number of anything here."""
    if isinstance(text, str) and not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise ValueError(text)
    return text


def _address(text: str) -> str:
    if text and not _LIKE.fullmatch(text):
        raise ValueError(text)
    port, first = urlsplit(text).port, urlsplit(text).path.strip("/").partition("/")[0]  # raises, where it is none
    if port == 0 or (first and _is_own(first)):
        raise ValueError(text)
    return text.rstrip("/")


def _is_own(first: str) -> bool:
    """Whether an address begins with this already, so that nobody could tell it from one below a path.

    >>> [_is_own(name) for name in ("merge", "merge.svg", "static", "tools", "einscope")]
    [True, True, True, False, False]
    """
    from einscope.core.questions import questions  # noqa: PLC0415 -- whoever has no path need not wait for all of them

    return first in _OWN or first.partition(".")[0] in {*questions(), "compare"}


def _unwrapped(text: str) -> str:
    """An address without the brackets that it has in a link."""
    return text[1:-1] if text[:1] + text[-1:] == "[]" else text


def _megabytes(text: object) -> object:
    """The text of a number of megabytes, which may have its unit behind it."""
    found = _UNIT.fullmatch(text) if isinstance(text, str) else None
    return found[1] if found else text


def _proxies(text: str) -> str:
    """A list of addresses and networks as uvicorn reads it: anything else would be taken as a name of nobody."""
    listed = [each.strip() for each in text.split(",")]
    return (
        "*" if "*" in listed else ",".join(str(_network(each) if "/" in each else ip_address(each)) for each in listed)
    )


def _network(text: str) -> IPv4Network | IPv6Network:
    return ip_network(text, strict=False)


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number in decimal digits; what it may be at the least and at the most stands beside it."""

Address = Annotated[
    str, AfterValidator(_address), "like https://example.org/path, which begins with no name of an address of its own"
]
"""Where something is on the web."""

Switch = Annotated[Whole, Interval(ge=0, le=1)]
"""Whether something is done."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside."""

    host: Annotated[str, AfterValidator(_unwrapped)] = "127.0.0.1"
    """``HOST``: the address to listen on. Loopback unless asked otherwise; the image sets 0.0.0.0. ``::`` is every
    address of both families."""

    port: Annotated[Whole, Interval(ge=0, le=65_535)] = 8_000
    """``PORT``: the TCP port to listen on; 0: a free one."""

    public_url: Address = ""
    """``PUBLIC_URL``: what absolute links begin with, for example https://example.org/tools/einscope. Never taken from
    the request's Host, which anybody can forge; without it links are relative to the server. Where it has a path, all
    addresses are below that path."""

    memory: Annotated[Whole, Interval(ge=256, le=1_000_000), BeforeValidator(_megabytes)] = 512
    """``MEMORY``: megabytes that each process is to stay within. Work is admitted by what it takes at the most, waits,
    or is refused; what can never fit is refused in words. 256 serve all but the largest arrays to infer from."""

    seconds: Annotated[Whole, Interval(ge=1, le=3_600)] = 10
    """``SECONDS``: of a processor that one request may take; the longest known takes a third of it."""

    waiting: Annotated[Whole, Interval(ge=0, le=10_000)] = 64
    """``WAITING``: requests that may wait for one of the threads in which cells are counted, half of them from one
    address; whoever comes beyond that is told to come again."""

    turns_waiting: Annotated[Whole, Interval(ge=0, le=10_000)] = 512
    """``TURNS_WAITING``: requests that may wait for their turn on the event loop, half of them from one address; each
    takes a few milliseconds of it. Files, ``/healthz`` and ``/readyz`` never wait."""

    rate: Annotated[Whole, Interval(ge=0, le=1_000_000)] = 0
    """``RATE``: requests a second that one address may send, and twice as many at once; 0: any number. Only behind a
    proxy that is trusted to say who asks, or none, is an address a person."""

    forwarded_allow_ips: Annotated[
        str, AfterValidator(_proxies), "addresses and networks, separated by commas, or *"
    ] = "127.0.0.1,::1"
    """``FORWARDED_ALLOW_IPS``: addresses and networks, separated by commas, of proxies whose ``X-Forwarded-For`` and
    ``X-Forwarded-Proto`` are believed; nobody else's are. ``*``: everybody's."""

    connections: Annotated[Whole, Interval(ge=16, le=100_000)] = 1_000
    """``CONNECTIONS``: that may be open. For one more, the one that has been silent for longest is closed."""

    grace: Annotated[Whole, Interval(ge=0, le=60)] = 1
    """``GRACE``: seconds for which, told to end, it says no at ``/readyz`` and goes on, so that a load balancer knows
    before it stops listening."""

    workers: Annotated[Whole, Interval(ge=0, le=64)] = 0
    """``WORKERS``: processes that answer; 0: one for each core that there is ``MEMORY`` for, and at most four."""

    access_log: Switch = 1
    """``ACCESS_LOG``: whether each request is written down, as a line of JSON on the standard error output."""

    log_query: Switch = 0
    """``LOG_QUERY``: whether the query stands there too. It may be somebody's own code."""

    query_bytes: Annotated[Whole, Interval(ge=64, le=1_000_000)] = 8_192
    """``QUERY_BYTES``: longest query. A pattern of 1,000 characters fits, percent-encoded, with room to spare."""

    body_bytes: Annotated[Whole, Interval(ge=0, le=100_000_000)] = 2**19
    """``BODY_BYTES``: largest request body, held in memory while it is read. A program of 40,000 characters fits, even
    where each is escaped as two times six bytes."""

    infer_bytes: Annotated[Whole, Interval(ge=0, le=999_999_999)] = 2**24 * 8 + 4_096
    """``INFER_BYTES``: largest body of ``/api/v1/infer``, for it carries a whole tensor: 2²⁴ int64 as a .npy file, with
    its header. ``MEMORY`` may lower it: it is held once while it is read, and at most twice while it is looked at."""

    infer_json_bytes: Annotated[Whole, Interval(ge=0, le=999_999_999)] = 2**24
    """``INFER_JSON_BYTES``: the same for JSON, which takes some three times its length as memory: about two million
    sources. Send more as a .npy file."""

    pictures_at_once: Annotated[Whole, Interval(ge=1, le=64)] = 2
    """``PICTURES_AT_ONCE``: pictures that are drawn at the same time, each in a thread of its own beside the one that
    answers everything else."""

    pictures_waiting: Annotated[Whole, Interval(ge=0, le=1_000)] = 16
    """``PICTURES_WAITING``: pictures that may wait to be drawn; whoever asks for one more is told to come again."""

    answer_bytes: Annotated[Whole, Interval(ge=0, le=999_999_999)] = 2**25
    """``ANSWER_BYTES``: answers that are kept in memory as they were sent, in bytes, the latest asked for; 0: none.
    ``MEMORY`` may lower it."""

    picture_bytes: Annotated[Whole, Interval(ge=0, le=999_999_999)] = 2**25
    """``PICTURE_BYTES``: finished pictures that are kept in memory, in bytes, the latest asked for. ``MEMORY`` may
    lower it."""

    limits: Limits = field(default_factory=Limits)
    """``MAX_CELLS_SHOWN`` (cells in a picture), ``MAX_SHOW`` (cells in one that was asked for with ``show``) and
    ``MAX_CELLS_LISTED`` (cells in a JSON answer) lower these bounds."""

    @property
    def base(self) -> str:
        """The path that all addresses are below, as whoever is outside sees them; empty: there is none.

        >>> Settings(public_url="https://example.org/tools/einscope").base, Settings(public_url="https://example.org").base
        ('/tools/einscope', '')
        """
        return urlsplit(self.public_url).path

    @property
    def proxies(self) -> str:
        """Whom uvicorn is to believe: an address of IPv4 by both of its names.

        >>> Settings(forwarded_allow_ips="10.0.0.0/8").proxies
        '10.0.0.0/8,::ffff:10.0.0.0/104'
        """
        if self.forwarded_allow_ips == "*":
            return "*"
        known = [_network(each) for each in self.forwarded_allow_ips.split(",")]
        mapped = [f"{_MAPPED}{each.network_address}/{96 + each.prefixlen}" for each in known if each.version == 4]
        return ",".join([*map(str, known), *mapped])

    @classmethod
    def from_environment(cls) -> "Settings":
        """The settings of this process.

        Raises:
            ValueError: naming each variable that does not hold what it should.

        >>> import os
        >>> from unittest.mock import patch
        >>> with patch.dict(os.environ, PORT="9000"):
        ...     Settings.from_environment().port
        9000
        """
        try:
            given = _environment()()
        except ValidationError as error:
            raise ValueError(
                "; ".join(_said(str(fault["loc"][0]), fault["input"]) for fault in error.errors())
            ) from None
        found = dict(given)
        limits = Limits(**{name: found.pop(variable) for variable, name in _LOWERED.items()})
        return cls(**found, limits=limits)


_LOWERED = {"max_cells_shown": "picture_cells", "max_show": "shown_cells", "max_cells_listed": "window_cells"}
"""Limits that can be set, by their variables: lower, never higher."""


def _kinds() -> dict[str, Any]:
    """What may stand in each variable, and what holds where nothing does."""
    hints = get_type_hints(Settings, include_extras=True)
    own = {each.name: (hints[each.name], each.default) for each in fields(Settings) if each.name != "limits"}
    bounds = {variable: getattr(Limits(), name) for variable, name in _LOWERED.items()}
    return own | {name: (Annotated[Whole, Interval(ge=1, le=most)], most) for name, most in bounds.items()}


def bounds() -> dict[str, tuple[int, int]]:
    """What each variable that is a number may be at the least and at the most.

    >>> bounds()["PORT"]
    (0, 65535)
    """
    known = ((name.upper(), each) for name, (kind, _) in _kinds().items() for each in _told(kind))
    return {name: (cast("int", each.ge), cast("int", each.le)) for name, each in known if isinstance(each, Interval)}


def _told(kind: Any) -> tuple[object, ...]:
    """What stands beside a type."""
    return tuple(getattr(kind, "__metadata__", ()))


@cache
def _environment() -> "type[BaseSettings]":
    """What reads the variables; an empty one counts as none."""
    from pydantic import create_model  # noqa: PLC0415 -- a tenth of a second, which whoever passes settings need not wait
    from pydantic_settings import BaseSettings  # noqa: PLC0415

    stripped: dict[str, Any] = {"stripped": model_validator(mode="before")(_stripped)}
    return create_model("Environment", __base__=BaseSettings, __validators__=stripped, **_kinds())


def _stripped(given: dict[str, Any]) -> dict[str, Any]:
    """The variables without what surrounds their texts; those that are empty then are none."""
    texts = {name: text.strip() for name, text in given.items()}
    return {name: text for name, text in texts.items() if text}


def _said(name: str, text: object) -> str:
    """What a variable is, and what it is not, in one line."""
    told = _told(_kinds()[name][0])
    bounds = [f"a whole number from {each.ge} to {each.le}" for each in told if isinstance(each, Interval)]
    [what] = bounds or [each for each in told if isinstance(each, str)]
    return f"{name.upper()} is {what}, not {str(text)[:40]!r}"
