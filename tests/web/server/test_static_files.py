"""Files of pages: by which address, how long they are kept, what is left out, and what a page asks for at once."""

import re
import runpy
import subprocess
from pathlib import Path

import pytest

from einscope.web.server.static_files import StaticFiles, static_files
from einscope.web.server.static_files.files import lean
from tests.web.client import Client
from tests.web.markup import Document

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "static"
OURS = sorted(path for path in STATIC.rglob("*") if path.suffix in (".js", ".css") and "vendor" not in path.parts)
PAGES = ["/", "/merge", "/program", "/examples", "/embed/rearrange", "/docs"]


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_loads_is_kept_for_ever(client: Client, path: str) -> None:
    page = Document(client.get(path).text)
    files = [
        value
        for each in page.elements
        for name, value in each.attributes.items()
        if name in ("src", "href") and value.startswith("/static/")
    ]
    assert files
    for file in files:
        response = client.get(file)
        assert (response.status_code, response.headers["cache-control"]) == (200, "max-age=31536000, immutable")


def test_a_file_of_an_earlier_release_is_what_there_is_now_and_not_kept(client: Client) -> None:
    now = client.get(static_files().address("visualiser/main.js"))
    for path in ("/static/visualiser/main.js", "/static/v-0123456789ab/visualiser/main.js"):
        response = client.get(path)
        assert (response.content, response.headers["cache-control"]) == (now.content, "no-cache")


def test_the_address_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import "./b.js";\n')
    (tmp_path / "b.js").write_text("export {};\n")
    before = StaticFiles(tmp_path)
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    after = StaticFiles(tmp_path)
    assert before.address("a.js") != after.address("a.js")
    assert StaticFiles(tmp_path).address("a.js") == after.address("a.js")
    with pytest.raises(KeyError):
        after.address("c.js")


@pytest.mark.parametrize("entry", ["visualiser/main.js", "embed/main.js", "examples/main.js", "program/main.js"])
def test_every_module_that_is_imported_is_needed_and_no_other(entry: str) -> None:
    prefix = static_files().address("icon.svg").removesuffix("icon.svg")
    needed = {each.removeprefix(prefix) for each in static_files().needed(entry)}
    imported: set[str] = set()
    for name in {entry, *needed}:
        # Another way to read them: whatever stands in quotes and names a file, in a line of code.
        code = re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        for path in re.findall(r'(?:from|import)\s+"(\.[^"]+)"', code):
            imported.add((STATIC / name).parent.joinpath(path).resolve().relative_to(STATIC.resolve()).as_posix())
    assert imported == needed


def test_a_file_without_its_comments_means_the_same(tmp_path: Path) -> None:
    for folder, change in (("whole", str), ("lean", lean)):
        for path in OURS:
            copy = tmp_path / folder / path.relative_to(STATIC)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    esbuild = ROOT / ".tools" / "node_modules" / ".bin" / "esbuild"
    for folder in ("whole", "lean"):
        files = [str(path.relative_to(STATIC)) for path in OURS]
        options = ["--minify-whitespace", f"--outdir={tmp_path / 'out' / folder}", "--log-level=warning"]
        subprocess.run([esbuild, *files, *options], cwd=tmp_path / folder, check=True)
    for path in OURS:
        whole, small = (tmp_path / "out" / folder / path.relative_to(STATIC) for folder in ("whole", "lean"))
        assert small.read_text(encoding="utf-8") == whole.read_text(encoding="utf-8"), path
        numbered = lean(path.read_text(encoding="utf-8"))
        assert numbered.count("\n") == path.read_text(encoding="utf-8").count("\n")


def test_a_browser_that_asks_for_an_icon_of_its_own_accord_gets_the_one_of_the_pages(client: Client) -> None:
    icon = client.get("/favicon.ico")
    assert icon.content == (STATIC / "icon.svg").read_bytes()
    assert icon.headers["content-type"].startswith("image/svg+xml")


def test_the_style_says_of_each_part_of_the_font_what_it_was_cut_down_to() -> None:
    cut = runpy.run_path(str(ROOT / "dev"), run_name="dev")["MATH_CHARACTERS"]
    faces = re.findall(
        r"vendor/([^\"]+woff2).*?unicode-range:([^;]+);", (STATIC / "shell/style.css").read_text(), re.DOTALL
    )
    assert {name: "".join(characters.split()) for name, characters in faces} == cut
