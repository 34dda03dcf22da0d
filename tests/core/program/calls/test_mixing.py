"""What mixes cells is known: the axis it names, and whether its result keeps the shape, as torch and NumPy have it."""

import re
from importlib import import_module

import numpy as np
import pytest

from einscope.core.errors import PatternError
from einscope.core.fields import ValuesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import Program, run
from einscope.core.program.libraries.layers import mixing, weighing
from einscope.core.program.tensor.opaque import Opaque
from tests.core.program.judge import Array, executed
from tests.core.program.programs.case import Case, in_numpy, in_torch, shapes_of

# A call on x, its shapes, and whether it may be treated as keeping every cell's place.
TORCH = [
    ("x.sort(0)", "2,3", True),
    ("torch.sort(x, descending=True)", "2,3", True),
    ("x.topk(2)", "2,3", False),
    ("torch.topk(x, 3, dim=1)", "2,3", True),
    ("x.kthvalue(1)", "2,3", False),
    ("x.mode()", "2,3", False),
    ("torch.unique(x)", "2,3", False),
    ("x.nonzero()", "2,3", False),
    ("torch.argwhere(x)", "2,3", False),
    ("torch.bincount(x.long())", "4", False),
    ("torch.searchsorted(x, w)", "x:4;w:2", False),
    ("torch.where(x)", "2,3", False),
    ("torch.cdist(x, w)", "x:2,3;w:4,3", False),
    ("F.bilinear(x, w, v)", "x:2,3;w:2,4;v:5,3,4", False),
    ("F.conv1d(x, w, padding=1)", "x:1,2,5;w:2,2,3", True),
    ("F.conv1d(x, w)", "x:1,2,5;w:2,2,3", False),
    ("F.conv2d(x, w, None, 1, 1)", "x:1,2,4,4;w:2,2,3,3", True),
    ("F.conv2d(x, w, padding='same')", "x:1,2,4,4;w:2,2,3,3", True),
    ("F.conv2d(x, w, stride=2, padding=1)", "x:1,2,4,4;w:2,2,3,3", False),
    ("F.conv2d(x, w, padding=1)", "x:1,2,4,4;w:3,2,3,3", False),
    ("F.conv2d(x, w, padding=2, dilation=2, groups=2)", "x:1,2,4,4;w:2,1,3,3", True),
    ("F.conv3d(x, w)", "x:1,2,2,2,2;w:2,2,1,1,1", True),
    ("F.conv_transpose1d(x, w)", "x:1,2,4;w:2,2,2", False),
    ("F.conv_transpose2d(x, w, stride=2)", "x:1,2,2,2;w:2,1,2,2", False),
    ("F.conv_transpose3d(x, w)", "x:1,1,1,2,2;w:1,1,2,2,2", False),
    ("F.scaled_dot_product_attention(x, w, v)", "x:1,2,3,4;w:1,2,5,4;v:1,2,5,4", True),
    ("F.scaled_dot_product_attention(x, w, v)", "x:1,2,3,4;w:1,2,5,4;v:1,2,5,6", False),
    ("F.embedding((x - 128).long(), w)", "x:2;w:130,2", False),
    ("F.grid_sample(x, w, align_corners=False)", "x:1,1,2,2;w:1,3,3,2", False),
    ("F.interpolate(x, scale_factor=2, mode='bilinear')", "1,1,2,2", False),
    ("F.upsample(x, scale_factor=2, mode='bilinear')", "1,1,2,2", False),
    ("torch.fft.fft(x).real", "2,3", True),
    ("torch.fft.ifft(x, n=2).real", "2,3", False),
    ("torch.fft.fft2(x).real", "2,3", True),
    ("torch.fft.ifft2(x).real", "2,3", True),
    ("torch.fft.fftn(x).real", "2,3", True),
    ("torch.fft.ifftn(x).real", "2,3", True),
    ("torch.fft.rfft(x).real", "2,3", False),
    ("torch.fft.irfft(x)", "2,3", False),
    ("nn.Linear(3, 3).double()(x)", "2,3", True),
    ("nn.Linear(3, 4).double()(x)", "2,3", False),
    ("nn.Conv1d(2, 2, 3, padding=1).double()(x)", "1,2,4", True),
    ("nn.Conv2d(2, 2, 3, 1, 1).double()(x)", "1,2,4,4", True),
    ("nn.Conv2d(2, 2, (1, 3), padding=(0, 1)).double()(x)", "1,2,4,4", True),
    ("nn.Conv2d(2, 4, 3, 1, 1).double()(x)", "1,2,4,4", False),
    ("nn.Conv2d(2, 2, 2, 2).double()(x)", "1,2,4,4", False),
    ("nn.Conv3d(1, 1, 1).double()(x)", "1,1,2,2,2", True),
    ("nn.ConvTranspose1d(2, 2, 3, padding=1).double()(x)", "1,2,4", True),
    ("nn.ConvTranspose2d(2, 1, 2, stride=2).double()(x)", "1,2,2,2", False),
    ("nn.ConvTranspose2d(2, 2, 2, 2).double()(x)", "1,2,2,2", False),
    ("nn.ConvTranspose3d(1, 1, 1).double()(x)", "1,1,2,2,2", True),
    ("nn.Embedding(8, 2).double()((x - 128).long())", "2", False),
    ("F.grid_sample(x, w, align_corners=False)", "x:2,3,2,2;w:2,4,5,2", False),
    ("F.conv_transpose2d(x, w, None, 2, 1, 1, 3)", "x:1,3,2,2;w:3,2,3,3", False),
    ("nn.MultiheadAttention(4, 2).double()(x, x, x)[1]", "3,2,4", False),
    ("nn.MultiheadAttention(4, 2, batch_first=True).double()(x, w, w)[1]", "x:3,2,4;w:3,5,4", False),
    ("nn.MultiheadAttention(4, 2).double()(x, x, x, average_attn_weights=False)[1]", "3,2,4", False),
    ("nn.LSTM(4, 3).double()(x)[0]", "5,2,4", False),
    ("nn.LSTM(4, 3, 2, batch_first=True, bidirectional=True, proj_size=2).double()(x)[1][0]", "5,2,4", False),
    ("nn.LSTM(4, 3, 2, batch_first=True, bidirectional=True, proj_size=2).double()(x)[1][1]", "5,2,4", False),
    ("nn.GRU(4, 3).double()(x)[1]", "5,4", False),
    ("nn.RNN(4, 3, 1, 'relu', True, True).double()(x)[1]", "5,2,4", False),
    ("nn.Sequential(nn.Linear(3, 8), Rearrange('b (p c) -> (b p) c', p=2)).double()(x)", "2,3", False),
    ("nn.Sequential(nn.Linear(3, 8), nn.GELU(), nn.Linear(8, 3)).double()(x)", "2,3", True),
    ("nn.Sequential(nn.Linear(3, 8), nn.GELU()).double()(x)", "2,3", False),
]
NUMPY = [
    ("np.sort(x)", "2,3", True),
    ("np.sort(x, axis=None)", "2,3", False),
    ("np.unique(x)", "2,3", False),
    ("np.nonzero(x)", "2,3", False),
    ("np.where(x)", "2,3", False),
    ("np.argwhere(x)", "2,3", False),
    ("np.searchsorted(x, w)", "x:4;w:2", False),
    ("np.fft.fft(x).real", "2,3", True),
    ("np.fft.fft2(x).real", "2,3", True),
    ("np.fft.rfft(x).real", "2,3", False),
]


def shown(code: str) -> str:
    """The call that mixes, without what only the judge needs."""
    return re.sub(r"\.double\(\)|\.real$|\(x - 128\)", lambda found: "x" if found[0].startswith("(") else "", code)


def attempted(code: str, shape: str, library: str) -> Opaque | Program:
    try:
        return run(f"y = {shown(code)}", shapes_of(shape), {}, DEFAULT_LIMITS, library)
    except Opaque as error:
        return error


def offered(error: Opaque) -> list[str]:
    return [repair["values"].rpartition("=")[2] for _, repair in error.choices]


@pytest.mark.parametrize(
    ("code", "shape", "keeps", "library"), [(*row, "torch") for row in TORCH] + [(*row, "numpy") for row in NUMPY]
)
def test_only_what_surely_keeps_the_shape_can_pass(code: str, shape: str, keeps: bool | None, library: str) -> None:
    found = attempted(code, shape, library)
    x = shapes_of(shape)["x"]
    if isinstance(found, Program):
        assert not keeps
        assert found.begun
        assert found.tensors[0].step.sources(np.arange(1)).tolist() == [[-1]]
        key = found.inputs[-1].name.partition("(")[0]
        if key.startswith("nn."):
            key = f"torch.{key}"
        with pytest.raises(PatternError) as caught:
            run(f"y = {shown(code)}", shapes_of(shape), {key: "pass"}, DEFAULT_LIMITS, library)
        assert (caught.value.code, caught.value.field, caught.value.repair) == (
            "program-pass",
            "values",
            {"values": ""},
        )
        return
    assert found.code == "program-mixes"
    assert found.keeps is bool(keeps)
    assert offered(found) == (["pass", "new", "stop"] if keeps else ["stop", f"({' '.join(map(str, x))})", "skip"])
    for _, repair in found.choices:
        values = ValuesText().read(repair["values"], "values", DEFAULT_LIMITS)
        assert run(f"y = {shown(code)}", shapes_of(shape), values, DEFAULT_LIMITS, library).output.shape == x
    if not keeps:
        with pytest.raises(PatternError) as caught:
            run(f"y = {shown(code)}", shapes_of(shape), {found.key: "pass"}, DEFAULT_LIMITS, library)
        assert (caught.value.code, caught.value.field) == ("program-pass", "values")
        assert caught.value.repair == {"values": f"{found.key}=stop"}


def is_given(code: str, shape: str, library: str, case: Case) -> bool:
    """Whether the library gives the shape of the new tensor, where there is one."""
    found = attempted(code, shape, library)
    return isinstance(found, Opaque) or given(case, library).shape == found.output.shape


def given(case: Case, library: str) -> Array:
    """What the library gives."""
    sizes = {name: int(np.prod(shape)) for name, shape in case.shapes.items()}
    return executed(
        case,
        library,
        {name: np.arange(128.0, 128 + sizes[name]).reshape(shape) for name, shape in case.shapes.items()},
    )


def keeps_shape(case: Case, library: str) -> bool:
    """Whether the library gives back a tensor of the shape of x."""
    return given(case, library).shape == case.shapes["x"]


@pytest.mark.parametrize(("code", "shape", "keeps"), NUMPY)
def test_numpy_keeps_the_shape_where_it_is_said(code: str, shape: str, keeps: bool | None) -> None:
    case = in_numpy(code, shape)
    assert keeps is None or keeps_shape(case, "numpy") is keeps
    assert is_given(code, shape, "numpy", case)


@pytest.mark.torch
@pytest.mark.filterwarnings("ignore:.*upsample")
@pytest.mark.parametrize(("code", "shape", "keeps"), TORCH)
def test_torch_keeps_the_shape_where_it_is_said(code: str, shape: str, keeps: bool | None) -> None:
    with import_module("torch").no_grad():
        case = in_torch(code, shape, "")
        assert keeps is None or keeps_shape(case, "torch") is keeps
        assert is_given(code, shape, "torch", case)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x.sort(0)", "sort rearranges cells along axis 0 by their values"),
        ("torch.topk(x, 2, dim=-1)", "topk rearranges cells along axis 1 by their values"),
        ("nn.Linear(3, 3)(x)", "nn.Linear computes each cell from all cells along axis 1"),
        ("torch.nonzero(x)", "nonzero depends on the values of cells"),
        ("torch.fft.fft2(x)", "fft2 computes each cell from all cells along the last two axes"),
        ("torch.fft.ifftn(x)", "ifftn computes each cell from all cells along all axes"),
        ("np.fft.fftn(x, axes=(0, 1))", "fftn computes each cell from all cells along several axes"),
    ],
)
def test_the_axis_that_is_mixed_is_named(code: str, said: str) -> None:
    found = attempted(code, "2,3", "")
    assert said in (str(found) if isinstance(found, Opaque) else str(found.inputs[-1].why))


def test_values_and_indices_pass_together() -> None:
    program = run("values, indices = x.sort(0)", {"x": (2, 3)}, {"x.sort": "pass"}, DEFAULT_LIMITS, "torch")
    assert [(each.name, each.shape) for each in program.tensors] == [("values", (2, 3)), ("indices", (2, 3))]


OTHERWISE_JUDGED = {"logsumexp", "outer"}


def test_every_row_is_judged() -> None:
    judged = {name for row in TORCH + NUMPY for name in re.findall(r"(\w+)\(", row[0])}
    rows = [spelling for row in (*mixing.ROWS, *weighing.ROWS) for spelling in row.spellings]
    names = {spelling.partition("(")[0].rpartition(".")[2] for spelling in rows}
    assert names - judged - OTHERWISE_JUDGED == set()


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("x.sort(9)", "program-axis"),
        ("torch.fft.fft(x, dim=9)", "program-axis"),
        ("torch.cumsum(x, 9)", "program-axis"),
        ("x.cumsum(None)", "program-type"),
        ("nn.ReLU()(x, foo=1)", "program-argument"),
        ("nn.Linear(7, 7)(x)", "program-mixes"),
        ("nn.Conv2d(9, 9, 1)(x)", "program-mixes"),
        ("nn.ConvTranspose2d(9, 9, 1)(x)", "program-mixes"),
        ("nn.LSTM(4, 4)(x, x=x)", "program-mixes"),
        ("nn.MultiheadAttention(4, 4)(x, x, x=x)", "program-mixes"),
        ("torch.conv2d(x, torch.tensor(1))", "program-mixes"),
        ("torch.conv2d(x, torch.zeros(3, 9, 1, 1))", "program-mixes"),
        ("F.linear(x, torch.zeros(4, 9))", "program-shape"),
    ],
)
def test_what_no_library_takes_is_not_offered_to_pass(code: str, problem: str) -> None:
    with pytest.raises(PatternError) as caught:
        run(f"y = {code}", {"x": (2, 3, 4, 4)}, {}, DEFAULT_LIMITS, "torch")
    assert caught.value.code == problem
    assert not any(repair["values"].endswith("pass") for _, repair in caught.value.choices)


@pytest.mark.parametrize("code", ["x.topk(-2)", "x.topk(True)", "nn.ConvTranspose2d(3, 3, 1, 1, 5)(x)"])
def test_no_shape_is_said_that_there_cannot_be(code: str) -> None:
    with pytest.raises(Opaque) as caught:
        run(f"y = {code}", {"x": (2, 3, 4, 4)}, {}, DEFAULT_LIMITS, "torch")
    assert caught.value.gives is None
