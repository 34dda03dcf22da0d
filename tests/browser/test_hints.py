"""The first visit: what to try, once."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

FIRST = """if (!sessionStorage.getItem("begun")) {
  sessionStorage.setItem("begun", "yes");
  localStorage.removeItem("einscope-hints");
}"""
SITE = "See where every cell of a tensor goes when it is rearranged, and by which formula."


def hints(page: Page) -> list[str]:
    return page.locator(".hints li").all_text_contents()


def test_the_first_visit_says_what_to_try_and_each_hint_is_ticked_when_it_is_followed(open_page: OpenPage) -> None:
    page = open_page("/", before=FIRST)
    expect(page.locator(".hints li")).to_have_text(["Edit this line", "Press play", "Point at a block"])
    page.locator("#pattern").press("End")
    page.keyboard.type(" ")
    expect(page.locator(".hints li.done")).to_have_count(1)
    page.locator("#play").click()
    expect(page.locator(".hints li.done")).to_have_count(2)
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".hints")).to_have_count(0)
    expect(page.locator("#message")).to_contain_text(SITE)
    page.reload()
    page.locator("#drawing[data-time]").wait_for()
    expect(page.locator(".hints")).to_have_count(0)


def test_hints_that_are_closed_are_gone_and_come_back_from_the_list_of_keys(open_page: OpenPage) -> None:
    page = open_page("/", before=FIRST)
    page.get_by_role("button", name="Got it").click()
    expect(page.locator(".hints")).to_have_count(0)
    page.reload()
    page.locator("#drawing[data-time]").wait_for()
    expect(page.locator(".hints")).to_have_count(0)
    page.keyboard.press("?")
    page.get_by_role("button", name="Show the hints of the first visit").click()
    expect(page.locator(".hints li")).to_have_count(3)


def test_a_mistake_takes_the_place_of_the_hints_and_gives_it_back(open_page: OpenPage) -> None:
    page = open_page("/", before=FIRST)
    expect(page.locator(".hints li")).to_have_count(3)
    page.locator('input[name="shape"]').fill("1,2")
    expect(page.locator("#message")).to_contain_text("has rank 2")
    expect(page.locator(".hints")).to_have_count(0)
    page.locator('input[name="shape"]').fill("1,2,2,4")
    expect(page.locator(".hints li")).to_have_count(3)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_hints_move_nothing(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page("/", before=FIRST, viewport={"width": size[0], "height": size[1]})
    expect(page.locator(".hints li")).to_have_count(3)
    top = page.locator("#stage").bounding_box()
    page.get_by_role("button", name="Got it").click()
    assert page.locator("#stage").bounding_box() == top
