"""How long the program takes until it answers; ``./dev bench`` prints the table."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

import httpx

_LIBRARIES = "import fastapi, httptools, jinja2, numpy, PIL.Image, prometheus_client, pydantic_settings, uvicorn"
_ROUNDS = 5


def start_against_imports() -> Iterator[tuple[str, float]]:
    """For each answer how long it takes, against a Python that imports the same libraries and ends.

    Returns:
        What is answered, and the median of rounds in which the two take turns.
    """
    rounds = [(_until(("/healthz", "/readyz")), _imports()) for _ in range(_ROUNDS)]
    for number, name in enumerate(("the first answer of `/healthz`", "the first answer of `/readyz` that it is ready")):
        yield name, median(ours[number] / theirs for ours, theirs in rounds)


def _until(paths: tuple[str, ...]) -> list[float]:
    """Seconds from the start of the program until each of these addresses is answered by 200."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1", "GRACE": "0", "ACCESS_LOG": "0"}
    environment = {**os.environ, **own}
    start, found = time.perf_counter(), []
    with (
        subprocess.Popen([sys.executable, "-m", "einscope"], env=environment, stdout=subprocess.DEVNULL) as running,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        for path in paths:
            while not _answers(client, path):
                time.sleep(0.01)
            found.append(time.perf_counter() - start)
        running.terminate()
    return found


def _answers(client: httpx.Client, path: str) -> bool:
    try:
        return client.get(path).status_code == 200
    except httpx.TransportError:
        return False


def _imports() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _LIBRARIES], check=True)
    return time.perf_counter() - start
