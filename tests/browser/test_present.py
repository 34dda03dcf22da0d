"""The stage on the whole screen, keys of a remote control, blocks without numbers; and larger letters everywhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import SOURCE, violations
from tests.browser.conftest import OpenPage
from tests.browser.stage import along

PAGES = {
    "/?stage=0": ["#line", "#math", "#drawing", "#time"],
    "/program?code=y+%3D+x.t()%0Az+%3D+y.reshape(2,+3)&shape=x:2,3&step=0": [
        "#code-line",
        "#said",
        "#drawing",
        "#time",
    ],
    "/compare?a=/merge&b=/expand&stage=0": ["#a-drawing", "#b-drawing", "#a .side-pattern", "#told", "#time"],
}
HIDDEN = ".top, .presets, .look, #cell, .message"


def opened(open_page: OpenPage, path: str, **options: object) -> Page:
    page = open_page(path, **options)
    page.locator("[id$=drawing][data-time]").first.wait_for()
    return page


def share(page: Page, selector: str) -> float:
    """How much of the window's height an element takes."""
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    return box["height"] / size["height"]


@pytest.mark.parametrize("path", PAGES)
def test_f_fills_the_screen_with_the_stage_and_its_captions_and_escape_leaves(open_page: OpenPage, path: str) -> None:
    page = opened(open_page, path)
    usual = [
        page.locator(each).first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") for each in PAGES[path]
    ]
    before = share(page, PAGES[path][-2] if "program" in path else "[id$=drawing] >> nth=0")
    page.keyboard.press("f")
    expect(page.locator("html")).to_have_class(re.compile("presenting"))
    for seen in PAGES[path]:
        expect(page.locator(seen)).to_be_in_viewport(ratio=0.99)
    for gone in page.locator(HIDDEN).all():
        expect(gone).to_be_hidden()
    now = [
        page.locator(each).first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") for each in PAGES[path]
    ]
    assert all(larger >= size for larger, size in zip(now, usual, strict=True))
    assert share(page, PAGES[path][-2] if "program" in path else "[id$=drawing] >> nth=0") > before
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.keyboard.press("Escape")
    expect(page.locator("html")).not_to_have_class(re.compile("presenting"))
    expect(page.locator(".top")).to_be_visible()
    page.locator("#present").click()
    expect(page.locator("html")).to_have_class(re.compile("presenting"))
    expect(page.locator("#present")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("f")
    expect(page.locator("html")).not_to_have_class(re.compile("presenting"))


@pytest.mark.parametrize("key", ["PageDown", "ArrowRight", "Space", "."])
def test_a_remote_control_steps_on_and_back(open_page: OpenPage, key: str) -> None:
    page = opened(open_page, "/?stage=0")
    page.locator("#drawing").focus()  # where these keys mean something else, when nothing is presented
    page.keyboard.press("f")
    expect(page.locator("#present")).to_have_attribute("aria-pressed", "true")
    for time in ("1", "2", "3", "3"):
        page.keyboard.press(key)
        expect(page.locator("#time")).to_have_value(along(float(time)))
    for back, time in (("PageUp", "2"), ("ArrowLeft", "1")):
        page.keyboard.press(back)
        expect(page.locator("#time")).to_have_value(along(float(time)))
    expect(page.locator("#overlay .ring")).to_have_count(0)


def test_a_step_is_played_up_to_its_stage(open_page: OpenPage) -> None:
    page = opened(open_page, "/?stage=0", still=False)
    page.evaluate("document.getElementById('time').value = 0")
    page.keyboard.press("f")
    expect(page.locator("#present")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("PageDown")
    expect(page.locator("#play")).to_have_class(re.compile("playing"))
    expect(page.locator("#play")).not_to_have_class(re.compile("playing"))
    expect(page.locator("#time")).to_have_value(along(1))


def test_a_remote_control_goes_from_line_to_line(open_page: OpenPage) -> None:
    page = opened(open_page, next(path for path in PAGES if "program" in path))
    page.keyboard.press("f")
    expect(page.locator("#code-line")).to_have_text("y = x.t()")
    page.keyboard.press("PageDown")
    expect(page.locator("#code-line")).to_have_text("z = y.reshape(2, 3)")
    expect(page.locator("#said")).to_contain_text("Line 2")
    page.keyboard.press("PageUp")
    expect(page.locator("#code-line")).to_have_text("y = x.t()")


def test_whoever_types_in_a_presentation_types(open_page: OpenPage) -> None:
    page = opened(open_page, "/?stage=1")
    page.keyboard.press("f")
    page.locator("#pattern").click()
    page.keyboard.press("End")
    page.keyboard.type(" f n.")
    expect(page.locator("#pattern")).to_have_value(re.compile(r" f n\.$"))
    expect(page.locator("#time")).to_have_value(along(1))
    expect(page.locator("html")).to_have_class(re.compile("presenting"))


# A worker paints, and the picture reaches the canvas some frames later.
INK = """([id, written]) => new Promise((done) => {
  const canvas = document.getElementById(id);
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  let frames = 0;
  const look = () => {
    copy.clearRect(0, 0, canvas.width, canvas.height);
    copy.drawImage(canvas, 0, 0);
    const words = new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    const ink = words.filter((word) => word >>> 24 === 255 && (word & 0xe0e0e0) === 0).length;
    if ((written ? ink > 50 : ink === 0) || frames++ > 300) done(ink);
    else requestAnimationFrame(look);
  };
  look();
})"""


@pytest.mark.parametrize(
    "path", [*PAGES, "/embed/merge?stage=0", "/reduce?data=[[5,1],[2,8]]&pattern=a+b+->+a&shape=2,2&stage=3"]
)
def test_n_hides_the_numbers_on_blocks_and_brings_them_back(open_page: OpenPage, path: str) -> None:
    page = opened(open_page, path)
    canvas = "a-canvas" if "compare" in path else "canvas"
    page.locator(f"#{canvas.replace('canvas', 'drawing')}[data-time]").wait_for()
    assert page.evaluate(INK, [canvas, True]) > 50
    page.keyboard.press("n")
    assert page.evaluate(INK, [canvas, False]) == 0
    page.keyboard.press("n")
    assert page.evaluate(INK, [canvas, True]) > 50


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("theme", "lang"), [("light", "zh"), ("dark", "en")])
def test_a_presentation_shuts_nobody_out(open_page: OpenPage, path: str, theme: str, lang: str) -> None:
    page = opened(open_page, f"{path}&lang={lang}", before=SOURCE.read_text(encoding="utf-8"), color_scheme=theme)
    page.keyboard.press("f")
    expect(page.locator("#present")).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "fill the screen, leave it"),
        ("/program?lang=zh", "播放到下一行"),
        ("/compare?a=/merge&b=/expand", "next stage, as it plays"),
    ],
)
def test_the_keys_of_a_presentation_are_listed(open_page: OpenPage, path: str, words: str) -> None:
    page = open_page(path)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text(words)


LETTERS = """() => [...document.querySelectorAll("button, p, h1, h2, h3, li, input, select, a, .chip, .tab")]
  .filter((each) => each.checkVisibility() && !each.closest("svg, #editor, .play, .step, [type=range]"))
  .map((each) => parseFloat(getComputedStyle(each).fontSize))"""
CUT = """() => [...document.querySelectorAll("button, .chip, .tab, .top a, h1, h2, .message, .lane")]
  .filter((each) => each.checkVisibility() && !each.matches(".unseen"))
  .filter((each) => each.scrollWidth > each.clientWidth + 2 || each.scrollHeight > each.clientHeight + 2)
  .filter(({ clientWidth }) => clientWidth)
  .map((each) => each.outerHTML.slice(0, 120))"""
ROWS = ".top, .tools, .ask, .chips, .look, .stage-tools, .timeline, .stops, .presets"
OVERLAP = """(rows) => [...document.querySelectorAll(rows)].flatMap((row) => {
  const seen = [...row.children].filter((each) => each.checkVisibility() && !each.matches(".unseen, .axes"));
  const boxes = seen.map((each) => each.getBoundingClientRect());
  const across = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1;
  const down = (one, other) => Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
  const over = (one) => boxes.some((other) => other !== one && across(one, other) && down(one, other));
  return seen.filter((_, place) => over(boxes[place])).map((each) => each.outerHTML.slice(0, 120));
})"""


@pytest.mark.parametrize(
    "path", ["/?stage=1", "/merge?lang=zh&stage=1", "/program", "/examples", "/compare?a=/merge&b=/expand&stage=0"]
)
@pytest.mark.parametrize("how", ["page", "browser"])
def test_letters_follow_the_size_that_the_browser_writes_in(open_page: OpenPage, path: str, how: str) -> None:
    size = {"viewport": {"width": 1440, "height": 900}}
    page = open_page(path, **size)
    page.locator("[id$=drawing][data-time], #gallery").first.wait_for()
    usual = page.evaluate(LETTERS)
    if how == "page":
        page.evaluate("document.documentElement.style.fontSize = '24px'")
    else:
        page = open_page(path, before="//", **size)
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 24}})
        page.reload()
        page.locator("[id$=drawing][data-time], #gallery").first.wait_for()
    larger = page.evaluate(LETTERS)
    if how == "page":
        assert larger == pytest.approx([each * 1.5 for each in usual])
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "22.5px"
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAP, ROWS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_names_on_the_stage_follow_too(open_page: OpenPage) -> None:
    page = opened(open_page, "/?stage=1", viewport={"width": 1440, "height": 900})
    name = page.locator("#underlay .bracket-name", has_text="p1").first
    before = name.bounding_box()
    page.evaluate("document.documentElement.style.fontSize = '24px'")
    expect(page.locator("#drawing")).to_have_attribute("data-time", "1")
    page.wait_for_function(
        "(before) => document.querySelector('#underlay .bracket-name').getBoundingClientRect().height > before", arg=1
    )
    after = name.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > 1.15 * before["height"]
