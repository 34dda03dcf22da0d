"""Requests over sockets, as few lines as they need."""

import asyncio
import time
from dataclasses import dataclass

PATIENCE = 60.0


@dataclass(slots=True)
class Got:
    """What came: its status, 0 where the connection was closed, and after how many seconds."""

    status: int
    seconds: float


class Asker:
    """One connection, kept alive as long as the server lets it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> Got:
        """One request, over a new connection where there is none."""
        start = time.perf_counter()
        try:
            status = await asyncio.wait_for(self._asked(request), PATIENCE)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            self.close()
            status = 0
        return Got(status, time.perf_counter() - start)

    async def _asked(self, request: bytes) -> int:
        if self._open is None:
            self._open = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._open
        writer.write(request)
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        lines = dict(line.lower().partition(b": ")[::2] for line in head.split(b"\r\n")[1:])
        if b"content-length" in lines:
            await reader.readexactly(int(lines[b"content-length"]))
        else:
            while (size := int(await reader.readline(), 16)) > 0:
                await reader.readexactly(size + 2)
            await reader.readline()
        if lines.get(b"connection") == b"close":
            self.close()
        return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        """Leave."""
        if self._open is not None:
            self._open[1].close()
            self._open = None


def get(address: str) -> bytes:
    """A request by GET."""
    return f"GET {address} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def post(address: str, body: bytes, kind: str = "application/json") -> bytes:
    """A request by POST."""
    head = f"POST {address} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def share(values: list[float], part: float) -> float:
    """The value that so large a part of all is not above, in milliseconds."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))] * 1000 if values else float("nan")
