"""How a program is looked at: every control changes the picture, stands in the link, and comes back with it."""

import re
from collections.abc import Iterator
from urllib.parse import quote_plus

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage

JOINED = "/program?code=y+%3D+torch.cat([q,+k,+v],+-1)%0Az+%3D+y.flip(0)&shape=q:2,3;k:2,3;v:2,3&step=0"
SLICES = "".join(f"x{n} = x[:, {n % 3}::3, {n // 3}::3, :]\n" for n in range(9))
NINE = f"B, H, W, C = x.shape\n{SLICES}y = torch.cat([{', '.join(f'x{n}' for n in range(9))}], -1)"
MERGED = f"/program?code={quote_plus(NINE)}&shape=x:1,6,6,2"
WIDE = {"width": 1440, "height": 900}


def picture(page: Page) -> bytes:
    return page.locator("#drawing").screenshot()


def changed(page: Page, before: bytes) -> None:
    """Wait until the picture is another one."""
    for _ in range(50):
        if picture(page) != before:
            return
    pytest.fail("the picture is the same as before")


def settled(page: Page) -> None:
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    page.locator('#drawing[data-time="2"]').wait_for()


def lane(page: Page, way: str, place: int = 0) -> Locator:
    return page.locator("#lanes .lanes-of").nth(place).locator(f'.lane[data-way="{way}"]')


def again(page: Page) -> None:
    """Follow the link that the page has come to."""
    page.goto(page.url)
    expect(page.locator("#verdict")).to_have_text("✓ valid")


def test_tensors_that_are_laid_out_alike_share_their_chips(open_page: OpenPage) -> None:
    page = open_page(JOINED)
    settled(page)
    expect(page.locator("#lanes .lanes-of > .word")).to_have_text(["q, k … y"])
    before = picture(page)
    lane(page, "column").locator(".axis-chip").press("ArrowDown")
    expect(page).to_have_url(re.compile(r"&view=%2A=i:row,j:depth"))
    expect(lane(page, "depth").locator(".axis-chip")).to_have_text(["j"])
    changed(page, before)
    page.locator("#stops button").nth(1).click()
    expect(page.locator("#said")).to_contain_text("Line 2")
    expect(page).to_have_url(re.compile("view="))  # it is kept from line to line
    expect(page.locator(".lanes-of")).to_have_count(1)
    again(page)
    expect(lane(page, "depth").locator(".axis-chip")).to_have_text(["j"])
    page.get_by_role("button", name="Reset").click()
    expect(page).not_to_have_url(re.compile("view="))


def test_an_image_that_turns_has_chips_for_either_side(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()%0Ay+%3D+y.t()&shape=x:2,3")
    expect(page.locator("#lanes .lanes-of > .word")).to_have_text(["y before", "y after"])


@pytest.mark.parametrize(("control", "choice", "said"), [("#color", "j", "color=j"), ("#lead", "k", "lead=k")])
def test_the_colour_and_the_input_that_leads_are_chosen_and_stay_in_the_link(
    open_page: OpenPage, control: str, choice: str, said: str
) -> None:
    page = open_page(JOINED)
    settled(page)
    before = picture(page)
    page.locator(control).select_option(choice)
    expect(page).to_have_url(re.compile(f"&{said}(&|$)"))
    changed(page, before)
    page.get_by_role("button", name="Next line").click()
    expect(page.locator("#said")).to_contain_text("Line 2")
    expect(page).to_have_url(re.compile(f"&{said}(&|$)"))
    again(page)
    expect(page.locator(control)).to_have_value(choice)


def test_the_way_back_leads_to_the_colours_before(open_page: OpenPage) -> None:
    page = open_page(JOINED)
    settled(page)
    page.locator("#color").select_option("j")
    expect(page).to_have_url(re.compile("color=j"))
    page.locator("#lead").select_option("k")
    expect(page).to_have_url(re.compile("lead=k"))
    page.go_back()
    expect(page.locator("#lead")).to_have_value("")
    expect(page.locator("#color")).to_have_value("j")


def test_colours_are_offered_of_the_axes_that_the_leading_input_has(open_page: OpenPage) -> None:
    page = open_page("/program?code=B,+C+%3D+q.shape%0Ay+%3D+q+%2B+k&shape=q:2,3;k:2,3")
    options = page.locator("#color option")
    expect(options).to_have_text(["source", "value", "b", "c", "i", "j"])
    page.locator("#lead").select_option("k")
    expect(options).to_have_text(["source", "value", "i", "j"])


def test_a_program_with_one_input_has_none_that_leads(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()&shape=x:2,3")
    expect(page.locator("#leads")).to_be_hidden()
    expect(page.locator("#inputs")).to_be_hidden()


def test_each_input_is_judged_on_its_own(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+q+%2B+k.t()&shape=q:2,3;k:3,2")
    expect(page.locator("#inputs-list dt")).to_have_text(["q", "k"])
    link = page.locator("#inputs-list dd").nth(1).get_by_role("link")
    expect(link).to_have_text("i j → j i")
    link.click()
    expect(page).to_have_url(re.compile(r"/rearrange\?pattern=i\+j\+-%3E\+j\+i&shape=3,2$"))


def test_before_and_after_are_seen_at_once_and_the_link_keeps_it(open_page: OpenPage) -> None:
    page = open_page(JOINED)
    settled(page)
    page.get_by_role("button", name="Before and after").click()
    page.locator('#drawing[data-views="2"]').wait_for()
    expect(page.locator(".still-name")).to_have_text(["before line 1", "after line 1"])
    expect(page).to_have_url(re.compile("&stills=1"))
    again(page)
    page.locator('#drawing[data-views="2"]').wait_for()
    page.locator("#time").fill("1.5")
    page.locator('#drawing[data-views="1"]').wait_for()
    expect(page).not_to_have_url(re.compile("stills"))


def test_the_order_of_filling_is_a_path_for_each_source_and_the_link_keeps_it(open_page: OpenPage) -> None:
    page = open_page(JOINED)
    settled(page)
    page.get_by_role("button", name="Fill order").click()
    path = page.locator("#overlay .fill-path")
    expect(path).to_have_count(1)
    assert (path.get_attribute("d") or "").count("M") == 3
    expect(page).to_have_url(re.compile("&fill=1"))
    again(page)
    expect(page.locator("#overlay .fill-path")).to_have_count(1)
    page.get_by_role("button", name="Fill order").click()
    expect(page.locator("#overlay .fill-path")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("fill="))


def test_the_picture_comes_closer_and_goes_back(open_page: OpenPage) -> None:
    page = open_page(JOINED)
    settled(page)
    scale = float(page.locator("#drawing").get_attribute("data-scale") or 0)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("(scale) => Number(drawing.dataset.scale) > scale * 1.3", arg=scale)
    page.get_by_role("button", name="Show everything").click()
    page.wait_for_function("(scale) => Math.abs(Number(drawing.dataset.scale) - scale) < 0.001", arg=scale)


def test_the_stage_and_the_cell_are_in_the_link(open_page: OpenPage) -> None:
    page = open_page(JOINED)
    settled(page)
    page.locator("#time").fill("1.5")
    expect(page).to_have_url(re.compile("&stage=1.5"))
    again(page)
    page.locator('#drawing[data-time="1.5"]').wait_for()
    expect(page.locator("#time")).to_have_value("1.5")
    page.locator("#time").fill("3")
    expect(page).not_to_have_url(re.compile("stage="))
    page.locator("#drawing").press("ArrowRight")
    page.locator("#drawing").press("Enter")
    expect(page).to_have_url(re.compile("&cell="))
    again(page)
    expect(page.locator("#drawing")).to_have_class(re.compile("pinned"))
    expect(page.locator("#cell .way li").first).to_contain_text("y[")


def test_the_table_lists_the_cells_of_the_line(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+q+%2B+k.t()%0Az+%3D+y.sum(0)&shape=q:2,3;k:3,2&step=0")
    page.get_by_text("As a table").click()
    expect(page.locator("#table caption")).to_have_text("Where each cell of y comes from")
    expect(page.locator("#table tbody tr").nth(1)).to_have_text("y[0, 1]q[0, 1] = 1; k[1, 0] = 2")
    page.get_by_role("button", name="Next line").click()
    expect(page.locator("#table caption")).to_have_text("Where each cell of z comes from")
    expect(page.locator("#table tbody tr")).to_have_count(3)


def test_the_answer_is_seen_as_json_with_the_line_that_asks_for_it(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()&shape=x:2,3")
    page.get_by_text("JSON and API").click()
    expect(page.locator("#curl")).to_contain_text("/api/v1/program?code=y+=+x.t()&shape=x:2,3'")
    expect(page.locator("#json-text")).to_contain_text('"op": "program"')


def test_the_line_is_printed(open_page: OpenPage) -> None:
    page = open_page(JOINED)
    settled(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".look")).to_be_hidden()
    expect(page.locator("#said")).to_be_visible()
    box = page.locator(".sheet").bounding_box()
    assert box
    assert box["width"] > 100


def test_a_frame_steps_through_the_lines_and_leads_to_the_page(open_page: OpenPage) -> None:
    page = open_page(JOINED.replace("/program", "/embed/program") + "&lead=k")
    expect(page.locator("#said")).to_have_text("Line 1: y joins q, k, v, 2×9.")
    before = picture(page)
    page.get_by_role("button", name="Next line").click()
    expect(page.locator("#said")).to_have_text("Line 2: z is y with its cells moved, 2×9.")
    changed(page, before)
    expect(page.locator("#full")).to_have_attribute("href", re.compile(r"^/program\?.*lead=k"))
    expect(page).to_have_url(re.compile("step=0"))  # a frame leaves its address alone


def test_what_is_chosen_is_in_the_frame_that_is_shared(open_page: OpenPage) -> None:
    page = open_page(JOINED + "&lead=k&fill=1&stage=1.25")
    page.get_by_role("button", name="Share").click()
    code = page.get_by_label("Embed code", exact=True).input_value()
    for said in ("/embed/program?", "lead=k", "fill=1", "stage=1.25", "step=0"):
        assert said in code


def test_what_is_looked_at_goes_where_the_program_has_it_no_more(open_page: OpenPage) -> None:
    page = open_page(JOINED + "&lead=k&color=j")
    settled(page)
    page.locator("#editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("B, C = q.shape\ny = q.t()")
    expect(page.locator("#said")).to_contain_text("Line 2: y is q")
    settled(page)
    expect(page).not_to_have_url(re.compile("color="))


def captions(page: Page) -> Iterator[tuple[float, float, float, float]]:
    for box in page.locator("#underlay .caption").all():
        found = box.bounding_box()
        assert found
        yield found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nine_slices_stand_in_a_grid_with_legible_numbers_and_no_caption_over_another(
    open_page: OpenPage, theme: str
) -> None:
    page = open_page(MERGED, viewport=WIDE, color_scheme=theme)
    page.locator('#drawing[data-time="2"]').wait_for()
    scale = float(page.locator("#drawing").get_attribute("data-scale") or 0)
    assert scale * 56 >= 26  # pixels of a cell
    boxes = np.array(list(captions(page)))
    assert len(boxes) == 10
    middles = np.round((boxes[:9, :2] + boxes[:9, 2:]) / 2)
    assert len(np.unique(middles[:, 0])) * len(np.unique(middles[:, 1])) == 9
    stage = page.locator("#drawing").bounding_box()
    assert stage
    assert (boxes[:, 0] >= stage["x"]).all()
    assert (boxes[:, 2] <= stage["x"] + stage["width"]).all()
    for one in range(10):
        for other in range(one):
            apart = (boxes[one, :2] >= boxes[other, 2:]) | (boxes[other, :2] >= boxes[one, 2:])
            assert apart.any()


def test_the_pattern_is_told_in_five_spellings(open_page: OpenPage) -> None:
    page = open_page(MERGED)
    expect(page.locator("#tabs [role=tab]")).to_have_text(["einops", "numpy", "torch", "jax", "slices"])
    page.get_by_role("tab", name="slices").click()
    expect(page.locator("#code")).to_contain_text("in np.ndindex(3, 3):")


def test_what_is_written_on_cells_changes_and_the_pinned_cell_stays(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()&shape=x:2,3&data=[[7,8,9],[4,5,6]]&cell=3")
    page.locator("#drawing[data-time]").wait_for()
    page.locator("#label").select_option("numbers")
    page.wait_for_url(lambda url: "label=numbers" in url and "cell=3" in url)
    page.go_back()
    page.wait_for_url(lambda url: "label=" not in url and "cell=3" in url)
