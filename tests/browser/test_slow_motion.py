"""One cell of the output comes about in slow motion: term by term, with what they make so far."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from einscope.core.values.made import gathered
from einscope.core.values.text import value_text
from tests.browser.conftest import OpenPage
from tests.browser.stage import seek

RANDOM = np.random.default_rng(16)
PLAY, PAUSE = "Play this cell", "Pause"


def reduction(how: str, data: str, shape: str = "1,3") -> str:
    return f"/reduce?pattern=a b -> a&shape={shape}&reduction={how}&data={data}&stage=3&cell=0"


def product(pattern: str, shape: str, data: str, cell: int = 0) -> str:
    return f"/einsum?pattern={pattern}&shape={shape}&data={data}&stage=3&cell={cell}"


def said(page: Page) -> list[str]:
    """What is said of every term, one after the other."""
    page.get_by_role("button", name=PLAY).click()
    page.get_by_role("button", name=PAUSE, exact=True).last.click()
    terms = page.locator("#cell .terms li").count()
    for _ in range(terms):
        page.get_by_role("button", name="Previous term").click()
    found = [page.locator(".so-far").text_content() or ""]
    for _ in range(terms - 1):
        page.get_by_role("button", name="Next term").click()
        found.append(page.locator(".so-far").text_content() or "")
    return found


@pytest.mark.parametrize(
    ("path", "terms"),
    [
        (reduction("sum", "3 -8 5"), ["3", "-8; 3 + (-8) = -5", "5; -5 + 5 = 0"]),
        (reduction("mean", "3 8 5"), ["3", "8; 3 + 8 = 11", "5; 11 + 5 = 16, 16 / 3 = 5.3333"]),
        (reduction("max", "3 8 5"), ["3", "8; max(3, 8) = 8", "5; max(8, 5) = 8"]),
        (reduction("min", "3 8 -5"), ["3", "8; min(3, 8) = 3", "-5; min(3, -5) = -5"]),
        (reduction("prod", "3 8 -5"), ["3", "8; 3 · 8 = 24", "-5; 24 · (-5) = -120"]),
        (reduction("any", "0 8 0"), ["0", "8; False or True = True", "0; True or False = True"]),
        (reduction("all", "7 8 0"), ["7", "8; True and True = True", "0; True and False = False"]),
        (reduction("sum", "cat 8 5"), ["cat", "8", "5"]),
    ],
)
def test_a_reduction_says_what_its_cells_make_so_far(open_page: OpenPage, path: str, terms: list[str]) -> None:
    assert said(open_page(path)) == [f"x[0, {at}] = {text}" for at, text in enumerate(terms)]


@pytest.mark.parametrize(
    ("path", "terms"),
    [
        (
            product("i j, j k -> i k", "2,2;2,2", "[[1,2],[3,-4]];[[5,6],[7,8]]", cell=3),
            ["x[1, 0] · x2[0, 1] = 3 · 6 = 18", "x[1, 1] · x2[1, 1] = -4 · 8 = -32; 18 + (-32) = -14"],
        ),
        (
            product("i, i, i ->", "2;2;2", "1 2;3 4;5 6"),
            ["x[0] · x2[0] · x3[0] = 1 · 3 · 5 = 15", "x[1] · x2[1] · x3[1] = 2 · 4 · 6 = 48; 15 + 48 = 63"],
        ),
        (product("i i ->", "2,2", "[[1,9],[9,4]]"), ["x[0, 0] = 1", "x[1, 1] = 4; 1 + 4 = 5"]),
        (product("i, j -> i j", "2;2", "1 2;3 4", cell=3), ["x[1] · x2[1] = 2 · 4 = 8"]),
        (product("i, i ->", "2;2", "cat sat;1 2"), ["x[0] · x2[0] = cat · 1", "x[1] · x2[1] = sat · 2"]),
    ],
)
def test_a_sum_of_products_says_its_factors(open_page: OpenPage, path: str, terms: list[str]) -> None:
    assert said(open_page(path)) == terms


def test_words_are_said_to_have_no_sum(open_page: OpenPage) -> None:
    page = open_page(reduction("sum", "cat 8 5"))
    expect(page.locator("#cell .result")).to_have_text("Σ = ?")
    expect(page.locator("#cell")).to_contain_text("Words cannot be computed with.")


def test_a_cell_that_is_another_has_nothing_to_play(open_page: OpenPage) -> None:
    page = open_page("/einsum?pattern=i i -> i&shape=2,2&stage=3&cell=1")
    expect(page.locator("#cell")).to_contain_text("y[1]")
    expect(page.get_by_role("button", name=PLAY)).not_to_be_attached()


def test_what_it_says_of_many_terms_ends_with_the_rest(open_page: OpenPage) -> None:
    page = open_page("/reduce?pattern=a b c -> a&shape=1,10,10&reduction=sum&stage=3&cell=0")
    expect(page.locator("#cell .terms li")).to_have_count(24)
    expect(page.locator("#cell")).to_contain_text("and 76 more")
    page.get_by_role("button", name=PLAY).click()
    expect(page.locator("#cell .terms li")).to_have_count(64)
    page.get_by_role("button", name=PAUSE, exact=True).last.click()
    for _ in range(63):
        page.get_by_role("button", name="Next term").click()
    expect(page.locator(".so-far")).to_have_text("x[0, 6, 3] = 63; 1953 + 63 = 2016; and 36 more: 4950")


def test_everything_is_said_once_while_it_plays_and_cells_fly(open_page: OpenPage) -> None:
    page = open_page(reduction("max", "3 8 5"), still=False)
    page.get_by_role("button", name=PLAY).wait_for()
    page.evaluate(
        """() => {
          window.said = [];
          window.places = new Set();
          const note = () => said.push(document.querySelector(".so-far").textContent);
          new MutationObserver(note).observe(document.querySelector(".so-far"), { childList: true });
          const block = () => document.querySelector(".one-cell .term-block:not(.made) rect");
          const look = () => places.add(block()?.getAttribute("x"));
          new MutationObserver(look).observe(document.getElementById("drawing"), { childList: true, subtree: true });
        }"""
    )
    page.get_by_role("button", name=PLAY).click()
    expect(page.locator(".so-far")).to_contain_text("max(8, 5) = 8", timeout=20_000)
    expect(page.get_by_role("button", name=PLAY)).to_be_attached(timeout=20_000)
    assert page.evaluate("said") == ["x[0, 0] = 3", "x[0, 1] = 8; max(3, 8) = 8", "x[0, 2] = 5; max(8, 5) = 8"]
    assert page.evaluate("places.size") > 6
    expect(page.locator(".one-cell .made text")).to_have_text("8")


def test_without_motion_nothing_flies(open_page: OpenPage) -> None:
    page = open_page(reduction("sum", "3 8 5"))
    page.get_by_role("button", name=PLAY).click()
    expect(page.locator(".term-note")).to_have_count(1)
    places = {page.locator(".one-cell .term-block").first.locator("rect").get_attribute("x") for _ in range(5)}
    assert len(places) == 1


def test_the_key_plays_and_pauses_and_looking_elsewhere_ends_it(open_page: OpenPage) -> None:
    page = open_page(reduction("sum", "3 8 5", "2,3").replace("3 8 5", "[[3,8,5],[1,2,3]]"))
    page.get_by_role("button", name=PLAY).wait_for()
    page.locator("h2").first.click()
    page.keyboard.press("t")
    expect(page.locator(".one-cell")).to_be_attached()
    expect(page.locator("#drawing")).to_have_attribute("data-lit", "1")
    page.keyboard.press("t")
    expect(page.get_by_role("button", name=PLAY)).to_be_attached()
    seek(page, 1.5)
    expect(page.locator(".one-cell")).not_to_be_attached()
    expect(page.locator("#drawing")).to_have_attribute("data-lit", "3")
    page.keyboard.press("t")
    expect(page.locator('#drawing[data-time="3"]')).to_be_attached()
    expect(page.locator(".one-cell")).to_be_attached()
    page.locator("#drawing").press("Escape")
    expect(page.locator(".one-cell")).not_to_be_attached()
    expect(page.locator("#cell .terms")).not_to_be_attached()


@pytest.mark.parametrize("how", ["sum", "mean", "min", "max", "prod", "any", "all"])
def test_what_is_told_ends_where_the_answer_does(open_page: OpenPage, how: str) -> None:
    rows = [
        RANDOM.integers(-9, 9, 12).tolist(),
        (RANDOM.normal(size=12) * 100).round(3).tolist(),
        [0, 0, 1],
        [1e16, 1, -1e16],
    ]
    page = open_page("/healthz")
    told = page.evaluate(
        """async ([how, rows]) => {
          const { soFar } = await import("/static/stage/controls/so_far.js");
          const { textOf } = await import("/static/stage/model/values.js");
          return rows.map((values) => textOf(soFar(how, values, true).at(-1).value));
        }""",
        [how, rows],
    )
    columns = [np.array([row], dtype=np.object_) for row in rows]
    assert told == [value_text(gathered(how, [column])[0]) for column in columns]
