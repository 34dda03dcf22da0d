"""The tools, in the order in which they are listed."""

from einscope.doors.mcp.tool import Tool
from einscope.doors.mcp.tools.compare import COMPARE
from einscope.doors.mcp.tools.explain import EXPLAIN
from einscope.doors.mcp.tools.infer import INFER
from einscope.doors.mcp.tools.program import PROGRAM
from einscope.doors.mcp.tools.round_trip import ROUND_TRIP

TOOLS: dict[str, Tool] = {tool.name: tool for tool in (EXPLAIN, PROGRAM, COMPARE, INFER, ROUND_TRIP)}
"""By name."""

__all__ = ["TOOLS"]
