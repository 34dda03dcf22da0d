"""What people come with, from the first page to the answer: in three actions at the most, each counted."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Visitor
from tests.browser.stage import answer, centre, digits_of
from tests.browser.test_phone import PHONE

MOST = 3
LAYER = """class PatchMerging(nn.Module):
    def forward(self, x):
        x0 = x[:, 0::2, 0::2, :]
        x1 = x[:, 1::2, 0::2, :]
        x2 = x[:, 0::2, 1::2, :]
        x3 = x[:, 1::2, 1::2, :]
        return torch.cat([x0, x1, x2, x3], -1)
"""
PRINTED = """tensor([[0, 3],
        [1, 4],
        [2, 5]])"""
REFUSED = """Error while processing rearrange-reduction pattern "b h w (p1 p2 c) -> b (h p1) (w p3) c".
 Input tensor shape: (1, 2, 2, 4). Additional info: {'p1': 2, 'p2': 2}."""


class Person:
    """Somebody at a page, whose actions are counted: a press, a tap, a key, and whatever is typed in one go."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def press(self, what: Locator) -> None:
        what.click()
        self.actions += 1

    def types(self, field: str, text: str) -> None:
        self.page.locator(field).press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.actions += 1

    def pastes(self, field: str, text: str) -> None:
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.page.locator(field).press("ControlOrMeta+a")
        self.page.keyboard.press("ControlOrMeta+v")
        self.actions += 1

    def taps(self, x: float, y: float) -> None:
        self.page.locator("#drawing").tap(position={"x": x, "y": y})
        self.actions += 1

    def enters(self) -> None:
        self.page.keyboard.press("Enter")
        self.actions += 1


@pytest.fixture
def arrives(open_page: OpenPage) -> Iterator[Callable[..., Person]]:
    """Brings somebody to the first page, who must have their answer soon."""
    people: list[Person] = []

    def arrive(path: str = "/", **options: object) -> Person:
        people.append(Person(open_page(path, **options)))
        return people[-1]

    yield arrive
    assert [person.actions for person in people if person.actions > MOST] == []


Arrives = Callable[..., Person]


def expect_refusals(visitor: Visitor, count: int) -> None:
    """Pages that were asked for something incomplete: browsers note their status."""
    refused = [each for each in visitor.complaints if "422" in each]
    assert len(refused) == count
    visitor.complaints[:] = [each for each in visitor.complaints if each not in refused]


def test_somebody_has_a_pattern_and_a_shape_to_check(arrives: Arrives) -> None:
    person = arrives()
    person.types("#pattern", "b (h p1) (w p2) c -> b (h w) (p1 p2 c)")
    person.types('input[name="shape"]', "torch.Size([1, 4, 6, 3])")
    expect(person.page.locator("#output")).to_have_text("1 × 6 × 12")
    expect(person.page.locator("#verdict")).to_have_text("✓ valid")
    expect(person.page.locator("#notes li").first).to_have_text("Every input cell is kept exactly once.")


def test_somebody_wants_patch_merging_for_their_own_sizes(arrives: Arrives) -> None:
    person = arrives()
    person.press(person.page.get_by_role("link", name="Merge", exact=True))
    person.types('input[name="shape"]', "1,56,56,96")
    expect(person.page.locator("#output")).to_have_text("1 × 28 × 28 × 384")
    expect(person.page.locator("#formula")).to_have_text("y[b, h, w, 192p2 + 96p1 + c] = x[b, 2h + p1, 2w + p2, c]")
    expect(person.page.locator("#code")).to_contain_text("b (h p1) (w p2) c -> b h w (p2 p1 c)")


def test_somebody_has_the_code_of_a_layer(arrives: Arrives, visitor: Visitor) -> None:
    person = arrives()
    person.pastes("#pattern", LAYER)
    person.press(person.page.locator("#message button").first)
    expect(person.page.locator("#same")).to_contain_text("The same as")
    expect(person.page.locator("#notes li").first).to_have_text("Every input cell is kept exactly once.")
    expect_refusals(visitor, 1)


def test_somebody_asks_whether_two_orders_are_the_same(arrives: Arrives) -> None:
    person = arrives()
    person.press(person.page.get_by_role("link", name="Merge", exact=True))
    person.press(person.page.get_by_role("link", name="Compare with p1 p2 c"))
    expect(person.page.locator("main")).to_contain_text("column by column")


def test_somebody_has_what_a_layer_made_of_numbered_cells(arrives: Arrives, visitor: Visitor) -> None:
    person = arrives()
    person.pastes("#pattern", PRINTED)
    person.types("#input-shape", "2,3")
    person.enters()
    expect(person.page.locator("#told")).to_contain_text("a b → b a")
    expect_refusals(visitor, 1)


def test_somebody_has_a_message_of_einops(arrives: Arrives) -> None:
    person = arrives()
    person.pastes("#pattern", REFUSED)
    person.press(person.page.locator("#message button").first)
    expect(person.page.locator("#verdict")).to_have_text("✓ valid")
    expect(person.page.locator("#pattern")).to_have_value("b h w (p1 p2 c) -> b (h p1) (w p2) c")


def test_somebody_taps_a_cell_on_a_phone(arrives: Arrives) -> None:
    person = arrives("/?stage=0", still=False, **PHONE)
    page = person.page
    page.locator('#drawing[data-time="0"]').scroll_into_view_if_needed()
    said = answer(page)
    person.taps(*centre(page, said, 0, digits_of(said, 0)))
    expect(page.locator("section.answers")).to_contain_text("= y[0, 0, 0, 0]")
    expect(page.locator("#cell-title")).to_have_text("Cell 0")


def test_somebody_types_as_a_chinese_keyboard_does(arrives: Arrives) -> None:
    person = arrives("/?lang=zh")
    person.types("#pattern", "b h w （p1 p2 c） －＞ b （h p1） （w p2） c")
    person.types('input[name="shape"]', "（1，2，2，８）")
    expect(person.page.locator("#output")).to_have_text("1 × 4 × 4 × 2")
    expect(person.page.locator("#notes li").first).to_contain_text("恰好保留一次")
