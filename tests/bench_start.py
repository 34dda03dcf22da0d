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

# The program, which also says when it lets in somebody; by itself it says a line when it answers everything.
_TOLD = """
from einscope import serving
startup = serving.Server.startup
async def told(*arguments, **named):
    await startup(*arguments, **named)
    print("listens", flush=True)
serving.Server.startup = told
serving.serve()
"""


def start_against_imports() -> Iterator[tuple[str, float]]:
    """For each answer how long it takes, against a Python that imports the same libraries and ends.

    Returns:
        What is answered, and the median of rounds in which the two take turns.
    """
    rounds = [(_until(("/healthz", "/readyz")), _imports()) for _ in range(_ROUNDS)]
    for number, name in enumerate(("the first answer of `/healthz`", "the first answer of `/readyz` that it is ready")):
        yield name, median(ours[number] / theirs for ours, theirs in rounds)


def _until(paths: tuple[str, ...]) -> list[float]:
    """Seconds from the start of the program until each of these addresses is answered by 200.

    The program says a line when it may be asked for the next one, so that nobody asks in vain.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1", "GRACE": "0", "ACCESS_LOG": "0"}
    environment = {**os.environ, **own}
    start, found = time.perf_counter(), []
    with (
        subprocess.Popen([sys.executable, "-c", _TOLD], env=environment, stdout=subprocess.PIPE) as running,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        assert running.stdout
        for path in paths:
            if not running.stdout.readline():
                raise RuntimeError("the program ended")
            client.get(path).raise_for_status()
            found.append(time.perf_counter() - start)
        running.terminate()
    return found


def _imports() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _LIBRARIES], check=True)
    return time.perf_counter() - start
