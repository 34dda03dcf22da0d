"""Pages below a path, behind an address that the server shares with others: what they load, ask and write down."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.serving import serving

BASE = "/tools/einscope"


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """Where the first page is."""
    with serving(BASE) as address:
        yield address


# What has come when a page has asked for all that it needs; the visitor complains of whatever was not found.
@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("", "#drawing[data-time]"),
        ("/merge?shape=1,4,4,1", "#drawing[data-time]"),
        ("/program?code=y+%3D+x.T&shape=x:2,3", "#drawing[data-time]"),
        ("/compare?a=/merge?shape=1,4,4,1&b=/expand?shape=1,2,2,4", "#b-drawing[data-time]"),
        ("/embed/merge?shape=1,4,4,1", "#drawing[data-time]"),
        ("/embed/program?code=y+%3D+x.T&shape=x:2,3", "#drawing[data-time]"),
        ("/examples", "h3 a"),
        ("/learn", "h2 a"),
        ("/infer", "#ask"),
        ("/problems/size-unknown", "h1"),
        ("/docs", ".opblock"),
    ],
)
def test_a_page_of_each_kind_finds_all_it_needs(open_page: OpenPage, below: str, path: str, shown: str) -> None:
    page = open_page(f"{below}{path}")
    page.locator(shown).first.wait_for(timeout=60_000)  # the description of the API is made when first asked for
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert loaded
    assert all(name.startswith(f"{below}/") for name in loaded)


def test_what_is_typed_is_asked_and_stands_in_the_address_below_the_path(open_page: OpenPage, below: str) -> None:
    page = open_page(f"{below}/rearrange?pattern=h+w+->+w+h&shape=2,3")
    page.locator('input[name="shape"]').fill("4,3")
    expect(page.locator("#output")).to_have_text("3 × 4")
    assert page.url.startswith(f"{below}/rearrange?")
    assert "shape=4,3" in page.url
    page.reload()
    expect(page.locator("#output")).to_have_text("3 × 4")


def test_the_search_leads_to_pages_below_the_path(open_page: OpenPage, below: str) -> None:
    page = open_page(f"{below}/learn")
    page.locator("#find").click()
    page.locator("#finder-text").fill("merge")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{below}/merge**")


def test_a_lesson_judges_answers_below_the_path(open_page: OpenPage, below: str) -> None:
    page = open_page(f"{below}/learn")
    page.locator("h2 a").first.click()
    page.locator("#task").wait_for()
    with page.expect_response(f"{below}/state/learn/**") as asked:
        page.evaluate("document.querySelector('#task').requestSubmit()")
    assert asked.value.ok
