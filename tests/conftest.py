"""What holds for every test."""

import os
from pathlib import Path

from hypothesis import settings

# Processes that tests start find the package where pytest found it (`pythonpath` in pyproject.toml).
os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[1] / "app"), os.environ.get("PYTHONPATH", "")])

# How long an example takes says more of the machine than of the code: `./dev bench` measures time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
