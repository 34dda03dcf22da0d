"""Whatever an answer offers is asked again, and answered: links, the inverse, what to compare with, repairs."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.core.examples import GROUPS
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.questions import questions
from tests.core.equations import Shapes, equations
from tests.core.judge.verdict.requests import Texts, blocks, einsums, patterns, windows
from tests.web.client import Client, answer, strict_json

STEADY = settings(max_examples=60, deadline=None, derandomize=True)
OFFERED: list[Texts] = [
    (question.name, dict(values))
    for question in questions().values()
    for values in (question.example, *(preset.values for preset in question.presets))
]
OFFERED += [
    (example.op, dict(texts))
    for group in GROUPS
    for example in group.examples
    for texts in (example.texts, example.other)
    if texts is not None
]
EDGES: list[Texts] = [
    ("einsum", {"pattern": "", "shape": ""}),
    ("einsum", {"pattern": "->", "shape": ""}),
    ("einsum", {"pattern": " , ", "shape": ";"}),
    ("einsum", {"pattern": "ij->ji", "shape": "2,3"}),
    ("einsum", {"pattern": "ba->ab", "shape": "2,2"}),
    ("einsum", {"pattern": "qj->j", "shape": "1,2"}),
    ("einsum", {"pattern": "fc->", "shape": "1,1"}),
    ("einsum", {"pattern": "ii->i", "shape": "1,1"}),
    ("einsum", {"pattern": "ij, j", "shape": "2,3;3"}),
    ("einsum", {"pattern": "...a->", "shape": "2,3"}),
    ("rearrange", {"pattern": "->", "shape": ""}),
    ("rearrange", {"pattern": "a b -> b a", "shape": "0,3"}),
    ("rearrange", {"pattern": "tensor pattern -> (tensor pattern)", "shape": "2,3"}),
    ("rearrange", {"pattern": f"{'a' * 499}->{'a' * 499}", "shape": "3"}),
    ("reduce", {"pattern": "a b -> a ()", "shape": "3,1", "reduction": "any"}),
    ("reduce", {"pattern": "->", "shape": "", "reduction": "max"}),
    ("repeat", {"pattern": "-> r", "shape": "", "sizes": "r=1"}),
    ("merge", {"shape": "1,5,5,1", "odd": "pad"}),
    ("merge", {"shape": "0,4,4,1"}),
    ("unfold", {"shape": "1,4,4,1", "kernel": "2", "stride": "2"}),
]


def api(url: str) -> str:
    """The same state as JSON."""
    parts = urlsplit(url)
    return f"/api/v1{parts.path}?{parts.query}"


def assert_answered(client: Client, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 200, f"{url} answers {response.status_code}: {response.text[:300]}"


def only(cells: Any) -> list[int]:
    """The one source of each cell, whatever room there is for others."""
    arity, sources = cells["arity"], cells["sources"][0]
    return [max(sources[at : at + arity]) for at in range(0, len(sources), arity)]


def assert_home(found: Any, back: Any) -> None:
    """Each cell of what comes back is the cell that was there before."""
    there, home = found["cells"], back["cells"]
    assert back["output"]["shape"] == found["inputs"][0]["shape"]
    if there["complete"] and home["complete"]:
        sources = only(there)
        assert [sources[cell] for cell in only(home)] == list(range(home["total"]))


def assert_offers(client: Client, operation: str, texts: dict[str, str], links: tuple[str, ...]) -> None:
    """Whatever the page of a state offers is there."""
    found = answer(client.get(f"/api/v1/{operation}", texts))
    for link in links:
        if found["links"].get(link):  # a program has none for a frame
            assert_answered(client, found["links"][link])
    if found["verdict"]["inverse"]:
        url = found["verdict"]["inverse"]["url"]
        assert_answered(client, url)
        assert_home(found, answer(client.get(api(url))))
    state = strict_json(client.get(f"/state/{operation}", texts))
    if (state.get("together") or {}).get("url"):
        assert_answered(client, api(state["together"]["url"]))
    if state.get("compare"):
        assert_answered(client, state["compare"]["url"])
    if (found.get("same") or {}).get("url"):
        assert_answered(client, api(found["same"]["url"]))


@pytest.mark.parametrize(("operation", "texts"), OFFERED + EDGES, ids=lambda each: str(each)[:60])
def test_what_is_offered_for_an_example_is_there(client: Client, operation: str, texts: dict[str, str]) -> None:
    assert_offers(client, operation, texts, ("page", "api", "npy", "embed", "svg"))


@pytest.mark.parametrize(
    ("operation", "texts", "held"),
    [
        ("rearrange", {"pattern": "a b -> b a", "shape": "4096,4096"}, ""),
        ("rearrange", {"pattern": "b h w c -> b c h w", "shape": "1000000,1000,1000,4"}, "&count=16777216"),
        ("einsum", {"pattern": "i j, j k -> i k", "shape": "9000,64;64,9000"}, "&count=131072"),
        ("reduce", {"pattern": "a b -> a", "shape": "2,100000000"}, None),
    ],
)
def test_of_a_large_tensor_a_file_of_its_first_cells_is_offered(
    client: Client, operation: str, texts: dict[str, str], held: str | None
) -> None:
    links = answer(client.get(f"/api/v1/{operation}", texts))["links"]
    page = urlsplit(links["page"])
    assert links["npy"] == (None if held is None else f"/api/v1{page.path}.npy?{page.query}{held}")
    if held is None:
        refused = client.get(f"/api/v1/{operation}.npy", {**texts, "count": "1"})
        assert strict_json(refused)["errors"][0]["repair"] == {}


@STEADY
@given(asked=st.one_of(patterns(), blocks(), einsums(), windows()))
def test_what_is_offered_for_any_request_is_there(client: Client, asked: Texts) -> None:
    assert_offers(client, *asked, ("page", "api", "npy"))


DOORS = ("/api/v1/{}", "/api/v1/{}.npy", "/{}", "/embed/{}", "/{}.svg?animate=0", "/{}.png?width=160")


def doors(client: Client, operation: str, texts: dict[str, str]) -> set[bool]:
    """Whether each of its addresses answers a request."""
    query = urlencode(texts)
    paths = [door.format(operation) for door in DOORS]
    answered = {client.get(f"{path}{'&' if '?' in path else '?'}{query}").status_code == 200 for path in paths}
    answered.add(strict_json(client.get(f"/state/{operation}", texts))["answer"] is not None)
    return answered | {client.post(f"/api/v1/{operation}", texts).status_code == 200}


@pytest.mark.parametrize(
    ("operation", "texts"),
    [*((name, dict(operation.example)) for name, operation in registry().items()), *EDGES],
    ids=lambda each: str(each)[:60],
)
def test_state_api_file_page_and_picture_answer_alike(client: Client, operation: str, texts: dict[str, str]) -> None:
    assert doors(client, operation, texts) == {True}
    for name in texts:  # it is missing, or left empty
        rest = {each: text for each, text in texts.items() if each != name}
        assert not rest or len(doors(client, operation, rest)) == 1, rest
        assert len(doors(client, operation, {**texts, name: ""})) == 1, name


@STEADY
@given(asked=equations())
def test_an_equation_is_answered_alike_everywhere(client: Client, asked: tuple[str, Shapes]) -> None:
    pattern, shapes = asked
    texts = {"pattern": pattern, "shape": ";".join(",".join(map(str, shape)) for shape in shapes)}
    assert len(doors(client, "einsum", texts)) == 1


@pytest.mark.parametrize(("language", "said"), [("en", "This bracket is never closed."), ("zh", "这个括号没有闭合。")])
def test_a_file_is_refused_in_the_language_that_is_asked_for(client: Client, language: str, said: str) -> None:
    asked = {"pattern": "(a b -> a b", "shape": "6", "lang": language}
    refused = client.get(
        "/api/v1/rearrange.npy", asked, headers={"accept-language": "zh" if language == "en" else "en"}
    )
    assert strict_json(refused)["detail"] == said
    assert_answered(client, f"/api/v1/rearrange.npy?pattern=a+b+->+b+a&shape=2,3&lang={language}")


SHOWN = {
    "start": ["0", "5", "99", "-1", "x"],
    "count": ["0", "3", "99999999", ""],
    "at": ["h=1", "h=99", "q=1", "h", ""],
    "view": ["y=h:row", "y=h:down", "z=h:row", "y=q:row", "y", "y=h:row,h:depth"],
    "show": ["1", "0", "99999999", "x"],
    "stage": ["1.5", "9", "x", "-1"],
    "cell": ["0", "15", "16", "9999"],
    "color": ["source", "value", "h", "q", ""],
    "lang": ["en", "zh", "zh-CN", "fr"],
}


@st.composite
def shown(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A state with something asked for that may not be there."""
    operation, texts = draw(st.sampled_from([each for each in OFFERED + EDGES if each[0] in registry()]))
    names = draw(st.lists(st.sampled_from(list(SHOWN)), unique=True, min_size=1, max_size=3))
    return operation, {**texts, **{name: draw(st.sampled_from(SHOWN[name])) for name in names}}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(asked=shown())
def test_what_is_offered_for_a_mistake_in_the_view_mends_it(client: Client, asked: tuple[str, dict[str, str]]) -> None:
    operation, texts = asked
    before = None
    for _ in range(8):
        problem = strict_json(client.get(f"/state/{operation}", texts))["problem"]
        if problem is None:
            return
        [error] = problem["errors"]
        if not error["repair"]:
            assert error["message"] != before, texts
            return
        before, texts = error["message"], {**texts, **error["repair"]}
    raise AssertionError(f"the offers lead in a circle: {texts}")


@STEADY
@given(asked=st.one_of(patterns(), blocks(), windows()))
def test_an_address_says_a_request_completely(client: Client, asked: Texts) -> None:
    operation, texts = asked
    page = answer(client.get(f"/api/v1/{operation}", texts))["links"]["page"]
    again = dict(parse_qsl(urlsplit(page).query, keep_blank_values=True))
    read = registry()[operation].read
    assert read(again, DEFAULT_LIMITS).plain() == read(texts, DEFAULT_LIMITS).plain()
