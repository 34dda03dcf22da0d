"""Every page in Debian's Firefox, over WebDriver BiDi: drawn, played, typed into and shared, with a silent console."""

import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, expect

from einscope.core.ops import registry
from tests.browser.conftest import OpenPage, Rooms, named
from tests.browser.test_share import DRAWN, line, share
from tests.browser.test_typing import base, retype

RELAY = Path(__file__).with_name("relay.py")
PREFERENCES = {
    "ui.primaryPointerCapabilities": 6,  # a mouse: without a screen Firefox finds none
    "ui.allPointerCapabilities": 6,
    "dom.events.testing.asyncClipboard": True,  # a test may read what a page has copied
}
COMPARE = f"/compare?a={quote('/merge?shape=1,4,4,1')}&b={quote('/merge?shape=1,4,4,1&order=p1 p2 c')}"
INFER = "/infer?sources=[0,1,4,5,2,3,6,7,8,9,12,13,10,11,14,15]&input_shape=1,2,2,4&output_shape=1,4,4,1"
STAGES = ("/", *(f"/{name}" for name in registry()), "/program", COMPARE, "/embed/merge", "/embed/program")
STAGES += ("/learn/first-cell", "/?lang=zh")
SHEETS = {
    "/infer": "#sources",
    INFER: "#told img",
    "/infer?from=1,2,2,4&to=1,4,4,1": "#ways img",
    "/learn": "#lessons img",
    "/examples": "#gallery img",
    "/problems": "#problems a",
    "/problems/size-odd": "main a",
    "/docs": ".opblock",
}


@pytest.fixture(scope="module")
def rooms(playwright: Playwright, address: str) -> Iterator[Rooms]:
    """Contexts of Firefox, which has nobody asked for the clipboard."""
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    firefox = playwright.firefox.launch(
        channel="moz-firefox",  # as it is, not the one that Playwright patches
        executable_path=RELAY,
        env={**os.environ, "FIREFOX": named("FIREFOX"), "PATH": paths},
        firefox_user_prefs=PREFERENCES,  # type: ignore[arg-type]
    )
    rooms = Rooms(firefox, address, permissions=())
    yield rooms
    rooms.leave()
    firefox.close()


def strong_colours(page: Page) -> int:
    """How many strong colours the stage shows much of: those of blocks, not of letters and lines."""
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    picture = Image.open(BytesIO(page.screenshot(clip=box, caret="initial"))).convert("RGB")
    colours, counts = np.unique(np.asarray(picture).reshape(-1, 3), axis=0, return_counts=True)
    return int(((counts > 400) & (np.ptp(colours, axis=1) > 40)).sum())


def drawn(page: Page) -> bool:
    """Whether the stage shows blocks: a picture that Firefox takes may lack what a worker has just drawn."""
    return any(strong_colours(page) > 3 for _ in range(10))


@pytest.mark.parametrize("path", STAGES)
def test_every_stage_is_drawn_and_plays(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    drawing = page.locator(".drawing[data-time]").first
    page.locator("#time").fill("0")
    began = drawing.get_attribute("data-time") or ""
    assert drawn(page)
    page.locator("#play").click()
    expect(drawing).not_to_have_attribute("data-time", began)
    expect(page.locator("#time")).not_to_have_value("0")


@pytest.mark.parametrize("path", SHEETS)
def test_every_other_page_is_there(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    page.locator(SHEETS[path]).first.wait_for()
    page.wait_for_function("[...document.images].every((image) => image.loading === 'lazy' || image.naturalWidth)")


def test_a_pattern_is_typed_refused_mended_and_taken_back(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+c+->+h+w+c&shape=2,3,4")
    retype(page, "h w (c d) -> (c h) w d")
    page.get_by_role("button", name="sizes: c=2").click()
    expect(page.locator("#formula")).to_have_text("y[2c + h, w, d] = x[h, w, 2c + d]")
    expect(page).to_have_url(f"{base(page)}/rearrange?pattern=h+w+(c+d)+-%3E+(c+h)+w+d&shape=2,3,4&sizes=c=2")
    assert drawn(page)
    page.locator('input[name="shape"]').fill("2,3,6")
    expect(page.locator("#output")).to_have_text("4 × 3 × 3")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#output")).to_have_text("4 × 3 × 2")


def test_a_program_is_typed(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+=+x&shape=x:2,3")
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("y = x.t()")
    expect(page.locator("#said")).to_have_text("Line 1: y is x with its cells moved, 3×2.")
    expect(page).to_have_url(re.compile(r"x\.t\(\)"))
    assert drawn(page)


def test_a_cell_is_pointed_at_and_walked_to(open_page: OpenPage) -> None:
    page = open_page("/merge?stage=3")
    page.locator("#drawing[data-time]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#cell b").first).to_be_visible()
    page.keyboard.press("Escape")


@pytest.mark.parametrize("path", ["/merge?shape=1,4,4,2", "/program?code=y+=+x.t()&shape=x:2,3", COMPARE])
def test_a_state_is_shared_as_link_and_picture(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    panel = share(page)
    page.keyboard.press("Enter")  # the focus is on the first button
    expect(panel.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == line(page, "Link")
    page.locator(DRAWN).wait_for()
    page.wait_for_function("(picture) => document.querySelector(picture).naturalWidth > 0", arg=DRAWN)


def test_what_a_layer_made_is_asked_for(open_page: OpenPage) -> None:
    page = open_page("/infer")
    page.get_by_label("Shape of the input").first.fill("2,3")
    page.locator("#sources").fill("[[0, 3], [1, 4], [2, 5]]")
    page.get_by_role("button", name="Find the pattern").click()
    expect(page.locator("#told")).to_contain_text("a b → b a")


def test_a_lesson_is_solved_and_kept(open_page: OpenPage) -> None:
    page = open_page("/learn/first-cell?step=2")
    page.locator("#task .answer").fill("2")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#said.right")).to_be_visible()
    page.goto("/learn")
    expect(page.locator('[data-lesson="first-cell"] [data-progress]')).to_have_text("1 of 4 steps done")


def test_things_are_found_and_the_theme_is_turned(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("ControlOrMeta+k")
    page.keyboard.type("SpaceToDepth")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/merge|/learn/four-slices"))
    page.locator("#theme").click()
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
