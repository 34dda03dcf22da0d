"""Every code that can be raised is explained, and what its page shows is what the application says."""

import asyncio

import pytest

from einscope.settings import Settings
from einscope.web.problems.asked import Example, asked
from einscope.web.problems.table import EXPLAINED, GROUPS
from einscope.web.server.bounds.line import BusyError
from einscope.web.server.language import LANGUAGES
from tests.web.client import Client, application, problem
from tests.web.problems.codes import raised

PUBLIC = Settings(public_url="https://example.org/einscope")
# What nothing that can be asked mends.
HOPELESS = {"address-private", "not-found"}
# What takes an address of its own, a header, a body of megabytes, or luck.
NEVER_ASKED = {
    *("npy-invalid", "npy-objects", "npy-truncated", "npy-long", "sources-not-integers", "content-type-unknown"),
    *("body-long", "query-long", "address-long", "data-limit", "code-missing", "pictures-busy", "internal"),
    *("sources-empty", "sources-several", "sources-rounded", "mcp-missing", "origin-unknown"),
    *("body-slow", "server-busy", "rate-limit", "memory-limit", "time-spent"),
}


def example(code: str, settings: Settings | None = None, language: str = "en") -> Example | None:
    return asyncio.run(asked(application(settings or Settings()), EXPLAINED[code], language, {}))


def test_every_code_that_can_be_raised_is_explained() -> None:
    found = raised()
    assert found.unread == [], "a code is a literal, or a name for one"
    assert {code: where for code, where in found.codes.items() if code not in EXPLAINED} == {}


def test_every_code_that_is_explained_can_be_raised() -> None:
    assert set(EXPLAINED) - set(raised().codes) == set()
    assert sum(len(group.codes) for group in GROUPS) == len(EXPLAINED)


def test_few_codes_have_no_example() -> None:
    assert {code for code, each in EXPLAINED.items() if each.example is None} == NEVER_ASKED


@pytest.mark.parametrize("code", [code for code in EXPLAINED if code not in NEVER_ASKED])
def test_an_example_is_refused_with_its_code_and_what_mends_it_is_answered(code: str) -> None:
    settings = PUBLIC if code == "format-unknown" else None
    found = example(code, settings)
    assert found is not None, "it is answered, or refused with another code"
    assert found.message
    marked = [piece for pieces in found.texts.values() for piece in pieces if piece.wrong]
    assert all(piece.text for piece in marked)
    assert bool(found.ways) != (code in HOPELESS)


def test_an_example_that_is_not_refused_is_not_shown() -> None:
    assert example("address-private") is not None
    assert example("address-private", PUBLIC) is None
    assert "<h2" not in Client(PUBLIC).get("/problems/address-private").text.split("near-title")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_message_culprit_hint_and_repair(client: Client, language: str) -> None:
    page = client.get("/problems/bracket-open", {"lang": language})
    refused = problem(
        client.get("/api/v1/rearrange", {"pattern": "b h w -> b (h w", "shape": "1,2,3", "lang": language})
    )
    assert refused["type"] == "/problems/bracket-open"
    [error] = refused["errors"]
    assert error["message"] in page.text
    assert error["hint"] in page.text
    assert "<mark>(</mark>" in page.text
    mended = f"/rearrange?pattern=b+h+w+-%3E+b+(h+w)&amp;shape=1,2,3&amp;lang={language}"
    assert f'href="{mended}"' in page.text


def test_the_page_of_all_leads_to_every_code(client: Client) -> None:
    page = client.get("/problems").text
    for code in EXPLAINED:
        assert f'href="/problems/{code}"' in page
        assert client.get(f"/problems/{code}").status_code == 200


@pytest.mark.parametrize(
    ("code", "near"), [("size-unkown", "size-unknown"), ("arrow", "arrow-missing"), ("<b>", ""), ("x" * 5000, "")]
)
def test_an_unknown_code_is_not_found_and_near_ones_are_listed(client: Client, code: str, near: str) -> None:
    response = client.get(f"/problems/{code}")
    assert response.status_code == 404
    assert "<b>" not in response.text
    assert ("/problems/" + near in response.text) if near else ("near-title" not in response.text)
    assert 'href="/problems"' in response.text


TYPED = [
    ("GET", "/api/v1/rearrange?pattern=a", "parameter-missing"),
    ("GET", "/api/v1/rearrange?pattern=a&shape=2", "arrow-missing"),
    ("GET", "/api/v1/program?code=y+%3D&shape=x:2", "program-syntax"),
    ("GET", "/api/v1/program.npy?code=y+%3D&shape=x:2", "program-syntax"),
    ("GET", "/rearrange.svg?pattern=a&shape=2", "arrow-missing"),
    ("GET", "/program.svg?code=y+%3D&shape=x:2", "program-syntax"),
    ("GET", "/api/v1/compare?a=/nowhere&b=/merge", "address-unknown"),
    ("GET", "/compare.svg?a=/nowhere&b=/merge", "address-unknown"),
    ("GET", "/oembed?url=/merge&format=xml", "format-unknown"),
    ("GET", "/nowhere", "not-found"),
    ("PUT", "/api/v1/rearrange", "method-not-allowed"),
    ("POST", "/api/v1/rearrange", "body-invalid"),
    ("GET", "/api/v1/rearrange?" + "a" * 9000, "query-long"),
]


@pytest.mark.parametrize(("method", "path", "code"), TYPED)
@pytest.mark.parametrize("settings", [Settings(), PUBLIC], ids=["relative", "absolute"])
def test_the_type_of_a_problem_is_the_address_of_its_page(
    method: str, path: str, code: str, settings: Settings
) -> None:
    refused = Client(settings).send(method, path).json()
    assert refused["errors"][0]["code"] == code
    assert refused["type"] == f"{settings.public_url}/problems/{code}"


@pytest.mark.parametrize("path", ["/state/rearrange?pattern=a", "/state/program?code=y+%3D"])
def test_the_problem_in_a_state_has_it_too(path: str) -> None:
    shown = Client(PUBLIC).get(path).json()["problem"]
    assert shown["type"] == f"{PUBLIC.public_url}/problems/{shown['errors'][0]['code']}"


def test_an_example_is_never_left_out_because_there_is_too_much_to_do() -> None:
    busy = application(Settings(turns_waiting=0, answer_bytes=0))

    async def ask() -> list[object]:
        asking = (asked(busy, EXPLAINED["size-odd"], "en", {}) for _ in range(4))  # one has its turn, others must wait
        return await asyncio.gather(*asking, return_exceptions=True)

    told = asyncio.run(ask())
    assert any(isinstance(each, BusyError) for each in told)
    assert all(isinstance(each, BusyError) or each == example("size-odd") for each in told)


def test_what_a_page_asks_itself_is_not_counted_against_anybody() -> None:
    usual, bounded = (Client(Settings(rate=rate, answer_bytes=0)).get("/problems/size-odd") for rate in (0, 1))
    assert bounded.status_code == 200
    assert bounded.text == usual.text
