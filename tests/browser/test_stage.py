"""The cells move: blocks are where the scene says, at every stage."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import along, answer, centre, colour_at, digits_of, near, seek, shade

# Blocks of the opening example that no plane in front covers, at the input and in the whole output.
UNCOVERED = (0, 4, 8, 12)


def test_the_page_opens_with_sixteen_blocks_in_four_planes_and_a_grid(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    assert said["cells"]["total"] == 16
    expect(page.locator("#pattern")).to_have_value("b h w (p1 p2 c) -> b (h p1) (w p2) c")
    seek(page, 0)
    expect(page.get_by_text("x · h=2 × w=2, (p1 p2 c)=4 deep")).to_be_visible()
    expect(page.get_by_text("y · (h p1)=4 × (w p2)=4")).to_be_visible()


@pytest.mark.parametrize("number", UNCOVERED)
def test_a_block_is_at_home_in_the_input_first_and_in_the_output_last(open_page: OpenPage, number: int) -> None:
    page = open_page("/")
    said = answer(page)
    digits = digits_of(said, number)
    wanted = shade(said, digits)
    seek(page, 0)
    assert near(colour_at(page, centre(page, said, 0, digits)), wanted)
    assert not near(colour_at(page, centre(page, said, 3, digits)), wanted)
    seek(page, 3)
    assert near(colour_at(page, centre(page, said, 3, digits)), wanted)
    assert not near(colour_at(page, centre(page, said, 0, digits)), wanted)


def test_every_block_arrives_at_the_place_of_its_target(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    seek(page, 3)
    for number in range(16):
        digits = digits_of(said, number)
        assert near(colour_at(page, centre(page, said, 3, digits)), shade(said, digits)), number


def test_half_way_a_block_is_between_its_places(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+b+->+b+a&shape=1,1")
    said = answer(page)
    start, end = (centre(page, said, stage, [0, 0]) for stage in (1, 2))
    seek(page, 1.225)  # the only block flies first, for 0.45 of the flight; at half of that it is half way
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    assert near(colour_at(page, middle), shade(said, [0, 0]))


def test_the_stages_are_stops_that_can_be_chosen(open_page: OpenPage) -> None:
    page = open_page("/")
    stops = {
        "move axes 1·2·2·2·2·1": "2",
        "split channels 1·2·2·2·2·1": "1",
        "join into grid 1·4·4·1": "3",
        "input 1·2·2·4": "0",
    }
    for stop, time in stops.items():
        page.get_by_role("button", name=stop, exact=True).click()
        expect(page.locator("#time")).to_have_value(along(float(time)))
        expect(page.locator("#drawing")).to_have_attribute("data-time", time)


def test_play_moves_the_blocks_and_pause_stops_them(open_page: OpenPage) -> None:
    page = open_page("/", still=False)
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_be_visible()
    drawing = page.locator("#drawing")
    expect(drawing).to_have_attribute("data-time", re.compile(r"^(0\.[3-9]|1\.)"))
    pause.click()
    stopped = page.locator("#time").input_value()
    assert 0.3 < float(stopped) < 3
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator("#time").input_value() == stopped
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#time")).not_to_have_value(stopped)
    expect(drawing).to_have_attribute("data-time", "3")


def test_with_reduced_motion_play_goes_from_stop_to_stop(open_page: OpenPage) -> None:
    page = open_page("/")
    play = page.get_by_role("button", name="Play")
    for time in ("1", "2", "3", "0"):
        play.click()
        expect(page.locator("#time")).to_have_value(along(float(time)))


def test_cells_that_are_cut_off_stay_behind_and_filled_cells_are_hollow(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,3,3,1&odd=crop")
    said = answer(page)
    assert said["scene"]["figures"][0]["counts"] != said["scene"]["figures"][1]["counts"]
    page.locator('select[name="odd"]').select_option("pad")
    expect(page.locator("#output")).to_have_text("1 × 2 × 2 × 4")
    expect(page.locator("#condition")).to_have_text("where 2h + p1 < 3 and 2w + p2 < 3, else 0")


@pytest.mark.parametrize(
    "path",
    [
        "/rearrange?pattern=b+h+w+(p1+p2+c)+->+b+(h+p1)+(w+p2)+c&shape=1000000,1000,1000,4&sizes=p1=2,p2=2",
        "/rearrange?pattern=->&shape=",
        "/rearrange?pattern=a+b+->+b+a&shape=0,3",
        "/merge?shape=1,64,64,3",
        "/expand?shape=1,2,2,2,8",
    ],
)
def test_any_size_makes_a_picture(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    seek(page, 1.5)
    expect(page.locator("#nothing")).to_be_hidden()
    expect(page.locator("#overlay")).to_be_attached()


def test_a_large_tensor_says_which_window_it_shows(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=1000000,1000&at=h=500")
    expect(page.locator("#window")).to_contain_text("h 500–")
    expect(page.locator("#window")).to_contain_text("of 1000000")
