"""``/infer``: what is pasted in whatever form, what is said of it, and what is wrong with it; all without a script."""

import re
from html import unescape
from urllib.parse import urlencode

import numpy as np
import pytest

from tests.rows import asked_of
from tests.web.client import Client

CLIENT = Client()
EXPANDED = np.arange(16).reshape(1, 2, 2, 2, 2).transpose(0, 1, 3, 2, 4).reshape(1, 4, 4, 1)
LIST = str(EXPANDED.tolist())
TORCH = "tensor([[[[ 0.],\n          [ 1.],\n          [ 4.],\n          [ 5.]]]])"
PATTERN = "a b c (p1 p2) → a (b p1) (c p2) 1, p2=2"
SHAPE = {"input_shape": "1,2,2,4"}


def shown(texts: dict[str, str], status: int = 200) -> str:
    """The page as it is read."""
    response = CLIENT.get("/infer", texts)
    assert response.status_code == status, response.text
    return read(response.text)


def read(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def links(texts: dict[str, str]) -> list[str]:
    page = CLIENT.get("/infer", texts).text
    main = page[page.index("<main") : page.index("</main>")]
    return [
        unescape(link) for link in re.findall(r'(?:href|src|data-moving)="(/[^"]+)"', main) if "/static/" not in link
    ]


# A printing, what shape it is of, what stands beside it, and what it is.
PASTED: list[tuple[str, dict[str, str], str]] = [
    (LIST, SHAPE, PATTERN),
    (str(EXPANDED), SHAPE, PATTERN),
    (repr(EXPANDED.astype(np.float32)), SHAPE, PATTERN),
    (
        str(EXPANDED.reshape(-1).tolist()),
        {**SHAPE, "output_shape": "1,4,4,1"},
        "a b c (p1 p2) → a (b p1) (c p2) 1, p2=2",
    ),
    (TORCH, {"input_shape": "2,2,2"}, "rearrange"),
    ("tensor([[0., 2.],\n        [1., 3.]], device='cuda:0')", {"input_shape": "2,2"}, "a b → b a"),
    ("y = array([[0, 2], [1, 3]], dtype=int32)", {"input_shape": "(2, 2)"}, "a b → b a"),
    ("0,2\n1,3\n", {"input_shape": "2,2"}, "a b → b a"),
    ("0;2\n1;3\n", {"input_shape": "2x2"}, "a b → b a"),
    ("0 0 1 1", {"input_shape": "2"}, "a → (a b), b=2"),
    ("[[1, 3]]", {"input_shape": "2,2"}, "x["),
    ("[2]", {"input_shape": "4"}, "x[2:3]"),
]


@asked_of({"printings": PASTED})
def test_whatever_is_pasted_is_read(text: str, beside: dict[str, str], pattern: str) -> None:
    told = shown({"sources": text, **beside})
    assert pattern in told
    assert "does the same" in told


def test_a_pattern_is_told_with_its_name_its_page_and_its_picture() -> None:
    texts = {"sources": LIST, **SHAPE}
    assert "Known as: Swin-Unet / VM-UNet expand." in shown(texts)
    assert "通称：Swin-Unet / VM-UNet 展开。" in shown({**texts, "lang": "zh"})
    for link in links(texts):
        assert CLIENT.get(link).status_code == 200, link
    assert any(link.startswith("/rearrange.svg?") for link in links(texts))


def test_the_cell_that_rules_patterns_out_is_told_with_the_nearest_and_the_comparison() -> None:
    spoilt = EXPANDED.copy()
    spoilt[0, 1, 1, 0] = 2
    texts = {"sources": str(spoilt.tolist()), **SHAPE}
    told = shown(texts)
    assert "Going by the cells before it, cell 5 would come from 3; it comes from 2." in told
    assert "Cell 5 is y[0, 1, 1, 0]; it comes from x[0, 0, 0, 2]." in told
    assert "The nearest of the patterns that were tried" in told
    assert "1 of 16 cells differs, the first of them cell 5." in told
    [compare] = [link for link in links(texts) if link.startswith("/compare?")]
    page = CLIENT.get(compare)
    assert page.status_code == 200
    assert "1 of 16 cells differs" in page.text
    for link in links(texts):
        assert CLIENT.get(link).status_code == 200, link


# What is sent, the field that is named, and what is said of it.
WRONG: list[tuple[dict[str, str], str]] = [
    ({"sources": LIST}, "Shape of the input: Which shape"),
    ({"sources": LIST, "input_shape": "2,2"}, "Shape of the input: Cell 15 comes from 15"),
    ({"sources": LIST, "input_shape": "2,x"}, "Shape of the input:"),
    ({"sources": LIST, "input_shape": "2;2"}, "Shape of the input: There is one tensor"),
    ({"sources": LIST, "output_shape": "3,5", **SHAPE}, "Shape of the output: The output has 15 cells; got 16"),
    ({"sources": "[0.5, 1]", "input_shape": "2"}, "What the layer made: Cell 0 is 0.5, which is the number of no cell"),
    ({"sources": "[0, True]", "input_shape": "2"}, "What the layer made: Cell 1 is True"),
    ({"sources": "[0, cat]", "input_shape": "2"}, "What the layer made: Cell 1 is cat"),
    ({"sources": "[0, nan]", "input_shape": "2"}, "What the layer made: Cell 1 is nan"),
    ({"sources": "[0, -2]", "input_shape": "2"}, "What the layer made: Cell 1 is -2"),
    ({"sources": "[0, 1.2346e+05]", "input_shape": "2"}, "was rounded when it was printed"),
    ({"sources": "[0, ..., 9]", "input_shape": "10"}, "Cells are missing at the dots"),
    ({"sources": "[[0], [1, 2]]", "input_shape": "3"}, "The lists are not equally long."),
    ({"sources": "[0, 1", "input_shape": "2"}, "This bracket has no partner."),
    ({"sources": "x:[0];y:[1]", "input_shape": "2"}, "There are 2 tensors here"),
    ({"sources": "[]", "input_shape": "2"}, "There are no numbers here."),
    ({"input_shape": "2"}, "There are no numbers here."),
    ({"from": "12", "to": "8"}, "Shape of the output: The input has 12 cells, the output 8"),
    ({"from": "12"}, "Shape of the output: The parameter 'to' is missing."),
    ({"from": "0", "to": "0"}, "Shape of the input: This shape has no cells"),
]


@asked_of({"wrong": WRONG})
def test_what_is_wrong_names_its_field_and_what_mends_it_does(texts: dict[str, str], message: str) -> None:
    assert message in shown(texts, 422)
    page = CLIENT.get("/infer", texts).text
    mends = re.search(r'<p class="mends">(.*?)</p>', page, re.DOTALL)
    for link in re.findall(r'href="([^"]+)"', mends[1] if mends else ""):
        assert CLIENT.get(unescape(link)).status_code == 200, link


def test_the_shape_that_the_lines_of_the_page_number_is_offered_first() -> None:
    page = CLIENT.get("/infer", {"sources": LIST}).text
    mends = re.search(r'<p class="mends">(.*?)</p>', page, re.DOTALL)
    assert mends
    assert re.findall(r">(it had[^<]+)<", mends[1])[0] == "it had the shape 1,2,2,4"


def test_one_number_in_scientific_notation_that_has_all_its_digits_is_read() -> None:
    assert "does the same" in shown({"sources": "[1.0000e+00, 0.0000e+00]", "input_shape": "2"})


def test_what_is_too_long_for_an_address_is_sent_as_a_form_and_stays_in_the_page() -> None:
    cells = np.arange(4096).reshape(64, 64)
    body = urlencode({"sources": str(cells.T.tolist()), "input_shape": "64,64"})
    response = CLIENT.post_body("/infer", body, "application/x-www-form-urlencoded")
    assert response.status_code == 200
    told = read(response.text)
    assert "a b → b a" in told
    assert "This is too long for an address" in told
    cells[3, 3] = 0
    body = urlencode({"sources": str(cells.T.tolist()), "input_shape": "64,64"})
    told = read(CLIENT.post_body("/infer", body, "application/x-www-form-urlencoded").text)
    assert "1 of 4096 cells differs" in told
    assert "Compare both" not in told


def test_of_a_form_a_button_mends_what_is_missing() -> None:
    body = urlencode({"sources": LIST, "input_shape": "", "mend": "input_shape=16"})
    assert "does the same" in read(CLIENT.post_body("/infer", body, "application/x-www-form-urlencoded").text)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe=1", b"sources=%ff%fe", b"a&b&&=", b"sources=" + b"[" * 200])
def test_whatever_is_sent_as_a_form_there_is_a_page(body: bytes) -> None:
    response = CLIENT.post_body("/infer", body, "application/x-www-form-urlencoded")
    assert response.status_code in (200, 422)


def test_shapes_are_shown_as_cards_and_lead_to_their_pages() -> None:
    texts = {"from": "1,4,4,2", "to": "1,2,2,8"}
    told = shown(texts)
    assert "Swin / VMamba merge" in told
    assert "Found: 24." in told
    assert "There are more" in told
    for link in links(texts)[:9]:
        assert CLIENT.get(link).status_code == 200, link


def test_what_counts_readers_changes_nothing_and_what_stands_twice_is_refused() -> None:
    assert CLIENT.get("/infer?utm_source=x&from=2,3&to=3,2").status_code == 200
    response = CLIENT.get("/infer?from=2,3&from=3,2&to=3,2")
    assert response.status_code == 422
    assert "given twice" in response.text
