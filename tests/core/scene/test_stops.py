import pytest

from einscope.core.scene.stops import stops
from tests.core.asking import plan_of

POOL = {"pattern": "b (h p1) (w p2) c -> b h w c", "shape": "1,4,4,1", "sizes": "p1=2,p2=2"}
QUARTERS = {"pattern": "(a b) (k l) -> (k a) (b l)", "shape": "4,4", "sizes": "a=2,k=2"}
UNFLATTEN = {"pattern": "b (h w) c -> b h w c", "shape": "1,6,2", "sizes": "h=2"}
WINDOWS = {"shape": "1,1,4,4", "kernel": "2", "channels": "first"}
TOTAL = {"pattern": "a b k l -> ", "shape": "2,2,2,2"}
WHOLE = "nothing to split"


@pytest.mark.parametrize(
    ("operation", "texts", "split", "moved", "output"),
    [
        ("expand", {"shape": "1,2,2,4"}, "split channels", "move axes", "join into grid"),
        ("merge", {"shape": "1,4,4,1"}, "split into blocks", "move axes", "join into channels"),
        ("rearrange", {"pattern": "a b -> b a", "shape": "2,3"}, WHOLE, "move axes", "output"),
        ("rearrange", UNFLATTEN, "split (h w)", "move axes", "output"),
        ("rearrange", {"pattern": "a b k -> (b a) k", "shape": "2,3,4"}, WHOLE, "move axes", "join (b a)"),
        ("rearrange", QUARTERS, "split axes", "move axes", "join axes"),
        ("reduce", POOL, "split into blocks", "move axes", "reduce p1, p2"),
        ("reduce", TOTAL, WHOLE, "move axes", "reduce axes"),
        ("repeat", {"pattern": "a -> (a r)", "shape": "3", "sizes": "r=2"}, WHOLE, "copy along r", "join (a r)"),
        ("einsum", {"pattern": "ij,jk->ik", "shape": "2,3;3,2"}, WHOLE, "bring operands together", "reduce j"),
        ("unfold", WINDOWS, "open the windows", "move axes", "join into channels"),
    ],
)
def test_every_stop_says_what_happens_up_to_it(
    operation: str, texts: dict[str, str], split: str, moved: str, output: str
) -> None:
    assert [str(each) for each in stops(plan_of(operation, **texts))] == ["input", split, moved, output]


@pytest.mark.parametrize("side", ["a b k l m n -> ", "(a b) (k l) (m n) -> a b k l m n"])
def test_captions_stay_short(side: str) -> None:
    operation = "rearrange" if "m n" in side.partition("->")[2] else "reduce"
    shape, sizes = ("4,4,4", "a=2,k=2,m=2") if operation == "rearrange" else ("2,2,2,2,2,2", "")
    assert all(len(str(each)) <= 24 for each in stops(plan_of(operation, pattern=side, shape=shape, sizes=sizes)))
