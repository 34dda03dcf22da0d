"""An axis that is pointed at anywhere is lit everywhere, and nothing moves for it."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage

EXPAND = "/rearrange?pattern=b+h+w+(p1+p2+c)+->+b+(h+p1)+(w+p2)+c&shape=1,2,2,4&sizes=p1=2,p2=2&stage=3"
PROGRAM = "/program?code=y+%3D+x.permute(0,+2,+1)&shape=x:2,3,4&stage=2"
SIDES = ("/rearrange?pattern=h+w+->+w+h&shape=2,3", "/rearrange?pattern=h+w+->+h+w&shape=2,3")
COMPARE = f"/compare?{urlencode(dict(zip('ab', SIDES, strict=True)))}"

LIT = """() => [...document.querySelectorAll("[data-axis]")]
  .filter((each) => getComputedStyle(each).getPropertyValue("--mark"))
  .map((each) => each.closest("#line, #axes, #math, #cell, #code, #steps, #lanes, svg")?.id)"""
FAINT = """() => [...document.querySelectorAll(".bracket")]
  .filter((each) => getComputedStyle(each).strokeOpacity < 1).map(({ dataset }) => dataset.axis)"""
BOXES = """() => [...document.querySelectorAll("[data-axis]:not(.bracket)")].map((each) => {
  const { x, y, width, height } = each.getBoundingClientRect();
  return [x, y, width, height].map(Math.round).join();
})"""

PLACES = {
    "the pattern": "#line .name[data-axis=p1]",
    "its size": "#axes [data-axis=p1]",
    "the formula": "#math [data-axis=p1]",
    "the stage": "#underlay .bracket-name[data-axis=p1]",
    "a chip of the view": "#lanes [data-axis='h p1']",
    "the code": "#code [data-axis=p1]",
    "a step": "#steps [data-axis=p1]",
}
EVERYWHERE = {"line", "axes", "math", "code", "steps", "lanes", "underlay"}


def lit(page: Page) -> set[str]:
    return set(page.evaluate(LIT))


def middle(place: Locator) -> tuple[float, float]:
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def opened(open_page: OpenPage, path: str, drawing: str = "#drawing") -> Page:
    page = open_page(path)
    page.locator(f"{drawing}[data-time]").wait_for()
    return page


@pytest.mark.parametrize("place", PLACES)
def test_an_axis_is_lit_everywhere_wherever_it_is_pointed_at(open_page: OpenPage, place: str) -> None:
    page = opened(open_page, EXPAND)
    assert lit(page) == set()
    at = middle(page.locator(PLACES[place]).first)
    before = page.evaluate(BOXES)
    page.mouse.move(*at)
    assert lit(page) == EVERYWHERE
    assert "p1" not in page.evaluate(FAINT)
    assert "w" in page.evaluate(FAINT)
    expect(page.locator("#overlay .run.axis-3")).to_have_count(2)  # x has its planes one behind the other, y its rows
    assert page.evaluate(BOXES) == before
    page.mouse.move(2, 2)
    assert lit(page) == set()
    assert page.evaluate(FAINT) == []
    expect(page.locator(".run")).to_have_count(0)


def test_the_run_of_cells_goes_through_the_block_that_is_pinned(open_page: OpenPage) -> None:
    page = opened(open_page, f"{EXPAND}&cell=15")
    run = page.locator("#overlay .run").last
    page.mouse.move(*middle(page.locator("#axes [data-axis=w]")))
    expect(run).to_be_attached()
    pinned, line = page.locator("#overlay .ring").last.bounding_box(), run.bounding_box()
    assert pinned is not None
    assert line is not None
    assert abs(line["y"] - pinned["y"]) < 6  # along a row of y
    assert line["width"] > 2 * pinned["width"]
    page.mouse.move(*middle(page.locator("#cell b[data-axis=h]").first))
    expect(run).to_have_class("run axis-1")


def test_the_focus_lights_an_axis_and_so_does_the_caret_that_walks(open_page: OpenPage) -> None:
    page = opened(open_page, EXPAND)
    page.get_by_label("Size of p2").focus()
    assert lit(page) == EVERYWHERE
    page.locator("#lanes .axis-chip").first.focus()
    assert page.evaluate("getComputedStyle(document.querySelector('#axes [data-axis=b]')).getPropertyValue('--mark')")
    page.locator("#pattern").focus()
    assert lit(page) == set()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#axes [data-axis=h]")).to_have_css("--mark", re.compile("#"))
    page.keyboard.type("h")
    assert lit(page) == set()


def test_a_finger_lights_an_axis_and_puts_it_out_again(open_page: OpenPage) -> None:
    page = open_page(EXPAND, viewport={"width": 390, "height": 844}, has_touch=True)
    page.locator("#drawing[data-time]").wait_for()
    for place in ("the stage", "the formula", "a step"):
        target = page.locator(PLACES[place]).first
        page.touchscreen.tap(*middle(target))
        assert lit(page) == EVERYWHERE
        page.touchscreen.tap(*middle(target))
        assert lit(page) == set()


def test_axes_of_a_program_are_lit_where_they_are_named(open_page: OpenPage) -> None:
    page = opened(open_page, PROGRAM)
    name = page.locator("#lanes [data-axis]").nth(1).get_attribute("data-axis")
    page.mouse.move(*middle(page.locator(f"#underlay .bracket-name[data-axis={name}]").first))
    assert lit(page) == {"lanes", "underlay"}
    assert page.locator("#code [data-axis]").count() == 0  # its names are those of another split
    assert name not in page.evaluate(FAINT)
    expect(page.locator("#overlay .run")).not_to_have_count(0)


@pytest.mark.parametrize(("path", "drawings"), [(EXPAND.replace("/r", "/embed/r"), [""]), (COMPARE, ["a-", "b-"])])
def test_axes_are_lit_on_every_stage_of_a_page(open_page: OpenPage, path: str, drawings: list[str]) -> None:
    page = opened(open_page, path, f"#{drawings[0]}drawing")
    page.mouse.move(*middle(page.locator(f"#{drawings[0]}underlay .bracket-name[data-axis=h]").first))
    assert lit(page) == {f"{each}underlay" for each in drawings}
    for each in drawings:
        expect(page.locator(f"#{each}overlay .run")).not_to_have_count(0)


@pytest.mark.parametrize(
    ("path", "library", "marked"),
    [
        ("/rearrange?pattern=x+y+->+y+x&shape=2,3", "einops", ["x", "y", "y", "x"]),
        ("/einsum?pattern=i+j,+j+k+->+i+k&shape=2,3;3,2", "einops", ["i", "j", "j", "k", "i", "k"]),
        ("/einsum?pattern=i+j,+j+k+->+i+k&shape=2,3;3,2", "numpy", []),
        (EXPAND, "slices", ["p1", "p2", "p1", "p2", "p1", "p2"]),
        (EXPAND, "numpy", []),
    ],
)
def test_a_name_in_code_is_marked_where_it_means_the_axis(
    open_page: OpenPage, path: str, library: str, marked: list[str]
) -> None:
    page = opened(open_page, path)
    page.get_by_role("tab", name=library, exact=True).click()
    assert page.locator("#code [data-axis]").all_text_contents() == marked


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/rearrange?pattern=a+of+->+of+a&shape=2,3", ["of"]),
        (
            "/rearrange?pattern=x+(a+is)+->+a+(x+is)&shape=2,6&sizes=a=2",  # "Split axis 2 of x", "is filled along is"
            ["a is a", "a", "is x", "x is x is", "is"],
        ),
        ("/einsum?pattern=x+j,+j+k+->+x+k&shape=2,3;3,2", ["x j k", "j"]),  # "Multiply x and x2"
        ("/einsum?pattern=x+j,+j+k+->+x+k&shape=2,3;3,2&lang=zh", ["x j k", "j"]),
    ],
)
def test_a_word_of_a_step_is_no_axis_for_being_spelled_like_one(
    open_page: OpenPage, path: str, marked: list[str]
) -> None:
    page = opened(open_page, path)
    found = [each.locator("[data-axis]").all_text_contents() for each in page.locator("#steps li").all()]
    assert [" ".join(names) for names in found] == marked
