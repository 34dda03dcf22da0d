"""What a layer does: cells that are pasted, dropped and opened, what is said of them, and choosing by looking."""

import base64
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import OpenPage, Visitor

EXPANDED = np.arange(16).reshape(1, 2, 2, 2, 2).transpose(0, 1, 3, 2, 4).reshape(1, 4, 4, 1)
PATTERN = "a b c (p1 p2) → a (b p1) (c p2) 1, p2=2"
_DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const how = { dataTransfer: carried, bubbles: true, cancelable: true };
  document.getElementById("sources").dispatchEvent(new DragEvent("drop", how));
}"""
_PASTE = """(text) => {
  const field = document.getElementById("sources");
  const carried = new DataTransfer();
  carried.setData("text/plain", text);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
  document.execCommand("insertText", false, text);
}"""


def npy(array: Any) -> bytes:
    file = BytesIO()
    np.save(file, array)
    return file.getvalue()


def drop(page: Page, name: str, content: bytes) -> None:
    page.evaluate(_DROP, [name, base64.b64encode(content).decode()])


@pytest.mark.parametrize(
    "printed", [str(EXPANDED.tolist()), str(EXPANDED), repr(EXPANDED), f"tensor({EXPANDED.astype(float).tolist()})"]
)
def test_what_is_pasted_is_asked_for_at_once_and_stays_in_the_address(open_page: OpenPage, printed: str) -> None:
    page = open_page("/infer")
    page.get_by_label("Shape of the input").first.fill("1,2,2,4")
    page.evaluate(_PASTE, printed)
    expect(page.locator("#told")).to_contain_text(PATTERN)
    assert "sources=" in page.url
    assert "output_shape" not in page.url
    expect(page.locator("#told img")).to_have_js_property("complete", True)
    assert page.locator("#told img").evaluate("(image) => image.naturalWidth") > 0
    page.locator("#told").get_by_role("link", name=PATTERN).click()
    expect(page.locator("#output")).to_have_text("1 × 4 × 4 × 1")


def test_nothing_is_asked_for_when_what_is_pasted_is_no_text(open_page: OpenPage) -> None:
    page = open_page("/infer")
    page.evaluate("document.getElementById('ask').addEventListener('submit', () => { window.asked = true; })")
    page.evaluate(_PASTE, "")
    page.evaluate("() => new Promise((done) => setTimeout(done))")  # the field is looked at one turn later
    assert page.evaluate("window.asked") is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("made.npy", npy(EXPANDED)),
        ("made.npy", npy(EXPANDED.astype(np.float32))),
        ("made.npy", npy(np.asfortranarray(EXPANDED))),
        ("made.txt", str(EXPANDED.tolist()).encode()),
    ],
)
def test_a_file_is_dropped(open_page: OpenPage, name: str, content: bytes) -> None:
    page = open_page("/infer")
    page.get_by_label("Shape of the input").first.fill("1,2,2,4")
    drop(page, name, content)
    expect(page.locator("#told")).to_contain_text(PATTERN)


def test_a_table_is_opened_and_what_is_missing_is_offered(visitor: Visitor) -> None:
    page = visitor.open("/infer")
    table: FilePayload = {"name": "made.csv", "mimeType": "text/csv", "buffer": b"0,2\n1,3\n"}
    page.locator("#file").set_input_files(table)
    expect(page.locator("#cells-wrong")).to_contain_text("Which shape did the numbered cells have that went in?")
    page.get_by_role("link", name="it had the shape 2,2").first.click()
    expect(page.locator("#told")).to_contain_text("a b → b a")
    [refused] = visitor.complaints  # browsers note the status of the page that asks
    assert "422" in refused
    visitor.complaints.clear()


def test_what_is_no_file_of_numbers_is_refused_on_the_spot(open_page: OpenPage) -> None:
    page = open_page("/infer")
    drop(page, "made.npy", b"nothing of the kind")
    expect(page.locator("#cells-wrong")).to_contain_text("This file cannot be read")


def test_what_is_too_long_for_an_address_stays_in_the_page(open_page: OpenPage) -> None:
    page = open_page("/infer")
    page.get_by_label("Shape of the input").first.fill("64,64")
    drop(page, "made.npy", npy(np.arange(4096).reshape(64, 64).T))
    expect(page.locator("#told")).to_contain_text("a b → b a")
    expect(page.locator("#address")).to_contain_text("This is too long for an address")
    assert page.url.endswith("/infer#told")


def test_the_lines_to_copy_are_those_of_the_library_and_the_shape(open_page: OpenPage) -> None:
    page = open_page("/infer")
    lines = page.locator("#own-code")
    expect(lines).to_contain_text("x = torch.arange(16.0).reshape(1, 2, 2, 4)")
    page.get_by_role("tab", name="numpy").click()
    page.get_by_label("Shape of the input").first.fill("2,6")
    expect(lines).to_contain_text("x = np.arange(12.0).reshape(2, 6)")
    text = lines.inner_text()
    assert len(text.splitlines()) == 4
    printed: list[str] = []
    names = {"layer": lambda x: x.reshape(2, 2, 3).swapaxes(0, 1), "print": lambda made: printed.append(str(made))}
    exec(text, names)
    page.locator("#sources").fill(printed[0])
    page.get_by_role("button", name="Find the pattern").click()
    expect(page.locator("#told")).to_contain_text("a (b c) → b a c")


def test_one_chooses_by_looking(open_page: OpenPage) -> None:
    page = open_page("/infer")
    between = page.locator("#between")
    between.get_by_label("Shape of the input").fill("1,4,4,2")
    between.get_by_label("Shape of the output").fill("1,2,2,8")
    between.get_by_role("button", name="Show").click()
    expect(between.locator(".card")).to_have_count(24)
    first = between.locator(".card").first
    expect(first.locator("img")).to_have_js_property("complete", True)
    first.get_by_role("link", name="Swin / VMamba merge").click()
    expect(page.locator("#output")).to_have_text("1 × 2 × 2 × 8")
