"""Blocks are where the scene says, at every time, in their colour, however many they are and whoever draws them."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import (
    ABOVE,
    Colour,
    Lens,
    Points,
    answer,
    colours_at,
    corners,
    digits_of_blocks,
    flown,
    in_flight,
    lens,
    near,
    seek,
    shades,
)

# Few blocks fly softly, many at whole pixels; in a worker, or on the page where a browser has none.
FEW = "/rearrange?pattern=h+w+->+w+h&shape=5,7"
MANY = "/rearrange?pattern=(h+p)+(w+q)+->+(p+h)+(q+w)&shape=60,60&sizes=p=3,q=2&show=5000"
DEEP = "/rearrange?pattern=c+h+w+->+h+w+c&shape=20,30,25&show=20000"
TALL = "/rearrange?pattern=a+b+->+b+a&shape=150,20&show=5000"
NO_WORKER = "delete HTMLCanvasElement.prototype.transferControlToOffscreen"


def spots(how: Lens, left_top: Points) -> Points:
    """A point in each block where no number is written: the middle of small blocks, above it in large ones."""
    whole: Points = np.floor(how.seen(left_top) + 0.5)
    side = max(1, round(how.cell * how.scale))
    above = side * ABOVE if side >= 14 else 0
    whole += np.array([side // 2, max(0, side // 2 - above)])
    return whole


def uncovered(how: Lens, left_top: Points) -> npt.NDArray[np.int64]:
    """The blocks in flight over whose spot no later block flies: those are painted above."""
    points, side = left_top + how.cell / 2, how.cell + 2 / how.scale
    free = []
    for block, here in enumerate(points):
        later = np.abs(points[block + 1 :] - here) if block + 1 < len(points) else np.zeros((0, 2))
        if not np.any(np.all(later <= side, axis=1)):
            free.append(block)
    return np.array(free, dtype=np.int64)


def assert_colours(page: Page, points: Points, wanted: list[Colour]) -> None:
    found = colours_at(page, points)
    wrong = [(block, a, b) for block, (a, b) in enumerate(zip(found, wanted, strict=True)) if not near(a, b)]
    assert wrong == []


@pytest.mark.parametrize("before", ["", NO_WORKER], ids=["worker", "page"])
@pytest.mark.parametrize("path", [FEW, MANY, TALL])
def test_every_block_is_at_home_first_and_arrives_at_the_place_of_its_target(
    open_page: OpenPage, path: str, before: str
) -> None:
    page = open_page(path, before=before)
    said = answer(page)
    how = lens(page, said)
    own = shades(said, digits_of_blocks(said["scene"]["flights"][0]["from_counts"]))
    assert len(own) == said["scene"]["cells"]
    for time, stage in ((0, 0), (3, 3)):
        seek(page, time)
        assert_colours(page, spots(how, corners(said, how.way, stage)), own)


@pytest.mark.parametrize("path", [FEW, MANY, TALL])
def test_in_flight_every_block_that_nothing_covers_is_on_its_way(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    said = answer(page)
    how = lens(page, said)
    own = shades(said, digits_of_blocks(said["scene"]["flights"][0]["from_counts"]))
    for time in (1.3, 1.5, 1.7):
        seek(page, time)
        gone = flown(said, time)
        flying = np.flatnonzero((gone > 0.02) & (gone < 0.98))
        places = in_flight(said, how.way, time)[flying]
        seen = uncovered(how, places)
        assert len(seen) >= 2
        assert_colours(page, spots(how, places)[seen], [own[block] for block in flying[seen]])


@pytest.mark.parametrize("path", [FEW, MANY])
def test_colours_are_those_of_the_palette_in_the_dark_too(open_page: OpenPage, path: str) -> None:
    page = open_page(path, color_scheme="dark")
    said = answer(page)
    how = lens(page, said)
    seek(page, 3)
    own = shades(said, digits_of_blocks(said["scene"]["flights"][0]["from_counts"]), "dark")
    assert_colours(page, spots(how, corners(said, how.way, 3)), own)


def test_a_million_cells_change_places(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=1000,1000&show=1000000", still=False)
    drawing = page.locator("#drawing")
    expect(drawing).to_have_attribute("data-time", "3", timeout=30_000)
    said = answer(page)
    assert said["scene"]["cells"] == 1_000_000
    how = lens(page, said)
    digits = np.array([[1, 997], [500, 3], [998, 998], [250, 750]])
    steps = np.array(said["scene"]["stages"][3]["steps"])[:, :2]
    places = np.array(said["scene"]["stages"][3]["origins"][how.way]) + digits @ steps
    # Cells are smaller than pixels here: the pixel has the colour of one of the cells that fall on it.
    for found, at in zip(colours_at(page, np.floor(how.seen(places) + 0.5)), digits, strict=True):
        around = at + np.array([(a, b) for a in range(-3, 4) for b in range(-3, 4)])
        around = np.clip(around, 0, 999)
        assert any(near(found, each) for each in shades(said, around))


_AFTER_OTHERS = """async ({ answer, times, width, height }) => {
  const { Model, drawnOf } = await import("/static/stage/model/model.js");
  const { Painter } = await import("/static/stage/paint/painter.js");
  const { paperOf } = await import("/static/stage/paint/paper.js");
  const model = new Model(drawnOf(answer), "beside");
  const scale = (0.9 * Math.min(width / model.size[0], height / model.size[1]));
  const drawn = (painter, time) => {
    const view = { time, x: 20, y: 10, scale, figures: null };
    const paper = paperOf(document.body);
    painter.draw(model, { width, height, density: 1, theme: "light", paper, views: [view], highlighted: [] });
    return painter.brush.raster.words.slice();
  };
  const painter = new Painter(new OffscreenCanvas(width, height));
  return times.map((time) => {
    const [one, fresh] = [painter, new Painter(new OffscreenCanvas(width, height))].map((each) => drawn(each, time));
    return [one.filter((word) => word > 0).length, one.filter((word, at) => word !== fresh[at]).length];
  });
}"""


@pytest.mark.parametrize(
    "path",
    [
        "/rearrange?pattern=h+w+->+w+h&shape=9,7",
        "/merge?shape=1,5,5,1&odd=pad",
        "/merge?shape=1,5,5,1&odd=crop",
        "/expand",
        "/einsum",
        "/reduce",
        "/repeat",
        MANY,
        TALL,
        DEEP,
    ],
)
def test_a_frame_leaves_nothing_of_the_one_before_it(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    times = [0, 0.4, 1, 1.3, 1.6, 1.9, 2.5, 3, 0.2]
    said = {"answer": answer(page), "times": times, "width": 700, "height": 420}
    for time, (painted, wrong) in zip(times, page.evaluate(_AFTER_OTHERS, said), strict=True):
        assert painted > 5_000
        assert (time, wrong) == (time, 0)


_WITH_ALL_THAT_IS_HIDDEN = """async ({ answer, times, width, height }) => {
  const { Model, drawnOf } = await import("/static/stage/model/model.js");
  const { Painter } = await import("/static/stage/paint/painter.js");
  const { paperOf } = await import("/static/stage/paint/paper.js");
  const model = new Model(drawnOf(answer), "beside");
  const scale = Math.min(width / model.size[0], height / model.size[1]);
  const paper = paperOf(document.body);
  const [usual, patient] = [0, 1].map(() => new Painter(new OffscreenCanvas(width, height)));
  let left = 0;
  const { hidden } = usual.brush;
  usual.brush.hidden = (cover) => {
    const rect = hidden.call(usual.brush, cover);
    left += Number(rect.width > 0 && rect.height > 0);
    return rect;
  };
  patient.brush.hidden = () => ({ x: 0, y: 0, width: 0, height: 0 });
  const wrong = times.map((time) => {
    const view = { time, x: 0, y: 0, scale, figures: null };
    const frame = { width, height, density: 1, theme: "light", paper, views: [view], highlighted: [] };
    const [one, other] = [usual, patient].map((each) => (each.draw(model, frame), each.brush.raster.words));
    return one.filter((word, at) => word !== other[at]).length;
  });
  return [left, wrong];
}"""


@pytest.mark.parametrize("shape", ["20,30,25", "3,7,400", "60,9,11"])
def test_cells_under_a_card_are_left_out_without_a_trace(open_page: OpenPage, shape: str) -> None:
    page = open_page(f"/rearrange?pattern=c+h+w+->+h+w+c&shape={shape}&show=20000")
    times = [0, 0.4, 1, 1.3, 1.6, 2.5, 3]
    said = {"answer": answer(page), "times": times, "width": 900, "height": 500}
    left, wrong = page.evaluate(_WITH_ALL_THAT_IS_HIDDEN, said)
    assert left > 0
    assert wrong == [0] * len(times)


_CLOSER_THAN_A_PIXEL = """async ({ answer, width, height }) => {
  const { Model, drawnOf } = await import("/static/stage/model/model.js");
  const { Painter } = await import("/static/stage/paint/painter.js");
  const { paperOf } = await import("/static/stage/paint/paper.js");
  const model = new Model(drawnOf(answer), "beside");
  const scale = Math.min(width / model.size[0], height / model.size[1]);
  const view = { time: 0, x: 0, y: 0, scale, figures: null };
  const painter = new Painter(new OffscreenCanvas(width, height));
  const paper = paperOf(document.body);
  painter.draw(model, { width, height, density: 1, theme: "light", paper, views: [view], highlighted: [] });
  const expected = new Map();
  const [flight] = model.flights;
  for (const end of [0, 1]) {
    const side = flight.sides[end];
    const { x, y } = side.places(0);
    for (let block = 0; block < flight.blocks; block++) {
      const at = side.cell(block);
      const look = flight.shades[block] + (end ? painter.looks.awaited : 0);
      const [column, row] = [x, y].map((places) => Math.floor(places[at] * scale + 0.5));
      expected.set(row * width + column, painter.looks.plainFills[look]);
    }
  }
  const { words } = painter.brush.raster;
  return [2 * flight.blocks, expected.size, [...expected].filter(([at, word]) => words[at] !== word).length];
}"""


@pytest.mark.parametrize("query", ["pattern=h+w+->+w+h", "pattern=(a+b)+w+->+(b+a)+w&sizes=b=4"])
def test_of_cells_closer_than_a_pixel_the_last_one_is_seen(open_page: OpenPage, query: str) -> None:
    page = open_page(f"/rearrange?{query}&shape=200,300&show=60000")
    said = {"answer": answer(page), "width": 250, "height": 150}
    cells, pixels, wrong = page.evaluate(_CLOSER_THAN_A_PIXEL, said)
    assert pixels < cells
    assert wrong == 0


def test_a_replay_shows_the_same_thing(open_page: OpenPage) -> None:
    page = open_page("/")
    pictures: list[Any] = []
    for _ in range(2):
        seek(page, 0.5)
        seek(page, 1.6)
        points = np.array([[x, y] for x in range(0, 800, 7) for y in range(0, 400, 7)], dtype=np.float64)
        pictures.append(colours_at(page, points))
    assert pictures[0] == pictures[1]


_DENSITIES = """async (took) => {
  const { Sharpness } = await import("/static/stage/paint/sharpness.js");
  const sharpness = new Sharpness();
  for (const each of took) sharpness.drew(sharpness.density(2, true), each);
  const slow = sharpness.density(2, true), rest = sharpness.density(2, false);
  sharpness.forget();
  return [slow, rest, sharpness.density(2, true)];
}"""


@pytest.mark.parametrize(
    ("took", "moving"),
    [([5] * 60, 2), ([40, 5] * 30, 2), ([40, 40, 40], 1.5), ([40] * 6, 1.125), ([40] * 60, 1)],
)
def test_only_moving_pictures_are_less_sharp_and_only_where_frames_take_long_again_and_again(
    open_page: OpenPage, took: list[float], moving: float
) -> None:
    assert open_page("/embed/rearrange").evaluate(_DENSITIES, took) == [moving, 2, 2]
