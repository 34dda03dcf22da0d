"""What holds for every test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.lines import Lines, logged

# Processes that tests start find the package where pytest found it (`pythonpath` in pyproject.toml).
os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[1] / "app"), os.environ.get("PYTHONPATH", "")])

# How long an example takes says more of the machine than of the code: `./dev bench` measures time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def log() -> Iterator[Lines]:
    """The access log."""
    with logged() as lines:
        yield lines
