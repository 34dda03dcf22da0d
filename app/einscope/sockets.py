"""Where the server listens, and by which address it is found there."""

import socket
from collections.abc import Sequence

_EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 -- compared with, not bound to
_HERE = (*_EVERYWHERE, "127.0.0.1")


def bound(host: str, port: int) -> list[socket.socket]:
    """Sockets at every address that a host has, with one port; nobody is let in yet.

    Args:
        host: a name, or an address; ``::`` is every address of both families.
        port: 0: a free one.

    Raises:
        ValueError: naming the setting at fault.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise ValueError(f"HOST is the name or the address of this machine, not {host[:40]!r}") from error
    sockets: list[socket.socket] = []
    for family, kind, protocol, _, place in dict.fromkeys(found):
        one = socket.socket(family, kind, protocol)
        sockets.append(one)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, host != "::")
        try:
            one.bind((place[0], sockets[0].getsockname()[1] or port, *place[2:]))
        except OSError as error:
            for each in sockets:
                each.close()
            raise ValueError(f"cannot listen at HOST {host[:40]}, PORT {port}: {error.strerror}") from error
    return sockets


def address_of(host: str, sockets: Sequence[socket.socket]) -> str:
    """How a browser on this machine finds the server.

    >>> with socket.socket() as one:
    ...     one.bind(("127.0.0.1", 0))
    ...     address_of("::1", [one]).rpartition(":")[0], address_of("0.0.0.0", [one]).rpartition(":")[0]
    ('http://[::1]', 'http://localhost')
    """
    name = "localhost" if host in _HERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{sockets[0].getsockname()[1]}"
