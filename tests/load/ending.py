"""How long a server takes to end, whatever clients do."""

import json
import signal
import socket
import time

from tests.load.asking import get, post
from tests.load.server import served

_PROGRAM = {
    "code": "y = x\nfor i in range(60):\n    y = torch.cat([y[1:], y[:1]])\n",
    "shape": "x:16777216",
    "count": 65536,
}
ENDING: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 0),
    "kept alive": (get("/healthz"), 20),
    "who reads nothing of a file": (get("/api/v1/rearrange.npy?pattern=h+w+->+w+h&shape=4096,4096"), 4),
    "half a body": (b"POST /api/v1/rearrange HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{", 4),
    "programs that wait": (post("/api/v1/program", json.dumps(_PROGRAM).encode()), 20),
    "films that wait": (get("/rearrange.gif?pattern=h+w+->+w+h&shape=64,64&width=1200"), 20),
}


def ended(request: bytes, count: int) -> tuple[int, float]:
    """The exit code, and after how many seconds it came."""
    with served() as server:
        clients = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(count)]
        for client in clients:
            client.sendall(request)
        probe = socket.create_connection(("127.0.0.1", server.port))
        probe.sendall(get("/healthz"))
        probe.recv(1000)  # by now all of them are with the server
        start = time.perf_counter()
        server.process.send_signal(signal.SIGTERM)
        code = server.process.wait(60)
        for client in [*clients, probe]:
            client.close()
        return code, time.perf_counter() - start


def endings() -> None:
    """Print the table."""
    print("\n| told to end with | exit code | seconds |\n|---|---|---|")
    for name, (request, count) in ENDING.items():
        code, seconds = ended(request, count)
        print(f"| {count or ''} {name} | {code} | {seconds:.1f} |", flush=True)
