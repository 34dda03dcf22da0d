"""The address is the state: copied, opened elsewhere, gone back to."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Visitor
from tests.browser.test_typing import base, retype


def test_a_copied_link_opens_the_same_state_elsewhere(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3")
    retype(page, "h w -> (w h)")
    expect(page.locator("#output")).to_have_text("6")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    other = open_page(link)
    expect(other.locator("#pattern")).to_have_value("h w -> (w h)")
    expect(other.locator("#output")).to_have_text("6")
    assert other.url == page.url


def test_a_reload_keeps_the_state(open_page: OpenPage) -> None:
    page = open_page("/merge")
    page.locator('input[name="factor"]').fill("4")
    expect(page.locator("#output")).to_have_text("1 × 1 × 1 × 16")
    page.reload()
    expect(page.locator('input[name="factor"]')).to_have_value("4")
    expect(page.locator("#output")).to_have_text("1 × 1 × 1 × 16")


def test_back_undoes_and_forward_does_again(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator('input[name="shape"]').fill("1,2,2,8")
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 2")
    page.get_by_label("Size of p1").fill("4")
    expect(page.locator("#output")).to_have_text("1 × 8 × 4 × 2")
    page.go_back()
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 2")
    expect(page.get_by_label("Size of p1")).to_have_value("2")
    page.go_back()
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 1")
    expect(page.locator('input[name="shape"]')).to_have_value("1 × 2 × 2 × 4")
    assert page.url == f"{base(page)}/"
    page.go_forward()
    page.go_forward()
    expect(page.locator("#output")).to_have_text("1 × 8 × 4 × 2")


def test_a_burst_of_typing_is_one_step_back(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+b+->+b+a&shape=2,3")
    retype(page, "a b -> (a b)")
    expect(page.locator("#output")).to_have_text("6")
    page.go_back()
    expect(page.locator("#pattern")).to_have_value("a b -> b a")


def test_markup_in_a_link_stays_text(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+->+a&shape=2&sizes=")
    retype(page, "<img src=x onerror=alert(1)> -> </script><b>")
    expect(page.locator("#line .culprit")).to_have_text("<")
    expect(page.locator("#line")).to_have_text("<img src=x onerror=alert(1)> → </script><b>")
    assert page.locator("#line img, #line b").count() == 0


def test_the_language_of_a_link_stays_while_somebody_types(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3&lang=zh")
    first = page.locator("#notes li").first
    expect(first).to_have_text("每个输入单元格都恰好保留一次。")
    retype(page, "h w -> (w h)")
    expect(page.locator("#output")).to_have_text("6")
    expect(first).to_have_text("每个输入单元格都恰好保留一次。")
    expect(page).to_have_url(f"{base(page)}/rearrange?pattern=h+w+-%3E+(w+h)&shape=2,3&lang=zh")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/?utm_source=news&fbclid=1", "/"),
        ("/merge?gclid=1&shape=1,4,4,1&utm%5Fsource=x&lang=zh", "/merge?shape=1,4,4,1&lang=zh"),
        ("/merge?shape=1,5,5,1&ref=x", "/merge?shape=1,5,5,1"),
        ("/program?utm_source=x", "/program"),
        ("/program?utm_source=x&shape=x:2,3&step=0", "/program?shape=x:2,3&step=0"),
        ("/compare?a=%2Fmerge&utm_source=x&b=%2Fexpand", "/compare?a=%2Fmerge&b=%2Fexpand"),
        ("/examples?utm_source=x&lang=en", "/examples?lang=en"),
        ("/docs?utm_source=x#/default", "/docs#/default"),
        ("/embed/merge?utm_source=x&shape=1,4,4,1", "/embed/merge?utm_source=x&shape=1,4,4,1"),  # never rewritten
    ],
)
def test_the_address_bar_loses_what_others_added_to_a_link(visitor: Visitor, path: str, kept: str) -> None:
    page = visitor.open(path)
    expect(page).to_have_url(f"{base(page)}{kept}")
    # A page that says what is wrong is one that the console calls failed.
    visitor.complaints[:] = [each for each in visitor.complaints if "422" not in each]


def test_back_to_a_page_in_another_language_shows_its_example_again(open_page: OpenPage) -> None:
    page = open_page("/merge?lang=zh&utm_source=x")
    before = page.locator("#output").text_content() or ""
    page.locator('input[name="shape"]').fill("1,8,8,1")
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 4")
    page.go_back()
    expect(page.locator("#output")).to_have_text(before)
    assert page.url == f"{base(page)}/merge?lang=zh"


def test_back_to_a_program_without_code_is_back_to_one_that_asks(open_page: OpenPage) -> None:
    page = open_page("/program?shape=x:1,4,4,2")
    expect(page.locator("#message")).to_contain_text("There is no code yet.")
    page.locator(".cm-content").fill("y = x.flatten()")
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    page.go_back()
    expect(page.locator("#message")).to_contain_text("There is no code yet.")
