"""Indices that are worked out: the cells that they pick show whether they are right."""

from tests.core.program.programs.case import in_jax, in_numpy, in_torch

NUMBERING = [
    in_numpy("x[np.tril_indices(3)]", "3,3"),
    in_numpy("x[np.tril_indices(2, 1, 3)]", "3,3"),
    in_numpy("x[np.triu_indices(3, k=1)]", "3,3"),
    in_numpy("x[np.tril_indices_from(x, -1)]", "2,3"),
    in_numpy("x[np.triu_indices_from(x)]", "2,3"),
    in_torch("i, j = torch.tril_indices(3, 3)\nx[i, j]", "3,3", "x[np.tril_indices(3)]"),
    in_torch("i = torch.triu_indices(2, 3, offset=1)\nx[i[0], i[1]]", "2,3", "x[np.triu_indices(2, 1, 3)]"),
    in_numpy("x[np.diag_indices(2)]", "2,3"),
    in_numpy("x[np.diag_indices_from(x)]", "2,2,2"),
    in_numpy("x[tuple(np.indices((2, 2)))]", "2,3"),
    in_numpy("i, j = np.indices((2, 3), sparse=True)\nx[i, j]", "2,3"),
    in_numpy("x[np.nonzero(np.arange(4) % 2)]", "4,2"),
    in_torch("x[torch.nonzero(torch.arange(4) % 2).flatten()]", "4,2", "x[[1, 3]]"),
    in_torch("x[torch.nonzero(torch.eye(2).bool(), as_tuple=True)]", "2,2", "x[[0, 1], [0, 1]]"),
    in_torch("x[torch.ones(2, dtype=torch.bool)]", "2,2", "x"),
    in_torch("x[torch.arange(2).to(torch.bool)]", "2,2", "x[1:]"),
    in_numpy("x[np.array([0, 1]).astype(bool)]", "2,2"),
    in_torch("x[torch.tensor([True, False]).long()]", "2,2", "x[[1, 0]]"),
    in_torch("x[torch.tensor([[3, 1], [0, 2]]).max(dim=0).values]", "4,2", "x[[3, 2]]"),
    in_numpy("x[np.array([2, 0]).min()]", "4,2"),
    in_torch("x[torch.argwhere(torch.arange(3) > 0)[:, 0]]", "3,2", "x[1:]"),
    in_torch("x[torch.where(torch.arange(3) > 0)]", "3,2", "x[1:]"),
    in_numpy("x[np.flatnonzero(np.arange(4) > 1)]", "4,2"),
    in_numpy("x[np.unravel_index([1, 5], (2, 3))]", "2,3"),
    in_torch("x[torch.unravel_index(torch.tensor([1, 5]), (2, 3))]", "2,3", "x.reshape(-1)[[1, 5]]"),
    in_numpy("x.ravel()[np.ravel_multi_index(([0, 1], [2, 0]), x.shape)]", "2,3"),
    in_numpy("x[np.argmax([3, 7, 5])]", "3,2"),
    in_torch("x[torch.tensor([[3, 7], [5, 1]]).argmin(dim=1)]", "2,2", "x[[0, 1]]"),
    in_torch(
        "x.gather(1, torch.argsort(torch.tensor([[2, 0, 1], [0, 2, 1]]), dim=1))",
        "2,3",
        "x[[[0], [1]], [[1, 2, 0], [0, 2, 1]]]",
    ),
    in_torch("x[torch.tensor([2, 0, 1]).argsort(descending=True)]", "3,2", "x[[0, 2, 1]]"),
    in_torch("x[torch.sort(torch.tensor([2, 0, 1]))[1]]", "3,2", "x[[1, 2, 0]]"),
    in_torch("x[torch.tensor([2, 0, 1]).sort().values]", "3,2", "x"),
    in_numpy("x[np.sort(np.array([2, 0, 1]))[::-1]]", "3,2"),
    in_torch("x[F.one_hot(torch.tensor([2, 0])).argmax(-1)]", "3,2", "x[[2, 0]]"),
    in_torch("x[F.one_hot(torch.tensor([1, 0]), num_classes=3).bool()]", "2,3", "x[[0, 1], [1, 0]]"),
    in_torch("x[torch.eye(3).bool()]", "3,3", "np.diag(x)"),
    in_numpy("x[np.tri(3, dtype=bool)]", "3,3"),
    in_numpy("x[np.identity(2, dtype=int)]", "2,2"),
    in_torch("x[torch.tensor([1, 1, 0]).cumsum(0) - 1]", "2,2", "x[[0, 1, 1]]"),
    # What flash attention does: the places of known tokens, and back.
    in_torch(
        """
        mask = torch.tensor([[1, 1, 0], [1, 0, 0]])
        lengths = mask.sum(dim=-1)
        places = torch.nonzero(mask.flatten(), as_tuple=False).flatten()
        most = lengths.max().item()
        cumulative = F.pad(torch.cumsum(lengths, dim=0), (1, 0))
        y = x.reshape(6, 2)[places]
        y[cumulative[1]:cumulative[2]]
        """,
        "2,3,2",
        "x[1, :1]",
    ),
    in_torch("torch.where(torch.arange(3) > 0, x, 0)", "2,3", "np.where(np.arange(3) > 0, x, 0)"),
    in_torch("x.where(torch.tensor([True, False, True]), y)", "x:2,3;y:3", "np.where([True, False, True], x, y)"),
    in_numpy("np.where([[True], [False]], x, y)", "x:2,3;y:2,3"),
    in_jax("jnp.where(jnp.arange(3) > 0, x, 0)", "2,3"),
    in_numpy("np.insert(x, 1, y, axis=0)", "x:2,3;y:3"),
    in_numpy("np.insert(x, [0, 2], y, axis=1)", "x:2,3;y:2,2"),
    in_numpy("np.insert(x, -1, y)", "x:2,3;y:2"),
    in_numpy("np.insert(x, slice(None, None, 2), 0, axis=1)", "2,4"),
    in_numpy("np.insert(x, [3], y, axis=1)", "x:2,3;y:2,2"),
    in_numpy("np.extract([True, False, True], x)", "2,3"),
    in_numpy("np.fft.fftshift(x)", "3,4"),
    in_numpy("np.fft.ifftshift(x, axes=1)", "2,5"),
    in_torch("torch.fft.fftshift(x, dim=-1)", "2,5", "np.fft.fftshift(x, -1)"),
    in_torch("torch.fft.ifftshift(torch.fft.fftshift(x))", "3,5", "x"),
    in_torch("x.tensor_split(torch.tensor([1, 3]), dim=1)[1]", "2,4", "x[:, 1:3]"),
]
