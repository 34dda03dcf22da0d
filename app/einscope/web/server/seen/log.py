"""The access log: a line of JSON for each request, without what was asked unless that is wanted."""

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
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        known = {name: value[:_LONGEST] if name == "path" else value for name, value in told.items() if value != ""}
        ACCESS.info(json.dumps({"time": now, **known, "process": os.getpid()}))


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
