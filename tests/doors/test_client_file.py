"""The client as one file, in a folder of its own, with a server: what somebody has who downloads it."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from einscope.settings import Settings
from tests.serving import serving
from tests.web.client import Client

ALONE = {name: text for name, text in os.environ.items() if name not in ("PYTHONPATH", "EINSCOPE_URL", "PUBLIC_URL")}
ALONE |= {"NO_PROXY": "*", "no_proxy": "*"}
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with nothing but the file, while its server runs."""
    with serving() as address:
        made = tmp_path_factory.mktemp("notebook")
        (made / "einscope.py").write_bytes(DIRECT.open(f"{address}/einscope.py").read())
        assert f'SERVER = "{address}"' in (made / "einscope.py").read_text(encoding="utf-8")
        yield made


def run(folder: Path, code: str, *, status: int = 0) -> str:
    words = [sys.executable, "-c", f"import numpy as np\nfrom einscope import *\n{code}"]
    done = subprocess.run(words, cwd=folder, env=ALONE, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done.stderr if status else done.stdout


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("print(show('a b -> b a', np.array([[10, 20, 30]])))", "30"),
        ("print(show('y = x.t()', x=(2, 3)))", "y 3×2"),
        ("print(show('a b -> b a', np.ones((50, 50))))", "a b -> b a"),
        ("print(show('a b -> b a', (2, 3)).link)", "/rearrange?pattern=a+b+-%3E+b+a&shape=2,3"),
        (
            "print(sorted(show('a b -> b a', (2, 3))._repr_mimebundle_()))",
            "['image/svg+xml', 'text/html', 'text/plain']",
        ),
        ("print('<iframe src=' in show('a b -> b a', (2, 3)).html)", "True"),
        ("print(trace(np.transpose, (2, 3)))", "rearrange a b -> b a\nhttp://127.0.0.1:"),
        ("print(trace(np.sort, (4,)))", "cell 0 depends on values"),
        ("assert_same_mapping(np.transpose, 'h w -> w h', (2, 3)); print('same')", "same"),
        ("import einscope; print(einscope.__file__.endswith('einscope.py'))", "True"),
    ],
)
def test_it_does_what_the_package_does(folder: Path, code: str, told: str) -> None:
    assert told in run(folder, code)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("show('b (h w -> b h w', (2, 6))", "  pattern  b (h w -> b h w\n             ^"),
        ("assert_same_mapping(np.transpose, 'a (b -> b a', (2, 3))", "never closed"),
        (
            "assert_same_mapping(lambda x: x, 'a b -> b a', (2, 2))",
            "2 of 4 cells come from elsewhere: it is `a b -> a b`, not `a b -> b a`\nhttp://127.0.0.1:",
        ),
        ("show('a b -> b a', (2, 3), nothing='x')", "There is no parameter 'nothing' here."),
        ("show('y = x' + ' + 0' * 5000, x=(2,))", "The query may have at most 8192 bytes"),
    ],
)
def test_its_errors_are_the_servers_sentences(folder: Path, code: str, told: str) -> None:
    assert told in run(folder, code, status=1)


def test_its_failures_are_failures_of_a_test(folder: Path) -> None:
    (folder / "test_layer.py").write_text(
        "from einscope import assert_same_mapping\n\n"
        "def test_same():\n    assert_same_mapping(lambda x: x.T, 'a b -> b a', (2, 3))\n\n"
        "def test_other():\n    assert_same_mapping(lambda x: x, 'a b -> b a', (2, 2))\n",
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_layer.py"]
    done = subprocess.run(words, cwd=folder, env=ALONE, capture_output=True, text=True, check=False)
    assert "1 failed, 1 passed" in done.stdout
    assert "it is `a b -> a b`, not `a b -> b a`" in done.stdout


def test_where_nobody_answers_is_said(folder: Path) -> None:
    code = "import einscope; einscope.SERVER = 'http://127.0.0.1:9'; show('a -> a', (2,))"
    assert "EinscopeError: The server http://127.0.0.1:9 does not answer" in run(folder, code, status=1)
    code = "import einscope; einscope.SERVER = ''; show('a -> a', (2,))"
    assert "EinscopeError: No server is known" in run(folder, code, status=1)


@pytest.mark.parametrize(
    ("host", "home"),
    [
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:81", "http://127.0.0.1:81"),
        ("[::1]:81", "http://[::1]:81"),
        ("evil.example", "http://server"),
        ('localhost"; import os #', "http://server"),
        ("localhost.evil.example", "http://server"),
    ],
)
def test_a_forged_host_is_not_believed(client: Client, host: str, home: str) -> None:
    response = client.get("/einscope.py", headers={"host": host, "origin": "https://example.org"})
    assert response.headers["content-type"] == "text/x-python; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"
    assert f'\nSERVER = "{home}"\n' in response.text


def test_the_public_address_comes_first() -> None:
    client = Client(Settings(public_url="https://example.org/e"))
    assert '\nSERVER = "https://example.org/e"\n' in client.get("/einscope.py", headers={"host": "localhost"}).text
