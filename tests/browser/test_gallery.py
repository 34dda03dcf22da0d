"""The gallery of examples, and the stage in a frame on another page."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_examples_are_found_by_their_words(open_page: OpenPage) -> None:
    page = open_page("/examples")
    cards = page.locator(".card:visible")
    assert cards.count() > 50
    page.get_by_role("searchbox").fill("swin pad")
    expect(cards).to_have_count(1)
    page.get_by_role("link", name="Swin and VMamba pad odd sizes").click()
    expect(page.locator("#output")).to_have_text("1 × 3 × 3 × 4")


def test_what_is_not_there_is_said_so(open_page: OpenPage) -> None:
    page = open_page("/examples", locale="zh-CN")
    page.get_by_role("searchbox").fill("qwertz")
    expect(page.locator("#none")).to_have_text("没有找到。")
    expect(page.locator(".group:visible")).to_have_count(0)


def test_pictures_are_loaded_as_they_come_into_sight(open_page: OpenPage) -> None:
    page = open_page("/examples")
    first = page.locator(".card img").first
    expect(first).to_have_js_property("complete", True)
    assert first.evaluate("(image) => image.naturalWidth") > 0
    assert page.locator(".card img").last.evaluate("(image) => image.naturalWidth") == 0


_MOVING = """[...document.querySelectorAll(".card img")]
    .flatMap((picture, at) => (picture.getAttribute("src") === picture.dataset.moving ? [at] : []))"""


def test_one_picture_moves_at_a_time_and_it_is_the_one_that_is_pointed_at(open_page: OpenPage) -> None:
    page = open_page("/examples", still=False)
    cards = page.locator(".card")
    cards.nth(1).hover()
    page.wait_for_function(f"() => String({_MOVING}) === '1'")
    picture = cards.nth(1).locator("img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("(image) => image.naturalWidth") > 0
    cards.nth(2).get_by_role("link").focus()
    page.wait_for_function(f"() => String({_MOVING}) === '2'")
    cards.nth(0).hover()
    page.wait_for_function(f"() => String({_MOVING}) === '0'")
    cards.nth(2).get_by_role("link").blur()
    assert page.evaluate(_MOVING) == [0]


def test_after_scrolling_the_picture_in_the_middle_moves(open_page: OpenPage) -> None:
    page = open_page("/examples", still=False, viewport={"width": 390, "height": 800})
    page.locator(".card").nth(4).evaluate("(card) => card.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_function(f"() => String({_MOVING}) === '4'")


def test_no_picture_moves_for_somebody_who_wants_none_to(open_page: OpenPage) -> None:
    page = open_page("/examples")
    page.locator(".card").nth(1).hover()
    page.locator(".card a").nth(2).focus()
    assert page.evaluate(_MOVING) == []


def test_a_frame_plays_and_keeps_its_address(open_page: OpenPage) -> None:
    page = open_page("/embed/expand?shape=1,2,2,4&stage=1", viewport={"width": 520, "height": 340})
    page.locator('#drawing[data-time="1"]').wait_for()
    before = page.url
    page.get_by_role("button", name="Next stage").click()
    page.locator('#drawing[data-time="2"]').wait_for()
    assert page.url == before
    expect(page.locator("#full")).to_have_attribute("href", re.compile(r"^/expand\?shape=1,2,2,4"))
    assert page.evaluate("document.documentElement.scrollHeight") <= 340
    expect(page.locator("form, .inspector, nav")).to_have_count(0)


def test_a_frame_can_stand_on_another_page(open_page: OpenPage) -> None:
    page = open_page("/embed/merge")
    post = '<!doctype html><title>A post</title><iframe src="/embed/merge" width="600" height="400"></iframe>'
    page.route("**/post", lambda route: route.fulfill(body=post, content_type="text/html"))
    page.goto("/post")
    page.frame_locator("iframe").locator("#drawing[data-time]").wait_for()
