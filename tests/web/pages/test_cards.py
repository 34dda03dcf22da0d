"""What others show of a link: cards, frames, and comparisons."""

from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlsplit
from xml.etree import ElementTree as Tree

import pytest
from PIL import Image

from einscope.settings import Settings
from tests.web.client import OPERATIONS, PATCH, Client, answer, problem

PUBLIC = "https://example.org/eins"


class Head(HTMLParser):
    """The meta and link elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and ("property" in given or "name" in given):
            self.meta[given.get("property") or given["name"]] = given["content"]
        if tag == "link" and "type" in given:
            self.links[given["type"]] = given["href"]


@pytest.fixture(scope="module")
def public() -> Client:
    return Client(Settings(public_url=PUBLIC))


def local(address: str) -> str:
    """The part of a public address that this application answers."""
    assert address.startswith(PUBLIC)
    return address.removeprefix(PUBLIC)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_link_has_a_card_with_a_picture(public: Client, operation: str) -> None:
    head = Head(public.get(f"/{operation}").text)
    shapes = head.meta["og:title"].split(" · ")[-1]
    assert "→ y" in shapes
    assert head.meta["og:title"] == head.meta["twitter:title"] == head.meta["og:image:alt"]
    assert "=" in head.meta["og:description"]
    assert head.meta["twitter:card"] == "summary_large_image"
    assert local(head.meta["og:url"]).startswith(f"/{operation}?")
    image = public.get(local(head.meta["og:image"]))
    assert Image.open(BytesIO(image.content)).size == (1200, 630)
    assert (head.meta["og:image:width"], head.meta["og:image:height"]) == ("1200", "630")


def test_a_server_that_does_not_know_its_address_says_none(client: Client) -> None:
    text = client.get("/rearrange", PATCH, headers={"host": "evil.example"}).text
    head = Head(text)
    assert "og:title" in head.meta
    assert "og:image" not in head.meta
    assert "application/json+oembed" not in head.links
    assert "evil.example" not in text


def test_a_page_with_a_mistake_has_no_card(public: Client) -> None:
    head = Head(public.get("/rearrange", {"pattern": "a (b", "shape": "2"}).text)
    assert [name for name in head.meta if name.startswith("og:")] == []


def test_a_site_finds_the_frame_of_a_link(public: Client) -> None:
    head = Head(public.get("/rearrange", {**PATCH, "lang": "zh", "stage": "2"}).text)
    found = answer(public.get(local(head.links["application/json+oembed"])))
    assert (found["type"], found["version"]) == ("rich", "1.0")
    assert f'src="{PUBLIC}/embed/rearrange?' in found["html"]
    assert "lang=zh" in found["html"]
    assert public.get(local(found["thumbnail_url"])).status_code == 200
    assert PATCH["pattern"].replace("->", "→") in unescape(found["title"])


def test_a_program_is_framed_with_its_line_for_a_title(public: Client) -> None:
    url = f"{PUBLIC}/program?code=y+%3D+x.t()%0Az+%3D+y.flip(0)&shape=x:2,3&step=0&lang=zh"
    found = answer(public.get("/oembed", {"url": url}))
    assert found["title"] == "y = x.t() · 第 1 行 · x 2×3 → y 3×2"
    frame = unescape(str(found["html"])).split('src="')[1].split('"')[0]
    assert frame.startswith(f"{PUBLIC}/embed/program?")
    assert "step=0" in frame
    assert public.get(local(frame)).status_code == 200
    assert public.get(local(found["thumbnail_url"])).status_code == 200


@pytest.mark.parametrize(
    ("a", "b", "title"),
    [
        ("/merge?shape=1,4,4,1", "/merge?shape=1,4,4,1&order=p1+p2+c", "合并 · "),
        ("/program?code=y+%3D+x.t()&shape=x:2,3", "/rearrange?pattern=a+b+->+b+a&shape=2,3", "y = x.t() · "),
    ],
)
def test_a_comparison_has_a_card_and_a_frame(public: Client, a: str, b: str, title: str) -> None:
    head = Head(public.get("/compare", {"a": a, "b": b, "stage": "2", "lang": "zh"}).text)
    assert Image.open(BytesIO(public.get(local(head.meta["og:image"])).content)).size == (1200, 630)
    found = answer(public.get(local(head.links["application/json+oembed"])))
    frame = unescape(str(found["html"])).split('src="')[1].split('"')[0]
    framed = public.get(local(frame))
    assert (framed.status_code, "stage=2" in frame, "lang=zh" in frame) == (200, True, True)
    assert "embed/compare/main.js" in framed.text
    assert title in found["title"]
    assert public.get(local(found["thumbnail_url"])).status_code == 200


def test_a_frame_is_no_larger_than_there_is_room(public: Client) -> None:
    url = f"{PUBLIC}/merge?shape=1,4,4,1"
    found = answer(public.get("/oembed", {"url": url, "maxwidth": "300", "maxheight": "200", "format": "json"}))
    assert (found["width"], found["height"]) == (300, 200)
    assert 'width="300" height="200"' in found["html"]


def test_a_frame_quotes_what_it_repeats(public: Client) -> None:
    html = answer(public.get("/oembed", {"url": f"{PUBLIC}/rearrange?pattern=a b -> b a&shape=2,3"}))["html"]
    assert html.count(">") == html.count("<") == 2
    assert "&amp;shape=2,3" in html


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://evil.example/merge?shape=1,4,4,1", "address-unknown"),
        (f"{PUBLIC}.evil.example/merge?shape=1,4,4,1", "address-unknown"),
        ("//evil.example/merge?shape=1,4,4,1", "address-unknown"),
        (f"{PUBLIC}/nothing", "address-unknown"),
        (f"{PUBLIC}/static/visualiser/main.js", "address-unknown"),
        (f"{PUBLIC}/merge?shape=1,4", "shape-rank"),
        (f"{PUBLIC}/merge?shape=1,4,4,1&shape=1", "parameter-repeated"),
        (f"{PUBLIC}/program?code=y+%3D+x.foo&shape=x:2", "program-attribute"),
        (f"{PUBLIC}/program?code=y+%3D+x&code=y&shape=x:2", "parameter-repeated"),
        (f"{PUBLIC}/program?code=y" + "&a=1" * 80, "address-unknown"),
        (f"{PUBLIC}/compare?a=/merge&b=/nothing", "address-unknown"),
        (f"{PUBLIC}/compare?a=/merge", "parameter-missing"),
        (f"{PUBLIC}/compare?a=/merge&b=/expand&stage=later", "stage-not-a-number"),
        (f"{PUBLIC}/compare?a=/merge&b=/expand&cell=99999", "cell-outside"),
        (f"{PUBLIC}/examples", "address-unknown"),
        ("http://[", "address-unknown"),
        ("", "address-unknown"),
    ],
)
def test_a_link_that_leads_elsewhere_has_no_frame(public: Client, url: str, code: str) -> None:
    error = problem(public.get("/oembed", {"url": url}))["errors"][0]
    assert error["field"] == "url"
    if code != "shape-rank":
        assert error["code"] == code


def test_oembed_is_json_and_needs_an_address(client: Client, public: Client) -> None:
    problem(public.get("/oembed", {"url": f"{PUBLIC}/merge", "format": "xml"}), 501)
    assert problem(client.get("/oembed", {"url": "/merge"}))["errors"][0]["code"] == "address-private"


A, B = "/merge?shape=1,4,4,1", "/merge?shape=1,4,4,1&order=p1 p2 c"


@pytest.mark.parametrize(
    ("a", "b", "rings", "told"),
    [
        (A, B, 8, "8 of 16 cells differ; the first reads each 2×2 block column by column, the second row by row"),
        (A, A, 0, "All 16 cells have the same sources."),
        (A, "/merge?shape=1,4,4,2", 0, "The outputs have different shapes."),
        ("/rearrange?pattern=a b -> b a&shape=2,2", "/rearrange?pattern=a b -> a b&shape=2,2", 2, "2 of 4 cells"),
        (
            "/reduce?pattern=a b -> a&shape=2,2&reduction=sum",
            "/rearrange?pattern=a 1 -> a&shape=2,1",
            2,
            "2 of 2 cells",
        ),
    ],
)
def test_cells_that_come_from_elsewhere_have_a_ring(client: Client, a: str, b: str, rings: int, told: str) -> None:
    text = client.get("/compare.svg", {"a": a, "b": b}).text
    root = Tree.fromstring(text)
    svg = "{http://www.w3.org/2000/svg}"
    sides = [each for each in root.findall(f"{svg}g") if each.attrib["class"].startswith(("Av", "Bv"))]
    assert len(sides) == 2
    for side in sides:
        found = [each for each in side.iter(f"{svg}rect") if "ring" in each.attrib.get("class", "").split()]
        # Blocks that lie on one another in a cell have a ring each, for they stand apart while the figure is open.
        assert len({(each.attrib["x"], each.attrib["y"]) for each in found}) == rings
    assert told in "".join(root.itertext())


@pytest.mark.parametrize(
    ("a", "language", "said"),
    [("/merge", "zh", "合并 · "), ("/merge?lang=en", "zh", "Merge · "), ("/merge", "en", "Merge · ")],
)
def test_operations_are_named_in_the_language_of_the_picture(client: Client, a: str, language: str, said: str) -> None:
    text = client.get("/compare.svg", {"a": a, "b": "/expand", "lang": language}).text
    assert said in text


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ({"a": A}, "parameter-missing", "b"),
        ({"a": A, "b": "/nothing"}, "address-unknown", "b"),
        ({"a": "https://example.org/merge", "b": B}, "address-unknown", "a"),
        ({"a": A, "b": "/merge?shape=1,5,5,1"}, "size-odd", "b"),
        ({"a": A, "b": B, "stage": "4"}, "value-invalid", "stage"),
        ({"a": A, "b": B, "c": "1"}, "parameter-unknown", "c"),
    ],
)
def test_a_comparison_of_what_is_not_there_is_a_problem(
    client: Client, query: Mapping[str, str], code: str, field: str
) -> None:
    error = problem(client.get("/compare.svg", query))["errors"][0]
    assert (error["code"], error["field"]) == (code, field)


def test_a_comparison_is_kept_like_other_pictures(client: Client) -> None:
    query = {"a": A, "b": B, "lang": "zh", "animate": "0"}
    first = client.get("/compare.svg", query)
    assert "不同" in first.text
    again = client.get("/compare.svg", query, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert urlsplit(A).path == "/merge"
