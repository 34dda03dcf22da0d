"""Looking at the stage: zoom and pan, all stages at once, the order of filling, a sheet of paper, and the space bar."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import along, answer, centre, colours_at, corners, digits_of, lens, near, seek, shade

CELLS = "/rearrange?pattern=h+w+->+w+h&shape=48,48&show=5000"

NEARER = "(scale) => Number(document.getElementById('drawing').dataset.scale) > scale"

BESIDE = (0.07, 0.88)  # of a cell: where the path passes, as in static/stage/overlay/fill_order.js


def tones(page: Page) -> int:
    """How many colours there are in the middle of the picture: those of blocks alone, or with edges of letters."""
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    xs, ys = np.arange(box["width"] * 0.1, box["width"] * 0.4), np.arange(box["height"] * 0.4, box["height"] * 0.6)
    points = np.array(np.meshgrid(xs, ys), dtype=np.float64).reshape(2, -1).T
    return len(set(colours_at(page, points)))


def at(page: Page) -> tuple[float, float]:
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5


def test_numbers_appear_when_the_wheel_makes_room_for_them(open_page: OpenPage) -> None:
    page = open_page(CELLS)
    seek(page, 0)
    plain = tones(page)
    page.mouse.move(*at(page))
    page.keyboard.down("Control")
    for _ in range(5):
        page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    page.locator("#drawing.near").wait_for()
    page.wait_for_function(NEARER, arg=20 / 56)
    assert tones(page) > plain + 20
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator("#drawing")).not_to_have_class(re.compile("near"))


def test_keys_zoom_too_and_what_is_seen_can_be_dragged(open_page: OpenPage) -> None:
    page = open_page(CELLS)
    said = answer(page)
    how = lens(page, said)
    seek(page, 0)
    page.locator("#drawing").focus()
    for _ in range(4):
        page.keyboard.press("+")
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    middle = np.array([box["width"], box["height"]]) / 2
    zoomed = (how.seen(corners(said, how.way, 0) + how.cell / 2) - middle) * 1.4**4 + middle
    inside = np.all((zoomed > 60) & (zoomed < 2 * middle - 60), axis=1)
    block = int(np.flatnonzero(inside)[0])
    for _ in range(2):
        page.mouse.move(box["x"] + zoomed[block][0], box["y"] + zoomed[block][1])
        expect(page.locator("#cell-title")).to_have_text(f"Cell {block}")
        page.mouse.down()
        page.mouse.move(box["x"] + zoomed[block][0] + 15, box["y"] + zoomed[block][1] + 9)
        page.mouse.move(box["x"] + zoomed[block][0] + 30, box["y"] + zoomed[block][1] + 18)
        page.mouse.up()
        zoomed = zoomed + np.array([30, 18])
    page.keyboard.press("0")
    expect(page.locator("#drawing")).not_to_have_class(re.compile("near"))


def test_two_fingers_zoom_and_one_leaves_the_page_to_scroll(open_page: OpenPage) -> None:
    page = open_page(CELLS, has_touch=True, viewport={"width": 390, "height": 800})
    seek(page, 0)
    drawing = page.locator("#drawing")
    assert drawing.evaluate("(each) => getComputedStyle(each).touchAction") == "pan-y"
    box = drawing.bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind: str, *apart: float) -> None:
        points = [{"x": x - each, "y": y, "id": 0} for each in apart] + [
            {"x": x + each, "y": y, "id": 1} for each in apart
        ]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    before = float(drawing.get_attribute("data-scale") or 0)
    touch("touchStart", 30)
    for apart in (40, 60, 90, 120):
        touch("touchMove", apart)
    touch("touchEnd")
    page.locator("#drawing.near").wait_for()
    page.wait_for_function(NEARER, arg=before * 3)
    assert drawing.evaluate("(each) => getComputedStyle(each).touchAction") == "none"  # now a finger moves the picture


def test_with_reduced_motion_the_stages_stand_beside_each_other_with_threads(open_page: OpenPage) -> None:
    page = open_page("/")
    drawing = page.locator("#drawing")
    expect(drawing).to_have_attribute("data-views", "4")
    expect(page.locator("#underlay .still-name")).to_have_text(
        ["input", "split channels", "move axes", "join into grid"]
    )
    expect(page.get_by_role("button", name="Stages")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#time")).to_have_value("0")  # nothing plays
    drawing.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#overlay .thread")).to_have_count(3)  # from each still to the next
    expect(page.locator("#overlay .ring")).to_have_count(4)


def test_a_chosen_stop_is_seen_alone_and_the_button_brings_all_back(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("button", name="move axes").click()
    drawing = page.locator("#drawing")
    expect(drawing).to_have_attribute("data-views", "1")
    expect(drawing).to_have_attribute("data-time", "2")
    page.get_by_role("button", name="Stages").click()
    expect(drawing).to_have_attribute("data-views", "4")


def test_the_fill_order_goes_through_every_block_in_the_order_of_the_input(open_page: OpenPage) -> None:
    page = open_page("/expand?shape=1,2,2,8&order=p2+p1+c")
    said = answer(page)
    how = lens(page, said)
    seek(page, 3)
    page.get_by_role("button", name="Fill order").click()
    d = page.locator("#overlay .fill-path").get_attribute("d") or ""
    paths = [[tuple(map(float, point.split())) for point in path.split("L")] for path in d.split("M")[1:]]
    beside = how.seen(corners(said, how.way, 3) + how.cell * np.array(BESIDE))
    told = said["scene"]["flights"][0]
    digits = np.array(list(np.ndindex(*told["to_counts"])))
    numbers = digits @ np.array(said["inputs"][0]["strides"])
    outer = said["scene"]["figures"][1]["blocks"]
    wanted: dict[tuple[int, ...], list[int]] = {}
    for block in np.argsort(numbers):
        wanted.setdefault(tuple(digits[block][outer]), []).append(int(block))
    assert len(paths) == len(wanted) > 1
    for found, expected in zip(
        sorted(paths), sorted(beside[blocks].tolist() for blocks in wanted.values()), strict=True
    ):
        way = iter(found)  # between two cells it may pass through the gaps beside others
        assert all(any(np.allclose(point, stop, atol=0.1) for point in way) for stop in expected)
    page.get_by_role("button", name="Fill order").click()
    expect(page.locator("#overlay .fill-path")).not_to_be_attached()


def test_what_is_printed_is_input_and_output_on_white(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="dark")
    said = answer(page)
    seek(page, 3)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheet = page.locator(".sheet")
    expect(sheet).to_be_visible()
    expect(page.locator("#drawing")).to_be_hidden()
    expect(sheet.locator(".bracket-name").first).to_be_visible()
    expect(sheet.locator(".caption")).to_have_text(["x · h=2 × w=2, (p1 p2 c)=4 deep", "y · (h p1)=4 × (w p2)=4"])
    painted = sheet.locator("canvas").evaluate(
        """(canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const found = {};
          for (let at = 0; at < data.length; at += 4) {
            const colour = data.slice(at, at + 3).join();
            if (data[at + 3] === 255) found[colour] = (found[colour] ?? 0) + 1;
          }
          return Object.keys(found).filter((key) => found[key] > 2000);
        }"""
    )
    wanted = {",".join(map(str, shade(said, digits_of(said, number)))) for number in range(16)}
    assert wanted <= set(painted)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).not_to_be_attached()


def test_the_space_bar_plays_but_not_where_somebody_types(open_page: OpenPage) -> None:
    page = open_page("/", still=False)
    page.get_by_role("button", name="Pause").click()
    page.locator("#drawing").focus()
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.locator("#pattern").focus()
    page.keyboard.press("End")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.locator("#pattern")).to_have_value(re.compile(" $"))


def test_steps_go_from_stop_to_stop(open_page: OpenPage) -> None:
    page = open_page("/")
    seek(page, 1.4)
    for name, time in (("Next", "2"), ("Next", "3"), ("Next", "3"), ("Previous", "2"), ("Previous", "1")):
        page.get_by_role("button", name=f"{name} stage").click()
        expect(page.locator("#time")).to_have_value(along(float(time)))


@pytest.mark.parametrize("density", [1, 2])
def test_the_picture_is_as_sharp_as_the_screen_at_rest(open_page: OpenPage, density: float) -> None:
    page = open_page("/", device_scale_factor=density)
    said: Any = answer(page)
    seek(page, 3)
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    assert page.evaluate("document.getElementById('canvas').width") == round(box["width"] * density)
    (x, y) = centre(page, said, 3, digits_of(said, 6))
    assert near(colours_at(page, np.array([[x, y - 20]]))[0], shade(said, digits_of(said, 6)))
