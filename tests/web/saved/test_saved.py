"""Pages as one file: what is inside, under which policy, and how large it is."""

import json
import re
import runpy
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from einscope.core.lessons import lessons
from einscope.web.saved.one_file import inside
from einscope.web.saved.packed import STEPS
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.static_files import static_files
from tests.web.client import OPERATIONS, Client, problem
from tests.web.markup import Document

ROOT = Path(__file__).parents[3]
LARGEST = 200_000  # bytes, of a page with 4,096 cells
PAIR = "a=/merge?shape=1,4,4,1&b=" + quote("/merge?shape=1,4,4,1&order=p1 p2 c")
PAGES = [
    *(f"/{operation}.html" for operation in OPERATIONS),
    "/program.html",
    "/compare.html",
    *(f"/learn/{name}.html" for name in lessons()),
]
WHOLE = "shape=x:64,64&show=4096&code="
ONE, OTHER = (quote(f"/merge?shape=1,64,64,1&order={order}&show=4096") for order in ("p2 p1 c", "p1 p2 c"))
LARGE = [
    "/rearrange.html?pattern=(a b) (c d) -> (b a) (d c)&shape=64,64&sizes=a=8,c=8&show=4096",
    "/unfold.html?shape=1,64,64,1&kernel=2&stride=2&show=4096",
    f"/compare.html?a={ONE}&b={OTHER}",
    f"/program.html?{WHOLE}{quote('y = x.view(32, 2, 64).permute(1, 2, 0)')}",
    f"/program.html?{WHOLE}{quote('y = x.flatten()[torch.arange(4096) ** 3 * 1117 % 4093].view(64, 64)')}",
]


def played(page: Document) -> Any:
    """What the script of a page plays."""
    return json.loads(zlib.decompress(b64decode(page.by_id("state").text)), object_hook=summed)


def summed(value: dict[str, Any]) -> Any:
    """A list of numbers that was written as steps from each to the next."""
    return [*accumulate(value[STEPS])] if STEPS in value else value


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_everything_inside_and_may_load_nothing(client: Client, path: str, language: str) -> None:
    response = client.get(path, {"lang": language})
    assert response.status_code == 200
    assert len(response.content) <= LARGEST
    page = Document(response.text)
    for each in page.elements:
        assert each.tag not in ("link", "img", "iframe", "object", "base")
        assert "src" not in each.attributes
        assert each.attributes.get("href", "#").startswith(("#", "http://server/"))
        assert not [name for name in each.attributes if name.startswith("on") or name == "style"]
    (policy,) = (each.attributes["content"] for each in page.all("meta") if "http-equiv" in each.attributes)
    assert response.headers["content-security-policy"] == f"{policy}; frame-ancestors 'none'"
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    texts = [*page.all("style"), *(each for each in page.all("script") if "type" not in each.attributes)]
    assert {f"sha256-{b64encode(sha256(each.text.encode()).digest()).decode()}" for each in texts} == allowed
    assert (
        re.sub(r" 'sha256-[^']+'", "", policy)
        == "default-src 'none'; script-src; style-src; base-uri 'none'; form-action 'none'"
    )
    assert next(page.all("html")).attributes["lang"] == language
    assert played(page)["words"].keys() <= messages_of_scripts(language).keys()
    assert re.search(r'filename="[\w.,=-]+\.html"', response.headers["content-disposition"])


@pytest.mark.parametrize("path", LARGE)
def test_a_page_of_four_thousand_cells_is_no_larger_than_a_picture(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, response.text
    assert len(response.content) <= LARGEST


def test_scripts_and_styles_of_saved_pages_are_bundled_from_those_of_the_pages() -> None:
    made = runpy.run_path(str(ROOT / "dev"), run_name="dev")["saved_page"]()
    files = static_files().by_name
    for path, content in made.items():
        name = path.relative_to(ROOT / "static").as_posix()
        assert files[name].content == content, f"{name} is old: ./dev bundle"
    assert not re.search(r"</script|<!--|https?://(?!www\.w3\.org/)|\bimport\(", inside().script)
    assert not re.search(r"url\((?!data:)|@import|</style", inside().style)


def test_every_sentence_of_the_script_is_in_the_page_in_its_language(client: Client) -> None:
    words = played(Document(client.get("/program.html?lang=zh").text))["words"]
    needed = static_files().needed("saved/main.js")
    prefix = static_files().address("icon.svg").removesuffix("icon.svg")
    texts = [static_files().by_name[name.removeprefix(prefix)].content.decode() for name in needed]
    said = {json.loads(each) for text in texts for each in re.findall(r'\bsay\(\s*("(?:[^"\\]|\\.)*")', text)}
    assert {"Play", "nothing", "{library} disagrees: please report this"} <= said
    used = {text for text in said if text in inside().script}
    assert {"Play", "nothing"} <= used <= words.keys()
    assert words["Play"] == messages_of_scripts("zh")["Play"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/merge.html?shape=1,5,5,1", "size-odd"),
        ("/rearrange.html?pattern=a (b -> a b&shape=2", "bracket-open"),
        ("/merge.html?shape=1,4,4,1&stage=9", "stage-range"),
        ("/program.html?code=y = x.foo()&shape=x:2", "program-attribute"),
        ("/program.html?code=y = x&shape=x:2&code=z", "parameter-repeated"),
        ("/compare.html?a=/merge", "parameter-missing"),
        ("/compare.html?a=/merge&b=/expand&stage=later", "stage-not-a-number"),
    ],
)
def test_what_cannot_be_shown_is_refused_as_everywhere(client: Client, path: str, code: str) -> None:
    assert problem(client.get(path))["errors"][0]["code"] == code


def test_a_lesson_that_there_is_not_is_not_found(client: Client) -> None:
    problem(client.get("/learn/nothing.html"), 404)


def test_of_a_long_program_the_lines_around_the_one_that_is_shown_have_room(client: Client) -> None:
    lines = [f"y{line} = x.flatten()[torch.arange(4096) ** 3 * {line + 90} % 4093].view(64, 64)" for line in range(12)]
    code = "\n".join(lines)
    response = client.get("/program.html", {"code": code, "shape": "x:64,64", "show": "4096", "step": "6"})
    found = played(Document(response.text))["shown"]["lines"]
    kept = [step for step, line in enumerate(found) if line]
    assert kept == [*range(kept[0], kept[-1] + 1)]
    assert 0 < kept[0] <= 6 <= kept[-1] < 11
    assert [found[step]["step"] for step in kept] == kept
    assert len(response.content) <= LARGEST


def test_a_picture_that_only_the_server_knows_how_to_lay_is_left_out(client: Client) -> None:
    for picture, kept in (("face:y", True), ("face:y:order=p1 p2 c", False)):
        page = Document(client.get("/merge.html", {"shape": "1,8,8,3", "picture": picture}).text)
        assert ("picture" in played(page)["shown"]["texts"]) == kept


def test_links_in_a_file_lead_to_the_server_it_came_from(client: Client) -> None:
    page = Document(client.get("/merge.html?shape=1,4,4,1", headers={"host": "evil.example"}).text)
    (link,) = page.all("a")
    assert link.attributes["href"].startswith("http://server")
    assert "evil" not in page.source
