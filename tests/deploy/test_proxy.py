"""What Caddy makes of requests with deploy/Caddyfile: before a server that says yes to everything, and before none."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.deploy.proxied import CLIENT, ROOT, free_port, until


class Yes(BaseHTTPRequestHandler):
    """Says yes to everything."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b"yes")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def proxy(upstream: int, folder: Path, answered: str) -> Iterator[str]:
    """The address of Caddy before a port, once it answers by itself or with what is behind it."""
    caddy, port = shutil.which("caddy"), free_port()
    assert caddy, "install caddy, or run ./dev test, which does"
    file = folder / "Caddyfile"
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace("admin off", "admin off\n\tdefault_bind 127.0.0.1", 1).replace("lb_try_duration 5s", "", 1)
    file.write_text(f"{text}\nhttp://127.0.0.1:{(own := free_port())} {{\n\trespond ok\n}}\n", encoding="utf-8")
    home = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder))
    settings = {"SITE": f"http://127.0.0.1:{port}", "UPSTREAMS": f"to 127.0.0.1:{upstream}"}
    command = [caddy, "run", "--config", str(file), "--adapter", "caddyfile"]
    with subprocess.Popen(command, env={**os.environ, **home, **settings}, stderr=subprocess.DEVNULL) as process:
        try:
            until(f"http://127.0.0.1:{own}/")
            if answered:
                until(f"http://127.0.0.1:{port}{answered}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def before_yes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Yes) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with proxy(server.server_port, tmp_path_factory.mktemp("caddy"), "/") as address:
            yield address
        server.shutdown()


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "/tools/einscope/metrics", "/tools%2feinscope/readyz"])
def test_what_is_not_for_everybody_is_not_found(before_yes: str, path: str) -> None:
    assert CLIENT.get(f"{before_yes}{path}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/healthz", "/merge.svg", "/x/static/a.js", "/api/v1/merge", "/docs"])
def test_everything_else_is_asked_behind_it(before_yes: str, path: str) -> None:
    assert CLIENT.get(f"{before_yes}{path}").text == "yes"


def test_where_nobody_answers_it_says_so_as_a_problem(tmp_path: Path) -> None:
    with proxy(free_port(), tmp_path, "") as address:
        for response in (CLIENT.get(f"{address}/merge"), CLIENT.post(f"{address}/api/v1/merge", json={})):
            assert response.status_code in {502, 503}
            assert response.headers["content-type"] == "application/problem+json"
            assert response.json()["status"] == response.status_code
            assert response.headers["retry-after"]
