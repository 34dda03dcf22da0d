"""The inspector: the formula as mathematics, both directions, the way back, the round trip, and what can be copied."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_formula_is_mathematics_in_the_hues_of_its_axes(open_page: OpenPage) -> None:
    page = open_page("/")
    sides = page.locator("#math .side")
    expect(sides).to_have_count(2)
    expect(sides.nth(0)).to_have_text("y[b,2\u2062h+p1,2\u2062w+p2,c]")
    expect(sides.nth(1)).to_have_text("=x[b,h,w,2\u2062p1+p2+c]")
    colour = "(each) => getComputedStyle(each).color"
    hues = [page.locator(f"{place} .axis-3").first.evaluate(colour) for place in ("#math", "#line", "#axes")]
    assert len(set(hues)) == 1
    assert page.evaluate("document.fonts.load('20px \"Einscope Math\"').then((fonts) => fonts.length)") == 1


def test_brackets_stretch_over_what_they_hold(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,5,5,1&odd=pad")
    page.evaluate("document.fonts.ready.then(() => 1)")
    brace = page.locator("#math mo", has_text="{").bounding_box()
    row = page.locator("#math mtr").first.bounding_box()
    assert brace is not None
    assert row is not None
    assert brace["height"] > 1.5 * row["height"]


def test_the_words_of_a_formula_are_translated(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,5,5,1&odd=pad", locale="zh-CN")
    expect(page.locator("#math mtext")).to_have_text(["若\u00a0", "\u00a0且\u00a0", "否则"])


def test_the_other_direction_is_one_click_away(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("button", name="to", exact=True).click()
    expect(page.locator("#formula-title")).to_have_text("Where each cell goes")
    sides = page.locator("#math .side")
    expect(sides.nth(0)).to_have_text("x[b,h,w,k]")
    expect(sides.nth(1)).to_contain_text("→y[b,2\u2062h+")
    page.get_by_role("button", name="from", exact=True).click()
    expect(sides.nth(0)).to_contain_text("y[b,2")


def test_only_what_is_known_comes_out_of_mathml(open_page: OpenPage) -> None:
    page = open_page("/")
    made = page.evaluate(
        """async () => {
          const { sides } = await import("/static/panels/mathml.js");
          const xml = (inner) => `<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>${inner}</mrow></math>`;
          const attack = '<mi class="axis-1 x" href="javascript:b()">h</mi><a xmlns="http://www.w3.org/1999/xhtml">c</a>'
            + '<maction><mi id="k" stretchy="false">k</mi></maction>';
          return [xml(attack), "<p>no</p>", "<svg/>"].map((each) => sides(each).flat().map((piece) => piece.outerHTML));
        }"""
    )
    assert made == [['<math><mrow><mi>h</mi>c<mi stretchy="false">k</mi></mrow></math>'], [], []]


def test_the_way_back_is_a_button_that_opens_it(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("#undo a.button").click()
    expect(page.locator("#pattern")).to_have_value("b (h p1) (w p2) c -> b h w (p1 p2 c)")


@pytest.mark.parametrize(
    ("path", "said", "pattern"),
    [
        (
            "/merge?shape=1,4,4,2",
            "16 of 32 cells are misplaced; the order p2 p1 c",
            "b (h p1) (w p2) c -> b (h p2) (w p1) c",
        ),
        (
            "/merge?shape=1,4,4,2&order=p1+p2+c",
            "every cell returns to its place.",
            "b (h p1) (w p2) c -> b (h p1) (w p2) c",
        ),
        ("/expand?shape=1,2,2,4", "8 of 16 cells are misplaced", "b (h p1) (w p2) c -> b (h p2) (w p1) c"),
        (
            "/expand?shape=1,2,2,4&order=p2+p1+c",
            "every cell returns to its place.",
            "b (h p1) (w p2) c -> b (h p1) (w p2) c",
        ),
    ],
)
def test_merging_and_expanding_together(open_page: OpenPage, path: str, said: str, pattern: str) -> None:
    page = open_page(path)
    expect(page.locator("#together")).to_contain_text(said)
    page.locator("#together a").click()
    expect(page.locator("#pattern")).to_have_value(pattern)
    expect(page.locator("#verdict")).to_have_text("✓ valid")


def test_code_curl_and_json_can_be_copied(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("#copy-code").click()
    expect(page.locator("#copy-code")).to_have_text("Copied")
    assert clipboard(page).startswith("from einops import rearrange")
    page.locator("#json summary").click()
    page.locator("#copy-curl").click()
    expect(page.locator("#copy-curl")).to_have_text("Copied")
    address = clipboard(page).removeprefix("curl '").removesuffix("'")
    assert page.evaluate("(address) => fetch(address).then((answer) => answer.json())", address)["op"] == "rearrange"
    page.locator("#copy-json").click()
    expect(page.locator("#copy-json")).to_have_text("Copied")
    answer = json.loads(clipboard(page))
    assert answer == page.evaluate("JSON.parse(document.getElementById('state').textContent).answer")
    assert page.locator("#json-text").text_content() == clipboard(page)


def test_the_formula_of_a_rolled_cell_goes_round_its_axes(open_page: OpenPage) -> None:
    page = open_page("/roll?shape=1,4,4,1&shift=-1,-1&axes=1,2&stage=3&cell=12")
    expect(page.locator("#cell")).to_contain_text("x[0, (3 + 1) mod 4, (0 + 1) mod 4, 0]")
    expect(page.locator("#cell")).to_contain_text("y[0, 3, 0, 0]")
