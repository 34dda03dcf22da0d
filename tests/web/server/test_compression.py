"""What is worth it is compressed, for whoever wants that, and caches are told so once."""

import pytest

from tests.web.client import PATCH, Client

ARRAY = "/api/v1/rearrange.npy?pattern=h+w+->+w+h&shape=64,64"
NEVER = [
    ARRAY,
    "/api/v1/program.npy?code=y+%3D+x.T&shape=x:64,64",
    "/rearrange.png?pattern=h+w+->+w+h&shape=2,3",
    "/rearrange.gif?pattern=h+w+->+w+h&shape=2,3&width=160",
    "/rearrange.webp?pattern=h+w+->+w+h&shape=2,3&width=160",
    "/static/vendor/stix-two-math/math.woff2",
]
PICTURE = "/rearrange.svg?pattern=h+w+->+w+h&shape=2,3"
WORTH_IT = ["/", "/api/v1/operations", "/openapi.json", "/static/visualiser/main.js", PICTURE]


@pytest.mark.parametrize("path", NEVER)
def test_what_is_packed_already_and_arrays_go_out_as_they_are(client: Client, path: str) -> None:
    response = client.get(path, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200
    assert "content-encoding" not in response.headers
    assert int(response.headers["content-length"]) == len(response.content) > 1_000
    assert "Accept-Encoding" not in response.headers.get("vary", "")  # there is nothing to choose from


@pytest.mark.parametrize("path", WORTH_IT)
@pytest.mark.parametrize(
    ("asked", "packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("br, gzip;q=0.1", True),
        ("*", True),
        ("identity;q=0.5, gzip", True),
        ("gzip;q=0", False),
        ("gzip; q=0, *", False),
        ("identity", False),
        ("identity, gzip;q=0.5", False),
        ("*;q=0", False),
        ("br", False),
        ("gzippy", False),
        ("", False),
    ],
)
def test_answers_are_packed_for_whoever_wants_that(client: Client, path: str, asked: str, packed: bool) -> None:
    response = client.get(path, headers={"accept-encoding": asked})
    assert response.status_code == 200
    assert response.headers.get("content-encoding") == ("gzip" if packed else None)
    assert response.content == client.get(path, headers={"accept-encoding": "identity"}).content


@pytest.mark.parametrize("path", [*WORTH_IT, *NEVER, "/nowhere", "/compare", "/api/v1/merge"])
@pytest.mark.parametrize("asked", ["gzip", "identity"])
def test_caches_are_told_each_reason_to_vary_once(client: Client, path: str, asked: str) -> None:
    response = client.get(path, headers={"accept-encoding": asked})
    members = [each.strip().lower() for each in response.headers.get("vary", "").split(",")]
    assert len(members) == len(set(members))
    assert len(response.headers.get_list("vary")) <= 1


def test_what_says_that_nothing_has_changed_varies_too(client: Client) -> None:
    tag = client.get("/rearrange.svg", PATCH).headers["etag"]
    again = client.get("/rearrange.svg", PATCH, headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.headers["vary"] == "Accept-Encoding, Origin, Accept-Language"
