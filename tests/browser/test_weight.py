"""What the first page weighs on its way, and what its picture waits for."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

MOST = 150_000  # bytes, headers and fonts included
DRAWN = "#drawing[data-time]"


def watched(page: Page) -> tuple[dict[str, dict[str, Any]], dict[str, float]]:
    """Requests by their number, and the bytes that each took on its way, from now on."""
    asked: dict[str, dict[str, Any]] = {}
    weights: dict[str, float] = {}
    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event}))
    session.on(
        "Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]})
    )
    session.send("Network.enable")
    return asked, weights


def test_the_first_page_is_light(open_page: OpenPage) -> None:
    page = open_page("about:blank", fresh=True)
    asked, weights = watched(page)
    page.goto("/")
    page.locator(DRAWN).wait_for()
    page.wait_for_load_state("networkidle")
    addresses = [event["request"]["url"] for event in asked.values()]
    assert any(address.endswith(".woff2") for address in addresses)
    assert any(address.endswith("/main.js") for address in addresses)
    assert 50_000 < sum(weights.values()) <= MOST


def test_the_picture_waits_for_the_document_its_style_and_its_scripts_alone(open_page: OpenPage) -> None:
    page = open_page("about:blank", fresh=True)
    asked, _ = watched(page)
    page.goto("/")
    page.locator(DRAWN).wait_for()
    kinds = {event["type"] for event in asked.values()}
    icon = {event["request"]["url"].rsplit("/", 1)[-1] for event in asked.values() if event["type"] == "Other"}
    assert {"Document", "Stylesheet", "Script"} <= kinds <= {"Document", "Stylesheet", "Script", "Font", "Other"}
    assert icon <= {"icon.svg", "worker.js"}


def test_every_module_of_the_page_is_asked_for_at_once(open_page: OpenPage) -> None:
    page = open_page("/", fresh=True)
    page.locator(DRAWN).wait_for()
    hinted = set(page.evaluate("[...document.querySelectorAll('link[rel=modulepreload]')].map(({ href }) => href)"))
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    scripts = {each for each in loaded if each.endswith(".js")}
    assert {each.rsplit("/", 1)[-1] for each in scripts - hinted} <= {"main.js", "theme.js", "worker.js"}
    assert hinted <= scripts


def test_a_second_page_asks_for_no_module_again(open_page: OpenPage) -> None:
    page = open_page("/", fresh=True)
    page.locator(DRAWN).wait_for()
    page.goto("/merge")
    page.locator(DRAWN).wait_for()
    loaded = page.evaluate("performance.getEntriesByType('resource').map((each) => [each.name, each.transferSize])")
    assert any(name.endswith("/main.js") for name, _ in loaded)
    assert [name for name, sent in loaded if sent > 0] == []
