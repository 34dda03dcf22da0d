"""What was written to the access log."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from einscope.web.server.seen.log import ACCESS


class Lines(logging.Handler):
    """The lines, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.found.append(json.loads(record.getMessage()))


@contextmanager
def logged() -> Iterator[Lines]:
    """The lines that are written while the block runs."""
    lines, level = Lines(), ACCESS.level
    ACCESS.addHandler(lines)
    ACCESS.setLevel(logging.INFO)
    yield lines
    ACCESS.setLevel(level)
    ACCESS.removeHandler(lines)
