"""Calls that pick cells by index, and statements that put cells into a tensor."""

from tests.core.program.programs.case import in_any, in_jax, in_numpy, in_torch

PICKING = [
    in_torch("x.index_select(1, torch.tensor([2, 0]))", "2,3", "x[:, [2, 0]]"),
    in_torch("torch.index_select(x, 0, torch.tensor([1, 1, 0]))", "2,3", "x[[1, 1, 0]]"),
    in_torch("x.index_select(dim=-1, index=torch.arange(2, -1, -1))", "2,3", "x[:, ::-1]"),
    in_torch("x[:, torch.tensor([2, 0])]", "2,3", "x[:, [2, 0]]"),
    in_torch("x[torch.arange(x.shape[0])]", "2,3", "x"),
    in_torch("x[:, torch.arange(0, 6, 2)]", "2,6", "x[:, ::2]"),
    in_torch("torch.take(x, torch.tensor([4, 0, 5]))", "2,3", "np.take(x, [4, 0, 5])"),
    in_torch("x.take(torch.tensor([[1, -1]]))", "2,3", "np.take(x, [[1, -1]])"),
    in_numpy("np.take(x, [2, 0], axis=1)", "2,3"),
    in_numpy("np.take(x, indices=[5, 1])", "2,3"),
    in_numpy("x.take([1, 0], axis=0)", "2,3"),
    in_numpy("x.take(1, 1)", "2,3"),
    in_jax("jnp.take(x, jnp.array([1, 0]), axis=0)", "2,3"),
    in_torch(
        "torch.gather(x, 1, torch.tensor([[2, 0], [1, 1]]))",
        "2,3",
        "np.take_along_axis(x, np.array([[2, 0], [1, 1]]), 1)",
    ),
    in_torch("x.gather(0, torch.tensor([[1, 0, 1]]))", "2,3", "np.take_along_axis(x, np.array([[1, 0, 1]]), 0)"),
    in_torch(
        "x.gather(dim=1, index=torch.tensor([[2], [0]]))", "2,3", "np.take_along_axis(x, np.array([[2], [0]]), 1)"
    ),
    in_torch("torch.gather(x, 1, torch.tensor([[2, 1]]))", "2,3", "np.take_along_axis(x[:1], np.array([[2, 1]]), 1)"),
    in_torch("torch.take_along_dim(x, torch.tensor([[2, 1]]), dim=1)", "2,3", "x[:, [2, 1]]"),
    in_torch("x.take_along_dim(indices=torch.tensor([[1], [0]]), dim=1)", "2,3", "x[[0, 1], [1, 0]][:, None]"),
    in_numpy("np.take_along_axis(x, np.array([[2, 0], [1, 1]]), axis=1)", "2,3"),
    in_numpy("np.take_along_axis(x, indices=np.array([[1, 0, 1]]), axis=0)", "2,3"),
    in_jax("jnp.take_along_axis(x, jnp.array([[0], [2]]), axis=1)", "2,3"),
    in_torch(
        "torch.zeros(2, 4, dtype=x.dtype).scatter(1, torch.tensor([[3, 0], [1, 2]]), x)",
        "2,2",
        "y = np.zeros((2, 4), int)\nnp.put_along_axis(y, np.array([[3, 0], [1, 2]]), x, 1)\ny",
    ),
    in_torch(
        "x.scatter(dim=0, index=torch.tensor([[1, 0, 1]]), src=y)",
        "x:2,3;y:1,3",
        "np.put_along_axis(x, np.array([[1, 0, 1]]), y, 0)\nx",
    ),
    in_torch(
        "x.index_copy(0, torch.tensor([2, 0]), y)",
        "x:3,2;y:2,2",
        "x[[2, 0]] = y\nx",
    ),
    # Index lists, one and several, side by side and apart, with and without a slice between them.
    in_any("x[[1, 0]]", "2,3"),
    in_any("x[:, [2, 0, 2]]", "2,3"),
    in_any("x[[0, 1], [2, 0]]", "2,3"),
    in_any("x[..., [1, -1]]", "2,3,4"),
    in_numpy("x[[[0, 1], [1, 0]]]", "2,3"),
    in_any("x[[0, 1], :, [1, 2]]", "2,3,4"),
    in_any("x[:, [0, 2], [1, 3]]", "2,3,4"),
    in_any("x[:, [0, 2], 1:3]", "2,3,4"),
    # A number beside a list: NumPy counts it among the lists, PyTorch selects first.
    in_numpy("x[1, :, [0, 3]]", "2,3,4"),
    in_torch("x[1, :, [0, 3]]", "2,3,4", "x[1][:, [0, 3]]"),
    in_any("x[[0, 1], :, 1]", "2,3,4"),
    in_any("x[[0, 1], None, [1, 2]]", "2,3,4"),
    in_any("x[:, 1, [0, 3]]", "2,3,4"),
    in_any("x[[[0], [1]], [[0, 2]]]", "2,3,4"),
    in_any("x[[True, False, True]]", "3,2"),
    in_any("x[:, [False, True, True]]", "2,3"),
    in_numpy("x[np.array([2, 0])]", "3,2"),
    in_numpy("x[:, np.arange(3)[::-1]]", "2,3"),
    in_numpy("x[np.ix_([1, 0], [0, 2])]", "2,3"),
    # Regions that are written.
    in_torch("y = torch.zeros(2, 4)\ny[:, 1:3] = x\ny", "2,2", "np.pad(x, ((0, 0), (1, 1)))"),
    in_torch("y = torch.zeros_like(x)\ny[0] = x[1]\ny", "2,3", "np.stack([x[1], 0 * x[1]])"),
    in_torch("y = x.new_zeros((2, 3, 2))\ny[..., 0] = x\ny", "2,3", "np.stack([x, 0 * x], -1)"),
    in_torch(
        "y = torch.zeros((2, 6), device=x.device, dtype=x.dtype)\ny[:, ::2] = x\ny[:, 1::2] = x.flip(1)\ny",
        "2,3",
        "np.stack([x, x[:, ::-1]], -1).reshape(2, 6)",
    ),
    in_torch("y = torch.empty(4, 3)\ny[:2] = x\ny[2:] = x\ny", "2,3", "np.tile(x, (2, 1))"),
    in_torch("y = x.new_empty(B * 2, 3)\ny[:2], y[2:] = x, x\ny", "2,3", "np.tile(x, (2, 1))", {"B": 2}),
    in_torch("y = torch.full((2, 4), 7.0)\ny[:, :3] = x\ny", "2,3", "np.pad(x, ((0, 0), (0, 1)))"),
    in_torch("y = torch.ones(3, 3)\ny[1:] = x\ny", "2,3", "np.pad(x, ((1, 0), (0, 0)))"),
    in_torch("x[:, 0] = x[:, 2]\nx", "2,3", "np.take(x, [2, 1, 2], 1)"),
    in_torch("x[1:] = 0\nx", "2,3", "np.pad(x[:1], ((0, 1), (0, 0)))"),
    in_torch("y = x.clone()\ny[:, 0] = x[:, 1]\ny[:, 1] = x[:, 0]\ny", "2,3", "x[:, [1, 0, 2]]"),
    in_torch(
        "y = torch.zeros(3, 2, 3)\ny[1] = x[0]\ny", "2,3", "np.pad(np.stack([[x[0], x[0]]]), ((1, 1), (0, 0), (0, 0)))"
    ),
    in_numpy("y = np.zeros((2, 4))\ny[:, 1:3] = x\ny", "2,2"),
    in_numpy("y = np.empty((2, 6), dtype=x.dtype)\ny[:, 0::2] = x\ny[:, 1::2] = x[::-1]\ny", "2,3"),
    in_numpy("y = np.zeros_like(x)\ny[::-1] = x\ny", "2,3"),
    in_numpy("y = x.copy()\ny[[0, 1]] = y[[1, 0]]\ny", "2,3"),
    in_numpy("y = np.full((3, 3), -1)\ny[:2, :] = x\ny", "2,3"),
    # Views of one memory: writing into one is seen through the other.
    in_torch("y = torch.zeros(4, 3)\nz = y[1:3]\nz[:] = x\ny", "2,3", "np.pad(x, ((1, 1), (0, 0)))"),
    in_numpy("y = np.zeros((3, 2))\ny.T[:] = x\ny", "2,3"),
]
