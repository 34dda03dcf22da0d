"""Padding: PyTorch counts from the last axis, NumPy names every one."""

from tests.core.program.programs.case import in_jax, in_numpy, in_torch

PADDING = [
    in_torch("F.pad(x, (1, 2))", "2,3", "np.pad(x, ((0, 0), (1, 2)))"),
    in_torch("F.pad(x, (0, 1, 2, 0))", "2,3", "np.pad(x, ((2, 0), (0, 1)))"),
    in_torch("F.pad(x, [0, 0, 0, 1, 1, 0])", "2,3,2", "np.pad(x, ((1, 0), (0, 1), (0, 0)))"),
    in_torch("F.pad(x, pad=(1, 1), mode='constant', value=0)", "2,3", "np.pad(x, ((0, 0), (1, 1)))"),
    in_torch("F.pad(x, (1, 1), 'constant', 5)", "2,3", "np.pad(x, ((0, 0), (1, 1)))"),
    in_torch(
        "F.pad(x, (0, 0, 0, W % 2, 0, H % 2))",
        "1,3,3,2",
        "np.pad(x, ((0, 0), (0, 1), (0, 1), (0, 0)))",
        {"H": 3, "W": 3},
    ),
    in_torch("F.pad(x, (-1, 0))", "2,3", "x[:, 1:]"),
    in_torch("F.pad(x, (1, -2))", "2,3", "np.pad(x[:, :1], ((0, 0), (1, 0)))"),
    in_torch("F.pad(x, (2, 1), mode='reflect')", "1,2,4", "np.pad(x, ((0, 0), (0, 0), (2, 1)), mode='reflect')"),
    in_torch(
        "F.pad(x, (1, 1, 2, 1), mode='reflect')",
        "1,1,3,3",
        "np.pad(x, ((0, 0), (0, 0), (2, 1), (1, 1)), mode='reflect')",
    ),
    in_torch("F.pad(x, (1, 2), mode='replicate')", "1,2,3", "np.pad(x, ((0, 0), (0, 0), (1, 2)), mode='edge')"),
    in_torch(
        "F.pad(x, (0, 1, 1, 0), 'replicate')", "1,1,2,3", "np.pad(x, ((0, 0), (0, 0), (1, 0), (0, 1)), mode='edge')"
    ),
    in_torch("F.pad(x, (2, 1), mode='circular')", "1,2,3", "np.pad(x, ((0, 0), (0, 0), (2, 1)), mode='wrap')"),
    in_torch(
        "F.pad(x, (1, 1, 1, 1), mode='circular')", "1,1,2,3", "np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), mode='wrap')"
    ),
    in_torch("F.pad(x, (5, -4, -4, 3), mode='replicate')", "1,2,4,4", "x[:, :, [3, 3, 3]][..., [0, 0, 0, 0, 0]]"),
    in_torch("F.pad(x, (3, -2), mode='reflect')", "1,1,4", "x[..., [3, 2, 1, 0, 1]]"),
    in_torch("F.pad(x, (-5, 5), mode='replicate')", "1,1,4", "x[..., [3, 3, 3, 3]]"),
    in_torch("torch.nn.functional.pad(x, (0, 1))", "2,3", "np.pad(x, ((0, 0), (0, 1)))"),
    in_torch("nn.functional.pad(x, (1, 0))", "2,3", "np.pad(x, ((0, 0), (1, 0)))"),
    in_torch("import torch.nn.functional as TF\nTF.pad(x, (1, 0))", "2,3", "np.pad(x, ((0, 0), (1, 0)))"),
    in_torch("from torch.nn.functional import pad\npad(x, (1, 0))", "2,3", "np.pad(x, ((0, 0), (1, 0)))"),
    in_torch("nn.ZeroPad2d((1, 0, 0, 2))(x)", "1,1,2,3", "np.pad(x, ((0, 0), (0, 0), (0, 2), (1, 0)))"),
    in_torch("nn.ReflectionPad2d(1)(x)", "1,1,3,3", "np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), mode='reflect')"),
    in_numpy("np.pad(x, 1)", "2,3"),
    in_numpy("np.pad(x, (1, 2))", "2,3"),
    in_numpy("np.pad(x, ((0, 1), (2, 0)))", "2,3"),
    in_numpy("np.pad(x, [(0, 0), (1, 1)], mode='constant')", "2,3"),
    in_numpy("np.pad(x, pad_width=((1, 0), (0, 1)), constant_values=0)", "2,3"),
    in_numpy("np.pad(x, ((1, 1), (0, 0)), constant_values=9)", "2,3"),
    in_numpy("np.pad(x, ((2,), (1,)))", "2,3"),
    in_numpy("np.pad(x, ((0, 0), (2, 2)), mode='reflect')", "2,3"),
    in_numpy("np.pad(x, ((0, 0), (3, 7)), 'reflect')", "2,3"),
    in_numpy("np.pad(x, 2, mode='edge')", "2,3"),
    in_numpy("np.pad(x, ((1, 2), (5, 4)), mode='wrap')", "2,3"),
    in_numpy("np.pad(x, ((1, 2), (3, 4)), mode='symmetric')", "2,3"),
    in_numpy("np.pad(x, {-2: (1, 3), 2: 1})", "2,3,4"),
    in_numpy("np.pad(x, np.array([1, 2]), mode='edge')", "2,3"),
    in_jax("jnp.pad(x, ((0, 1), (1, 0)))", "2,3"),
    in_jax("jnp.pad(x, 1, mode='edge')", "2,3"),
]
