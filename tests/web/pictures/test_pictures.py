"""Pictures over HTTP: what can be asked, what is kept, and that nothing else waits for them."""

import asyncio
import gzip
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from einscope.main import create_app
from einscope.settings import Settings
from einscope.web.pictures import pictures
from einscope.web.pictures.drawable import Drawable
from einscope.web.pictures.drawing import Going, PicturePool
from einscope.web.pictures.formats import FORMATS, Format, memory_of
from einscope.web.server.bounds.memory import MB
from einscope.web.server.bounds.shares import shares, within_memory
from tests.web.client import OPERATIONS, PATCH, Client, answer, problem

KINDS = {"svg": "image/svg+xml", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}
SMALL = {"width": "240"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_has_every_kind_of_picture(client: Client, operation: str, kind: str) -> None:
    info = next(each for each in answer(client.get("/api/v1/operations")) if each["name"] == operation)
    response = client.get(f"/{operation}.{kind}", {**info["example"], **SMALL})
    assert response.status_code == 200
    assert response.headers["content-type"] == KINDS[kind]
    if kind == "svg":
        assert response.text.startswith("<svg")
    else:
        assert Image.open(BytesIO(response.content)).size[0] == 240


@pytest.mark.parametrize("operation", OPERATIONS)
def test_links_of_an_answer_lead_to_its_pictures(client: Client, operation: str) -> None:
    info = next(each for each in answer(client.get("/api/v1/operations")) if each["name"] == operation)
    shown = {"stage": "1.5", "lang": "zh", "color": "value", "cell": "0", "start": "1", "count": "2"}
    links = answer(client.get(f"/api/v1/{operation}", {**info["example"], **shown}))["links"]
    for kind in ("svg", "png", "gif"):
        assert links[kind].startswith(f"/{operation}.{kind}?")
    assert "stage=1.5" in links["png"]
    assert "stage" not in links["svg"] + links["gif"]
    assert "count" not in links["svg"] + links["png"] + links["gif"]
    assert "@keyframes" in client.get(links["svg"]).text
    assert client.get(links["png"]).status_code == 200


@pytest.mark.parametrize(
    ("more", "size"),
    [({}, (800, None)), ({"scale": "2"}, (1600, None)), ({"width": "1200", "height": "630"}, (1200, 630))],
)
def test_a_picture_has_the_size_that_was_asked_for(
    client: Client, more: Mapping[str, str], size: tuple[int, int | None]
) -> None:
    response = client.get("/rearrange.png", {**PATCH, **more})
    width, height = Image.open(BytesIO(response.content)).size
    assert width == size[0]
    assert size[1] in (None, height)


@pytest.mark.parametrize(
    ("kind", "more", "code", "field"),
    [
        ("svg", {"scale": "2"}, "parameter-unknown", "scale"),
        ("png", {"animate": "0"}, "parameter-unknown", "animate"),
        ("png", {"nonsense": "1"}, "parameter-unknown", "nonsense"),
        ("svg", {"theme": "blue"}, "value-invalid", "theme"),
        ("svg", {"animate": "2"}, "value-invalid", "animate"),
        ("png", {"scale": "5"}, "value-invalid", "scale"),
        ("png", {"width": "20"}, "value-invalid", "width"),
        ("png", {"stage": "3.5"}, "stage-range", "stage"),
        ("svg", {"stage": "soon"}, "value-invalid", "stage"),
        ("svg", {"cell": "16"}, "cell-outside", "cell"),
        ("svg", {"color": "k"}, "color-unknown", "color"),
        ("svg", {"at": "k=1"}, "window-axis", "at"),
        ("svg", {"view": "y=k:row"}, "view-axis", "view"),
        ("gif", {"pattern": "b h w (p1 p2 c -> b"}, "bracket-open", "pattern"),
        ("png", {"width": "2400", "scale": "4"}, "picture-large", "width"),
        ("gif", {"width": "2400", "height": "2400"}, "picture-large", "width"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_a_problem(
    client: Client, kind: str, more: Mapping[str, str], code: str, field: str
) -> None:
    document = problem(client.get(f"/rearrange.{kind}", {**PATCH, **more}))
    assert (document["errors"][0]["code"], document["errors"][0]["field"]) == (code, field)


def test_what_mends_a_picture_that_is_too_large_mends_it(client: Client) -> None:
    asked = {**PATCH, "width": "2400", "scale": "4"}
    repair = problem(client.get("/rearrange.png", asked))["errors"][0]["repair"]
    assert 1_000 < int(repair["width"]) < 2_400
    response = client.send("HEAD", "/rearrange.png", params={**asked, **repair})
    assert response.status_code == 200


def test_a_parameter_given_twice_is_refused(client: Client) -> None:
    response = client.send("GET", "/merge.svg", b"shape=1,4,4,1&shape=1,2,2,1")
    assert problem(response)["errors"][0]["code"] == "parameter-repeated"


def test_a_problem_speaks_the_language_that_was_asked_for(client: Client) -> None:
    english, chinese = (
        problem(client.get("/rearrange.png", {**PATCH, "stage": "9", "lang": lang}))["detail"] for lang in ("en", "zh")
    )
    assert english.isascii()
    assert not chinese.isascii()


def test_a_picture_speaks_it_too(client: Client) -> None:
    text = client.get("/rearrange.svg", {**PATCH, "lang": "zh"}).text
    assert "移动轴" in text
    assert "move axes" not in text


@pytest.mark.parametrize("more", [{"animate": "0"}, {"stage": "1.5"}, {"stage": "0"}])
def test_a_still_does_not_play(client: Client, more: Mapping[str, str]) -> None:
    assert "@keyframes" in client.get("/rearrange.svg", PATCH).text
    assert "@keyframes" not in client.get("/rearrange.svg", {**PATCH, **more}).text


def test_a_marked_cell_has_rings_and_a_thread(client: Client) -> None:
    plain, marked = (client.get("/rearrange.svg", {**PATCH, **more}).text for more in ({}, {"cell": "5"}))
    assert plain.count('class="ring') == 0
    assert marked.count('class="ring') == 3  # around the cell, around its source, and around the block that flies
    assert marked.count('class="th') == 1


def test_a_page_that_shows_a_million_cells_has_a_picture_of_a_window(client: Client) -> None:
    text = client.get("/rearrange.svg", {"pattern": "h w -> w h", "shape": "1000,1000", "show": "1000000"}).text
    assert "cells: h 0–62 of 1000, w 0–62 of 1000" in text
    assert text.count("<use") < 4 * 4096 + 4096


def test_a_tensor_of_a_million_million_cells_costs_no_more(client: Client) -> None:
    response = client.get("/rearrange.svg", {"pattern": "h w -> w h", "shape": "1000000,1000000"})
    assert len(response.text) < 100_000


@pytest.mark.parametrize("pattern", ["-> ", "a -> a 1", "a b -> b a"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_scalar_and_an_empty_tensor_have_pictures(client: Client, pattern: str, kind: str) -> None:
    shape = {"-> ": "", "a -> a 1": "1", "a b -> b a": "0,3"}[pattern]
    assert client.get(f"/rearrange.{kind}", {"pattern": pattern, "shape": shape, **SMALL}).status_code == 200


def test_the_same_query_gives_the_same_bytes_wherever_it_is_asked() -> None:
    query = {**PATCH, **SMALL, "lang": "zh", "cell": "3"}
    script = (
        "from hashlib import sha256; from tests.web.client import Client; own = Client()\n"
        f"for kind in {KINDS!r}: print(kind, sha256(own.get(f'/rearrange.{{kind}}', {query!r}).content).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    own = Client()
    here = {kind: sha256(own.get(f"/rearrange.{kind}", query).content).hexdigest() for kind in KINDS}
    assert dict(line.split() for line in there.splitlines()) == here


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_has_a_picture_is_told_so(client: Client, kind: str) -> None:
    path, query = f"/rearrange.{kind}", {**PATCH, **SMALL}
    first = client.get(path, query, headers={"accept-encoding": "identity"})
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert first.headers["cache-control"].startswith("public, max-age=")
    for condition in (tag, f'"other", {tag}', "*"):
        again = client.get(path, query, headers={"if-none-match": condition, "accept-encoding": "identity"})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    assert client.get(path, query, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_packed_picture_has_a_tag_of_its_own(client: Client) -> None:
    plain = client.get("/rearrange.svg", PATCH, headers={"accept-encoding": "identity"})
    packed = client.get("/rearrange.svg", PATCH, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content  # unpacked by the client
    assert plain.headers["etag"] != packed.headers["etag"]
    assert "accept-encoding" in plain.headers["vary"].lower()
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 5, mtime=0))
    assert int(packed.headers["content-length"]) < len(plain.content) / 3


def test_a_release_changes_every_tag() -> None:
    def tag(version: str) -> str:
        pool = PicturePool(version, 1, 1, 100)
        return asyncio.run(pool.picture("key", "image/png", lambda going: b"picture")).tag

    assert tag("1") == tag("1")
    assert tag("1") != tag("2")


def test_a_picture_opened_as_a_page_can_do_nothing(client: Client) -> None:
    policy = client.get("/rearrange.svg", PATCH).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "style-src 'unsafe-inline'" in policy
    page = client.get("/rearrange", PATCH).headers["content-security-policy"]
    assert "unsafe-inline" not in page


def test_finished_pictures_are_kept_up_to_a_bound() -> None:
    async def ask() -> list[str]:
        drawn: list[str] = []
        pool = PicturePool("1", 1, 8, 250)

        def draw(name: str) -> bytes:
            drawn.append(name)
            return name.encode() * 100

        for name in ("a", "b", "a", "c", "a", "b"):
            made = await pool.picture(name, "image/png", lambda going, name=name: draw(name))  # type: ignore[misc]
            assert made.body == name.encode() * 100
        return drawn

    # Two have room: c pushed b out, which had not been asked for as lately as a.
    assert asyncio.run(ask()) == ["a", "b", "c", "b"]


def test_a_picture_that_is_asked_for_by_many_is_drawn_once() -> None:
    async def ask() -> int:
        drawn: list[int] = []
        pool = PicturePool("1", 2, 0, 1_000)
        go = threading.Event()

        def draw(going: Going) -> bytes:
            go.wait(20)
            drawn.append(1)
            return b"picture"

        asked = [asyncio.ensure_future(pool.picture("key", "image/png", draw)) for _ in range(9)]
        await asyncio.sleep(0)  # all of them have begun
        asked[0].cancel()  # one goes away, the others still get theirs
        go.set()
        assert all(each.body == b"picture" for each in await asyncio.gather(*asked[1:]))
        return len(drawn)

    assert asyncio.run(ask()) == 1


def test_a_picture_that_failed_is_drawn_again_when_it_is_asked_for() -> None:
    async def ask() -> bytes:
        pool = PicturePool("1", 1, 0, 1_000)

        def fail(going: Going) -> bytes:
            raise MemoryError

        with pytest.raises(MemoryError):
            await pool.picture("key", "image/png", fail)
        return (await pool.picture("key", "image/png", lambda going: b"picture")).body

    assert asyncio.run(ask()) == b"picture"


def test_a_flood_of_pictures_leaves_the_rest_of_the_application_free(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def held(kind: Format) -> Format:
        def draw(drawable: Drawable, asked: Any, going: Going) -> bytes:
            assert go.wait(60)
            return kind.draw(drawable, asked, going)

        return replace(kind, draw=draw)

    monkeypatch.setattr(pictures, "FORMATS", tuple(held(kind) for kind in FORMATS))
    app = create_app(Settings(pictures_at_once=2, pictures_waiting=3))

    async def flood() -> None:
        transport = httpx.ASGITransport(app, raise_app_exceptions=True)
        async with httpx.AsyncClient(transport=transport, base_url="http://server", trust_env=False) as client:
            asked = [
                asyncio.ensure_future(client.get("/rearrange.png", params={**PATCH, "width": str(200 + number)}))
                for number in range(20)
            ]
            busy = 20 - 5
            # Those beyond the bound are answered while not one picture has been drawn.
            while sum(each.done() for each in asked) < busy:
                await asyncio.sleep(0.01)
            for each in asked:
                if each.done():
                    document = problem(each.result(), 503)
                    assert document["errors"][0]["code"] == "pictures-busy"
                    assert int(each.result().headers["retry-after"]) >= 1
            # Nor does anybody else wait for them.
            assert (await client.get("/healthz")).status_code == 200
            assert (await client.get("/api/v1/rearrange", params=PATCH)).status_code == 200
            assert (await client.get("/rearrange", params=PATCH)).status_code == 200
            assert sum(each.done() for each in asked) == busy
            go.set()
            drawn = [each.status_code for each in await asyncio.gather(*asked)]
            assert drawn.count(200) == 5
            assert (await client.get("/rearrange.png", params={**PATCH, "width": "219"})).status_code == 200

    try:
        asyncio.run(flood())
    finally:
        go.set()


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.ending)
def test_no_picture_that_may_be_asked_for_takes_more_memory_than_there_is(kind: Format) -> None:
    settings = within_memory(Settings(memory=256))
    assert memory_of(kind, None, settings.limits) <= shares(256 * MB).work
