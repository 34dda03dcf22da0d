"""Which pages may ask: any, but one that pretends to be served from here.

An answer is the same for everybody and tells nothing of the machine, so pages of every origin may ask at ``/mcp``, as
they may ask the API. What the protocol wants kept out is DNS rebinding: a page whose own name has been made to point at
this server. Such a page sends as Host the name that it came from itself, and that is no name of this server.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from einscope.settings import Settings

_ORIGIN = re.compile(r"null|[A-Za-z][A-Za-z0-9+.-]*://[^\s/?#@]*")


def welcome(headers: Headers, settings: Settings) -> bool:
    """Whether the page that asks, if it is one, may.

    >>> def asked(host: str, origin: str) -> bool:
    ...     return welcome(Headers({"host": host, "origin": origin}), Settings(public_url="https://example.org"))
    >>> asked("localhost:8000", "https://elsewhere.example"), asked("example.org", "https://example.org")
    (True, True)
    >>> asked("evil.example:8000", "http://evil.example:8000"), asked("localhost", "no origin")
    (False, False)
    """
    origin = headers.get("origin")
    if origin is None:
        return True
    page, host = _name(origin), _name(f"//{headers.get('host', '')}")
    if page is None or host is None or not _ORIGIN.fullmatch(origin):
        return False
    return page != host or _own(host, settings)


def _own(host: str, settings: Settings) -> bool:
    """Whether a name can only be that of this server: no other can be made to point here."""
    if host in ("", "localhost", _name(settings.public_url)) or host.endswith(".localhost"):
        return True
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _name(address: str) -> str | None:
    """The name of the host in an address, in small letters; empty where it has none, None where it is no address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return None
