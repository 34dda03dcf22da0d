"""How many processes answer: what a container may use bounds them, its memory as well as its processors."""

from pathlib import Path

import pytest

from einscope.workers import usual


@pytest.mark.parametrize(
    ("processors", "room", "wanted"),
    [
        ("max 100000", "max", None),  # as without a container
        ("100000 100000", "max", 1),
        ("max 100000", str(600 * 2**20), 1),
        ("max 100000", str(100 * 2**20), 1),
        ("400000 100000", str(8 * 2**30), None),
    ],
)
def test_a_container_bounds_the_processes_that_answer(
    tmp_path: Path, processors: str, room: str, wanted: int | None
) -> None:
    (tmp_path / "cpu.max").write_text(f"{processors}\n")
    (tmp_path / "memory.max").write_text(f"{room}\n")
    nowhere = tmp_path / "nowhere"
    assert usual(512, tmp_path) == (wanted or usual(512, nowhere))


@pytest.mark.parametrize(
    ("quota", "room", "wanted"),
    [
        ("-1", "9223372036854771712", None),  # as without a container
        ("100000", "9223372036854771712", 1),
        ("-1", str(600 * 2**20), 1),
    ],
)
def test_so_does_one_of_the_first_version_of_cgroups(tmp_path: Path, quota: str, room: str, wanted: int | None) -> None:
    for folder in ("cpu", "memory"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(f"{quota}\n")
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000\n")
    (tmp_path / "memory" / "memory.limit_in_bytes").write_text(f"{room}\n")
    assert usual(512, tmp_path) == (wanted or usual(512, tmp_path / "nowhere"))
