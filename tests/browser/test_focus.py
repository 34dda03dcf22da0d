"""The focus is never lost: whatever is pressed goes away, and what takes its place has the focus."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.heard import FOCUSED, focused
from tests.browser.test_phone import PHONE

Act = Callable[[Page], None]
"""Presses something, and waits until the page has answered."""

PROGRAM = "/program?code=a+%3D+x.T%0Ab+%3D+a.T&shape=x:2,3"


def pressed(selector: str, gone: str = "") -> Act:
    """Press it with the keyboard; what was pressed may be gone then."""

    def act(page: Page) -> None:
        page.locator(selector).first.focus()
        page.keyboard.press("Enter")
        if gone:
            expect(page.locator(gone)).to_have_count(0)

    return act


def mistyped(pattern: str) -> Act:
    def act(page: Page) -> None:
        page.locator("#pattern").fill(pattern)
        page.locator("#message .ways button").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#verdict")).to_have_text("✓ valid")

    return act


def opened_and_closed(button: str, panel: str) -> Act:
    def act(page: Page) -> None:
        page.locator(button).focus()
        page.keyboard.press("Enter")
        expect(page.locator(panel)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(panel)).to_be_hidden()

    return act


def asked_by_key(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def undone_from(selector: str) -> Act:
    """Undo by key while a thing has the focus that goes, or is made anew, with that."""

    def act(page: Page) -> None:
        page.locator(selector).focus()
        page.keyboard.press("Control+z")
        expect(page.locator('[aria-label="Size of k"]')).to_have_count(0)

    return act


def turned_and_reset(page: Page) -> None:
    page.locator("#lanes .axis-chip").last.focus()
    page.keyboard.press("ArrowUp")
    reset = page.locator("#lanes button.tool")
    reset.focus()
    page.keyboard.press("Enter")
    expect(reset).to_have_count(0)


def presented(page: Page) -> None:
    page.locator("#present").focus()
    page.keyboard.press("Enter")
    page.locator("html.presenting").wait_for()
    assert focused(page)
    page.keyboard.press("Escape")
    expect(page.locator("html")).not_to_have_class("presenting")


def typed(pattern: str) -> Act:
    def act(page: Page) -> None:
        page.locator("#pattern").fill(pattern)
        expect(page.locator("#verdict")).to_have_text("✓ valid")

    return act


def tabbed(page: Page) -> None:
    page.locator('#tabs [aria-selected="true"]').focus()
    page.keyboard.press("ArrowRight")


def named(label: str) -> Act:
    """Press the button of this name with the mouse."""
    return lambda page: page.get_by_label(label).click()


# What is done one after the other on a page, and what has the focus then.
ON_THE_FIRST_PAGE: list[tuple[str, Act, str]] = [
    ("a repair", mistyped("b h w (p1 p2 c) -> b (h p1) (w p3) c"), "message"),
    ("undo", pressed("#undo-state"), "undo-state"),
    ("redo", pressed("#redo-state"), "redo-state"),
    ("a size", lambda page: page.get_by_label("Size of h", exact=True).press("ArrowUp"), "input"),
    ("a step of a size", named("h: one more"), "stepper"),
    ("another pattern", typed("b h w k -> b h (w k)"), "pattern"),
    ("undo of a size that has the focus", undone_from('[aria-label="Size of k"]'), "input"),
    ("a tab", tabbed, "tab"),
    ("another pattern", typed("b h w k -> b h (w k)"), "pattern"),
    ("undo on a tab", undone_from('#tabs [aria-selected="true"]'), "tab"),
    ("the other direction", pressed('#directions [data-direction="to"]'), "button"),
    ("an axis turned and reset", turned_and_reset, "axis-chip"),
    ("a stop", pressed("#stops button"), "button"),
    ("Share", opened_and_closed("#share", "#sharing"), "share"),
    ("Search", opened_and_closed("#find", "#finder"), "find"),
    ("Recent", opened_and_closed("#recent", "#recents"), "recent"),
    ("the keys, by key", asked_by_key, "bench"),
    ("a presentation", presented, "bench"),
]
ON_MERGE: list[tuple[str, Act, str]] = [
    ("a preset", pressed("#presets a >> nth=1"), "preset"),
    ("a choice", lambda page: page.locator('select[name="odd"]').press("ArrowDown"), "select"),
]
ON_A_PROGRAM: list[tuple[str, Act, str]] = [
    ("a line", pressed("#lines button"), "button"),
    ("a stop", pressed("#stops button >> nth=1"), "button"),
    ("a field that is removed", pressed("#fields .leave", "#fields .leave"), "library"),
    ("undo", pressed("#undo-state"), "undo-state"),
    ("a preset", pressed("#presets a"), "preset"),
]


@pytest.mark.parametrize(
    ("path", "acts"), [("/?stage=3", ON_THE_FIRST_PAGE), ("/merge", ON_MERGE), (PROGRAM, ON_A_PROGRAM)]
)
def test_the_focus_is_never_lost(open_page: OpenPage, path: str, acts: list[tuple[str, Act, str]]) -> None:
    page = open_page(path)
    page.locator("#drawing[data-time]").wait_for()
    for name, act, wanted in acts:
        act(page)
        try:
            page.wait_for_function(f"(wanted) => ({FOCUSED})().includes(wanted)", arg=wanted, timeout=5000)
        except Error:
            pytest.fail(f"{name}: the focus is on {focused(page) or 'nothing'}")


def test_on_a_phone_the_focus_is_never_lost(open_page: OpenPage) -> None:
    page = open_page("/?stage=3&cell=6", **PHONE)
    close = page.locator(".answers .sheet-close")
    close.focus()
    page.keyboard.press("Enter")
    expect(close).to_have_count(0)
    page.wait_for_function(f"({FOCUSED})() !== ''")


def test_hints_that_are_closed_leave_the_focus_in_their_place(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("?")
    page.locator("#show-hints").click()
    page.locator(".hints button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_be_focused()


def test_a_toolbar_is_one_stop_and_is_walked_by_arrows(open_page: OpenPage) -> None:
    page = open_page("/merge")
    operations = page.locator("#operations a")
    operations.first.focus()
    for key, place in (("ArrowRight", 1), ("End", -1), ("ArrowRight", 0), ("ArrowLeft", -1), ("Home", 0)):
        page.keyboard.press(key)
        expect(operations.nth(place)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#learn-link")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(operations.first).to_be_focused()  # where one was last
    page.set_viewport_size({"width": 500, "height": 800})
    shown = "(tools) => tools.filter((each) => each.checkVisibility() && each.tabIndex === 0).length"
    for toolbar in ("header .tools", ".states", "#presets", ".stage-tools"):
        assert page.locator(f"{toolbar} :is(a, button)").evaluate_all(shown) == 1, toolbar
