"""A client that openapi-python-client makes of the description compiles, and asks what everybody asks."""

import asyncio
import compileall
import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from einscope.settings import Settings
from tests.web.client import Client, application

Ask = Callable[..., Any]
# Pictures and files are bytes to whoever reads them.
_OPTIONS = """\
post_hooks: []
content_type_overrides:
  image/svg+xml: application/octet-stream
  image/png: application/octet-stream
  image/gif: application/octet-stream
  image/webp: application/octet-stream
  application/x-npy: application/octet-stream
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of the package that was made; it can be imported."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "openapi.json").write_bytes(Client().get("/openapi.json").content)
    (folder / "options.yaml").write_text(_OPTIONS)
    made = folder / "einscope_generated"
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", "openapi.json", "--config", "options.yaml", "--output-path", str(made)]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    sys.path.insert(0, str(folder))
    yield made.name
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def ask(package: str) -> Ask:
    """Asks the application by the name of an operation of the client."""

    def asking(name: str, tag: str = "default", **arguments: Any) -> Any:
        operation = importlib.import_module(f"{package}.api.{tag}.{name}")
        client = importlib.import_module(f"{package}.client").Client(base_url="http://server")
        transport = httpx.ASGITransport(application(Settings()))
        client.set_async_httpx_client(httpx.AsyncClient(transport=transport, base_url="http://server"))
        return asyncio.run(operation.asyncio_detailed(client=client, **arguments))

    return asking


def test_all_of_it_compiles(package: str) -> None:
    assert compileall.compile_dir(Path(str(importlib.import_module(package).__file__)).parent, quiet=1)


def test_an_operation_is_asked_by_its_name(ask: Ask) -> None:
    response = ask("rearrange", pattern="h w -> w h", shape="2,3")
    assert response.status_code == 200
    assert response.parsed.cells.sources == [[0, 3, 1, 4, 2, 5]]


def test_an_operation_is_asked_as_json(ask: Ask, package: str) -> None:
    body = importlib.import_module(f"{package}.models").RearrangeBody(pattern="h w -> w h", shape=[2, 3])
    assert ask("rearrange_json", body=body).parsed.output.shape == [3, 2]


def test_a_refusal_is_a_problem(ask: Ask) -> None:
    response = ask("rearrange", pattern="h w", shape="2,3")
    assert response.status_code == 422
    assert response.parsed.type_ == "/problems/arrow-missing"
    assert response.parsed.errors[0].code == "arrow-missing"


@pytest.mark.parametrize(
    ("name", "tag", "arguments"),
    [
        ("rearrange_file", "default", {"pattern": "h w -> w h", "shape": "2,3"}),
        ("rearrange_svg", "pictures", {"pattern": "h w -> w h", "shape": "2,3"}),
        ("program", "default", {"code": "y = x.t()", "shape": "x:2,3"}),
        ("compare", "default", {"a": "/merge?shape=1,4,4,1", "b": "/merge?shape=1,4,4,1"}),
        ("round_trip", "default", {"shape": "1,4,4,1"}),
        ("examples", "default", {}),
        ("operations", "default", {}),
    ],
)
def test_everything_else_is_read_too(ask: Ask, name: str, tag: str, arguments: dict[str, str]) -> None:
    response = ask(name, tag, **arguments)
    assert response.status_code == 200
    assert response.parsed is not None
