"""The search of every page: things are found by whatever people call them, and what is not there leads on."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import SOURCE, violations
from tests.browser.conftest import OpenPage

# What is typed, and the paths of what comes first, whatever the order of these is.
FOUND = {
    "SpaceToDepth": {"/merge", "/learn/four-slices"},
    "space to depth": {"/merge", "/learn/four-slices"},
    "depth_to_space": {"/expand"},
    "pixel shuffle": {"/expand"},
    "PixelUnshuffle": {"/merge"},
    "CRD": {"/compare"},
    "im2col": {"/unfold", "/learn/sliding-windows"},
    "col2im": {"/compare"},
    "sliding window": {"/unfold", "/learn/sliding-windows"},
    "qkv": {"/program", "/learn/heads", "/learn/whole-layer"},
    "GQA": {"/repeat", "/program"},
    "RoPE": {"/program"},
    "rotate_half": {"/compare"},
    "repeat_kv": {"/repeat", "/compare"},
    "Qwen-VL": {"/rearrange"},
    "tubelet": {"/compare"},
    "pack latents": {"/rearrange"},
    "NHWC": {"/rearrange"},
    "checkerboard": {"/merge", "/expand"},
    "tile": {"/repeat"},
    "mosaic": {"/rearrange"},
    "patchify": {"/rearrange"},
    "unpatchify": {"/rearrange"},
    "space_to_batch": {"/rearrange"},
    "argsort": {"/program"},
    "heads": {"/learn/heads"},
    "swin": {"/merge", "/roll", "/learn/four-slices"},
    "transpose": {"/rearrange"},
    "flatten": {"/rearrange"},
    "permute": {"/rearrange"},
    "view": {"/rearrange", "/learn/heads"},
    "reshape": {"/rearrange", "/learn/heads"},
    "matmul": {"/einsum", "/learn/einsum"},
    "trace": {"/einsum"},
    "fftshift": {"/roll"},
    "shifted windows": {"/roll", "/learn/shifted-windows"},
    "slice bug": {"/learn/larger-blocks"},
    "inverse": {"/learn/there-and-back", "/expand"},
    "swagger": {"/docs"},
    "compare": {"/compare"},
    "tutorial": {"/learn"},
    "transpsoe": {"/rearrange"},
    "convolutoin": {"/unfold"},
    "MERGE": {"/merge"},
    "ｍｅｒｇｅ": {"/merge"},
    "通道": {"/rearrange"},
    "分块": {"/rearrange", "/merge"},
    "滑动窗口": {"/unfold", "/learn/sliding-windows"},
    "多头": {"/learn/heads", "/rearrange"},
    "卷积": {"/unfold", "/learn/sliding-windows"},
    "转置": {"/rearrange"},
    "旋转位置编码": {"/compare"},
    "分组查询": {"/compare"},
    "课程": {"/learn"},
    "矩阵乘法": {"/einsum", "/learn/einsum"},
    "上采样": {"/repeat", "/expand"},
}


def opened(open_page: OpenPage, path: str = "/merge", **options: object) -> Page:
    """A page whose search is open and has its data."""
    page = open_page(path, **options)
    page.locator("html.script").wait_for()
    page.keyboard.press("ControlOrMeta+k")
    page.locator("#finder-list a").first.wait_for()
    return page


@pytest.mark.parametrize("language", ["en-US", "zh-CN"])
def test_things_are_found_by_whatever_people_call_them(open_page: OpenPage, language: str) -> None:
    page = opened(open_page, locale=language)
    missed = {}
    for text, wanted in FOUND.items():
        page.locator("#finder-text").fill(text)
        first = page.locator("#finder-list a").evaluate_all(
            "(links, count) => links.slice(0, count).map((each) => each.href)", len(wanted)
        )
        paths = {urlsplit(link).path for link in first}
        if not paths <= wanted or page.locator("#finder-none").text_content():
            missed[text] = paths
    assert missed == {}


def test_without_a_word_everything_stands_in_its_group(open_page: OpenPage) -> None:
    page = opened(open_page)
    titles = page.locator("#finder-list h3").all_text_contents()
    assert titles[:2] == ["Operations", "Lessons"]
    assert titles[-2:] == ["Conventions", "Pages"]
    assert page.locator("#finder-list a").count() > 80
    page.locator("#finder-text").fill("merge")
    expect(page.locator("#finder-list h3")).to_have_count(0)
    page.locator("#finder-text").fill("")
    expect(page.locator("#finder-list h3")).to_have_count(len(titles))


@pytest.mark.parametrize(
    ("language", "said"), [("en-US", "Nothing here is called “qwertz”."), ("zh-CN", "这里没有叫“qwertz”的内容。")]
)
def test_an_unknown_word_leads_on(open_page: OpenPage, language: str, said: str) -> None:
    page = opened(open_page, locale=language)
    page.keyboard.type("qwertz")
    expect(page.locator("#finder-none")).to_have_text(said)
    expect(page.locator("#finder-list a")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/program$"))


def test_letters_typed_while_it_comes_are_not_lost(open_page: OpenPage) -> None:
    page = open_page("/merge")
    page.locator("html.script").wait_for()
    page.keyboard.press("ControlOrMeta+k")
    page.keyboard.type("im2col")
    expect(page.locator("#finder-list a").first).to_contain_text("Unfold")
    expect(page.locator("#finder-text")).to_have_value("im2col")


def test_the_gallery_finds_by_other_names_too(open_page: OpenPage) -> None:
    page = open_page("/examples")
    page.get_by_role("searchbox").fill("im2col")
    expect(page.locator(".card:visible")).to_have_count(2)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_search_shuts_nobody_out(open_page: OpenPage, theme: str) -> None:
    page = opened(open_page, before=SOURCE.read_text(encoding="utf-8"), color_scheme=theme)
    for text in ("", "swin", "qwertz"):
        page.locator("#finder-text").fill(text)
        assert violations(page) == []


def test_enter_before_the_list_has_come_opens_its_first(open_page: OpenPage) -> None:
    page = open_page("/learn")
    held: list[Route] = []
    page.route("**/state/find*", lambda route: held.insert(0, route))
    with page.expect_request("**/state/find*"):
        page.locator("#find").click()
    page.locator("#finder-text").fill("merge")
    page.keyboard.press("Enter")
    assert urlsplit(page.url).path == "/learn"
    held[0].continue_()
    page.wait_for_url("**/merge*")
