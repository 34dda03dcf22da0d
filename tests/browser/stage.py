"""What a test needs to know of the stage: where the scene says a block is, and which colour is there."""

import json
from typing import Any

from playwright.sync_api import Page

LARGEST = 1.7  # screen pixels of a scene pixel, as in static/stage.js

Colour = tuple[int, int, int]


def answer(page: Page) -> Any:
    """The answer inside the page."""
    return json.loads(page.locator("#state").text_content() or "")["answer"]


def seek(page: Page, time: float) -> None:
    """Move the timeline and wait until the stage shows that time."""
    page.locator("#time").fill(str(time))
    page.locator(f'#drawing[data-time="{time:g}"]').wait_for()


def centre(page: Page, said: Any, stage: int, digits: list[int]) -> tuple[float, float]:
    """Where the middle of a block is on the stage, in screen pixels, by adding up the vectors of the scene."""
    scene = said["scene"]
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    scales = {way: min(box["width"] / size[0], box["height"] / size[1]) for way, size in scene["size"].items()}
    way = "below" if scales["below"] > scales["beside"] else "beside"
    scale = min(scales[way], LARGEST)
    x, y = scene["stages"][stage]["origins"][way]
    for digit, step in zip(digits, scene["stages"][stage]["steps"], strict=True):
        x, y = x + digit * step[0], y + digit * step[1]
    half = scene["cell"] / 2
    width, height = scene["size"][way]
    return (
        (box["width"] - width * scale) / 2 + (x + half) * scale,
        (box["height"] - height * scale) / 2 + (y + half) * scale,
    )


def digits_of(said: Any, number: int) -> list[int]:
    """The digits of the block that stands at this flat position of the input."""
    digits = [0] * len(said["axes"])
    axes = [axis for parts in said["inputs"][0]["arrangement"] for axis in parts]
    for axis in reversed(axes):
        number, digits[axis] = divmod(number, said["axes"][axis]["size"])
    return digits


def colour_at(page: Page, point: tuple[float, float]) -> Colour:
    """The colour on the canvas, a little above the middle of a block so as to miss its number."""
    x, y = point
    red, green, blue = page.evaluate(
        """([x, y]) => {
          const canvas = document.getElementById("canvas");
          const density = canvas.width / canvas.clientWidth;
          const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          copy.drawImage(canvas, -Math.round(x * density), -Math.round(y * density));
          return [...copy.getImageData(0, 0, 1, 1).data.slice(0, 3)];
        }""",
        [x, y - 20],
    )
    return red, green, blue


def shade(said: Any, digits: list[int], theme: str = "light") -> Colour:
    """The colour that the scene gives a block."""
    tint = said["scene"]["tint"]
    shades = tint["shades"][theme]
    hue = sum(digit * stride for digit, stride in zip(digits, tint["hue"], strict=True)) % len(shades)
    level = sum(digit * stride for digit, stride in zip(digits, tint["level"], strict=True))
    text = shades[hue][level * len(shades[0]) // max(len(shades[0]), tint["values"])][0]
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
