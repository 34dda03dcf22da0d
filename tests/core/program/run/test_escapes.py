"""Nothing escapes: every attack ends in our own error, or in a harmless answer, on little time and memory.

Each runs in a process of its own, which the kernel ends after a second of work, and to which it gives 200 MB.
"""

import multiprocessing
import resource
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import window
from einscope.core.program import run
from tests.core.program.programs.case import shapes_of
from tests.core.program.run.attacks import HARMLESS, REFUSED
from tests.rows import asked_of

SECONDS, MEGABYTES = 1, 200
PATIENCE = 60  # seconds by the clock, on a machine that may be busy with other things


def attempt(answer: Connection, code: str, shapes: dict[str, tuple[int, ...]]) -> None:
    """Run a program and the first cells of its answer, in a process that may not grow."""
    size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MEGABYTES * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    try:
        program = run(code, shapes, {}, DEFAULT_LIMITS)
        cells = window(
            program.output.map, 0, min(4096, DEFAULT_LIMITS.window_cells // max(1, program.output.map.arity))
        )
        answer.send(("answer", str(cells.shape)))
    except PatternError as error:
        start, end = error.span or (0, 0)
        answer.send(("error" if 0 <= start <= end <= len(code) else "outside", error.code))
    except BaseException as error:
        answer.send((type(error).__name__, str(error)[:200]))


PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def outcome(code: str, shapes: dict[str, tuple[int, ...]]) -> tuple[str, str]:
    """What became of a program: "error" and its code, "answer", or what should not have happened."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=attempt, args=(theirs, code, shapes), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(PATIENCE):
            return "stuck", ""
        kind, detail = ours.recv()
        return str(kind), str(detail)
    except EOFError:
        process.join(PATIENCE)
        return "killed", f"exit code {process.exitcode}"
    finally:
        process.kill()
        process.join()
        ours.close()


IMAGE = shapes_of("1,4,4,2")


@asked_of(REFUSED, ascii)
def test_an_attack_ends_in_our_own_error(code: str) -> None:
    kind, detail = outcome(code, IMAGE)
    assert kind == "error", detail


@asked_of({"harmless": HARMLESS}, ascii)
def test_what_is_harmless_has_an_answer(code: str) -> None:
    kind, detail = outcome(code, IMAGE)
    assert kind == "answer", detail


@pytest.mark.parametrize(
    ("shape", "code", "kind"),
    [
        ("0,4", "x.T.reshape(-1)", "answer"),
        ("0,4", "torch.cat([x, x])", "answer"),
        ("0,4", "x.mean(0)", "answer"),
        ("0,4", "x[0]", "error"),
        ("0,4", "x.reshape(-1, 0)", "error"),
        ("0,4", "x.max(0)", "error"),
        ("", "x.reshape(1)", "answer"),
        ("", "x[0]", "error"),
        ("-1,4", "x", "error"),
        ("9007199254740991", "x.flip(0)", "answer"),
        ("9007199254740992", "x.flip(0)", "error"),
        ("9007199254740991", "torch.stack([x, x])", "error"),
        ("9007199254740991;y:9007199254740991", "x", "error"),
        ("94906265,94906265", "x.T.reshape(-1)", "answer"),
        ("1000000,1000000", "x.sum()", "answer"),
        ("1000000,1000000", "x + x.T", "answer"),
        ("1000,1000", "x @ x", "answer"),
        ("1000,1000,64", "x.mean((0, 1))", "answer"),
        (",".join(["1"] * 32), "x.squeeze()", "answer"),
        (",".join(["1"] * 33), "x.squeeze()", "error"),
        (",".join(["1"] * 32), "x[None]", "error"),
        (",".join(["2"] * 32), "x.permute(*range(31, -1, -1)).reshape(-1)", "answer"),
    ],
)
def test_a_shape_of_any_size_is_answered(shape: str, code: str, kind: str) -> None:
    assert outcome(code, shapes_of(shape))[0] == kind
