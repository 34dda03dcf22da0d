"""``start`` and ``count``: a window of the cells, wherever it lies and however large the tensor is."""

from typing import Any

import pytest

from tests.web.client import PATCH, Client, answer, problem

SOURCES = [0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]
LARGE = {**PATCH, "shape": "1000000,1000,1000,4"}
CELLS = 4 * 10**12


def cells(client: Client, **parameters: str) -> Any:
    return answer(client.get("/api/v1/rearrange", {**PATCH, **parameters}))["cells"]


@pytest.mark.parametrize(
    ("start", "count", "targets"),
    [
        (0, 16, range(16)),
        (0, 4, range(4)),
        (5, 3, range(5, 8)),
        (14, 100, range(14, 16)),
        (15, 1, range(15, 16)),
        (16, 1, range(0)),  # the end itself: an empty window, so that a reader may page until nothing comes
        (0, 0, range(0)),
        (7, 0, range(0)),
        (0, 65_536, range(16)),
    ],
)
def test_a_window_lists_its_cells_only(client: Client, start: int, count: int, targets: range) -> None:
    window = cells(client, start=str(start), count=str(count))
    assert window["targets"] == list(targets)
    assert window["sources"] == [[SOURCES[target] for target in targets]]
    assert (window["total"], window["start"], window["count"]) == (16, start, len(targets))
    assert window["complete"] is (len(targets) == 16)


def test_windows_side_by_side_make_the_whole(client: Client) -> None:
    windows = [cells(client, start=str(start), count="5")["sources"][0] for start in range(0, 16, 5)]
    assert [source for window in windows for source in window] == SOURCES


def source_in_large(target: int) -> int:
    """The formula of patch expanding, by hand: y has shape 1000000 × 2000 × 2000 × 1."""
    rest, column = divmod(target, 2000)
    image, row = divmod(rest, 2000)
    return ((image * 1000 + row // 2) * 1000 + column // 2) * 4 + row % 2 * 2 + column % 2


@pytest.mark.parametrize("start", [0, 1_999, 4_000_000, 10**12 + 7, 2**32 - 2, 3_999_999_999_990])
def test_a_window_of_a_large_tensor_has_true_indices(client: Client, start: int) -> None:
    window = cells(client, **{**LARGE, "start": str(start), "count": "100"})
    assert window["total"] == CELLS
    assert window["targets"] == list(range(start, min(start + 100, CELLS)))
    assert window["sources"] == [[source_in_large(target) for target in window["targets"]]]


def test_the_largest_tensor_has_exact_cells(client: Client) -> None:
    last = 2**53 - 2
    window = cells(client, pattern="a b -> b a", shape=f"1,{2**53 - 1}", sizes="", start=str(last - 1))
    assert window["sources"] == [[last - 1, last]]


@pytest.mark.parametrize("start", [17, 18, 10**15, 2**53 - 1])
def test_a_start_beyond_the_output_is_refused(client: Client, start: int) -> None:
    document = problem(client.get("/api/v1/rearrange", {**PATCH, "start": str(start)}))
    (error,) = document["errors"]
    assert (error["code"], error["field"]) == ("window-outside", "start")
    assert cells(client, **error["repair"])["start"] == 0


def test_the_answer_is_as_short_for_a_large_tensor(client: Client) -> None:
    small = client.get("/api/v1/rearrange", {**PATCH, "count": "16"})
    large = client.get("/api/v1/rearrange", {**LARGE, "count": "16", "start": str(CELLS // 2)})
    assert len(large.content) < 1.5 * len(small.content)


def test_the_picture_of_a_large_tensor_is_a_window_where_it_was_asked_for(client: Client) -> None:
    scene = answer(client.get("/api/v1/rearrange", {**LARGE, "at": "b=999999,h=500"}))["scene"]
    assert scene["cells"] <= 4_096
    batch, rows = scene["windows"][:2]
    assert batch["start"] + batch["count"] == 1_000_000
    assert rows["start"] == 500
