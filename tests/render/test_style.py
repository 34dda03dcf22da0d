"""What a picture is dressed in, judged by its pixels: no paper, colours of one's own, other letters."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as Tree

import numpy as np
import pytest
from PIL import Image, ImageSequence

from einscope.core.scene.tint.palette import contrast
from einscope.render.blocks import Blocks
from einscope.render.pixels import Moments, gif, png, webp
from einscope.render.pixels.canvas import Canvas
from einscope.render.pixels.fonts import length
from einscope.render.sheet import sheet
from einscope.render.svg import document
from einscope.render.theme import FACES, PAPER, THEMES, Colours, Face, Style, Theme, rgb
from einscope.web.pictures.dress import NAMES, colour_of
from tests.render.subjects import NAMES as SUBJECT_NAMES
from tests.render.subjects import PATCH, SUBJECTS, subject
from tests.render.test_pixels import edge, in_front

CLEAR = Style(ground="transparent")


def _still(reel: Moments) -> bytes:
    return png(reel, 0.0)


FORMATS: dict[str, Callable[[Moments], bytes]] = {"png": _still, "gif": gif, "webp": webp}


def frames(data: bytes) -> list[Image.Image]:
    """Every frame with its alpha."""
    return [frame.convert("RGBA").copy() for frame in ImageSequence.Iterator(Image.open(BytesIO(data)))]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", FORMATS)
def test_without_paper_the_edges_are_clear_and_blocks_are_not(kind: str, theme: Theme) -> None:
    seen = subject("rearrange", PATCH)
    paper = sheet(seen, 400)
    found = frames(FORMATS[kind](Moments(seen, paper, theme, 1.0, CLEAR)))
    for frame in found:
        alpha = np.asarray(frame.getchannel("A"))
        for side in (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]):
            assert not side.any()
        assert (alpha == 0).mean() > 0.4
    blocks = Blocks(seen.scene, 0, seen.inputs[0], seen.output, paper.placement)
    colours = Colours(theme, seen.scene.tint.shades, CLEAR)
    for row in in_front(blocks, 0):
        x, y = blocks.ends[0].closed[row]
        red, green, blue, opaque = found[0].getpixel(edge(paper, (float(x), float(y)), blocks.cell))  # type: ignore[misc]
        hue, level = blocks.shades[row]
        assert opaque == 255
        wanted = rgb(colours.block(int(hue), int(level), "here")[0])
        assert max(abs(a - b) for a, b in zip((red, green, blue), wanted, strict=True)) <= (10 if kind == "webp" else 4)


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_what_flew_away_leaves_nothing_behind(kind: str) -> None:
    """Where nothing is at a time, nothing is left of what was there before."""
    seen = subject("rearrange", {"pattern": "h w -> w h", "shape": "2,2"})
    reel = Moments(seen, sheet(seen, 400), "light", 1.0, CLEAR)
    last = np.asarray(frames(FORMATS[kind](reel))[-1].getchannel("A"))
    wanted = np.asarray(reel.at(3.0).seen.getchannel("A"))
    assert (last[wanted == 0] == 0).all()
    assert (last[wanted == 255] == 255).all()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("operation", "texts"), SUBJECTS, ids=SUBJECT_NAMES)
def test_on_its_own_paper_a_picture_without_looks_nearly_as_one_with(
    operation: str, texts: dict[str, str], theme: Theme
) -> None:
    """Only what is painted in the colour of the paper differs: hollow blocks, pale ones and halos."""
    seen = subject(operation, texts)
    paper = sheet(seen, 500)
    with_paper, without = (Moments(seen, paper, theme, 1.0, style).at(0.0).seen for style in (Style(), CLEAR))
    ground = Image.new("RGBA", without.size, PAPER[theme]["stage"])
    ground.alpha_composite(without)
    apart = np.abs(np.asarray(ground.convert("RGB"), dtype=int) - np.asarray(with_paper, dtype=int)).max(axis=2)
    assert np.percentile(apart, 50) == 0
    assert apart[np.asarray(without.getchannel("A")) == 0].max(initial=0) <= 20  # a halo that was there
    assert (apart > 30).mean() < 0.02


@pytest.mark.parametrize("theme", THEMES)
def test_marks_have_the_colour_of_ones_own(theme: Theme) -> None:
    seen = replace(subject("rearrange", PATCH), cell=5)
    paper = sheet(seen, 600)
    style = Style(accent=("#d02090",))
    colour = Colours(theme, seen.scene.tint.shades, style).mark
    counts = []
    for each in (Style(), style):
        pixels = np.asarray(Moments(seen, paper, theme, 1.0, each).at(3.0).seen.convert("RGB")).reshape(-1, 3)
        counts.append(int((pixels == rgb(colour)).all(axis=1).sum()))
    assert counts[0] == 0
    assert counts[1] > 100  # rings, a thread and the point on the timeline
    assert f"--mark:{colour}" in document(seen, paper, theme, 3.0, style)
    assert "--mark:" not in document(seen, paper, theme, 3.0)


def test_further_colours_name_the_axes_and_none_is_as_usual() -> None:
    seen = subject("rearrange", PATCH)
    colours = Colours("light", seen.scene.tint.shades, Style(accent=("", "", "#8b0000")))
    usual = Colours("light", seen.scene.tint.shades)
    assert colours.mark == ""
    assert colours.axis(0) == usual.axis(0)
    assert colours.axis(1) == "#8b0000"
    assert colours.axis(2) == usual.axis(2)
    text = document(seen, sheet(seen, 600), "light", 0.0, colours.style)
    assert ".a1{--h:#8b0000}" in text


@pytest.mark.parametrize("theme", THEMES)
def test_no_colour_is_lost_on_the_paper(theme: Theme) -> None:
    shades = subject("rearrange", PATCH).scene.tint.shades
    for name in NAMES:
        colour = colour_of(name)
        assert colour is not None
        colours = Colours(theme, shades, Style(accent=(colour, colour)))
        assert contrast(colours.mark, PAPER[theme]["stage"]) >= 3, name
        assert contrast(colours.axis(0), PAPER[theme]["stage"]) >= 4.5, name


def test_every_name_of_css_is_a_colour() -> None:
    assert len(NAMES) == 148
    assert colour_of("RebeccaPurple") == "#663399"
    assert colour_of("transparent") is None


@pytest.mark.parametrize("face", FACES)
def test_letters_are_of_the_family(face: Face) -> None:
    seen = subject("rearrange", PATCH)
    paper = sheet(seen, 500)
    images = {each: Moments(seen, paper, "light", 1.0, Style(face=each)).at(0.0).seen.tobytes() for each in FACES}
    assert [each for each in FACES if images[each] == images[face]] == [face]
    text = document(seen, paper, "light", 0.0, Style(face=face))
    Tree.fromstring(text)
    assert {"mono": ",monospace;", "sans": ",sans-serif;", "serif": ",serif;"}[face] in text


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("text", ["input", "split channels", "b h w (p1 p2 c)", "x · h=2 × w=2", "轴 3"])
def test_other_letters_take_about_the_room_that_was_counted(face: Face, text: str) -> None:
    assert length(text, 20, face=face) <= 1.1 * length(text, 20)


@pytest.mark.parametrize(("operation", "texts"), SUBJECTS, ids=SUBJECT_NAMES)
@pytest.mark.parametrize("face", ["sans", "serif"])
def test_nothing_is_cut_off_in_other_letters(face: Face, operation: str, texts: dict[str, str]) -> None:
    seen = subject(operation, texts)
    image = np.asarray(Moments(seen, sheet(seen, 600), "light", 1.0, Style(face=face)).at(3.0).seen.convert("RGB"))
    ground = np.array(rgb(PAPER["light"]["stage"]))
    for side in (image[0], image[-1], image[:, 0], image[:, -1]):
        assert (side == ground).all()


def test_a_colour_that_covers_a_part_is_itself_and_no_darker() -> None:
    canvas = Canvas(20, 20, None)
    canvas.box((2.5, 2.5), (10, 10), 4, "#0b6b80", alpha=0.5)
    canvas.box((6, 6), (10, 10), 0, "#0b6b80")
    pixels = np.asarray(canvas.seen).reshape(-1, 4)
    covered = pixels[pixels[:, 3] > 16]
    assert len(set(covered[:, 3].tolist())) > 4
    assert np.abs(covered[:, :3].astype(int) - rgb("#0b6b80")).max() <= 255 // 16
