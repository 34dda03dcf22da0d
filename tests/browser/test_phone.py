"""A phone: what is tapped answers beside the finger, and fingers find what they aim at."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def tapped(page: Page, selector: str, across: float, down: float) -> None:
    box = page.locator(selector).bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


@pytest.mark.parametrize(("path", "down"), [("/?stage=0", 0.2), ("/program", 0.2)])
def test_what_is_tapped_answers_at_the_foot_of_the_screen(open_page: OpenPage, path: str, down: float) -> None:
    page = open_page(path, **PHONE)
    page.locator("#drawing[data-time]").wait_for()
    page.locator("#drawing").scroll_into_view_if_needed()
    answer = page.locator("section.answers")
    for across in (0.3, 0.4, 0.5):  # wherever a block stands
        tapped(page, "#drawing", across, down)
        if answer.count():
            break
    expect(answer).to_be_visible()
    expect(page.locator("#cell-title")).to_contain_text("Cell")
    box = answer.bounding_box()
    assert box is not None
    assert box["y"] > 844 / 2
    assert box["y"] + box["height"] <= 844
    answer.get_by_role("button", name="Close").click()
    expect(answer).to_have_count(0)


def test_fields_have_letters_that_no_phone_zooms_into(open_page: OpenPage) -> None:
    page = open_page("/merge", **PHONE)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("#ask :is(input, select, textarea)")]
            .filter((each) => each.checkVisibility()).map((each) => parseFloat(getComputedStyle(each).fontSize))"""
    )
    assert sizes
    assert min(sizes) >= 16


@pytest.mark.parametrize("path", ["/", "/merge", "/program"])
def test_what_is_pressed_is_as_large_as_a_finger(open_page: OpenPage, path: str) -> None:
    page = open_page(path, **PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".chip.field, .preset, .tool, .play, .stops button, .timeline .button")]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
            .map((each) => [each.className, each.textContent, each.getBoundingClientRect().height])"""
    )
    assert small == []


def test_nothing_is_wider_than_the_screen(open_page: OpenPage) -> None:
    for path in ("/", "/merge", "/program", "/learn", "/examples"):
        page = open_page(path, **PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
