"""Einscope from elsewhere: framed and asked by other origins and by files on a disk, and pages saved as files."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Visitor

PAIR = f"a={quote('/merge?shape=1,4,4,1')}&b={quote('/merge?shape=1,4,4,1&order=p1 p2 c')}"
CODE = "y = x.t()\nz = y.flip(0)  # </script><b>one</b><!-- two"
PROGRAM = f"code={quote(CODE)}&shape=x:2,3"
FRAMES = {
    "operation": "/embed/merge?shape=1,4,4,1&stage=2",
    "program": f"/embed/program?{PROGRAM}&stage=1.5",
    "comparison": f"/embed/compare?{PAIR}&stage=2",
    "sandbox": "/embed/merge?shape=1,4,4,1&stage=2",
}
ASKED = [
    ("GET", "/api/v1/merge?shape=1,4,4,1"),
    ("HEAD", "/api/v1/merge?shape=1,4,4,1"),
    ("GET", "/api/v1/merge?shape=1,5,5,1"),  # refused, in words that can be read
    ("POST", "/api/v1/merge"),
    ("POST", "/mcp"),
    ("GET", f"/api/v1/compare?{PAIR}"),
    ("GET", "/api/v1/merge.npy?shape=1,4,4,1"),
    ("GET", "/state/merge?shape=1,4,4,1"),
    ("GET", "/merge.svg?shape=1,4,4,1"),
    ("GET", "/compare.png?" + PAIR),
    ("GET", "/merge.txt?shape=1,4,4,1"),
    ("GET", "/merge.html?shape=1,4,4,1"),
    ("GET", "/oembed?url=/merge"),
    ("GET", "/einscope.py"),
]
BODIES = {"/api/v1/merge": {"shape": [1, 4, 4, 1]}, "/mcp": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}}

_ASK = """async ([address, asked, bodies]) => Promise.all(asked.map(async ([method, path]) => {
  const body = method === "POST" ? JSON.stringify(bodies[path]) : undefined;
  const headers = body ? { "content-type": "application/json", "x-anything": "1" } : {};
  const response = await fetch(address + path, { method, body, headers, credentials: "omit" });
  return [response.status, (await response.arrayBuffer()).byteLength, response.type];
}))"""


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where files of a folder are: on the disk, or on another server."""
    if request.param == "file":
        yield tmp_path.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing about it."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.mark.parametrize("elsewhere", ["another origin", "file"], indirect=True)
def test_a_page_from_elsewhere_frames_and_asks(visitor: Visitor, address: str, elsewhere: str, tmp_path: Path) -> None:
    here = address.replace("127.0.0.1", "localhost")  # for a browser another origin than 127.0.0.1
    frames = [
        f'<iframe id="{name}" src="{here}{path.replace("&", "&amp;")}" width="560" height="400"'
        f"{' sandbox=allow-scripts' if name == 'sandbox' else ''}></iframe>"
        for name, path in FRAMES.items()
    ]
    text = f"<!doctype html><title>Elsewhere</title><link rel=icon href='data:,'>{''.join(frames)}"
    (tmp_path / "post.html").write_text(text, encoding="utf-8")
    page = visitor.open(f"{elsewhere}/post.html")
    for name, drawing in (("operation", "drawing"), ("program", "drawing"), ("comparison", "b-drawing")):
        frame = page.frame_locator(f"#{name}")
        frame.locator(f"#{drawing}[data-time]").wait_for()
        assert frame.locator("canvas").last.evaluate("(canvas) => canvas.width * canvas.height") > 0
    page.frame_locator("#sandbox").locator('#drawing[data-time="2"]').wait_for()
    told = page.evaluate(_ASK, [here, ASKED, BODIES])
    statuses = [(422 if "5,5" in path or "oembed" in path else 200) for _, path in ASKED]
    assert [status for status, _, _ in told] == statuses
    assert all((length > 0) == (method != "HEAD") for (method, _), (_, length, _) in zip(ASKED, told, strict=True))
    assert {kind for _, _, kind in told} == {"cors"}
    visitor.complaints[:] = [each for each in visitor.complaints if "422" not in each]


def saved(address: str, path: str, folder: Path) -> str:
    """The address of a page that was saved as a file in a folder."""
    with urlopen(address + path) as response:
        content = response.read()
    assert len(content) <= 200_000
    file = folder / "saved.html"
    file.write_bytes(content)
    return file.as_uri()


def alone(page: Page) -> list[str]:
    """Whatever a page asks for from now on, but itself: nothing is answered."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    return asked


SAVED = {
    "operation": ("/merge.html?shape=1,4,4,1&stage=0&cell=3", "#cell", "y[0, 0, 0, 3]"),
    "cells": ("/rearrange.html?pattern=(a b) (c d) -> (b a) (d c)&shape=64,64&sizes=a=8,c=8&stage=0", "#cell", ""),
    "program": (f"/program.html?{PROGRAM}&stage=1&cell=1&lang=zh", "#cell", "z[0, 1] ← 5"),
    "comparison": (f"/compare.html?{PAIR}&stage=0&cell=1", "#b-cell", "y[0, 0, 0, 1] ← x 1"),
    "lesson": ("/learn/first-cell.html", "#cell", ""),
}


@pytest.mark.parametrize("kind", SAVED)
def test_a_saved_page_plays_from_a_disk(open_page: OpenPage, address: str, tmp_path: Path, kind: str) -> None:
    path, told, said = SAVED[kind]
    file = saved(address, path.replace(" ", "+"), tmp_path)
    page = open_page("about:blank", still=False)
    asked = alone(page)
    try:
        page.goto(file)
        drawing = page.locator("#b-drawing" if kind == "comparison" else "#drawing")
        expect(drawing).to_have_attribute("data-time", re.compile("."))
        if said:
            expect(page.locator(told)).to_contain_text(said)
        papers = {}
        for _ in range(3):  # as the system has it, light, dark
            page.locator("#theme").click()
            theme = page.evaluate("document.documentElement.dataset.theme")
            papers[theme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert papers["system"] == papers["light"] != papers["dark"]
        if kind != "lesson":  # which plays by itself
            page.locator("#play").click()
        end = "2" if kind == "program" else "3"  # a line is a flight alone
        expect(drawing).to_have_attribute("data-time", end, timeout=12_000)
        drawing.focus()
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        expect(page.locator(told)).to_contain_text("y[" if kind != "program" else "z[")
        if kind == "program":
            page.locator("#stops button").first.click()
            expect(page.locator("#said")).to_contain_text("第 1 行")
        if kind == "lesson":
            page.locator("#to-3").click()
            expect(page.locator("#step-3 #bench")).to_be_visible()
            expect(page.locator("#step-1")).to_be_hidden()
    finally:
        page.context.set_offline(False)
    assert set(asked) <= {file}


def test_what_a_link_says_stays_text_in_a_file(open_page: OpenPage, address: str, tmp_path: Path) -> None:
    page = open_page(saved(address, f"/program.html?{PROGRAM}", tmp_path))
    page.locator("#drawing[data-time]").wait_for()
    expect(page.locator(".code")).to_contain_text("</script><b>one</b><!-- two")
    assert page.locator("b").count() == 0
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert re.fullmatch(
        r"default-src 'none'; script-src ('sha256-[\w+/=]+' ?){2}; style-src 'sha256-[\w+/=]+'; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )


@pytest.mark.parametrize(
    "path", ["/merge?shape=1,4,4,1&stage=2", f"/program?{PROGRAM}", f"/compare?{PAIR}", "/learn/heads"]
)
def test_the_share_panel_saves_the_page_as_one_file(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    page.locator("[data-time]").first.wait_for()
    page.get_by_role("button", name="Share").click()
    with page.expect_download() as loading:
        page.get_by_role("link", name="Save as one page").click()
    assert loading.value.suggested_filename.endswith(".html")
    assert "script-src 'sha256-" in loading.value.path().read_text(encoding="utf-8").replace("&#39;", "'")
