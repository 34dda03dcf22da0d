"""``./dev bench``: how fast it is, each as a ratio to something measured beside it in the same run.

Absolute times say more about the machine than about the program; ratios carry over. Only for how long one request keeps
all others waiting is told in milliseconds: a person waits for those.
"""

import time
from collections.abc import Callable, Mapping
from io import BytesIO
from math import prod
from statistics import median

import einops
import numpy as np

from einscope.core.fields import SizesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import window
from einscope.core.ops import registry
from einscope.core.ops.rearrange import rearrange
from einscope.settings import Settings
from einscope.web.answers.answer import answer_json
from einscope.web.answers.planned import planned
from einscope.web.answers.source_file import stream
from einscope.web.requests.view import View
from tests.bench_loop import pauses
from tests.bench_pictures import pictures
from tests.bench_server import requests_against_bare_route
from tests.bench_start import start_against_imports

PATTERN = "b h w (p1 p2 c) -> b (h p1) (w p2) c"
SIZES = SizesText().read("p1=2,p2=2", "sizes", DEFAULT_LIMITS)
ROUNDS = 7


def seconds(work: Callable[[], object], times: int) -> float:
    """Seconds that one piece of work takes, the mean over so many in a row."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def ratio(ours: Callable[[], object], floor: Callable[[], object], times: int) -> float:
    """How many times the floor our work takes; median of rounds in which the two take turns."""
    ours()
    floor()
    return median(seconds(ours, times) / seconds(floor, times) for _ in range(ROUNDS))


def huge_against_small() -> float:
    """The answer for 4·10¹² cells, 16 of them listed, against the answer for 16 cells."""
    operation = registry()["rearrange"]

    def ask(shape: str) -> object:
        texts = {"pattern": PATTERN, "shape": shape, "sizes": "p1=2,p2=2"}
        return answer_json(planned(operation, texts, DEFAULT_LIMITS), View(count=16), Settings())

    return ratio(lambda: ask("1000000,1000,1000,4"), lambda: ask("1,2,2,4"), 40)


def sources_against_einops() -> float:
    """Sources of 1,048,576 cells against einops rearranging an arange of as many, copied."""
    shape = (1, 256, 256, 16)
    table = rearrange(PATTERN, shape, SIZES, DEFAULT_LIMITS).maps[0]
    tensor = np.arange(2**20).reshape(shape)
    return ratio(
        lambda: window(table, 0, 2**20),
        lambda: np.ascontiguousarray(einops.rearrange(tensor, PATTERN, p1=2, p2=2)),
        3,
    )


def file_against_numpy(name: str, texts: Mapping[str, str], numpys: Callable[[], object]) -> float:
    """A file of about 2²⁴ sources against numpy moving an arange as the operation does, and saving it."""
    plan = planned(registry()[name], texts, DEFAULT_LIMITS).plan

    def ours() -> None:
        for _ in stream(plan.maps, plan.output.shape, 0, prod(plan.output.shape)):
            pass

    return ratio(ours, lambda: np.save(BytesIO(), np.asarray(numpys())), 1)


def padded_merge() -> object:
    """What a merge of 4095×4095 cells does that fills up both axes, as numpy does it."""
    cells = np.arange(4095 * 4095).reshape(4095, 4095)
    filled = np.pad(cells, ((0, 1), (0, 1)), constant_values=-1)
    return filled.reshape(2048, 2, 2048, 2).transpose(0, 2, 3, 1).reshape(1, 2048, 2048, 4)


def padded_unfold() -> object:
    """What an unfold of 1364×1364 cells by 3×3 does that fills up all around, as numpy does it."""
    filled = np.pad(np.arange(1364 * 1364).reshape(1364, 1364), 1, constant_values=-1)
    return np.lib.stride_tricks.sliding_window_view(filled, (3, 3)).transpose(2, 3, 0, 1).reshape(1, 9, 1364 * 1364)


MERGE = {"shape": "1,4095,4095,1", "factor": "2", "odd": "pad"}
UNFOLD = {"shape": "1,1,1364,1364", "kernel": "3", "padding": "1", "channels": "first"}

BENCHMARKS: tuple[tuple[str, Callable[[], float]], ...] = (
    ("time of the answer for 4·10¹² cells / for 16 cells", huge_against_small),
    ("time for the sources of 2²⁰ cells / einops copying as many", sources_against_einops),
    (
        "a `.npy` of a merge of 4095×4095 cells that are filled up / numpy's own and `np.save`",
        lambda: file_against_numpy("merge", MERGE, padded_merge),
    ),
    (
        "a `.npy` of an unfold of 1364×1364 cells, filled up, by 3×3 / numpy's own and `np.save`",
        lambda: file_against_numpy("unfold", UNFOLD, padded_unfold),
    ),
)


def main() -> None:
    """Print the tables of docs/performance.md."""
    print("| what, against what | ratio |\n|---|---|")
    for name, benchmark in BENCHMARKS:
        print(f"| {name} | {benchmark():.2f} |", flush=True)
    print("\n| requests a second, against those of a bare JSON route | ratio |\n|---|---|")
    for name, times in requests_against_bare_route():
        print(f"| {name} | {times:.2f} |", flush=True)
    print("\n| a picture that nobody has asked for, and its file packed | milliseconds of a processor |\n|---|---|")
    for name, taken in pictures():
        print(f"| {name} | {taken:.0f} |", flush=True)
    print("\n| from `python -m einscope` on, against importing what it serves with and ending | ratio |\n|---|---|")
    for name, times in start_against_imports():
        print(f"| {name} | {times:.2f} |", flush=True)
    print("\n| the heaviest request of its kind | ms | longest pause for others, ms |\n|---|---|---|")
    for name, whole, pause in pauses():
        print(f"| {name} | {whole:.0f} | {pause:.0f} |", flush=True)


if __name__ == "__main__":
    main()
