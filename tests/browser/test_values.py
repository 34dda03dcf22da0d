"""Numbers of a person's own: pasted, dropped as a file, and written on cells as the server's pictures write them."""

import base64
from io import BytesIO

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from einscope.core.fields.data import Entry
from einscope.core.values.text import value_text
from tests.browser.conftest import OpenPage
from tests.browser.stage import answer

START = "/rearrange?pattern=h+w+->+w+h&shape=2,3"

_DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const how = { dataTransfer: carried, bubbles: true, cancelable: true };
  document.getElementById("stage").dispatchEvent(new DragEvent("drop", how));
}"""

RANDOM = np.random.default_rng(0)
VALUES: list[Entry | None] = [
    *(None, True, False, "cat", "nan", "a long word here", "ten letter", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"),
    *(0, -7, 3, 999_999_999, 1_000_000_000, 12_345_678_901, -(10**15), 10**17),
    *(0.0, 0.5, -1.5, 1 / 3, 2.0, 1e-4, 9.9999e-5, 1e-7, 99999.4, 99999.5, 123456.7, 1e9, 1e22, 1.5e300, 5e-324),
    *(12344.5, 12345.5, -12344.5, 0.000123456, 2.5e-5),  # halves, where Python and browsers round apart
    *(float(value) for value in RANDOM.normal(size=500) * 10.0 ** RANDOM.integers(-12, 13, 500)),
]


def npy(array: np.ndarray) -> bytes:
    """The array as a NumPy file."""
    file = BytesIO()
    np.save(file, array)
    return file.getvalue()


def kept(page: Page) -> list[float]:
    """The numbers of x as the address keeps them."""
    page.wait_for_url("**data=**")
    page.reload()
    data: list[float] = answer(page)["inputs"][0]["data"]
    return data


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file on the picture."""
    page.evaluate(_DROP, [name, base64.b64encode(content).decode()])


def test_a_value_is_written_on_the_page_as_on_pictures(open_page: OpenPage) -> None:
    page = open_page(START)
    written = page.evaluate(
        """async (values) => {
          const { textOf } = await import("/static/stage/model/values.js");
          return values.map(textOf);
        }""",
        VALUES,
    )
    assert written == [value_text(value) for value in VALUES]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("1.5,2,3\n4,5,6\n7,8,9\n10,11,12\n", [1.5, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ("1\t2\t3\n4\t5\t6", [1, 2, 3, 4, 5, 6]),
        ("1;2\n3;4", [1, 2, 3, 4]),
        ("tensor([[1., 2.],\n        [3., 4.]], device='cuda:0')", [1, 2, 3, 4]),
    ],
)
def test_a_table_that_is_pasted_gives_x_its_shape_and_its_numbers(
    open_page: OpenPage, text: str, data: list[float]
) -> None:
    page = open_page(START)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.locator("[name=data]").focus()
    page.keyboard.press("ControlOrMeta+v")
    columns = len(data) // len(text.strip().splitlines())
    expect(page.locator("#output")).to_have_text(f"{columns} × {len(data) // columns}")
    expect(page.locator("[name=data]")).to_have_value(text)  # what was pasted is still theirs
    assert kept(page) == data
    expect(page.locator("#output")).to_have_text(f"{columns} × {len(data) // columns}")


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12).reshape(4, 3),
        np.arange(6).reshape(3, 2).T,
        np.array([[0.5, -1.25], [3e5, 4.0], [1e-3, 2.0]], dtype=np.float32),
        np.array([[True, False, True], [False, False, True]]),
        np.array([[250, 3], [0, 7]], dtype=np.uint8),
        np.array([[-7], [300]], dtype="<i2"),
    ],
)
@pytest.mark.parametrize("ending", ["npy", "csv"])
def test_a_file_that_is_dropped_on_the_picture_is_shown(open_page: OpenPage, array: np.ndarray, ending: str) -> None:
    page = open_page(START)
    lines = "\n".join(",".join(map(str, row)) for row in array.tolist())
    drop(page, f"mine.{ending}", npy(array) if ending == "npy" else lines.encode())
    expect(page.locator("#output")).to_have_text(f"{array.shape[1]} × {array.shape[0]}")
    assert np.allclose(kept(page), array.reshape(-1).astype(float))


@pytest.mark.parametrize("array", [np.array([[1j, 2]]), np.array([["a", "b"]])])
def test_a_file_that_cannot_be_read_is_refused_and_the_picture_stays(open_page: OpenPage, array: np.ndarray) -> None:
    page = open_page(START)
    drop(page, "mine.npy", npy(array))
    expect(page.locator("#message")).to_contain_text("This file cannot be read")
    expect(page.locator("#output")).to_have_text("3 × 2")


def test_arrows_count_in_the_numbers_of_one_line_and_lead_through_those_of_several(open_page: OpenPage) -> None:
    page = open_page(f"{START}&data=1,2,3,4,5,6")
    data = page.locator("[name=data]")
    data.press("Home")
    data.press("ArrowUp")
    expect(data).to_have_value("2,2,3,4,5,6")
    data.fill("1,2,3\n4,5,6")
    data.press("ArrowUp")
    expect(data).to_have_value("1,2,3\n4,5,6")


def test_numbers_too_many_for_an_address_stay_on_the_page_which_says_so(open_page: OpenPage) -> None:
    page = open_page("/rearrange?pattern=h+w+->+w+h&shape=60,60")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator("[name=data]").fill(
        "\n".join(",".join(str(10 * row + column) for column in range(60)) for row in range(60))
    )
    expect(page.locator("#kept")).to_have_text(
        "These numbers are too many for an address: they stay on this page, and links show cells by their numbers."
    )
    assert "data=" not in page.url
    assert all(len(url) < 2_100 for url in sent)
    page.get_by_role("button", name="Share").click()
    expect(page.locator("#sharing-lines")).to_contain_text("what you share shows cells by their numbers")
    lines = page.locator("#sharing-lines input").evaluate_all("(all) => all.map(({ value }) => value)")
    assert lines
    assert all("data=" not in line for line in lines)
    page.keyboard.press("Escape")
    page.locator("[name=data]").fill("")
    expect(page.locator("#kept")).to_have_text("")


def test_what_is_written_on_cells_is_chosen_and_kept_in_the_link(open_page: OpenPage) -> None:
    page = open_page(f"{START}&data=70,71,72,73,74,75")
    label = page.locator("#label")
    expect(label).to_have_value("values")
    page.locator("#drawing[data-time]").wait_for()
    pictures = {}
    for chosen in ("both", "numbers", "values"):
        answers = int(page.locator("#drawing").get_attribute("data-answer") or 0)
        label.select_option(chosen)
        page.locator(f'#drawing[data-answer="{answers + 1}"]').wait_for()
        pictures[chosen] = page.locator("#canvas").screenshot()
        assert f"label={chosen}" in page.url or chosen == "values"
    assert "label=" not in page.url
    assert len(set(pictures.values())) == 3
    page.goto(f"{START}&data=70,71,72,73,74,75&label=numbers")
    expect(label).to_have_value("numbers")
    page.goto(START)
    expect(label).to_have_value("numbers")
