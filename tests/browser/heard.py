"""What a page is for whoever hears it, or has a keyboard alone: the accessibility tree, and stops of the Tab key."""

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS = 10  # of the Tab key, from the top of a page to its Play

FOCUSED = """() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused === document.body || !focused ? "" : focused.id || focused.className || focused.localName;
}"""


@dataclass(frozen=True)
class Heard:
    """A node of the accessibility tree."""

    role: str
    name: str
    description: str
    properties: dict[str, object]


def tree(page: Page) -> list[Heard]:
    """All that is heard of a page, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        Heard(
            role=str(node.get("role", {}).get("value", "")),
            name=str(node.get("name", {}).get("value", "")),
            description=str(node.get("description", {}).get("value", "")),
            properties={each["name"]: each["value"].get("value") for each in node.get("properties", [])},
        )
        for node in nodes
        if not node.get("ignored")
    ]


def headings(nodes: list[Heard]) -> list[int]:
    """The levels of the headings, in order."""
    levels = [each.properties["level"] for each in nodes if each.role == "heading"]
    return [level for level in levels if isinstance(level, int)]


def focused(page: Page) -> str:
    """What has the focus, by its id, its class or its kind; empty: nothing has."""
    return str(page.evaluate(FOCUSED))


def stops(page: Page, until: str) -> list[str]:
    """The stops of the Tab key from the top of the page to an element, or as many as there may be."""
    page.evaluate("getSelection().removeAllRanges(); document.activeElement?.blur(); scrollTo(0, 0)")
    found: list[str] = []
    while len(found) <= MOST_STOPS and until not in found:
        page.keyboard.press("Tab")
        found.append(focused(page))
    return found
