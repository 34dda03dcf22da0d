"""The panel that shares a state: what it offers works elsewhere, and says the stage, the cell, language and theme."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import SOURCE, violations
from tests.browser.conftest import BLANK, OpenPage, Visitor
from tests.browser.stage import seek
from tests.browser.test_theme import choose

LABELS = [
    *("Link", "Embed code", "Markdown image", "HTML image", "Picture address", "Picture by curl", "curl command"),
]
DRAWN = ".share-paper:not(.waits) img[src]"


def share(page: Page) -> Locator:
    """Open the panel."""
    page.locator("#share").click()
    expect(page.locator("#sharing")).to_be_visible()
    return page.locator("#sharing")


def line(page: Page, label: str) -> str:
    """The text of a line of the panel."""
    return page.get_by_label(label, exact=True).input_value()


def asked(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_every_line_can_be_copied_the_link_by_one_press(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,2")
    panel = share(page)
    expect(panel.locator(".share-row > span")).to_have_text(LABELS)
    page.keyboard.press("Enter")  # the focus is on the first button
    expect(panel.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == line(page, "Link")
    for label in LABELS[1:]:
        button = panel.locator(".share-row").filter(has=page.get_by_label(label, exact=True)).get_by_role("button")
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == line(page, label)


def test_a_link_says_stage_cell_and_language(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3&cell=4&lang=zh")
    seek(page, 1.5)
    share(page)
    link = line(page, "链接")
    assert asked(link) == {"pattern": "h w -> w h", "shape": "2,3", "lang": "zh", "stage": "1.5", "cell": "4"}
    other = open_page(link)
    expect(other.locator("#time")).to_have_value("1.5")
    expect(other.locator("#drawing")).to_have_class(re.compile("pinned"))
    expect(other.locator("html")).to_have_attribute("lang", "zh")


@pytest.mark.parametrize(
    ("choices", "ending", "wanted"),
    [
        ({}, "svg", {}),
        ({"Shows": "this stage"}, "svg", {"stage": "1"}),
        ({"Format": "PNG"}, "png", {"stage": "1"}),
        ({"Format": "GIF"}, "gif", {}),
        ({"Format": "WebP", "Size": "1200 × 630"}, "webp", {"width": "1200", "height": "630"}),
        ({"Size": "1600", "Theme": "dark"}, "svg", {"width": "1600", "theme": "dark"}),
        ({"Size": "other", "Width": "420"}, "svg", {"width": "420"}),
        ({"Ground": "transparent", "Letters": "serif"}, "svg", {"ground": "transparent", "font": "serif"}),
        ({"Accent": "crimson, #00aa88"}, "svg", {"accent": "crimson, #00aa88"}),
    ],
)
def test_the_picture_and_its_lines_are_as_chosen(
    open_page: OpenPage, choices: dict[str, str], ending: str, wanted: dict[str, str]
) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3&stage=1&cell=4")
    panel = share(page)
    for name, text in choices.items():
        field = panel.get_by_label(name, exact=True)
        if field.evaluate("(field) => field.localName") == "select":
            field.select_option(label=text)
        else:
            field.fill(text)
    own = {"pattern": "h w -> w h", "shape": "2,3", "cell": "4", **wanted}
    loaded = f"""([own, ending]) => {{
      const {{ src = "" }} = document.querySelector("{DRAWN}") ?? {{}};
      if (!src) return false;
      const {{ pathname, searchParams }} = new URL(src);
      const found = Object.fromEntries(searchParams);
      const names = new Set([...Object.keys(found), ...Object.keys(own)]);
      return pathname.endsWith(ending) && [...names].every((name) => found[name] === own[name]);
    }}"""
    page.wait_for_function(loaded, arg=[own, f"/rearrange.{ending}"])
    address = page.locator(DRAWN).get_attribute("src")
    assert line(page, "Picture address") == address
    assert panel.get_by_role("link", name="Download").get_attribute("href") == address
    for label in ("Markdown image", "HTML image"):
        assert f"/rearrange.{ending}?" in line(page, label)
    assert line(page, "Picture by curl").startswith("curl -OJ 'http")


def test_a_file_is_called_what_it_shows(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=b+(h+p)+w+->+b+h+(p+w)&shape=1,4,3&sizes=p=2")
    panel = share(page)
    page.locator(DRAWN).wait_for()
    with page.expect_download() as caught:
        panel.get_by_role("link", name="Download").click()
    assert caught.value.suggested_filename == "b-hp-w_to_b-h-pw_1x4x3.svg"
    assert caught.value.path().read_bytes().startswith(b"<svg")


def test_the_sources_come_as_a_file(open_page: OpenPage) -> None:
    page = open_page("/roll?shape=4&shift=1")
    panel = share(page)
    with page.expect_download() as caught:
        panel.get_by_role("button", name="Sources (.npy)").click()
    assert np.load(caught.value.path()).tolist() == [3, 0, 1, 2]


def test_the_picture_is_copied_as_png(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,1")
    panel = share(page)
    panel.get_by_label("Format", exact=True).select_option("gif")
    panel.get_by_label("Size", exact=True).select_option("1600")
    panel.get_by_role("button", name="Copy picture").click()
    expect(panel.get_by_role("button", name="Copied")).to_be_visible()
    size = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const image = await createImageBitmap(await item.getType("image/png"));
          return image.width;
        }"""
    )
    assert size == 1600


def test_where_pages_may_not_copy_pictures_it_is_said(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,1", before="delete globalThis.ClipboardItem")
    panel = share(page)
    panel.get_by_role("button", name="Copy picture").click()
    expect(panel.locator(".share-how .share-said")).to_have_text(re.compile("download it instead"))


def test_what_takes_long_says_so_and_can_be_cancelled(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,1")
    held: list[Route] = []
    page.route("**/merge.gif?*", lambda route: held.append(route))  # noqa: PLW0108  Playwright marks the function
    panel = share(page)
    page.locator(DRAWN).wait_for()
    panel.get_by_label("Format", exact=True).select_option("gif")
    expect(panel.locator("progress")).to_be_visible()
    expect(panel.locator("progress")).not_to_have_attribute("value", re.compile(""))
    panel.get_by_role("button", name="Cancel").click()
    expect(panel.locator("progress")).to_have_count(0)
    expect(panel.locator(".share-preview .share-said")).to_contain_text("The picture was not drawn.")
    page.unroute("**/merge.gif?*")
    panel.get_by_role("button", name="Draw it").click()
    page.locator(f'{DRAWN}[src*=".gif"]').wait_for()
    assert held


def test_what_is_refused_is_said_and_mended(visitor: Visitor) -> None:
    page = visitor.open("/merge?shape=1,4,4,1")
    panel = share(page)
    panel.get_by_label("Accent", exact=True).fill("crimsn, teal")
    expect(panel.locator(".share-preview .share-said")).to_contain_text("'crimsn' is not a colour.")
    panel.get_by_role("button", name="crimson").click()
    page.locator(f'{DRAWN}[src*="crimson,teal"]').wait_for()
    expect(panel.get_by_label("Accent", exact=True)).to_have_value("crimson,teal")
    visitor.complaints[:] = [each for each in visitor.complaints if "422" not in each]


@pytest.mark.parametrize(
    ("size", "theme", "language"),
    [((1440, 900), "light", "zh-CN"), ((1280, 720), "dark", "en-US"), ((390, 844), "light", "en-US")],
)
@pytest.mark.parametrize("path", ["/merge?shape=1,4,4,2", "/program?code=y+%3D+x.T&shape=x:2,3", "/compare"])
def test_the_panel_fits_and_shuts_nobody_out(
    open_page: OpenPage, path: str, size: tuple[int, int], theme: str, language: str
) -> None:
    page = open_page(
        path,
        before=SOURCE.read_text(encoding="utf-8"),
        viewport={"width": size[0], "height": size[1]},
        color_scheme=theme,
        locale=language,
    )
    panel = share(page)
    page.locator(DRAWN).wait_for()
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]
    wider = """(panel) => [...panel.querySelectorAll("*")].filter((each) =>
      each.localName !== "input" && each.scrollWidth > each.clientWidth + 1
      && getComputedStyle(each).overflowX !== "visible"
    ).map((each) => each.className)"""
    assert panel.evaluate(wider) == []
    assert violations(page) == []


def test_a_choice_keeps_the_focus(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,1")
    panel = share(page)
    for name in ("Format", "Ground", "Accent"):
        field = panel.get_by_label(name, exact=True)
        field.focus()
        page.keyboard.press("ArrowDown")
        expect(field).to_be_focused()


def test_a_comparison_is_shared_as_anything_else(open_page: OpenPage) -> None:
    page = open_page("/compare?a=/merge%3Fshape=1,4,4,1&b=/expand%3Fshape=1,2,2,4&stage=1")
    panel = share(page)
    pair = {"a": "/merge?shape=1,4,4,1", "b": "/expand?shape=1,2,2,4"}
    assert asked(line(page, "Link")) == {**pair, "stage": "1"}
    panel.get_by_label("Size", exact=True).select_option("own")
    panel.get_by_label("Width", exact=True).fill("320")
    panel.get_by_label("Format", exact=True).select_option("webp")
    assert asked(line(page, "Picture address")) == {**pair, "width": "320"}
    page.locator(f'{DRAWN}[src*="/compare.webp"]').wait_for(timeout=30_000)
    panel.get_by_label("Format", exact=True).select_option("png")
    assert asked(line(page, "Picture address")) == {**pair, "width": "320", "stage": "1"}
    assert "/api/v1/compare?" in line(page, "curl command")


@pytest.mark.parametrize(
    ("name", "theme"), [("Theme: system", None), ("Theme: light", "light"), ("Theme: dark", "dark")]
)
def test_pictures_are_in_the_theme_that_was_chosen(open_page: OpenPage, name: str, theme: str | None) -> None:
    page = open_page("/merge?shape=1,4,4,2")
    choose(page, name)
    share(page)
    assert asked(line(page, "Picture address")).get("theme") == theme
    assert ("theme=" in line(page, "HTML image")) == (theme is not None)
    assert "theme" not in asked(line(page, "Link"))


def test_pictures_speak_the_language_of_the_page(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,2", locale="zh-CN")
    share(page)
    assert asked(line(page, "图片地址"))["lang"] == "zh"


def test_the_frame_shows_the_stage_on_another_page(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,2&stage=2")
    share(page)
    post = f"<!doctype html><title>A post</title>{line(page, 'Embed code')}"
    page.route("**/post", lambda route: route.fulfill(body=post, content_type="text/html"))
    page.goto("/post")
    page.frame_locator("iframe").locator('#drawing[data-time="2"]').wait_for()


def test_what_was_last_right_is_shared_while_something_is_wrong(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3")
    page.locator("#pattern").fill("h w -> (w h")
    expect(page.locator("#verdict")).to_have_text("✗ not valid yet")
    share(page)
    assert asked(line(page, "Link"))["pattern"] == "h w -> w h"


def test_where_nothing_is_right_yet_the_link_alone_is_shared(open_page: OpenPage) -> None:
    page = open_page(BLANK).context.new_page()
    page.goto("/rearrange?pattern=h+w+->&shape=2,3")  # answered with status 422, which the console would complain about
    panel = share(page)
    expect(panel.locator(".share-row")).to_have_count(1)
    assert line(page, "Link") == page.url


def test_a_program_is_shared_with_its_line(open_page: OpenPage) -> None:
    page = open_page("/program?code=a+%3D+x.T%0Ab+%3D+a.T&shape=x:2,3&step=0")
    panel = share(page)
    assert asked(line(page, "Link")) == {"code": "a = x.T\nb = a.T", "shape": "x:2,3", "step": "0"}
    expect(panel.locator(".share-row > span")).to_have_text(LABELS)
    panel.get_by_label("Format", exact=True).select_option("png")
    picture = line(page, "Picture address")
    assert asked(picture)["step"] == "0"
    response = page.request.get(picture)
    assert response.ok
    assert response.headers["content-type"] == "image/png"


def test_a_program_too_long_for_an_address_says_so(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    page.locator("#editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("y = x\n" + "# a remark that makes it long\n" * 300)
    expect(page.locator("#address")).to_have_text(re.compile("too long"))
    panel = share(page)
    expect(panel.locator("p")).to_have_text("This program is too long for an address: copy its text instead.")
    expect(panel.locator(".share-row, .files")).to_have_count(0)


def test_a_long_address_says_how_long_it_is(open_page: OpenPage) -> None:
    remarks = "%23+a+remark+that+makes+it+long%0A" * 60
    page = open_page(f"/program?code=y+%3D+x%0A{remarks}&shape=x:2,3")
    expect(share(page).locator("p.quiet")).to_have_text(re.compile(r"This address has \d{4} characters;"))


@pytest.mark.parametrize(
    ("path", "choices", "wanted"),
    [
        ("/merge?shape=1,4,4,2", {"Depth": "tiles"}, {"layout": "tiles"}),
        ("/merge?shape=1,4,4,2&layout=tiles", {"Depth": "auto"}, {}),
        ("/rearrange?pattern=a+b+->+b+a&shape=2,2&data=[[5,1],[2,8]]", {"On cells": "both"}, {"label": "both"}),
        ("/program?code=y+%3D+x+%2B+1&shape=x:2,2&data=x:[[5,1],[2,8]]&label=both", {"On cells": "values"}, {}),
    ],
)
def test_what_the_page_shows_of_depth_and_on_cells_can_be_otherwise_in_the_picture(
    open_page: OpenPage, path: str, choices: dict[str, str], wanted: dict[str, str]
) -> None:
    page = open_page(path)
    panel = share(page)
    for name, text in choices.items():
        panel.get_by_label(name, exact=True).select_option(label=text)
    picture = line(page, "Picture address")
    expect(page.locator(f'.share-paper:not(.waits) img[src="{picture}"]')).to_be_visible()
    assert {name: text for name, text in asked(picture).items() if name in ("layout", "label")} == wanted


def test_what_a_picture_has_none_of_is_no_choice(open_page: OpenPage) -> None:
    panel = share(open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3"))
    expect(panel.get_by_label("Depth", exact=True)).to_be_hidden()
    expect(panel.get_by_label("On cells", exact=True)).to_be_hidden()


SHEET = """
  globalThis.given = [];
  navigator.share = async (data) => void given.push(data);
  navigator.canShare = ({ files }) => globalThis.takes && files.length === 1;
"""


def test_what_the_system_shares_with_is_given_the_link_and_the_picture(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,1&stage=1", before=SHEET)
    panel = share(page)
    page.locator(DRAWN).wait_for()
    link = {"title": "b (h p1) (w p2) c -> b h w (p2 p1 c)", "url": line(page, "Link")}
    button = panel.get_by_role("button", name="Share with…")
    button.click()
    page.evaluate("globalThis.takes = true")
    panel.get_by_label("Format", exact=True).select_option("png")
    page.locator(f'{DRAWN}[src*=".png"]').wait_for()
    button.click()
    page.wait_for_function("given.length === 2")
    told = """async () => Promise.all(given.map(async ({ files = [], ...rest }) => [
      rest,
      ...await Promise.all(files.map(async (each) => [each.name, each.type, (await createImageBitmap(each)).width])),
    ]))"""
    assert page.evaluate(told) == [[link], [link, ["merge.png", "image/png", 800]]]
    page.evaluate("void (navigator.share = async () => { throw new DOMException('', 'NotAllowedError') })")
    button.click()
    expect(panel.locator(".share-how .share-said")).to_have_text("The picture took its time: press once more.")
    page.evaluate("void (navigator.share = async () => { throw new DOMException('', 'AbortError') })")
    button.click()  # somebody thought better of it: there is nothing to say
    expect(panel.locator(".share-how .share-said")).to_be_empty()


def test_where_the_system_shares_with_nothing_no_button_says_so(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,1", before="delete Navigator.prototype.share")
    panel = share(page)
    page.locator(DRAWN).wait_for()
    expect(panel.get_by_role("button", name="Share with…")).to_have_count(0)
