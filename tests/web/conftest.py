"""One application for all tests that need no settings of their own."""

import pytest

from einscope.settings import Settings
from tests.web.client import Client


@pytest.fixture(scope="session")
def client() -> Client:
    """The application with its default settings, but that each request is worked out: no answer is kept.

    ``tests/web/server/sending/test_again.py`` holds that answers that are kept are the same.
    """
    return Client(Settings(answer_bytes=0))
