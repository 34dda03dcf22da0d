"""What axe-core says of every page: nothing; and what a screen reader and a keyboard find there."""

import re

import pytest
from playwright.sync_api import Page, expect

from einscope.core.ops import registry
from tests.browser.axe import SOURCE, violations
from tests.browser.conftest import OpenPage, Visitor
from tests.browser.heard import MOST_STOPS, headings, stops, tree

DESKTOP, PHONE = (1280, 800), (390, 844)
READY = "#drawing[data-time], #a-drawing[data-time], .nothing:visible, #gallery, #lessons, #problems, .opblock"
INFER = "/infer?sources=[0,1,4,5,2,0,6,7,8,9,12,13,10,11,14,15]&input_shape=1,2,2,4&output_shape=1,4,4,1"
PAGES = (
    *("/", "/program", "/examples", "/learn", "/learn/four-slices", "/learn/whole-layer", "/compare"),
    *("/embed/rearrange", "/embed/program"),
    *("/problems", "/problems/size-odd", "/problems/program-values"),
    *("/infer", INFER, "/infer?from=1,2,2,4&to=1,4,4,1"),
    *(f"/{name}" for name in registry()),
)
WRONG = (
    "/infer?sources=[0,1]",
    "/infer?from=12&to=8",
    "/rearrange?pattern=b+(h+w+->+b&shape=1,2,3",
    "/merge?shape=1,5,5,1",
    "/program?code=y+=+x.turned()&shape=x:2,2",
    "/embed/rearrange?pattern=b+(h",
)


def shown(open_page: OpenPage, path: str, size: tuple[int, int], theme: str, language: str) -> Page:
    """A page that has drawn its picture."""
    page = open_page(
        path,
        before=SOURCE.read_text(encoding="utf-8"),
        viewport={"width": size[0], "height": size[1]},
        color_scheme=theme,
        locale=language,
    )
    page.locator(READY).first.wait_for(timeout=30_000)  # Swagger UI takes its time
    return page


# Desktop and phone take a theme and a language each, so that every page is seen with both of all three.
@pytest.mark.parametrize(
    ("size", "theme", "language"), [(DESKTOP, "dark", "en-US"), (PHONE, "light", "zh-CN")], ids=["desktop", "phone"]
)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_shuts_anybody_out(
    open_page: OpenPage, path: str, size: tuple[int, int], theme: str, language: str
) -> None:
    page = shown(open_page, path, size, theme, language)
    assert violations(page) == []
    walked(page)
    heard(page, {"en-US": r"Cell \d+, \w+\[|made of x\[", "zh-CN": r"单元格 \d+，即 \w+\[|，由 .*组成"}[language])


def walked(page: Page) -> None:
    """With a keyboard: past the head in one press, and to Play in a few."""
    address = page.url
    assert "skip" in stops(page, "skip")[:1]
    skip = page.locator("a.skip").first
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    stage = page.locator(".drawing").first
    if stage.count():
        expect(stage).to_be_focused()
        walk = stops(page, "play")
        assert walk[-1] == "play", walk
        assert len(walk) <= MOST_STOPS
    else:
        expect(page.locator(skip.get_attribute("href") or "main")).to_be_focused()
    assert page.url == address


def heard(page: Page, cell: str) -> None:
    """With a screen reader: headings in order, and stages that can be entered and tell their keys and cells."""
    nodes = tree(page)
    levels = headings(nodes)
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), levels
    stages = [each for each in nodes if each.role == "grid"]
    assert len(stages) == page.locator(".drawing").count()
    for each in stages:
        assert each.name
        assert each.properties["roledescription"]
        assert len(each.description) > 20  # its keys
    if stages:
        page.locator(".drawing").first.focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".drawing ~ [role=status]").first).to_have_text(re.compile(cell))
        assert any(re.search(cell, each.name) for each in tree(page) if each.role == "StaticText")


@pytest.mark.parametrize(("path", "field"), [("/merge", "factor"), ("/unfold", "kernel"), ("/program", "Shape of x")])
def test_a_second_link_leads_past_the_stage_to_the_fields(open_page: OpenPage, path: str, field: str) -> None:
    page = shown(open_page, path, DESKTOP, "light", "en-US")
    address = page.url
    page.locator("a.skip").first.focus()
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the fields")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#asked")).to_be_focused()
    near = []
    for _ in range(3):
        page.keyboard.press("Tab")
        near.append(page.evaluate("document.activeElement.name || document.activeElement.ariaLabel"))
    assert field in near
    assert page.url == address


@pytest.mark.parametrize(("theme", "language"), [("light", "en-US"), ("dark", "zh-CN")])
def test_the_first_page_shuts_nobody_out_in_any_theme_or_language(
    open_page: OpenPage, theme: str, language: str
) -> None:
    page = shown(open_page, "/", DESKTOP, theme, language)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark" if theme == "light" else "light")
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []


@pytest.mark.parametrize("path", WRONG)
def test_a_page_with_a_mistake_shuts_nobody_out(visitor: Visitor, path: str) -> None:
    page = shown(visitor.open, path, DESKTOP, "light", "en-US")
    refused = [each for each in visitor.complaints if "422" in each]
    assert len(refused) == 1  # the page itself: browsers note its status
    visitor.complaints.remove(refused[0])
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    walked(page)


def test_nobody_is_shut_out_with_everything_opened(open_page: OpenPage) -> None:
    page = shown(open_page, "/merge", DESKTOP, "light", "en-US")
    for name in ("As a table", "JSON and API"):
        page.get_by_text(name, exact=True).click()
    page.locator("#filling").click()
    page.locator("#drawing").focus()
    for key in ("ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator("#cell b").first.wait_for()
    page.locator("#picture").click()
    page.get_by_role("button", name="gradient").click()
    page.locator("#pictured canvas").first.wait_for()
    assert violations(page) == []
    for button, panel in (("#find", "#finder-list a"), ("#help", "#keys kbd"), ("#recent", "#recents h2")):
        page.locator(button).click()
        page.locator(panel).first.wait_for()
        page.emulate_media(color_scheme="dark" if button == "#help" else "light")
        assert violations(page) == []
        page.keyboard.press("Escape")
    page.locator("#present").click()
    page.locator("html.presenting").wait_for()
    assert violations(page) == []


def test_the_documentation_shuts_nobody_out_where_it_is_ours(open_page: OpenPage) -> None:
    # Its description is drawn by Swagger UI, whose grey on grey and buttons in buttons are not ours to change.
    page = shown(open_page, "/docs", DESKTOP, "light", "en-US")
    assert violations(page, but=("#docs",)) == []
    walked(page)
