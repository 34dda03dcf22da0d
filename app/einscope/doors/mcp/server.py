"""The protocol, as its official SDK speaks it: the one module that imports the SDK, and so is loaded late."""

from dataclasses import replace
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ListedTool
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from einscope.doors.mcp.answered import answered
from einscope.doors.mcp.told import Asker
from einscope.doors.mcp.tools import TOOLS
from einscope.settings import Settings
from einscope.version import VERSION
from einscope.web.server.asked_language import language_of
from einscope.web.server.threads import ThreadPool
from einscope.web.server.where.home import home_of

_INSTRUCTIONS = (
    "Einscope tells where every cell goes when a tensor is rearranged, counted cell by cell instead of guessed. Use "
    "explain for one pattern or layer, program for code, compare to find out whether two versions do the same, "
    "round_trip for patch merging and expanding, infer for a layer that can be run. Cells are flat positions in C "
    "order, from 0. What is refused says why, and often with which arguments to ask again. Give people the page's link."
)
_NAME = 64  # characters of a name that are repeated to who sent it

Context = ServerRequestContext[dict[str, Any], Request]


class McpServer:
    """Answers each request by itself: nothing is remembered between two, so any server can answer the next one."""

    def __init__(self, settings: Settings, threads: ThreadPool) -> None:
        """Serve the tools.

        Args:
            settings: of the application.
            threads: where tools work.
        """
        self.settings = settings
        self.threads = threads
        self.server = Server(
            "einscope",
            version=VERSION,
            title="Einscope",
            instructions=_INSTRUCTIONS,
            on_list_tools=_listed,
            on_call_tool=self._call,
            get_tool_input_schema=lambda name: TOOLS[name].schema if name in TOOLS else None,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; the manager lives no longer than it, so nothing of it is left behind."""
        manager = StreamableHTTPSessionManager(
            self.server,
            json_response=True,
            stateless=True,
            max_request_body_size=max(1, self.settings.body_bytes),
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    async def _call(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        tool = TOOLS.get(params.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"Unknown tool: {params.name[:_NAME]}")
        told = await self.threads.run(answered, tool, params.arguments or {}, self._asker(context.request))
        return CallToolResult(
            content=[TextContent(type="text", text=told.text)],
            structured_content=dict(told.structured),
            is_error=told.refused,
        )

    def _asker(self, request: Request | None) -> Asker:
        assert request is not None  # noqa: S101 — over HTTP there is one
        home = replace(self.settings, public_url=home_of(request, self.settings))
        return Asker(language_of(request), False, home)


async def _listed(context: Context, params: PaginatedRequestParams | None) -> ListToolsResult:
    hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    return ListToolsResult(
        tools=[
            ListedTool(
                name=tool.name,
                title=tool.title,
                description=tool.description,
                input_schema=tool.schema,
                annotations=hints,
            )
            for tool in TOOLS.values()
        ]
    )
