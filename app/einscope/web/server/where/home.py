"""What absolute addresses begin with, for whoever takes one elsewhere: a file, an assistant, a list of pages."""

import re

from starlette.requests import HTTPConnection

from einscope.settings import Settings

_LOCAL = re.compile(r"(localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(:[0-9]{1,5})?")


def home_of(request: HTTPConnection, settings: Settings) -> str:
    """The address of this server.

    ``PUBLIC_URL`` where it is known; else where this machine was reached. The request's Host, which anybody can forge,
    is believed only where it names the machine that asks.
    """
    if settings.public_url:
        return settings.public_url
    host = request.headers.get("host", "")
    if named_here(host):
        return f"http://{host}"
    name, port = request.scope.get("server") or ("localhost", None)
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}:{port}" if port else f"http://{name}"


def named_here(host: str) -> bool:
    """Whether a Host names the machine that asks.

    >>> named_here("localhost:8000"), named_here("example.org")
    (True, False)
    """
    return _LOCAL.fullmatch(host) is not None
