"""An address with a slash too many leads to the one that is meant, by whatever name and path the server is known."""

from urllib.parse import urljoin

import pytest

from einscope.settings import Settings
from tests.web.client import Client

BELOW = Settings(public_url="https://example.org/tools/einscope")
MEANT = [
    ("/merge/", "/merge"),
    ("/merge/?shape=1,4,4,1&lang=zh", "/merge?shape=1,4,4,1&lang=zh"),
    ("/learn//", "/learn"),
    ("/docs/", "/docs"),
    ("/api/v1/merge/?shape=1,4,4,1", "/api/v1/merge?shape=1,4,4,1"),
    ("/problems/size-unknown/", "/problems/size-unknown"),
]


@pytest.mark.parametrize(("asked", "meant"), MEANT)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_slash_too_many_is_taken_away(client: Client, method: str, asked: str, meant: str) -> None:
    response = client.send(method, asked)
    assert response.status_code == 308
    assert response.headers["location"].startswith("../")
    assert urljoin(f"http://server{asked}", response.headers["location"]) == f"http://server{meant}"
    assert client.get(meant).status_code == 200


@pytest.mark.parametrize("base", ["", "/tools/einscope"])
def test_below_a_path_it_stays_there(base: str) -> None:
    response = Client(BELOW).get(f"{base}/merge/")
    assert response.status_code == 308
    assert (
        urljoin(f"https://example.org{base}/merge/", response.headers["location"]) == f"https://example.org{base}/merge"
    )


@pytest.mark.parametrize("path", ["/nowhere/", "http://server//example.org/", "/static/", "/merge/x/"])
def test_what_is_nowhere_without_it_too_leads_nowhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_that_is_sent_is_sent_on(client: Client) -> None:
    assert client.post("/api/v1/merge/", {"shape": "1,4,4,1"}).status_code == 404
