"""What pictures cost that nobody has asked for before; ``./dev bench`` prints the table."""

import time
from collections.abc import Iterator

from einscope.settings import Settings
from einscope.web.server.bounds.memory import settle
from tests.web.client import Client

_SQUARE = "/rearrange.{}?pattern=h+w+->+w+h&shape={side},{side}&show=4096&width={}"
_ROUNDS = 5
PICTURES = (("svg", 64), ("png", 64), ("gif", 16), ("gif", 64), ("webp", 16))
"""Kinds, and how many rows and columns of cells."""


def pictures() -> Iterator[tuple[str, float]]:
    """For each picture its name, and the milliseconds of a processor that it takes, as in a process that serves."""
    settle()
    client = Client(Settings())
    for kind, side in PICTURES:
        taken = [_seconds(client, _SQUARE.format(kind, 800 + more, side=side)) for more in range(_ROUNDS)]
        yield f"{kind.upper()} of {side * side:,} cells", 1000 * min(taken)


def _seconds(client: Client, address: str) -> float:
    start = time.process_time()
    if client.get(address).status_code != 200:
        raise RuntimeError(address)
    return time.process_time() - start
