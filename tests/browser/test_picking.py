"""Which block is at a point: steps turned round agree with looking at every block, and take no time."""

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.stage import answer

_AGREES = """async ({ answer, time }) => {
  const { Model, drawnOf } = await import("/static/stage/model/model.js");
  const { hit } = await import("/static/stage/interaction/block_at_point.js");
  const model = new Model(drawnOf(answer), "beside");
  const { cell } = model.scene;
  // Every block at its home, as it is painted: what comes later covers what came before.
  const painted = [];
  model.figures.forEach((figure, number) => {
    for (const layer of figure.layers) {
      if (layer.kind !== "cells") continue;
      const { flight, end, run } = layer;
      const { blocks } = flight.sides[end].order();
      for (let at = run.start; at < run.end; at++) {
        const block = blocks ? blocks[at] : at;
        const [width, height] = end ? flight.inset.slice(2).map((part) => part * cell) : [cell, cell];
        painted.push({ flight: flight.index, block, figure: number, width, height, ...flight.home(end, block, time) });
      }
    }
  });
  const wrong = [];
  let found = 0;
  for (let row = 0; row < 60; row++) {
    for (let column = 0; column < 60; column++) {
      const [x, y] = [((column + 0.37) * model.size[0]) / 60, ((row + 0.61) * model.size[1]) / 60];
      const inside = (each) => x >= each.x && x < each.x + each.width && y >= each.y && y < each.y + each.height;
      const wanted = painted.findLast(inside);
      const got = hit(model, time, x, y);
      if (wanted) found++;
      const same = got?.flight === wanted?.flight && got?.block === wanted?.block && got?.figure === wanted?.figure;
      if (!same) wrong.push([x, y, got, wanted]);
    }
  }
  return { wrong: wrong.slice(0, 3), found };
}"""


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/reduce?pattern=b+h+w+c+->+b+c&shape=2,2,3,2",
        "/repeat?pattern=h+w+->+h+(w+r)&shape=2,3&sizes=r=3",
        "/unfold?shape=1,2,5,5&kernel=3&padding=1&channels=first",
        "/einsum?pattern=i+j,+j+k+->+i+k&shape=2,3;3,2",
        "/expand?shape=2,2,2,12",
        "/merge?shape=1,5,7,3&odd=pad",
        "/rearrange?pattern=a+b+c+d+e+->+e+d+c+b+a&shape=2,3,2,3,2",
        "/rearrange?pattern=->&shape=",
        "/rearrange?pattern=a+b+->+b+a&shape=0,3",
    ],
)
def test_the_block_at_a_point_is_the_one_painted_last(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    said = answer(page)
    for time in (0, 0.4, 1, 2, 3):
        result = page.evaluate(_AGREES, {"answer": said, "time": time})
        assert (result["wrong"], time) == ([], time)
        assert (result["found"] > 100) == (said["scene"]["cells"] > 0)


_VISITED = """async ({ answer }) => {
  const { Model, drawnOf } = await import("/static/stage/model/model.js");
  const { covering } = await import("/static/stage/model/cell_at_point.js");
  const model = new Model(drawnOf(answer), "beside");
  const [side] = model.flights[0].sides;
  let asked = 0;
  const place = side.place(side.digits.of(654_321), 0);
  let found = -1;
  covering(side, 0, model.scene.cell, place.x + 20, place.y + 20, (cell) => ((found = cell), ++asked < 1));
  return { found, asked, made: side.known };
}"""


def test_a_cell_among_a_million_is_found_without_looking_at_them(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=1000,1000&show=1000000")
    result = page.evaluate(_VISITED, {"answer": answer(page)})
    assert result == {"found": 654_321, "asked": 1, "made": None}  # and no position of a cell was worked out
