"""The documents say everything that can be asked of the application, and what they say works."""

import asyncio
import json
import re
import shlex
from dataclasses import fields
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from einscope import settings
from einscope.core.answer.cells import Cells
from einscope.core.judge.round_trip import RoundTrip
from einscope.core.judge.verdict import Verdict
from einscope.core.limits import Limits
from einscope.core.operation import Parameter
from einscope.core.ops import registry
from einscope.core.questions import questions
from einscope.core.say.formula import Formula
from einscope.core.told import parts
from einscope.doors.command.run import run
from einscope.settings import Settings, bounds
from einscope.web.answers.answer import Answer
from einscope.web.pages.state import PAGE_ONLY
from einscope.web.program.answer import ProgramAnswer
from einscope.web.server.problem import CodeError, Problem
from tests.web.client import application

ROOT = Path(__file__).parents[1]
PACKAGE = Path(settings.__file__).parent
SETTINGS_SOURCE = Path(settings.__file__).read_text(encoding="utf-8")
DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
}
README, API = DOCUMENTS["README.md"], DOCUMENTS["docs/api.md"]
README_ZH = (ROOT / "README.zh.md").read_text(encoding="utf-8")
COMMANDS = [line for text in DOCUMENTS.values() for line in re.findall(r"^curl .+$", text, flags=re.MULTILINE)]
TYPED = [line for text in DOCUMENTS.values() for line in re.findall(r"^einscope .+$", text, flags=re.MULTILINE)]
SNIPPETS = [
    code
    for name in ("README.md", "docs/doors.md")
    for code in re.findall(r"^```python\n(.+?)^```$", DOCUMENTS[name], flags=re.MULTILINE | re.DOTALL)
]
# Addresses to open, a line each, and those of pictures and frames as one would write them elsewhere.
ADDRESSES = [
    address
    for text in DOCUMENTS.values()
    for address in (
        *re.findall(r"^http://localhost:8000(/\S*)$", text, flags=re.MULTILINE),
        *re.findall(r"https://example\.org(/[^\s)\"]+)", text),
    )
]
LINKS = [
    (name, link)
    for name, text in DOCUMENTS.items()
    for link in re.findall(r"\]\(([^)\s]+)\)", text)
    if not urlsplit(link).scheme
]
FILES = [
    (name, path)
    for name, text in DOCUMENTS.items()
    for path in re.findall(r"`((?:core|render|web|locale|tests|static|templates|docs)/[\w/.]+\.\w+)`", text)
]
# Spellings beside names of operations and pages: who takes a parameter.
EVERYBODY = {"operations": set(registry()), "all": set(questions())}


@cache
def paths() -> set[str]:
    """Every path of the application, documented or not; those of the framework's own making left out."""
    found = set(application(Settings()).openapi()["paths"])
    pages = {f"{room}/{name}" for room in ("", "/state", "/embed") for name in registry()}
    return (
        found
        | pages
        | {f"/{name}.{kind}" for name in (*questions(), "compare") for kind in ("txt", "html")}
        | {
            "/einscope.py",
            "/",
            "/program",
            "/embed/program",
            "/compare",
            "/embed/compare",
            "/infer",
            "/examples",
            "/docs",
            "/openapi.json",
            "/healthz",
        }
        | {"/learn", "/learn/{name}", "/learn/{name}.html", "/state/learn/{name}", "/state/find"}
        | {"/problems", "/problems/{code}"}
        | {"/readyz", "/metrics", "/mcp", "/llms.txt", "/robots.txt", "/sitemap.xml"}
    )


@cache
def parameters() -> set[str]:
    documented = application(Settings()).openapi()["paths"]
    return {*PAGE_ONLY} | {
        parameter["name"]
        for path in documented.values()
        for way in path.values()
        for parameter in way.get("parameters", ())
    }


def section(title: str) -> str:
    """What stands below a heading of the API's document, up to the next."""
    [found] = re.findall(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", API, flags=re.MULTILINE | re.DOTALL)
    return str(found)


def rows(title: str) -> list[list[str]]:
    """The rows of the tables below a heading, without their heads."""
    lines = [line.strip("| ").split(" | ") for line in section(title).splitlines() if line.startswith("|")]
    return [row for row in lines if row[0].startswith("`") or row[0][0].isdecimal()]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def takers(cell: str) -> set[str]:
    """Who takes a parameter: operations, program, or some other address."""
    listed = cell.split(", ")
    return {name for each in listed for name in EVERYBODY.get(each, {each})}


def own() -> list[tuple[str, Parameter]]:
    """The parameters of every operation and of programs."""
    return [(name, parameter) for name, question in questions().items() for parameter in question.parameters]


async def _asked(url: str, body: str | None = None, accept: str = "*/*") -> httpx.Response:
    transport = httpx.ASGITransport(app=application(Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        headers = {"content-type": "application/json", "accept": accept}
        return await (
            client.get(url, headers={"accept": accept})
            if body is None
            else client.post(url, content=body, headers=headers)
        )


def test_readme_can_be_read_at_a_sitting() -> None:
    assert len(README.splitlines()) <= 130


CODE = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "part",
    [
        CODE,
        re.compile(r"^(#+ |\|)", re.MULTILINE),  # headings, rows of tables
        re.compile(r"\]\(((?!README)[^)\s]+)\)"),  # links and pictures
        re.compile(r"(?<!`)`([^`\n]+)`(?!`)"),  # code in sentences
    ],
    ids=["code", "outline", "links", "words"],
)
def test_both_readmes_have_the_same_parts_in_the_same_order(part: re.Pattern[str]) -> None:
    both = [README, README_ZH] if part is CODE else [CODE.sub("", README), CODE.sub("", README_ZH)]
    english, chinese = (part.findall(text) for text in both)
    assert len(english) > 5
    assert chinese == english


def test_both_readmes_begin_with_a_link_to_each_other_and_chinese_paragraphs_are_lines() -> None:
    assert README.splitlines()[2] == "[中文](README.zh.md)"
    assert README_ZH.splitlines()[2] == "[English](README.md)"
    assert not re.search(r"[\u4e00-\u9fff。，：]\n[\u4e00-\u9fff]", CODE.sub("", README_ZH)), "a space would be shown"


def test_readme_leads_to_every_document() -> None:
    assert [name for name in DOCUMENTS if name != "README.md" and f"]({name})" not in README] == []


@pytest.mark.parametrize("path", sorted(paths()))
def test_the_table_of_addresses_has_every_endpoint(path: str) -> None:
    assert path in {name for row in rows("Addresses") for name in names(row[0])}


def test_the_table_of_addresses_has_nothing_else() -> None:
    assert {name for row in rows("Addresses") for name in names(row[0])} - paths() == set()


@pytest.mark.parametrize("parameter", sorted(parameters()))
def test_the_table_of_parameters_has_every_parameter(parameter: str) -> None:
    assert parameter in {name for row in rows("Parameters") for name in names(row[0])}


def test_the_table_of_parameters_has_nothing_else() -> None:
    assert {name for row in rows("Parameters") for name in names(row[0])} - parameters() == set()


@pytest.mark.parametrize(("name", "parameter"), own(), ids=[f"{name}-{parameter.name}" for name, parameter in own()])
def test_the_table_of_parameters_says_who_takes_it_and_what(name: str, parameter: Parameter) -> None:
    [row] = [row for row in rows("Parameters") if parameter.name in names(row[0]) and name in takers(row[1])]
    assert set(filter(None, parameter.form.choices)) <= set(names(row[2])), "every choice is named"


def test_nobody_is_said_to_take_what_it_does_not() -> None:
    taken = {(name, parameter.name) for name, parameter in own()}
    special = {parameter for _, parameter in taken}
    said = {
        (name, parameter)
        for row in rows("Parameters")
        for parameter in names(row[0])
        for name in takers(row[1]) & set(questions())
        if parameter in special
    }
    assert said == taken


def test_the_table_of_settings_has_every_setting_with_its_default() -> None:
    default, limits = Settings(), Limits()
    wanted = {each.name.upper(): getattr(default, each.name) for each in fields(Settings) if each.name != "limits"}
    wanted |= {"MAX_CELLS_SHOWN": limits.picture_cells, "MAX_SHOW": limits.shown_cells}
    wanted |= {"MAX_CELLS_LISTED": limits.window_cells}
    assert set(wanted) == set(re.findall(r"``([A-Z_]+)``", SETTINGS_SOURCE))
    assert {names(row[0])[0]: row[1] for row in rows("Settings")} == {
        name: str(value) or "none" for name, value in wanted.items()
    }
    assert all(unit and what for _, _, unit, _, what in rows("Settings"))


def test_the_table_of_settings_has_the_range_of_every_number() -> None:
    ranges = {names(row[0])[0]: row[3] for row in rows("Settings")}
    wanted = bounds()
    assert {name: ranges[name] for name in wanted} == {
        name: f"{least:,} {'or' if most - least == 1 else 'to'} {most:,}" for name, (least, most) in wanted.items()
    }
    assert all(re.match(r"[a-z]", text) for name, text in ranges.items() if name not in wanted)  # in words


@pytest.mark.parametrize("limit", [each.name for each in fields(Limits)])
def test_the_table_of_limits_has_every_limit(limit: str) -> None:
    settable = {f"{int(row[1]):,}" for row in rows("Settings") if row[0].startswith("`MAX_")}
    assert f"{getattr(Limits(), limit):,}" in settable | {row[0] for row in rows("Limits")}


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (["Fields of an operation"], [each.name for each in parts(Answer)]),
        (["Fields of `cells`"], [each.name for each in parts(Cells)]),
        (["Fields of `verdict`"], [each.name for each in parts(Verdict)]),
        (["Fields of `formula`"], [each.name for each in parts(Formula)]),
        (["Fields of an operation", "Fields of a program"], [each.name for each in parts(ProgramAnswer)]),
        (["Fields of a round trip"], [each.name for each in parts(RoundTrip)]),
        (["Errors"], [*Problem.model_fields, *CodeError.model_fields]),
    ],
    ids=["operation", "cells", "verdict", "formula", "program", "round trip", "errors"],
)
def test_the_tables_of_fields_have_every_field(titles: list[str], wanted: list[str]) -> None:
    said = {name for title in titles for row in rows(title) for name in names(row[0])}
    assert set(wanted) - said == set()


def test_the_documents_show_lines_of_curl_and_addresses() -> None:
    assert COMMANDS
    assert ADDRESSES


@pytest.mark.parametrize("command", COMMANDS)
def test_the_lines_of_curl_work(command: str) -> None:
    words = shlex.split(command)[1:]
    url = next(word for word in words if word.startswith("http://localhost:8000/"))
    body = words[words.index("-d") + 1] if "-d" in words else None
    accept = next((word.removeprefix("accept: ") for word in words if word.startswith("accept: ")), "*/*")
    response = asyncio.run(_asked(url, body, accept))
    assert response.status_code == 200
    if response.headers["content-type"] == "application/json":
        found = response.json()
        assert ("result" in found and not found["result"]["isError"]) or found["cells"]["count"] > 0
    else:
        assert response.headers["content-type"].startswith("text/")


def test_the_door_that_assistants_are_told_is_there() -> None:
    [told] = re.findall(r"^```json\n(.+?)^```$", DOCUMENTS["docs/doors.md"], flags=re.MULTILINE | re.DOTALL)
    [server] = json.loads(told)["mcpServers"].values()
    assert urlsplit(server["url"]).path in paths()


@pytest.mark.parametrize("line", TYPED)
def test_the_commands_work(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(line)[1:], lambda: None) == 0


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_the_snippets_of_python_run(snippet: str) -> None:
    exec(compile(snippet, "snippet", "exec"), {})


def fenced(language: str) -> list[str]:
    """What stands in the documents as this language."""
    return [
        text
        for document in DOCUMENTS.values()
        for text in re.findall(rf"^```{language}\n(.+?)^```$", document, flags=re.MULTILINE | re.DOTALL)
    ]


def images() -> list[tuple[str, str, str]]:
    """The images that lead somewhere, in Markdown and in reStructuredText: what each says, the picture, the page."""
    directive = re.compile(r"^\.\. image:: (\S+)\n((?: {3}:\w+: .+\n)+)", re.MULTILINE)
    drawn = [
        (found[1], dict(re.findall(r":(\w+): (.+)", found[2])))
        for text in fenced("rst")
        for found in directive.finditer(text)
    ]
    marked = [
        found.groups()
        for text in fenced("markdown")
        for found in re.finditer(r"\[!\[(.+?)\]\((\S+?)\)\]\((\S+?)\)", text)
    ]
    return [
        *((alt, picture, page) for alt, picture, page in marked),
        *((told["alt"], picture, told["target"]) for picture, told in drawn),
    ]


def test_images_in_documents_are_pictures_that_lead_to_their_page() -> None:
    assert len(images()) > 2
    for alt, picture, page in images():
        drawn, shown = (asyncio.run(_asked(address.removeprefix("https://example.org"))) for address in (picture, page))
        assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/svg+xml"), picture
        assert "@keyframes" in drawn.text
        assert shown.status_code == 200
        assert f"<title>{escape(alt)} · Einscope</title>" in shown.text


def test_frames_in_documents_may_stand_anywhere() -> None:
    frames = re.findall(r'<iframe src="https://example\.org([^"]+)"', "".join(fenced("html")))
    assert len(frames) > 2
    for frame in frames:
        response = asyncio.run(_asked(frame))
        assert response.status_code == 200
        assert "frame-ancestors" not in response.headers["content-security-policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_addresses_are_answered(address: str) -> None:
    assert asyncio.run(_asked(address)).status_code == 200  # a page that names a mistake has 422


@pytest.mark.parametrize(("document", "link"), LINKS)
def test_every_link_between_documents_leads_somewhere(document: str, link: str) -> None:
    path, _, _ = link.partition("#")
    assert (ROOT / document).parent.joinpath(path).exists()


@pytest.mark.parametrize(("document", "path"), FILES)
def test_every_file_that_a_document_names_is_there(document: str, path: str) -> None:
    assert (PACKAGE / path).exists() or (ROOT / path).exists(), document
