"""One application for all tests that need no settings of their own."""

import pytest

from tests.web.client import Client


@pytest.fixture(scope="session")
def client() -> Client:
    """The application with its default settings."""
    return Client()
