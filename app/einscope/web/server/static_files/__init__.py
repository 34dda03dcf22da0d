"""The files of pages: read once, without comments, packed, under an address that changes with them."""

from einscope.web.server.static_files.files import StaticFiles, static_files
from einscope.web.server.static_files.routes import static_files_router

__all__ = ["StaticFiles", "static_files", "static_files_router"]
