"""What is read of a dictionary by its key comes in by itself."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program.question import asked


@pytest.mark.parametrize(
    ("code", "shape", "names", "output"),
    [
        ("y = batch['image'].permute(0, 2, 1)", "batch.image:1,2,3", ["batch.image"], (1, 3, 2)),
        ("y = batch['image'].permute(0, 2, 1)", 'batch["image"]:1,2,3', ["batch.image"], (1, 3, 2)),
        ("y = batch['a'].t() @ batch['b']", "batch.a:2,3;batch.b:2,4", ["batch.a", "batch.b"], (3, 4)),
        ("def f(batch):\n    return batch['a'].t()", "batch.a:2,3", ["batch.a"], (3, 2)),
        ("d = {'a': x}\ny = d['a'].t()", "x:2,3", ["x"], (3, 2)),
        ("def g(d):\n    return d['a'].t()\ny = g({'a': x})", "x:2,3", ["x"], (3, 2)),
        ("def g(d):\n    return d['a'] @ d['b']\ny = g(dict(a=x, b=x.t()))", "x:2,3", ["x"], (2, 2)),
        ("def f(x, **kwargs):\n    return x.t() if kwargs['a'] else x\ny = f(x, a=True)", "x:2,3", ["x"], (3, 2)),
    ],
)  # fmt: skip
def test_an_entry_is_an_input_where_nothing_in_the_program_makes_it(
    code: str, shape: str, names: list[str], output: tuple[int, ...]
) -> None:
    program = asked({"code": code, "shape": shape}, DEFAULT_LIMITS).run(DEFAULT_LIMITS)
    assert [source.name for source in program.inputs] == names
    assert program.output.shape == output


def test_entries_that_are_missing_are_asked_for_all_at_once() -> None:
    code = (
        "def f(batch):\n    B, N, C = batch['image'].shape\n    return batch['image'].reshape(B, C, N), batch['mask']"
    )
    with pytest.raises(PatternError) as caught:
        asked({"code": code}, DEFAULT_LIMITS).run(DEFAULT_LIMITS)
    texts = {"code": code, **caught.value.repair}
    assert "batch.image:" in texts["shape"]
    asked(texts, DEFAULT_LIMITS).run(DEFAULT_LIMITS)
