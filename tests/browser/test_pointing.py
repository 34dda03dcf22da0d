"""Pointing at a block shows both of its places, the thread between them and the formula with its numbers."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import answer, centre, colour_at, digits_of, seek, shade

CELL_6 = "x[0, 0, 1, 2·1 + 0 + 0]→ y[0, 2·0 + 1, 2·1 + 0, 0]= y[0, 1, 2, 0]"


def test_a_block_lights_up_in_both_places_with_a_thread_and_its_numbers(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    digits = digits_of(said, 6)
    seek(page, 3)
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    x, y = centre(page, said, 3, digits)
    page.mouse.move(box["x"] + x, box["y"] + y)
    expect(page.locator("#overlay .thread")).to_be_attached()
    expect(page.locator("#cell-title")).to_have_text("Cell 6")
    expect(page.locator("#cell")).to_have_text(CELL_6)
    # The other place, pale until now, has the block's full colour.
    assert colour_at(page, centre(page, said, 0, digits)) == shade(said, digits)
    page.mouse.move(1, 1)
    expect(page.locator("#overlay .thread")).not_to_be_attached()
    expect(page.locator("#cell")).to_contain_text("Point at a block")


def test_either_place_can_be_pointed_at(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    for stage in (0, 3):
        x, y = centre(page, said, stage, digits_of(said, 12))
        page.mouse.move(box["x"] + x, box["y"] + y)
        expect(page.locator("#cell-title")).to_have_text("Cell 12")


def test_arrow_keys_walk_along_the_cells_of_the_output(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("#drawing").focus()
    for number in (0, 1, 4, 5, 2):
        page.keyboard.press("ArrowRight")
        expect(page.locator("#cell-title")).to_have_text(f"Cell {number}")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#cell-title")).to_have_text("Cell 5")
    page.keyboard.press("Escape")
    expect(page.locator("#cell-title")).to_have_text("Cell")
