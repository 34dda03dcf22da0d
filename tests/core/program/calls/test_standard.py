"""How much of the libraries is known: functions that move, copy, select or sum cells, and what is left of them.

The first table is the Python array API standard 2024.12 in NumPy's spelling, the others are NumPy's and torch's own.
"""

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run

# A line here is a name and a call of it on an x of 4,4; lines within a call are parted by "\\n".
STANDARD = """
arange                 x[:, np.arange(2)]
asarray                np.asarray(x)
empty                  np.empty((2, 3))
empty_like             np.empty_like(x)
eye                    np.eye(3)
full                   np.full((2, 2), 3)
full_like              np.full_like(x, 3)
linspace               np.linspace(0, 1, 5)
meshgrid               np.meshgrid(x, x)
ones                   np.ones((2, 2))
ones_like              np.ones_like(x)
tril                   np.tril(x, k=1)
triu                   np.triu(x)
zeros                  np.zeros((2, 2))
zeros_like             np.zeros_like(x)
astype                 np.astype(x, np.float64)
broadcast_arrays       np.broadcast_arrays(x, x[:1])
broadcast_to           np.broadcast_to(x, (2, 4, 4))
concat                 np.concat([x, x], axis=1)
expand_dims            np.expand_dims(x, axis=1)
flip                   np.flip(x, axis=1)
moveaxis               np.moveaxis(x, 0, 1)
permute_dims           np.permute_dims(x, (1, 0))
repeat                 np.repeat(x, 2, axis=0)
reshape                np.reshape(x, (2, 8))
roll                   np.roll(x, 1, axis=0)
squeeze                np.squeeze(x[None], axis=0)
stack                  np.stack([x, x], axis=2)
tile                   np.tile(x, (2, 1))
unstack                np.unstack(x, axis=1)
take                   np.take(x, np.array([2, 0]), axis=1)
take_along_axis        np.take_along_axis(x, np.array([[0], [1], [2], [3]]), axis=1)
getitem                x[1:, [0, 2]]
setitem                y = x.copy()\\ny[1] = x[0]\\ny
where                  np.where(np.arange(4) > 1, x, 0)
argmax                 np.argmax(x, axis=1)
argmin                 np.argmin(x, axis=1)
count_nonzero          np.count_nonzero(x, axis=1)
nonzero                np.nonzero(x)
searchsorted           np.searchsorted(x[0], x)
argsort                np.argsort(x, axis=1)
sort                   np.sort(x, axis=1)
unique_all             np.unique_all(x)
unique_counts          np.unique_counts(x)
unique_inverse         np.unique_inverse(x)
unique_values          np.unique_values(x)
cumulative_prod        np.cumulative_prod(x, axis=1)
cumulative_sum         np.cumulative_sum(x, axis=1)
max                    np.max(x, axis=1)
mean                   np.mean(x, axis=1)
min                    np.min(x, axis=1)
prod                   np.prod(x, axis=1)
std                    np.std(x, axis=1)
sum                    np.sum(x, axis=1)
var                    np.var(x, axis=1)
all                    np.all(x, axis=1)
any                    np.any(x, axis=1)
diff                   np.diff(x, axis=1)
matmul                 np.matmul(x, x)
matrix_transpose       np.matrix_transpose(x)
tensordot              np.tensordot(x, x, axes=1)
vecdot                 np.vecdot(x, x)
linalg.cross           np.linalg.cross(x[:, :3], x[:, :3])
linalg.diagonal        np.linalg.diagonal(x, offset=1)
linalg.matmul          np.linalg.matmul(x, x)
linalg.matrix_transpose np.linalg.matrix_transpose(x)
linalg.outer           np.linalg.outer(x[0], x[1])
linalg.tensordot       np.linalg.tensordot(x, x, axes=1)
linalg.trace           np.linalg.trace(x)
linalg.vecdot          np.linalg.vecdot(x, x)
linalg.matrix_power    np.linalg.matrix_power(x, 2)
linalg.vector_norm     np.linalg.vector_norm(x, axis=1)
linalg.matrix_norm     np.linalg.matrix_norm(x)
fft.fftshift           np.fft.fftshift(x, axes=1)
fft.ifftshift          np.fft.ifftshift(x)
"""
NUMPY = """
outer                  np.outer(x[0], x[1])
kron                   np.kron(x[:2, :2], x[:2])
block                  np.block([[x, x], [x, x]])
tril_indices           x[np.tril_indices(4)]
triu_indices           x[np.triu_indices(4, k=1)]
tril_indices_from      x[np.tril_indices_from(x)]
diag_indices           x[np.diag_indices(4)]
diag_indices_from      x[np.diag_indices_from(x)]
indices                x[tuple(np.indices((2, 3)))]
mgrid                  x[tuple(np.mgrid[0:2, 1:4])]
ogrid                  x[tuple(np.ogrid[0:2, 1:4])]
r_                     np.r_[x, x[:1]]
c_                     np.c_[x, x[:, 0]]
s_                     x[np.s_[1:, ::2]]
index_exp              x[np.index_exp[1:, ::2]]
delete                 np.delete(x, 1, axis=0)
insert                 np.insert(x, 1, x[0], axis=0)
fftshift               np.fft.fftshift(x)
as_strided             np.lib.stride_tricks.as_strided(x, (2, 2), (x.itemsize, x.itemsize))
apply_along_axis       np.apply_along_axis(np.flip, 1, x)
apply_over_axes        np.apply_over_axes(np.sum, x, [0])
unravel_index          x[np.unravel_index([1, 5], (4, 4))]
ravel_multi_index      x.ravel()[np.ravel_multi_index(([1, 2], [0, 3]), (4, 4))]
diff                   np.diff(x)
ediff1d                np.ediff1d(x)
cumsum                 np.cumsum(x, axis=0)
cumprod                np.cumprod(x, axis=0)
argmax                 x.argmax(axis=0)
tensordot              np.tensordot(x, x, axes=([0], [1]))
cross                  np.cross(x[:, :3], x[:, 1:])
vecdot                 np.vecdot(x, x)
vdot                   np.vdot(x, x)
inner                  np.inner(x, x)
dot                    x.dot(x)
matvec                 np.matvec(x, x[0])
vecmat                 np.vecmat(x[0], x)
einsum                 np.einsum('ij->ji', x)
put_along_axis         y = x.copy()\\nnp.put_along_axis(y, np.array([[1], [0], [2], [3]]), x[:, :1], 1)\\ny
put                    y = x.copy()\\nnp.put(y, [0, 5], x[0, :2])\\ny
place                  y = x.copy()\\nnp.place(y, np.eye(4, dtype=bool), x[0])\\ny
copyto                 y = np.zeros((4, 4))\\nnp.copyto(y, x)\\ny
fill_diagonal          y = x.copy()\\nnp.fill_diagonal(y, 0)\\ny
choose                 np.choose([0, 1, 0, 1], [x[0], x[1]])
select                 np.select([np.arange(4) > 1], [x], 0)
extract                np.extract(np.arange(16).reshape(4, 4) % 2 == 0, x)
compress               np.compress([True, False, True, True], x, axis=0)
argwhere               x[tuple(np.argwhere(np.arange(4) > 1).T)]
flatnonzero            x[np.flatnonzero(np.arange(4) > 1)]
trim_zeros             np.trim_zeros(x[0])
sort                   np.sort(x)
partition              np.partition(x, 1)
argpartition           np.argpartition(x, 1)
lexsort                np.lexsort((x[0], x[1]))
unique                 np.unique(x)
bincount               np.bincount(x[0])
histogram              np.histogram(x)
average                np.average(x, axis=0)
median                 np.median(x, axis=0)
percentile             np.percentile(x, 50, axis=0)
quantile               np.quantile(x, 0.5, axis=0)
ptp                    np.ptp(x, axis=0)
nancumsum              np.nancumsum(x, axis=0)
nanmax                 np.nanmax(x, axis=0)
gradient               np.gradient(x, axis=0)
trapezoid              np.trapezoid(x, axis=0)
convolve               np.convolve(x[0], x[1])
correlate              np.correlate(x[0], x[1])
interp                 np.interp(x[0], x[1], x[2])
cov                    np.cov(x)
corrcoef               np.corrcoef(x)
vander                 np.vander(x[0])
tri                    np.tri(4)
identity               np.identity(4)
array_equal            x if np.array_equal(np.arange(3), [0, 1, 2]) else None
sum_method             x.sum(axis=0)
copy                   np.copy(x)
asanyarray             np.asanyarray(x)
asfortranarray         np.asfortranarray(x)
nditer                 [c for c in np.nditer(x)]
ndenumerate            [c for i, c in np.ndenumerate(x)]
ndindex                [x[i] for i in np.ndindex(2, 2)]
flat                   x.flat[3]
piecewise              np.piecewise(x, [x < 0], [0, 1])
vectorize              np.vectorize(lambda t: t)(x)
add.reduce             np.add.reduce(x, axis=0)
add.accumulate         np.add.accumulate(x, axis=0)
add.reduceat           np.add.reduceat(x, [0, 2], axis=0)
add.outer              np.add.outer(x[0], x[1])
add.at                 y = x.copy()\\nnp.add.at(y, [0, 0], 1)\\ny
multi_dot              np.linalg.multi_dot([x, x, x])
norm                   np.linalg.norm(x, axis=1)
inv                    np.linalg.inv(x)
"""
TORCH = """
tril                   x.tril()
tril_indices           x[tuple(torch.tril_indices(4, 4))]
triu_indices           x[tuple(torch.triu_indices(4, 4, offset=1))]
one_hot                F.one_hot(torch.tensor([0, 2]), 4).float() @ x
view_as_complex        torch.view_as_complex(x.view(4, 2, 2))
view_as_real           torch.view_as_real(torch.view_as_complex(x.view(4, 2, 2)))
randperm               torch.randperm(4)
tensor_split           x.tensor_split(torch.tensor([1, 3]), dim=1)
scatter                torch.zeros(4, 4).scatter(1, torch.tensor([[3, 2, 1, 0]]), x)
scatter_               torch.zeros(4, 4).scatter_(1, torch.tensor([[3, 2, 1, 0]]), x)
scatter_add            torch.zeros(4, 4).scatter_add(0, torch.zeros(4, 4, dtype=torch.long), x)
scatter_reduce         torch.zeros(4, 4).scatter_reduce(0, torch.zeros(4, 4, dtype=torch.long), x, 'sum')
index_add              torch.zeros(2, 4).index_add(0, torch.tensor([0, 1, 0, 1]), x)
index_reduce           torch.zeros(2, 4).index_reduce(0, torch.tensor([0, 1, 0, 1]), x, 'prod')
gather                 x.gather(1, torch.tensor([[0, 2], [1, 1]]))
argsort                torch.argsort(torch.tensor([[2, 0, 1], [0, 2, 1]]), dim=1)
argmax                 x.argmax(dim=1)
argmin                 x.argmin(dim=1)
linear                 F.linear(x, x)
addmm                  torch.addmm(x, x, x)
baddbmm                torch.baddbmm(x[None], x[None], x[None])
addbmm                 torch.addbmm(x, x[None], x[None])
addmv                  torch.addmv(x[0], x, x[0])
addr                   torch.addr(x, x[0], x[1])
outer                  torch.outer(x[0], x[1])
ger                    torch.ger(x[0], x[1])
inner                  torch.inner(x, x)
dot                    torch.dot(x[0], x[1])
vdot                   torch.vdot(x[0], x[1])
tensordot              torch.tensordot(x, x, dims=1)
kron                   torch.kron(x, x)
cross                  torch.cross(x[:, :3], x[:, 1:], dim=1)
linalg.cross           torch.linalg.cross(x[:, :3], x[:, 1:])
linalg.vecdot          torch.linalg.vecdot(x, x)
linalg.multi_dot       torch.linalg.multi_dot([x, x, x])
chain_matmul           torch.chain_matmul(x, x)
cumsum                 x.cumsum(dim=1)
cumprod                x.cumprod(dim=1)
cummax                 x.cummax(dim=1)
cummin                 x.cummin(dim=1)
logcumsumexp           x.logcumsumexp(dim=1)
diff                   x.diff(dim=1)
nonzero                x[torch.nonzero(torch.arange(4) > 1).flatten()]
nonzero_tuple          x[torch.nonzero(torch.arange(4) > 1, as_tuple=True)]
argwhere               x[torch.argwhere(torch.arange(4) > 1).flatten()]
where1                 x[torch.where(torch.arange(4) > 1)]
where3                 torch.where(torch.arange(4) > 1, x, torch.zeros(4))
count_nonzero          x.count_nonzero(dim=1)
unravel_index          x[torch.unravel_index(torch.tensor([1, 5]), (4, 4))]
sort                   x.sort(dim=1)
msort                  torch.msort(x)
topk                   x.topk(2)
kthvalue               x.kthvalue(2)
mode                   x.mode()
unique                 x.unique()
unique_consecutive     x.unique_consecutive()
bincount               torch.bincount(x[0])
searchsorted           torch.searchsorted(x[0], x)
bucketize              torch.bucketize(x, x[0])
roll                   x.roll(1, 0)
repeat_interleave_tensor x.repeat_interleave(torch.tensor([1, 2, 0, 1]), dim=0)
vsplit                 x.vsplit(2)
fftshift               torch.fft.fftshift(x)
ifftshift              torch.fft.ifftshift(x, dim=1)
masked_select          x.masked_select(torch.eye(4).bool())
take_along_dim         torch.take_along_dim(x, torch.tensor([[0]]), 1)
index_put_acc          torch.zeros(4).index_put((torch.tensor([0, 0]),), x[0, :2], accumulate=True)
put_acc                torch.zeros(4).put(torch.tensor([0, 0]), x[0, :2], accumulate=True)
linspace               torch.linspace(0, 1, 5)
logspace               torch.logspace(0, 1, 5)
randint                torch.randint(0, 5, (2, 2))
randn_like             torch.randn_like(x)
normal                 torch.normal(0.0, 1.0, (2, 2))
bernoulli              torch.bernoulli(x)
full                   torch.full((2, 2), 3)
empty_strided          torch.empty_strided((2, 2), (2, 1))
vander                 torch.vander(x[0])
renorm                 torch.renorm(x, 2, 0, 1)
norm                   x.norm(dim=1)
linalg.norm            torch.linalg.norm(x, dim=1)
vector_norm            torch.linalg.vector_norm(x, dim=1)
logsumexp              x.logsumexp(dim=1)
aminmax                x.aminmax(dim=1)
var_mean               torch.var_mean(x, dim=1)
std_mean               torch.std_mean(x, dim=1)
nanmedian              x.nanmedian(dim=1)
quantile               x.quantile(0.5, dim=1)
histc                  torch.histc(x)
trapezoid              torch.trapezoid(x, dim=1)
cov                    torch.cov(x)
corrcoef               torch.corrcoef(x)
cdist                  torch.cdist(x, x)
matrix_power           torch.matrix_power(x, 2)
matrix_exp             torch.matrix_exp(x)
baddbmm2               x[None].baddbmm(x[None], x[None])
sum_to_size            x.sum_to_size(1, 4)
unfold                 x.unfold(1, 2, 1)
unsafe_chunk           x.unsafe_chunk(2)
index_copy             x.index_copy(0, torch.tensor([1]), x[:1])
as_strided_scatter     torch.as_strided_scatter(x, x[:2, :2], (2, 2), (4, 1))
tile                   x.tile(2)
dsplit                 x[None].dsplit(2)
swapdims               x.swapdims(0, 1)
conj                   x.conj()
resolve_conj           x.resolve_conj()
squeeze_multiple       x[None].squeeze((0,))
constant_pad_nd        torch.constant_pad_nd(x, (1, 1))
native_channel_shuffle torch.native_channel_shuffle(x[None, None].repeat(1, 2, 1, 1), 2)
narrow_copy            torch.narrow_copy(x, 0, 0, 2)
permute_copy           torch.permute_copy(x, (1, 0))
slice_copy             torch.slice_copy(x, 0, 1)
expand_copy            torch.expand_copy(x, (2, 4, 4))
select_copy            torch.select_copy(x, 0, 1)
unfold_copy            torch.unfold_copy(x, 0, 2, 1)
view_copy              torch.view_copy(x, (16,))
unsqueeze_copy         torch.unsqueeze_copy(x, 0)
split_copy             torch.split_copy(x, 2)
diagonal_copy          torch.diagonal_copy(x)
transpose_copy         torch.transpose_copy(x, 0, 1)
clone                  torch.clone(x)
detach                 torch.detach(x)
asarray                torch.asarray(x)
is_nonzero             x if torch.is_nonzero(torch.tensor(1)) else x
cumulative_trapezoid   torch.cumulative_trapezoid(x)
nn.Unflatten           nn.Unflatten(1, (2, 2))(x)
grid_sample            F.grid_sample(x[None, None], x.view(1, 2, 4, 2))
affine_grid            F.affine_grid(x.view(-1)[:6].view(1, 2, 3), (1, 1, 2, 2))
max_unpool2d           F.max_unpool2d(x[None, None], torch.zeros(1, 1, 4, 4).long(), 2)
normalize              F.normalize(x)
cosine_similarity      F.cosine_similarity(x, x)
pairwise_distance      F.pairwise_distance(x, x)
pdist                  F.pdist(x)
embedding_bag          F.embedding_bag(torch.tensor([[0, 1]]), x)
bilinear               F.bilinear(x, x, x[None])
glu                    F.glu(x)
pad_sequence           nn.utils.rnn.pad_sequence([x, x[:2]], batch_first=True)
flatten_ex             torch.flatten(x)
combinations           torch.combinations(x[0])
split_tensor           x.split([1, 3], 1)
roll_far               x.roll((1, 2), (0, 1))
"""

# What is refused: the numbers in the cells decide it, and x has none.
VALUES_DECIDE = """
    argpartition array_equal bernoulli bincount bucketize choose histc histogram interp
    is_nonzero kthvalue lexsort max_unpool2d mode msort nanmedian nonzero partition percentile piecewise place
    quantile searchsorted select sort trim_zeros unique unique_all unique_consecutive unique_counts
    unique_inverse unique_values
"""
# It computes numbers from those around, or several results at once.
COMPUTES = """
    affine_grid aminmax bilinear cdist convolve corrcoef correlate cosine_similarity cov cumulative_trapezoid
    ediff1d embedding_bag glu gradient inv linalg.matrix_norm linalg.matrix_power matrix_exp
    matrix_power pairwise_distance pdist renorm std_mean trapezoid vander var_mean
"""
# Nobody has written it down yet: it is refused by its name.
NOT_YET = """
    add.accumulate add.at add.outer add.reduce add.reduceat apply_over_axes as_strided_scatter asfortranarray
    constant_pad_nd diagonal_copy empty_strided expand_copy flat narrow_copy native_channel_shuffle
    ndenumerate ndindex nditer normal pad_sequence permute_copy put resolve_conj select_copy
    slice_copy split_copy transpose_copy unfold_copy unsqueeze_copy vectorize view_copy
"""
LEFT = {*VALUES_DECIDE.split(), *COMPUTES.split(), *NOT_YET.split()}


def unknown(table: str, library: str) -> tuple[set[str], int]:
    """The names that are refused, and how many there are in all."""
    rows = [line.split(maxsplit=1) for line in table.strip().splitlines()]
    return {name for name, code in rows if _refused(code.replace("\\n", "\n"), library)}, len(rows)


def _refused(code: str, library: str) -> bool:
    try:
        run(code, {"x": (4, 4)}, {}, DEFAULT_LIMITS, library)
    except PatternError:
        return True
    return False


TABLES = {"standard": (STANDARD, "numpy", 0.8), "numpy": (NUMPY, "numpy", 0.55), "torch": (TORCH, "torch", 0.55)}


@pytest.mark.parametrize("name", TABLES)
def test_what_is_not_known_is_listed_and_why(name: str) -> None:
    table, library, share = TABLES[name]
    found, count = unknown(table, library)
    assert found <= LEFT
    assert count - len(found) >= share * count


def test_nothing_is_listed_that_is_known_everywhere() -> None:
    assert set.union(*(unknown(table, library)[0] for table, library, _ in TABLES.values())) == LEFT
