"""Limits and options from the environment. Each has its unit and its reason; docs/api.md lists them all."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from einscope.core.limits import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside."""

    host: str = "127.0.0.1"
    """``HOST``: the address to listen on. Loopback unless asked otherwise; the image sets 0.0.0.0."""

    port: int = 8000
    """``PORT``: the TCP port to listen on."""

    public_url: str = ""
    """``PUBLIC_URL``: what absolute links begin with, for example https://example.org. Never taken from the request's
    Host, which anybody can forge; without it links are relative to the server."""

    memory: int = 512
    """``MEMORY``: megabytes that this process is to stay within. Work is admitted by what it takes at the most, waits,
    or is refused; what can never fit is refused in words. 256 serve all but the largest arrays to infer from."""

    seconds: int = 10
    """``SECONDS``: of a processor that one request may take; the longest known takes a third of it."""

    waiting: int = 64
    """``WAITING``: requests that may wait for one of the threads in which cells are counted, half of them from one
    address; whoever comes beyond that is told to come again."""

    turns_waiting: int = 512
    """``TURNS_WAITING``: requests that may wait for their turn on the event loop, half of them from one address; each
    takes a few milliseconds of it. Files, ``/healthz`` and ``/readyz`` never wait."""

    rate: int = 0
    """``RATE``: requests a second that one address may send, and twice as many at once; 0: any number. Only behind a
    proxy that is trusted to say who asks, or none, is an address a person."""

    forwarded_allow_ips: str = "127.0.0.1"
    """``FORWARDED_ALLOW_IPS``: addresses and networks, separated by commas, of proxies whose ``X-Forwarded-For`` and
    ``X-Forwarded-Proto`` are believed; nobody else's are."""

    connections: int = 1_000
    """``CONNECTIONS``: that may be open. For one more, the one that has been silent for longest is closed."""

    grace: int = 1
    """``GRACE``: seconds for which, told to end, it says no at ``/readyz`` and goes on, so that a load balancer knows
    before it stops listening."""

    query_bytes: int = 8_192
    """``QUERY_BYTES``: longest query. A pattern of 1,000 characters fits, percent-encoded, with room to spare."""

    body_bytes: int = 2**19
    """``BODY_BYTES``: largest request body, held in memory while it is read. A program of 40,000 characters fits, even
    where each is escaped as two times six bytes."""

    infer_bytes: int = 2**24 * 8 + 4_096
    """``INFER_BYTES``: largest body of ``/api/v1/infer``, for it carries a whole tensor: 2²⁴ int64 as a .npy file, with
    its header. ``MEMORY`` may lower it: it is held once while it is read, and at most twice while it is looked at."""

    infer_json_bytes: int = 2**24
    """``INFER_JSON_BYTES``: the same for JSON, which takes some three times its length as memory: about two million
    sources. Send more as a .npy file."""

    pictures_at_once: int = 2
    """``PICTURES_AT_ONCE``: pictures that are drawn at the same time, each in a thread of its own beside the one that
    answers everything else."""

    pictures_waiting: int = 16
    """``PICTURES_WAITING``: pictures that may wait to be drawn; whoever asks for one more is told to come again."""

    picture_bytes: int = 2**25
    """``PICTURE_BYTES``: finished pictures that are kept in memory, in bytes, the latest asked for."""

    limits: Limits = field(default_factory=Limits)
    """``MAX_CELLS_SHOWN`` (cells in a picture), ``MAX_SHOW`` (cells in one that was asked for with ``show``) and
    ``MAX_CELLS_LISTED`` (cells in a JSON answer) lower these bounds."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings of this process.

        Raises:
            ValueError: naming the variable that does not hold what it should.

        >>> Settings.from_environment({"PORT": "9000"}).port
        9000
        """
        values = os.environ if environment is None else environment
        default, bounds = cls(), Limits()
        return cls(
            host=values.get("HOST") or default.host,
            port=_number(values, "PORT", default.port, 65_535),
            public_url=_address(values.get("PUBLIC_URL", "")),
            memory=_number(values, "MEMORY", default.memory, 1_000_000, least=256),
            seconds=_number(values, "SECONDS", default.seconds, 3_600, least=1),
            waiting=_number(values, "WAITING", default.waiting, 10_000),
            turns_waiting=_number(values, "TURNS_WAITING", default.turns_waiting, 10_000),
            rate=_number(values, "RATE", default.rate, 1_000_000),
            forwarded_allow_ips=values.get("FORWARDED_ALLOW_IPS") or default.forwarded_allow_ips,
            connections=_number(values, "CONNECTIONS", default.connections, 100_000, least=16),
            grace=_number(values, "GRACE", default.grace, 60),
            query_bytes=_number(values, "QUERY_BYTES", default.query_bytes, 1_000_000),
            body_bytes=_number(values, "BODY_BYTES", default.body_bytes, 100_000_000),
            infer_bytes=_number(values, "INFER_BYTES", default.infer_bytes, 999_999_999),
            infer_json_bytes=_number(values, "INFER_JSON_BYTES", default.infer_json_bytes, 999_999_999),
            pictures_at_once=_number(values, "PICTURES_AT_ONCE", default.pictures_at_once, 64, least=1),
            pictures_waiting=_number(values, "PICTURES_WAITING", default.pictures_waiting, 1_000),
            picture_bytes=_number(values, "PICTURE_BYTES", default.picture_bytes, 999_999_999),
            limits=Limits(
                picture_cells=_number(values, "MAX_CELLS_SHOWN", bounds.picture_cells, bounds.picture_cells, least=1),
                shown_cells=_number(values, "MAX_SHOW", bounds.shown_cells, bounds.shown_cells, least=1),
                window_cells=_number(values, "MAX_CELLS_LISTED", bounds.window_cells, bounds.window_cells, least=1),
            ),
        )


def _number(values: Mapping[str, str], name: str, default: int, most: int, least: int = 0) -> int:
    text = values.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or not least <= int(text) <= most:
        raise ValueError(f"{name} is a whole number from {least} to {most}, not {text[:40]!r}")
    return int(text)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and not (parts.scheme in ("http", "https") and parts.netloc and not parts.query and not parts.fragment):
        raise ValueError(f"PUBLIC_URL is like https://example.org/path, not {text[:40]!r}")
    return text.rstrip("/")
