"""Tensors that share their memory: what is written through one is read through the other."""

from tests.core.program.programs.case import Case, in_jax, in_numpy, in_torch


def _both(code: str) -> list[Case]:
    """The same in both libraries, which call a copy ``copy`` and ``clone``."""
    return [in_numpy(code, "2,3"), in_torch(code.replace(".copy()", ".clone()"), "2,3", code)]


def _sums(code: str) -> list[Case]:
    """The same in both libraries; an array of JAX never changes."""
    return [in_numpy(code, "2,3", terms="sum"), in_torch(code, "2,3", code, terms="sum")]


MEMORY = [
    *_both("y = x.copy()\ny[0] = y[1]\ny"),
    *_both("y = x.copy()\ny[0] = 0\nx"),
    *_both("y = x.copy()\ny[:, :2] = y[:, 1:]\ny"),
    *_both("y = x.copy()\ny[0][1] = 0\ny"),
    *_both("y = x.copy()\ny[1:][0] = 0\ny"),
    *_both("y = x.copy()\ny.T[0] = 0\ny"),
    *_both("y = x.copy()\nz = y.T\ny[0] = 0\nz"),
    *_both("y = x.copy()\nz = y[1:]\nz[:] = x[:1]\ny"),
    *_both("y = x.copy()\ny.reshape(-1)[1:4] = 0\ny"),
    *_both("y = x.copy()\ny.T.reshape(-1)[1:4] = 0\ny"),
    *_both("y = x.copy()\nheld = [y]\ny[0] = 0\nheld[0]"),
    *_both("y = x.copy()\ny[0], y[1] = y[1], y[0]\ny"),
    *_both("y = x.copy()\ny[0], y[1] = y[1].copy(), y[0].copy()\ny"),
    *_both("y = x.copy()\ny[[1, 0]] = x\ny"),
    in_numpy("y = x.copy()\ny[[1, 0]] = y\ny", "2,3"),
    *_both("y = x.copy()\ny[:, [0, 2]] = x[:, :2]\ny"),
    *_both("y = x.copy()\ny[[0, 1], [1, 2]] = x[:, 0]\ny"),
    *_both("y = x.copy()\ny[[0], [1]] = 0\ny"),
    *_both("y = x.copy()\ny[None, 0] = x[1]\ny"),
    *_both("y = x.copy()\ny[:, None] = 0\ny"),
    *_both("y = x.copy()\ny[..., 1:] = x[0, :2]\ny"),
    *_both("y = x.copy()\ny[0, 1] = x[1, 2]\ny"),
    *_both("y = x.copy()\nfor i in range(2):\n    for j in range(3):\n        y[i, j] = x[i, 2 - j]\ny"),
    *_both("def f(t):\n    t[0] = 0\ny = x.copy()\nf(y)\ny"),
    *_both("def f(t):\n    t = t.copy()\n    t[0] = 0\n    return t\nz = f(x)\nx"),
    *_both("def f(t):\n    t = t.T\nf(x)\ny = x"),
    *_both("y = x\ny[0] = 0\nx"),
    *_both("y = x[:]\ny[0] = 0\nx"),
    *_both("y = x[[0, 1]]\ny[0] = 0\nx"),
    *_both("y = x.reshape(3, 2)\ny[0] = 0\nx"),
    *_both("y = x.T.reshape(-1)\ny[0] = 0\nx"),
    *_both("y = x\nz = x.copy()\ny[1] = z[0]\nx"),
    *_sums("y = x\ny += x\nx"),
    *_sums("y = x[:1]\ny += x[1:]\nx"),
    *_sums("y = x\ny = y + x\nx"),
    *_sums("y = x[1:]\ny += y\nx"),
    *_sums("def f(t):\n    t += t\nf(x)\ny = x"),
    in_jax("y = x\ny = y + x\ny", "2,3", terms="sum"),
    # What gives the same memory, and what a copy.
    in_numpy("y = x.flatten()\ny[0] = 0\nx", "2,3"),
    in_torch("y = x.flatten()\ny[0] = 0\nx", "2,3", "y = x.ravel()\ny[0] = 0\nx"),
    in_torch("y = x.t().flatten()\ny[0] = 0\nx", "2,3", "x"),
    in_numpy("y = x.ravel()\ny[0] = 0\nx", "2,3"),
    in_numpy("y = np.asarray(x)\ny[0] = 0\nx", "2,3"),
    in_numpy("y = np.array(x)\ny[0] = 0\nx", "2,3"),
    in_numpy("y = np.flip(x)\ny[0] = 0\nx", "2,3"),
    in_torch("y = x.flip(0)\ny[0] = 0\nx", "2,3", "x"),
    in_torch("y = x.contiguous()\ny[0] = 0\nx", "2,3", "x[0] = 0\nx"),
    in_torch("y = x.t().contiguous()\ny[0] = 0\nx", "2,3", "x"),
    in_torch("y = x.detach()\ny[0] = 0\nx", "2,3", "x[0] = 0\nx"),
    in_torch("y = x.chunk(2)[0]\ny[0] = 0\nx", "2,3", "x[0] = 0\nx"),
    in_torch("y = torch.cat([x])\ny[0] = 0\nx", "2,3", "x"),
    in_torch("y = x.repeat(1, 1)\ny[0] = 0\nx", "2,3", "x"),
    in_torch("y = torch.zeros(3, 2)\ny.t()[:] = x\ny", "2,3", "x.T"),
    in_torch("x.unsqueeze_(0)\nx.transpose_(1, 2)\nx", "2,3", "x.T[None]"),
    in_torch("y = torch.empty_like(x)\ny.copy_(x.flip(0))\ny", "2,3", "x[::-1]"),
    in_torch("x[0].zero_()\nx", "2,3", "x[0] = 0\nx"),
]
