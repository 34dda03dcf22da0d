"""The layers: imports point down only, and the page makes its elements in one safe way."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.rows import asked_of

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT / "app").with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "app").rglob("*.py"))
}
SCRIPTS = sorted(path for path in (ROOT / "static").rglob("*.js") if "vendor" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*"))

# From the lowest to the highest; a module belongs to the last one that begins its name, and imports none above its own.
CORE = [
    *("errors", "patience", "room", "spent", "told", "address", "typed", "limits"),
    *("map", "plan", "change", "axis_name", "fields", "pattern", "values"),
    *("scene", "say", "checks", "operation", "ops", "mend", "judge", "between", "answer"),
    *(
        f"program.{room}"
        for room in (
            *("pasted", "choice", "refusal", "budget", "arithmetic", "tensor"),
            *("movement", "calls", "run", "names", "libraries", "frames"),
            *("language", "questions", "execution", "interpreter", "proposal", "question", "picture", "answer"),
        )
    ),
    *("comparison", "examples", "lessons", "questions"),
]
WEB = [
    *("server", "requests", "answers", "pictures", "pages", "inference", "program"),
    *("lessons", "addresses", "texts", "saved", "finding", "machines", "problems"),
]
LAYERS = [
    *(f"einscope.core.{room}" for room in CORE),
    *("einscope.render", "einscope.settings", "einscope.version", *(f"einscope.web.{room}" for room in WEB)),
    *(
        "einscope.doors",
        "einscope.main",
        "einscope.opening",
        "einscope.listening",
        "einscope.sockets",
        "einscope.workers",
        "einscope.serving",
        "einscope.__main__",
    ),
]

# The rooms of scripts, from the lowest to the highest, and pages: a script imports from no room above its own, and none
# from another page.
OF_THE_STAGE = ["model", "pixels", "paint", "overlay", "interaction", "controls"]
ROOMS = [
    *("base", "base/files", "shell", *(f"stage/{name}" for name in OF_THE_STAGE), "stage"),
    *("picture", "panels", "panels/share", "panels/states", "lines", "players"),
]
PAGES = [
    *("visualiser", "program", "compare", "embed", "embed/program", "embed/compare", "examples", "saved"),
    *("learn", "learn/lesson", "infer", "docs", "problems"),
]


@cache
def imports(path: Path) -> list[str]:
    """Every module that a file names in an import, those inside functions too."""
    return list(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            # `from package import module` means the module, `from module import Name` a name in one.
            for each in node.names:
                inner = f"{node.module}.{each.name}"
                yield inner if inner in MODULES else str(node.module)


def layer(module: str) -> int:
    """The number of the layer that a module belongs to; of a package that holds several, the highest."""
    return max(
        (at for at, name in enumerate(LAYERS) if f"{module}.".startswith(f"{name}.") or name.startswith(f"{module}.")),
        default=-1,
    )


@asked_of({"modules": [name for name in MODULES if name != "einscope"]})
def test_imports_point_down_only(module: str) -> None:
    assert layer(module) >= 0, "a new folder has its place in LAYERS"
    for imported in imports(MODULES[module]):
        assert layer(imported) <= layer(module), imported


def test_imports_make_no_circle() -> None:
    inner = {name: {each for each in imports(path) if each in MODULES} for name, path in MODULES.items()}
    assert list(TopologicalSorter(inner).static_order())


@asked_of({"core": [name for name in MODULES if name.startswith("einscope.core")]})
def test_the_core_knows_nothing_of_the_web(module: str) -> None:
    foreign = {"fastapi", "starlette", "pydantic", "jinja2", "uvicorn", "einops", "torch", "httpx", "os", "socket"}
    judging = {"einops"} if module.startswith("einscope.core.checks.") else set()
    for imported in imports(MODULES[module]):
        assert imported.split(".")[0] not in foreign - judging, imported
        assert not imported.startswith("einscope") or imported.startswith("einscope.core"), imported


def test_einops_is_asked_for_a_second_opinion_only() -> None:
    asking = [name for name, path in MODULES.items() if any(each.startswith("einops") for each in imports(path))]
    assert all(name.startswith("einscope.core.checks.") for name in asking), asking
    assert asking


def code(script: Path) -> str:
    """A script without its comments."""
    return re.sub(r"/\*.*?\*/|^\s*//.*?$", "", script.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT / "static")))
def test_text_never_becomes_markup_or_code_on_the_page(script: Path) -> None:
    unsafe = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc"
    assert re.findall(rf"{unsafe}|\beval\b|new Function|javascript:|setAttribute\(\"(?:on|style)", code(script)) == []
    # XML that is parsed is not part of the page, and what of it is copied is on a list.
    parsing = re.findall(r"DOMParser.*", code(script))
    assert all('"application/xml"' in each for each in parsing)
    assert not parsing or script.name == "mathml.js"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT / "static")))
def test_only_the_entry_finds_elements_in_the_document(script: Path) -> None:
    entry = script.name in ("main.js", "theme.js")
    assert entry or '/find.js"' not in code(script)
    if not entry and script.name != "find.js":
        assert re.findall(r"document\s*\.\s*(?:getElement|querySelector|forms|body|activeElement)", code(script)) == []


def room(script: Path) -> str:
    """The folder under ``static`` that a script stands in."""
    return script.parent.resolve().relative_to(ROOT / "static").as_posix()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT / "static")))
def test_scripts_import_downwards_only(script: Path) -> None:
    here = room(script)
    assert here in (*ROOMS, *PAGES), "a new folder has its place in ROOMS or in PAGES"
    below = [*ROOMS, here] if here in PAGES else ROOMS[: ROOMS.index(here) + 1]
    for path in re.findall(r"""(?:from|import\(|import|URL\()\s*"(\.[^"]+)\"""", script.read_text(encoding="utf-8")):
        if "/vendor/" not in path:
            assert room(script.parent / path) in below, path


def test_no_folder_of_scripts_is_crowded() -> None:
    folders = {path.parent for path in (ROOT / "static").rglob("*") if path.is_file() and "vendor" not in path.parts}
    full = {str(folder): sum(each.is_file() for each in folder.iterdir()) for folder in folders}
    assert {folder: count for folder, count in full.items() if count > 13} == {}


PURE = ["base/ask", "base/types", "shell/ranking"]
PURE += [f"stage/paint/{name}" for name in ("worker", "painter", "brush", "surface", "blocks_in_flight")]
PURE += [f"stage/model/{name}" for name in ("model", "motion", "digits", "side", "flight", "figure")]
PURE += [f"stage/model/{name}" for name in ("cell_at_point", "highlighted")]
PURE += [f"stage/interaction/{name}" for name in ("block_at_point", "viewport", "arrow_keys")]
PURE += [f"stage/pixels/{name}" for name in ("colour", "looks", "raster", "small_cells", "tile")]


@pytest.mark.parametrize("name", PURE)
def test_a_pure_script_never_touches_the_document(name: str) -> None:
    assert re.findall(r"\bdocument\b", code(ROOT / "static" / f"{name}.js")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_never_turns_escaping_off(template: Path) -> None:
    assert re.findall(r"\|\s*safe\b|autoescape|Markup", template.read_text(encoding="utf-8")) == []


def test_modules_are_short() -> None:
    """At 300 lines a module has long been two; the client is one file because it is downloaded as one."""
    long = {name for name, path in MODULES.items() if len(path.read_text(encoding="utf-8").splitlines()) > 300}
    assert long == {"einscope.doors.client"}


def test_the_client_needs_nothing_but_numpy() -> None:
    named = {each.split(".")[0] for each in imports(MODULES["einscope.doors.client"])}
    assert named - sys.stdlib_module_names == {"numpy"}


def test_a_folder_is_a_room_that_can_be_looked_over() -> None:
    """Beyond a dozen files nobody knows any more which one to open."""
    folders = {path.parent for path in MODULES.values()}
    crowded = {str(folder): len([*folder.glob("*.py")]) - 1 for folder in folders}
    assert {folder: count for folder, count in crowded.items() if count > 13} == {}
