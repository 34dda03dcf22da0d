"""What is offered where something is missing or does not fit was tried: it works, or leads on."""

from itertools import pairwise
from math import prod
from time import thread_time

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS, Limits
from einscope.core.program.proposal import search
from einscope.core.program.proposal.search import MOST_SECONDS
from einscope.core.program.question import asked
from einscope.core.program.run.result import Program

WINDOWS = """def cut(x, ws):
    B, H, W, C = x.shape
    x = x.view(B, H // ws, ws, W // ws, ws, C)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, ws, ws, C)
"""
JOINED = '''def join(windows, ws, H, W):
    """
    Args:
        windows: (windows * B, ws, ws, C)
    """
    B = windows.shape[0] // (H * W // ws // ws)
    x = windows.view(B, H // ws, W // ws, ws, ws, -1)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(B, H, W, -1)
'''
HEADS = """class Heads(nn.Module):
    def __init__(self, dim, heads=4):
        super().__init__()
        self.heads = heads
        self.turn = nn.Linear(dim, dim)
    def forward(self, x):
        B, N, C = x.shape
        assert C % self.heads == 0
        return self.turn(x).reshape(B, N, self.heads, C // self.heads).transpose(1, 2)
"""
HELD = """def step(attn, x):
    if attn.norm is not None:
        x = attn.norm(x)
    b, n, c = x.shape
    return x.view(b, n, attn.heads, c // attn.heads)
"""
MODES = """def turn(x, mode, flag):
    if mode not in ("rows", "columns"):
        raise ValueError(f"what is {mode}?")
    y = x.flip(1) if mode == "columns" else x.flip(2)
    if flag:
        y = y.t()
    return y[:, :, 0]
"""

# Programs, each to be run through by what is offered alone, and the rank of its first input.
OFFERED = [
    ("B, N, C = x.shape\ny = x.reshape(B, N, 2, C // 2).permute(0, 2, 1, 3)", 3),
    (WINDOWS, 4),
    (JOINED, 4),
    (HEADS, 3),
    (HELD, 3),
    (MODES, None),
    ("y = x.permute(0, 2, 1)", 3),
    ("y = rearrange(x, 'b (h w) c -> b h w c', h=3)", 3),
    ("y = rearrange(x, 'b c (h p) (w q) -> b (p q c) h w', p=p, q=3)", 4),
    ("a, b, c, d, e = x.size()\ny = x.view(a * b, c, d * e)", 5),
    ("assert x.shape[-1] % 6 == 0\ny = x.view(-1, 6)", None),
    ("q, k, v = x.chunk(3, dim=-1)\ny = q @ k.transpose(-2, -1) @ v", None),
    ("q, k, v = x.unbind(2)\ny = torch.stack([v, k, q], 2)", None),
    ("y = torch.einsum('bhid,bhjd->bhij', q, k)", 4),
    ("def f(q: Float[Tensor, 'b h n d'], k: Float[Tensor, 'b h m d']):\n    return q @ k.transpose(-2, -1)", 4),
    ("def f(x: list[torch.Tensor]):\n    return torch.cat(x, 1)", None),
    ("def f(x, size: Tuple[int, int]):\n    h, w = size\n    return x.view(-1, h, w)", None),
    ("def f(x, grid):\n    return x.view(*grid, -1)", None),
    ("def f(x, n: int, flat: bool):\n    return x.flatten() if flat else x.view(n, -1)", None),
    ("if x.shape[1] != n * m:\n    raise ValueError('no')\ny = x.view(x.shape[0], n, m, -1)", None),
    ("def f(x, cfg):\n    return x.view(-1, cfg.patch, cfg.size // cfg.patch)", None),
    ("s = int(x.shape[1] ** 0.5)\nassert s * s == x.shape[1] and s > 1\ny = x.view(x.shape[0], s, s, -1)", None),
    ("h = h.permute(0, 2, 3, 1)\nz = h.reshape(-1, 6)", 4),
    ("def f(x, layers):\n    for layer in layers:\n        x = layer(x.flip(0))\n    return x", None),
    ("y = x + bias\nz = y.view(-1, 5)", None),
    ("def f(x, start=-3):\n    return x.view(2, -1)[torch.arange(start)]", None),
    ("def f(feats: List[torch.Tensor]):\n    return torch.stack(feats, 1).sum(1).permute(0, 2, 1)", None),
    ("B, H, N, D = q.shape\nout = torch.einsum('bhnd,bhmd->bhnm', q, k) + bias[None]\nout = out.flatten(2)", 4),
    ("def f(outs: Sequence[Tensor], shapes):\n    return [o.view(-1, h, w) for o, (h, w) in zip(outs, shapes)]", None),
    (
        "class A(nn.Module):\n    def __init__(self, p=7):\n        self.p = p\n    def forward(self, x):\n"
        "        b, c, h, w = x.shape\n        assert h < 6\n        return x.view(b, c, h // self.p, self.p, w)",
        4,
    ),
    ("y = x.view(x.shape[0] // 3, 3, -1)", None),
]


def pressed(texts: dict[str, str]) -> tuple[Program, list[dict[str, str]]]:
    """The program once it runs, and all that was asked on the way; a repair never leads back."""
    way = [texts]
    while True:
        try:
            return asked(way[-1], DEFAULT_LIMITS).run(DEFAULT_LIMITS), way
        except PatternError as fault:
            after = {**way[-1], **fault.repair}
        assert after not in way, after
        way.append(after)


@pytest.mark.parametrize(("code", "rank"), OFFERED)
def test_what_is_offered_runs_and_all_that_is_asked_is_answered_at_once(code: str, rank: int | None) -> None:
    program, way = pressed({"code": code})
    assert program.inputs
    assert rank is None or len(program.inputs[0].shape) == rank
    given = [{name for name in texts if name != "code"} for texts in way]
    assert all(before <= after for before, after in pairwise(given))
    values = [texts.get("values", "") for texts in way[1:]]
    words = [{each for each in text.split(",") if each and not each.endswith(("=pass", "=stop"))} for text in values]
    assert all(each == words[0] for each in words), "data is asked for once, choices later"


@pytest.mark.parametrize("code", [code for code, _ in OFFERED])
def test_what_is_offered_can_be_looked_over(code: str) -> None:
    program, _ = pressed({"code": code})
    for each in program.inputs:
        assert 1 < prod(each.shape) <= 256


@pytest.mark.parametrize("code", [code for code, _ in OFFERED])
def test_a_busy_machine_offers_what_an_idle_one_does(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    idle, _ = pressed({"code": code})
    monkeypatch.setattr(search, "MOST_SECONDS", 0.0)
    monkeypatch.setattr(search, "LATEST_SECONDS", 0.0)
    busy, _ = pressed({"code": code})
    assert [each.shape for each in busy.inputs] == [each.shape for each in idle.inputs]


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("y = x.permute(0, 2, 1)", "x:1,2,3"),
        (WINDOWS, "x:1,4,6,3"),
        (JOINED, "windows:8,2,2,3"),
        ("c = a @ b", "a:2,3;b:3,2"),
    ],
)
def test_axes_can_be_told_apart_where_nothing_makes_them_agree(code: str, shape: str) -> None:
    _, way = pressed({"code": code})
    sizes = [list(map(int, each.partition(":")[2].split(","))) for each in way[-1]["shape"].split(";")]
    wanted = [list(map(int, each.partition(":")[2].split(","))) for each in shape.split(";")]
    assert [len(set(each)) for each in sizes] == [len(set(each)) for each in wanted]


# What is given and does not fit, and of what something else is offered.
MISFITS = [
    ("B, N, C = x.shape\ny = x.view(B, N, 2, C // 2)", "x:1,4,3", "", "shape"),
    ("B, N, C = x.shape\ny = x.view(B, C, N)", "x:1,2,2,3", "", "shape"),
    ("y = x.view(n, -1)", "x:4,3", "n=5", "values shape"),
    ("assert x.shape[0] == 2 * n\ny = x.view(n, -1)", "x:4,3", "n=3", "values shape"),
    ("y = rearrange(x, 'b (h p) -> b h p', p=p)", "x:2,9", "p=2", "values shape"),
    ("y = torch.cat(x)", "x:2,3", "", "shape"),
]


@pytest.mark.parametrize(("code", "shape", "values", "repair"), MISFITS)
def test_where_what_is_given_does_not_fit_something_is_offered_that_does(
    code: str, shape: str, values: str, repair: str
) -> None:
    texts = {"code": code, "shape": shape, "values": values}
    with pytest.raises(PatternError) as caught:
        asked(texts, DEFAULT_LIMITS).run(DEFAULT_LIMITS)
    assert caught.value.repair.keys() <= set(repair.split())
    assert caught.value.repair
    assert asked(texts | caught.value.repair, DEFAULT_LIMITS).run(DEFAULT_LIMITS).tensors


@pytest.mark.parametrize(
    "code",
    [
        "y = x.view(3, 3)\nz = y.view(2, 5)",
        "x = x.view(7, 7, 7, 7, 7)\ny = x.view(-1, 11)",
        "for i in range(100):\n    for j in range(100):\n        x = x.t()",
        "assert False\ny = x.t()",
        "y = foo(x.view(n, m))\nz = y.view(n * m, 1000003)",
    ],
)
def test_a_search_ends_in_time(code: str) -> None:
    begun = thread_time()
    with pytest.raises(PatternError):
        asked({"code": code}, DEFAULT_LIMITS).run(Limits())
    assert thread_time() - begun < MOST_SECONDS + 2
