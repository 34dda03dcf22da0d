"""``python -m app`` as a program: it says where it is, serves, ends when told to, and explains what it cannot do."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx
import pytest

ROOT = Path(__file__).parents[3]
PATIENCE = 240  # seconds until a program that hangs is ended; nothing waits so long otherwise


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "HOST": "127.0.0.1", "PUBLIC_URL": "", "WORKERS": "1", "ACCESS_LOG": "0", **variables}


@contextmanager
def program(errors: IO[str] | None = None, **variables: str) -> Iterator["subprocess.Popen[str]"]:
    """The running program; ended at the end, whatever happens."""
    command = [sys.executable, "-m", "einscope"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(**variables), stdout=subprocess.PIPE, stderr=errors, text=True
    ) as running:
        watchdog = threading.Timer(PATIENCE, running.kill)
        watchdog.start()
        try:
            yield running
        finally:
            watchdog.cancel()
            running.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_program_says_where_it_is_serves_and_ends_when_told_to() -> None:
    port = free_port()
    with program(PORT=str(port)) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == f"Einscope is at http://localhost:{port}\n"
        response = httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False)
        assert (response.status_code, response.text) == (200, "ok\n")
        assert "server" not in response.headers
        running.terminate()
        rest = running.stdout.read()
        assert running.wait(PATIENCE) == 0
    assert rest == ""


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHo",
        b"POST /api/v1/rearrange HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
        b"GET /api/v1/rearrange.npy?pattern=h+w+->+w+h&shape=4096,4096 HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_the_program_ends_in_seconds_whatever_clients_do(sent: bytes) -> None:
    with program(PORT="0", GRACE="0") as running:
        assert running.stdout is not None
        port = int(running.stdout.readline().rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(sent)
            assert httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False).status_code == 200
            start = time.monotonic()
            running.terminate()
            assert running.wait(PATIENCE) == 0
            assert time.monotonic() - start < 20  # ten, where nobody else uses the machine


TERM, INT = signal.SIGTERM, signal.SIGINT
HALF = b"POST /api/v1/rearrange HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"


@pytest.mark.parametrize(
    ("workers", "told", "grace", "status"),
    [
        (1, [INT], 0, 0),
        (1, [TERM, TERM], 1, 0),
        (1, [TERM, INT], 60, 130),
        (2, [INT, TERM], 1, 0),
        (2, [INT, INT], 60, 130),
    ],
)
def test_the_program_ends_as_it_should_and_at_once_for_who_interrupts_that(
    tmp_path: Path, workers: int, told: list[signal.Signals], grace: int, status: int
) -> None:
    file, port = tmp_path / "log", free_port()
    settings = {"PORT": str(port), "WORKERS": str(workers), "GRACE": str(grace)}
    with file.open("w") as errors, program(errors, **settings) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        with socket.create_connection(("127.0.0.1", port)) as client, httpx.Client(trust_env=False) as asking:
            client.sendall(HALF if status else b"")
            running.send_signal(told[0])
            if told[1:]:
                while asking.get(f"http://127.0.0.1:{port}/readyz").status_code == 200:
                    pass  # until it ends, for which it takes at least a second
                running.send_signal(told[1])
            start = time.monotonic()
            assert running.wait(PATIENCE) == status
            assert status == 0 or time.monotonic() - start < 30  # of the sixty that it would take
        assert running.stdout.read() == ""  # which each process holds open while it is there
    assert "Traceback" not in file.read_text()


@pytest.mark.parametrize(("name", "text"), [("PORT", "http"), ("HOST", "no such place")])
def test_the_program_explains_a_bad_variable_in_one_line(name: str, text: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "einscope"],
        cwd=ROOT,
        env=environment(**{name: text}),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"einscope: {name} ")


def test_the_program_says_when_its_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "einscope"],
            cwd=ROOT,
            env=environment(PORT=str(taken.getsockname()[1])),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode != 0
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "in use" in line


def children(parent: int) -> list[int]:
    """Processes that answer for this one: those that answer have threads, the one that only keeps count has none."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(each) for each in listed if "spawn_main" in Path(f"/proc/{each}/cmdline").read_text()]


def asked(client: httpx.Client, address: str) -> httpx.Response:
    """The answer, at the second try where the first one came to a process that was just killed, as a proxy does."""
    try:
        return client.get(address)
    except httpx.TransportError:
        return client.get(address)


def test_several_processes_answer_in_both_families_and_a_killed_one_is_replaced() -> None:
    port = free_port()
    with program(PORT=str(port), HOST="::", WORKERS="2") as running:
        assert running.stdout is not None
        assert running.stdout.readline() == f"Einscope is at http://localhost:{port}\n"
        first = children(running.pid)
        assert len(first) == 2
        with httpx.Client(trust_env=False) as client:
            for host in ("127.0.0.1", "[::1]"):
                assert client.get(f"http://{host}:{port}/readyz").status_code == 200
            home = f"http://127.0.0.1:{port}"
            both = 'einscope_requests_total{method="GET",route="/readyz",status="200"} 2.0'
            while both not in client.get(f"{home}/metrics").text:
                pass  # a request is counted when it has been answered
            os.kill(first[0], signal.SIGKILL)
            while set(children(running.pid)) in ({*first}, {first[1]}) or "einscope_workers 2.0" not in (
                counted := asked(client, f"{home}/metrics").text
            ):
                assert asked(client, f"{home}/healthz").status_code == 200
        assert both in counted  # what the one had counted that is no more, too
        left = children(running.pid)
        running.terminate()
        assert running.wait(PATIENCE) == 0
    assert not any(Path(f"/proc/{each}").exists() for each in left)


def test_whatever_the_program_says_is_a_line_of_json_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "log"
    port = free_port()
    with file.open("w") as errors, program(errors, PORT=str(port), WORKERS="2", ACCESS_LOG="1", GRACE="0") as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        first, home = children(running.pid), f"http://127.0.0.1:{port}"
        for sent in (
            b"NONSENSE\r\n\r\n",
            b"GET /merge HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(sent)
                assert client.recv(12) in (b"HTTP/1.1 400", b"HTTP/1.1 200", b"HTTP/1.1 422")
        os.kill(first[0], signal.SIGKILL)
        with httpx.Client(trust_env=False) as client:
            while "einscope_workers_started_total 3.0" not in (counted := asked(client, f"{home}/metrics").text):
                pass
        assert 'einscope_refusals_total{code="request-invalid"} 1.0' in counted
        running.terminate()
        assert running.wait(PATIENCE) == 0
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert all({"time", "process"} <= set(line) for line in lines)
    said = [(line["level"], line["message"]) for line in lines if "message" in line]
    assert ("warning", f"process {first[0]} has ended (exit code -9) and is replaced") in said
    assert ("warning", "Invalid HTTP request received.") in said


def test_processes_end_with_the_one_that_started_them() -> None:
    with program(PORT="0", WORKERS="2") as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        running.kill()
        assert running.stdout.read() == ""  # which they hold open while they are there
