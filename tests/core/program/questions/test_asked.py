"""A program asks for what it reads before it is bound, and for each of what kind it is; what it asks for works."""

import ast

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run
from einscope.core.program.questions.reads import Reads
from tests.core.program.programs.case import shapes_of


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("h = h.t()", "h.t"),
        ("x = 1\ny = x", ""),
        ("x += 1", "x"),
        ("a, b = b, a", "b a"),
        ("x[i] = v", "v x i"),
        ("if c:\n    h = 1\nelse:\n    y = h", "c h"),
        ("if c:\n    h = 1\ny = h", "c"),
        ("if c:\n    h = 1\n    return h\ny = h", "c h"),
        ("if c:\n    return 1\nelse:\n    h = 2\ny = h", "c"),
        ("for i in n:\n    x = h\n    h = i", "n h"),
        ("for i in n:\n    h = i\ny = h, i", "n"),
        ("while go(h):\n    h = 1", "go h"),
        ("[a + i for i in s if i > t]", "s t a"),
        ("[i for i in i]", "i"),
        ("[j for i in s for j in i]", "s"),
        ("{k: v for k, v in s}", "s"),
        ("i = [i for i in s]\ny = i", "s"),
        ("del x\ny = x", "x x"),
        ("x = 1\ndel x\ny = x", "x"),
        ("def f(a):\n    return a + n\nn = 2\ny = f(n)", ""),
        ("def f(a):\n    return a + n\ny = f(1)\nn = 2", "n"),
        ("def f(a):\n    return a + n", ""),
        ("def f(a):\n    b = b + a\n    return b\ny = f(1)", ""),
        ("def f():\n    return g()\ndef g():\n    return n\ny = f()", "n"),
        ("def f():\n    return f()\ny = f()", ""),
        ("def f(a=d):\n    return a", "d"),
        ("f = lambda e: e + n\nn = 2", ""),
        ("f = lambda e: e + n", "n"),
        ("def f(a):\n    return a + n\ny = map(f, s)\nn = 1", "map s"),
        ("y = (n := m) + n", "m"),
        ("y = a if c else b", "c a b"),
        ("self.a = 1\ny = self.a, self.b", "self.b"),
        ("y = self.a\nself.a = 1", "self.a"),
        ("def f():\n    self.a = 1\nf()\ny = self.a", ""),
        ("with f() as g:\n    y = g", "f"),
        ("import a.b\ny = a, b", "b"),
        ("from a import b as c\ny = b, c", "b"),
        ("raise Odd(n)", ""),
        ("try:\n    a = n\nexcept Odd:\n    b = a\ny = b", "n Odd"),
        ("class A:\n    n = m\ny = A", ""),
        ("return x\ny = h", "x"),
    ],
)
def test_what_is_read_before_it_is_bound_is_found_in_order(code: str, names: str) -> None:
    body = ast.parse("def f():\n" + "\n".join(f"    {line}" for line in code.splitlines())).body[0]
    assert isinstance(body, ast.FunctionDef)
    reads = Reads(set(), {})
    reads.run(body.body)
    assert [ast.unparse(each) for each in reads.finish()] == names.split()


# A program without anything, and the repair: names of tensors, and the values.
ASKED = [
    ("h = h.permute(0, 2, 3, 1)\nz = h.reshape(-1, 2)", "h", ""),
    ("y = tf.transpose(x, [0, 3, 1, 2])", "x", ""),
    ("y = tf.shape(x)", "x", ""),
    ("y = tf.cast(x, tf.float32)", "x", ""),
    ("y = mx.sym.reshape(x, shape=(2, 2))", "x", ""),
    ("y = ops.reshape(x, (2, 2))", "x", ""),
    ("y = K.permute_dimensions(x, (0, 2, 1))", "x", ""),
    ("y = K.flatten(x)", "x", ""),
    ("y = Q @ K.transpose(-2, -1)", "Q K", ""),
    ("y = skimage.util.view_as_blocks(x, (2, 2))", "x", ""),
    ("y = module.squeeze(x, 0)\nz = x.shape", "x", ""),
    ("y = module.split(x, 2, axis=1)", "x", ""),
    ("y = module.tile(x, [1, 2])", "x", ""),
    ("import module\ny = module.squeeze(x)", "x", ""),
    ("y = batch.image.permute(0, 3, 1, 2)", "batch.image", ""),
    ("y = self.flatten(x)", "x", ""),
    ("y = self.pool.flatten(x)\nz = x.shape", "x", ""),
    ("c = torch.einsum('ij,jk->ik', a, b)", "a b", ""),
    ("c = einsum(a, b, 'i j, j k -> i k')", "a b", ""),
    ("c = a @ b", "a b", ""),
    ("c = torch.matmul(a, b)", "a b", ""),
    ("c = torch.where(m, a, b)", "m a b", ""),
    ("c = np.maximum(a, b)", "a b", ""),
    ("c = F.linear(a, w, b)", "a w b", ""),
    ("c = a.view_as(b)", "a b", ""),
    ("c = torch.cat([a, b], dim)", "a b", "dim"),
    ("y = torch.arange(n)", "", "n"),
    ("y = torch.zeros(n, m)", "", "n m"),
    ("y = x.view(n, -1)", "x", "n"),
    ("y = x.flatten(cfg.start)", "x", "cfg.start"),
    ("y = x.view(cfg.split, -1)", "x", "cfg.split"),
    ("def f(n: int):\n    return torch.arange(n).view(2, -1)", "", "n"),
    ("def f(n: int, x):\n    return x * n", "x", "n"),
    ("def f(x: Tensor, n: Optional[int]):\n    return x * n", "x", "n"),
    ("y = foo(x)", "x", ""),
    ("y = x + 1", "x", ""),
    ("y = input + 1", "input", ""),
    ("y = x.t() if isinstance(x, set) else x", "x", ""),
    ("y = foo(torch.zeros(2, 3), n)", "", "n"),
    ("x += 1\ny = x", "x", ""),
    ("def f(x, act):\n    return act(x.t())", "x", ""),
    ("def f(x, layers):\n    for layer in layers:\n        x = layer(x.t())\n    return x", "x", ""),
    ("y = self.blocks[0](x.t())", "x", ""),
    ("a, b = self.size\ny = x.view(a, b)", "x", "self.size=(2 2)"),
    # What a hint says is a tensor is one, whatever else has such methods; what has others is an object.
    ("def f(x: Tensor, shift: Tensor):\n    return x + shift.float().reshape(2, 2)", "x shift", ""),
    ("def f(angle: torch.Tensor):\n    return angle.detach().cpu().to(torch.float64).t()", "angle", ""),
    ("def f(x: NestedTensor):\n    return x.mask.t()", "x.mask", ""),
    ("def f(x):\n    return x.float().to(torch.int64)", "x", ""),
    ("def f(x, model):\n    model.to(x.device)\n    return model(x.t())", "x", ""),
    ("def f(attn, x):\n    return x.view(-1, attn.heads) if attn is not None else g(attn)", "x", "attn.heads"),
    (
        "def g(attn, x):\n    return x.t() if attn.turned else x\n"
        "def f(attn, x):\n    return g(attn, x).view(-1, attn.heads)",
        "x",
        "attn.turned=False,attn.heads=2",
    ),
    # Sizes are no tensors, though they are given to functions first.
    ("h, w = x.shape\ny = self.grid(h, w)\nz = x + self.token.expand(h, w)", "x self.token", ""),
    ("n = x.shape[0] // 2\ny = self.grid(n)\nz = self.token.repeat(n, 1)", "x self.token", ""),
    # What is kept as a tensor is one.
    (
        "class A(nn.Module):\n    def __init__(self, n):\n        self.table = nn.Parameter(torch.zeros(n, 2))\n"
        "        self.register_buffer('order', make(n))\n"
        "    def forward(self):\n        return self.table[self.order]",
        "self.table self.order",
        "",
    ),
    ("y = x.view(size[0], size[2])", "x", "size=(2 2 2)"),
]


def asked(code: str, shapes: dict[str, tuple[int, ...]], values: dict[str, object]) -> PatternError:
    with pytest.raises(PatternError) as caught:
        run(code, shapes, values, DEFAULT_LIMITS)
    return caught.value


@pytest.mark.parametrize(("code", "tensors", "values"), ASKED)
def test_only_what_is_data_is_asked_for_and_by_its_kind(code: str, tensors: str, values: str) -> None:
    error = asked(code, {}, {})
    assert error.code == "program-values"
    shapes = [each.partition(":")[0] for each in error.repair.get("shape", "").split(";") if each]
    assert sorted(shapes) == sorted(tensors.split())
    said = values if "=" in values else ",".join(f"{name}=2" for name in values.split())
    assert sorted(error.repair.get("values", "").split(",")) == sorted(said.split(","))


@pytest.mark.parametrize(
    ("code", "given", "shape", "output"),
    [
        ("c = torch.einsum('ij,jk->ik', a, b)", {}, "a:2,3;b:3,4", (2, 4)),
        ("c = torch.einsum('ij,jk->ik', a, b)", {"a": (2, 5)}, "a:2,5;b:5,4", (2, 4)),
        ("c = np.einsum('bij,bjk', a, b)", {}, "a:2,3,4;b:2,4,5", (3, 5)),
        ("c = einsum(a, b, 'i j, j k -> i k')", {}, "a:2,3;b:3,4", (2, 4)),
        ("c = a @ b", {}, "a:2,2;b:2,2", (2, 2)),
        ("c = a @ b", {"a": (2, 5)}, "a:2,5;b:5,2", (2, 2)),
        ("c = a @ b", {"b": (3, 5, 4)}, "b:3,5,4;a:3,4,5", (3, 4, 4)),
    ],
)
def test_operands_are_proposed_that_fit(
    code: str, given: dict[str, tuple[int, ...]], shape: str, output: tuple[int, ...]
) -> None:
    assert asked(code, given, {}).repair == {"shape": shape}
    assert run(code, shapes_of(shape), {}, DEFAULT_LIMITS).output.shape == output


def test_values_that_were_given_stay_as_they_are_written() -> None:
    error = asked("y = x.view(p, n) if mode == 'a,b' else x", {"x": (2, 3)}, {"mode": "a,b", "p": (1, 2)})
    assert error.repair == {"values": 'mode="a,b",p=(1 2),n=2'}


def test_an_input_that_is_assigned_from_itself_works_once_its_shape_is_known() -> None:
    code = "h = h.permute(0, 2, 3, 1)\nz = h.reshape(-1, 2)"
    assert run(code, {"h": (1, 2, 2, 3)}, {}, DEFAULT_LIMITS).output.shape == (6, 2)


@pytest.mark.parametrize("batch", ["B", "b", "bs", "batch_size"])
def test_how_many_there_are_in_a_batch_is_the_same_in_the_values_and_in_the_shape(batch: str) -> None:
    repair = asked(f"y = x.view({batch}, H, W, 2, 2, C)", {}, {}).repair
    assert f"{batch}=1" in repair["values"].split(",")
    assert repair["shape"].startswith("x:1,4,4,")
