"""A picture of one's own: its colours fly with cells, both sides are seen as pictures, and nothing of it is sent."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import numpy as np
import numpy.typing as npt
import pytest
from einops import rearrange, reduce
from PIL import Image
from playwright.sync_api import FilePayload, Page, Request, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import colours_at, corners, digits_of_blocks, flown, in_flight, lens, near, seek

Pixels = npt.NDArray[np.uint8]

_DROP = """([selector, name, type, content]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  const how = { dataTransfer: carried, bubbles: true, cancelable: true };
  document.querySelector(selector).dispatchEvent(new DragEvent("drop", how));
}"""

_PASTE = """([name, type, content]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""

ABOVE = 0.14  # of a cell: where nothing is written

_SEEN = """(tensor) => {
  const canvas = document.querySelector(`#pictured canvas[data-tensor="${tensor}"]`);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return [canvas.height, canvas.width, [...data]];
}"""


def motley(height: int, width: int) -> Pixels:
    """A picture no two pixels of which are alike, in colours that are far from each other."""
    rows, columns = np.indices((height, width))
    return np.stack(
        [20 + rows * 220 // height, 20 + columns * 220 // width, (rows * 37 + columns * 91) % 256], -1
    ).astype(np.uint8)


def file_of(pixels: Pixels, kind: str = "PNG", **more: Any) -> bytes:
    """The picture as a file."""
    file = BytesIO()
    Image.fromarray(pixels).save(file, kind, **more)
    return file.getvalue()


def drop(page: Page, content: bytes, kind: str = "image/png", name: str = "mine.png", on: str = "#stage") -> None:
    """Drop a file on the stage."""
    page.evaluate(_DROP, [on, name, kind, base64.b64encode(content).decode()])


def seen(page: Page, tensor: str) -> Pixels:
    """A tensor as the page shows it as a picture."""
    page.locator(f'#pictured canvas[data-tensor="{tensor}"]').wait_for()
    height, width, data = page.evaluate(_SEEN, tensor)
    return np.array(data, dtype=np.uint8).reshape(height, width, 4)[..., :3]


def asked(page: Page) -> Any:
    """The answer to what the address says."""
    link = urlsplit(page.url)
    return page.evaluate("async (path) => (await (await fetch(path)).json()).answer", f"/state{link.path}?{link.query}")


CASES: dict[str, tuple[str, tuple[int, int], Callable[[Pixels], Pixels]]] = {
    "merge": ("/merge?shape=1,4,6,3", (4, 6), lambda picture: picture[None]),
    "expand": (
        "/expand?shape=1,3,2,12",
        (6, 4),
        lambda picture: rearrange(picture, "(h p1) (w p2) c -> 1 h w (p1 p2 c)", p1=2, p2=2),
    ),
    "unpatchify": (
        "/rearrange?pattern=b+(h+w)+(p1+p2+c)+->+b+c+(h+p1)+(w+p2)&shape=1,6,12&sizes=h=2,p1=2,p2=2",
        (4, 6),
        lambda picture: rearrange(picture, "(h p1) (w p2) c -> 1 (h w) (p1 p2 c)", p1=2, p2=2),
    ),
    "pixel shuffle": (
        "/expand?shape=1,12,2,3&order=c+p1+p2&channels=first",
        (4, 6),
        lambda picture: rearrange(picture, "(h p1) (w p2) c -> 1 (c p1 p2) h w", p1=2, p2=2),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_cells_have_the_colours_of_their_pixels_at_rest_and_in_flight(open_page: OpenPage, case: str) -> None:
    path, size, _ = CASES[case]
    picture = motley(*size)
    page = open_page(path)
    page.locator("#drawing[data-time]").wait_for()
    drop(page, file_of(picture))
    page.locator("#pictured canvas").first.wait_for()
    looked_at = {0.0: 0, 1.5: 0, 3.0: 0}
    for time in (0, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 3):
        seek(page, time)
        said = asked(page)
        how = lens(page, said)
        flying = 1 < time < 2
        flat = in_flight(said, how.way, time) if flying else corners(said, how.way, int(time))
        found = colours_at(page, how.seen(flat + np.array([how.cell / 2, how.cell * ABOVE])))
        wanted = colours_of_blocks(said, picture, case)
        gone = flown(said, time)
        up = (gone > 0) & (gone < 1) if flying else np.ones(len(flat), dtype=bool)
        depth = depths(said, time)
        for block in np.flatnonzero(up).tolist():
            if uncovered(flat[up], depth[up], flat[block], depth[block], how.cell, flying):
                looked_at[1.5 if flying else float(time)] += 1
                assert near(found[block], tuple(wanted[block].tolist())), (time, block)
    assert min(looked_at.values()) >= 6, looked_at


def colours_of_blocks(said: Any, picture: Pixels, case: str) -> Pixels:
    """The pixel that each block belongs to, from einops: by the block's flat position in x."""
    told = said["inputs"][0]
    digits = digits_of_blocks(said["scene"]["flights"][0]["from_counts"])
    numbers = told["offset"] + digits @ np.array(told["strides"])
    places = np.broadcast_to(
        np.arange(picture.shape[0] * picture.shape[1]).reshape(*picture.shape[:2], 1), picture.shape
    )
    of_x = CASES[case][2](places).reshape(-1)
    found: Pixels = picture.reshape(-1, 3)[of_x[numbers]]
    return found


def depths(said: Any, time: float) -> npt.NDArray[np.float64]:
    """How deep each block lies in the figure that it stands in, or comes to."""
    flight = said["scene"]["flights"][0]
    steps = np.array(flight["stages"][0 if time < 1 else 2]["steps"], dtype=np.float64).reshape(-1, 3)
    closed = np.array(flight["stages"][3]["steps"], dtype=np.float64).reshape(-1, 3)
    deep = steps[:, 2] if time < 1 else np.where(steps[:, 2] != 0, steps[:, 2], closed[:, 2])
    return digits_of_blocks(flight["from_counts"]) @ deep


def uncovered(flat: Any, depth: Any, corner: Any, deep: float, cell: float, flying: bool) -> bool:
    """Whether no other block, nor its shadow, lies over the place of a block that is looked at."""
    point = corner + np.array([cell / 2, cell * ABOVE])
    reach = cell * 0.3 if flying else 0
    over = ((flat - reach <= point) & (point < flat + cell + reach)).all(axis=1)
    return int((over if flying else over & (depth < deep)).sum()) == int(flying)  # in flight there is the block itself


@pytest.mark.parametrize("case", CASES)
def test_both_sides_are_seen_as_pictures_that_einops_makes(open_page: OpenPage, case: str) -> None:
    path, size, back = CASES[case]
    picture = motley(*size)
    page = open_page(path)
    drop(page, file_of(picture))
    image, other = ("x", "y") if case == "merge" else ("y", "x")
    assert np.array_equal(seen(page, image), picture)
    if case == "expand":
        tokens = back(picture)[0]
        shown = seen(page, other)
        for part in range(4):  # four pictures of three channels each, with a gap between them
            row, column = (part // 2) * (tokens.shape[0] + 1), (part % 2) * (tokens.shape[1] + 1)
            here = shown[row : row + tokens.shape[0], column : column + tokens.shape[1]]
            assert np.array_equal(here, tokens[..., 3 * part : 3 * part + 3])


def test_another_order_shows_the_checkerboard_of_the_same_x(open_page: OpenPage) -> None:
    picture = motley(8, 8)
    page = open_page("/expand?shape=1,4,4,12&order=p1+p2+c")
    drop(page, file_of(picture))
    assert np.array_equal(seen(page, "y"), picture)
    before = seen(page, "x")
    page.locator("[name=order]").fill("p2 p1 c")
    tokens = rearrange(picture, "(h p1) (w p2) c -> h w (p1 p2 c)", p1=2, p2=2)
    wanted = rearrange(tokens, "h w (p2 p1 c) -> (h p1) (w p2) c", p1=2, p2=2)
    page.locator("#line", has_text="p2 p1 c").wait_for()
    expect(page.locator("#message")).not_to_have_class("message wrong")
    assert np.array_equal(seen(page, "y"), wanted)
    assert np.array_equal(seen(page, "x"), before)


def test_a_built_in_picture_and_the_order_it_was_laid_by_are_in_the_link(open_page: OpenPage) -> None:
    page = open_page("/expand?shape=1,4,4,12")
    page.get_by_role("button", name="Picture…").click()
    page.get_by_role("button", name="gradient").click()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("picture") == ["gradient"])
    page.locator("[name=order]").fill("p2 p1 c")
    page.wait_for_url(lambda url: "gradient:y:order" in parse_qs(urlsplit(url).query).get("picture", [""])[0])
    wrong = seen(page, "y")
    page.reload()
    assert np.array_equal(seen(page, "y"), wrong)


@pytest.mark.parametrize("name", ["chessboard", "gradient", "face"])
def test_a_link_lays_a_built_in_picture_in_a_page_and_in_a_frame(open_page: OpenPage, name: str) -> None:
    page = open_page(f"/merge?shape=1,8,8,3&picture={name}")
    wanted = seen(page, "x").reshape(-1, 3)
    assert len(np.unique(wanted, axis=0)) > 4
    said = asked(page)
    frame = open_page(f"/embed/merge?shape=1,8,8,3&picture={name}&stage=0")
    frame.locator('#drawing[data-time="0"]').wait_for()
    there = lens(frame, said)
    counts = said["scene"]["flights"][0]["from_counts"]
    block = int(np.ravel_multi_index((0, 3, 1, 0, 0, 0), counts))  # row 7, column 0 of the front plane
    corner = corners(said, there.way, 0)[block] + np.array([there.cell / 2, there.cell * ABOVE])
    frame.wait_for_function(
        """([x, y, colour]) => {
          const canvas = document.getElementById("canvas");
          const density = canvas.width / canvas.clientWidth;
          const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          copy.drawImage(canvas, -Math.floor(x * density), -Math.floor(y * density));
          return [...copy.getImageData(0, 0, 1, 1).data.slice(0, 3)].every((part, n) => Math.abs(part - colour[n]) < 4);
        }""",
        arg=[*there.seen(corner).tolist(), wanted[56].tolist()],
    )


def test_a_picture_is_pasted_or_chosen_as_well(open_page: OpenPage) -> None:
    picture = motley(4, 4)
    page = open_page("/merge?shape=1,4,4,3")
    page.evaluate(_PASTE, ["pasted.png", "image/png", base64.b64encode(file_of(picture)).decode()])
    assert np.array_equal(seen(page, "x"), picture)
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("#pictured canvas")).to_have_count(0)
    content = FilePayload(name="mine.webp", mimeType="image/webp", buffer=file_of(picture[::-1], "WEBP", lossless=True))
    page.locator("#pictured input[type=file]").set_input_files(content)
    assert np.array_equal(seen(page, "x"), picture[::-1])


def test_a_photograph_stands_as_its_camera_was_held(open_page: OpenPage) -> None:
    picture = np.zeros((4, 8, 3), dtype=np.uint8)
    picture[:, :4] = [250, 0, 0]
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn to the right
    page = open_page("/merge?shape=1,4,2,3")
    drop(page, file_of(picture, "JPEG", exif=exif, quality=100, subsampling=0), "image/jpeg", "mine.jpg")
    shown = seen(page, "x")[..., 0]
    assert (shown[:2] > 200).all()
    assert (shown[2:] < 50).all()


def test_a_picture_of_another_size_is_averaged_or_its_pixels_repeat(open_page: OpenPage) -> None:
    picture = motley(8, 8)
    page = open_page("/merge?shape=1,4,4,3")
    drop(page, file_of(picture))
    means = rearrange(picture.astype(float), "(h p) (w q) c -> h w c p q", p=2, q=2).mean(axis=(3, 4))
    assert np.abs(seen(page, "x") - means).max() <= 1
    expect(page.locator("#pictured")).to_contain_text("Scaled from 8×8 to 4×4 pixels: each is the average of its part.")
    drop(page, file_of(picture[:2, :2]))
    expect(page.locator("#pictured")).to_contain_text("Scaled from 2×2 to 4×4 pixels: pixels repeat.")
    assert np.array_equal(seen(page, "x"), picture[:2, :2].repeat(2, 0).repeat(2, 1))


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/merge?shape=1,4,4,1", [1, 8, 12, 3]),
        ("/expand?shape=1,2,2,4", [1, 4, 6, 12]),
        (CASES["unpatchify"][0], [1, 24, 12]),
    ],
)
def test_the_shape_takes_the_picture_s_size_at_the_press_of_a_button(
    open_page: OpenPage, path: str, shape: list[int]
) -> None:
    picture = motley(8, 12)
    page = open_page(path)
    drop(page, file_of(picture))
    page.get_by_role("button", name="Take the picture's size").click()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query)["shape"] == [",".join(map(str, shape))])
    expect(page.locator("#pictured")).to_contain_text("12×8 pixels, one for each place.")
    image = "x" if path.startswith("/merge") else "y"
    assert np.array_equal(seen(page, image), picture)


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"not a picture", "image/png", "cannot be read"),
        (file_of(motley(4, 4))[:60], "image/png", "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "no picture that can be read"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    open_page: OpenPage, content: bytes, kind: str, said: str
) -> None:
    page = open_page("/merge?shape=1,4,4,3")
    drop(page, content, kind)
    expect(page.locator("#pictured")).to_contain_text(said)
    expect(page.locator("#output")).to_have_text("1 × 2 × 2 × 12")


def test_no_request_carries_anything_of_a_picture(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,3")
    page.locator("#drawing[data-time]").wait_for()
    asked_for: list[Request] = []
    page.on("request", lambda request: asked_for.append(request))  # noqa: PLW0108  it marks what it is given
    content = file_of(motley(40, 40))
    drop(page, content)
    seen(page, "y")
    page.locator("[name=order]").fill("c p1 p2")
    page.wait_for_url("**order=c**")
    page.get_by_role("button", name="Share").click()
    expect(page.locator("#sharing-lines")).to_contain_text("Your picture stays in this browser")
    assert asked_for
    for request in asked_for:
        assert request.method == "GET"
        assert request.post_data_buffer is None
        assert "picture=" not in request.url
        assert len(request.url) < 400
        assert not request.url.startswith(("data:", "blob:"))
    assert "picture" not in page.url
    expect(page.locator("#pictured")).to_contain_text("never leaves this browser")


def test_a_large_picture_shows_all_its_cells(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,64,64,3")
    picture = motley(64, 64)
    drop(page, file_of(picture))
    assert np.array_equal(seen(page, "x"), picture)
    assert asked(page)["scene"]["cells"] == 64 * 64 * 3


def test_what_is_too_large_for_the_stage_is_said(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=8,224,224,96")
    drop(page, file_of(motley(4, 4)))
    expect(page.locator("#pictured")).to_contain_text("of up to 1000000 cells; this has 38535168")
    expect(page.locator("#pictured canvas")).to_have_count(0)


CODE = """a = x[:, 0::2, 0::2]
b = x[:, 1::2, 0::2]
c = x[:, 0::2, 1::2]
d = x[:, 1::2, 1::2]
y = torch.cat([a, b, c, d], -1)
z = y.view(1, 2, 2, 2, 2, 3).permute(0, 1, 3, 2, 4, 5).reshape(1, 4, 4, 3)"""


def test_a_program_moves_the_pixels_of_a_picture_line_by_line(open_page: OpenPage) -> None:
    picture = motley(4, 4)
    page = open_page(f"/program?{urlencode({'code': CODE, 'shape': 'x:1,4,4,3'})}")
    page.locator("#drawing[data-time]").wait_for()
    drop(page, file_of(picture))
    assert np.array_equal(seen(page, "x"), picture)
    merged = rearrange(picture, "(h p1) (w p2) c -> h w (p2 p1 c)", p1=2, p2=2)
    wanted = rearrange(merged, "h w (p1 p2 c) -> (h p1) (w p2) c", p1=2, p2=2)
    assert np.array_equal(seen(page, "z"), wanted)
    page.locator("#stops button", has_text="c").click()
    assert np.array_equal(seen(page, "c"), picture[0::2, 1::2])


def test_of_several_inputs_one_carries_the_picture(open_page: OpenPage) -> None:
    picture = motley(4, 4)
    code = "y = torch.cat([x, w], 1)"
    page = open_page(f"/program?{urlencode({'code': code, 'shape': 'x:1,4,4,3;w:1,4,4,3'})}")
    page.locator("#drawing[data-time]").wait_for()
    drop(page, file_of(picture))
    page.wait_for_url("**lead=x**")
    assert np.array_equal(seen(page, "y")[:4], picture)
    page.locator("#pictured select").select_option("w")
    page.wait_for_url("**lead=w**")
    expect(page.locator('#pictured canvas[data-tensor="w"]')).to_be_visible()
    assert np.array_equal(seen(page, "y")[4:], picture)


def test_a_comparison_shows_both_results_as_pictures(open_page: OpenPage) -> None:
    picture = motley(8, 8)
    sides = ["/expand?shape=1,4,4,12&order=p1 p2 c", "/expand?shape=1,4,4,12&order=p2 p1 c"]
    page = open_page(f"/compare?a={quote(sides[0])}&b={quote(sides[1])}")
    page.locator('#b-drawing[data-time="3"]').wait_for()
    drop(page, file_of(picture), on="#b-drawing")
    assert np.array_equal(seen(page, "A y"), picture)
    tokens = rearrange(picture, "(h p1) (w p2) c -> h w (p1 p2 c)", p1=2, p2=2)
    wanted = rearrange(tokens, "h w (p2 p1 c) -> (h p1) (w p2) c", p1=2, p2=2)
    assert np.array_equal(seen(page, "B y"), wanted)
    assert np.array_equal(seen(page, "A x"), seen(page, "B x"))
    expect(page.locator(".differing")).to_have_count(0)  # pixels tell it, and rings would cover them


def test_the_second_goes_on_with_what_the_first_makes(open_page: OpenPage) -> None:
    sides = ["/merge?shape=1,8,8,3", "/expand?shape=1,4,4,12&order=p1 p2 c"]
    page = open_page(f"/compare?a={quote(sides[0])}&b={quote(sides[1])}&picture=face")
    picture = seen(page, "A x")
    tokens = rearrange(picture, "(h p1) (w p2) c -> h w (p2 p1 c)", p1=2, p2=2)
    wanted = rearrange(tokens, "h w (p1 p2 c) -> (h p1) (w p2) c", p1=2, p2=2)
    assert np.array_equal(seen(page, "B y"), wanted)
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("picture=face")


def test_a_mean_of_pixels_is_seen_and_a_sum_is_not(open_page: OpenPage) -> None:
    picture = motley(4, 4)
    path = "/reduce?pattern=b+(h+p)+(w+q)+c+->+b+h+w+c&shape=1,4,4,3&sizes=p=2,q=2&reduction="
    page = open_page(f"{path}mean")
    drop(page, file_of(picture))
    means = rearrange(picture.astype(float), "(h p) (w q) c -> h w c p q", p=2, q=2).mean(axis=(3, 4))
    assert np.abs(seen(page, "y") - means).max() <= 1
    page.locator("[name=reduction]").select_option("sum")
    expect(page.locator("#pictured")).to_contain_text("Cells that are computed with have no picture here.")
    expect(page.locator('#pictured canvas[data-tensor="y"]')).to_have_count(0)


def test_the_state_in_the_page_needs_no_picture(open_page: OpenPage) -> None:
    page = open_page("/merge?shape=1,4,4,3")
    assert json.loads(page.locator("#state").text_content() or "")["texts"].get("picture") is None
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert [name for name in loaded if "/picture/" in name and not name.endswith("/door.js")] == []


@pytest.mark.parametrize(
    ("pattern", "reduction", "shape"), [("h w c -> h w", "max", (6, 6)), ("(h 2) w c -> h w c", "min", (8, 4))]
)
def test_a_result_that_is_computed_stands_on_the_stage_in_the_colours_of_its_pixels(
    open_page: OpenPage, pattern: str, reduction: str, shape: tuple[int, int]
) -> None:
    picture = motley(*shape)
    page = open_page(f"/reduce?pattern={pattern.replace(' ', '+')}&shape={shape[0]},{shape[1]},3&reduction={reduction}")
    page.locator("#drawing[data-time]").wait_for()
    drop(page, file_of(picture))
    page.locator("#pictured canvas").first.wait_for()
    seek(page, 3)
    said = asked(page)
    made = reduce(picture, pattern, reduction)
    wanted = made if made.ndim == 3 else np.repeat(made[..., None], 3, axis=2)
    how = lens(page, said)
    flight = said["scene"]["flights"][0]
    places = how.seen(corners(said, how.way, 3) + np.array([how.cell / 2, how.cell * ABOVE]))
    flat = digits_of_blocks(flight["to_counts"]) @ np.array(said["output"]["strides"]) + said["output"]["offset"]
    front = depths(said, 3) == depths(said, 3).min()
    for place, target in zip(places[front], flat[front].astype(int), strict=True):
        pixel = target if made.ndim == 2 else target // 3
        assert near(colours_at(page, place[None])[0], tuple(wanted.reshape(-1, 3)[pixel].tolist()))


def test_a_built_in_picture_goes_along_to_a_comparison_and_stays_in_its_address(open_page: OpenPage) -> None:
    page = open_page("/expand?shape=1,4,4,12&picture=face")
    page.locator("#pictured canvas").first.wait_for()
    page.locator("#compare a").click()
    page.wait_for_url(lambda url: "/compare?" in url and "picture=face" in url)
    page.locator("#pictured canvas").first.wait_for()
    page.get_by_role("button", name="gradient").click()
    page.wait_for_url(lambda url: "picture=gradient" in url)
    page.reload()
    page.locator("#pictured canvas").first.wait_for()
    expect(page.get_by_role("button", name="gradient")).to_have_attribute("aria-pressed", "true")
