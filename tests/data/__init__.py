"""Tables that tests read; README.md says what is in them."""

import json
from pathlib import Path
from typing import Any


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a table, an object each."""
    table: list[dict[str, Any]] = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return table
