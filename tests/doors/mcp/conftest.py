"""A server, its official client, and the protocol's bare messages."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, TypeVar

import httpx
import httpx2
import pytest
from mcp.client.session import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent

from tests.serving import serving
from tests.web.client import Client
from tests.web.conftest import client

__all__ = ["client"]

MOST = 2_000
Result = TypeVar("Result")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the door of a real server."""
    with serving() as found:
        yield f"{found}/mcp"


class Assistant:
    """Asks as an assistant does: with the official client, over a socket."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.home = address.removesuffix("/mcp")

    def session(self, work: Callable[[ClientSession], Awaitable[Result]]) -> Result:
        """What comes of a session."""

        async def run() -> Result:
            # trust_env=False: a proxy of the developer's is not asked for this server.
            async with (
                httpx2.AsyncClient(trust_env=False, timeout=60) as http,
                streamable_http_client(self.address, http_client=http) as (read, write),
                ClientSession(read, write) as session,
            ):
                await session.initialize()
                return await work(session)

        return asyncio.run(run())

    def call(self, name: str, arguments: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The text and the JSON of a call that is answered."""
        result = self.result(name, arguments)
        assert not result.is_error, text_of(result)
        return text_of(result), result.structured_content

    def refused(self, name: str, arguments: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The text and the first error of a call that is refused."""
        result = self.result(name, arguments)
        assert result.is_error
        return text_of(result), result.structured_content["errors"][0]

    def result(self, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
        """What a call comes to."""

        async def work(session: ClientSession) -> CallToolResult:
            found = await session.call_tool(name, dict(arguments))
            assert isinstance(found, CallToolResult)
            return found

        return self.session(work)


@pytest.fixture(scope="session")
def assistant(address: str) -> Assistant:
    """The official client."""
    return Assistant(address)


def text_of(result: CallToolResult) -> str:
    """The text of a result, checked to be short."""
    [content] = result.content
    assert isinstance(content, TextContent)
    assert 0 < len(content.text.encode()) <= MOST
    return content.text


def sent(client: Client, message: object, path: str = "/mcp", **headers: str) -> httpx.Response:
    """The response to a bare message of the protocol."""
    body = message if isinstance(message, (str, bytes)) else json.dumps(message)
    said = {"content-type": "application/json", "accept": "application/json, text/event-stream", **headers}
    return client.send("POST", path, content=body, headers=said)


def calling(name: str, arguments: object, number: int | str = 1) -> dict[str, Any]:
    """The message that calls a tool."""
    params = {"name": name, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}
