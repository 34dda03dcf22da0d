"""The files of pages: read once, without comments, packed, under an address that changes with them."""

from app.web.shelf.routes import shelf_router
from app.web.shelf.shelf import Shelf, shelf

__all__ = ["Shelf", "shelf", "shelf_router"]
