"""The command ``einscope``: what it prints, writes and ends with."""

import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from einscope.doors.command.run import run
from tests.web.client import PATCH, Client, answer

SIZED = ["b h w (p1 p2 c) -> b (h p1) (w p2) c", "--shape", "1,2,2,4", "p1=2", "p2=2"]


class Terminal(io.StringIO):
    """What is written to a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "PUBLIC_URL", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


def served() -> None:
    raise AssertionError("nobody asked for a server")


def said(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    """What a command prints, to the one stream that belongs to its status."""
    assert run(words, served) == status
    out, err = capsys.readouterr()
    assert not (out if status else err)
    return err if status else out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (SIZED, "y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]"),
        (["b h w c -> b c h w", "--shape", "1,2,2,3"], "b h w c -> b c h w"),
        (["--shape", "2,3", "a b -> b a"], "0 3"),
        (["ij,jk->ik", "--shape", "2,3;3,4"], "x2"),
        (["a b -> a", "--shape", "2,3", "--reduction", "sum"], "3 12"),
        (["repeat", "a -> a b", "b=2", "--shape", "2"], "0 0"),
        (["roll", "--shape", "4", "--shift", "-1"], "1 2 3 0"),
        (["rearrange", "a b -> b a", "--shape", "1,2", "--data", "one two"], "two"),
        (["merge", "--shape", "1,4,4,2", "--order", "p1 p2 c", "--lang", "zh"], "每个输入单元格"),
        (["compare", "a b -> b a", "a b -> a b", "--shape", "2,2"], "2 of 4 cells differ"),
        (["round-trip", "--shape", "1,4,4,2", "--then", "p1 p2 c"], "16 of 32 cells"),
        (["round-trip", "--shape", "1,4,4,2", "--then", "p2 p1 c"], "✓"),
        (["compare", "/merge?shape=1,4,4,1", "http://127.0.0.1:1/merge?shape=1,4,4,1&order=p1+p2+c"], "p2 p1 c"),
    ],
    ids=shlex.join,
)
def test_a_command_answers_in_characters(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    assert told in said(capsys, *words)


def test_the_answer_is_that_of_the_api(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    own = json.loads(said(capsys, *SIZED, "--json"))
    assert own == answer(client.get("/api/v1/rearrange", PATCH | {"check": "1"}))


def test_a_round_trip_is_that_of_the_api_and_what_mends_it_is_a_command(
    capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    asked = {"shape": "1,4,4,2", "then": "p1 p2 c"}
    words = [word for name, text in asked.items() for word in (f"--{name}", text)]
    own = json.loads(said(capsys, "round-trip", *words, "--json"))
    assert own == answer(client.get("/api/v1/round-trip", asked))
    refusal = said(capsys, "round-trip", "--shape", "1,5,5,1", status=1).splitlines()
    [offered, *_] = [line.strip() for line in refusal if line.strip().startswith("einscope ")]
    said(capsys, *shlex.split(offered)[1:])


def test_programs_are_read_from_files_and_from_what_comes_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "layer.py").write_text("y = x.view(2, n).t()\n", encoding="utf-8")
    words = ["program", str(tmp_path / "layer.py"), "--shape", "x:6", "--values", "n=3"]
    assert "y[i2, i] = x[3i + i2]" in said(capsys, *words)
    assert json.loads(said(capsys, *words, "--json"))["output"]["shape"] == [3, 2]
    monkeypatch.setattr("sys.stdin", io.StringIO("y = x.flip(0)\n# it comes in\n"))
    assert "2 1 0" in said(capsys, "program", "-", "--shape", "x:3")
    other = "/program?code=y=x.view(3,2)&shape=x:6"
    assert "cells differ" in said(capsys, "compare", words[1], other, "--shape", "x:6", "--values", "n=3")


def test_files_are_what_addresses_give(capsys: pytest.CaptureFixture[str], client: Client, tmp_path: Path) -> None:
    names = {kind: str(tmp_path / f"out.{kind}") for kind in ("svg", "png", "gif", "webp")}
    options = [word for kind, name in names.items() for word in (f"--{kind}", name)]
    assert said(capsys, *SIZED, *options) == ""
    for kind, name in names.items():
        assert Path(name).read_bytes() == client.get(f"/rearrange.{kind}", PATCH).content, kind


def test_two_states_are_drawn_side_by_side(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, client: Client, tmp_path: Path
) -> None:
    pair = {"a": "/merge?shape=1,4,4,1", "b": "/program?code=y+%3D+x.t()&shape=x:2,3"}
    names = {kind: str(tmp_path / f"out.{kind}") for kind in ("svg", "png", "gif")}
    options = [word for kind, name in names.items() for word in (f"--{kind}", name)]
    assert said(capsys, "compare", *pair.values(), *options, "--lang", "zh", "--width", "700") == ""
    for kind, name in names.items():
        drawn = client.get(f"/compare.{kind}", {**pair, "lang": "zh", "width": "700"}).content
        assert Path(name).read_bytes() == drawn, kind
    still = client.get("/compare.png", {**pair, "stage": "1.5"}).content
    said(capsys, "compare", *pair.values(), "--png", names["png"], "--stage", "1.5")
    assert Path(names["png"]).read_bytes() == still
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    said(capsys, "compare", "a b -> b a", "a b -> a b", "--shape", "2,2", "--open")
    assert "@keyframes" in Path(opened[0].removeprefix("file://")).read_text(encoding="utf-8")
    assert "stage" in said(capsys, "compare", *pair.values(), "--gif", names["gif"], "--stage", "1", status=1)


def test_the_browser_is_given_a_picture_that_plays(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    said(capsys, *SIZED, "--open")
    [address] = opened
    assert Path(address.removeprefix("file://")).read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ["b (h w -> b h w", "--shape", "2,6"],
            ["  pattern  b (h w -> b h w", "             ^"],
        ),
        (["merge", "--shape", "1,5,5,1"], ["  shape  1,5,5,1", "           ^"]),
    ],
)
def test_a_refusal_has_a_mark_and_a_command_that_works(
    capsys: pytest.CaptureFixture[str], words: list[str], lines: list[str]
) -> None:
    refusal = said(capsys, *words, status=1).splitlines()
    place = refusal.index(lines[0])
    assert refusal[place : place + 2] == lines
    offered = [line.strip() for line in refusal if line.strip().startswith("einscope ")]
    assert offered
    for line in offered:
        said(capsys, *shlex.split(line)[1:])


def test_a_refusal_as_json_is_a_problem_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["merge", "--shape", "1,5,5,1", "--json"], served) == 1
    assert json.loads(capsys.readouterr().out)["errors"][0]["code"] == "size-odd"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nothing"],
        ["merge", "--shpe", "1"],
        ["merge", "--shape", "1,4,4,1", "--show", "x"],
        ["program", "/no/such/file.py"],
        ["completion", "csh"],
        ["merge", "--shape", "1,4,4,1", "--svg", "/no/such/folder/out.svg"],
    ],
    ids=shlex.join,
)
def test_words_that_cannot_be_read_end_with_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(words, served)
    assert ended.value.code == 2
    assert "usage: einscope" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["a b -> b a"], 2),
        (["compare", "/nothing", "/merge?shape=1,4,4,1"], 1),
        (["round-trip", "--shape", "1,4,4,2", "--then", "p1 p2 q"], 1),
        (["round-trip"], 2),
        (["merge", "--shape", "1,4,4,1", "--svg", "-", "--width", "3"], 1),
        (["merge", "--shape", "1,4,4,1", "--stage", "nan"], 1),
        (["merge", "--shape", "1,4,4,1", "--cell", "99"], 1),
        (["merge", "--shape", "1,4,4,1", "--show", "0"], 1),
        (["program", __file__, "--step", "999"], 1),
    ],
    ids=lambda value: shlex.join(value) if isinstance(value, list) else str(value),
)
def test_what_is_refused_ends_with_1(capsys: pytest.CaptureFixture[str], words: list[str], status: int) -> None:
    assert said(capsys, *words, status=status)


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    for environment in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        for name, text in environment.items():
            monkeypatch.setenv(name, text)
        monkeypatch.setattr("sys.stdout", terminal := Terminal())
        assert run(SIZED, served) == 0
        monkeypatch.undo()
        shown.append("\x1b[" in terminal.getvalue())
    assert shown == [True, False, False]


def test_the_language_is_the_terminals(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "每个" in said(capsys, *SIZED)
    assert "Every" in said(capsys, *SIZED, "--lang", "en")


def test_links_lead_where_the_server_is_known(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "rearrange?" not in said(capsys, *SIZED)
    monkeypatch.setenv("PUBLIC_URL", "https://example.org")
    assert "https://example.org/rearrange?pattern=" in said(capsys, *SIZED)


def test_the_server_is_started_as_ever() -> None:
    started: list[bool] = []
    assert run(["serve"], lambda: started.append(True)) == 0
    assert started == [True]


@pytest.mark.parametrize("words", [["--help"], ["merge", "--help"], ["program", "--help"], ["compare", "--help"]])
@pytest.mark.parametrize("language", ["en_US.UTF-8", "zh_CN.UTF-8"])
def test_help_is_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], language: str
) -> None:
    monkeypatch.setenv("LANG", language)
    with pytest.raises(SystemExit) as ended:
        run(words, served)
    assert ended.value.code == 0
    assert ("示例" if language.startswith("zh") and len(words) == 1 else "einscope") in capsys.readouterr().out


def test_the_examples_of_the_help_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("layer.py").write_text("y = x.flip(1) * self.dim_scale\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        run(["--help"], served)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  einscope ")]
    assert len(lines) > 5
    for line in lines:
        if line != "einscope serve":
            said(capsys, *shlex.split(line)[1:])


def test_bash_completes_commands_and_options(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "einscope.bash").write_text(said(capsys, "completion", "bash"), encoding="utf-8")
    asked = 'source ./einscope.bash; COMP_WORDS=({}); COMP_CWORD={}; _einscope; echo "${{COMPREPLY[@]}}"'
    for words, place, found in [("einscope rol", 1, "roll"), ("einscope merge --o", 2, "--order --odd --open")]:
        done = subprocess.run(
            ["bash", "-c", asked.format(words, place)], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == found


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_have_a_script(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    script = said(capsys, "completion", shell)
    assert "merge" in script
    assert "order" in script


def test_whoever_stops_reading_gets_no_traceback(tmp_path: Path) -> None:
    wide = '"h w -> w h" --shape 64,64 --show 4096'
    shell = f"{shlex.quote(sys.executable)} -m einscope {wide} | head -1"
    done = subprocess.run(["bash", "-c", shell], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("h w -> w h\n", "")
