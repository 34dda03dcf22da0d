"""``./dev bench stage``: how fast the page draws, in a real browser, beside other ways to draw the same scene.

A frame's time is what lies between two pictures that reach the screen while everything moves; the slowest of twenty is
the median of that over all runs of twenty frames. JavaScript is that of the main thread alone, for each frame.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.stage import answer
from tests.serving import serving

WIDTH, HEIGHT = 1200, 700
RIVALS = (Path(__file__).parent / "rivals.js").read_text(encoding="utf-8")
PRESSES = 60
SHOWS = 15


@dataclass(frozen=True)
class Row:
    """A scene: its name and address, how near it is seen, which rivals can draw it, and how sharp the screen is."""

    name: str
    path: str
    closer: int = 0
    rivals: tuple[str, ...] = ("svg", "canvas")
    density: int = 1


def transpose(height: int, width: int) -> str:
    """The page that transposes so many cells."""
    return f"/rearrange?pattern=h+w+->+w+h&shape={height},{width}&show={height * width}"


ROWS = (
    Row("16", "/"),
    Row("256", "/rearrange?pattern=(h+p)+(w+q)+->+h+w+(p+q)&shape=16,16&sizes=p=4,q=4"),
    Row("1,024", transpose(32, 32)),
    Row("4,096", transpose(64, 64)),
    Row("4,096, near, with numbers", transpose(64, 64), closer=3),
    Row("20,000", transpose(100, 200)),
    Row("100,000", transpose(250, 400), rivals=("canvas",)),
    Row("1,000,000", transpose(1000, 1000), rivals=("canvas",)),
    Row("1,000,000 in 100 planes", "/rearrange?pattern=c+h+w+->+h+w+c&shape=100,100,100&show=1000000", rivals=()),
    Row("786,432 in the colours of a picture", "/merge?shape=1,512,512,3&show=786432&picture=gradient", rivals=()),
    Row("16 at density 2", "/", rivals=(), density=2),
    Row("1,024 at density 2", transpose(32, 32), rivals=(), density=2),
    Row("4,096 at density 2", transpose(64, 64), rivals=(), density=2),
    Row("20,000 at density 2", transpose(100, 200), rivals=(), density=2),
    Row("100,000 at density 2", transpose(250, 400), rivals=(), density=2),
    Row("1,000,000 at density 2", transpose(1000, 1000), rivals=(), density=2),
)


@dataclass(frozen=True)
class Measured:
    """Milliseconds: from frame to frame, the slowest of twenty, and of JavaScript on the main thread for each frame."""

    frame: float
    slowest: float
    script: float

    def __str__(self) -> str:
        return f"{self.frame:.1f} / {self.slowest:.0f} / {self.script:.1f}"


def summed(gaps: Sequence[float], script: float) -> Measured:
    """What is told of some frames; ``script`` is in seconds, for all of them."""
    twenties = [max(gaps[start : start + 20]) for start in range(0, len(gaps) - 19, 20)] or [max(gaps)]
    return Measured(median(gaps), median(twenties), 1000 * script / len(gaps))


def open_page(browser: Browser, base: str, row: Row) -> tuple[Page, CDPSession]:
    """The page of a row, its stage exactly as large as is said, at rest."""
    context = browser.new_context(
        base_url=base,
        viewport={"width": 1550, "height": 1000},
        device_scale_factor=row.density,
        reduced_motion="reduce",  # so that it does not play by itself
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(row.path)
    page.locator("#drawing[data-time]").wait_for()
    if "picture=" in row.path:
        page.locator("#pictured canvas").first.wait_for()
    wide, high = 1550, 1000
    for _ in range(4):  # what stands above the stage may take another line once the window is wider
        box = page.locator("#drawing").bounding_box()
        assert box is not None
        wide, high = round(wide + WIDTH - box["width"]), round(high + HEIGHT - box["height"])
        page.set_viewport_size({"width": wide, "height": high})
    page.emulate_media(reduced_motion="no-preference")
    page.locator("#time").fill("0")
    page.locator('#drawing[data-views="1"]').wait_for()
    page.locator("#drawing").focus()
    for _ in range(row.closer):
        page.keyboard.press("+")
    page.evaluate(
        """() => {
          window.painted = [];
          document.getElementById("drawing").addEventListener("drawn", ({ detail }) => painted.push(detail));
        }"""
    )
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    return page, session


def script_seconds(session: CDPSession) -> float:
    """JavaScript of the main thread so far."""
    found = {each["name"]: float(each["value"]) for each in session.send("Performance.getMetrics")["metrics"]}
    return found["ScriptDuration"]


def ours(page: Page, session: CDPSession) -> Measured:
    """The page's own renderer, playing from beginning to end; once to get warm, once measured."""
    for _ in range(2):
        page.evaluate("painted.length = 0")
        before = script_seconds(session)
        page.locator("#play").click()
        page.locator('#drawing[data-time="3"]').wait_for()
        used = script_seconds(session) - before
        starts: list[float] = page.evaluate("painted.map(({ at }) => at)")
        page.locator("#time").fill("0")
        page.locator('#drawing[data-time="0"]').wait_for()
    return summed([after - start for start, after in pairwise(starts)], used)


def rival(page: Page, session: CDPSession, said: Any, way: str) -> Measured:
    """Another way to draw, inside the same page."""
    before = script_seconds(session)
    result = page.evaluate(RIVALS, {"answer": said, "way": way, "most": 120, "seconds": 6})
    return summed(result["gaps"], script_seconds(session) - before)


def presses(page: Page) -> float:
    """From the press of a key to the first picture of the new answer, server included: the 95th percentile."""
    page.evaluate(
        "addEventListener('keydown', () => (window.pressed = performance.timeOrigin + performance.now()), true)"
    )
    page.locator("#pattern").focus()
    page.keyboard.press("End")
    took = []
    for press in range(PRESSES):
        answers = int(page.locator("#drawing").get_attribute("data-answer") or 0)
        page.keyboard.press("Backspace" if press % 2 else "Space")
        page.locator(f'#drawing[data-answer="{answers + 1}"]').wait_for()
        seen = page.evaluate(f"painted.find(({{ answer }}) => answer === {answers + 1}).seen - pressed")
        took.append(float(seen))
    return quantiles(took, n=20)[-1]


def first_frames(page: Page) -> float:
    """From an answer that is there to its first picture: the median."""
    page.locator("#pattern").focus()
    page.keyboard.press("End")
    took = []
    for show in range(SHOWS):
        answers = int(page.locator("#drawing").get_attribute("data-answer") or 0)
        page.keyboard.press("Backspace" if show % 2 else "Space")
        page.locator(f'#drawing[data-answer="{answers + 1}"]').wait_for()
        took.append(
            float(
                page.evaluate(
                    f"(({{ seen, since }}) => seen - since)(painted.find(({{ answer }}) => answer === {answers + 1}))"
                )
            )
        )
    return median(took)


def main(*wanted: str) -> None:
    """Print the tables of docs/performance.md; with names, only the rows that are called so."""
    path = os.environ["CHROMIUM"]
    with serving() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        print("| cells | this page | empty loop | SVG | Canvas 2D |\n|---|---|---|---|---|")
        for row in ROWS:
            if wanted and row.name not in wanted:
                continue
            page, session = open_page(browser, base, row)
            said = answer(page)
            drawn = ours(page, session)
            empty = rival(page, session, said, "empty")
            others = [str(rival(page, session, said, way)) if way in row.rivals else "–" for way in ("svg", "canvas")]
            print(f"| {row.name} | {drawn} | {empty} | {' | '.join(others)} |", flush=True)
            page.context.close()
        if not wanted:
            print("\n| what | ms |\n|---|---|")
            for cells, row in (("16", ROWS[0]), ("4,096", ROWS[3])):
                page, _ = open_page(browser, base, row)
                print(f"| key press to picture, {cells} cells, 95th percentile | {presses(page):.0f} |", flush=True)
                page.context.close()
            page, _ = open_page(browser, base, ROWS[6])
            print(f"| answer to picture, 100,000 cells | {first_frames(page):.0f} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
