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
    ("asked", "codings"),
    [
        ("gzip", {"gzip"}),
        ("GZIP", {"gzip"}),
        ("br", {"br"}),
        ("zstd", {"zstd"}),
        ("br, gzip;q=0.1", {"br"}),
        ("gzip, deflate, br, zstd", {"gzip", "br", "zstd"}),  # as browsers have it: whichever is nearest at hand
        ("*", {"gzip", "br", "zstd"}),
        ("identity;q=0.5, gzip", {"gzip"}),
        ("gzip;q=0", {None}),
        ("gzip; q=0, *", {"br", "zstd"}),
        ("identity", {None}),
        ("identity, gzip;q=0.5", {None}),
        ("*;q=0", {None}),
        ("gzippy", {None}),
        ("", {None}),
    ],
)
def test_answers_are_packed_for_whoever_wants_that(
    client: Client, path: str, asked: str, codings: set[str | None]
) -> None:
    response = client.get(path, headers={"accept-encoding": asked})
    assert response.status_code == 200
    assert response.headers.get("content-encoding") in codings
    assert response.content == client.get(path, headers={"accept-encoding": "identity"}).content


@pytest.mark.parametrize("path", ["/api/v1/operations", PICTURE])
def test_each_coding_has_a_tag_of_its_own_and_says_that_nothing_has_changed(client: Client, path: str) -> None:
    tags = set()
    for coding in ("gzip", "br", "zstd", "identity"):
        first = client.get(path, headers={"accept-encoding": coding})
        tags.add(first.headers["etag"])
        known = {"accept-encoding": coding, "if-none-match": first.headers["etag"]}
        again = client.get(path, headers=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert "content-encoding" not in again.headers
        head = client.send("HEAD", path, headers={"accept-encoding": coding})
        for name in ("content-length", "content-encoding", "etag", "vary"):
            assert head.headers.get(name) == first.headers.get(name)
    assert len(tags) == 4


def test_a_refusal_is_packed_as_well(client: Client) -> None:
    code = "y = x.T\n" * 300 + "z = unknown"
    refused = client.get("/api/v1/program", {"code": code, "shape": "x:2,3"}, headers={"accept-encoding": "br"})
    assert refused.status_code == 422
    assert int(refused.headers["content-length"]) < 1_000 or refused.headers["content-encoding"] == "br"


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
