"""All addresses below a path, for whoever shares a host with others."""

from starlette.types import ASGIApp, Receive, Scope, Send


class BelowMiddleware:
    """Takes the path away that all addresses are below, where the proxy in front has not done so already.

    What comes further in knows addresses from the root on.

    Args:
        app: what answers.
        base: the path, ``/tools/einscope``.
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http":
            scope = {**scope, "path": _without(scope["path"], self.base)}
            if scope.get("raw_path"):
                scope["raw_path"] = _without(scope["raw_path"].decode("latin-1"), self.base).encode("latin-1")
        await self.app(scope, receive, send)


def _without(path: str, base: str) -> str:
    """The path from the root on.

    >>> [_without(path, "/tools") for path in ("/tools/merge", "/merge", "/tools", "/tools/", "/toolsmith")]
    ['/merge', '/merge', '/', '/', '/toolsmith']
    """
    return path.removeprefix(base) or "/" if path == base or path.startswith(f"{base}/") else path
