"""Arithmetic between tensors, and reductions: a cell has several sources."""

from tests.core.program.programs.case import Case, in_any, in_jax, in_numpy, in_torch


def sums(*cases: Case) -> list[Case]:
    """Cases of which each cell is the sum of its sources."""
    return [Case(each.code, each.shapes, each.libraries, each.twin, each.values, "sum") for each in cases]


def uses(*cases: Case) -> list[Case]:
    """Cases of which each cell is made of its sources, somehow."""
    return [Case(each.code, each.shapes, each.libraries, each.twin, each.values, "any") for each in cases]


MERGING = [
    *sums(
        in_any("x + y", "x:2,3;y:2,3"),
        in_any("x + y", "x:2,3;y:3"),
        in_any("x + y", "x:2,1;y:1,3"),
        in_any("x[:, None] + y[None]", "x:2,3;y:2,3"),
        in_any("x + x", "2,3"),
        in_any("x + x.T", "3,3"),
        in_any("x + x[0] + x[:, :1]", "2,3"),
        in_any("x = x + y\nx = x + y\nx", "x:2,3;y:3"),
        in_any("x += y\nx", "x:2,3;y:3"),
        in_any("sum([x, y, x])", "x:2,3;y:2,3"),
        in_any("sum(x[i] for i in range(3))", "3,2"),
        in_any("x.sum()", "2,3"),
        in_any("x.sum(0)", "2,3"),
        in_any("x.sum(-1)", "2,3,4"),
        in_any("x.sum((0, 2))", "2,3,4"),
        in_torch("x.sum(dim=1)", "2,3,4", "x.sum(1)"),
        in_torch("x.sum(dim=(1, 2), keepdim=True)", "2,3,4", "x.sum((1, 2), keepdims=True)"),
        in_torch("x.sum(1, True)", "2,3,4", "x.sum(1, keepdims=True)"),
        in_torch("torch.sum(x, dim=-1)", "2,3", "x.sum(-1)"),
        in_torch("torch.sum(x, [0, 1])", "2,3", "x.sum()"),
        in_torch("torch.stack([x, y]).sum(dim=0)", "x:2,3;y:2,3", "x + y"),
        in_torch("torch.add(x, y)", "x:2,3;y:2,3", "x + y"),
        in_torch("x.add(y)", "x:2,3;y:2,3", "x + y"),
        in_numpy("x.sum(axis=1, keepdims=True)", "2,3"),
        in_numpy("np.sum(x, axis=0)", "2,3"),
        in_numpy("np.sum(x)", "2,3"),
        in_numpy("np.add(x, y)", "x:2,3;y:2,3"),
        in_jax("jnp.sum(x, axis=-1)", "2,3"),
        in_any("(x + y).reshape(3, 2)[1:].sum(0)", "x:2,3;y:2,3"),
        in_torch("torch.trace(x)", "3,3", "np.trace(x)"),
    ),
    *uses(
        in_any("x - y", "x:2,3;y:2,3"),
        in_any("x * y", "x:2,3;y:3"),
        in_any("x / y", "x:2,3;y:2,1"),
        in_any("x @ y", "x:2,3;y:3,2"),
        in_any("x @ y", "x:2,2,3;y:3,2"),
        in_torch("torch.matmul(x, y)", "x:2,3;y:3,2", "x @ y"),
        in_torch("torch.bmm(x, y)", "x:2,1,3;y:2,3,2", "x @ y"),
        in_any("x.mean()", "2,3"),
        in_any("x.max()", "2,3"),
        in_torch("x.mean(dim=1)", "2,3", "x.mean(1)"),
        in_torch("x.mean((2, 3))", "1,2,2,3", "x.mean((2, 3))"),
        in_torch("x.mean([2, 3], keepdim=True)", "1,2,2,3", "x.mean((2, 3), keepdims=True)"),
        in_torch("torch.mean(x, dim=-1, keepdim=True)", "2,3", "x.mean(-1, keepdims=True)"),
        in_torch("x.amax(dim=1)", "2,3", "x.max(1)"),
        in_torch("x.amin((0, 1))", "2,3", "x.min()"),
        in_torch("x.max(dim=1).values", "2,3", "x.max(1)"),
        in_torch("x.max(dim=1)[0]", "2,3", "x.max(1)"),
        in_torch("x.prod(1)", "2,3", "x.prod(1)"),
        in_numpy("np.mean(x, axis=0)", "2,3"),
        in_numpy("np.max(x, axis=-1)", "2,3"),
        in_numpy("x.min(axis=1)", "2,3"),
        in_jax("jnp.mean(x, axis=(0, 1))", "2,3"),
        in_torch("torch.cat((-x[..., 2:], x[..., :2]), dim=-1)", "2,4", "np.concatenate([x[..., 2:], x[..., :2]], -1)"),
        in_torch("torch.maximum(x, y)", "x:2,3;y:2,3", "np.maximum(x, y)"),
    ),
]
