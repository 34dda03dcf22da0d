"""Back and forth between states: buttons, keys, and the list of what was typed lately."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_typing import retype

FIRST = "/rearrange?pattern=h+w+->+w+h&shape=2,3"


def undo(page: Page) -> None:
    page.get_by_role("button", name="Undo").click()


def redo(page: Page) -> None:
    page.get_by_role("button", name="Redo").click()


def test_undo_and_redo_step_through_states(open_page: OpenPage) -> None:
    page = open_page(FIRST)
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")
    page.locator('input[name="shape"]').fill("4,3")
    expect(page.locator("#output")).to_have_text("3 × 4")
    page.get_by_label("Size of w", exact=True).press("ArrowUp")
    expect(page.locator("#output")).to_have_text("4 × 4")
    undo(page)
    expect(page.locator("#output")).to_have_text("3 × 4")
    undo(page)
    expect(page.locator("#output")).to_have_text("3 × 2")
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Control+z")  # never to the page before
    redo(page)
    expect(page.locator("#output")).to_have_text("3 × 4")
    redo(page)
    expect(page.locator("#output")).to_have_text("4 × 4")
    expect(page.get_by_role("button", name="Redo")).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("place", ["#pattern", 'input[name="shape"]', "#drawing", "#stills"])
def test_the_keys_of_undo_hold_anywhere(open_page: OpenPage, place: str) -> None:
    page = open_page(FIRST)
    page.locator('input[name="shape"]').fill("4,3")
    expect(page.locator("#output")).to_have_text("3 × 4")
    page.locator(place).focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#output")).to_have_text("3 × 2")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#output")).to_have_text("3 × 4")
    page.keyboard.press("Control+z")
    expect(page.locator("#output")).to_have_text("3 × 2")
    page.keyboard.press("Control+y")
    expect(page.locator("#output")).to_have_text("3 × 4")


def test_undo_of_a_mistake_leads_to_the_last_valid_state(open_page: OpenPage) -> None:
    page = open_page(FIRST)
    retype(page, "h w -> w (h")
    expect(page.locator("#verdict")).to_have_text("✗ not valid yet")
    undo(page)
    expect(page.locator("#pattern")).to_have_value("h w -> w h")
    expect(page.locator("#verdict")).to_have_text("✓ valid")


def test_undo_holds_after_a_reload(open_page: OpenPage) -> None:
    page = open_page(FIRST)
    page.locator('input[name="shape"]').fill("4,3")
    expect(page.locator("#output")).to_have_text("3 × 4")
    page.reload()
    undo(page)
    expect(page.locator("#output")).to_have_text("3 × 2")


def test_what_was_typed_lately_is_listed_opened_and_cleared(open_page: OpenPage) -> None:
    page = open_page(FIRST)
    recent = page.get_by_role("button", name="Recent")
    recent.click()
    expect(page.locator("#recents")).to_contain_text("Nothing yet")
    page.keyboard.press("Escape")
    retype(page, "h w -> (w h)")
    expect(page.locator("#output")).to_have_text("6")
    page.goto("/reduce?pattern=h+w+->+h&shape=2,3&reduction=max")
    retype(page, "h w -> w")
    expect(page.locator("#output")).to_have_text("3")
    recent.click()
    links = page.locator("#recents a")
    expect(links).to_have_count(2)
    expect(links.first).to_contain_text("h w -> w")
    links.last.click()
    expect(page.locator("#pattern")).to_have_value("h w -> (w h)")
    recent.click()
    page.get_by_role("button", name="Clear the list").click()
    expect(links).to_have_count(0)
    page.reload()
    recent.click()
    expect(page.locator("#recents")).to_contain_text("Nothing yet")


def test_programs_step_through_states_too_and_their_editor_has_its_own_undo(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()&shape=x:2,3")
    page.get_by_label("Shape of x").fill("4,3")
    expect(page.locator("#lines")).to_contain_text("3×4")
    undo(page)
    expect(page.locator("#lines")).to_contain_text("3×2")
