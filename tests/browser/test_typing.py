"""Everything follows while somebody types; mistakes are shown where they are and can be mended."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage, Visitor


def retype(page: Page, text: str) -> None:
    """Replace the pattern key by key."""
    page.locator("#pattern").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def size_of(page: Page, axis: str) -> str:
    """The placeholder of the chip of an axis: its inferred size."""
    return page.get_by_label(f"Size of {axis}", exact=True).get_attribute("placeholder") or ""


def test_picture_shape_sizes_formula_and_address_follow_a_new_pattern(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+c+->+h+w+c&shape=2,3,4")
    retype(page, "h w (c d) -> (c h) w d")
    expect(page.locator("#message")).to_have_text(
        "Axis 3 of x combines 2 axes of unknown size: c, d. Give c a size, for example c=2. sizes: c=2"
    )
    page.get_by_role("button", name="sizes: c=2").click()
    expect(page.locator("#output")).to_have_text("4 × 3 × 2")
    expect(page.locator("#formula")).to_have_text("y[2c + h, w, d] = x[h, w, 2c + d]")
    assert size_of(page, "d") == "2"
    expect(page).to_have_url(f"{base(page)}/rearrange?pattern=h+w+(c+d)+-%3E+(c+h)+w+d&shape=2,3,4&sizes=c=2")
    expect(page.get_by_text("y · w=3 × d=2, (c h)=4 deep").first).to_be_visible()


def base(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def test_shape_and_sizes_can_be_typed(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator('input[name="shape"]').fill("1,2,2,8")
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 2")
    page.get_by_label("Size of p1").fill("4")
    expect(page.locator("#output")).to_have_text("1 × 8 × 4 × 2")
    expect(page.locator("#formula")).to_contain_text("y[b, 4h + p1, 2w + p2, c]")


def test_a_size_that_is_emptied_is_inferred_again(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_label("Size of c").fill("1")
    page.get_by_label("Size of p1").fill("")
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 1")
    assert size_of(page, "p1") == "2"
    expect(page).to_have_url(
        f"{base(page)}/rearrange?pattern=b+h+w+(p1+p2+c)+-%3E+b+(h+p1)+(w+p2)+c&shape=1,2,2,4&sizes=p2=2,c=1"
    )


def test_a_mistake_is_underlined_and_the_last_good_picture_stays(open_page: OpenPage) -> None:
    page = open_page("/")
    before = page.url
    retype(page, "b h w (p1 p2 c -> b (h p1) (w p2) c")
    culprit = page.locator("#line .culprit")
    expect(culprit).to_have_text("(")
    expect(page.locator("#message")).to_contain_text("This bracket is never closed.")
    expect(page.locator("#verdict")).to_have_text("✗ not valid yet")
    expect(page.locator("#bench")).to_have_class("bench stale")
    expect(page.locator("#formula")).to_have_text("y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]")
    assert page.url == before
    retype(page, "b h w (p1 p2 c) -> b (h p1) (w p2) c")
    expect(culprit).to_have_count(0)
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    expect(page.locator("#bench")).to_have_class("bench")


_COVERED = """() => {
  const note = document.getElementById("last-valid").getBoundingClientRect();
  const names = [...document.querySelectorAll("#overlay .still-name, #overlay .caption")];
  return names.filter((name) => {
    const { left, right, top, bottom } = name.getBoundingClientRect();
    return left < note.right && right > note.left && top < note.bottom && bottom > note.top;
  }).map((name) => name.textContent);
}"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("path", ["/", "/merge?shape=1,4,4,2", "/program"])
def test_what_says_that_it_is_the_last_valid_state_covers_no_name_in_it(
    open_page: OpenPage, path: str, width: int, height: int
) -> None:
    page = open_page(path, viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.locator("#drawing[data-time]").wait_for()
    if path == "/program":
        page.locator("#editor .cm-content").click()
        page.keyboard.insert_text("(")
    else:
        page.locator('input[name="shape"]').fill("1,3")
    expect(page.locator("#last-valid")).to_have_text("Dimmed: the last valid state")
    assert page.evaluate(_COVERED) == []


@pytest.mark.parametrize(
    ("path", "field", "text", "wrong", "repair", "output"),
    [
        ("/", "pattern", "b h w (p1 p2 c) -> b (h p1) (w p3) c", "on the left", "write p2 for p3", "1 × 4 × 4 × 1"),
        ("/", "pattern", "b h w (p1 p2 c -> b (h p1) (w p2) c", "closed", "close the bracket after c", "1 × 4 × 4 × 1"),
        ("/", "pattern", "b h w (2 2 c) -> b (h 2) (w 2) c", "a name", "name them p1 p2 -> p2 p1", "1 × 4 × 4 × 1"),
        ("/", "pattern", "b h w (p1 p2 c)", "an arrow", "write the same axes on the right", "1 × 2 × 2 × 4"),
        ("/", "shape", "1,2,2,6", "has size 6", "give x the shape 1,2,2,4", "1 × 4 × 4 × 1"),
        ("/einsum", "pattern", "i j j k -> i k", "1 operands", "write i j, j k -> i k", "2 × 2"),
        ("/merge", "shape", "1,5,5,1", "Axis 2 of x has size 5", "pad: fill up the last blocks", "1 × 3 × 3 × 4"),
        ("/merge", "shape", "1,5,5,1", "Axis 2 of x has size 5", "crop: leave out the last cells", "1 × 2 × 2 × 4"),
        ("/expand", "shape", "1,2,2,6", "x has 6 channels", "give x the shape 1,2,2,8", "1 × 4 × 4 × 2"),
        ("/merge", "order", "p1 p1 c", "The order must name each of", "order: p2 p1 c", "1 × 2 × 2 × 4"),
        ("/merge", "factor", "2,2,2", "x has 2 spatial axes", "factor: 2", "1 × 2 × 2 × 4"),
        ("/rearrange", "shape", "1,2,2,6,1", "has rank 5", "shape: 2,2,2,8", "2 × 4 × 4 × 2"),
        (
            "/rearrange?pattern=(a+b)+->+a+b&shape=6&sizes=a=2",
            "shape",
            "9",
            "not divisible",
            "give a the size 3",
            "3 × 3",
        ),
    ],
)
def test_the_repair_is_a_button(
    open_page: OpenPage, path: str, field: str, text: str, wrong: str, repair: str, output: str
) -> None:
    page = open_page(path)
    page.locator(f'input[name="{field}"]').fill(text)
    expect(page.locator("#message")).to_contain_text(wrong)
    page.get_by_role("button", name=repair, exact=True).click()
    expect(page.locator("#output")).to_have_text(output)
    expect(page.locator("#verdict")).to_have_text("✓ valid")


def test_a_repair_may_be_another_operation(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=2,3&lang=en")
    retype(page, "h w -> w")
    page.get_by_role("button", name="reduce instead: take the mean along h").click()
    expect(page.locator('select[name="reduction"]')).to_have_value("mean")
    expect(page.locator("#output")).to_have_text("3")
    assert page.url.startswith(f"{base(page)}/reduce?pattern=h+w+-%3E+w&shape=2")


def test_a_size_for_an_unknown_name_in_the_address_is_shown_and_mended(visitor: Visitor) -> None:
    page = visitor.open("/rearrange?pattern=(h+p1)+w+->+h+p1+w&shape=4,3&sizes=q1=2")
    expect(page.locator("#message")).to_contain_text("The pattern has no axis 'q1'.")
    page.get_by_role("button", name="write p1 for q1").click()
    expect(page.locator("#output")).to_have_text("2 × 2 × 3")
    visitor.complaints[:] = [each for each in visitor.complaints if "422" not in each]


@pytest.mark.parametrize("width", [1440, 390])
def test_what_mends_a_mistake_is_in_sight(open_page: OpenPage, width: int) -> None:
    page = open_page("/")
    page.set_viewport_size({"width": width, "height": 900})
    before = page.locator("#stage").bounding_box()
    retype(page, "b h w (2 2 c) -> b (h 2) (w 2) c")
    ways = page.locator("#message button")
    expect(ways).to_have_count(2)
    # All at one moment: another answer may put other buttons in their place.
    outer, *inner = page.locator("#message").evaluate(
        "(line) => [line, ...line.querySelectorAll('button')].map((each) => each.getBoundingClientRect().toJSON())"
    )
    assert len(inner) == 2
    for button in inner:
        assert outer["y"] <= button["y"]
        assert button["bottom"] <= outer["bottom"] + 1
    assert page.locator("#stage").bounding_box() == before


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("b h w c ⇒ b c h w", "b h w c -> b c h w"),
        ("“b h w c → b c h w”", "b h w c -> b c h w"),
        ("b （h w） c => b h w c", "b (h w) c -> b h w c"),
    ],
)
def test_the_line_shows_the_pattern_that_is_meant(open_page: OpenPage, typed: str, pattern: str) -> None:
    page = open_page("/rearrange?pattern=b+h+w+c+->+b+h+w+c&shape=1,2,2,2")
    if "(" in pattern:
        page = open_page("/rearrange?pattern=b+(h+w)+c+->+b+h+w+c&shape=1,4,2&sizes=h=2")
    line = page.locator("#pattern")
    line.fill(typed)
    expect(line).to_have_value(pattern)
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    expect(page.locator("#line")).to_have_text(pattern.replace("->", "→"))
    line.press_sequentially(" ")
    assert line.input_value() == f"{pattern} "  # the caret is where it was: at the end


def test_nothing_jumps_when_a_mistake_appears(open_page: OpenPage) -> None:
    page = open_page("/")
    before = page.locator("#stage").bounding_box()
    retype(page, "b h w (p1 p2 c")
    expect(page.locator("#verdict")).to_have_text("✗ not valid yet")
    assert page.locator("#stage").bounding_box() == before


def test_an_older_answer_never_overwrites_a_newer_one(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=a+b+->+b+a&shape=2,3")
    held: list[Route] = []

    def hold(route: Route) -> None:
        if not held:
            held.append(route)  # the first question is answered last
        else:
            route.continue_()

    page.route("**/state/**", hold)
    shape = page.locator('input[name="shape"]')
    with page.expect_request("**/state/**"):
        shape.fill("2,30")
    shape.fill("2,5")
    expect(page.locator("#output")).to_have_text("5 × 2")
    held[0].continue_()
    page.unroute("**/state/**")
    page.evaluate("fetch('/healthz').then((answer) => answer.text())")
    expect(page.locator("#output")).to_have_text("5 × 2")
    expect(page).to_have_url(f"{base(page)}/rearrange?pattern=a+b+-%3E+b+a&shape=2,5")


def test_sizes_of_names_that_are_gone_are_put_aside_and_come_back(open_page: OpenPage) -> None:
    page = open_page("/")
    retype(page, "b h w c -> b c h w")
    expect(page.locator("#output")).to_have_text("1 × 4 × 2 × 2")
    retype(page, "b h w (p1 p2 c) -> b (h p1) (w p2) c")
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 1")


def test_the_coloured_line_stands_exactly_under_the_typed_text(open_page: OpenPage) -> None:
    page = open_page("/")
    retype(page, "b 高 w (p1 p2 c) -> b (高 p1) (w p2) c")
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    widths = page.evaluate(
        """() => {
          const line = document.getElementById("line"), input = document.getElementById("pattern");
          const range = document.createRange();
          range.selectNodeContents(line);
          const probe = document.createElement("span");
          probe.textContent = input.value;
          const style = getComputedStyle(input);
          Object.assign(probe.style, { fontFamily: style.fontFamily, fontSize: style.fontSize, whiteSpace: "pre",
            position: "absolute", fontVariantLigatures: "none" });
          document.body.append(probe);
          const typed = probe.getBoundingClientRect().width;
          probe.remove();
          return [range.getBoundingClientRect().width, typed];
        }"""
    )
    assert widths[0] == pytest.approx(widths[1], abs=1)


def test_presets_name_the_conventions_and_fill_the_fields(open_page: OpenPage) -> None:
    page = open_page("/merge")
    page.get_by_role("link", name="YOLOv5 Focus").click()
    expect(page.locator("#output")).to_have_text("1 × 12 × 2 × 2")
    expect(page.locator('select[name="channels"]')).to_have_value("first")
    expect(page.locator('input[name="order"]')).to_have_value("p2 p1 c")
    page.get_by_role("link", name="Swin / VMamba merge").click()
    expect(page.locator('select[name="channels"]')).to_have_value("last")
    expect(page.locator("#line")).to_have_text("b (h p1) (w p2) c → b h w (p2 p1 c)")


def test_merge_takes_any_factor_order_and_number_of_axes(open_page: OpenPage) -> None:
    page = open_page("/merge")
    page.locator('input[name="shape"]').fill("1,4,6,1")
    page.locator('input[name="factor"]').fill("2,3")
    expect(page.locator("#output")).to_have_text("1 × 2 × 2 × 6")
    page.locator('input[name="order"]').fill("c p1 p2")
    expect(page.locator("#line")).to_have_text("b (h p1) (w p2) c → b h w (c p1 p2)")
    page.locator('input[name="order"]').fill("")
    page.locator('input[name="factor"]').fill("2")
    page.locator('input[name="shape"]').fill("1,2,2,2,1")
    expect(page.locator("#line")).to_have_text("b (t p1) (h p2) (w p3) c → b t h w (p3 p2 p1 c)")
    page.locator('input[name="shape"]').fill("1,6,1")
    expect(page.locator("#line")).to_have_text("b (l p1) c → b l (p1 c)")


LAST = ["#drawing", ".inspector", "#output", "#share"]  # of the last valid state


def dimmed(page: Page) -> list[bool]:
    """Which parts that belong to the last valid state are dimmed, and described as such."""
    note = page.locator("#last-valid").text_content()
    found = []
    for place in LAST:
        part = page.locator(place)
        opacity = float(part.evaluate("(each) => getComputedStyle(each).opacity"))
        assert "last-valid" in (part.get_attribute("aria-describedby") or "").split()
        found.append(opacity < 1)
        assert (opacity < 1) == (note == "Dimmed: the last valid state")
    return found


def test_all_that_belongs_to_the_last_valid_state_is_dimmed_beside_a_mistake(open_page: OpenPage) -> None:
    page = open_page("/")
    assert dimmed(page) == [False] * len(LAST)
    boxes = [page.locator(place).bounding_box() for place in LAST]
    retype(page, "b h w (p1 p2 c")
    expect(page.locator("#last-valid")).to_be_visible()
    page.locator("#drawing").evaluate("(each) => Promise.all(each.getAnimations().map(({ finished }) => finished))")
    assert dimmed(page) == [True] * len(LAST)
    assert [page.locator(place).bounding_box() for place in LAST] == boxes
    expect(page.locator("#notes .good").first).to_be_visible()  # a verdict, but of what was there before
    retype(page, "b h w c -> b c h w")
    expect(page.locator("#verdict")).to_have_text("✓ valid")
    page.locator("#drawing").evaluate("(each) => Promise.all(each.getAnimations().map(({ finished }) => finished))")
    assert dimmed(page) == [False] * len(LAST)
