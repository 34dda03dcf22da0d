"""A server in a process of its own, on a free port of this machine, and what it holds of memory."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Served:
    """A running server.

    Args:
        process: that it runs in.
        port: that it listens on.
    """

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process, self.port = process, port

    @property
    def megabytes(self) -> float:
        """Memory that it holds, with the processes that it keeps."""
        return self._status("VmRSS")

    @property
    def peak(self) -> float:
        """The most that it held since it was forgotten; of several processes the most that each did."""
        return self._status("VmHWM")

    def forget(self) -> None:
        """Begin to look for the most anew."""
        for process in self._processes():
            (process / "clear_refs").write_text("5")

    def _status(self, name: str) -> float:
        told = [(process / "status").read_text() for process in self._processes()]
        return sum(int(found[1]) / 1024 for text in told if (found := re.search(rf"{name}:\s+(\d+)", text)))

    def _processes(self) -> list[Path]:
        """Where Linux tells of them."""
        own = Path(f"/proc/{self.process.pid}")
        kept = (own / "task" / own.name / "children").read_text().split()
        return [own, *(own.parent / each for each in kept)]


@contextmanager
def served(**variables: str) -> Iterator[Served]:
    """The server, ended at the end."""
    path = os.pathsep.join(filter(None, [str(ROOT / "app"), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path, "HOST": "127.0.0.1", "PORT": "0", "PUBLIC_URL": "", **variables}
    command = [sys.executable, "-m", "einscope"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().rpartition(":")[2])
        try:
            yield Served(process, port)
        finally:
            process.kill()
