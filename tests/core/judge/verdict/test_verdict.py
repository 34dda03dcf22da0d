from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.judge.verdict import verdict, verdict_on
from einscope.core.map import Stride, StrideTable
from tests.core.asking import plan_of
from tests.core.judge.verdict.judge import judged, judged_on
from tests.core.judge.verdict.maps import Listed
from tests.core.judge.verdict.requests import Texts, blocks, patterns

REARRANGE = "b h w (p1 p2 c) -> b (h p1) (w p2) c"
HUGE = {"pattern": REARRANGE, "shape": "1000000,1000,1000,4", "sizes": "p1=2,p2=2"}


@given(patterns())
def test_the_verdict_on_a_pattern_is_what_every_cell_says(request: Texts) -> None:
    plan = plan_of(request[0], **request[1])
    assert replace(verdict(plan), inverse=None) == judged(plan)


@given(blocks())
def test_the_verdict_on_blocks_is_what_every_cell_says(request: Texts) -> None:
    plan = plan_of(request[0], **request[1])
    assert replace(verdict(plan), inverse=None) == judged(plan)


STRIDES = st.builds(Stride, st.integers(0, 4), st.integers(-7, 7))


@given(st.lists(STRIDES, max_size=3), st.lists(STRIDES, max_size=2), st.integers(0, 3))
def test_the_verdict_on_any_table_is_what_every_cell_says(kept: list[Stride], reduced: list[Stride], gap: int) -> None:
    rows = [*kept, *reduced]
    offset = gap + sum(-row.source * (row.size - 1) for row in rows if row.source < 0 and row.size)
    cells = offset + sum(row.source * (row.size - 1) for row in rows if row.source > 0 and row.size) + 1
    table = StrideTable(tuple(kept), tuple(reduced), offset)
    shapes = (cells,), (table.target_cells,)
    assert verdict_on(table, *shapes) == judged_on(table, *shapes)


@given(st.data())
def test_the_verdict_on_an_unknown_map_is_what_every_cell_says(data: st.DataObject) -> None:
    cells, arity = data.draw(st.integers(0, 6)), data.draw(st.integers(1, 3))
    row = st.lists(st.integers(-1, cells - 1), min_size=arity, max_size=arity)
    chosen = st.one_of(
        st.lists(row, max_size=8), st.permutations(range(cells)).map(lambda cells: [[cell] for cell in cells])
    )
    sources = data.draw(chosen)
    index_map, shapes = Listed(sources), ((cells,), (len(sources),))
    assert verdict_on(index_map, *shapes) == judged_on(index_map, *shapes)


@pytest.mark.parametrize(
    ("operation", "texts", "facts"),
    [
        ("rearrange", {"pattern": "h w -> w h", "shape": "2,2"}, {"moved": 2, "order": 2, "reshape_only": False}),
        ("rearrange", {"pattern": "h w -> w h", "shape": "2,3"}, {"moved": 4, "order": None, "bijective": True}),
        ("rearrange", {"pattern": "h w -> w h", "shape": "3,3"}, {"moved": 6, "order": 2, "bijective": True}),
        ("rearrange", {"pattern": "(h w) -> (w h)", "shape": "6", "sizes": "h=2"}, {"moved": 4, "order": 4}),
        ("einsum", {"pattern": "i j -> j", "shape": "2,0"}, {"order": None}),
        ("einsum", {"pattern": "ij->ji", "shape": "2,2"}, {"moved": 2, "order": 2}),
        ("einsum", {"pattern": "ii->i", "shape": "1,1"}, {"bijective": True, "order": None}),
        ("unfold", {"shape": "1,2,2,1", "kernel": "2"}, {"bijective": True, "order": None}),
        ("unfold", {"shape": "1,4,1", "kernel": "1"}, {"identity": True, "order": 1}),
        (
            "unfold",
            {"shape": "9,99999,9999,3", "kernel": "3", "stride": "3"},
            {"bijective": True, "dropped": 0, "padded": 0},
        ),
        ("rearrange", {"pattern": "h w -> h w", "shape": "2,3"}, {"moved": 0, "order": 1, "identity": True}),
        ("rearrange", {"pattern": "h w -> (h w)", "shape": "2,3"}, {"identity": False, "reshape_only": True}),
        ("rearrange", {"pattern": "h 1 -> 1 h", "shape": "3,1"}, {"identity": False, "reshape_only": True}),
        ("rearrange", {"pattern": REARRANGE, "shape": "1,2,2,4", "sizes": "p1=2,p2=2"}, {"moved": 8, "order": None}),
        ("rearrange", HUGE, {"order": None, "exact": True, "moved": 3_996_000_000_000, "dropped": 0}),
        ("rearrange", {"pattern": "b h w c -> b w h c", "shape": "9,256,256,512"}, {"moved": 300810240, "order": 2}),
        ("rearrange", {"pattern": "a b c -> (a b c)", "shape": "99999,9999,999"}, {"moved": 0, "order": None}),
        ("rearrange", {"pattern": "a b -> b a", "shape": "0,3"}, {"bijective": True, "order": None, "identity": False}),
        ("rearrange", {"pattern": "->", "shape": ""}, {"identity": True, "order": 1}),
        ("reduce", {"pattern": "a b -> a", "shape": "2,3"}, {"moved": 2, "dropped": 0, "duplicated": 0}),
        ("reduce", {"pattern": "a b -> a", "shape": "2,0"}, {"moved": 0, "padded": 2, "bijective": False}),
        ("reduce", {"pattern": "a b -> a", "shape": "2,1"}, {"moved": 0, "bijective": True, "reshape_only": True}),
        ("repeat", {"pattern": "a -> (a 2)", "shape": "3"}, {"moved": 5, "duplicated": 3, "bijective": False}),
        ("repeat", {"pattern": "a -> a r", "shape": "3", "sizes": "r=0"}, {"moved": 0, "dropped": 3}),
        ("merge", {"shape": "1,4,4,1"}, {"moved": 12, "bijective": True}),
        ("merge", {"shape": "1,5,5,1", "odd": "crop"}, {"dropped": 9, "padded": 0, "bijective": False}),
        ("merge", {"shape": "1,5,5,1", "odd": "pad"}, {"dropped": 0, "padded": 11, "identity": False}),
        (
            "merge",
            {"shape": "99,99999,9999,1", "odd": "crop"},
            {"dropped": 99 * (99_999 * 9_999 - 99_998 * 9_998), "moved": 98_978_215_397, "exact": True},
        ),
        ("merge", {"shape": "99,99999,9999,1", "odd": "pad"}, {"padded": 99 * (10**9 - 99999 * 9999), "duplicated": 0}),
    ],
)
def test_the_verdict_says(operation: str, texts: dict[str, str], facts: dict[str, object]) -> None:
    found = verdict(plan_of(operation, **texts))
    assert {name: getattr(found, name) for name in facts} == facts


def test_cells_that_take_part_in_several_sums_are_judged_too() -> None:
    diagonal = StrideTable((Stride(3, 4),)), (3, 3), (3,)
    windows = StrideTable((Stride(3, 1), Stride(2, 1))), (4,), (3, 2)
    assert (verdict_on(*diagonal).dropped, verdict_on(*diagonal).duplicated) == (6, 0)
    assert (verdict_on(*windows).dropped, verdict_on(*windows).duplicated) == (0, 2)
