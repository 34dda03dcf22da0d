"""Lessons: each task failed and solved, on the page; what is kept of it; and pages without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from einscope.core.lessons import Step, lessons
from tests.browser.axe import SOURCE, violations
from tests.browser.conftest import OpenPage

DRAWN = "#drawing[data-time]"
REFUSED = (
    'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } });'
)


def answer(page: Page, step: Step, text: str) -> None:
    """Give an answer, as a person would."""
    if step.task.options:
        page.get_by_role("radio", name=text, exact=True).check()
    else:
        page.locator("#task .answer").fill(text)
    page.get_by_role("button", name="Check", exact=True).click()


def wrong(step: Step) -> str:
    """An answer that is not right."""
    if step.task.options:
        return next(option for option in step.task.options if not step.task.judge(option).right)
    return step.task.begin or "7"


@pytest.mark.parametrize("name", lessons())
def test_every_task_can_be_failed_and_solved(open_page: OpenPage, name: str) -> None:
    lesson = lessons()[name]
    page = open_page(f"/learn/{name}")
    for number, step in enumerate(lesson.steps, 1):
        page.locator(DRAWN).wait_for()
        expect(page.locator(".lesson-steps [aria-current]")).to_have_text(re.compile(f"{number}$"))
        for text, said in ((wrong(step), "wrong"), (step.task.solution, "right")):
            answer(page, step, text)
            expect(page.locator(f"#said.{said}")).to_have_text(str(step.task.judge(text).sentence).replace("`", ""))
        page.locator("#next").click()
    expect(page).to_have_url(re.compile(r"/learn/[a-z-]+$|/program$"))
    page.goto("/learn")
    expect(page.locator(f'[data-lesson="{name}"] [data-progress]')).to_have_text("✓ done")


def test_a_pressed_cell_is_an_answer(open_page: OpenPage) -> None:
    page = open_page("/learn/first-cell")
    page.locator(DRAWN).wait_for()
    page.get_by_role("button", name="Next stage").click()
    for _ in range(3):
        page.get_by_role("button", name="Next stage").click()
    page.locator('#drawing[data-time="3"]').wait_for()
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).not_to_be_empty()
    expect(page.locator("#task .answer")).to_have_value("0, 0, 0, 0")
    expect(page.locator("#said")).to_have_text("At y[0, 0, 0, 0] lands cell 0.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#said.right")).to_be_visible()
    expect(page.locator('.lesson-steps a[data-step="1"]')).to_have_class("done")


def test_what_was_made_is_shown(open_page: OpenPage) -> None:
    page = open_page("/learn/rows-and-columns?step=2")
    page.locator(DRAWN).wait_for()
    page.locator("#task .answer").fill("b h w (p1 p2 c) -> b h (w p1 p2) c")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#said")).to_have_text("This makes y 1×2×8×1; it is to be 1×4×4×1.")
    expect(page.locator("#full")).to_have_attribute("href", re.compile(r"w\+p1\+p2"))
    expect(page.locator(".caption", has_text="(w p1 p2)=8").first).to_be_attached()


def test_progress_stays_and_can_be_cleared(open_page: OpenPage) -> None:
    page = open_page("/learn/first-cell?step=2")
    answer(page, lessons()["first-cell"].steps[1], "2")
    expect(page.locator('.lesson-steps a[data-step="2"]')).to_have_class("done")
    page.reload()
    expect(page.locator('.lesson-steps a[data-step="2"]')).to_have_class("done")
    page.get_by_role("link", name="All lessons").click()
    first = page.locator('[data-lesson="first-cell"] [data-progress]')
    expect(first).to_have_text("1 of 4 steps done")
    page.get_by_role("button", name="Clear my progress").click()
    expect(first).to_have_text("4 steps")
    expect(page.get_by_role("button", name="Clear my progress")).to_be_hidden()


def test_a_browser_that_keeps_nothing_teaches_as_well(open_page: OpenPage) -> None:
    page = open_page("/learn/first-cell?step=2", before=REFUSED)
    answer(page, lessons()["first-cell"].steps[1], "2")
    expect(page.locator("#said.right")).to_be_visible()
    expect(page.locator('.lesson-steps a[data-step="2"]')).to_have_class("done")
    page.evaluate("Object.defineProperty(window, 'localStorage', { value: { clear() {} } })")  # for whoever tidies up


@pytest.mark.parametrize("kept", ["{", "7", "null", "[]", '{"first-cell": 7}', '{"first-cell": ["x", null, 2, 99]}'])
def test_whatever_is_kept_is_no_obstacle(open_page: OpenPage, kept: str) -> None:
    page = open_page("/learn", before=f"localStorage.setItem('einscope-lessons', {kept!r})")
    expect(page.locator('[data-lesson="heads"] [data-progress]')).to_have_text("3 steps")


def test_without_a_script_it_is_read_and_worked(open_page: OpenPage) -> None:
    page = open_page("/learn/four-slices", java_script_enabled=False)
    expect(page.locator("section.lesson-step:visible")).to_have_count(3)
    stills = page.locator(".lesson-still:visible")
    expect(stills).to_have_count(3)
    stills.first.scroll_into_view_if_needed()
    expect(stills.first).to_be_in_viewport()
    expect(page.locator("#drawing")).to_be_hidden()
    form = page.locator("#step-1 form")
    form.locator(".answer").fill("4")
    form.get_by_role("button").click()
    expect(page.locator("#step-1 .said.right")).to_contain_text("cell 4")
    page.locator("#step-2 .answer").fill("b (h p1) (w p2) c -> b h w (p2 p1 c)")
    page.locator("#step-2 button").click()
    expect(page.locator("#step-2 .said.right")).to_be_visible()


@pytest.mark.parametrize(("theme", "language"), [("light", "zh-CN"), ("dark", "en-US")])
@pytest.mark.parametrize("path", ["/learn", "/learn/first-cell", "/learn/there-and-back?step=2", "/learn/heads?step=3"])
def test_lessons_shut_nobody_out(open_page: OpenPage, path: str, theme: str, language: str) -> None:
    page = open_page(path, before=SOURCE.read_text(encoding="utf-8"), color_scheme=theme, locale=language)
    page.locator(f"{DRAWN}, #lessons").first.wait_for()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (844, 390)])
def test_the_stage_stays_in_sight(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page("/learn/larger-blocks?step=4", viewport={"width": size[0], "height": size[1]})
    page.locator(DRAWN).wait_for()
    page.locator("#next").scroll_into_view_if_needed()
    expect(page.locator("#drawing")).to_be_in_viewport(ratio=0.99)
    expect(page.locator("#play")).to_be_in_viewport()


JUMPS = """window.jumps = [];
new PerformanceObserver((list) => list.getEntries().forEach((each) => jumps.push(each.value)))
    .observe({ type: "layout-shift", buffered: true });"""


def test_nothing_jumps_while_a_lesson_comes(open_page: OpenPage) -> None:
    page = open_page("/learn/first-cell", fresh=True, before=JUMPS)
    page.locator(DRAWN).wait_for()
    assert page.evaluate("jumps.reduce((sum, each) => sum + each, 0)") < 0.02


def test_what_is_said_of_an_answer_reads_as_one_sentence(open_page: OpenPage) -> None:
    page = open_page("/learn/shifted-windows?step=3")
    page.locator(DRAWN).wait_for()
    assert page.locator("#said").evaluate("(said) => getComputedStyle(said).display") == "block"


@pytest.mark.parametrize("width", [820, 1024, 1280])
def test_beside_the_stage_the_text_and_its_buttons_have_room(open_page: OpenPage, width: int) -> None:
    page = open_page("/learn/first-cell", viewport={"width": width, "height": 900})
    page.locator(DRAWN).wait_for()
    stage, onward = page.locator("#stage").bounding_box(), page.locator("#next").bounding_box()
    assert stage is not None
    assert onward is not None
    assert onward["x"] + onward["width"] <= stage["x"]
    wide = "(all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).length"
    cut = page.locator("#stops button").evaluate_all(wide)
    assert cut == 0
