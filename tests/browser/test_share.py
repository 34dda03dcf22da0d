"""The panel that shares a state: what it offers works elsewhere, and says the stage, the cell, language and theme."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import BLANK, OpenPage
from tests.browser.stage import seek
from tests.browser.test_theme import choose

LABELS = ["Link", "Embed code", "Markdown image", "HTML image", "curl command"]


def share(page: Page) -> Locator:
    """Open the panel."""
    page.locator("#share").click()
    expect(page.locator("#sharing")).to_be_visible()
    return page.locator("#sharing")


def line(page: Page, label: str) -> str:
    """The text of a line of the panel."""
    return page.get_by_label(label, exact=True).input_value()


def asked(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_every_line_can_be_copied_the_link_by_one_press(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,2")
    panel = share(page)
    expect(panel.locator(".share-row > span")).to_have_text(LABELS)
    page.keyboard.press("Enter")  # the focus is on the first button
    expect(panel.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == line(page, "Link")
    for label in LABELS[1:]:
        button = panel.locator(".share-row").filter(has=page.get_by_label(label, exact=True)).get_by_role("button")
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == line(page, label)


def test_a_link_says_stage_cell_and_language(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3&cell=4&lang=zh")
    seek(page, 1.5)
    share(page)
    link = line(page, "链接")
    assert asked(link) == {"pattern": "h w -> w h", "shape": "2,3", "lang": "zh", "stage": "1.5", "cell": "4"}
    other = open_page(link)
    expect(other.locator("#time")).to_have_value("1.5")
    expect(other.locator("#drawing")).to_have_class(re.compile("pinned"))
    expect(other.locator("html")).to_have_attribute("lang", "zh")


def test_files_are_there_films_whole_and_stills_of_the_moment(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3&stage=1&cell=4")
    panel = share(page)
    wanted = {"SVG (animated)": ("svg", None), "GIF (animated)": ("gif", None), "PNG (still)": ("png", "1")}
    for name, (ending, stage) in wanted.items():
        file = panel.get_by_role("link", name=name)
        expect(file).to_have_attribute("download", f"einscope-rearrange.{ending}")
        address = file.get_attribute("href") or ""
        assert urlsplit(address).path == f"/rearrange.{ending}"
        assert asked(address).get("stage") == stage
        assert asked(address)["cell"] == "4"
    with page.expect_download() as caught:
        panel.get_by_role("link", name="SVG (animated)").click()
    assert caught.value.suggested_filename == "einscope-rearrange.svg"
    assert caught.value.path().read_bytes().startswith(b"<svg")


@pytest.mark.parametrize(
    ("name", "theme"), [("Theme: system", None), ("Theme: light", "light"), ("Theme: dark", "dark")]
)
def test_pictures_are_in_the_theme_that_was_chosen(open_page: OpenPage, name: str, theme: str | None) -> None:
    page = open_page("/merge?shape=1,4,4,2")
    choose(page, name)
    panel = share(page)
    assert asked(panel.get_by_role("link", name="GIF (animated)").get_attribute("href") or "").get("theme") == theme
    assert ("theme=" in line(page, "HTML image")) == (theme is not None)
    assert "theme" not in asked(line(page, "Link"))


def test_pictures_speak_the_language_of_the_page(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,2", locale="zh-CN")
    panel = share(page)
    assert asked(panel.get_by_role("link", name="PNG（静态）").get_attribute("href") or "")["lang"] == "zh"


def test_the_frame_shows_the_stage_on_another_page(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,2&stage=2")
    share(page)
    post = f"<!doctype html><title>A post</title>{line(page, 'Embed code')}"
    page.route("**/post", lambda route: route.fulfill(body=post, content_type="text/html"))
    page.goto("/post")
    page.frame_locator("iframe").locator('#drawing[data-time="2"]').wait_for()


def test_what_was_last_right_is_shared_while_something_is_wrong(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3")
    page.locator("#pattern").fill("h w -> (w h")
    expect(page.locator("#verdict")).to_have_text("✗ not valid yet")
    share(page)
    assert asked(line(page, "Link"))["pattern"] == "h w -> w h"


def test_where_nothing_is_right_yet_the_link_alone_is_shared(open_page: OpenPage) -> None:
    page = open_page(BLANK).context.new_page()
    page.goto("/rearrange?pattern=h+w+->&shape=2,3")  # answered with status 422, which the console would complain about
    panel = share(page)
    expect(panel.locator(".share-row")).to_have_count(1)
    assert line(page, "Link") == page.url


def test_a_program_is_shared_with_its_line(open_page: OpenPage) -> None:
    page = open_page("/program?code=a+%3D+x.T%0Ab+%3D+a.T&shape=x:2,3&step=0")
    panel = share(page)
    assert asked(line(page, "Link")) == {"code": "a = x.T\nb = a.T", "shape": "x:2,3", "step": "0"}
    expect(panel.locator(".share-row > span")).to_have_text(LABELS)
    picture = panel.get_by_role("link", name="PNG (still)").get_attribute("href") or ""
    assert asked(picture)["step"] == "0"
    response = page.request.get(picture)
    assert response.ok
    assert response.headers["content-type"] == "image/png"


def test_a_program_too_long_for_an_address_says_so(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    page.locator("#editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("y = x\n" + "# a remark that makes it long\n" * 300)
    expect(page.locator("#address")).to_have_text(re.compile("too long"))
    panel = share(page)
    expect(panel.locator("p")).to_have_text("This program is too long for an address: copy its text instead.")
    expect(panel.locator(".share-row, .files")).to_have_count(0)


def test_a_long_address_says_how_long_it_is(open_page: OpenPage) -> None:
    remarks = "%23+a+remark+that+makes+it+long%0A" * 60
    page = open_page(f"/program?code=y+%3D+x%0A{remarks}&shape=x:2,3")
    expect(share(page).locator("p")).to_have_text(re.compile(r"This address has \d{4} characters;"))
