"""Light or dark, chosen in the head: at once, on every page, before anything is seen, and by the system otherwise."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import answer, centre, colour_at, digits_of, near, seek, shade

PAPER = {"light": (251, 250, 246), "dark": (19, 20, 23)}


def paper(page: Page) -> tuple[int, ...]:
    """The colour behind everything."""
    return tuple(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"))


def choose(page: Page, name: str) -> None:
    """Press the switch until it says this."""
    for _ in range(3):
        if page.locator("#theme").get_attribute("aria-label") == name:
            return
        page.locator("#theme").click()
    expect(page.locator("#theme")).to_have_attribute("aria-label", name)


def block(page: Page) -> tuple[int, int, int]:
    """The colour of the block with number 6 in the input."""
    said = answer(page)
    return colour_at(page, centre(page, said, 0, digits_of(said, 6)))


@pytest.mark.parametrize("path", ["/", "/merge", "/program", "/examples"])
def test_every_page_has_the_switch_and_remembers_the_choice(open_page: OpenPage, path: str) -> None:
    page = open_page("/docs", color_scheme="light")
    page.goto(path, wait_until="domcontentloaded")  # the pictures of the gallery take their time
    assert paper(page) == PAPER["light"]
    choose(page, "Theme: dark")
    assert paper(page) == PAPER["dark"]
    page.reload(wait_until="domcontentloaded")
    expect(page.locator("#theme")).to_have_attribute("aria-label", "Theme: dark")
    assert paper(page) == PAPER["dark"]
    choose(page, "Theme: system")
    assert paper(page) == PAPER["light"]
    page.emulate_media(color_scheme="dark")
    assert paper(page) == PAPER["dark"]


FIRST = """
if (location.protocol !== "about:") {
  localStorage.setItem("einscope-theme", "dark");
  requestAnimationFrame(function look() {
    if (!document.body) return void requestAnimationFrame(look);
    window.first = getComputedStyle(document.body).backgroundColor;
  });
}
"""


def test_the_choice_holds_before_anything_is_painted(open_page: OpenPage) -> None:
    page = open_page("/merge", color_scheme="light", before=FIRST)
    assert page.evaluate("window.first") == f"rgb{PAPER['dark']}"


PRESS = """() => new Promise((done) => {
  document.getElementById("drawing").addEventListener("drawn", done, { once: true });
  document.getElementById("theme").click();
})"""


@pytest.mark.parametrize(("system", "name"), [("light", "dark"), ("dark", "light")])
def test_the_stage_follows_the_switch_at_once(open_page: OpenPage, system: str, name: str) -> None:
    page = open_page("/", color_scheme=system)
    said = answer(page)
    seek(page, 0)
    assert near(block(page), shade(said, digits_of(said, 6), system))
    choose(page, {"dark": "Theme: light", "light": "Theme: system"}[name])
    page.evaluate(PRESS)
    assert near(block(page), shade(said, digits_of(said, 6), name))
    ink = page.locator("#underlay .caption").first.evaluate("(each) => getComputedStyle(each).fill")
    assert ink == {"dark": "rgb(160, 159, 166)", "light": "rgb(100, 98, 92)"}[name]


def test_what_is_under_the_pointer_stays_when_the_colours_change(open_page: OpenPage) -> None:
    page = open_page("/merge?cell=3", color_scheme="light")
    expect(page.locator("#cell-title")).to_have_text("Cell 5")
    before = page.url
    choose(page, "Theme: dark")
    expect(page.locator("#cell-title")).to_have_text("Cell 5")
    assert page.url == before


def test_the_switch_speaks_chinese_and_leaves_no_trace_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/merge?lang=zh")
    choose(page, "主题：深色")
    assert page.url.endswith("/merge?lang=zh")
    assert page.context.cookies() == []


def test_another_tab_follows(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="light")
    other = page.context.new_page()
    other.goto("/program")
    choose(page, "Theme: dark")
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    assert paper(other) == PAPER["dark"]


def test_a_frame_follows_the_system_whatever_was_chosen(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="light")
    choose(page, "Theme: dark")
    page.goto("/embed/merge")
    page.locator("#drawing[data-time]").wait_for()
    assert paper(page) == PAPER["light"]


def test_the_description_of_the_api_is_dark_too(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="light")
    choose(page, "Theme: dark")
    page.goto("/docs")
    expect(page.locator("html")).to_contain_class("dark-mode")


def test_paper_is_white_whatever_was_chosen(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="light")
    choose(page, "Theme: dark")
    page.emulate_media(media="print")
    assert paper(page) == (255, 255, 255)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_pictures_of_the_gallery_are_as_dark_as_the_page(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="light")
    choose(page, "Theme: dark")
    page.goto("/examples", wait_until="domcontentloaded")
    image = page.locator(".card img").first
    expect(image).to_have_js_property("complete", True)
    with Image.open(BytesIO(image.screenshot())) as picture:
        corner = picture.convert("RGB").getpixel((picture.width // 2, 4))
    assert isinstance(corner, tuple)
    assert max(corner) < 60
