"""``./dev load [memory|floods|slow|ending] [seconds]``: print the tables of docs/performance.md."""

import sys

from tests.load.ending import endings
from tests.load.floods import floods
from tests.load.memory import memories
from tests.load.server import served
from tests.load.slow import slows


def main(what: str = "all", seconds: str = "5") -> None:
    """Print one table, or all."""
    if what in ("all", "memory"):
        for megabytes in (256, 512):
            with served(MEMORY=str(megabytes), WAITING="64") as server:
                memories(server, megabytes, 8)
    if what in ("all", "floods"):
        with served() as server:
            floods(server, float(seconds), (64, 256))
    if what in ("all", "slow"):
        with served() as server:
            slows(server, max(30.0, float(seconds)), 1_100)
    if what in ("all", "ending"):
        endings()


if __name__ == "__main__":
    main(*sys.argv[1:])
