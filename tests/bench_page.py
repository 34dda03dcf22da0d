"""``./dev bench page``: what Lighthouse says of pages, from 0 to 100, on a desktop and on a phone with slow network."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.serving import serving

COMMAND = Path(__file__).parents[1] / ".tools" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
COMPARED = "/compare?a=/merge%3Fshape=1,4,4,1&b=/merge%3Fshape=1,4,4,1%26order=p1%2Bp2%2Bc"
PAGES = (
    *("/", "/?lang=zh", "/program", COMPARED, "/embed/rearrange"),
    *("/learn", "/learn/first-cell", "/infer", "/examples", "/problems"),
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SCREENS = {"desktop": ["--preset=desktop"], "phone": []}  # what Lighthouse takes without a preset is a phone
TRIES = 3
RUNS = 3  # performance swings by a few points; each number is the median


def surely(address: str, options: list[str]) -> list[float]:
    """The four numbers of one visit; where Lighthouse loses its browser, as it does now and then, of another one."""
    for _ in range(TRIES - 1):
        try:
            return grades(address, options)
        except (subprocess.CalledProcessError, RuntimeError) as problem:
            print(f"  once more: {problem}", file=sys.stderr, flush=True)
    return grades(address, options)


def grades(address: str, options: list[str]) -> list[float]:
    """The four numbers of one visit; a line says what kept one from being full."""
    with tempfile.TemporaryDirectory() as folder, listening() as port:
        report = Path(folder) / "report.json"
        command = ["node", str(COMMAND), address, *options, "--output=json", f"--output-path={report}", "--quiet"]
        subprocess.run([*command, f"--port={port}"], check=True)
        told = json.loads(report.read_bytes())
    for name in CATEGORIES:
        for part in told["categories"][name]["auditRefs"]:
            audit = told["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"  {part['id']}: {audit['score']} {audit.get('displayValue', '')}", file=sys.stderr, flush=True)
    scores = [told["categories"][name]["score"] for name in CATEGORIES]
    if None in scores:  # it lost its browser on a busy machine: no number is better than a wrong one
        raise RuntimeError(f"Lighthouse could not grade {address}: {told.get('runtimeError')}")
    return [100 * score for score in scores]


@contextmanager
def listening() -> Iterator[int]:
    """A browser of our own, so that it ends with the visit: one that Lighthouse starts outlives a visit that fails."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with sync_playwright() as playwright:
        options = [*ARGUMENTS, f"--remote-debugging-port={port}"]
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=options)
        try:
            yield port
        finally:
            browser.close()


def main(*wanted: str) -> None:
    """Print the table of docs/performance.md; with paths, only those pages."""
    with serving() as base:
        print("| page | performance | accessibility | best practices | SEO |\n|---|---|---|---|---|")
        for path in wanted or PAGES:
            for screen, options in SCREENS.items():
                seen = [surely(base + path, options) for _ in range(RUNS)]
                numbers = " | ".join(f"{median(each):.0f}" for each in zip(*seen, strict=True))
                print(f"| `{path}`, {screen} | {numbers} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
