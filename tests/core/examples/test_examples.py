"""Every example does what its sentence says: numpy does the same by other means, and the counts are counted."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from einscope.core.examples import GROUPS, Example
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import NO_SOURCE, window
from einscope.core.ops import registry
from einscope.core.plan import Plan
from einscope.core.program.question import asked

Array = np.ndarray[Any, Any]
EXAMPLES = {str(each.title): each for group in GROUPS for each in group.examples}
LIMITS = DEFAULT_LIMITS


def plan(example: Example, other: bool = False) -> Plan:
    texts = example.other if other and example.other is not None else example.texts
    return registry()[example.op].read(texts, LIMITS).plan(LIMITS)


def sources(made: Plan) -> Array:
    """Source of every output cell, in the output's shape."""
    return window(made.maps[0], 0, made.output.cells).reshape(*made.output.shape, -1)


def cells(made: Plan) -> Array:
    shape = made.inputs[0].shape
    return np.arange(made.inputs[0].cells).reshape(shape)


def blocks(x: Array, order: str) -> Array:
    """Strided slices, stacked: of an image with channels last, by loops over the offsets."""
    offsets = [(p, q) for p in (0, 1) for q in (0, 1)] if order == "row" else [(p, q) for q in (0, 1) for p in (0, 1)]
    return np.concatenate([x[:, p::2, q::2] for p, q in offsets], axis=-1)


def unblocked(x: Array) -> Array:
    """Patch expanding by assignment into strided slices."""
    b, h, w, c = x.shape
    y = np.empty((b, 2 * h, 2 * w, c // 4), dtype=x.dtype)
    for block in range(4):
        y[:, block // 2 :: 2, block % 2 :: 2] = x[..., block * c // 4 : (block + 1) * c // 4]
    return y


def last(x: Array) -> Array:
    return np.moveaxis(x, 1, -1)


def first(x: Array) -> Array:
    return np.moveaxis(x, -1, 1)


def unshuffled(x: Array) -> Array:
    b, c, h, w = x.shape
    y = np.empty((b, 4 * c, h // 2, w // 2), dtype=x.dtype)
    for channel in range(4 * c):
        offset = channel % 4
        y[:, channel] = x[:, channel // 4, offset // 2 :: 2, offset % 2 :: 2]
    return y


def shuffled(x: Array) -> Array:
    b, c, h, w = x.shape
    y = np.empty((b, c // 4, 2 * h, 2 * w), dtype=x.dtype)
    for channel in range(c):
        offset = channel % 4
        y[:, channel // 4, offset // 2 :: 2, offset % 2 :: 2] = x[:, channel]
    return y


def cubes(x: Array) -> Array:
    b, c, t, h, w = x.shape
    y = np.empty((b, c // 8, 2 * t, 2 * h, 2 * w), dtype=x.dtype)
    for channel in range(c):
        i, j, k = channel % 8 // 4, channel % 4 // 2, channel % 2
        y[:, channel // 8, i::2, j::2, k::2] = x[:, channel]
    return y


def patches(x: Array) -> Array:
    """Tokens of 2×2 patches of an image with channels first, channels fastest in each."""
    _, _, h, w = x.shape
    tokens = [x[0, :, i : i + 2, j : j + 2].transpose(1, 2, 0).ravel() for i in range(0, h, 2) for j in range(0, w, 2)]
    return np.stack(tokens)[None]


def unpatched(x: Array) -> Array:
    y = np.empty((1, 3, 4, 4), dtype=x.dtype)
    for token in range(4):
        i, j = 2 * (token // 2), 2 * (token % 2)
        y[0, :, i : i + 2, j : j + 2] = x[0, token].reshape(2, 2, 3).transpose(2, 0, 1)
    return y


def windows(x: Array) -> Array:
    return np.stack([x[0, i : i + 2, j : j + 2] for i in (0, 2) for j in (0, 2)])


def grids(x: Array) -> Array:
    return np.stack([x[0, i::2, j::2] for i in (0, 1) for j in (0, 1)])


def heads(x: Array) -> Array:
    return np.stack(np.split(x, 2, axis=-1), axis=1)


def unfolded(x: Array, kernel: int, stride: int = 1, dilation: int = 1) -> Array:
    _, _, h, w = x.shape
    span = dilation * (kernel - 1) + 1
    places = [(i, j) for i in range(0, h - span + 1, stride) for j in range(0, w - span + 1, stride)]
    columns = [x[0, :, i : i + span : dilation, j : j + span : dilation].ravel() for i, j in places]
    return np.stack(columns, axis=-1)[None]


# What the output holds, from an input that holds its own flat positions; where cells meet, a last axis lists them.
REFERENCES: dict[str, Callable[[Array], Array]] = {
    "Transpose": lambda x: x.T,
    "Channels first": first,
    "Flatten": lambda x: x.reshape(1, -1),
    "Batch as a row of images": lambda x: np.concatenate(list(x), axis=1),
    "Mean over channels": lambda x: x,
    "Nearest upsampling": lambda x: np.kron(x, np.ones((2, 2), dtype=int)),
    "Patch merging in Swin and VMamba": lambda x: blocks(x, "column"),
    "Patch merging in Aurora": lambda x: blocks(x, "row"),
    "VM-UNet crops odd sizes": lambda x: blocks(x[:, :4, :4], "column"),
    "Swin and VMamba pad odd sizes": lambda x: blocks(
        np.pad(x, ((0, 0), (0, 1), (0, 1), (0, 0)), constant_values=NO_SOURCE), "column"
    ),
    "Patch expanding in Swin-Unet and VM-UNet": unblocked,
    "Row by row vs. column by column": unblocked,
    "Merge, then the usual expand": lambda x: unblocked(blocks(x, "column")),
    "Round trip vs. one that fits": lambda x: unblocked(blocks(x, "column")),
    "Patchify": patches,
    "DiT unpatchify": unpatched,
    "Focus of YOLOv5": lambda x: first(blocks(last(x), "column")),
    "Focus vs. Contract": lambda x: first(blocks(last(x), "column")),
    "PixelUnshuffle": unshuffled,
    "PixelShuffle, CRD": shuffled,
    "PixelShuffle vs. DCR": shuffled,
    "PixelShuffle in three dimensions": cubes,
    "Window partition": windows,
    "MaxViT grid partition": grids,
    "Window vs. grid": windows,
    "Split into heads": heads,
    "Join heads": lambda x: np.concatenate(list(x[0]), axis=-1)[None],
    "Query, key and value": lambda x: np.stack([heads(part) for part in np.split(x, 3, axis=-1)]),
    "Channel shuffle": lambda x: x[:, [0, 3, 1, 4, 2, 5]],
    "Matrix product": lambda x: np.stack([x, x], axis=1),
    "Attention scores": lambda x: np.stack([x] * 3, axis=2),
    "Diagonal": np.diagonal,
    "Outer product": lambda x: np.stack([x] * 4, axis=1),
    "Unfold, overlapping": lambda x: unfolded(x, 3),
    "Unfold in the order of a strided convolution": lambda x: unfolded(x, 2, stride=2),
    "Dilated windows": lambda x: unfolded(x, 2, dilation=2),
    "A reshape where a transpose was meant": lambda x: x.T,
    "repeat vs. repeat_interleave": lambda x: np.repeat(x, 3),
    "Heads joined the wrong way": lambda x: np.concatenate(list(x[0]), axis=-1)[None],
    "Image channels read as rows": first,
}
# The second of a pair, likewise.
OTHERS: dict[str, Callable[[Array], Array]] = {
    "Row by row vs. column by column": lambda x: unblocked(x[..., [0, 2, 1, 3]]),
    "Round trip vs. one that fits": lambda x: unblocked(blocks(x, "row")),
    "Focus vs. Contract": lambda x: first(blocks(last(x), "row")),
    "PixelShuffle vs. DCR": lambda x: first(unblocked(last(x))),
    "Window vs. grid": grids,
    "A reshape where a transpose was meant": lambda x: x.reshape(4, 3),
    "repeat vs. repeat_interleave": lambda x: np.tile(x, 3),
    "Heads joined the wrong way": lambda x: np.stack(list(x[0]), axis=-1).reshape(1, 3, 6),
    "Image channels read as rows": lambda x: x.reshape(1, 3, 2, 2),
}
PROGRAMS: dict[str, Callable[[Array], Array]] = {
    "Cyclic shift": lambda x: x[:, [1, 2, 3, 0]][:, :, [1, 2, 3, 0]],
    "VMamba cross-scan": lambda x: np.stack(
        [x[0].reshape(1, -1), x[0].swapaxes(1, 2).reshape(1, -1), x[0].reshape(1, -1)[:, ::-1],
         x[0].swapaxes(1, 2).reshape(1, -1)[:, ::-1]]
    )[None],
    "A slice written twice": lambda x: np.stack(
        [x[a::2, b::2, c::2] for a, b, c in
         [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (0, 1, 0), (0, 0, 1), (1, 1, 1)]], axis=-1
    ),
}  # fmt: skip


def test_there_are_more_than_thirty_in_eight_groups() -> None:
    assert len(GROUPS) == 8
    assert len(EXAMPLES) == sum(len(group.examples) for group in GROUPS) >= 30


def test_every_example_has_a_reference() -> None:
    assert REFERENCES.keys() | PROGRAMS.keys() == EXAMPLES.keys()
    assert OTHERS.keys() == {title for title, each in EXAMPLES.items() if each.other is not None}


@pytest.mark.parametrize("title", REFERENCES)
def test_numpy_does_the_same(title: str) -> None:
    made = plan(EXAMPLES[title])
    found = sources(made)
    wanted = REFERENCES[title](cells(made))
    assert made.output.shape == (wanted.shape if found.shape[-1] == 1 else wanted.shape[:-1])
    np.testing.assert_array_equal(found.reshape(wanted.shape), wanted)


@pytest.mark.parametrize("title", OTHERS)
def test_numpy_does_the_same_as_the_other_of_a_pair(title: str) -> None:
    example = EXAMPLES[title]
    made = plan(example, other=True)
    np.testing.assert_array_equal(
        sources(made)[..., 0], OTHERS[title](cells(made).reshape(plan(example).inputs[0].shape))
    )
    assert made.output.shape == plan(example).output.shape


@pytest.mark.parametrize("title", PROGRAMS)
def test_numpy_does_the_same_as_a_program(title: str) -> None:
    ran = asked(EXAMPLES[title].texts, LIMITS).run(LIMITS)
    (shape,) = asked(EXAMPLES[title].texts, LIMITS).shapes.values()
    wanted = PROGRAMS[title](np.arange(int(np.prod(shape))).reshape(shape))
    assert ran.output.shape == wanted.shape
    found = ran.output.map.sources(np.arange(wanted.size))
    np.testing.assert_array_equal(np.asarray(found).reshape(wanted.shape), wanted)


@pytest.mark.parametrize(
    ("title", "dropped", "padded"),
    [("VM-UNet crops odd sizes", 9, 0), ("Swin and VMamba pad odd sizes", 0, 11)],
)
def test_the_numbers_in_sentences_are_counted(title: str, dropped: int, padded: int) -> None:
    made = plan(EXAMPLES[title])
    found = sources(made).ravel()
    assert made.inputs[0].cells - len(np.unique(found[found >= 0])) == dropped
    assert np.count_nonzero(found == NO_SOURCE) == padded
    assert str(dropped or padded) in str(EXAMPLES[title].sentence)


def test_the_usual_round_trip_misplaces_sixteen_of_thirty_two() -> None:
    made = plan(EXAMPLES["Merge, then the usual expand"])
    assert np.count_nonzero(sources(made).ravel() != np.arange(32)) == 16


def test_the_slice_bug_drops_sixteen_and_doubles_sixteen() -> None:
    wanted = PROGRAMS["A slice written twice"](np.arange(64).reshape(4, 4, 4))
    numbers, counts = np.unique(wanted, return_counts=True)
    assert 64 - len(numbers) == 16
    assert int(np.count_nonzero(counts == 2)) == 16


def test_half_of_the_cells_end_elsewhere() -> None:
    example = EXAMPLES["Row by row vs. column by column"]
    assert np.count_nonzero(sources(plan(example)) != sources(plan(example, other=True))) == 8


def test_a_middle_cell_is_in_four_windows() -> None:
    _, counts = np.unique(sources(plan(EXAMPLES["Unfold, overlapping"])), return_counts=True)
    assert max(counts) == 4
