"""Pictures in a real browser: they play inside an img, stand still where asked, and move as the page's stage does."""

import json
import os
import re
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from einscope.render.motion import CLOSES, FLIES, OPENS, during, gone, opened
from tests.browser.conftest import ARGUMENTS, BLANK, OpenPage
from tests.web.client import PATCH

WIDTH = 800
STATES = {
    "rearrange": PATCH,
    "einsum": {"pattern": "ij,jk->ik", "shape": "2,3;3,2"},
    "merge": {"shape": "1,5,5,1", "odd": "pad"},
}


def query(texts: dict[str, str], **more: str) -> str:
    return urlencode({**texts, "width": str(WIDTH), "theme": "light", **more})


def fetched(page: Page, path: str) -> str:
    """What the server answers."""
    text = page.evaluate("async (path) => (await fetch(path)).text()", path)
    assert isinstance(text, str)
    return text


def show(page: Page, operation: str, texts: dict[str, str], **more: str) -> None:
    """An img with the picture in place of the page."""
    page.evaluate(
        """async (source) => {
          const image = new Image();
          image.id = "picture";
          image.src = source;
          await image.decode();
          document.body.replaceChildren(image);
        }""",
        f"/{operation}.svg?{query(texts, **more)}",
    )


def seen(page: Page) -> np.ndarray[Any, Any]:
    """The pixels of the img."""
    shot = page.locator("#picture").screenshot()
    return np.asarray(Image.open(BytesIO(shot)).convert("RGB"), dtype=int)


def test_a_picture_plays_inside_an_img(open_page: OpenPage) -> None:
    page = open_page(BLANK, still=False)
    show(page, "rearrange", PATCH)
    first = seen(page)
    # It rests for a second before it moves, so this waits for a difference, and not for a time.
    for _ in range(400):
        if (np.abs(seen(page) - first).max(axis=2) > 40).mean() > 0.01:
            return
    pytest.fail("nothing moved")


def test_a_picture_stands_still_for_those_who_want_no_motion(browser: Browser, address: str) -> None:
    # What Playwright emulates stops at the page; a picture inside it asks the system, as this switch answers for.
    still = browser.browser_type.launch(
        executable_path=os.environ["CHROMIUM"], args=[*ARGUMENTS, "--force-prefers-reduced-motion"]
    )
    page = still.new_page(base_url=address)
    page.goto(BLANK)
    show(page, "rearrange", PATCH)
    film = seen(page)
    show(page, "rearrange", PATCH, animate="0")
    assert (np.abs(seen(page) - film).max(axis=2) > 8).mean() < 0.001
    still.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_follows_its_reader(open_page: OpenPage, scheme: str) -> None:
    page = open_page(BLANK, color_scheme=scheme)
    show(page, "rearrange", PATCH, theme="auto", animate="0")
    corner = tuple(seen(page)[2, 2])
    assert corner == {"light": (0xF3, 0xF1, 0xEB), "dark": (0x0D, 0x0E, 0x10)}[scheme]


def test_the_motion_is_that_of_the_page(open_page: OpenPage) -> None:
    times = [number / 20 for number in range(61)]
    turns = [0.0, 0.3, 1.0]
    theirs = open_page(BLANK).evaluate(
        """async ({ times, turns }) => {
          const { opened, flown } = await import("/static/stage/model/motion.js");
          return times.map((time) => [opened(time), ...turns.map((turn) => flown(turn, time))]);
        }""",
        {"times": times, "turns": turns},
    )
    ours = [[opened(time), *gone(np.array(turns), time).tolist()] for time in times]
    assert np.abs(np.array(theirs) - np.array(ours)).max() < 1e-9


PLACES = """async ({ answer, placement, time }) => {
  const { Model } = await import("/static/stage/model/model.js");
  const model = new Model(answer, placement);
  return model.flights.flatMap((flight) =>
    Array.from({ length: flight.blocks }, (_, block) => ({
      flight: flight.index,
      number: flight.numbers[block],
      at: flight.at(block, time),
      homes: [flight.home(0, block, time), flight.home(1, block, time)],
    })));
}"""

DRAWN = """(milliseconds) => {
  for (const animation of document.getAnimations()) {
    animation.pause();
    animation.currentTime = milliseconds;
  }
  const scene = document.querySelector("svg > g > g");
  const matrix = scene.getScreenCTM();
  const seen = (element) => getComputedStyle(element).visibility === "visible";
  const placed = (element) => {
    const own = element.getScreenCTM();
    const [x, y] = [element.x?.baseVal.value ?? 0, element.y?.baseVal.value ?? 0];
    return {
      x: (own.a * x + own.e - matrix.e) / matrix.a,
      y: (own.d * y + own.f - matrix.f) / matrix.d,
      text: document.querySelector(element.getAttribute("href")).textContent,
    };
  };
  return {
    flying: [...scene.querySelectorAll(".f > use")].filter(seen).map(placed),
    homes: [...scene.querySelectorAll(":scope > use")].filter(seen).map(placed),
  };
}"""


@pytest.mark.parametrize("operation", STATES)
def test_blocks_of_the_film_are_where_the_page_has_them(open_page: OpenPage, operation: str) -> None:
    texts = STATES[operation]
    # Inside another document only that one's policy would hold, and the page's allows no style within.
    stage, film = open_page(BLANK, still=False), open_page("about:blank", still=False)
    answer = json.loads(fetched(stage, f"/api/v1/{operation}?{urlencode(texts)}"))
    text = fetched(stage, f"/{operation}.svg?{query(texts)}")
    placement = "below" if _tall(text) else "beside"
    film.set_content(f"<body style='margin:0'>{text}</body>")
    compared = 0
    for time, second in (
        (0.5, during(OPENS, 0.5)),
        (1.2, during(FLIES, 0.2)),
        (1.5, during(FLIES, 0.5)),
        (1.8, during(FLIES, 0.8)),
        (2.6, during(CLOSES, 0.6)),
    ):
        places = stage.evaluate(PLACES, {"answer": answer, "placement": placement, "time": time})
        drawn = film.evaluate(DRAWN, second * 1000)
        wanted = sorted((each["home"]["x"], each["home"]["y"]) for each in _homes(places))
        found = sorted((each["x"], each["y"]) for each in drawn["homes"])
        assert len(found) == len(wanted)
        assert np.abs(np.array(found) - np.array(wanted)).max() < 1
        for block in drawn["flying"]:
            number = int(block["text"] or -1)  # nothing is written on what was filled in
            near = [
                max(abs(each["at"]["x"] - block["x"]), abs(each["at"]["y"] - block["y"]))
                for each in places
                if max(each["number"], -1) == number
            ]
            assert min(near) < 1, (time, block)
            compared += 1
    assert compared > 5


def _homes(places: list[Any]) -> list[Any]:
    return [{"home": home} for each in places for home in each["homes"]]


def _tall(text: str) -> bool:
    """Whether the figures of a picture stand below each other: their captions are then at the same height or not."""
    middles = [float(y) for y in re.findall(r'<text class="q" x="[\d.]+" y="([\d.]+)"', text)]
    return len(middles) == 2 and abs(middles[0] - middles[1]) > 200


@pytest.mark.parametrize("time", [1.25, 1.5, 1.75])
def test_a_still_inside_an_img_has_the_page_s_blocks_at_the_page_s_places(open_page: OpenPage, time: float) -> None:
    texts = {"pattern": "h w -> w h", "shape": "2,2"}
    page = open_page(BLANK)
    answer = json.loads(fetched(page, f"/api/v1/rearrange?{urlencode(texts)}"))
    places = page.evaluate(PLACES, {"answer": answer, "placement": "beside", "time": time})
    show(page, "rearrange", texts, stage=str(time))
    pixels = seen(page)
    text = fetched(page, f"/rearrange.svg?{query(texts, stage=str(time))}")
    placed = re.search(r'transform="translate\(([\d.-]+) ([\d.]+)\) scale\(([\d.]+)\)"', text)
    assert placed is not None
    left, top, scale = (float(each) for each in placed.groups())
    shades = answer["scene"]["tint"]["shades"]["light"]
    colours = {tuple(int(shade[0][at : at + 2], 16) for at in (1, 3, 5)) for levels in shades for shade in levels}
    for each in places:
        x = left + (each["at"]["x"] + 28) * scale
        y = top + (each["at"]["y"] + 6) * scale
        assert tuple(pixels[round(y), round(x)]) in colours, each


def test_the_share_lines_show_the_picture_wherever_they_are_pasted(open_page: OpenPage) -> None:
    page = open_page(BLANK)
    answer = json.loads(fetched(page, f"/api/v1/rearrange?{urlencode({**PATCH, 'lang': 'zh'})}"))
    lines = page.evaluate(
        """async (answer) => {
          const { shareLines, USUAL } = await import("/static/panels/share/lines.js");
          const { pattern: title, links } = answer;
          return shareLines({ title, links }, USUAL, location.origin);
        }""",
        answer,
    )
    said = {line["kind"]: line for line in lines}
    assert set(said) == {"link", "embed", "markdown", "html", "picture", "file", "curl"}
    markdown = said["markdown"]["text"]
    assert markdown.startswith("[![b h w (p1 p2 c) -\\> b")
    assert markdown.count("(http://") == 2
    assert "(p1" not in markdown.split("](", 1)[1]
    found = page.evaluate(
        """(html) => {
          const { children } = new DOMParser().parseFromString(html, "text/html").body;
          const image = children[0].firstChild;
          return [children.length, children[0].getAttribute("href"), image.getAttribute("src"), image.alt];
        }""",
        said["html"]["text"],
    )
    count, link, source, described = found
    assert (count, described) == (1, PATCH["pattern"])
    assert link.endswith(answer["links"]["page"])
    assert fetched(page, source) == fetched(page, answer["links"]["svg"])
    assert fetched(page, source).startswith("<svg")


COMPARED = {"a": "/merge?shape=1,4,4,1", "b": "/merge?shape=1,4,4,1&order=p1 p2 c"}


@pytest.mark.parametrize(
    ("path", "texts"),
    [("/merge.svg", {**STATES["merge"], "cell": "3"}), ("/compare.svg", COMPARED)],
    ids=["merge", "compare"],
)
def test_the_film_passes_the_stills(open_page: OpenPage, path: str, texts: dict[str, str]) -> None:
    server, page = open_page(BLANK, still=False), open_page("about:blank", still=False)

    def pixels(seconds: float, **more: str) -> np.ndarray[Any, Any]:
        page.set_content(f"<body style='margin:0'>{fetched(server, f'{path}?{query(texts, **more)}')}</body>")
        page.evaluate(
            """(milliseconds) => {
              for (const animation of document.getAnimations()) {
                animation.pause();
                animation.currentTime = milliseconds;
              }
            }""",
            seconds * 1000,
        )
        shot = page.locator("svg").screenshot()
        return np.asarray(Image.open(BytesIO(shot)).convert("RGB"), dtype=int)

    # Threads are seen in stills at any time, and in the film while it rests.
    for time, second in ((0.0, 0.2), (1.0, during(FLIES, 0) - 0.1), (1.5, during(FLIES, 0.5)), (3.0, 7.5)):
        apart = np.abs(pixels(second) - pixels(second, stage=str(time))).max(axis=2) > 40
        assert apart.mean() < 0.015, time
