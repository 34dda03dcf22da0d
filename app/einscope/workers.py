"""Several processes that answer at one address, each replaced when it ends: uvicorn's supervisor, and what it lacks."""

import logging
import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from types import FrameType

import uvicorn
from prometheus_client.multiprocess import mark_process_dead
from uvicorn.supervisors import multiprocess

from einscope.web.server.bounds.memory import MB

_LOG = logging.getLogger("einscope")
_MOST = 4  # unless more are asked for
_MOMENT = 0.1  # seconds for a process to say that it is there; it may say so a little later
_MEMORY = Path("/dev/shm")  # noqa: S108 -- writable where the root file system is not
_PROCESSORS = (("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us"))
"""Where a container's processor time is limited, and in how long: in the second version of cgroups, in the first."""
_ROOM = (("memory.max",), ("memory/memory.limit_in_bytes",))
_SHARED = "PROMETHEUS_MULTIPROC_DIR"

INTERRUPTED = 128 + signal.SIGINT
"""The exit status of whoever was interrupted while it ended."""


class Answering(uvicorn.Server):
    """A server that listens before it can answer everything."""

    @property
    def answers(self) -> bool:
        """Whether it can."""
        raise NotImplementedError


Made = Callable[[uvicorn.Config], Answering]


def usual(memory: int, container: Path = Path("/sys/fs/cgroup")) -> int:
    """How many processes answer where nobody says: one for each core that there is memory for, and at most four.

    Args:
        memory: megabytes that each is to stay within.
        container: where Linux says what a container may use.

    >>> 1 <= usual(512) <= 4
    True
    """
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        cores = os.cpu_count() or 1
    most = [cores, _MOST]
    for files in _PROCESSORS:
        match _limit(container, files):
            case [quota, period] if quota > 0:  # -1: no limit
                most.append(-(-quota // period))
    for files in _ROOM:
        match _limit(container, files):
            case [room]:
                most.append(max(1, room // (memory * MB)))
    return min(most)


def _limit(container: Path, files: Sequence[str]) -> list[int]:
    """The numbers of a limit; none where there is no limit."""
    try:
        return [int(text) for file in files for text in (container / file).read_text().split()]
    except (OSError, ValueError):  # "max"
        return []


def _end_with_parent() -> None:
    """End this process when the one that started it is no more: it would hold the port, and nobody could end it."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


class Worker(multiprocess.Process):
    """A process that answers.

    Args:
        made: makes its server, in that process.
        config: of the server.
        sockets: where it listens.
    """

    def __init__(self, made: Made, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        self.made = made
        self.heard = time.monotonic()
        self.answers = False
        super().__init__(config, sockets)

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """What the process does. Its server is made before anybody asks how it is: there would be two of them."""
        self._server = self.made(self.config)
        threading.Thread(target=_end_with_parent, daemon=True).start()
        super().target(sockets)

    def pong(self) -> None:
        """Say how it is, when asked: whoever is restarted goes on until the next one answers, not only listens."""
        self.child_conn.recv()
        self.child_conn.send(isinstance(self._server, Answering) and self._server.answers)

    def is_alive(self, timeout: float = 5) -> bool:
        """Whether it has been heard of within so many seconds, and has not ended.

        It takes a while to start, and whoever waited for that could not be told to end.
        """
        if not self.process.is_alive():
            return False
        try:
            self.parent_conn.send(b"ping")
            patience = _MOMENT
            while self.parent_conn.poll(patience):
                self.answers, self.heard, patience = self.parent_conn.recv(), time.monotonic(), 0.0
        except (OSError, EOFError):
            return False
        return time.monotonic() - self.heard < timeout


class Supervisor(multiprocess.Multiprocess):
    """Keeps processes running until it is told to end, and then ends them all.

    Args:
        config: of every server, and how many there are.
        sockets: where all of them listen.
        made: makes a server.
        ready: called once, when all of them answer.

    Raises:
        ValueError: naming the setting at fault.
    """

    def __init__(
        self, config: uvicorn.Config, sockets: Sequence[socket.socket], made: Made, ready: Callable[[], None]
    ) -> None:
        super().__init__(config, list(sockets))
        self.ready = ready
        self.said = self.told = self.interrupted = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)
        try:
            self.folder = tempfile.mkdtemp(prefix="einscope-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None)
        except OSError as error:
            raise ValueError("WORKERS above 1 needs a folder to count in: /dev/shm, or what TMPDIR names") from error
        os.environ[_SHARED] = self.folder
        # There is no other place to say which processes it starts.
        multiprocess.Process = partial(Worker, made)  # type: ignore[assignment, misc]

    def _end(self, number: int, frame: FrameType | None) -> None:
        """End; who interrupts what is ending already, does not wait for it.

        A SIGTERM may come more than once, from what ends a group of processes as well as each of them.
        """
        if self.told and number == signal.SIGINT:
            self.interrupted = True
            for process in self.processes:
                process.process.kill()
        self.told = True
        self.signal_queue.append(number)

    def keep_subprocess_alive(self) -> None:
        """Replace whoever has ended; what waited there, and its memory, are no longer counted."""
        before = list(self.processes)
        super().keep_subprocess_alive()
        for process in before:
            if process not in self.processes:
                _LOG.warning("process %s has ended (exit code %s) and is replaced", process.pid, process.exitcode)
                mark_process_dead(process.pid)  # type: ignore[no-untyped-call]
        if not self.said and all(isinstance(process, Worker) and process.answers for process in self.processes):
            self.said = True
            self.ready()

    def run(self) -> None:
        """Run until told to end.

        Raises:
            SystemExit: it was interrupted while it ended.
        """
        try:
            super().run()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self.interrupted:
            raise SystemExit(INTERRUPTED)
