"""Keys and their dialogs: search, help, playing and stepping, and where keys mean something else."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BLANK, OpenPage
from tests.browser.stage import along, seek

STILL = "/?stage=1"  # an address that names a stage: nothing moves


def selected(page: Page) -> str:
    """The title of the example that Enter would open."""
    return page.locator('#finder-list a[aria-selected="true"] span').text_content() or ""


@pytest.mark.parametrize("path", ["/", "/program", "/examples"])
def test_an_example_is_found_and_opened_without_a_mouse(open_page: OpenPage, path: str) -> None:
    page = open_page(BLANK)
    page.goto(path, wait_until="domcontentloaded")  # the pictures of the gallery take their time
    page.locator("html.script").wait_for()
    page.keyboard.press("ControlOrMeta+k")
    options = page.locator("#finder-list a:visible")
    expect(options.nth(30)).to_be_attached()
    page.keyboard.type("swin pad")
    expect(options).to_have_count(1)
    expect(page.get_by_role("combobox", name="Search")).to_have_attribute(
        "aria-activedescendant", re.compile("finder-list-")
    )
    page.keyboard.press("Enter")
    expect(page.locator("#output")).to_have_text("1 × 3 × 3 × 4")


def test_arrows_walk_through_what_was_found_and_round(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Search").click()
    page.locator("#finder-list a").first.wait_for()
    first = selected(page)
    page.keyboard.press("ArrowDown")
    second = selected(page)
    assert second != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    last = page.locator("#finder-list a").last
    expect(last).to_have_attribute("aria-selected", "true")
    expect(last).to_be_in_viewport()
    page.keyboard.type("qwertz")
    expect(page.locator("#finder-none")).to_have_text("Nothing here is called “qwertz”.")
    page.keyboard.press("Escape")
    expect(page.locator("#finder")).to_be_hidden()


def test_what_there_is_is_asked_for_once_in_the_language_of_the_page(open_page: OpenPage) -> None:
    page = open_page("/merge?lang=zh")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/find" in request.url else None)
    for _ in range(2):
        page.keyboard.press("ControlOrMeta+k")
        page.locator("#finder-list a").first.wait_for()
        page.keyboard.press("Escape")
    assert [url.split("/state")[1] for url in asked if "/state" in url] == ["/find?lang=zh"]
    page.keyboard.press("ControlOrMeta+k")
    page.keyboard.type("补齐")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("lang=zh"))
    expect(page.locator("html")).to_have_attribute("lang", "zh")


def test_a_server_that_does_not_answer_is_no_end(open_page: OpenPage) -> None:
    page = open_page()
    page.route("**/state/find*", lambda route: route.fulfill(status=200, body="later"))
    page.keyboard.press("ControlOrMeta+k")
    expect(page.locator("#finder-list")).to_have_text("The server is not responding.")
    page.keyboard.press("Escape")
    page.unroute("**/state/find*")
    page.keyboard.press("ControlOrMeta+k")
    expect(page.locator("#finder-list a").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "words"), [("/", "previous stage, next stage"), ("/program?lang=zh", "上一行，下一行")]
)
def test_a_question_mark_shows_the_keys(open_page: OpenPage, path: str, words: str) -> None:
    page = open_page(path)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys")).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#help").click()
    page.locator("#keys [data-close]").click()
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#help").click()
    page.mouse.click(5, 5)
    expect(page.locator("#keys")).to_be_hidden()


def test_one_dialog_gives_way_to_the_other(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("?")
    page.keyboard.press("ControlOrMeta+k")
    expect(page.locator("#finder")).to_be_visible()
    expect(page.locator("#keys")).to_be_hidden()


def test_whoever_types_types(open_page: OpenPage) -> None:
    page = open_page(STILL)
    page.locator("#pattern").focus()
    page.keyboard.press("End")
    page.keyboard.type("? ")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#pattern")).to_have_value(re.compile(r"\? $"))
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator("#time")).to_have_value(along(1))
    page.keyboard.press("ControlOrMeta+k")
    expect(page.locator("#finder")).to_be_visible()


def test_whoever_types_a_program_types_too(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    page.locator("#editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("y = x  # ? ")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#editor .cm-content")).to_have_text("y = x  # ? ", use_inner_text=True)
    expect(page.locator("#keys")).to_be_hidden()


def test_arrows_go_from_stage_to_stage(open_page: OpenPage) -> None:
    page = open_page()
    seek(page, 1.4)
    page.locator("#time").blur()
    for key, time in (
        ("ArrowRight", "2"),
        ("ArrowRight", "3"),
        ("ArrowRight", "3"),
        ("ArrowLeft", "2"),
        ("ArrowLeft", "1"),
    ):
        page.keyboard.press(key)
        expect(page.locator("#time")).to_have_value(along(float(time)))


def test_on_the_stage_arrows_walk_over_blocks(open_page: OpenPage) -> None:
    page = open_page(STILL)
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#cell-title")).to_have_text(re.compile(r"Cell \d+"))
    expect(page.locator("#time")).to_have_value(along(1))


def test_arrows_go_from_line_to_line_of_a_program(open_page: OpenPage) -> None:
    page = open_page("/program?code=a+%3D+x.T%0Ab+%3D+a.T&shape=x:2,3")
    current = page.locator("#stops [aria-current]")
    expect(current).to_have_text("2b")
    page.keyboard.press("ArrowLeft")
    expect(current).to_have_text("1a")
    page.keyboard.press("ArrowRight")
    expect(current).to_have_text("2b")


def test_in_a_dialog_keys_are_the_dialogs(open_page: OpenPage) -> None:
    page = open_page(STILL)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.locator("#keys-title").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    expect(page.locator("#time")).to_have_value(along(1))
