"""An error points at the culprit, says both shapes, and offers what mends it; the libraries refuse it too."""

import pytest
from einops import EinopsError

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run
from tests.core.asking import underlined
from tests.core.program.judge import expected
from tests.core.program.programs.case import Case, shapes_of


def refused(
    code: str, shape: str = "1,4,4,2", library: str = "", values: dict[str, object] | None = None
) -> PatternError:
    with pytest.raises(PatternError) as caught:
        run(code, shapes_of(shape), values or {}, DEFAULT_LIMITS, library)
    return caught.value


# Program, library, shape, code of the error, what is underlined, and what the message has to name.
CULPRITS = [
    ("x.view(5, 7)", "torch", "2,3", "program-shape", "x.view(5, 7)", ["2×3", "5×7"]),
    ("x.reshape(4, -1)", "torch", "2,3", "program-shape", "x.reshape(4, -1)", ["2×3", "4"]),
    ("y = x.reshape(4, 2)\nx", "numpy", "2,3", "program-shape", "x.reshape(4, 2)", ["2×3", "4×2"]),
    ("x.reshape(-1, -1)", "torch", "2,3", "program-shape", "x.reshape(-1, -1)", []),
    ("x.t().view(-1)", "torch", "2,3", "program-view", "x.t().view(-1)", []),
    ("x = x.transpose(1, 2)\nx = x.view(1, 16, 2)", "torch", "1,4,4,2", "program-view", "x.view(1, 16, 2)", []),
    ("x.permute(0, 1)", "torch", "2,3,4", "program-axis", "x.permute(0, 1)", []),
    ("x.permute(0, 0, 1)", "torch", "2,3,4", "program-axis", "x.permute(0, 0, 1)", []),
    ("x.transpose(0, 5)", "torch", "2,3,4", "program-axis", "x.transpose(0, 5)", ["5"]),
    ("x.transpose(0, 1)", "numpy", "2,3,4", "program-axis", "x.transpose(0, 1)", []),
    ("x.flip(3)", "torch", "2,3", "program-axis", "x.flip(3)", ["3"]),
    ("np.flip(x, 3)", "numpy", "2,3", "program-axis", "np.flip(x, 3)", ["3"]),
    ("x.squeeze(0)", "numpy", "2,3", "program-shape", "x.squeeze(0)", []),
    ("x.unsqueeze(4)", "torch", "2,3", "program-axis", "x.unsqueeze(4)", ["4"]),
    ("x.expand(3, 3)", "torch", "2,3", "program-shape", "x.expand(3, 3)", ["2×3", "3×3"]),
    ("x.expand(3)", "torch", "2,3", "program-shape", "x.expand(3)", []),
    ("np.broadcast_to(x, (2, 4))", "numpy", "2,3", "program-shape", "np.broadcast_to(x, (2, 4))", ["2×3", "2×4"]),
    ("x.repeat(2)", "torch", "2,3", "program-argument", "x.repeat(2)", []),
    ("torch.cat([x, y])", "torch", "x:2,3;y:2,4", "program-shape", "y", ["2×3", "2×4"]),
    ("torch.cat([x, y], 1)", "torch", "x:2,3;y:3,3", "program-shape", "y", ["2×3", "3×3"]),
    ("torch.cat([x, x[0]])", "torch", "2,3", "program-shape", "x[0]", ["2×3", "3"]),
    ("torch.stack([x, x, y])", "torch", "x:2,3;y:3,2", "program-shape", "y", ["2×3", "3×2"]),
    ("np.concatenate([x, x.T], axis=1)", "numpy", "2,3", "program-shape", "x.T", ["2×3", "3×2"]),
    ("torch.cat([])", "torch", "2,3", "program-type", "torch.cat([])", []),
    ("torch.cat(x)", "torch", "2,3", "program-type", "torch.cat(x)", []),
    ("x + y", "torch", "x:2,3;y:2,4", "program-shape", "x + y", ["2×3", "2×4"]),
    ("x += y", "numpy", "x:2,3;y:3,2", "program-shape", "x += y", ["2×3", "3×2"]),
    ("x @ y", "torch", "x:2,3;y:2,3", "program-shape", "x @ y", ["2×3"]),
    ("x[::-1]", "torch", "2,3", "program-index", "x[::-1]", []),
    ("x[:, ::0]", "torch", "2,3", "program-index", "x[:, ::0]", []),
    ("x[:, 5]", "torch", "2,3", "program-index", "x[:, 5]", ["5", "3"]),
    ("x[-4]", "numpy", "3,2", "program-index", "x[-4]", ["-4", "3"]),
    ("x[0, 0, 0]", "torch", "2,3", "program-index", "x[0, 0, 0]", []),
    ("x[..., ...]", "numpy", "2,3", "program-index", "x[..., ...]", []),
    ("x[[0, 7]]", "numpy", "2,3", "program-index", "x[[0, 7]]", ["7"]),
    ("x[[0, 1], [0, 1, 2]]", "numpy", "2,3", "program-index", "x[[0, 1], [0, 1, 2]]", []),
    ("x[0.5]", "torch", "2,3", "program-index", "x[0.5]", []),
    ("a, b, c = x.shape", "torch", "2,3", "program-unpack", "a, b, c", []),
    ("a, b = x.chunk(3, 1)\na", "torch", "2,3", "program-unpack", "a, b", []),
    ("np.split(x, 2, axis=1)", "numpy", "2,3", "program-shape", "np.split(x, 2, axis=1)", ["3"]),
    ("x.split([1, 1], 1)", "torch", "2,3", "program-shape", "x.split([1, 1], 1)", ["3"]),
    ("x.unflatten(1, (2, 2))", "torch", "2,3", "program-shape", "x.unflatten(1, (2, 2))", ["3"]),
    ("F.pad(x, (1,))", "torch", "2,3", "program-argument", "F.pad(x, (1,))", []),
    ("F.pad(x, (1, 1, 1, 1, 1, 1))", "torch", "2,3", "program-argument", "F.pad(x, (1, 1, 1, 1, 1, 1))", []),
    ("F.pad(x, (3, 0), mode='reflect')", "torch", "1,3", "program-shape", "F.pad(x, (3, 0), mode='reflect')", []),
    ("x.narrow(1, 2, 5)", "torch", "2,3", "program-index", "x.narrow(1, 2, 5)", []),
    ("x.unfold(1, 4, 1)", "torch", "2,3", "program-shape", "x.unfold(1, 4, 1)", ["4", "3"]),
    ("F.pixel_shuffle(x, 2)", "torch", "1,3,2,2", "program-shape", "F.pixel_shuffle(x, 2)", ["3"]),
    ("F.pixel_unshuffle(x, 2)", "torch", "1,1,3,2", "program-shape", "F.pixel_unshuffle(x, 2)", ["3"]),
    ("x.t()", "torch", "2,3,4", "program-axis", "x.t()", []),
    ("x.view(2, 3, dim=1)", "torch", "2,3", "program-argument", "x.view(2, 3, dim=1)", ["dim"]),
    ("torch.cat([x], dims=1)", "torch", "2,3", "program-argument", "torch.cat([x], dims=1)", ["dims"]),
    ("torch.stack([x], 0, 1, 2, 3)", "torch", "2,3", "program-argument", "torch.stack([x], 0, 1, 2, 3)", []),
    # Of a scalar there is no axis, but for what torch takes for one.
    ("torch.flipud(x)", "torch", "", "program-axis", "torch.flipud(x)", []),
    ("torch.hsplit(x, 2)", "torch", "", "program-axis", "torch.hsplit(x, 2)", []),
    ("torch.roll(x, 0, 0)", "torch", "", "program-axis", "torch.roll(x, 0, 0)", []),
    ("x.split(1)", "torch", "", "program-axis", "x.split(1)", []),
    ("x.flip(0, 0)", "torch", "", "program-axis", "x.flip(0, 0)", []),
    ("x.gather(0, torch.tensor([1]))", "torch", "", "program-index", "x.gather(0, torch.tensor([1]))", ["1"]),
    # What the libraries do not take, although one might guess what is meant.
    ("np.vsplit(x, 2)", "numpy", "4", "program-axis", "np.vsplit(x, 2)", []),
    (
        "torch.narrow(x, 0, torch.tensor(True), 1)",
        "torch",
        "2,3",
        "program-type",
        "torch.narrow(x, 0, torch.tensor(True), 1)",
        [],
    ),
    ("torch.flip(x, 0)", "torch", "2,3", "program-type", "torch.flip(x, 0)", ["0"]),
    ("x.index_select(0, [0, 1])", "torch", "2,3", "program-type", "x.index_select(0, [0, 1])", []),
    ("x.unsqueeze(True)", "torch", "2,3", "program-type", "x.unsqueeze(True)", ["True"]),
    ("x.sum(keepdim=True)", "torch", "2,3", "program-argument", "x.sum(keepdim=True)", ["dim"]),
    ("x.view()", "torch", "", "program-argument", "x.view()", ["size"]),
    ("np.sum(x, 0, True)", "numpy", "2,3", "program-argument", "np.sum(x, 0, True)", ["dtype"]),
    ("torch.tril(x)", "torch", "3", "program-axis", "torch.tril(x)", []),
    (
        "torch.select_scatter(x, y, 1, 0)",
        "torch",
        "x:2,3;y:3",
        "program-shape",
        "torch.select_scatter(x, y, 1, 0)",
        ["3", "2"],
    ),
    (
        "F.interpolate(x, size=(3, 3))",
        "torch",
        "1,1,2",
        "program-argument",
        "F.interpolate(x, size=(3, 3))",
        ["2", "1"],
    ),
    ("F.interpolate(x, scale_factor=0.1)", "torch", "1,1,2", "program-shape", "F.interpolate(x, scale_factor=0.1)", []),
    ("torch.roll(x, 2**70)", "torch", "4", "program-number", "torch.roll(x, 2**70)", []),
    ("x[2**70]", "torch", "4", "program-index", "x[2**70]", []),
    ("np.reshape(x.T, -1, copy=False)", "numpy", "2,3", "program-view", "np.reshape(x.T, -1, copy=False)", []),
    ("x.nothing", "torch", "2,3", "program-attribute", "x.nothing", ["nothing"]),
    ("torch.nothing(x)", "torch", "2,3", "program-call", "torch.nothing(x)", ["nothing"]),
    ("np.nothing(x)", "numpy", "2,3", "program-call", "np.nothing(x)", ["nothing"]),
    (
        "assert x.shape[0] == 3, 'three rows'\nx",
        "torch",
        "2,3",
        "program-assert",
        "assert x.shape[0] == 3, 'three rows'",
        ["three rows"],
    ),
    ("x = x.t()\nassert x.ndim == 3\nx", "torch", "2,3", "program-assert", "assert x.ndim == 3", []),
    ("raise ValueError('no')", "torch", "2,3", "program-raise", "raise ValueError('no')", ["no"]),
    ("n = 1 // 0\nx", "torch", "2,3", "program-number", "1 // 0", []),
    ("x.reshape(", "torch", "2,3", "program-syntax", "(", []),
    ("y = x[0]]", "torch", "2,3", "program-syntax", "]", []),
    ("é = 'ü'; x.reshape(5)", "torch", "2,3", "program-shape", "x.reshape(5)", ["2×3", "5"]),
    ("rearrange(x, 'a b c -> c b a')", "torch", "2,3", "rank-mismatch", "a b c", []),
    ("rearrange(x, 'a b -> b c')", "torch", "2,3", "axis-one-sided", "a", []),
    ("y = x\nrearrange(x, 'a (b c) -> a b c', b=2)", "torch", "2,3", "size-indivisible", "'a (b c) -> a b c'", []),
    ("rearrange(x, '(a b -> a b')", "torch", "2,3", "bracket-open", "(", []),
]


# What the libraries take, and is no movement, or depends on what is not known here.
BEYOND = [
    ("torch.cat([x, x], out=y)", "torch", "x:2,3;y:4,3", "program-argument", "torch.cat([x, x], out=y)", ["out"]),
    (
        "x.scatter(0, torch.tensor([[0]]), x, reduce='none')",
        "torch",
        "2,3",
        "program-argument",
        "x.scatter(0, torch.tensor([[0]]), x, reduce='none')",
        [],
    ),
    (
        "F.interpolate(x, size=2, mode='linear')",
        "torch",
        "1,1,2",
        "program-mixes",
        "F.interpolate(x, size=2, mode='linear')",
        [],
    ),
    ("n = 2**127\nx", "torch", "4", "program-number", "2**127", []),
    (
        "np.lib.stride_tricks.as_strided(x, (2, 2), (8, 8))",
        "numpy",
        "2,3",
        "program-unknown-values",
        "np.lib.stride_tricks.as_strided(x, (2, 2), (8, 8))",
        ["8"],
    ),
    *(
        (code, "mxnet", "4,3", "program-argument", code, [named])
        for code, named in (
            ("mx.nd.reshape(x, (-5,))", "-5"),
            ("mx.nd.reshape(x, (0, 0, 0))", "0×0×0"),
            ("mx.nd.reshape(x, (0, -3))", "0×-3"),
            ("mx.nd.reshape(x, (-4, 2))", "-4×2"),
            ("mx.nd.reshape(x, (-4, 3, -1, 0))", "3 × 1"),
            ("mx.nd.reshape(x, (-4, -1, 0, 0))", "-4×-1×0×0"),
            ("mx.nd.reshape(x, (-4, -1, -1, 0))", "4"),
        )
    ),
    ("if x.itemsize == 8:\n    x = x.T\nx", "numpy", "2,3", "program-unknown-values", "x.itemsize == 8", []),
]


@pytest.mark.parametrize(("code", "library", "shape", "error", "culprit", "named"), [*CULPRITS, *BEYOND])
def test_an_error_points_at_the_culprit(
    code: str, library: str, shape: str, error: str, culprit: str, named: list[str]
) -> None:
    found = refused(code, shape, library)
    assert (found.code, found.field, underlined(found, code)) == (error, "code", culprit)
    for each in named:
        assert each in str(found)


@pytest.mark.parametrize(("code", "library", "shape"), [each[:3] for each in CULPRITS if each[1] == "numpy"])
def test_numpy_refuses_it_too(code: str, library: str, shape: str) -> None:
    with pytest.raises((ValueError, IndexError, AttributeError, TypeError)):
        expected(Case(code, shapes_of(shape), (library,)), library)


@pytest.mark.torch
@pytest.mark.parametrize(("code", "library", "shape"), [each[:3] for each in CULPRITS if each[1] == "torch"])
def test_torch_refuses_it_too(code: str, library: str, shape: str) -> None:
    refusals = (ValueError, IndexError, AttributeError, TypeError, RuntimeError, AssertionError, ZeroDivisionError)
    with pytest.raises((*refusals, SyntaxError, EinopsError)):
        expected(Case(code, shapes_of(shape), (library,)), library)


@pytest.mark.parametrize(
    ("code", "repair", "hint"),
    [
        ("x = x.transpose(1, 2)\nx = x.view(1, -1)", "x = x.transpose(1, 2)\nx = x.reshape(1, -1)", ".contiguous()"),
        ("x.mT.view(32)", "x.mT.reshape(32)", ".contiguous()"),
        ("é = 'ü'; x.mT.view(32)", "é = 'ü'; x.mT.reshape(32)", ".contiguous()"),
    ],
)
def test_a_view_without_strides_offers_reshape(code: str, repair: str, hint: str) -> None:
    error = refused(code)
    assert error.repair == {"code": repair}
    assert error.hint is not None
    assert hint in str(error.hint)
    run(repair, shapes_of("1,4,4,2"), {}, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("x.reshape(p, q)", ["p", "q"]),
        ("x.reshape(self.a, self.b.c)", ["self.a", "self.b.c"]),
        ("H, W = self.size\nx.reshape(H, W, self.dim // n)", ["self.size", "self.dim", "n"]),
        ("torch.cat([x, y], dim)", ["y", "dim"]),
        ("def f(x, n, m=2):\n    return x.reshape(n, m, p)", ["n", "p"]),
        ("y = z.reshape(k)\nw = x.reshape(k)", ["z", "k"]),
        ("if self.flag:\n    x = x.reshape(p)\nx", ["self.flag", "p"]),
        ("[x[i : i + step] for i in range(n)]", ["step", "n"]),
        ("x.reshape(é)", ["é"]),
    ],
)
def test_all_missing_names_are_asked_for_at_once(code: str, names: list[str]) -> None:
    error = refused(code)
    assert error.code == "program-values"
    for each in names:
        assert each in str(error)
    assert error.span is not None
    assert {code[slice(*span)] for span in (error.span, *error.also)} == set(names)


MERGING_3 = """
x0 = x[:, 0::3, 0::3, :]
x1 = x[:, 1::3, 0::3, :]
x2 = x[:, 2::3, 0::3, :]
x3 = x[:, 0::3, 1::3, :]
x4 = x[:, 1::3, 1::3, :]
x5 = x[:, 2::3, 1::3, :]
x6 = x[:, 0::3, 2::3, :]
x7 = x[:, 1::3, 2::3, :]
x8 = x[:, 2::3, 3::3, :]
x = torch.cat([x0, x1, x2, x3, x4, x5, x6, x7, x8], -1)
"""


def test_the_slice_that_does_not_fit_is_the_one_that_is_named() -> None:
    error = refused(MERGING_3, "1,6,6,1")
    assert error.code == "program-shape"
    assert underlined(error, MERGING_3) == "x8"
    for each in ("x8", "1×2×2×1", "1×2×1×1"):
        assert each in str(error)


def test_a_layer_that_is_not_known_leaves_the_choice() -> None:
    code = "x = self.linear(x)\nx = x.flatten()"
    error = refused(code)
    assert error.code == "program-call"
    assert underlined(error, code) == "self.linear(x)"
    assert error.repair == {"values": "self.linear=pass"}
    assert run(code, shapes_of("1,4,4,2"), {"self.linear": "pass"}, DEFAULT_LIMITS).output.shape == (32,)
    assert run(code, shapes_of("1,4,4,2"), {"self.linear": "stop"}, DEFAULT_LIMITS).output.shape == (1, 4, 4, 2)
