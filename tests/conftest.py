"""What holds for every test."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

BROWSER = Path(__file__).parent / "browser"

# Processes that tests start find the package where pytest found it (`pythonpath` in pyproject.toml).
os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[1] / "app"), os.environ.get("PYTHONPATH", "")])

# How long an example takes says more of the machine than of the code: `./dev bench` measures time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give half of the tests that need a browser to a second worker.

    Each worker begins with a stretch of the list, and takes of another's when it is done. Browsers are slow, so whoever
    had them all would be the last to end.
    """
    workers = int(getattr(config, "workerinput", {}).get("workercount", 1))
    browser = [item for item in items if BROWSER in item.path.parents]
    if workers < 2 or len(browser) < 2:
        return
    others = [item for item in items if BROWSER not in item.path.parents]
    files = list(dict.fromkeys(item.path for item in browser))
    halves = [[item for item in browser if files.index(item.path) % 2 == half] for half in (0, 1)]
    before = max(0, len(items) // workers - len(halves[0]))
    items[:] = [*halves[0], *others[:before], *halves[1], *others[before:]]
