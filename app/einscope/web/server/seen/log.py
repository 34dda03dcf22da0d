"""The log: a line of JSON for each request, without what was asked unless that is wanted, and for all else it says."""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from typing import Any

from einscope.web.server.seen.note import NOTE

ACCESS = logging.getLogger("einscope.access")
_LONGEST = 200  # characters of a path; any longer one leads nowhere


def write(**told: Any) -> None:
    """Write a line, where anybody reads it; what is not known is left out."""
    if ACCESS.isEnabledFor(logging.INFO):
        known = {name: value[:_LONGEST] if name == "path" else value for name, value in told.items() if value != ""}
        ACCESS.info(json.dumps({"time": _time(datetime.now(UTC)), **known, "process": os.getpid()}))


class LineFormatter(logging.Formatter):
    """Writes what a server says beside its requests as a line of the same kind.

    >>> LineFormatter().format(logging.makeLogRecord({"msg": "no", "levelname": "WARNING", "created": 0, "process": 7}))
    '{"time": "1970-01-01T00:00:00.000Z", "level": "warning", "message": "no", "process": 7}'
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {"time": _time(datetime.fromtimestamp(record.created, UTC)), "level": record.levelname.lower()}
        told["message"] = record.getMessage()
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps({**told, "process": record.process})


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def spoken_as(lines: bool) -> dict[str, Any]:
    """How everything beside requests is written to the standard error output, as logging.config has it.

    Args:
        lines: as lines of JSON, as requests are; else as text.
    """
    formatter: dict[str, Any] = {"()": LineFormatter} if lines else {"format": "%(levelname)s: %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"default": formatter, "access": formatter},  # by the names that uvicorn looks for
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "default"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }


def log_to_stderr() -> None:
    """Write the access log to the standard error output."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    ACCESS.addHandler(handler)
    ACCESS.setLevel(logging.INFO)
    ACCESS.propagate = False


def request_of() -> str:
    """The request that is being answered, as the log names it."""
    note = NOTE.get()
    return note.request_id if note else "none"
