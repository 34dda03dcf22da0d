"""The application for tests that compare a door with it."""

from tests.web.conftest import client

__all__ = ["client"]
