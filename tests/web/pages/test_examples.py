"""The gallery: every link opens, every picture is drawn, in both languages."""

import pytest

from tests.web.client import Client, answer
from tests.web.markup import Document


def test_every_example_opens_and_has_its_picture(client: Client) -> None:
    for group in answer(client.get("/api/v1/examples")):
        for example in group["examples"]:
            assert client.get(example["page"]).status_code == 200, example
            picture = client.get(example["picture"])
            assert picture.status_code == 200, example
            assert picture.headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize(("query", "title", "language"), [("", "Transpose", "en"), ("?lang=zh", "转置", "zh")])
def test_the_gallery_says_what_the_api_says(client: Client, query: str, title: str, language: str) -> None:
    page = Document(client.get(f"/examples{query}").text)
    groups = answer(client.get(f"/api/v1/examples{query}"))
    titles = [example["title"] for group in groups for example in group["examples"]]
    headings = [each.text for each in page.all("h3")]
    assert headings[: len(titles)] == titles  # dialogs, which come later, have headings too
    assert titles[0] == title
    assert next(page.all("html")).attributes["lang"] == language
    links = [each.attributes["href"] for each in page.all("a")]
    assert {example["page"] for group in groups for example in group["examples"]} <= set(links)


@pytest.mark.parametrize(("path", "framed"), [("/embed/merge", True), ("/merge", False), ("/embedded", False)])
def test_only_what_is_made_for_frames_may_stand_in_one(client: Client, path: str, framed: bool) -> None:
    policy = client.get(path).headers["content-security-policy"]
    # `frame-ancestors *` would allow networks alone: no file, and no editor whose pages have a scheme of their own.
    assert policy.endswith("base-uri 'none'" if framed else "base-uri 'none'; frame-ancestors 'none'")
    assert "script-src 'self'" in policy


def test_an_embedded_page_links_to_the_full_one(client: Client) -> None:
    page = Document(client.get("/embed/merge?shape=1,4,4,2&lang=zh").text)
    skip, link = page.all("a")
    assert skip.attributes["href"] == "#bench"
    assert link.attributes["href"] == "/merge?shape=1,4,4,2&lang=zh"
    assert link.attributes["target"] == "_blank"
    assert client.get("/embed/merge?shape=1,5,5,1").status_code == 422
