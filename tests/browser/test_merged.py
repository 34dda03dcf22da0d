"""Cells that are made of several say what became of them, wherever they are seen or spoken of."""

import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import answer, centre, corners, digits_of, lens, seek

SMALLEST = "/reduce?pattern=(h+2)+(w+2)+->+h+w&shape=4,4&reduction=min"
PRODUCT = "/einsum?pattern=i+j,+j+k+->+i+k&shape=2,3;3,2"
# Numbers that differ, and results that do not.
ALIKE = [
    f"{SMALLEST}&data=[[3,1000,3,20],[44,5,666,7777],[3,8,3,12345],[99,10,11,88888]]",
    f"{PRODUCT}&data=[[1,20,300],[300,1,20]];[[1,1],[1,1],[1,1]]",
]
DEEP = [
    "/reduce?pattern=h+w+c+->+h+w&shape=2,2,3&reduction=max&data=[[[9,1,1],[1,9,1]],[[1,1,9],[9,1,1]]]",
    "/einsum?pattern=h+w+c,+c+->+h+w&shape=2,2,3;3&data=[[[1,20,300],[300,1,20]],[[20,300,1],[1,20,300]]];[1,1,1]",
]

_INK = """(boxes) => {
  const canvas = document.getElementById("canvas");
  const density = canvas.width / canvas.clientWidth;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  return boxes.map(([x, y, width, height]) => {
    const { data } = copy.getImageData(...[x, y, width, height].map((each) => Math.round(each * density)));
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 100) ink++;
    return ink;
  });
}"""


def ink(page: Page, time: float) -> npt.NDArray[np.int64]:
    """How many dark pixels there are in each cell of the output, whatever its place, where each is seen once."""
    seek(page, time)
    said = answer(page)
    how = lens(page, said)
    places = corners(said, how.way, 2 if time == 2 else 3)
    inset = np.array(said["scene"]["flights"][0]["inset"])
    places = np.unique(how.seen(places), axis=0)
    size = how.cell * how.scale / (inset[2] if time == 2 else 1)
    boxes = [[float(x) + 4, float(y) + 4, size - 8, size - 8] for x, y in places]
    return np.array(page.evaluate(_INK, boxes))


@pytest.mark.parametrize("path", ALIKE)
def test_the_stage_writes_the_same_on_all_of_them_once_their_blocks_are_one(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    together = ink(page, 3)
    assert len(together) == 4
    assert together.min() > 50
    assert np.ptp(together) <= 0.15 * together.max()  # edges of letters differ with the shade, numbers by more
    apart = ink(page, 2)
    assert np.ptp(apart) > 0.2 * apart.max()


@pytest.mark.parametrize("path", DEEP)
def test_it_is_written_on_the_foremost_block_where_they_come_out_of_the_depth(open_page: OpenPage, path: str) -> None:
    together = ink(open_page(path), 3)
    assert len(together) == 4
    assert together.min() > 50
    assert np.ptp(together) <= 0.15 * together.max()


def test_the_inspector_and_the_table_say_it_in_full(open_page: OpenPage) -> None:
    page = open_page(f"{SMALLEST}&stage=3&cell=3")
    expect(page.locator("#cell-title")).to_have_text("Cell")
    expect(page.locator("#cell")).to_have_text(
        "y[1, 1] = min of 4made of x 10, 11, 14, 15Play this cell‹›"
        "x[2, 2] = 10x[2, 3] = 11x[3, 2] = 14x[3, 3] = 15min = 10"
    )
    page.locator("#twin summary").click()
    expect(page.locator("#table tbody td").nth(1)).to_have_text(
        "min of 4: x[0, 0] = 0; x[0, 1] = 1; x[1, 0] = 4; x[1, 1] = 5"
    )


def test_a_product_of_one_term_names_its_factors(open_page: OpenPage) -> None:
    page = open_page("/einsum?pattern=i,+j+->+i+j&shape=2;3&stage=3&cell=5")
    expect(page.locator("#cell")).to_have_text(
        "y[1, 2] = product of x, x2made of x 1; x2 2Play this cell‹›x[1] · x2[2] = 1 · 2 = 2x·x2 = 2"
    )


def test_a_source_still_says_its_number(open_page: OpenPage) -> None:
    page = open_page(SMALLEST)
    seek(page, 3)
    said = answer(page)
    x, y = centre(page, said, 0, digits_of(said, 6))
    page.locator("#drawing").hover(position={"x": x, "y": y})
    expect(page.locator("#cell-title")).to_have_text("Cell 6")
    expect(page.locator("#cell")).to_have_text("x[2·0 + 1, 2·1 + 0]→ y[0, 1]= y[0, 1]")


def test_both_sides_of_a_comparison_say_it(open_page: OpenPage) -> None:
    left, right = (f"/reduce?pattern=a b -> a&shape=2,2&reduction={each}" for each in ("min", "max"))
    page = open_page(f"/compare?a={left.replace('&', '%26')}&b={right.replace('&', '%26')}&cell=1")
    expect(page.locator("#a-cell")).to_have_text("y[1] ← min of 2: x 2, 3")
    expect(page.locator("#b-cell")).to_have_text("y[1] ← max of 2: x 2, 3")


def test_a_line_of_a_program_tells_a_cell_from_what_is_made_of_several(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.sum(-1)%0Az+%3D+y[1:]&shape=x:2,6&cell=0")
    expect(page.locator("#cell li")).to_have_count(3)
    expect(page.locator("#cell-title")).to_have_text("Cell")
