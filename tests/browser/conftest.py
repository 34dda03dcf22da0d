"""A server on a free port, one Chromium, and a page that must stay silent on the console.

Both end with this package: while Playwright waits, its event loop runs, and no other could beside it.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.serving import serving

ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    """Where the server is."""
    with serving() as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The Chromium that `./dev test` found."""
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.fail("CHROMIUM does not name a browser; run the tests with ./dev test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Opens pages and remembers everything that they complained about."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/", *, still: bool = True, before: str = "", **options: object) -> Page:
        """A page in a fresh context.

        Args:
            path: of the page.
            still: with reduced motion, so that nothing moves by itself.
            before: a script that runs before those of the page.
            options: of the context.
        """
        settings: dict[str, object] = {"viewport": {"width": 1280, "height": 800}, **options}
        context = self.browser.new_context(
            base_url=self.address,
            reduced_motion="reduce" if still else "no-preference",
            permissions=["clipboard-read", "clipboard-write"],
            **settings,  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        page.add_init_script(before)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self._failed(request.url, str(request.failure)))
        page.goto(path)
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _failed(self, url: str, failure: str) -> None:
        # A question that a newer one made needless is taken back on purpose.
        if "ERR_ABORTED" not in failure:
            self.complaints.append(f"{url}: {failure}")


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """Somebody who opens pages; the test fails if any of them complains."""
    visitor = Visitor(browser, address)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.complaints == []


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(visitor: Visitor) -> OpenPage:
    """Opens a page at a path."""
    return visitor.open
