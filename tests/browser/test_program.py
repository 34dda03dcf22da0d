"""The page of programs: code is pasted, what it does not say is filled in, and its lines are stepped through."""

import re
from ast import literal_eval
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

MERGED = """B, H, W, C = x.shape
x0 = x[:, 0::2, 0::2, :]
x1 = x[:, 1::2, 0::2, :]
x2 = x[:, 0::2, 1::2, :]
x3 = x[:, 1::2, 1::2, :]
x = torch.cat([x0, x1, x2, x3], -1)
x = rearrange(x, 'b h w (p1 p2 c) -> b (h p1) (w p2) c', p1=self.dim_scale, p2=self.dim_scale, c=C // 1)
"""


def paste(page: Page, code: str) -> None:
    """Put code into the editor in place of what is there."""
    page.locator("#editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)


def settled(page: Page) -> None:
    """Wait until the program is answered."""
    expect(page.locator("#verdict")).to_have_text("✓ valid")


def note(page: Page, text: str) -> None:
    """Wait until the verdict says this."""
    expect(page.locator("#notes li").filter(has_text=text)).to_have_count(1)


def test_a_pasted_program_is_asked_about_stepped_through_and_judged(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:1,4,4,2")
    paste(page, MERGED)
    expect(page.locator("#message")).to_contain_text("Line 7, column 61: The program does not define: self.dim_scale.")
    expect(page.locator("#editor .culprit")).to_have_text(["self.dim_scale", "self.dim_scale"])
    page.get_by_label("Value of self.dim_scale").fill("2")
    settled(page)
    note(page, "16 of 32 cells change their flat position.")
    expect(page.locator("#same")).to_have_text("The same as b (h p1) (w p2) c → b (h p2) (w p1) c, p1=2, p2=2")
    expect(page.locator("#stops button")).to_have_text(["2x0", "3x1", "4x2", "5x3", "6x", "7x"])

    page.locator("#stops button").first.click()
    expect(page.locator("#said")).to_have_text("Line 2: x0 takes 8 of the 32 cells of x, 1×2×2×2.")
    expect(page.locator("#editor .here")).to_have_text("x0 = x[:, 0::2, 0::2, :]")
    for line in (3, 4, 5, 6, 7):
        page.get_by_role("button", name="Next line").click()
        expect(page.locator("#said")).to_contain_text(f"Line {line}:")
        expect(page.locator("#editor .here")).to_have_text(MERGED.splitlines()[line - 1])
    note(page, "16 of 32 cells change their flat position.")

    paste(page, MERGED.replace("(p1 p2 c)", "(p2 p1 c)"))
    note(page, "This is the identity: every cell ends where it began.")


def test_the_repair_fills_in_what_is_missing(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,6")
    paste(page, "y = x.view(-1, n)")
    expect(page.get_by_label("Value of n")).to_have_attribute("placeholder", "2")
    page.get_by_role("button", name="values: n=2").click()
    settled(page)
    expect(page.locator("#said")).to_have_text("Line 1: y is x with a new shape, 6×2.")
    expect(page).to_have_url(re.compile(r"/program\?code=y\+=\+x.view\(-1,\+n\)&shape=x:2,6&values=n=2$"))


@pytest.mark.parametrize(
    ("code", "pressed", "written"),
    [
        ("h w -> h", "take the sum along w", "y = reduce(x, 'h w -> h', 'sum')"),
        ("b (h w) -> b h w", "add h=2", "y = rearrange(x, 'b (h w) -> b h w', h=2)"),
        ("y = rearrange(x, 'h w -> h')", "reduce instead: take the mean along w", "y = reduce(x, 'h w -> h', 'mean')"),
    ],
)
def test_what_mends_a_call_of_einops_is_a_button_that_writes_it(
    open_page: OpenPage, code: str, pressed: str, written: str
) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,6")
    paste(page, code)
    page.locator("#message").get_by_role("button", name=pressed, exact=True).click()
    settled(page)
    expect(page.locator("#editor .cm-content")).to_have_text(written)
    expect(page.locator("#message").get_by_role("button")).to_have_count(0)


def test_a_pattern_alone_is_asked_of_the_shape_that_is_given(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,6")
    paste(page, "h w -> w h")
    expect(page).to_have_url(re.compile(r"/program\?code=y\+=\+rearrange\(.*&shape=x:2,6$"))
    settled(page)
    page.get_by_label("Shape of x").fill("4,5")
    expect(page).to_have_url(re.compile(r"&shape=x:4,5$"))
    paste_from_clipboard(page, "h w -> (w h)")
    expect(page.locator("#editor .cm-content")).to_have_text("y = rearrange(x, 'h w -> (w h)')")
    expect(page).to_have_url(re.compile(r"&shape=x:4,5$"))
    settled(page)


def test_of_what_is_read_otherwise_than_it_is_typed_no_column_is_told(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,6")
    page.locator("#editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("h w -> h")
    expect(page.locator("#message")).to_contain_text("Nothing says how the cells along w become one.")
    expect(page.locator("#message")).not_to_contain_text("column")


def test_a_mistake_is_underlined_with_its_line_and_column_and_what_came_before_is_shown(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste(page, "y = x.t()\nz = y.view(7)")
    expect(page.locator("#editor .culprit")).to_contain_text("y.view")
    expect(page.locator("#message")).to_contain_text("Line 2, column")
    expect(page.locator("#bench")).not_to_have_class(re.compile("stale"))
    expect(page.locator("#last-valid")).to_have_text("Shown: what comes before line 2")
    expect(page.locator("#said")).to_have_text("Line 1: y is x with its cells moved, 3×2.")
    expect(page.locator("#editor .not-run")).to_have_count(1)
    for name in ("shape: ", *WAYS):
        expect(page.locator("#message").get_by_role("button", name=name)).to_be_visible()
    paste(page, "y = x.t()\nz = y.reshape(6)")
    settled(page)
    expect(page.locator("#editor .culprit")).to_have_count(0)


@pytest.mark.parametrize("width", [1920, 1440, 1280])
def test_a_mistake_moves_nothing_below_the_editor(open_page: OpenPage, width: int) -> None:
    page = open_page("/program?code=y+%3D+x.t()&shape=x:2,3", viewport={"width": width, "height": 900})
    settled(page)
    before = page.locator("#library").bounding_box(), page.locator("#presets").bounding_box()
    paste(page, "y = x.t()\nz = y.view(7)")
    expect(page.locator("#verdict")).to_have_text("✗ not valid yet")
    assert (page.locator("#library").bounding_box(), page.locator("#presets").bounding_box()) == before


WAYS = ("end the program before it", "go on with a new tensor", "skip it")


@pytest.mark.parametrize(("way", "last"), [*zip(WAYS, "yzz", strict=True)])
def test_each_way_on_from_a_mistake_is_a_button_that_works(open_page: OpenPage, way: str, last: str) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste(page, "y = x.t()\nz = y.view(7)")
    page.locator("#message").get_by_role("button", name=way).click()
    settled(page)
    expect(page.locator("#stops button").last).to_have_text(re.compile(f"{last}$"))
    expect(page.locator("#editor .not-run")).to_have_count(0)


def test_the_last_picture_stays_where_there_is_no_other(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste(page, "y = x.t(")
    expect(page.locator("#bench")).to_have_class(re.compile("stale"))
    expect(page.locator("#last-valid")).to_have_text("Dimmed: the last valid state")
    expect(page.locator(".inspector")).to_have_css("opacity", "0.5")
    expect(page.locator("#said")).to_have_text("Line 1: y is x, cell by cell, 2×3.")


def paste_from_clipboard(page: Page, code: str) -> None:
    """Paste code in place of what is there, as a person does."""
    page.evaluate("(code) => navigator.clipboard.writeText(code)", code)
    page.locator("#editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+v")


def given(page: Page) -> list[str]:
    """The names that have a field."""
    return page.locator("#fields .chip > span").all_text_contents()


def test_what_was_given_to_the_last_program_goes_when_another_is_pasted(open_page: OpenPage) -> None:
    page = open_page("/program")
    settled(page)
    assert given(page) == ["x:", "self.dim_scale ="]
    paste_from_clipboard(page, "x = torch.arange(6).view(2, 3)\ny = x.t()")
    expect(page.locator("#said")).to_contain_text("Line 2: y is x")
    assert given(page) == []
    expect(page.locator("#notes")).not_to_contain_text("dropped")
    expect(page).to_have_url(re.compile(r"y\+=\+x.t\(\)$"))


def test_what_the_pasted_program_reads_stays(open_page: OpenPage) -> None:
    page = open_page("/program")
    settled(page)
    paste_from_clipboard(page, "y = x.permute(0, 3, 1, 2)")
    expect(page.locator("#said")).to_contain_text("Line 1: y is x with its cells moved, 1×2×4×4.")
    assert given(page) == ["x:"]


def test_what_is_given_stays_while_somebody_types_and_is_said_to_be_unread(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()&shape=x:2,3")
    paste(page, "x = torch.arange(6)")
    note(page, "x is never read.")
    assert given(page) == ["x:"]


def test_a_span_behind_characters_of_two_units_is_underlined_where_it_is(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste(page, "s = '😀😀'; y = x.transpose(0, 5)")
    expect(page.locator("#editor .culprit")).to_contain_text("x.transpose(0, 5)")


def test_a_layer_that_is_not_known_keeps_every_place_or_ends_the_program(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste(page, "y = x.t()\nz = self.proj(y)\nw = z.t()")
    page.get_by_role("button", name="end the program before it").click()
    settled(page)
    expect(page.locator("#stops button")).to_have_text(["1y"])
    page.get_by_label("Value of self.proj").fill("pass")
    expect(page.locator("#stops button")).to_have_text(["1y", "2z", "3w"])
    expect(page.locator("#remarks")).to_contain_text("Line 2:")


def test_the_library_whose_meaning_is_taken_is_shown_and_can_be_switched(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.repeat(2,+1)&shape=x:2,3")
    expect(page.locator("#remarks")).to_contain_text("read as in torch")
    expect(page.locator("#library option").first).to_have_text("as the program says: torch")
    expect(page.locator("#said")).to_contain_text("4×3")
    page.locator("#library").select_option("numpy")
    expect(page.locator("#said")).to_contain_text("2×6")


def test_pointing_at_a_block_shows_its_way_through_the_lines(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()%0Az+%3D+y[1:]&shape=x:2,3&cell=0")
    expect(page.locator("#cell li")).to_have_text(["z[0, 0] line 2", "y[1, 0] line 1", "x[0, 1] comes in"])
    expect(page.locator("#cell-title")).to_have_text("Cell 1")
    expect(page.locator("#editor .on-way")).to_have_text("y = x.t()")
    page.locator("#drawing").press("Escape")
    expect(page.locator("#cell li")).to_have_count(0)
    page.locator("#drawing").press("ArrowRight")
    expect(page.locator("#cell li").last).to_contain_text("comes in")


def test_back_undoes_and_the_link_leads_to_the_same_state(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()&shape=x:2,3")
    page.get_by_role("link", name="Channel shuffle").click()
    expect(page.locator("#same")).to_contain_text("b (c p1) h w → b (p1 c) h w")
    page.locator("#stops button").first.click()
    expect(page).to_have_url(re.compile("&step=0$"))
    page.reload()
    expect(page.locator("#said")).to_contain_text("Line 2:")
    page.go_back()
    expect(page.locator("#said")).to_have_text("Line 1: y is x with its cells moved, 3×2.")
    expect(page.locator("#editor .cm-content")).to_have_text("y = x.t()")


def test_a_program_too_long_for_an_address_is_answered_and_says_so(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    before = page.url
    paste(page, "# 一段很长的说明\n" * 400 + "y = x.t()")
    expect(page.locator("#address")).to_contain_text("too long for an address")
    expect(page.locator("#said")).to_contain_text("Line 401:")
    assert page.url == before


def test_it_plays_on_from_line_to_line(open_page: OpenPage) -> None:
    page = open_page("/program?code=a+%3D+x.t()%0Ab+%3D+a.t()&shape=x:2,3&step=0", still=False)
    page.locator("#speed").click()
    page.get_by_role("button", name=re.compile("Pause|Play")).wait_for()
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play", timeout=15_000)
    page.locator("#stops button").first.click()
    page.locator("#play").click()
    expect(page.locator("#said")).to_contain_text("Line 2:", timeout=15_000)
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play", timeout=15_000)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (820, 1180), (390, 844)])
def test_nothing_reaches_beyond_the_page(open_page: OpenPage, width: int, height: int) -> None:
    page = open_page("/program", viewport={"width": width, "height": height})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_a_script_there_is_a_form_and_a_table(open_page: OpenPage) -> None:
    page = open_page("/program", java_script_enabled=False)
    page.locator("#code-text").fill("y = x.t()")
    page.locator('input[name="shape"]').fill("x:2,3")
    page.locator('input[name="values"]').fill("")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.cells tbody tr")).to_have_count(6)
    expect(page.locator("table.cells tbody tr").nth(1)).to_have_text("y[0, 1]x[1, 0] = 3")


def test_the_link_to_another_language_follows_the_program(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x.t()&shape=x:2,3")
    paste(page, "y = x.flatten()")
    expect(page.locator("a[hreflang=zh]")).to_have_attribute("href", re.compile(r"code=y\+%3D\+x\.flatten"))


SESSION = ">>> y = x.permute(1, 0)\n>>> y.shape\ntorch.Size([3, 2])\n>>> z = y"
CLEANED = "y = x.permute(1, 0)\ny.shape\nz = y"


def lines_of(page: Page) -> str:
    """The text in the editor."""
    return "\n".join(page.locator("#editor .cm-line").all_text_contents())


def test_a_pasted_session_is_cleaned_said_and_put_back_by_one_press(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste_from_clipboard(page, SESSION)
    expect(page.locator("#cleaned")).to_contain_text("Removed: output, prompts.")
    settled(page)
    assert lines_of(page) == CLEANED
    expect(page.locator("#editor .here")).to_have_text("z = y")
    page.locator("#stops button").first.click()
    expect(page.locator("#said")).to_contain_text("Line 1")
    expect(page.locator("#cleaned")).to_contain_text("Removed: output, prompts.")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#cleaned")).to_contain_text("Read after cleaning.")
    assert lines_of(page) == SESSION
    settled(page)
    expect(page.locator("#editor .here")).to_have_count(0)
    page.get_by_role("button", name="Clean up").click()
    expect(page.locator("#editor .here")).to_have_text("z = y")
    assert lines_of(page) == CLEANED


def test_what_was_cleaned_is_undone_by_the_keys(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste_from_clipboard(page, SESSION)
    expect(page.locator("#editor .here")).to_have_text("z = y")
    page.locator("#editor .cm-content").press("ControlOrMeta+z")
    expect(page.locator("#cleaned")).to_contain_text("Read after cleaning.")
    assert lines_of(page) == SESSION
    page.locator("#editor .cm-content").press("ControlOrMeta+z")
    expect(page.locator("#cleaned")).to_be_hidden()
    assert lines_of(page) == "y = x"


def test_nobody_writes_while_somebody_types(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste(page, "    y = x.t()")
    expect(page.locator("#cleaned")).to_contain_text("Read after cleaning. Removed: indentation.")
    settled(page)
    assert lines_of(page) == "    y = x.t()"


def test_a_mistake_in_what_is_pasted_is_underlined_where_it_stands_now(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    paste_from_clipboard(page, "```\ny = x.t()\nz = foo(y)\n```")
    expect(page.locator("#editor .culprit")).to_have_text("foo(y)")
    expect(page.locator("#message")).to_contain_text("Line 2, column 5")
    assert lines_of(page).startswith("y = x.t()\nz = foo(y)")


def test_a_value_that_the_pasted_program_sets_itself_goes(open_page: OpenPage) -> None:
    page = open_page("/program")
    settled(page)
    assert given(page) == ["x:", "self.dim_scale ="]
    first = "class A:\n  def __init__(self):\n    self.dim_scale = 4\n"
    paste_from_clipboard(page, first + "  def forward(self, x):\n    return x.view(self.dim_scale, -1)")
    expect(page.locator("#said")).to_contain_text("4×8")
    assert given(page) == ["x:"]


def test_which_function_and_which_result_is_a_choice(open_page: OpenPage) -> None:
    page = open_page("/program?code=y+%3D+x&shape=x:2,3")
    expect(page.locator("#entry")).to_be_hidden()
    expect(page.locator("#output")).to_be_hidden()
    paste_from_clipboard(page, "def f(x):\n    return {'q': x, 'k': x.t()}\n\ndef g(x):\n    return x.reshape(6)")
    run, result = page.locator("#entry"), page.locator("#output")
    expect(run.locator("option")).to_have_text(["as usual: g", "f", "g"])
    expect(result).to_be_hidden()
    run.select_option("f")
    expect(result.locator("option")).to_have_text(["as usual: q", "q", "k"])
    expect(page.locator("#said")).to_contain_text("2×3")
    result.select_option("k")
    expect(page.locator("#said")).to_contain_text("3×2")
    expect(page).to_have_url(re.compile(r"&entry=f&output=k$"))
    page.go_back()
    expect(page.locator("#said")).to_contain_text("2×3")
    expect(result).to_have_value("")
    page.reload()
    expect(page.locator("#entry")).to_have_value("f")
    paste_from_clipboard(page, "y = x.t()")
    expect(page).to_have_url(re.compile(r"code=y\+=\+x.t\(\)&shape=x:2,3$"))
    expect(page.locator("#entry")).to_be_hidden()


def test_a_choice_goes_with_its_name(open_page: OpenPage) -> None:
    code = "a+=+1%0Adef+f(x):+return+x.t()%0Adef+g(x):+return+x"
    page = open_page(f"/program?code={code}&shape=x:2,3&entry=f")
    expect(page.locator("#entry")).to_have_value("f")
    paste(page, "def h(x): return x.reshape(6)\ndef g(x): return x.t()")
    settled(page)
    expect(page.locator("#entry")).to_have_value("")
    expect(page).to_have_url(re.compile(r"&shape=x:2,3$"))


@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_where_reading_ends_lines_are_offered_that_run_on_ones_own_machine(
    open_page: OpenPage, library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "import numpy as np\ny = np.flip(x)" if library == "numpy" else "y = torch.flip(x, (0,))"
    page = open_page(f"/program?{urlencode({'code': code, 'shape': 'x:2,3'})}")
    page.get_by_text("Run your own layer").click()
    lines = page.locator("#own-code").inner_text()
    assert f"import {library}" in lines
    if library == "numpy":
        exec(lines, {"layer": lambda x: x.T})  # as somebody would run it
        answer = literal_eval(capsys.readouterr().out)
        assert (answer["found"], answer["pattern"]) == (True, "a b -> b a")
