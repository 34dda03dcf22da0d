"""The pattern line and the chips: brackets, completion, what is pasted, and steps by keys and buttons."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BLANK, OpenPage
from tests.browser.test_typing import base, retype

MERGE = "b (h p1) (w p2) c -> b h w (p1 p2 c)"
LINES = """rearrange(
    feats[:, 1:],  # a (comment
    "b  (h w) d\t-> b d h w",
    h=grid(2, [3]), w=14,
)"""
PASTED = [
    ("rearrange(x, 'b h w c -> b c h w')", "rearrange", "b h w c -> b c h w", ""),
    (f"y = einops.rearrange(x, '{MERGE}', p1=2, p2 = 3)", "rearrange", MERGE, "p1=2,p2=3"),
    (LINES, "rearrange", "b (h w) d -> b d h w", "w=14"),
    (
        "nn.Sequential(Rearrange('b (p c) -> b p c', p=self.s, c=8), nn.Linear(8, 8))",
        "rearrange",
        "b (p c) -> b p c",
        "c=8",
    ),
    ("repeat(tok, '1 1 d -> b 1 d', b=4)", "repeat", "1 1 d -> b 1 d", "b=4"),
    ("layers.Reduce('b c (h h2) -> b c h', 'max', h2=2)", "reduce", "b c (h h2) -> b c h", "h2=2"),
    ("torch.einsum('bhid,bhjd->bhij', q, k)", "einsum", "bhid,bhjd->bhij", None),
    ("einops.einsum(q, k, 'b i d, b j d -> b i j')", "einsum", "b i d, b j d -> b i j", None),
    ("np.einsum('ii', x)", "einsum", "ii", None),
    ("rearrange([a, (b, 'x to y')], '''b h -> h b''')", "rearrange", "b h -> h b", ""),
    ("rearrange(x, r'a b -> (a b)'", "rearrange", "a b -> (a b)", ""),
    ("reduce(add, values)\nrearrange(x, 'a b -> b a')", "rearrange", "a b -> b a", ""),
]

# What has a page of its own, and the parameter that it is there.
ELSEWHERE = [
    ("y = x.view(2, 3).t()", "program", "code"),
    ("B, H, W, C = x.shape\nreturn torch.cat([x[:, 0::2], x[:, 1::2]], -1)", "program", "code"),
    ("def forward(self, x):\n    return x[0]", "program", "code"),
    ("[[0, 3], [1, 4]]", "infer", "sources"),
    ("tensor([[0, 3],\n        [1, 4]])", "infer", "sources"),
    ("np.array([0., 3.])", "infer", "sources"),
]
NOT_ELSEWHERE = [
    *("(h w) -> h w", "b h w c\n-> b c h w", "p1=2", "a b -> b a, a=2", "a = b", "[a b] -> a"),
    *("y = x.permute(0, 2, 1)", "[0, 2, 1]", f"y = x.f({9000 * 'x'})\nz = y"),  # the first two are orders of axes
]


@pytest.mark.parametrize(("text", "op", "pattern", "sizes"), PASTED)
def test_a_call_is_read_as_the_state_of_a_page(
    open_page: OpenPage, text: str, op: str, pattern: str, sizes: str | None
) -> None:
    page = open_page(BLANK)
    found = page.evaluate("async (text) => (await import('/static/visualiser/paste.js')).pasted(text)", text)
    assert found["op"] == op
    assert found["texts"]["pattern"] == pattern
    assert found["texts"].get("sizes") == sizes


def test_what_is_no_call_is_pasted_as_it_is(open_page: OpenPage) -> None:
    page = open_page(BLANK)
    texts = ["b h w c -> b c h w", "rearrange", "rearrange(x)", "arrange(x, 'a -> a')", "reduce(add, values)", "((", ""]
    read = (
        "async (texts) => { const { pasted } = await import('/static/visualiser/paste.js'); return texts.map(pasted); }"
    )
    assert page.evaluate(read, texts) == [None] * len(texts)
    assert page.evaluate(read, NOT_ELSEWHERE) == [None] * len(NOT_ELSEWHERE)
    assert page.evaluate(read, [text for text, _, _ in ELSEWHERE]) == [
        {"op": op, "texts": {name: text}} for text, op, name in ELSEWHERE
    ]


def paste(page: Page, text: str) -> None:
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.locator("#pattern").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+v")


def test_a_pasted_call_fills_pattern_and_sizes(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=b+h+w+c+->+b+c+h+w&shape=1,4,6,1")
    paste(page, f"x = rearrange(x, '{MERGE}', p1=2, p2=3)")
    expect(page.locator("#pattern")).to_have_value(MERGE)
    expect(page.locator("#output")).to_have_text("1 × 2 × 2 × 6")
    expect(page.get_by_label("Size of p2")).to_have_value("3")


TRACEBACK = """Traceback (most recent call last):
  File "model.py", line 7, in forward
    x = rearrange(x, "b h w (p1 p2 c) -> b (h p1) (w p3) c", p1=2, p2=2)
  File ".../einops/einops.py", line 600, in rearrange
    return reduce(cast(Tensor, tensor), pattern, reduction="rearrange", **axes_lengths)
einops.EinopsError:  Error while processing rearrange-reduction pattern "b h w (p1 p2 c) -> b (h p1) (w p3) c".
 Input tensor shape: torch.Size([1, 2, 3, 8]). Additional info: {'p1': 2, 'p2': 2}.
 Identifiers only on one side of expression (should be on both): {'p3', 'p2'}"""


def test_a_pasted_message_of_einops_fills_pattern_shape_and_sizes_and_is_mended(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=b+h+w+c+->+b+c+h+w&shape=1,4,6,1")
    paste(page, TRACEBACK)
    expect(page.locator("#pattern")).to_have_value("b h w (p1 p2 c) -> b (h p1) (w p3) c")
    expect(page.locator('input[name="shape"]')).to_have_value("1,2,3,8")
    expect(page.locator("#message")).to_contain_text("'p2' is on the left but not on the right")
    page.get_by_role("button", name="write p2 for p3").click()
    expect(page.locator("#output")).to_have_text("1 × 4 × 6 × 2")
    expect(page.get_by_label("Size of p2")).to_have_value("2")


def test_a_pasted_message_about_another_operation_opens_its_page(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=b+h+w+c+->+b+c+h+w&shape=1,4,6,1")
    paste(page, TRACEBACK.replace("rearrange-reduction", "max-reduction").replace("w p3", "w"))
    expect(page.locator("#output")).to_have_text("1 × 4 × 3 × 2")
    expect(page.locator('select[name="reduction"]')).to_have_value("max")


def test_a_pasted_call_of_another_operation_opens_its_page(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=b+h+w+c+->+b+c+h+w&shape=1,4,6,1&lang=zh")
    paste(page, "reduce(x, 'b (h 2) (w 2) c -> b h w c', 'max')")
    expect(page.locator("#output")).to_have_text("1 × 2 × 3 × 1")
    expect(page.locator('select[name="reduction"]')).to_have_value("max")
    assert page.url.startswith(f"{base(page)}/reduce?")
    expect(page.locator("html")).to_have_attribute("lang", "zh")


def test_the_bracket_that_belongs_to_the_one_at_the_caret_is_lit(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("#pattern").click()
    lit = page.locator("#line .match")
    page.evaluate("document.getElementById('pattern').setSelectionRange(5, 5)")
    page.keyboard.press("ArrowRight")
    expect(lit).to_have_text(["(", ")"])
    expect(page.locator("#line > span:nth-child(7).match, #line > span:nth-child(13).match")).to_have_count(2)
    page.keyboard.press("Home")
    expect(lit).to_have_count(0)


def test_names_of_the_left_are_offered_on_the_right(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=batch+height+width+->+batch+height+width&shape=2,3,4")
    retype(page, "batch height width -> (h")
    listed = page.locator("#options .option")
    expect(listed).to_have_text(["height"])
    expect(page.get_by_role("combobox", name="Pattern")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(listed.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#pattern")).to_have_value("batch height width -> (height")
    page.keyboard.type(" ")
    expect(listed).to_have_text(["batch", "width"])
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type(") ")
    listed.get_by_text("batch").click()
    expect(page.locator("#pattern")).to_have_value("batch height width -> (height width) batch")
    expect(listed).to_have_count(0)
    expect(page.locator("#output")).to_have_text("12 × 2")
    expect(page.locator("#pattern")).to_be_focused()


def test_escape_and_the_left_side_offer_nothing(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+b+->+b+a&shape=2,3")
    retype(page, "a b -> ")
    listed = page.locator("#options .option")
    expect(listed).to_have_text(["a", "b"])
    page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    page.keyboard.press("Home")
    page.keyboard.type("a")
    expect(listed).to_have_count(0)


STEPS = [  # where a stepper is pressed, and what y is then: the shape of x moves along, so that a press never fails
    ("/", "p1", "1,2,2,6", "1 × 6 × 4 × 1"),
    ("/", "h", "1,3,2,4", "1 × 6 × 4 × 1"),
    ("/", "c", "1,2,2,8", "1 × 4 × 4 × 2"),
    ("/rearrange?pattern=(a+b)+->+a+b&shape=12&sizes=a=2", "a", "18", "3 × 6"),
    ("/rearrange?pattern=h+...+->+...+h&shape=2,3,4", "h", "3,3,4", "3 × 4 × 3"),
    ("/rearrange?pattern=h+...+->+...+h&shape=2,3,4", "i", "2,4,4", "4 × 4 × 2"),
    ("/rearrange?pattern=h+1+w+->+h+w&shape=2,1,4", "w", "2,1,5", "2 × 5"),
    ("/rearrange?pattern=b+h+w+->+h+(b+w)&shape=2,3;2,3", "b", "2,3;2,3;2,3", "2 × 9"),
    ("/rearrange?pattern=b+h+w+->+h+(b+w)&shape=2,3;2,3", "w", "2,4;2,4", "2 × 8"),
    ("/reduce?pattern=(h+p)+w+->+h+w&shape=4,3&sizes=p=2&reduction=max", "p", "6,3", "2 × 3"),
    ("/repeat?pattern=h+w+->+h+(w+r)&shape=2,2&sizes=r=3", "r", "2,2", "2 × 8"),
    ("/repeat?pattern=h+w+->+h+(w+r)&shape=2,2&sizes=r=3", "w", "2,3", "2 × 9"),
    ("/einsum?pattern=ij,jk->ik&shape=2,3;3,4", "j", "2,4;4,4", "2 × 4"),
    ("/einsum?pattern=ii->i&shape=3,3", "i", "4,4", "4"),
]


@pytest.mark.parametrize(("path", "axis", "shape", "output"), STEPS)
def test_a_stepper_never_fails(open_page: OpenPage, path: str, axis: str, shape: str, output: str) -> None:
    page = open_page(path)
    before = page.locator("#output").text_content()
    page.get_by_label(f"Size of {axis}", exact=True).hover()
    page.get_by_role("button", name=f"{axis}: one more").click()
    expect(page.locator("#output")).to_have_text(output)
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    page.wait_for_url(lambda url: dict(parse_qsl(urlsplit(url).query)).get("shape") == shape)
    page.get_by_label(f"Size of {axis}", exact=True).press("ArrowDown")
    expect(page.locator("#output")).to_have_text(before or "")


def test_steppers_of_two_axes_are_pressed_before_an_answer_comes(open_page: OpenPage) -> None:
    page = open_page("/")
    for axis in ("p1", "h", "h", "c"):
        page.get_by_label(f"Size of {axis}", exact=True).hover()
        page.get_by_role("button", name=f"{axis}: one more").click()
    expect(page.locator("#output")).to_have_text("1 × 12 × 4 × 2")


def test_a_size_is_typed_into_any_axis_and_the_shape_moves_with_it(open_page: OpenPage) -> None:
    page = open_page("/")
    height = page.get_by_label("Size of h", exact=True)
    height.fill("12")
    expect(page.locator("#output")).to_have_text("1 × 24 × 4 × 1")
    expect(height).to_have_value("12")
    page.locator('input[name="shape"]').fill("1,3,2,4")  # the other way in: what it says, h no longer has to
    expect(page.locator("#output")).to_have_text("1 × 6 × 4 × 1")
    page.wait_for_url(lambda url: "h=" not in dict(parse_qsl(urlsplit(url).query))["sizes"])
    page.get_by_label("Size of p1", exact=True).fill("")
    page.get_by_label("Size of p1", exact=True).fill("3")
    expect(page.locator("#output")).to_have_text("1 × 9 × 4 × 1")


def test_a_size_that_the_pattern_itself_says_has_no_stepper(open_page: OpenPage) -> None:
    page = open_page("/repeat?pattern=h+w+->+h+w+2&shape=2,2")
    size = page.get_by_label("Size of i", exact=True)
    expect(size).not_to_be_editable()
    size.hover()
    expect(page.get_by_role("button", name="i: one more")).to_be_hidden()


def test_data_of_the_old_shape_goes_when_the_shape_moves(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=1,2&data=[[7,8]]")
    page.get_by_label("Size of w", exact=True).press("ArrowUp")
    expect(page.locator("#output")).to_have_text("3 × 1")
    page.wait_for_url(lambda url: "data" not in dict(parse_qsl(urlsplit(url).query)))


def test_a_click_makes_an_inferred_size_a_given_one(open_page: OpenPage) -> None:
    page = open_page("/")
    chip = page.locator("#axes .chip", has_text="c =")
    expect(chip).to_have_class("chip axis-5 inferred")
    chip.get_by_text("c =").click()
    expect(chip).to_have_class("chip axis-5 given")
    expect(page.get_by_label("Size of c")).to_be_focused()
    expect(page.get_by_label("Size of c")).to_have_value("1")
    expect(page).to_have_url(
        f"{base(page)}/rearrange?pattern=b+h+w+(p1+p2+c)+-%3E+b+(h+p1)+(w+p2)+c&shape=1,2,2,4&sizes=p1=2,p2=2,c=1"
    )


def test_the_number_of_the_shape_at_the_caret_steps_too(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+b+->+b+a&shape=2,9")
    shape = page.locator('input[name="shape"]')
    shape.click()
    shape.press("End")
    shape.press("ArrowUp")
    expect(page.locator("#output")).to_have_text("10 × 2")
    expect(shape).to_have_value("2 × 10")
