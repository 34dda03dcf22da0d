"""The page in two languages: all of it, by the browser's preference or by the link, and the switch between them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_typing import retype

# Words that stay as they are: names of libraries and layers, parameters and their values, axes, formulas.
KEPT = re.compile(
    r"(?:[?&%;>a-z0-9_.·×→=()\[\]\-+,:*/ ∑']|%3E)+|Einscope|JSON|EN|English|einops.*|F\.unfold|Swin.*|YOLOv5 Focus"
    r"|ONNX.*|Pixel\w+|Ctrl (?:Shift )?[KZ]|Esc|Tab|Enter|PgUp|PgDn"
)
TEXTS = """() => [...document.querySelectorAll("body *")].flatMap((each) => [
  ...(each.closest("script, pre, .formula") ? [] : [...each.childNodes].filter((node) => node.nodeType === 3)).map(
    (node) => node.data,
  ),
  ...["aria-label", "title", "placeholder"].map((name) => each.getAttribute(name) ?? ""),
]).map((text) => text.trim())"""


def english(page: Page) -> list[str]:
    """Pieces of text on the page, names of elements included, that hold an English word."""
    texts = [str(text) for text in page.evaluate(TEXTS)]
    words = [text for text in texts if re.search(r"[A-Za-z]{3,}", text) and not re.search(r"[\u4e00-\u9fff]", text)]
    return [text for text in words if not KEPT.fullmatch(text)]


@pytest.mark.parametrize(
    "path", ["/", "/merge", "/reduce", "/einsum", "/unfold", "/rearrange?pattern=h+w+->+w+h&shape=400,500"]
)
def test_nothing_of_a_chinese_page_is_left_in_english(open_page: OpenPage, path: str) -> None:
    page = open_page(path, locale="zh-CN")
    page.locator("#drawing[data-time]").wait_for()
    page.locator("#twin summary").click()
    expect(page.locator("#twin th").first).to_have_text("y 的单元格")
    assert english(page) == []


def test_the_switch_changes_the_language_and_keeps_the_state(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3")
    retype(page, "h w -> (w h)")
    expect(page.locator("#output")).to_have_text("6")
    page.locator("#other").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator("#pattern")).to_have_value("h w -> (w h)")
    expect(page.locator("#verdict")).to_have_text("✓ 有效")
    expect(page.locator("#stops button").first).to_contain_text("输入")
    page.locator("#other").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#pattern")).to_have_value("h w -> (w h)")


def test_the_link_decides_even_against_the_browser(open_page: OpenPage) -> None:
    page = open_page("/merge?lang=en", locale="zh-CN")
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    page.locator('input[name="shape"]').fill("1,5,5,1")
    expect(page.locator("#message")).to_contain_text("is not divisible by")
    page.get_by_role("button", name="pad: fill up the last blocks").click()
    expect(page.locator("#output")).to_have_text("1 × 3 × 3 × 4")
    assert "lang=en" in page.url


def test_mistakes_are_told_in_chinese(open_page: OpenPage) -> None:
    page = open_page("/", locale="zh-CN")
    retype(page, "b h w (p1 p2 c -> b (h p1) (w p2) c")
    expect(page.locator("#message")).to_contain_text("这个括号没有闭合。")
    expect(page.locator("#message a")).to_have_attribute("href", "/problems/bracket-open")
    expect(page.get_by_role("button", name="在 c 后面补上右括号").first).to_be_visible()
    expect(page.locator("#verdict")).to_have_text("✗ 暂时无效")


def test_a_repair_names_a_parameter_as_its_field_is_labelled(open_page: OpenPage) -> None:
    page = open_page("/merge", locale="zh-CN")
    page.locator('input[name="order"]').fill("p1 p3 c")
    page.get_by_role("button", name="通道顺序：p2 p1 c").click()
    expect(page.locator('input[name="order"]')).to_have_value("p2 p1 c")
    expect(page.locator("#verdict")).to_have_text("✓ 有效")
