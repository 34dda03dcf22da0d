"""Asks axe-core what of a page keeps people from reading or working it."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / ".tools" / "node_modules" / "axe-core" / "axe.min.js"
"""What `./dev test` installs; a page runs it before its own scripts, where its Content-Security-Policy has no say."""


_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}  # WCAG 2.2 is not on by itself


def violations(page: Page, but: tuple[str, ...] = ()) -> list[str]:
    """Every rule that a page breaks (WCAG A and AA, and what axe calls best practice), with the element and the reason.

    Args:
        page: opened with the text of ``SOURCE`` before its own scripts.
        but: selectors of what is not looked at.
    """
    without = {"exclude": [[each] for each in but]}
    found = page.evaluate("([without, options]) => axe.run(without, options)", [without, _OPTIONS])
    return [
        f"{rule['id']} {node['target']} {node['html'][:160]}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
