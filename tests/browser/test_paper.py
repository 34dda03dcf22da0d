"""On paper, with the reader's own colours, and with more contrast: what the page says can be read."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import SOURCE
from tests.browser.conftest import OpenPage

MM = 96 / 25.4
PAPER = round((210 - 24) * MM)
PAGES = {
    "/merge?stage=1": ["x · ", "y · "],
    "/rearrange?pattern=h+w+->+w+h&shape=2,3&stills=1": ["x · ", "x · ", "y · ", "y · "],
    "/program?code=a+%3D+x.t()%0Ay+%3D+a.reshape(3,+2)&shape=x:2,3": ["a · ", "y · "],
    "/compare?a=/merge?shape=1,4,4,1&b=/merge?shape=1,4,4,1%26order=p1%2Bp2%2Bc": ["x · ", "y · "] * 2,
    "/embed/merge?stage=3": ["x · ", "y · "],
}
CONTROLS = ".button, .tool, .play, .step, .tools, select:not(.chip select), input[type=range], .tabs, .editor, .look"


def printed(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def test_a_lesson_has_all_its_steps_and_their_pictures_on_paper(open_page: OpenPage) -> None:
    page = open_page("/learn/first-cell")
    page.locator("#drawing[data-time]").wait_for()
    printed(page)
    steps = page.locator(".lesson-step")
    for step in steps.all():
        expect(step).to_be_visible()
        expect(step.locator(".lesson-still")).to_be_visible()
    assert steps.count() > 1


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_is_drawn_anew_for_paper(open_page: OpenPage, path: str, theme: str) -> None:
    page = open_page(path, color_scheme=theme)
    page.locator("[id$=drawing][data-time]").first.wait_for()
    printed(page)
    captions = [text for text in page.locator(".sheet .caption").all_text_contents() if " · " in text]
    assert [text[:4] for text in captions] == PAGES[path]
    for sheet in page.locator(".sheet").all():
        box = sheet.bounding_box()
        assert box is not None
        assert 200 < box["width"] <= PAPER
        wide, high = sheet.locator("canvas").evaluate("({ width, height }) => [width, height]")
        assert wide / high == pytest.approx(box["width"] / box["height"], rel=0.01)  # nothing is squashed
        assert wide > 2 * box["width"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    controls = [each for each in page.locator(CONTROLS).all() if each.is_visible()]
    assert [each.inner_text() for each in controls if not each.evaluate("(each) => each.matches('a')")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER


def test_paper_tells_pattern_shapes_sizes_and_formula(open_page: OpenPage) -> None:
    page = open_page("/?stage=2")
    printed(page)
    for text in ("b h w (p1 p2 c) → b (h p1) (w p2) c", "1 × 4 × 4 × 1", "Split axis 4 of x"):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.locator("#axes")).to_be_visible()
    expect(page.locator("#math math").first).to_be_visible()
    expect(page.locator("#cell")).to_be_hidden()  # nothing is pinned


def test_paper_tells_the_program_as_it_stands_in_the_editor(open_page: OpenPage) -> None:
    lines = [f"a{number} = x.t()" for number in range(60)]
    page = open_page("/program?code=" + "%0A".join(lines).replace(" = ", "+%3D+") + "&shape=x:2,3")
    page.locator("#drawing[data-time]").wait_for()
    printed(page)
    assert page.locator("#printed").inner_text().split("\n") == lines  # an editor draws only the lines that are seen
    expect(page.locator("#said")).to_be_visible()


def test_a_printer_gets_one_page_with_both_sides_of_a_comparison(open_page: OpenPage) -> None:
    page = open_page(next(path for path in PAGES if "compare" in path))
    page.locator("#b-drawing[data-time]").wait_for()
    content = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1


CLEAR = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const linear = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  window.contrast = (one, other) => {
    const [dark, bright] = [light(rgb(one)), light(rgb(other))].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_reader_s_own_colours_show_every_control(open_page: OpenPage, theme: str) -> None:
    page = open_page("/?stage=1", color_scheme=theme, forced_colors="active")
    page.locator("#drawing[data-time]").wait_for()
    page.evaluate(CLEAR)
    for control in (".play svg", ".step svg"):
        seen = page.locator(control).first.evaluate(
            "(each) => contrast(getComputedStyle(each).fill, getComputedStyle(each.parentElement).backgroundColor)"
        )
        assert seen > 7, control
    for chosen in (
        'nav a[aria-current="page"]',
        ".tab[aria-selected=true]",
        ".stops [aria-current]",
        ".switch [aria-pressed=true]",
    ):
        said, usual = page.locator(chosen).first.evaluate(
            """(each) => {
              const same = (one) => one !== each && one.tagName === each.tagName;
              const other = [...each.parentElement.children].find(same);
              return [each, other].map((one) => getComputedStyle(one).backgroundColor);
            }"""
        )
        assert said != usual, chosen
    page.locator("#filling").click()
    pressed, loose = (
        page.locator(each).evaluate("(one) => getComputedStyle(one).backgroundColor") for each in ("#filling", "#whole")
    )
    assert pressed != loose
    page.keyboard.press("Tab")  # whoever uses the keyboard sees where it is
    for focused in ("#pattern", "#play", "#filling", "#drawing", "#axes input"):
        page.locator(focused).first.focus()
        assert page.locator(focused).first.evaluate(
            """(each) => {
              const around = [each, each.closest(".line, .chip")].filter((one) => one);
              const ringed = around.some((one) => getComputedStyle(one).outlineStyle !== "none");
              return ringed || getComputedStyle(each, "::after").borderTopWidth === "2px";
            }"""
        ), focused
    assert page.locator("#line").evaluate("(each) => getComputedStyle(each).visibility") == "visible"
    assert page.locator("#pattern").evaluate("(each) => getComputedStyle(each).color") == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("path", ["/?stage=1", "/program", "/examples", "/compare?a=/merge&b=/expand"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_more_contrast_is_given_to_whoever_asks_for_it(open_page: OpenPage, path: str, theme: str) -> None:
    page = open_page(path, before=SOURCE.read_text(encoding="utf-8"), color_scheme=theme)
    asked = [{"name": "prefers-contrast", "value": "more"}, {"name": "prefers-color-scheme", "value": theme}]
    page.context.new_cdp_session(page).send("Emulation.setEmulatedMedia", {"features": asked})
    page.locator("[id$=drawing][data-time], #gallery").first.wait_for()
    rules = ["color-contrast", "color-contrast-enhanced"]  # the second, 7 to 1, is off unless it is asked for
    asked_of_axe = {"runOnly": rules, "rules": {name: {"enabled": True} for name in rules}}
    found = page.evaluate("(asked) => axe.run(asked)", asked_of_axe)
    assert [
        f"{node['target']} {node['failureSummary']}" for rule in found["violations"] for node in rule["nodes"]
    ] == []
    page.evaluate(CLEAR)
    border = page.locator(".button").first.evaluate(
        """(each) => {
          const { borderTopColor, backgroundColor } = getComputedStyle(each);
          return contrast(borderTopColor, backgroundColor);
        }"""
    )
    assert border > 3
