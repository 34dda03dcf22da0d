"""README says everything that can be asked of the application, and what it says works."""

import asyncio
import re
import shlex
from pathlib import Path

import httpx
import pytest

from app.core.ops import registry
from app.main import create_app
from app.settings import Settings

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SETTINGS_SOURCE = (Path(__file__).parents[1] / "app" / "settings.py").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^curl .+$", README, flags=re.MULTILINE)


def paths() -> set[str]:
    """Every path of the application, documented or not; those of the framework's own making left out."""
    app = create_app(Settings())
    found = set(app.openapi()["paths"])
    return found | {"/", "/docs", "/openapi.json", "/healthz", *(f"/{name}" for name in registry())}


def parameters() -> set[str]:
    documented = create_app(Settings()).openapi()["paths"]
    return {
        parameter["name"]
        for path in documented.values()
        for way in path.values()
        for parameter in way.get("parameters", ())
    }


@pytest.mark.parametrize("operation", sorted(registry()))
def test_readme_names_every_operation(operation: str) -> None:
    assert f"`/{operation}`" in README
    assert f"`/state/{operation}`" in README


@pytest.mark.parametrize("path", sorted(paths()))
def test_readme_names_every_endpoint(path: str) -> None:
    assert f"`{path}`" in README


@pytest.mark.parametrize("parameter", sorted(parameters()))
def test_readme_names_every_parameter(parameter: str) -> None:
    assert re.search(rf"^\|[^|]*`{parameter}`", README, flags=re.MULTILINE)


@pytest.mark.parametrize("setting", sorted(set(re.findall(r"``([A-Z_]+)``", SETTINGS_SOURCE))))
def test_readme_names_every_setting(setting: str) -> None:
    assert re.search(rf"^\| `{setting}` \|", README, flags=re.MULTILINE)


def test_readme_shows_a_line_of_curl() -> None:
    assert COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_the_lines_of_curl_work(command: str) -> None:
    words = shlex.split(command)[1:]
    url = next(word for word in words if word.startswith("http://localhost:8000/"))
    body = words[words.index("-d") + 1] if "-d" in words else None

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=create_app(Settings()))
        async with httpx.AsyncClient(transport=transport) as client:
            headers = {"content-type": "application/json"}
            return await (client.get(url) if body is None else client.post(url, content=body, headers=headers))

    response = asyncio.run(ask())
    assert response.status_code == 200
    assert response.json()["cells"]["count"] > 0


def test_every_file_that_readme_names_is_there() -> None:
    root = Path(__file__).parents[1]
    named = re.findall(r"`((?:app|tests|static|templates)/[\w/.]+\.\w+)`|\]\((\.github/[^)]+)\)", README)
    missing = [path for pair in named for path in pair if path and not (root / path).exists()]
    assert not missing
