"""The page as a whole: on any screen, in either theme, without a script, and its documentation offline."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import along

SCREENS = [(360, 740), (768, 1024), (1280, 800), (1920, 1080)]


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("path", ["/", "/merge?shape=1,5,5,1&odd=pad", "/expand", "/docs"])
def test_nothing_is_wider_than_the_screen(open_page: OpenPage, path: str, width: int, height: int) -> None:
    page = open_page(path, viewport={"width": width, "height": height})
    page.locator("#drawing[data-time], .swagger-ui .opblock").first.wait_for(
        timeout=30_000
    )  # Swagger UI takes its time
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/", "/program?lang=zh", "/examples", "/compare?a=/merge&b=/expand"])
def test_no_link_of_the_head_is_cut_off_on_a_computer(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    nav = page.locator(".top nav")
    for width in range(801, 1442, 16):
        page.set_viewport_size({"width": width, "height": 800})
        assert nav.evaluate("nav => nav.scrollWidth <= nav.clientWidth"), f"at {width} pixels"


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_stage_and_timeline_are_on_the_first_screen(open_page: OpenPage, width: int, height: int) -> None:
    page = open_page("/", viewport={"width": width, "height": height})
    stage = page.locator("#stage").bounding_box()
    assert stage is not None
    assert stage["height"] >= 300
    assert stage["y"] < height / 2


def test_dark_paper_is_dark(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="dark")
    red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(red, green, blue) < 40


def test_without_a_script_there_are_shapes_formula_and_cells(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False)
    expect(page.locator("#formula")).to_have_text("y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]")
    expect(page.locator("#shapes")).to_have_text("x 1×2×2×4 → y 1×4×4×1")
    expect(page.locator("table.cells tbody tr")).to_have_count(16)
    cells = page.locator("table.cells tbody tr").nth(6).locator("td")
    expect(cells).to_have_text(["y[0, 1, 2, 0]", "x[0, 0, 1, 2] = 6"])
    page.locator("#pattern").fill("b h w c -> b c h w")
    page.locator('input[name="sizes"]').fill("")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#shapes")).to_have_text("x 1×2×2×4 → y 1×4×2×2")


def test_the_documentation_works_without_any_other_server(open_page: OpenPage) -> None:
    page = open_page("/docs")
    page.get_by_text("/api/v1/rearrange").first.click()
    expect(page.get_by_text("the pattern, left side -> right side").first).to_be_visible()
    origins = page.evaluate(
        "[...new Set(performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin))]"
    )
    assert origins == [page.evaluate("location.origin")]


def test_the_first_picture_needs_no_further_request(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("#drawing[data-time]").wait_for()
    paths = page.evaluate("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)")
    assert paths
    assert all(path.startswith("/static/") for path in paths)


def test_the_verdict_the_steps_and_the_code_stand_beside_the_stage(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.locator("#notes li").first).to_have_text("Every input cell is kept exactly once.")
    expect(page.locator("#checked")).to_have_text("agrees with einops 0.8.2")
    expect(page.locator("#steps li").last).to_have_text("Each 2×2 block is filled row by row.")
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_text(["einops", "numpy", "torch", "jax", "slices"])
    page.get_by_role("tab", name="numpy").click()
    expect(page.locator("#code")).to_contain_text("y = x.reshape(1, 2, 2, 2, 2, 1)")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#code")).to_contain_text("from einops import rearrange")


def test_the_way_back_is_a_link(open_page: OpenPage) -> None:
    page = open_page("/merge")
    page.locator("#undo a").click()
    expect(page.locator("#line")).to_have_text("b h w (p2 p1 c) → b (h p1) (w p2) c")
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 1")


@pytest.mark.parametrize("path", ["/reduce", "/repeat", "/einsum", "/einsum?pattern=ii->i&shape=4,4", "/unfold"])
def test_every_operation_moves_its_cells(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    for time in ("1", "1.5", "3"):
        page.locator("#time").fill(along(float(time)))
        page.locator(f'#drawing[data-time="{time}"]').wait_for()
    expect(page.locator("#verdict")).to_have_text("✓ valid")
