"""What Caddy makes of requests with deploy/Caddyfile: before a server that says yes to everything, and before none."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import ClassVar

import pytest

from tests.deploy.proxied import CLIENT, ROOT, free_port, until


class Yes(BaseHTTPRequestHandler):
    """Says yes to everything."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b"yes")

    def do_POST(self) -> None:
        body = self.rfile.read(length := int(self.headers["Content-Length"]))
        if len(body) < length:  # who sent it has gone
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Killed(Yes):
    """Is well, and ends in the midst of everything else that it is asked."""

    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append("POST")
        self.close_connection = True


@contextmanager
def replica(kind: type[Yes]) -> Iterator[ThreadingHTTPServer]:
    """One that answers while the block runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


ONE_TRY = {"lb_try_duration 5s": ""}
FIRST_ONE_FIRST = {"import replicas least_conn": "import replicas first"}


@contextmanager
def proxy(
    upstreams: str, folder: Path, answered: str, instead: Mapping[str, str] = MappingProxyType(ONE_TRY)
) -> Iterator[str]:
    """The address of Caddy before some ports, once it answers by itself or with what is behind it.

    ``instead``: what stands in its file, and what in its place.
    """
    caddy, port = shutil.which("caddy"), free_port()
    assert caddy, "install caddy, or run ./dev test, which does"
    file = folder / "Caddyfile"
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace("admin off", "admin off\n\tdefault_bind 127.0.0.1", 1)
    for words, others in instead.items():
        assert words in text
        text = text.replace(words, others, 1)
    file.write_text(f"{text}\nhttp://127.0.0.1:{(own := free_port())} {{\n\trespond ok\n}}\n", encoding="utf-8")
    home = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder))
    settings = {"SITE": f"http://127.0.0.1:{port}", "UPSTREAMS": upstreams}
    command = [caddy, "run", "--config", str(file), "--adapter", "caddyfile"]
    with subprocess.Popen(command, env={**os.environ, **home, **settings}, stderr=subprocess.DEVNULL) as process:
        try:
            until(f"http://127.0.0.1:{own}/")
            if answered:
                until(f"http://127.0.0.1:{port}{answered}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def to(*ports: int) -> str:
    """Replicas, as Caddy's file has them."""
    return " ".join(["to", *(f"127.0.0.1:{port}" for port in ports)])


@pytest.fixture(scope="module")
def before_yes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with replica(Yes) as one, proxy(to(one.server_port), tmp_path_factory.mktemp("caddy"), "/") as address:
        yield address


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "/tools/einscope/metrics", "/tools%2feinscope/readyz"])
def test_what_is_not_for_everybody_is_not_found(before_yes: str, path: str) -> None:
    assert CLIENT.get(f"{before_yes}{path}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/healthz", "/merge.svg", "/x/static/a.js", "/api/v1/merge", "/docs"])
def test_everything_else_is_asked_behind_it(before_yes: str, path: str) -> None:
    assert CLIENT.get(f"{before_yes}{path}").text == "yes"


def test_where_nobody_answers_it_says_so_as_a_problem(tmp_path: Path) -> None:
    with proxy(to(free_port()), tmp_path, "") as address:
        for response in (CLIENT.get(f"{address}/merge"), CLIENT.post(f"{address}/api/v1/merge", json={})):
            assert response.status_code in {502, 503}
            assert response.headers["content-type"] == "application/problem+json"
            assert response.json()["status"] == response.status_code
            assert response.headers["retry-after"]


BODY = b"x" * 300_000  # more than any connection holds


@contextmanager
def behind(first: type[Yes], folder: Path) -> Iterator[tuple[str, ThreadingHTTPServer]]:
    """The address of Caddy before two replicas that it has seen well, and the one that it asks first."""
    with replica(first) as one, replica(Yes) as other:
        upstreams = to(one.server_port, other.server_port)
        with proxy(upstreams, folder, "/", FIRST_ONE_FIRST) as address:
            yield address, one


def test_a_post_whose_replica_is_gone_is_told_to_come_again_until_it_is_answered_whole(tmp_path: Path) -> None:
    with behind(Yes, tmp_path) as (address, gone):
        gone.shutdown()
        gone.server_close()
        while (response := CLIENT.post(f"{address}/api/v1/merge", content=BODY)).status_code != 200:
            assert response.status_code in {502, 503}
            assert response.headers["retry-after"] == "2"  # until the proxy has seen that it is gone
        assert response.content == BODY


def test_a_post_that_a_replica_has_read_is_not_sent_again_since_its_body_is_gone(tmp_path: Path) -> None:
    Killed.asked.clear()
    with behind(Killed, tmp_path) as (address, _):
        response = CLIENT.post(f"{address}/api/v1/merge", content=BODY)
        assert response.status_code == 502
        assert response.headers["retry-after"]
        assert Killed.asked == ["POST"]
        assert CLIENT.post(f"{address}/api/v1/merge", content=BODY).content == BODY  # that one is left for a moment
