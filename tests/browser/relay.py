#!/usr/bin/env python3
"""Starts Firefox and stands between it and Playwright, which speak WebDriver BiDi, for what the one asks too early.

Playwright tells each context its colours (``emulation.setMediaFeaturesOverride``), which Firefox takes from version 159
on. Before that Playwright is told that it is done, and pages are seen as Firefox is set. Once Debian's Firefox is that
new, Playwright can start it itself, and this file goes.
"""

import json
import os
import re
import subprocess
import sys
from threading import Thread

from websockets.sync.client import ClientConnection, connect
from websockets.sync.server import ServerConnection, serve

EARLY = "emulation.setMediaFeaturesOverride"
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def answers(firefox: ClientConnection, playwright: ServerConnection, asked: set[int]) -> None:
    """Hand on what Firefox says."""
    for message in firefox:
        if asked:
            told = json.loads(message)
            if told.get("id") in asked:
                asked.remove(told["id"])
                if told.get("error") == "unknown command":
                    playwright.send(json.dumps({"type": "success", "id": told["id"], "result": {}}))
                    continue
        playwright.send(message)
    playwright.close()


def main(*arguments: str) -> int:
    """Start the Firefox that ``FIREFOX`` names, say where Playwright finds it, and end with it."""
    process = subprocess.Popen([os.environ["FIREFOX"], *arguments], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    found = next(filter(None, map(LISTENING.search, process.stderr)), None)
    if found is None:
        return process.wait()
    Thread(target=process.stderr.read, daemon=True).start()  # or Firefox waits for somebody who reads

    def meet(playwright: ServerConnection) -> None:
        asked: set[int] = set()
        with connect(f"{found[1]}/session", max_size=None, compression=None) as firefox:
            Thread(target=answers, args=(firefox, playwright, asked), daemon=True).start()
            for message in playwright:
                if EARLY in str(message):
                    asked.add(json.loads(message)["id"])
                firefox.send(message)

    with serve(meet, "127.0.0.1", 0, max_size=None, compression=None) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        port = server.socket.getsockname()[1]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        return process.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
