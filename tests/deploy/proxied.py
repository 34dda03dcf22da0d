"""Replicas behind the proxy of deploy/Caddyfile, all of them on loopback."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds for a replica to start on a busy machine
CLIENT = httpx.Client(trust_env=False, timeout=5)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: str) -> None:
    """Return when an address answers well."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if CLIENT.get(what).status_code == 200:
                return
        except httpx.TransportError:
            pass
    raise TimeoutError(what)


class Replica:
    """One server, which keeps its port when it is started again."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        settings = {"HOST": "127.0.0.1", "PORT": str(self.port), "WORKERS": "1", "ACCESS_LOG": "0", "PUBLIC_URL": ""}
        command = [sys.executable, "-m", "einscope"]
        environment = {**os.environ, **settings}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)

    def answers(self) -> None:
        """Return when it takes requests."""
        until(f"http://127.0.0.1:{self.port}/readyz")

    def end(self, how: signal.Signals) -> float:
        """End it, and say how many seconds that took."""
        assert self.process
        begun = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        return time.monotonic() - begun


@contextmanager
def behind_a_proxy(count: int, folder: Path) -> Iterator[tuple[str, list[Replica]]]:
    """An address, and the replicas behind it, which all answer."""
    caddy = shutil.which("caddy")
    assert caddy, "./dev load installs caddy on Debian"
    replicas, port = [Replica() for _ in range(count)], free_port()
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    file = folder / "Caddyfile"
    file.write_text(text.replace("admin off", "admin off\n\tdefault_bind 127.0.0.1", 1), encoding="utf-8")
    upstreams = "to " + " ".join(f"127.0.0.1:{each.port}" for each in replicas)
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    environment = {**os.environ, **home, "SITE": f"http://127.0.0.1:{port}", "UPSTREAMS": upstreams}
    for each in replicas:
        each.start()
    command = [caddy, "run", "--config", str(file), "--adapter", "caddyfile"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as proxy:
        try:
            for each in replicas:
                each.answers()
            until(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}", replicas
        finally:
            proxy.terminate()
            for each in replicas:
                if each.process and each.process.poll() is None:
                    each.end(signal.SIGKILL)
