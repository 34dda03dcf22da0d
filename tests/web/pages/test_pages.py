"""The pages as they come from the server: complete without a script, and whatever a link says stays text."""

import json
import re
from typing import Any

import httpx
import pytest

from einscope.core.ops import registry
from tests.web.client import OPERATIONS, PATCH, Client, answer, strict_json
from tests.web.markup import Document

PAGES = ("/", *(f"/{operation}" for operation in OPERATIONS))


def read(response: httpx.Response, status: int = 200) -> Document:
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Document(response.text)


def state_in(page: Document) -> Any:
    return json.loads(page.by_id("state").text)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_its_example_without_a_script(client: Client, path: str) -> None:
    operation = path.strip("/") or "rearrange"
    page = read(client.get(path))
    answered = answer(client.get(f"/api/v1/{operation}", {**registry()[operation].example, "check": "1"}))
    assert page.by_id("formula").text == answered["formula"]["text"]
    assert "×".join(map(str, answered["output"]["shape"])) in page.by_id("shapes").text
    assert "×".join(map(str, answered["inputs"][0]["shape"])) in page.by_id("shapes").text
    rows = [row.text for row in page.all("tr")]
    assert len(rows) == 1 + answered["cells"]["count"]
    assert state_in(page)["answer"] == answered


def test_the_table_of_cells_says_where_each_comes_from(client: Client) -> None:
    rows = [row.text.split() for row in read(client.get("/rearrange", PATCH)).all("tr")]
    assert " ".join(rows[3]) == "y[0, 0, 2, 0]x[0, 0, 1, 0] = 4"


def test_the_table_of_cells_says_which_are_filled(client: Client) -> None:
    page = read(client.get("/merge", {"shape": "1,3,1", "odd": "pad"}))
    cells = [cell.text for cell in page.all("td")]
    assert cells[-2:] == ["y[0, 1, 1]", "0, filled in"]
    assert page.by_id("condition").text == "where 2l + p1 < 3, else 0"


def test_the_table_of_a_large_tensor_is_cut_and_says_so(client: Client) -> None:
    page = read(client.get("/rearrange", {**PATCH, "shape": "1000000,1000,1000,4"}))
    (caption,) = page.all("caption")
    assert caption.text == "Where each cell of y comes from (the first 256 of 4000000000000)"
    assert len(list(page.all("tr"))) == 257


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_link_of_a_page_leads_somewhere(client: Client, operation: str) -> None:
    page = read(client.get(f"/{operation}"))
    links = {link.attributes["href"] for link in page.all("a")}
    assert {f"/{each}" for each in OPERATIONS} <= links
    for link in links:
        if link.startswith("#"):
            assert page.by_id(link[1:]).tag in ("main", "section")
            continue
        assert link.startswith("/")
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_twin_of_a_page_is_the_state_in_it(client: Client, operation: str) -> None:
    for texts in (dict(registry()[operation].example), {"shape": "2,"}, {"unknown": "1"}, {}):
        embedded = state_in(Document(client.get(f"/{operation}", texts).text))
        twin = strict_json(client.get(f"/state/{operation}", texts))
        assert {key: embedded[key] for key in twin} == twin
        assert (twin["answer"] is None) != (twin["problem"] is None)


@pytest.mark.parametrize(
    ("path", "texts", "said"),
    [
        ("/rearrange", {"pattern": "b (h w -> b h w", "shape": "1,4"}, "This bracket is never closed."),
        ("/rearrange", {"pattern": "a b -> b a", "shape": "2,-2"}, "A size cannot be negative."),
        ("/rearrange", {"pattern": "a -> a"}, "The parameter 'shape' is missing."),
        ("/", {"pattern": "a → b", "shape": "2"}, "'a' is on the left but not on the right"),
        ("/expand", {"shape": "1,2,2,3"}, "x has 3 channels"),
        ("/merge", {"shape": "1,5,4,1"}, "the nearest size that fits: 4 or 6"),
    ],
)
def test_a_bad_link_gives_a_page_that_names_the_mistake(
    client: Client, path: str, texts: dict[str, str], said: str
) -> None:
    page = read(client.get(path, texts), 422)
    assert said in page.by_id("message").text
    assert state_in(page)["answer"] is None
    for name, text in texts.items():
        assert page.by_name(name).attributes["value"] == text


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "</title><b>",
    "<!-- <script>",
    "--></noscript><b>",
    "{{7*7}}",
    "{% raw %}",
    "${7*7}",
    "javascript:alert(1)",
    "&lt;b&gt;&amp;quot;",
    "a\u2028\u2029b",
    'a" onfocus=alert(1) autofocus x="',
    "\\u003cb>\\",
]
FIELDS = [
    ("rearrange", "pattern"),
    ("rearrange", "shape"),
    ("rearrange", "sizes"),
    ("rearrange", "at"),
    ("expand", "shape"),
    ("expand", "factor"),
    ("expand", "order"),
    ("merge", "channels"),
    ("merge", "odd"),
]


def assert_holds_no_markup_but_its_own(page: Document) -> None:
    for element in page.elements:
        assert element.tag not in ("b", "img", "style", "iframe", "object", "embed", "base")
        for name, value in element.attributes.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name not in ("style", "srcdoc", "autofocus"), (element.tag, name)
            assert name not in ("href", "src", "action") or value.startswith(("/", "#")), (element.tag, value)
    for script in page.all("script"):
        if script.attributes.get("type") == "application/json":
            json.loads(script.text)
        else:
            assert script.attributes["src"].startswith("/static/")
            assert script.text == ""


@pytest.mark.parametrize(("operation", "field"), FIELDS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_a_link_says_stays_text(client: Client, operation: str, field: str, attack: str) -> None:
    page = read(client.get(f"/{operation}", {**registry()[operation].example, field: attack}), 422)
    assert_holds_no_markup_but_its_own(page)
    assert state_in(page)["texts"][field] == attack
    fields = [each for each in page.elements if each.attributes.get("name") == field and each.tag == "input"]
    assert [each.attributes["value"] for each in fields] in ([], [attack])


@pytest.mark.parametrize("path", [*PAGES, "/docs"])
def test_a_page_keeps_scripts_and_styles_in_files(client: Client, path: str) -> None:
    page = read(client.get(path))
    assert_holds_no_markup_but_its_own(page)
    for each in (*page.all("script"), *page.all("link")):
        source = each.attributes.get("src") or each.attributes.get("href")
        if source:
            assert client.get(source).status_code == 200


def test_names_that_need_escaping_are_shown_as_they_are(client: Client) -> None:
    pattern = "变 é self -> self (é 变)"
    page = read(client.get("/rearrange", {"pattern": pattern, "shape": "2,3,1"}))
    assert page.by_name("pattern").attributes["value"] == pattern
    assert page.by_id("line").text == pattern
    assert page.by_id("formula").text == "y[self, 2é + 变] = x[变, é, self]"


@pytest.mark.parametrize("path", [*PAGES, "/docs", "/rearrange?pattern=a&shape=2"])
def test_head_answers_like_get_without_a_body(client: Client, path: str) -> None:
    head, get = client.send("HEAD", path), client.get(path)
    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.content == b""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "this one fills each 2×2 block row by row, the other one column by column."),
        ("/merge", "this one reads each 2×2 block column by column, the other one row by row."),
        ("/expand?shape=1,2,2,4&lang=zh", "这一个对每个 2×2 块逐行填充，另一个逐列填充。"),
    ],
)
def test_a_page_says_how_the_state_differs_from_the_one_it_is_mistaken_for(
    client: Client, path: str, text: str
) -> None:
    assert Document(client.get(path).text).by_id("compare").text.endswith(text)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_label_of_a_field_is_left_in_english(client: Client, operation: str) -> None:
    page = Document(client.get(f"/{operation}?lang=zh").text)
    labels = [each.text.strip() for each in page.all("label") if "data-field" in each.attributes]
    labels += [each.text.strip() for each in page.all("option") if "value" in each.attributes]
    assert labels
    assert not [label for label in labels if re.match(r"[a-z]{2,}", label)]
