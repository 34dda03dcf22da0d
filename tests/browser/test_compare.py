"""Two states side by side: one timeline, rings where they differ, and pointing at one points at both."""

import json
import re
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import Lens, along, digits_of_blocks, lens, ring_middles

EXPAND = ("/expand?shape=1,2,2,4&order=p1 p2 c", "/expand?shape=1,2,2,4&order=p2 p1 c")
SUM = "/reduce?shape=6&sizes=a=3&reduction=sum&pattern="
PAIRS = [
    EXPAND,
    ("/merge?shape=1,4,4,2", "/merge?shape=1,4,4,2&order=p1 p2 c"),
    ("/merge?shape=1,5,5,1&odd=crop", "/merge?shape=1,5,5,1&odd=crop&order=p1 p2 c"),
    ("/merge?shape=1,512,512,64", "/merge?shape=1,512,512,64&order=p1 p2 c"),
    (f"{SUM}(a b) -> a", f"{SUM}(b a) -> a"),
    ("/repeat?pattern=a -> (a r)&shape=4&sizes=r=3", "/repeat?pattern=a -> (r a)&shape=4&sizes=r=3"),
    ("/einsum?pattern=i j, j k -> i k&shape=2,3;3,2", "/einsum?pattern=j i, j k -> i k&shape=3,2;3,2"),
    ("/rearrange?pattern=h w -> w h&shape=3,4", "/rearrange?pattern=(h w) -> h w&shape=12&sizes=h=4"),
    ("/program?code=y = x.t()&shape=x:4,3", "/program?code=y = x.view(3, 4)&shape=x:4,3"),
    ("/program?code=y = torch.cat([a, b])&shape=a:2,2;b:1,2", "/program?code=y = torch.cat([b, a])&shape=a:2,2;b:1,2"),
    ("/merge?shape=1,4,4,1", "/program?code=y = x[:, ::2, ::2].repeat(1, 1, 1, 4)&shape=x:1,4,4,1"),
]  # fmt: skip
TALL = {"width": 390, "height": 844}


def address(pair: tuple[str, str], more: str = "") -> str:
    return f"/compare?a={quote(pair[0])}&b={quote(pair[1])}{more}"


def state(page: Page) -> Any:
    return json.loads(page.locator("#state").text_content() or "")


def at(page: Page, time: float) -> None:
    """Wait until both stages show that time."""
    for side in "ab":
        page.locator(f'#{side}-drawing[data-time="{time:g}"]').wait_for()


def places(said: Any, how: Lens) -> dict[int, tuple[int, int]]:
    """The middle of every output cell shown, by its flat position, in whole pixels of the scene."""
    flight, cell = said["scene"]["flights"][0], said["scene"]["cell"]
    digits = digits_of_blocks(flight["to_counts"])
    starts = np.array([window["start"] for window in said["scene"]["windows"]])
    if "shown" in said:  # a program lists the cells
        targets = np.array(said["shown"])
    else:
        targets = said["output"]["offset"] + (digits + starts) @ np.array(said["output"]["strides"])
    stage = flight["stages"][3]
    middles = np.array(stage["origins"][how.way]) + digits @ np.array(stage["steps"])[:, :2] + cell / 2
    return {int(target): (round(x), round(y)) for target, (x, y) in zip(targets, middles, strict=True)}


def same(found: set[tuple[int, int]], wanted: set[tuple[int, int]]) -> bool:
    """Whether these are the same points, but for rounding."""
    near = [{each for each in wanted if max(abs(each[0] - x), abs(each[1] - y)) <= 1} for x, y in found]
    return len(found) == len(wanted) and all(near) and set().union(*near) == wanted


def rings(page: Page, side: str, how: Lens) -> set[tuple[int, int]]:
    paths = page.locator(f"#{side}-overlay .differing").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('d'))"
    )
    return ring_middles("".join(paths), how)


def point(page: Page, side: str, how: Lens, middle: tuple[int, int]) -> None:
    """Move the mouse to a point of the scene of a side."""
    box = page.locator(f"#{side}-drawing").bounding_box()
    assert box is not None
    x, y = how.seen(np.array(middle, dtype=np.float64))
    page.mouse.move(box["x"] + float(x), box["y"] + float(y))


@pytest.mark.parametrize("pair", PAIRS, ids=[left for left, _ in PAIRS])
def test_rings_stand_at_the_cells_that_differ_and_only_there(open_page: OpenPage, pair: tuple[str, str]) -> None:
    page = open_page(address(pair))
    at(page, 3)
    said = state(page)
    for side, answer in zip("ab", said["answers"], strict=True):
        how = lens(page, answer, f"#{side}-drawing")
        shown = places(answer, how)
        differ = set(said["differ"]) & shown.keys()
        assert differ
        assert same(rings(page, side, how), {shown[cell] for cell in differ})


def test_the_same_state_twice_has_no_rings(open_page: OpenPage) -> None:
    page = open_page(address((EXPAND[0], EXPAND[0])))
    at(page, 3)
    expect(page.locator("#told")).to_have_text("All 16 cells have the same sources.")
    expect(page.locator(".differing")).to_have_count(0)


def test_one_timeline_moves_both(open_page: OpenPage) -> None:
    page = open_page(address(EXPAND))
    at(page, 3)
    for time in (0, 1.5, 2):
        page.locator("#time").fill(along(time))
        at(page, time)
        awaited = page.locator(".differing.awaited")
        expect(awaited).to_have_count(2 if time < 2 else 0)
    page.get_by_role("button", name="Next stage").click()
    at(page, 3)


def test_both_play_by_themselves_to_the_end(open_page: OpenPage) -> None:
    page = open_page(address(EXPAND), still=False)
    at(page, 3)
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play")


def test_rings_follow_the_zoom(open_page: OpenPage) -> None:
    page = open_page(address(EXPAND))
    at(page, 3)
    ring = page.locator("#a-overlay .differing")
    before = ring.get_attribute("d") or ""
    page.locator("#a-drawing").focus()
    page.keyboard.press("+")
    expect(ring).not_to_have_attribute("d", before)
    page.keyboard.press("0")
    expect(ring).to_have_attribute("d", before)


@pytest.mark.parametrize(("side", "other"), ["ab", "ba"])
def test_pointing_at_a_cell_of_one_side_lights_the_same_cell_of_the_other(
    open_page: OpenPage, side: str, other: str
) -> None:
    page = open_page(address(EXPAND))
    at(page, 3)
    said = dict(zip("ab", state(page)["answers"], strict=True))
    how = lens(page, said[side], f"#{side}-drawing")
    source = {"a": 1, "b": 2}
    point(page, side, how, places(said[side], how)[1])
    for each in (side, other):
        expect(page.locator(f"#{each}-cell")).to_have_text(f"y[0, 0, 1, 0] ← x {source[each]}")
        expect(page.locator(f"#{each}-overlay .thread")).to_be_attached()
        where = lens(page, said[each], f"#{each}-drawing")
        path = page.locator(f'#{each}-overlay .ring[data-figure="1"]').get_attribute("d") or ""
        assert same(ring_middles(path, where), {places(said[each], where)[1]})
    page.mouse.move(1, 1)
    for each in (side, other):
        expect(page.locator(f"#{each}-cell")).to_have_text("")
        expect(page.locator(f"#{each}-overlay .thread")).not_to_be_attached()


def test_pointing_at_a_cell_of_a_program_lights_the_same_cell_of_an_operation(open_page: OpenPage) -> None:
    page = open_page(address(("/program?code=z = q.t()&shape=q:2,3", "/rearrange?pattern=h w -> w h&shape=2,3")))
    at(page, 3)
    expect(page.locator("#told")).to_have_text("All 6 cells have the same sources. The second undoes the first.")
    said = state(page)["answers"]
    for side, answer in zip("ab", said, strict=True):
        how = lens(page, answer, f"#{side}-drawing")
        point(page, side, how, places(answer, how)[1])
        expect(page.locator("#a-cell")).to_have_text("z[0, 1] ← q 3")
        expect(page.locator("#b-cell")).to_have_text("y[0, 1] ← x 3")


def test_what_mends_the_second_is_one_press_away(open_page: OpenPage) -> None:
    page = open_page(address(("/merge?shape=1,4,4,2", "/expand?shape=1,2,2,8&order=p1 p2 c")))
    at(page, 3)
    expect(page.locator("#told")).to_contain_text("The second does not undo the first: 16 of 32 cells")
    page.get_by_role("link", name="p2 p1 c", exact=True).click()
    expect(page.locator("#told")).to_have_text("The second undoes the first.")


def test_pointing_at_a_cell_of_the_input_shows_where_each_side_takes_it(open_page: OpenPage) -> None:
    page = open_page(address(EXPAND))
    at(page, 3)
    said = state(page)["answers"][0]
    how = lens(page, said, "#a-drawing")
    stage, cell = said["scene"]["flights"][0]["stages"][0], said["scene"]["cell"]
    # A part of cell 13 that the slices in front leave free.
    digits = np.array([0, 1, 1, 0, 1, 0])
    corner = np.array(stage["origins"][how.way]) + digits @ np.array(stage["steps"])[:, :2]
    point(page, "a", how, tuple(corner + cell * np.array([0.9, 0.7])))
    expect(page.locator("#a-cell")).to_have_text("y[0, 2, 3, 0] ← x 13")
    expect(page.locator("#b-cell")).to_have_text("y[0, 3, 2, 0] ← x 13")


def test_a_click_pins_both_sides_and_escape_lets_go_of_both(open_page: OpenPage) -> None:
    page = open_page(address(EXPAND))
    at(page, 3)
    said = state(page)["answers"]
    how = lens(page, said[0], "#a-drawing")
    point(page, "a", how, places(said[0], how)[1])
    page.mouse.down()
    page.mouse.up()
    expect(page.locator(".drawing.pinned")).to_have_count(2)
    there = lens(page, said[1], "#b-drawing")
    point(page, "b", there, places(said[1], there)[10])
    expect(page.locator("#a-cell")).to_have_text("y[0, 0, 1, 0] ← x 1")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    copied = parse_qs(urlsplit(page.evaluate("navigator.clipboard.readText()")).query)
    assert copied == {"a": [EXPAND[0]], "b": [EXPAND[1]], "cell": ["1"]}
    page.locator("#b-drawing").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".drawing.pinned")).to_have_count(0)
    expect(page.locator("#a-cell")).to_have_text("")


def test_a_link_opens_at_its_stage_with_its_cell(open_page: OpenPage) -> None:
    page = open_page(address(EXPAND, "&stage=1.5&cell=4"))
    at(page, 1.5)
    expect(page.locator("#a-cell")).to_have_text("y[0, 1, 0, 0] ← x 2")
    expect(page.locator("#b-cell")).to_have_text("y[0, 1, 0, 0] ← x 1")
    page.get_by_role("button", name="Share").click()
    assert page.get_by_label("Link", exact=True).input_value().endswith("&stage=1.5&cell=4")


def test_one_side_may_be_wrong_while_the_other_plays(open_page: OpenPage) -> None:
    page = open_page("/compare")
    page.route(
        re.compile(r"/compare\?"), lambda route: route.fulfill(response=route.fetch(), status=200)
    )  # 422 is a complaint
    page.goto(address(("/merge?shape=1,5,5,1", EXPAND[0])))
    page.locator('#b-drawing[data-time="3"]').wait_for()
    expect(page.locator("#a .nothing")).to_contain_text("Axis 2 of x has size 5")
    expect(page.locator("#a-drawing")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_a_phone_one_side_is_below_the_other_and_nothing_is_wider(open_page: OpenPage, lang: str) -> None:
    page = open_page(address(EXPAND, f"&lang={lang}"), viewport=TALL)
    at(page, 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first, second = (page.locator(f"#{side}").bounding_box() for side in "ab")
    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]
    assert first["x"] == second["x"] == 0


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_without_a_script_the_picture_is_seen(open_page: OpenPage, size: tuple[int, int]) -> None:
    wide, high = size
    page = open_page(address(EXPAND), java_script_enabled=False, viewport={"width": wide, "height": high})
    box = page.locator("#compare img").bounding_box()
    assert box is not None
    assert box["width"] > wide * 0.8
    expect(page.locator("#told")).to_be_visible()
    expect(page.locator(".stage:visible, .timeline:visible")).to_have_count(0)


def test_the_visualiser_leads_to_the_comparison_as_it_is_typed(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.locator("#compare")).to_contain_text("Compare with (h p2) (w p1)")
    page.locator("#pattern").fill("b h w (p1 p2 c) -> b h w (p1 p2 c)")
    expect(page.locator("#compare a")).to_have_count(0)
    page.locator("#pattern").fill("b h w (q1 q2 c) -> b (h q1) (w q2) c")
    page.locator("#axes input").first.wait_for()
    page.locator("#pattern").fill("b h w (p1 p2 c) -> b (h p1) (w p2) c")
    expect(page.locator("#compare")).to_contain_text("Compare with (h p2) (w p1)")
    page.locator("#compare a").click()
    at(page, 3)
    expect(page.locator("#told")).to_contain_text("8 of 16 cells differ")


def test_examples_lead_to_a_comparison(open_page: OpenPage) -> None:
    page = open_page("/examples")
    page.get_by_role("link", name="Round trip vs. one that fits").click()
    at(page, 3)
    expect(page.locator("#told")).to_contain_text("cells differ")


PARTS = """def window_partition(x, window_size):
    B, H, W, C = x.shape
    x = x.view(B, H // window_size, window_size, W // window_size, window_size, C)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, window_size, window_size, C)


def window_reverse(windows, window_size, H, W):
    B = int(windows.shape[0] / (H * W / window_size / window_size))
    x = windows.view(B, H // window_size, W // window_size, window_size, window_size, -1)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1)
"""


def test_another_function_of_a_program_is_compared_with_it(open_page: OpenPage) -> None:
    texts = {"code": PARTS, "shape": "x:1,4,4,1", "values": "window_size=2,H=4,W=4", "entry": "window_partition"}
    page = open_page(f"/program?{urlencode(texts)}")
    page.get_by_role("button", name="Compare with…").click()
    page.get_by_role("button", name="window_reverse", exact=True).click()
    expect(page.locator("#told")).to_have_text("The second undoes the first.")


def test_the_function_that_comes_first_is_compared_first(open_page: OpenPage) -> None:
    wrong = PARTS.replace(
        "return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1)", "return x.reshape(B, H, W, -1)"
    )
    wrong = wrong.replace(
        "window_size, window_size, -1)\n", "window_size, window_size, -1).permute(0, 1, 2, 3, 4, 5)\n"
    )
    texts = {"code": wrong, "shape": "windows:4,2,2,1", "values": "window_size=2,H=4,W=4"}
    page = open_page(f"/program?{urlencode(texts)}")
    page.get_by_role("button", name="Compare with…").click()
    page.get_by_role("button", name="window_partition", exact=True).click()
    expect(page.locator("#a .side-pattern")).to_have_text("window_partition")
    expect(page.locator("#told")).to_contain_text("The second does not undo the first")
    page.get_by_role("link", name="permute(0, 1, 3, 2, 4, 5)").click()
    expect(page.locator("#told")).to_have_text("The second undoes the first.")


def test_a_program_that_is_typed_is_compared_with_the_one_shown(open_page: OpenPage) -> None:
    page = open_page("/program?code=y = x.t()&shape=x:2,3")
    page.get_by_role("button", name="Compare with…").click()
    page.locator("#second-code").fill("def f(q):\n    h, w = q.shape\n    return q.reshape(w, h)")
    page.locator("#second-shape").fill("")
    page.locator("#second").get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#told")).to_contain_text("4 of 6 cells differ")
    expect(page.locator("#b .side-pattern")).to_have_text("f")


def test_what_is_wrong_with_the_other_program_is_said_beside_it(open_page: OpenPage) -> None:
    page = open_page("/program?code=y = x.t()&shape=x:2,3", viewport=TALL)
    page.get_by_role("button", name="Compare with…").click()
    page.locator("#second-code").fill("y = (")
    page.locator("#second").get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#second-message")).to_contain_text("Python cannot parse this")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("b (h p) (w q) c -> b h w (p q c)", "Give h a size, for example h=2"),
        ("b h w c -> b w h", "Nothing says how the cells along c become one."),
        ("b (h p) (w p) c -> b h w (p p c)", "Give the second one a name of its own."),
    ],
)
def test_nobody_changes_the_other_program_to_have_something_to_compare(
    open_page: OpenPage, typed: str, told: str
) -> None:
    page = open_page("/program?code=y+=+x.transpose(1,+2)&shape=x:1,4,4,2", viewport=TALL)
    page.get_by_role("button", name="Compare with…").click()
    page.locator("#second-code").fill(typed)
    page.locator("#second").get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#second-message")).to_contain_text(told)
    assert "/compare" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    ("typed", "values", "told"),
    [
        ("b h w c → b w h c", "", "All 32 cells have the same sources."),
        ("b (h p) w c -> b h w (p c), p=2", "n=2", "The outputs have different shapes."),
        ("b (h p) w c -> b (p h) w c", "p=2", "of 32 cells differ"),
    ],
)
def test_a_pattern_is_compared_with_the_program_that_is_shown(
    open_page: OpenPage, typed: str, values: str, told: str
) -> None:
    page = open_page("/program?code=y+=+q.transpose(1,+2)&shape=q:1,4,4,2")
    page.get_by_role("button", name="Compare with…").click()
    page.locator("#second-code").fill(typed)
    page.locator("#second-values").fill(values)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#told")).to_contain_text(told)
    expect(page.locator("#told")).to_be_visible()
