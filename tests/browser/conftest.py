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
    "--disable-gpu",
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
class Rooms:
    """Contexts by their options. Tests share them: the files of the pages, which never change, are fetched once."""

    browser: Browser
    address: str
    found: dict[str, BrowserContext] = field(default_factory=dict)

    def leave(self) -> None:
        """Close all contexts, and with them what they keep."""
        while self.found:
            self.found.popitem()[1].close()

    def room(self, **options: object) -> BrowserContext:
        """The context with these options, with files in its cache, but no pages and no storage."""
        key = repr(sorted(options.items()))
        if key not in self.found:
            if len(self.found) == MOST_ROOMS:
                self.found.pop(next(iter(self.found))).close()
            context = self.browser.new_context(
                base_url=self.address,
                permissions=["clipboard-read", "clipboard-write"],
                **options,  # type: ignore[arg-type]
            )
            context.set_default_timeout(10_000)
            self.found[key] = context
        return self.found[key]


MOST_ROOMS = 8


@pytest.fixture(scope="package")
def rooms(browser: Browser, address: str) -> Rooms:
    """The contexts of all tests; they end with the browser."""
    return Rooms(browser, address)


@dataclass
class Visitor:
    """Opens pages and remembers everything that they complained about."""

    rooms: Rooms
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(
        self, path: str = "/", *, still: bool = True, before: str = "", fresh: bool = False, **options: object
    ) -> Page:
        """A page of its own, in a context of these options.

        Args:
            path: of the page.
            still: with reduced motion, so that nothing moves by itself.
            before: a script that runs before those of the page.
            fresh: with an empty cache, as on the first visit.
            options: of the context.
        """
        motion = "reduce" if still else "no-preference"
        if fresh:
            self.rooms.leave()
        context = self.rooms.room(**{"viewport": {"width": 1280, "height": 800}, "reduced_motion": motion, **options})
        self.contexts.append(context)
        page = context.new_page()
        page.add_init_script(before)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        scripts = options.get("java_script_enabled", True)
        page.on("requestfailed", lambda request: self._failed(request.url, str(request.failure), bool(scripts)))
        page.goto(path)
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _failed(self, url: str, failure: str, scripts: bool) -> None:
        # A question that a newer one made needless is taken back on purpose; scripts are refused where there are none.
        if "ERR_ABORTED" not in failure and (scripts or not url.endswith(".js")):
            self.complaints.append(f"{url}: {failure}")


@pytest.fixture
def visitor(rooms: Rooms) -> Iterator[Visitor]:
    """Somebody who opens pages; the test fails if any of them complains."""
    visitor = Visitor(rooms)
    yield visitor
    for page in {page for context in visitor.contexts for page in context.pages}:
        if page.url.startswith(rooms.address):
            page.evaluate("localStorage.clear()")
        page.close()
    assert visitor.complaints == []


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(visitor: Visitor) -> OpenPage:
    """Opens a page at a path."""
    return visitor.open
