"""The wheel as a stranger has it: built, installed elsewhere into an empty environment, beside others, and asked."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from einscope.version import VERSION

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = {
    name: text for name, text in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
}
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a developer's proxy is not for this machine


def run(*words: str | Path, cwd: Path, **more: str) -> str:
    done = subprocess.run(words, cwd=cwd, env=ENVIRONMENT | more, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without asking a registry for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    [found] = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and a package of somebody else's that is called ``app``.

    Dependencies are those of this very process: they are not what is tested, and take no network.
    """
    folder = tmp_path_factory.mktemp("clean") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    [site] = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).split()
    uv = ("uv", "pip", "install", "--quiet", "--offline", "--no-index", "--no-cache", "--no-deps", "--python", python)
    run(sys.executable, "-m", *uv, wheel, cwd=folder)
    paths = {sysconfig.get_path(name) for name in ("purelib", "platlib")} | {
        each for each in sys.path if each.endswith("site-packages")
    }
    Path(site, "borrowed.pth").write_text("\n".join(sorted(paths)), encoding="utf-8")
    for name in ("app", "static", "templates"):
        Path(site, name).mkdir()
        Path(site, name, "__init__.py").write_text("OWN = True\n", encoding="utf-8")
    return scripts


def test_the_wheel_has_one_package_at_its_top_and_all_that_is_served(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"einscope", f"einscope-{VERSION}.dist-info"}
    here = [
        path.relative_to(ROOT)
        for folder in ("static", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]
    fonts = [path.relative_to(ROOT / "app" / "einscope") for path in ROOT.glob("app/einscope/render/fonts/*")]
    needed = [*here, *fonts, Path("locale/zh/LC_MESSAGES/messages.po"), Path("doors/client.py")]
    assert {f"einscope/{path.as_posix()}" for path in needed if "__pycache__" not in path.parts} - {*names} == set()
    assert not [name for name in names if name.endswith(".pyc") or "/tests/" in name]


def test_the_wheel_says_what_it_needs(wheel: Path) -> None:
    with ZipFile(wheel) as file:
        metadata = file.read(f"einscope-{VERSION}.dist-info/METADATA").decode()
    runtime = [line for line in re.findall(r"^Requires-Dist: (.+)$", metadata, re.MULTILINE) if "extra ==" not in line]
    assert len(runtime) == len(PROJECT["dependencies"])
    assert PROJECT["version"] == VERSION


def test_the_command_answers_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    text = run(installed / "einscope", "b h w c -> b c h w", "--shape", "1,2,2,3", cwd=tmp_path)
    assert "y[b, c, h, w] = x[b, h, w, c]" in text
    run(installed / "einscope", "merge", "--shape", "1,4,4,1", "--png", "out.png", "--svg", "out.svg", cwd=tmp_path)
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")
    assert "把" in run(installed / "einscope", "roll", "--shape", "4", "--lang", "zh", cwd=tmp_path)


def test_it_lies_beside_packages_of_other_names(installed: Path, tmp_path: Path) -> None:
    code = "import app, static, templates, einscope; print(app.OWN, static.OWN, templates.OWN, einscope.__file__)"
    said = run(installed / "python", "-c", code, cwd=tmp_path)
    assert said.startswith("True True True ")
    assert str(installed.parent) in said
    assert str(ROOT) not in said


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server that the installed command started."""
    server = subprocess.Popen(
        [installed / "einscope", "serve", "--port", "0"],
        cwd=tmp_path,
        env=ENVIRONMENT | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1].replace("localhost", "127.0.0.1")
    finally:
        server.terminate()
        server.wait(20)
        assert server.stdout is not None
        server.stdout.close()


def test_the_installed_server_has_its_pages_and_files(served: str) -> None:
    page = DIRECT.open(f"{served}/").read().decode()
    [script] = re.findall(r'<script type="module" src="([^"]+)"', page)[:1]
    assert DIRECT.open(f"{served}{script}").status == 200
    assert "zh" in DIRECT.open(f"{served}/?lang=zh").read().decode()
    assert DIRECT.open(f"{served}/merge.png?shape=1,4,4,1").read().startswith(b"\x89PNG")
