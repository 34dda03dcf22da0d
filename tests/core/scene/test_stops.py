from collections.abc import Mapping

import numpy as np
import pytest

from einscope.core.ops import registry
from einscope.core.plan import Tensor
from einscope.core.scene.stops import calls, shapes, stops
from einscope.core.values import made
from tests.core.asking import plan_of
from tests.core.readings.cases import CORNERS

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


MEAN = {"pattern": "a b k -> k a", "shape": "2,3,4", "reduction": "mean"}


@pytest.mark.parametrize(
    ("operation", "texts", "told"),
    [
        ("expand", {"shape": "1,2,2,4"}, ["reshape", "permute", "reshape"]),
        ("rearrange", {"pattern": "a b -> b a", "shape": "2,3"}, [None, "permute", None]),
        ("rearrange", {"pattern": "(a b) -> a b", "shape": "6", "sizes": "a=2"}, ["reshape", None, None]),
        ("reduce", MEAN, [None, "permute", "mean"]),
        ("reduce", POOL, ["reshape", "permute", "max"]),
        ("reduce", {**MEAN, "pattern": "a b k -> (k a)"}, [None, "permute", None]),
        ("repeat", {"pattern": "a -> (a r)", "shape": "3", "sizes": "r=2"}, [None, None, "reshape"]),
        ("einsum", {"pattern": "ij,jk->ik", "shape": "2,3;3,2"}, [None, None, None]),
        ("einsum", {"pattern": "ii->i", "shape": "3,3"}, [None, None, None]),
        ("merge", {"shape": "1,5,5,1", "odd": "pad"}, [None, "permute", "reshape"]),
        ("roll", {"shape": "1,4,4,1", "shift": "1", "axes": "1"}, [None, None, None]),
    ],
)
def test_what_code_calls_is_told_where_one_call_does_it(
    operation: str, texts: dict[str, str], told: list[str | None]
) -> None:
    if operation == "reduce":
        texts = {"reduction": "max", **texts}
    plan = plan_of(operation, **texts)
    source = plan.inputs[0]
    assert list(calls(plan, source, shapes(plan, source))[1:]) == told


WANTED = [(name, preset.values) for name, operation in registry().items() for preset in operation.presets]
WANTED += [(case.operation, case.texts) for case in CORNERS]
WANTED += [("reduce", {**POOL, "reduction": "max"}), ("reduce", MEAN)]


@pytest.mark.parametrize(("operation", "texts"), WANTED)
def test_numpy_comes_from_the_input_to_the_output_by_these_calls(operation: str, texts: Mapping[str, str]) -> None:
    plan = plan_of(operation, **texts)
    source = plan.inputs[0]
    shaped = shapes(plan, source)
    (_, (split, _), (moved, _), _), (_, taken, turned, put) = shaped, calls(plan, source, shaped)
    whole = taken or split == source.shape
    if len(plan.inputs) > 1 or source.sliding or source.wraps or not whole or len(split) != len(set(_parts(source))):
        return
    x = np.arange(source.cells, dtype=np.float64).reshape(source.shape)
    y = x.reshape(split) if taken else x
    reduced = [part for part, axis in enumerate(plan.axes) if axis.role == "reduced"]
    after = [*_parts(plan.output), *reduced]
    if turned:
        y = y.transpose([_parts(source).index(part) for part in after])
    if sorted(after) != sorted(_parts(source)) or y.shape != moved or (reduced and not put):
        return
    if reduced:
        assert put == plan.reduction
        y = getattr(np, str(put))(y, axis=tuple(range(len(after) - len(reduced), len(after))))
    elif put:
        y = y.reshape(plan.output.shape)
    values = made(plan, [None], 65_536)
    np.testing.assert_allclose(y.reshape(-1), np.array(values, dtype=np.float64))


def _parts(tensor: Tensor) -> list[int]:
    return [part for parts in tensor.arrangement for part in parts]
