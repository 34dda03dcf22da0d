"""Pixels: what is at the places that the scene computes."""

import weakref
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageSequence

from einscope.render.blocks import HOLLOW, Blocks
from einscope.render.marks import between
from einscope.render.motion import LENGTH, gone, opened
from einscope.render.pixels import Moments, gif, png, webp
from einscope.render.pixels.canvas import Canvas
from einscope.render.pixels.film import frames
from einscope.render.sheet import Sheet, sheet
from einscope.render.subject import Subject
from einscope.render.theme import MIXED, THEMES, Colours, Style, Theme, rgb
from tests.render.subjects import NAMES, PATCH, SUBJECTS, subject

Colour = tuple[int, int, int]
FLAT = [number for number, (operation, _) in enumerate(SUBJECTS) if operation != "unfold"]


def opaque(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def edge(paper: Sheet, corner: tuple[float, float], width: float, density: float = 1) -> tuple[int, int]:
    """A point of a block that its number never covers: near its upper edge, in the middle."""
    x, y = corner[0] + width / 2, corner[1] + 6
    return round((paper.x + x * paper.scale) * density), round((paper.y + y * paper.scale) * density)


def pixel(image: Image.Image, at: tuple[int, int]) -> Colour:
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return int(found[0]), int(found[1]), int(found[2])


def near(one: Colour, other: Colour, by: int = 3) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= by


def in_front(blocks: Blocks, end: int) -> list[int]:
    """The blocks that nothing covers: no other one is nearer, and none stands at the same place later."""
    depth, corners = blocks.ends[end].depth, blocks.ends[end].closed
    found = []
    for row in range(blocks.count):
        apart = np.abs(corners - corners[row]).max(axis=1)
        above = (apart < blocks.cell + 8) & (depth < depth[row])
        same = (apart < 1) & (np.arange(blocks.count) > row)  # the last one lies on the others
        if not above.any() and not same.any():
            found.append(row)
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("operation", "texts"), [SUBJECTS[n] for n in FLAT], ids=[NAMES[n] for n in FLAT])
def test_every_block_that_nothing_covers_has_its_colour_at_both_ends(
    operation: str, texts: Mapping[str, str], theme: Theme
) -> None:
    seen = subject(operation, texts)
    paper = sheet(seen, 1000)
    colours = Colours(theme, seen.scene.tint.shades)
    looked = 0
    for end, time in ((0, 0.0), (1, 3.0)):
        image = opaque(png(Moments(seen, paper, theme), time))
        for number, tensor in enumerate(seen.inputs):
            blocks = Blocks(seen.scene, number, tensor, seen.output, paper.placement)
            left, _, wide, _ = blocks.flight.inset if end else (0, 0, 1, 1)
            for row in in_front(blocks, end):
                x, y = blocks.ends[end].closed[row]
                at = edge(paper, (float(x) + left * blocks.cell, float(y)), wide * blocks.cell)
                hue, level = blocks.shades[row]
                wanted = colours.block(int(hue), int(level), "here")[0]
                if end and seen.scene.merged:
                    wanted = colours.block(*_become(seen, paper, int(blocks.targets[row])), "here")[0]
                if blocks.numbers[row] == HOLLOW:
                    wanted = colours.paper("stage")
                assert near(pixel(image, at), rgb(wanted)), (end, row)
                looked += 1
    assert looked


def _become(seen: Subject, paper: Sheet, target: int) -> tuple[int, int]:
    """The shade of an output cell: the middle of those it is made of, of no hue where these have several."""
    flights = [Blocks(seen.scene, n, tensor, seen.output, paper.placement) for n, tensor in enumerate(seen.inputs)]
    shades = np.concatenate([blocks.shades[blocks.targets == target] for blocks in flights])
    if len(set(shades[:, 0].tolist())) > 1:
        return MIXED
    return int(shades[0, 0]), int(np.floor(shades[:, 1].mean() + 0.5))


def flying(seen: Subject, paper: Sheet, time: float) -> list[tuple[int, int, Colour]]:
    """Where blocks are in the middle of their flight, with their colours; those in front only."""
    blocks = Blocks(seen.scene, 0, seen.inputs[0], seen.output, paper.placement)
    colours = Colours("light", seen.scene.tint.shades)
    flown = gone(blocks.turns, time)
    places = [
        between(tuple(one), tuple(other), share)
        for one, other, share in zip(blocks.ends[0].open, blocks.ends[1].open, flown, strict=True)
    ]
    found = []
    for row in np.flatnonzero((flown > 0) & (flown < 1)).tolist():
        others = [place for other, place in enumerate(places) if other != row and 0 < flown[other] < 1]
        if all(max(abs(place[0] - places[row][0]), abs(place[1] - places[row][1])) > 58 for place in others):
            hue, level = blocks.shades[row]
            x, y = edge(paper, places[row], blocks.cell)
            found.append((x, y, rgb(colours.block(int(hue), int(level), "here")[0])))
    return found


@pytest.mark.parametrize("time", [1.1, 1.5, 1.9])
def test_a_block_in_flight_is_where_its_turn_says(time: float) -> None:
    seen = subject("rearrange", {"pattern": "h w -> w h", "shape": "2,2"})
    paper = sheet(seen, 900)
    image = opaque(png(Moments(seen, paper, "light"), time))
    found = flying(seen, paper, time)
    assert found
    for x, y, colour in found:
        assert near(pixel(image, (x, y)), colour)


@pytest.mark.parametrize("density", [1, 2, 4])
def test_a_scale_is_more_pixels_of_the_same(density: int) -> None:
    seen = subject("rearrange", PATCH)
    paper = sheet(seen, 400)
    image = opaque(png(Moments(seen, paper, "light", density), 0.0))
    assert image.size == (400 * density, paper.height * density)
    blocks = Blocks(seen.scene, 0, seen.inputs[0], seen.output, paper.placement)
    x, y = blocks.ends[0].closed[0]
    hue, level = blocks.shades[0]
    colour = Colours("light", seen.scene.tint.shades).block(int(hue), int(level), "here")[0]
    assert near(pixel(image, edge(paper, (float(x), float(y)), 56, density)), rgb(colour))


def test_a_gif_shows_the_film_and_rests_at_the_stages() -> None:
    seen = subject("rearrange", {"pattern": "h w -> w h", "shape": "2,2"})
    paper = sheet(seen, 600)
    image = Image.open(BytesIO(gif(Moments(seen, paper, "light"))))
    assert image.info["loop"] == 0
    shown = [(frame.info["duration"], frame.convert("RGB").copy()) for frame in ImageSequence.Iterator(image)]
    assert sum(duration for duration, _ in shown) == LENGTH * 1000
    assert sum(duration >= 500 for duration, _ in shown) == 4
    looked = 0
    passed = 0
    ends = {sum(each for _, each in frames()[:number]): time for number, (time, _) in enumerate(frames())}
    for duration, frame in shown:
        for x, y, colour in flying(seen, paper, ends[passed]):
            assert near(pixel(frame, (x, y)), colour, 6), ends[passed]
            looked += 1
        passed += duration
    assert looked > 20


@pytest.mark.parametrize("texts", [{"shape": "1,4,4,4"}, {"shape": "1,2,2,16"}])
def test_a_gif_of_64_cells_is_less_than_a_megabyte(texts: Mapping[str, str]) -> None:
    seen = subject("expand", texts)
    assert seen.scene.cells == 64
    assert len(gif(Moments(seen, sheet(seen, 800), "light"))) < 1_000_000


def test_flat_colours_of_a_gif_are_exact_and_nothing_is_dithered() -> None:
    seen = subject("rearrange", {"pattern": "b h w c -> b c h w", "shape": "1,8,8,4"})
    paper = sheet(seen, 800)
    frame = Image.open(BytesIO(gif(Moments(seen, paper, "light")))).convert("RGB")
    still = opaque(png(Moments(seen, paper, "light"), 0.0))
    error = np.abs(np.asarray(frame, dtype=int) - np.asarray(still, dtype=int)).max(axis=2)
    assert (error == 0).mean() > 0.85
    assert (error > 32).mean() < 0.002


def test_a_webp_holds_few_of_its_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[weakref.ref[Image.Image]] = []
    most = 0
    seen = vars(Canvas)["seen"]

    def watched(canvas: Canvas) -> Image.Image:
        nonlocal most
        picture: Image.Image = seen.__get__(canvas)
        held.append(weakref.ref(picture))
        most = max(most, sum(each() is not None for each in held))
        return picture

    monkeypatch.setattr(Canvas, "seen", property(watched))
    pictured = subject("rearrange", PATCH)
    webp(Moments(pictured, sheet(pictured, 400), "light"))
    assert len(held) > 20
    assert most <= 2


def test_a_webp_plays_as_long_as_the_film() -> None:
    seen = subject("rearrange", {"pattern": "h w -> w h", "shape": "2,2"})
    image = Image.open(BytesIO(webp(Moments(seen, sheet(seen, 400), "dark"))))
    durations = []
    for number in range(image.n_frames):  # type: ignore[attr-defined]
        image.seek(number)
        image.load()
        durations.append(image.info["duration"])
    assert sum(durations) == LENGTH * 1000


@pytest.mark.parametrize("time", [0.0, 0.4, 1.0, 1.5, 2.6, 3.0])
@pytest.mark.parametrize(("operation", "texts"), SUBJECTS, ids=NAMES)
def test_nothing_is_cut_off_at_the_edges(operation: str, texts: Mapping[str, str], time: float) -> None:
    seen = subject(operation, texts)
    paper = sheet(seen, 700)
    image = np.asarray(opaque(png(Moments(seen, paper, "light"), time)))
    ground = np.array(rgb("#f3f1eb"))
    for side in (image[0], image[-1], image[:, 0], image[:, -1]):
        assert (side == ground).all()
    assert 0 <= opened(time) <= 1


def test_cells_that_are_made_of_several_show_no_number_once_these_are_there() -> None:
    """All results look alike but for their colour, for they say the same."""
    seen = subject("reduce", {"pattern": "(h 2) w -> h w", "shape": "4,2", "reduction": "min"})
    seen = replace(seen, values=((1, 20, 300, 4, 5, 666, 7, 88),), result=(7,) * 4)
    paper = sheet(seen, 800)
    image = opaque(png(Moments(seen, paper, "light"), 3.0))
    blocks = Blocks(seen.scene, 0, seen.inputs[0], seen.output, paper.placement)
    dark = []
    for row in in_front(blocks, 1):
        x, y = blocks.ends[1].closed[row]
        left, top, side = (
            round(each) for each in (paper.x + x * paper.scale, paper.y + y * paper.scale, 56 * paper.scale)
        )
        cell = np.asarray(image.crop((left + 6, top + 6, left + side - 6, top + side - 6))).sum(axis=2) < 150
        dark.append(int(cell.sum()))
    assert len(dark) == 4
    assert min(dark) > 50
    assert max(dark) - min(dark) <= 0.05 * max(dark)


@pytest.mark.parametrize("clear", [False, True])
@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("rearrange", {"pattern": "h w -> w h", "shape": "6,5"}),
        ("rearrange", {"pattern": "h w -> w h", "shape": "40,30"}),
        ("expand", {"shape": "1,2,2,4"}),
        ("merge", {"shape": "1,5,5,1", "odd": "pad"}),
        ("einsum", {"pattern": "i i -> i", "shape": "3,3"}),
    ],
)
def test_blocks_drawn_at_once_are_those_drawn_one_after_the_other(
    operation: str, texts: Mapping[str, str], clear: bool
) -> None:
    seen = subject(operation, texts)
    paper = sheet(seen, 640)
    style = Style(ground="transparent" if clear else "paper")
    at_once, one_by_one = (Moments(seen, paper, "light", 1.0, style) for _ in range(2))
    one_by_one._standing.plain = False
    for time in (0.0, 0.4, 1.0, 1.2, 1.5, 1.9, 2.0, 2.6, 3.0, 0.0):
        one, other = (np.asarray(each.at(time).seen, dtype=int) for each in (at_once, one_by_one))
        apart = np.abs(one - other).max(axis=2)
        assert (apart > 2).mean() < 0.0005, time  # where an outline meets the edge of a block


def test_most_pictures_are_drawn_at_once() -> None:
    seen = subject("rearrange", {"pattern": "h w -> w h", "shape": "6,5"})
    moments = Moments(seen, sheet(seen, 640), "light")
    moments.at(1.5)
    assert moments._standing._kept is not None


def test_what_ends_in_the_smallest_part_of_a_cell_is_drawn_until_it_is_there() -> None:
    """Of 400 flights into one cell each ends 1/400 of it wide, which two decimals do not say."""
    seen = subject("einsum", {"pattern": f"{','.join(['a'] * 400)}->a", "shape": ";".join(["1"] * 400)})
    reel = Moments(seen, sheet(seen, 800), "light")
    ends = [
        time
        for time in np.linspace(0, 3, 151)
        if ((flown := gone(reel._flights, time)) > 0.996).any() and (flown < 1).any()
    ]
    assert ends
    for time in ends:
        assert len(np.unique(np.asarray(reel.at(time).seen.convert("L")))) > 1
