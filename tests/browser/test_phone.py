"""A phone: what is tapped answers beside the finger, and fingers find what they aim at."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Visitor

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


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
        """() => [...document.querySelectorAll(":is(#ask, #asked) :is(input, select, textarea)")]
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


SEEN = """() => [visualViewport.scale, visualViewport.offsetTop, scrollX, scrollY]"""


def touched(page: Page, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
    """Move as many fingers at once, each from a point to a point, in eight steps."""
    session = page.context.new_cdp_session(page)
    for step in range(9):
        points = [
            {"id": finger, "x": x0 + (x1 - x0) * step / 8, "y": y0 + (y1 - y0) * step / 8}
            for finger, ((x0, y0), (x1, y1)) in enumerate(ways)
        ]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


@pytest.mark.parametrize("path", ["/?stage=3", "/program", "/compare?stage=3"])
def test_two_fingers_are_the_stages_and_one_is_the_pages(open_page: OpenPage, path: str) -> None:
    page = open_page(path, **PHONE)
    drawing = page.locator(".drawing[data-time]").first
    drawing.evaluate("(drawing) => drawing.scrollIntoView({ block: 'center' })")
    box = drawing.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    whole, seen = drawing.get_attribute("data-scale"), page.evaluate(SEEN)
    touched(page, ((x - 20, y - 20), (x - 80, y - 60)), ((x + 20, y + 20), (x + 80, y + 60)))
    expect(drawing).to_have_class(re.compile("near"))
    expect(drawing).not_to_have_attribute("data-scale", whole or "")
    touched(page, ((x - 40, y), (x - 40, y - 70)), ((x + 40, y), (x + 40, y - 70)))
    assert page.evaluate(SEEN) == seen  # the page neither zoomed nor scrolled
    touched(page, ((x - 150, y), (x - 10, y)), ((x + 150, y), (x + 10, y)))
    expect(drawing).to_have_attribute("data-scale", whole or "")
    touched(page, ((x, y + 40), (x, y - 60)))
    page.wait_for_function(f"(before) => ({SEEN})()[3] > before", arg=seen[3])
    expect(page.locator("section.answers")).to_have_count(0)  # whoever scrolls points at nothing


@pytest.mark.parametrize("path", ["/", "/merge", "/program", "/compare", "/learn/first-cell", "/embed/merge"])
def test_on_its_side_the_stage_and_play_are_on_one_screen(open_page: OpenPage, path: str) -> None:
    page = open_page(path, viewport={"width": 844, "height": 390}, has_touch=True, is_mobile=True)
    drawing = page.locator(".drawing[data-time]").first
    drawing.evaluate("(drawing) => drawing.scrollIntoView({ block: 'start' })")
    expect(drawing).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#play")).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("document.documentElement.scrollWidth") <= 844
    stage, timeline = drawing.bounding_box(), page.locator(".timeline").bounding_box()
    assert stage is not None
    assert timeline is not None
    assert stage["height"] >= 160
    assert timeline["height"] <= 90


def test_what_is_shown_while_a_program_is_wrong_covers_nothing(visitor: Visitor) -> None:
    page = visitor.open("/program?code=y+%3D+x.view(2,+3)&shape=x:1,4,4", **PHONE)
    page.locator("#drawing[data-time]").wait_for()
    note = page.locator("#last-valid")
    expect(note).to_contain_text("Shown")
    own = note.bounding_box()
    assert own is not None
    for place in ("#drawing", "#said"):
        box = page.locator(place).bounding_box()
        assert box is not None
        assert own["y"] + own["height"] <= box["y"] or box["y"] + box["height"] <= own["y"], place
    visitor.complaints[:] = [each for each in visitor.complaints if "422" not in each]
