"""How the picture is looked at: axes in lanes, the window, the colour, the table; and that the link keeps it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import along
from tests.browser.test_typing import retype

LARGE = "/rearrange?pattern=h+w+->+w+h&shape=1000,2000"
HUGE = "/rearrange?pattern=b+h+w+c+->+b+c+h+w&shape=1000000,1000,1000,4"


def lane(page: Page, tensor: str, way: str) -> Locator:
    return page.get_by_role("group", name=f"Axes of {tensor}").locator(f'.lane[data-way="{way}"]')


def chips(page: Page, tensor: str, way: str) -> list[str]:
    return lane(page, tensor, way).locator(".axis-chip").all_text_contents()


def chip(page: Page, tensor: str, text: str) -> Locator:
    return page.get_by_role("group", name=f"Axes of {tensor}").get_by_text(text, exact=True)


def drag(page: Page, moving: Locator, to: Locator, share: float) -> None:
    """Drag the middle of an element to a share of the width of another."""
    start, end = moving.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] * share, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def caption(page: Page, tensor: str) -> Locator:
    return page.locator(".caption", has_text=re.compile(f"^{tensor} · ")).first


def asked(page: Page) -> Any:
    """The scene that the server gives for the page's own address."""
    return page.evaluate("fetch(`/state${location.pathname}${location.search}`).then((said) => said.json())")["answer"][
        "scene"
    ]


def test_every_axis_has_a_chip_in_its_lane(open_page: OpenPage) -> None:
    page = open_page("/")
    assert [chips(page, "x", way) for way in ("row", "column", "depth")] == [["b", "h"], ["w"], ["(p1 p2 c)"]]
    assert [chips(page, "y", way) for way in ("row", "column", "depth")] == [["b", "(h p1)"], ["(w p2)"], ["c"]]


@pytest.mark.parametrize("path", ["/", "/merge", "/expand", "/reduce", "/einsum", "/unfold", "/roll", "/program"])
@pytest.mark.parametrize("size", [(1280, 720), (820, 1180)])
def test_the_axes_of_both_tensors_are_seen_without_scrolling(
    open_page: OpenPage, path: str, size: tuple[int, int]
) -> None:
    page = open_page(path, viewport={"width": size[0], "height": size[1]})
    lanes = page.locator("#lanes")
    expect(lanes.locator(".axis-chip").first).to_be_attached()
    assert lanes.evaluate("(each) => each.scrollWidth - each.clientWidth") <= 0


def test_a_dragged_chip_turns_the_picture_and_the_link(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(caption(page, "x")).to_have_text("x · h=2 × w=2, (p1 p2 c)=4 deep")
    drag(page, chip(page, "x", "(p1 p2 c)"), lane(page, "x", "column"), 0.05)
    expect(caption(page, "x")).to_have_text("x · h=2 × w=2 × (p1 p2 c)=4")
    expect(page).to_have_url(re.compile(r"view=x=b:row,h:row,p1:column,w:column$"))
    assert chips(page, "x", "column") == ["(p1 p2 c)", "w"]
    assert asked(page)["figures"][0]["directions"] == {"row": [0, 1], "column": [3, 2], "depth": []}
    page.go_back()
    expect(caption(page, "x")).to_have_text("x · h=2 × w=2, (p1 p2 c)=4 deep")
    page.go_forward()
    expect(lane(page, "x", "column")).to_contain_text("(p1 p2 c)")
    page.reload()
    assert chips(page, "x", "column") == ["(p1 p2 c)", "w"]
    page.get_by_role("button", name="Reset").click()
    expect(lane(page, "x", "depth")).to_contain_text("(p1 p2 c)")
    expect(page).not_to_have_url(re.compile("view"))


def test_a_chip_dropped_far_away_stays_where_it_was(open_page: OpenPage) -> None:
    page = open_page("/")
    before = page.url
    drag(page, chip(page, "x", "h"), page.locator("#math"), 0.5)
    expect(page.locator(".dragged")).to_have_count(0)
    assert chips(page, "x", "row") == ["b", "h"]
    assert page.url == before


def test_arrow_keys_move_a_chip_from_place_to_place_and_it_keeps_the_focus(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+b+c+->+c+b+a&shape=2,3,4")
    moving = chip(page, "x", "b")
    moving.focus()
    page.keyboard.press("ArrowDown")
    expect(lane(page, "x", "column")).to_contain_text("b")
    expect(moving).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(lane(page, "x", "depth")).to_contain_text("b")
    expect(page.get_by_role("status").filter(has_text="b: depth")).to_have_count(1)
    expect(moving).to_be_focused()
    expect(page).to_have_url(re.compile(r"view=x=.*b:depth"))
    shown = asked(page)["figures"][0]["directions"]
    assert 1 in shown["depth"]


def test_a_turned_axis_that_is_gone_does_not_stand_in_the_way(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+b+->+b+a&shape=2,3&view=x=b:depth&color=b")
    expect(lane(page, "x", "depth")).to_contain_text("b")
    retype(page, "a k -> (k a)")
    expect(page.locator("#output")).to_have_text("6")
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    expect(page).not_to_have_url(re.compile("view|color"))


def test_a_slider_moves_the_window_on_both_sides(open_page: OpenPage) -> None:
    page = open_page(HUGE)
    slider = page.get_by_label("Window start on h")
    assert slider.get_attribute("max") == "996"
    slider.fill("500")
    expect(page.locator("#window")).to_contain_text("h 500–503 of 1000")
    expect(page).to_have_url(re.compile(r"at=h=500$"))
    slider.press("ArrowRight")
    expect(page.locator("#window")).to_contain_text("h 501–504 of 1000")
    expect(slider).to_be_focused()
    expect(page.locator(".bracket-name", has_text="501–504")).to_have_count(4)  # one in the still of each stage
    page.get_by_label("Window start on b").fill("999999")
    expect(page).to_have_url(re.compile(r"at=b=\d+,h=501$"))


def test_cells_of_a_window_have_their_true_numbers_and_indices(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+b+c+->+c+(a+b)&shape=1000000,1000,1000&at=a=999998,b=500&stage=3")
    drawing = page.locator("#drawing")
    expect(drawing).to_have_attribute("data-time", "3")
    drawing.focus()
    for key, digits in (
        ("ArrowRight", (999_998, 500, 0)),
        ("ArrowRight", (999_998, 501, 0)),
        ("ArrowDown", (999_998, 501, 1)),
    ):
        page.keyboard.press(key)
        a, b, c = digits
        expect(page.locator("#cell-title")).to_have_text(f"Cell {(a * 1000 + b) * 1000 + c}")
        expect(page.locator("#cell")).to_contain_text(f"x[{a}, {b}, {c}]")


def test_more_cells_are_shown_where_they_are_asked_for(open_page: OpenPage) -> None:
    page = open_page(LARGE)
    amount = page.locator("#window select")
    expect(page.locator("#window")).to_contain_text(re.compile(r"[\d,]+ of 2,000,000"))
    amount.select_option("65536")
    expect(page).to_have_url(re.compile("show=65536$"))
    expect(page.locator("#window")).to_contain_text("of 2,000,000")
    assert 4_096 < asked(page)["cells"] <= 65_536


@pytest.mark.parametrize("color", ["value", "w", "p1"])
def test_the_colour_is_chosen_and_kept(open_page: OpenPage, color: str) -> None:
    page = open_page("/")
    page.get_by_label("colour").select_option(color)
    expect(page).to_have_url(re.compile(f"color={color}$"))
    page.reload()
    expect(page.get_by_label("colour")).to_have_value(color)
    page.get_by_label("colour").select_option("source")
    expect(page).not_to_have_url(re.compile("color"))


def test_the_table_says_what_the_picture_shows_and_follows_it(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_text("As a table").click()
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(17)
    expect(table.get_by_role("row").nth(3)).to_have_text("y[0, 0, 2, 0]x[0, 0, 1, 0] = 4")
    retype(page, "b h w c -> b h c")
    page.goto("/reduce?pattern=b+h+w+c+->+b+h&shape=1,2,3,2&reduction=sum")
    page.get_by_text("As a table").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("x[0, 0, 0, 0] = 0; x[0, 0, 0, 1] = 1")
    expect(page.get_by_role("row").nth(1)).to_contain_text("and 2 more")
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("tr[aria-current]")).to_have_count(1)


def test_a_large_table_says_how_much_of_it_is_there(open_page: OpenPage) -> None:
    page = open_page(LARGE)
    page.get_by_text("As a table").click()
    expect(page.get_by_role("row")).to_have_count(257)
    expect(page.get_by_role("table")).to_contain_text("(the first 256 of 2000000)")


def test_the_address_keeps_the_stage_at_which_somebody_stopped(open_page: OpenPage) -> None:
    page = open_page("/merge")
    page.locator("#time").fill(along(1.25))
    expect(page).to_have_url(re.compile(r"/merge\?.*stage=1\.25$"))
    page.reload()
    expect(page.locator("#time")).to_have_value(along(1.25))
    expect(page.locator("#drawing")).to_have_attribute("data-time", "1.25")
    other = open_page(page.url, still=False)
    expect(other.get_by_role("button", name="Play")).to_be_visible()
    expect(other.locator("#time")).to_have_value(along(1.25))


def test_playing_leaves_the_address_alone(open_page: OpenPage) -> None:
    page = open_page("/merge", still=False)
    steps = page.evaluate("history.length")
    expect(page.locator("#drawing")).to_have_attribute("data-time", "3", timeout=30_000)
    assert page.url.endswith("/merge")
    assert page.evaluate("history.length") == steps


def test_a_pinned_cell_is_kept_and_pinned_again(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3&stage=3")
    drawing = page.locator("#drawing")
    drawing.focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"stage=3&cell=1$"))
    title = page.locator("#cell-title")
    expect(title).to_have_text("Cell 3")  # y[0, 1] is x[1, 0]
    page.reload()
    expect(title).to_have_text("Cell 3")
    page.get_by_label("colour").select_option("w")
    expect(page).to_have_url(re.compile(r"color=w&stage=3&cell=1$"))
    expect(title).to_have_text("Cell 3")
    drawing.focus()
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("cell="))


@pytest.mark.parametrize("path", ["/embed/expand?stage=1", "/learn/first-cell"])
@pytest.mark.parametrize("size", [(360, 400), (640, 400), (844, 390), (1280, 720)])
def test_the_line_above_a_stage_stands_clear_of_the_drawing(
    open_page: OpenPage, path: str, size: tuple[int, int]
) -> None:
    page = open_page(path, viewport={"width": size[0], "height": size[1]})
    page.locator("#drawing[data-time]").wait_for()
    line, drawing = page.locator("#full").bounding_box(), page.locator("#drawing").bounding_box()
    assert line is not None
    assert drawing is not None
    assert line["y"] + line["height"] <= drawing["y"]
