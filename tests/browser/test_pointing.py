"""Pointing at a cell lights all that belongs to it, with threads and the formula with its numbers put in."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import answer, centre, colour_at, corners, digits_of, lens, ring_middles, seek, shade

CELL_6 = "x[0, 0, 1, 2·1 + 0 + 0]→ y[0, 2·0 + 1, 2·1 + 0, 0]= y[0, 1, 2, 0]"


def point(page: Page, at: tuple[float, float]) -> None:
    """Move the mouse to a point of the stage."""
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + at[0], box["y"] + at[1])


def test_a_block_lights_up_in_both_places_with_a_thread_and_its_numbers(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    digits = digits_of(said, 6)
    seek(page, 3)
    point(page, centre(page, said, 3, digits))
    expect(page.locator("#overlay .thread")).to_be_attached()
    expect(page.locator("#cell-title")).to_have_text("Cell 6")
    expect(page.locator("#cell")).to_have_text(CELL_6)
    # The other place, pale until now, has the block's full colour.
    page.locator('#drawing[data-lit="1"]').wait_for()
    assert colour_at(page, centre(page, said, 0, digits)) == shade(said, digits)
    page.mouse.move(1, 1)
    expect(page.locator("#overlay .thread")).not_to_be_attached()
    expect(page.locator("#cell")).to_contain_text("Point at a block")


def test_a_thread_ends_at_the_edge_of_its_blocks_so_that_their_numbers_are_free(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    seek(page, 3)
    digits = digits_of(said, 6)
    point(page, centre(page, said, 3, digits))
    path = page.locator("#overlay .thread").get_attribute("d") or ""
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", path)]
    how = lens(page, said)
    for time, end in ((0, numbers[:2]), (3, numbers[-2:])):
        middle = centre(page, said, time, digits)
        apart = max(abs(end[0] - middle[0]), abs(end[1] - middle[1]))
        assert apart == pytest.approx(how.cell * how.scale / 2, abs=1)


CROSSED = """() => {
  const labels = [...document.querySelectorAll("#underlay text")];
  const crossed = (path) => labels.filter((label) => {
    const way = label.getScreenCTM().inverse().multiply(path.getScreenCTM());
    const { x, y, width, height } = label.getBBox();
    return [...Array(Math.ceil(path.getTotalLength())).keys()]
      .map((at) => path.getPointAtLength(at).matrixTransform(way))
      .some((point) => point.x > x && point.x < x + width && point.y > y && point.y < y + height);
  });
  return [...document.querySelectorAll("#overlay .thread")].flatMap(crossed).map((label) => label.textContent);
}"""
LABELLED = {
    "names of axes, upright": "/?cell=6&stage=3",
    "names of axes that lie": "/rearrange?pattern=h+w+->+w+h&shape=3,4&cell=11&stage=3",
    "names of axes that lean": "/?layout=stack&cell=9&stage=0",
    "a caption between two figures": "/merge?cell=13&stage=3",
    "several sources": "/einsum?pattern=i+j,+j+k+->+i+k&shape=2,3;3,2&cell=3&stage=3",
}


@pytest.mark.parametrize("path", LABELLED.values(), ids=list(LABELLED))
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_thread_leaves_what_is_written_beside_the_blocks_free(
    open_page: OpenPage, path: str, size: tuple[int, int]
) -> None:
    page = open_page(path, still=False, viewport={"width": size[0], "height": size[1]})
    threads = page.locator("#overlay .thread")
    expect(threads.first).to_be_attached()
    assert page.evaluate(CROSSED) == []


@pytest.mark.parametrize("path", ["/", "/merge", "/rearrange?pattern=h+w+->+w+h&shape=4,5"])
def test_a_thread_leaves_the_numbers_of_other_blocks_free(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    said = answer(page)
    seek(page, 3)
    how = lens(page, said)
    numbers = np.concatenate([how.seen(corners(said, how.way, stage) + how.cell / 2) for stage in (0, 3)])
    passed = 0
    for target in range(said["cells"]["total"]):
        point(page, centre(page, said, 3, digits_of(said, said["cells"]["sources"][0][target])))
        expect(page.locator("#cell-title")).to_contain_text(str(said["cells"]["sources"][0][target]))
        d = page.locator("#overlay .thread").get_attribute("d") or ""
        passed += d.count("M") > 1
        thread = page.locator("#overlay .thread").evaluate(
            "(path) => [...Array(Math.ceil(path.getTotalLength())).keys()]"
            ".map((at) => path.getPointAtLength(at)).map(({ x, y }) => [x, y])"
        )
        apart = np.abs(np.array(thread)[:, None] - numbers[None]) / (how.cell * how.scale)
        assert not ((apart[..., 0] < 0.28) & (apart[..., 1] < 0.2)).any(), target
    assert passed  # some have something to leave free


def test_either_place_can_be_pointed_at(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    seek(page, 0)
    for stage in (0, 3):
        point(page, centre(page, said, stage, digits_of(said, 12)))
        expect(page.locator("#cell-title")).to_have_text("Cell 12")


def lit(page: Page, said: Any, figure: int) -> set[tuple[int, int]]:
    """The middles of the rings in a figure, in whole pixels of the scene."""
    how = lens(page, said)
    path = page.locator(f'#overlay .ring[data-figure="{figure}"]').get_attribute("d") or ""
    return ring_middles(path, how)


def middles(said: Any, way: str, stage: int, blocks: list[int], flight: int = 0) -> set[tuple[int, int]]:
    """Where those blocks stand, in whole pixels of the scene."""
    inset = said["scene"]["flights"][flight]["inset"] if stage >= 2 else [0, 0, 1, 1]
    half = np.array(inset[2:]) * said["scene"]["cell"] / 2
    return {(round(x), round(y)) for x, y in corners(said, way, stage, flight)[blocks] + half}


def blocks_from(said: Any, flight: int, wanted: set[int]) -> list[int]:
    """The blocks of an input whose flat positions in it are these."""
    told, tensor = said["scene"]["flights"][flight], said["inputs"][flight]
    digits = np.array(list(np.ndindex(*told["from_counts"])))
    numbers = tensor["offset"] + digits @ np.array(tensor["strides"])
    hollow = np.zeros(len(digits), dtype=np.bool_)  # filled in: no cell of the input, whatever its strides come to
    for size, terms in zip(tensor["shape"], told["index"], strict=True):
        index = sum(each["times"] * (1 if each["axis"] is None else digits[:, each["axis"]]) for each in terms)
        hollow |= (index < 0) | (index >= size)
    return [int(block) for block in np.flatnonzero(np.isin(numbers, list(wanted)) & ~hollow)]


SCENES = [
    "/reduce?pattern=b+h+w+c+->+b+c&shape=2,2,3,2",
    "/reduce?pattern=h+w+c+->+h+w&shape=2,3,3",
    "/repeat?pattern=h+w+->+h+(w+r)&shape=2,3&sizes=r=3",
    "/unfold?shape=1,1,4,5&kernel=2&channels=first",
    "/unfold?shape=1,4,4,1&kernel=3&padding=1",
    "/einsum?pattern=i+j,+j+k+->+i+k&shape=2,3;3,2",
    "/einsum?pattern=ii->i&shape=4,4",
    "/rearrange?pattern=(a+b)+c+->+c+(b+a)&shape=6,2&sizes=a=2",
]


@pytest.mark.parametrize("path", SCENES)
def test_a_target_lights_exactly_its_sources(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    said = answer(page)
    how = lens(page, said)
    seek(page, 3)
    output = len(said["inputs"])
    arity, half = said["cells"]["arity"], said["cells"]["total"] // 2
    # The first in the second half that has a source: others are filled in.
    target = half + next(n for n, each in enumerate(said["cells"]["sources"][0][half * arity :: arity]) if each >= 0)
    sources = [set(each[target * arity : (target + 1) * arity]) for each in said["cells"]["sources"]]
    flight = said["scene"]["flights"][0]
    digits = np.array(list(np.ndindex(*flight["to_counts"])))
    own = np.flatnonzero(said["output"]["offset"] + digits @ np.array(said["output"]["strides"]) == target)
    (x, y), *_ = how.seen(corners(said, how.way, 3)[own] + how.cell * np.array(flight["inset"][2:]) / 2)
    point(page, (float(x), float(y)))
    expect(page.locator("#overlay .thread").first).to_be_attached()
    for number, wanted in enumerate(sources):
        assert lit(page, said, number) == middles(said, how.way, 0, blocks_from(said, number, wanted), number)
    assert len(lit(page, said, output)) == 1  # the target itself, whatever parts it is made of
    if arity > 1:
        named = zip(said["inputs"], sources, strict=True)
        company = "; ".join(f"{each['name']} {', '.join(map(str, sorted(wanted)))}" for each, wanted in named)
        expect(page.locator("#cell .company")).to_have_text(f"made of {company}")


@pytest.mark.parametrize("path", SCENES)
def test_a_source_lights_exactly_its_targets(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    said = answer(page)
    how = lens(page, said)
    seek(page, 0)
    source = max(said["cells"]["sources"][0])
    own = blocks_from(said, 0, {source})
    (x, y), *_ = how.seen(corners(said, how.way, 0)[own] + how.cell / 2)
    point(page, (float(x), float(y)))
    expect(page.locator("#overlay .thread").first).to_be_attached()
    assert lit(page, said, 0) == middles(said, how.way, 0, own)
    arity = said["cells"]["arity"]
    targets = {index // arity for index, each in enumerate(said["cells"]["sources"][0]) if each == source}
    digits = np.array(list(np.ndindex(*said["scene"]["flights"][0]["to_counts"])))
    flat = said["output"]["offset"] + digits @ np.array(said["output"]["strides"])
    # A whole cell of the output is lit, whichever part of it the block takes.
    places = corners(said, how.way, 3)[np.flatnonzero(np.isin(flat, list(targets)))] + how.cell / 2
    assert lit(page, said, len(said["inputs"])) == {(round(x), round(y)) for x, y in places}


def test_a_click_pins_a_block_and_escape_lets_it_go(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    seek(page, 3)
    x, y = centre(page, said, 3, digits_of(said, 6))
    page.locator("#drawing").click(position={"x": x, "y": y})
    point(page, centre(page, said, 3, digits_of(said, 0)))
    expect(page.locator("#cell-title")).to_have_text("Cell 6")
    page.keyboard.press("Escape")
    expect(page.locator("#cell-title")).to_have_text("Cell")
    point(page, centre(page, said, 3, digits_of(said, 1)))
    expect(page.locator("#cell-title")).to_have_text("Cell 1")


def test_arrow_keys_walk_along_the_directions_of_a_figure(open_page: OpenPage) -> None:
    page = open_page("/")
    seek(page, 3)
    page.locator("#drawing").focus()
    steps = [
        ("Right", 0),
        ("Right", 1),
        ("Right", 4),
        ("Right", 5),
        ("Right", 5),
        ("Down", 7),
        ("Left", 6),
        ("Down", 12),
    ]
    for key, number in [*steps, ("Up", 6)]:
        page.keyboard.press(f"Arrow{key}")
        expect(page.locator("#cell-title")).to_have_text(f"Cell {number}")
    page.keyboard.press("Escape")
    expect(page.locator("#cell-title")).to_have_text("Cell")


def test_page_keys_walk_into_the_depth(open_page: OpenPage) -> None:
    page = open_page("/")
    said = answer(page)
    seek(page, 0)
    point(page, centre(page, said, 0, digits_of(said, 8)))
    page.locator("#drawing").focus()
    for key, number in (("PageDown", 9), ("PageDown", 10), ("PageDown", 11), ("PageDown", 11), ("PageUp", 10)):
        page.keyboard.press(key)
        expect(page.locator("#cell-title")).to_have_text(f"Cell {number}")


def test_walking_through_overlapping_windows_visits_neighbours(open_page: OpenPage) -> None:
    page = open_page("/unfold?shape=1,1,4,5&kernel=2&channels=first")
    said = answer(page)
    seek(page, 0)
    point(page, centre(page, said, 0, [0] * len(said["axes"])))
    page.locator("#drawing").focus()
    for key, number in (("Right", 1), ("Right", 2), ("Right", 3), ("Right", 4), ("Right", 4), ("Down", 9), ("Left", 8)):
        page.keyboard.press(f"Arrow{key}")
        expect(page.locator("#cell-title")).to_have_text(f"Cell {number}")
