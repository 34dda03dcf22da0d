"""Calls that change what is in a cell, or where it is kept, and move none."""

from tests.core.program.programs.case import Case, in_any, in_numpy, in_torch

_SAME = "x"


def _changed(code: str, values: dict[str, object] | None = None) -> Case:
    """A function of every cell by itself."""
    return in_torch(code, "2,3", _SAME, values, "any")


THROUGH = [
    *(
        in_torch(f"x.{call}.t()", "2,3", "x.T")
        for call in (
            "contiguous()",
            "clone()",
            "detach()",
            "cpu()",
            "float()",
            "double()",
            "half()",
            "bfloat16()",
            "long()",
            "int()",
            "to('cpu')",
            "to(torch.float32)",
            "to(x.device, non_blocking=True)",
            "to(dtype=x.dtype)",
            "to(device='cpu', dtype=torch.float64)",
            "type(torch.float32)",
            "type_as(x)",
            "requires_grad_(False)",
            "contiguous(memory_format=torch.contiguous_format)",
            "clone().detach()",
        )
    ),
    in_torch("x.t().contiguous().view(-1)", "2,3", "x.T.reshape(-1)"),
    in_torch("x.t().clone().t()", "2,3", "x"),
    in_numpy("x.copy().T", "2,3"),
    in_numpy("x.astype(np.float32).T", "2,3"),
    in_numpy("x.astype('int64')", "2,3"),
    in_numpy("np.ascontiguousarray(x.T)", "2,3"),
    in_numpy("np.asarray(x)[1:]", "2,3"),
    in_numpy("np.array(x)", "2,3"),
    in_numpy("np.copy(x)", "2,3"),
    in_any("+x", "2,3"),
    _changed("-x"),
    _changed("x * 2"),
    _changed("x / 2 + 1"),
    _changed("2 - x"),
    _changed("x ** 2"),
    _changed("x * self.scale", {"self.scale": 0.5}),
    _changed("F.gelu(x)"),
    _changed("F.relu(x)"),
    _changed("F.silu(x)"),
    _changed("F.dropout(x, 0.0)"),
    _changed("F.dropout(x, p=0.1, training=False)"),
    _changed("torch.sigmoid(x / 100)"),
    _changed("x.exp()"),
    _changed("torch.sqrt(x + 100)"),
    _changed("x.abs()"),
    _changed("nn.Dropout(0.0)(x)"),
    _changed("nn.Identity()(x)"),
    _changed("nn.GELU()(x)"),
    in_torch("self.norm(x).t()", "2,3", "x.T"),
    in_torch("x = self.drop(self.act(x))\nx.t()", "2,3", "x.T"),
    in_torch("self.norm1(x).transpose(1, 2)", "2,3,4", "x.transpose(0, 2, 1)"),
    in_torch("shortcut = x\nx = self.norm(x)\nx = shortcut + self.drop_path(x)", "2,3", "x + x", terms="sum"),
]
