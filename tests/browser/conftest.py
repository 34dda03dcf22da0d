"""A server on a free port, one Chromium, one Firefox, and a page that must stay silent on the console.

All end with this package: while Playwright waits, its event loop runs, and no other could beside it.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from tests.serving import serving

BLANK = "/healthz"
"""A page of the server with nothing on it: for tests that want its origin, and none of its pages."""

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
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as playwright:
        yield playwright


def named(variable: str) -> str:
    """The browser that `./dev test` found."""
    path = os.environ.get(variable)
    if not path:
        pytest.fail(f"{variable} does not name a browser; run the tests with ./dev test")
    return path


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium."""
    browser = playwright.chromium.launch(executable_path=named("CHROMIUM"), args=[*ARGUMENTS])
    yield browser
    browser.close()


@dataclass
class Room:
    """A context, and a page of it that nobody uses: to go to another address takes less than half of a new page."""

    context: BrowserContext
    options: dict[str, Any]
    free: Page | None = None

    def page(self) -> Page:
        """A page as if it were new."""
        page, self.free = self.free or self.context.new_page(), None
        return page

    def clear(self, again: Page | None) -> None:
        """Close all pages but one, and leave nothing in that one of whoever used it."""
        for page in self.context.pages:
            if page not in (again, self.free):
                page.close()
        if again is None or again.is_closed():
            return
        again.unroute_all()
        again.mouse.move(0, 0)
        again.set_viewport_size(self.options["viewport"])
        again.emulate_media(
            media="null",
            color_scheme=self.options.get("color_scheme", "light"),
            reduced_motion=self.options["reduced_motion"],
        )
        again.goto(BLANK)  # not a blank page: for that, and after it, the browser would start another process
        self.free = again


@dataclass
class Rooms:
    """Contexts by their options. Tests share them: the files of the pages, which never change, are fetched once."""

    browser: Browser
    address: str
    permissions: tuple[str, ...] = ("clipboard-read", "clipboard-write")
    found: dict[str, Room] = field(default_factory=dict)

    def leave(self) -> None:
        """Close all contexts, and with them what they keep."""
        while self.found:
            self.found.popitem()[1].context.close()

    def room(self, **options: object) -> Room:
        """The context with these options, with files in its cache, but no pages in use and no storage."""
        key = repr(sorted(options.items()))
        if key not in self.found:
            if len(self.found) == MOST_ROOMS:
                self.found.pop(next(iter(self.found))).context.close()
            context = self.browser.new_context(
                base_url=self.address,
                permissions=self.permissions,
                **options,  # type: ignore[arg-type]
            )
            context.set_default_timeout(10_000)
            context.add_init_script(VISITED)
            self.found[key] = Room(context, options)
        return self.found[key]


MOST_ROOMS = 8
OF_A_PICTURE = "sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA="  # what Playwright tries before it takes one
ABORTED = ("ERR_ABORTED", "NS_BINDING_ABORTED")

# Whoever visits has been here before: hints of the first visit have a test of their own.
VISITED = (
    """try { localStorage.getItem("einscope-hints") ?? localStorage.setItem("einscope-hints", '"seen"'); } catch {}"""
)


@pytest.fixture(scope="package")
def rooms(browser: Browser, address: str) -> Rooms:
    """The contexts of all tests; they end with the browser."""
    return Rooms(browser, address)


@dataclass
class Visitor:
    """Opens pages and remembers everything that they complained about."""

    rooms: Rooms
    used: list[tuple[Room, Page, bool]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    scripts: bool = True

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
        self.scripts = bool(options.get("java_script_enabled", True))
        if fresh:
            self.rooms.leave()
        room = self.rooms.room(**{"viewport": {"width": 1280, "height": 800}, "reduced_motion": motion, **options})
        page = room.context.new_page() if before else room.page()
        self.used.append((room, page, not before))
        if before:
            page.add_init_script(before)  # for ever: nobody else may have this page
        page.on("console", self._note)
        page.on("pageerror", self._raised)
        page.on("requestfailed", self._failed)
        page.goto(path)
        return page

    def leave(self) -> None:
        """Give the pages back, one of each context to be used again."""
        again: dict[int, tuple[Room, Page | None]] = {}
        for room, page, clean in self.used:
            again.setdefault(id(room), (room, None))
            if page.is_closed():
                continue
            if page.url.startswith(self.rooms.address):
                page.evaluate("localStorage.clear(); sessionStorage.clear()")
            page.remove_listener("console", self._note)
            page.remove_listener("pageerror", self._raised)
            page.remove_listener("requestfailed", self._failed)
            if clean:
                again[id(room)] = room, page
        for room, kept in again.values():
            room.clear(kept)

    def _raised(self, error: Error) -> None:
        if OF_A_PICTURE not in str(error):
            self.complaints.append(str(error))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        # A question that a newer one made needless is taken back on purpose; scripts are refused where there are none.
        refused = request.url.endswith(".js") and not self.scripts
        if not str(request.failure).endswith(ABORTED) and not refused:
            self.complaints.append(f"{request.url}: {request.failure}")


@pytest.fixture
def visitor(rooms: Rooms) -> Iterator[Visitor]:
    """Somebody who opens pages; the test fails if any of them complains."""
    visitor = Visitor(rooms)
    yield visitor
    visitor.leave()
    assert visitor.complaints == []


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(visitor: Visitor) -> OpenPage:
    """Opens a page at a path."""
    return visitor.open
