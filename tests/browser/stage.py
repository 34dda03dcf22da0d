"""What a test needs to know of the stage: where the scene says a block is, and which colour is there."""

import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page

LARGEST = 1.7  # screen pixels of a scene pixel, as in static/stage/interaction/viewport.js
TURN = 0.45  # how much of the flight one block takes, as in static/stage/model/motion.js
ABOVE = 0.36  # of a block: how far above its middle nothing is written

Colour = tuple[int, int, int]
Points = npt.NDArray[np.float64]


def answer(page: Page) -> Any:
    """The answer inside the page."""
    return json.loads(page.locator("#state").text_content() or "")["answer"]


def along(time: float) -> str:
    """Where a time is along the line of time, as in static/stage/model/motion.js: most of the line is the flight."""
    return f"{np.interp(time, range(4), (0, 0.6, 2.4, 3)):g}"


def seek(page: Page, time: float) -> None:
    """Move the timeline and wait until the stage shows that time, and no other beside it."""
    page.locator("#time").fill(along(time))
    page.locator(f'#drawing[data-time="{time:g}"][data-views="1"]').wait_for()


@dataclass(frozen=True)
class Lens:
    """How the whole scene is seen: screen = corner + scene · scale."""

    way: str
    scale: float
    corner: tuple[float, float]
    cell: float

    def seen(self, points: Points) -> Points:
        """Points of the scene on the stage."""
        seen: Points = points * self.scale + np.array(self.corner)
        return seen


def lens(page: Page, said: Any, drawing: str = "#drawing") -> Lens:
    """How the page shows the scene where nobody has zoomed."""
    box = page.locator(drawing).bounding_box()
    assert box is not None
    scene = said["scene"]
    scales = {way: min(box["width"] / size[0], box["height"] / size[1]) for way, size in scene["size"].items()}
    way = "below" if scales["below"] > scales["beside"] else "beside"
    scale = min(scales[way], LARGEST)
    width, height = scene["size"][way]
    return Lens(way, scale, ((box["width"] - width * scale) / 2, (box["height"] - height * scale) / 2), scene["cell"])


def ring_middles(path: str, how: Lens) -> set[tuple[int, int]]:
    """The middles of the rings that a path draws, in whole pixels of the scene."""
    found = set()
    for x, y, width, radius, height in re.findall(
        r"M([\d.-]+) ([\d.-]+)h([\d.-]+)a(\S+) \S+ 0 0 1 \S+ \S+v([\d.-]+)a", path
    ):
        # A ring begins where its upper left corner ends; all its corners are equally round.
        left = float(x) - float(radius)
        middle = (left + float(width) / 2 + float(radius), float(y) + float(height) / 2 + float(radius))
        scene = [(each - corner) / how.scale for each, corner in zip(middle, how.corner, strict=True)]
        found.add((round(scene[0]), round(scene[1])))
    return found


def digits_of_blocks(counts: list[int]) -> npt.NDArray[np.int64]:
    """The digits of every block, in order: shape (n, axes)."""
    return np.array(list(np.ndindex(*counts)), dtype=np.int64).reshape(-1, len(counts))


def stepped(digits: Any, at: Any) -> Points:
    """How far cells with these digits are from the first, at a stage."""
    steps = np.array(at["steps"], dtype=np.float64).reshape(-1, 3)[:, :2]
    moved: Points = digits @ steps
    for fold in at["folds"]:
        moved = moved + np.outer(digits[:, fold["axis"]] // fold["every"], fold["step"][:2])
    return moved


def corners(said: Any, way: str, stage: int, flight: int = 0) -> Points:
    """The upper left corners of all blocks at a stage, in pixels of the scene."""
    told = said["scene"]["flights"][flight]
    at = told["stages"][stage]
    digits = digits_of_blocks(told["from_counts"] if stage < 2 else told["to_counts"])
    shift = np.array(told["inset"][:2]) * said["scene"]["cell"] if stage >= 2 else 0
    return np.array(at["origins"][way]) + stepped(digits, at) + shift


def eased(share: Points) -> Points:
    """Slow, fast, slow."""
    held = np.clip(share, 0, 1)
    return held * held * (3 - 2 * held)


def flown(said: Any, time: float) -> Points:
    """How much of its flight each block has behind it."""
    scene = said["scene"]
    digits = digits_of_blocks(scene["flights"][0]["from_counts"])
    turns = digits @ np.array(scene["order"], dtype=np.float64)
    return eased((time - 1 - turns / max(1, turns.max()) * (1 - TURN)) / TURN)


def in_flight(said: Any, way: str, time: float) -> Points:
    """The corners of all blocks of the first input between times 1 and 2, in pixels of the scene."""
    gone = flown(said, time)[:, None]
    return corners(said, way, 1) * (1 - gone) + corners(said, way, 2) * gone


def centre(page: Page, said: Any, stage: int, digits: list[int]) -> tuple[float, float]:
    """Where the middle of a block is on the stage, in screen pixels, by adding up the vectors of the scene."""
    how = lens(page, said)
    counts = said["scene"]["flights"][0]["from_counts"]
    block = int(np.ravel_multi_index(digits, counts)) if counts else 0
    x, y = how.seen(corners(said, how.way, stage)[block] + how.cell / 2)
    return float(x), float(y)


def digits_of(said: Any, number: int) -> list[int]:
    """The digits of the block that stands at this flat position of the input."""
    digits = [0] * len(said["axes"])
    axes = [axis for parts in said["inputs"][0]["arrangement"] for axis in parts]
    for axis in reversed(axes):
        number, digits[axis] = divmod(number, said["axes"][axis]["size"])
    return digits


_COLOURS = """(points) => {
  const canvas = document.getElementById("canvas");
  const density = canvas.width / canvas.clientWidth;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  return points.map(([x, y]) => {
    const at = (Math.floor(y * density) * canvas.width + Math.floor(x * density)) * 4;
    return [...data.slice(at, at + 3)];
  });
}"""


def colours_at(page: Page, points: Points) -> list[Colour]:
    """The colours on the canvas."""
    found = page.evaluate(_COLOURS, points.tolist())
    return [(red, green, blue) for red, green, blue in found]


def colour_at(page: Page, point: tuple[float, float]) -> Colour:
    """The colour on the canvas, a little above the middle of a block so as to miss its number."""
    return colours_at(page, np.array([[point[0], point[1] - 20]]))[0]


def shade(said: Any, digits: list[int], theme: str = "light") -> Colour:
    """The colour that the scene gives a block."""
    return shades(said, np.array([digits]), theme)[0]


def shades(said: Any, digits: npt.NDArray[np.int64], theme: str = "light") -> list[Colour]:
    """The colours that the scene gives to blocks."""
    told, tint = said["scene"]["tint"]["shades"][theme], said["scene"]["flights"][0]["tint"]
    hues = (tint["first"] + digits @ np.array(tint["hue"], dtype=np.int64)) // tint["band"] % len(told)
    levels = digits @ np.array(tint["level"], dtype=np.int64) * len(told[0]) // max(len(told[0]), tint["values"])
    texts = [told[hue][level][0] for hue, level in zip(hues, levels, strict=True)]
    return [(int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)) for text in texts]


def near(one: Colour, other: Colour) -> bool:
    """Whether two colours are the same, but for rounding."""
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))
