"""The page of programs is whole without a script, and whatever a link says is text in it."""

import pytest

from einscope.core.program.question import PROGRAM
from einscope.web.server.static_files import static_files
from tests.web.client import Client, strict_json
from tests.web.markup import Document

EXAMPLE = dict(PROGRAM.example)


def page(client: Client, texts: dict[str, str] | None = None, status: int = 200) -> Document:
    response = client.get("/program", texts)
    assert response.status_code == status
    return Document(response.text)


def test_without_a_query_the_page_shows_the_example(client: Client) -> None:
    text = client.get("/program").text
    assert "16 of 32 cells change their flat position." in text
    assert "x[0, 0, 1, 0] = 2" in text
    assert "Line 6: x joins x0, x1, x2, x3, 1×2×2×8." in text


def test_a_mistake_is_said_with_its_line(client: Client) -> None:
    response = client.get("/program", {"code": "y = x\nz = y.q", "shape": "x:2"})
    assert response.status_code == 422
    assert "Line 2, column 5:" in response.text


def test_the_choices_are_said_without_a_script_too(client: Client) -> None:
    text = client.get("/program", {"code": "y = self.proj(x)", "shape": "x:2"}).text
    assert "if it keeps the shape: self.proj=pass." in text
    assert "Go on with a new tensor of shape 2: self.proj=(2). End the program before it: self.proj=stop." in text


@pytest.mark.parametrize("name", ["code", "shape", "values", "library", "at", "lang", "nothing"])
def test_what_a_link_says_is_text(client: Client, name: str) -> None:
    attack = "</script></textarea>\"'><img src=x onerror=alert(1)>"
    response = client.get("/program", {"code": "y = x", "shape": "x:2", name: attack})
    assert response.status_code in (200, 422)
    assert "<img" not in response.text
    assert "</script></textarea>" not in response.text


def test_the_text_of_a_program_is_kept_as_it_was(client: Client) -> None:
    code = "\n\n# über 😀 <b>\ny = x\t.t()"
    state = strict_json(client.get("/state/program", {"code": code, "shape": "x:2,3"}))
    assert state["texts"]["code"] == code
    assert state["answer"]["request"]["code"] == code
    assert "&lt;b&gt;" in client.get("/program", {"code": code, "shape": "x:2,3"}).text


def test_the_state_is_the_same_by_query_and_by_body(client: Client) -> None:
    texts = {**EXAMPLE, "step": "3", "at": "h=1", "lang": "zh"}
    by_query = strict_json(client.get("/state/program", texts))
    by_body = strict_json(client.send("POST", "/state/program", params={"lang": "zh"}, json=texts))
    assert by_body == by_query


def test_a_state_never_fails(client: Client) -> None:
    for texts in ({"code": ""}, {"shape": "x:2"}, {"code": "y = x", "step": "-1"}, {"code": "y = x", "stage": "9"}):
        state = strict_json(client.post("/state/program", texts))
        assert state["answer"] is None
        assert state["problem"]["errors"][0]["message"]


@pytest.mark.parametrize(
    ("code", "given", "unused", "said"),
    [
        ("x = torch.arange(4)", {"shape": "x:2,3"}, ["x"], "x is never read."),
        ("y = q.t()", {"shape": "x:2,3", "values": "n=2"}, ["x", "n"], ""),
        ("y = x.t()", {"shape": "x:2,3"}, [], "Every input cell is kept exactly once."),
        ("y = x.t()", {"shape": "x:two"}, [], ""),
    ],
)
def test_the_state_names_what_is_given_without_need(
    client: Client, code: str, given: dict[str, str], unused: list[str], said: str
) -> None:
    state = strict_json(client.post("/state/program", {"code": code, **given}))
    assert state["unused"] == unused
    assert (state["answer"]["verdict"]["notes"][0]["text"] if state["answer"] else "") == said


def test_sentences_are_in_the_language_that_is_asked_for(client: Client) -> None:
    state = strict_json(client.get("/state/program", {**EXAMPLE, "lang": "zh"}))
    assert all("Line" not in sentence for sentence in state["answer"]["steps"])
    assert "lang=zh" in state["answer"]["same"]["url"]


def test_the_editor_is_loaded_by_this_page_alone(client: Client) -> None:
    sources = [each.attributes.get("src", "") for each in page(client).elements]
    assert static_files().address("program/main.js") in sources
    assert "codemirror" not in client.get("/").text
    assert "/program/" not in client.get("/static/visualiser/main.js").text
    assert client.get("/static/vendor/codemirror/codemirror.js").status_code == 200
    assert client.get("/static/vendor/codemirror/LICENSE").status_code == 200


JOINED = {"code": "y = torch.cat([q, k], -1)", "shape": "q:2,3;k:2,3"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_frame_shows_the_line_that_its_address_names(client: Client, lang: str) -> None:
    response = client.get("/embed/program", {**EXAMPLE, "step": "1", "stills": "1", "lang": lang})
    assert response.status_code == 200
    assert "frame-ancestors" not in response.headers["content-security-policy"]
    found = Document(response.text)
    said = strict_json(client.get("/state/program", {**EXAMPLE, "step": "1", "lang": lang}))["answer"]["steps"][1]
    assert found.by_id("said").text == said
    assert "embed/program/main.js" in response.text


def test_a_frame_of_a_program_that_ends_half_way_shows_what_came_before(client: Client) -> None:
    response = client.get("/embed/program", {"code": "y = x.t()\nz = foo(y)", "shape": "x:2,3"})
    assert response.status_code == 422
    assert "Line 1: y is x with its cells moved, 3×2." in response.text


def test_links_lead_to_the_frame_and_keep_how_the_line_is_looked_at(client: Client) -> None:
    texts = {**JOINED, "lead": "k", "color": "j", "view": "*=i:column", "stage": "1.5", "cell": "3"}
    links = strict_json(client.get("/state/program", texts))["answer"]["links"]
    for name, path in (("page", "/program?"), ("embed", "/embed/program?"), ("png", "/program.png?")):
        assert links[name].startswith(path)
        assert all(f"{each}=" in links[name] for each in ("lead", "color", "view", "stage", "cell"))
        assert client.get(links[name]).status_code == 200
    assert "stage=" not in links["svg"]


def test_each_input_is_judged_on_the_page_without_a_script_too(client: Client) -> None:
    text = client.get("/program", {**JOINED, "code": "y = torch.cat([q, k[:1]])"}).text
    assert "3 of 6 cells of k are dropped." in text
    assert "Each input on its own" in text


def test_the_page_has_the_card_of_its_line(client: Client) -> None:
    text = client.get("/program", JOINED).text
    assert '<meta property="og:title" content="Program · q 2×3, k 2×3 → y 2×6">' in text
    assert '<meta property="og:description" content="Line 1: y joins q, k, 2×6.">' in text
