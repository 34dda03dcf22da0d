"""Every example does what its sentence says: numpy does the same by other means, and the counts are counted."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from einscope.core.examples import GROUPS, Example
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.map import NO_SOURCE, window
from einscope.core.ops import registry
from einscope.core.plan import Plan
from einscope.core.program.question import asked
from einscope.core.program.run.result import Program

Array = np.ndarray[Any, Any]
EXAMPLES = {str(each.title): each for group in GROUPS for each in group.examples}
LIMITS = DEFAULT_LIMITS


def plan(example: Example, other: bool = False) -> Plan:
    texts = example.other if other and example.other is not None else example.texts
    return registry()[example.op].read(texts, LIMITS).plan(LIMITS)


def sources(made: Plan) -> Array:
    """Source of every output cell, in the output's shape."""
    return window(made.maps[0], 0, made.output.cells).reshape(*made.output.shape, -1)


def ran(example: Example, other: bool = False) -> Program:
    texts = example.other if other and example.other is not None else example.texts
    return asked(texts, LIMITS).run(LIMITS)


def terms(example: Example, other: bool = False) -> Array:
    """Sources of every output cell of an operation or a program, in order, a row for each cell."""
    if example.op != "program":
        found = sources(plan(example, other))
        return np.sort(found.reshape(-1, found.shape[-1]))
    output = ran(example, other).output
    found = np.asarray(output.map.sources(np.arange(int(np.prod(output.shape)))))
    return np.sort(found)


def differing(example: Example) -> tuple[int, int]:
    """How many cells of a pair are made of other cells, and of how many."""
    one, other = terms(example), terms(example, other=True)
    width = max(one.shape[1], other.shape[1])
    one, other = (
        np.pad(each, ((0, 0), (width - each.shape[1], 0)), constant_values=NO_SOURCE) for each in (one, other)
    )
    return int(np.count_nonzero((np.sort(one) != np.sort(other)).any(axis=1))), len(one)


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


def triple(x: Array) -> Array:
    """Queries, keys and values of two heads, all of a head together."""
    b, n, _ = x.shape
    y = np.empty((3, b, 2, n, 2), dtype=x.dtype)
    for head in range(2):
        for which in range(3):
            y[which, :, head] = x[..., head * 6 + which * 2 : head * 6 + which * 2 + 2]
    return y


def frames(x: Array, ordered: Callable[[int, int], tuple[int, int]]) -> Array:
    """Tokens of two frames: a patch of 2×2 pixels of each, frame by frame; the patch of a token is told."""
    tokens = []
    for token in range(8):
        row, column = ordered(token // 4, token % 4)
        tokens.append(x[:, 0, 2 * row : 2 * row + 2, 2 * column : 2 * column + 2].ravel())
    return np.stack(tokens)


def tubes(x: Array, rows_first: bool) -> Array:
    """Tokens of 2×2×2 cells of a video of one channel."""
    tokens = [x[0, 0, :, i : i + 2, j : j + 2] for i in (0, 2) for j in (0, 2)]
    return np.stack([(np.moveaxis(each, 0, -1) if rows_first else each).ravel() for each in tokens])[None]


def unpacked(x: Array, channels_first: bool) -> Array:
    """An image of two channels from four tokens of 2×2 cells each."""
    y = np.empty((1, 2, 4, 4), dtype=x.dtype)
    for token in range(4):
        i, j = 2 * (token // 2), 2 * (token % 2)
        cells = x[0, token].reshape(2, 2, 2)
        y[0, :, i : i + 2, j : j + 2] = cells if channels_first else np.moveaxis(cells, -1, 0)
    return y


def placed(x: Array, by_rows: bool) -> Array:
    """An image of 2×3 patches of 2×2 cells, which come by rows or by columns."""
    y = np.empty((1, 1, 4, 6), dtype=x.dtype)
    for token in range(6):
        row, column = divmod(token, 3) if by_rows else divmod(token, 2)[::-1]
        y[0, 0, 2 * row : 2 * row + 2, 2 * column : 2 * column + 2] = x[0, token].reshape(2, 2)
    return y


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
    "PixelUnshuffle vs. SpaceToDepth": unshuffled,
    "PixelShuffle, CRD": shuffled,
    "PixelShuffle vs. DCR": shuffled,
    "PixelShuffle in three dimensions": cubes,
    "Merge blocks of Qwen2-VL": lambda x: frames(x, lambda block, at: (at // 2, 2 * block + at % 2)),
    "Merge blocks vs. row by row": lambda x: frames(x, lambda block, at: (at // 2, 2 * block + at % 2)),
    "Tubes of a video: ViT-3D vs. VideoMAE": lambda x: tubes(x, rows_first=True),
    "Flux packs latents": lambda x: np.stack([x[0, :, i : i + 2, j : j + 2].ravel() for i in (0, 2) for j in (0, 2)])[
        None
    ],
    "Unpacking latents: Flux vs. Wan": lambda x: unpacked(x, channels_first=True),
    "Window partition": windows,
    "MaxViT grid partition": grids,
    "Window vs. grid": windows,
    "Split into heads": heads,
    "Join heads": lambda x: np.concatenate(list(x[0]), axis=-1)[None],
    "Query, key and value": lambda x: np.stack([heads(part) for part in np.split(x, 3, axis=-1)]),
    "Queries, keys and values: stacked vs. per head": lambda x: np.stack(
        [heads(part) for part in np.split(x, 3, axis=-1)]
    ),
    "repeat_kv vs. tile": lambda x: np.repeat(x, 2, axis=1),
    "Rotary pairs: halves vs. neighbours": lambda x: np.stack([x[..., :4], x[..., 4:]], axis=-1),
    "Llama's weights for rotary halves": lambda x: x[[0, 2, 1, 3, 4, 6, 5, 7]],
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
    "Unpatchify with height and width exchanged": lambda x: placed(x, by_rows=True),
    "Tokens pooled without Hiera's unroll": lambda x: windows(x.reshape(1, 4, 4)).reshape(1, 4, 1, 4),
    "MaxViT's grid put back as windows": lambda x: x,
}
# The second of a pair, likewise.
OTHERS: dict[str, Callable[[Array], Array]] = {
    "Row by row vs. column by column": lambda x: unblocked(x[..., [0, 2, 1, 3]]),
    "Round trip vs. one that fits": lambda x: unblocked(blocks(x, "row")),
    "Focus vs. Contract": lambda x: first(blocks(last(x), "row")),
    "PixelShuffle vs. DCR": lambda x: first(unblocked(last(x))),
    "PixelUnshuffle vs. SpaceToDepth": lambda x: first(blocks(last(x), "row")),
    "Merge blocks vs. row by row": lambda x: frames(x, lambda row, column: (row, column)),
    "Tubes of a video: ViT-3D vs. VideoMAE": lambda x: tubes(x, rows_first=False),
    "Unpacking latents: Flux vs. Wan": lambda x: unpacked(x, channels_first=False),
    "Window vs. grid": grids,
    "Queries, keys and values: stacked vs. per head": triple,
    "repeat_kv vs. tile": lambda x: np.tile(x, (1, 2, 1, 1)),
    "Rotary pairs: halves vs. neighbours": lambda x: x.reshape(1, 1, 4, 2),
    "A reshape where a transpose was meant": lambda x: x.reshape(4, 3),
    "repeat vs. repeat_interleave": lambda x: np.tile(x, 3),
    "Heads joined the wrong way": lambda x: np.stack(list(x[0]), axis=-1).reshape(1, 3, 6),
    "Image channels read as rows": lambda x: x.reshape(1, 3, 2, 2),
    "Unpatchify with height and width exchanged": lambda x: placed(x, by_rows=False),
    "Tokens pooled without Hiera's unroll": lambda x: x.reshape(1, 4, 4).swapaxes(1, 2)[..., None, :],
    "MaxViT's grid put back as windows": lambda x: x[:, [0, 2, 1, 3]][:, :, [0, 2, 1, 3]],
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


TORCH = [title for title, each in EXAMPLES.items() if each.op == "program"]
NUMBERS = re.compile(r"(\d+) of (\d+) cells")


def test_there_are_more_than_fifty_in_ten_groups() -> None:
    assert len(GROUPS) == 10
    assert len(EXAMPLES) == sum(len(group.examples) for group in GROUPS) > 50


def test_every_example_has_a_judge() -> None:
    assert {*REFERENCES, *TORCH} == EXAMPLES.keys()
    assert {*PROGRAMS} <= {*TORCH}
    assert {*OTHERS} == {title for title, each in EXAMPLES.items() if each.other is not None and title not in TORCH}


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
    wanted = OTHERS[title](cells(made).reshape(plan(example).inputs[0].shape))
    np.testing.assert_array_equal(sources(made).reshape(wanted.shape), wanted)
    assert made.output.shape == plan(example).output.shape


@pytest.mark.parametrize("title", PROGRAMS)
def test_numpy_does_the_same_as_a_program(title: str) -> None:
    ran = asked(EXAMPLES[title].texts, LIMITS).run(LIMITS)
    (shape,) = asked(EXAMPLES[title].texts, LIMITS).shapes.values()
    wanted = PROGRAMS[title](np.arange(int(np.prod(shape))).reshape(shape))
    assert ran.output.shape == wanted.shape
    found = ran.output.map.sources(np.arange(wanted.size))
    np.testing.assert_array_equal(np.asarray(found).reshape(wanted.shape), wanted)


@pytest.mark.torch
@pytest.mark.parametrize("title", TORCH)
@pytest.mark.parametrize("other", [False, True])
def test_torch_does_the_same_as_a_program(title: str, other: bool) -> None:
    """Cells that are added are added; a sign does not say where a cell is from."""
    example = EXAMPLES[title]
    texts = example.other if other and example.other is not None else example.texts
    (shape,) = asked(texts, LIMITS).shapes.values()
    torch = import_module("torch")
    numbers = 1 + torch.arange(int(np.prod(shape)), dtype=torch.float64)
    names: dict[str, Any] = {"torch": torch, "F": torch.nn.functional, "x": numbers.reshape(shape)}
    exec(texts["code"], names)
    result = names.get("y", names["x"])
    found = terms(example, other)
    wanted = np.where(found == NO_SOURCE, 0, 1 + found).sum(axis=1)
    np.testing.assert_array_equal(np.abs(result.numpy()).ravel(), wanted)
    assert ran(example, other).output.shape == tuple(result.shape)


@pytest.mark.parametrize("title", [title for title, each in EXAMPLES.items() if each.other is not None])
def test_the_two_of_a_pair_differ_in_as_many_cells_as_is_said(title: str) -> None:
    count, total = differing(EXAMPLES[title])
    assert count > 0
    for said in NUMBERS.findall(str(EXAMPLES[title].sentence)):
        assert said == (str(count), str(total))


def test_numbers_that_are_not_of_a_pair_are_counted_below() -> None:
    counted = {"A slice written twice", "Merge, then the usual expand", *ODD}
    assert {
        title for title, each in EXAMPLES.items() if NUMBERS.search(str(each.sentence)) and not each.other
    } == counted


ODD = {"VM-UNet crops odd sizes": (9, 0), "Swin and VMamba pad odd sizes": (0, 11)}


def test_all_eight_cells_meet_another_partner() -> None:
    assert differing(EXAMPLES["rotate_half on pairs of neighbours"]) == (8, 8)


def test_no_rotary_pair_of_halves_is_one_of_neighbours() -> None:
    example = EXAMPLES["Rotary pairs: halves vs. neighbours"]
    halves, neighbours = (terms(example, other).reshape(-1, 2).tolist() for other in (False, True))
    assert not {*map(tuple, halves)} & {*map(tuple, neighbours)}


def test_thirds_make_keys_of_the_last_queries() -> None:
    keys, queries = (terms(EXAMPLES["chunk(3) under grouped queries"], other).ravel() % 12 for other in (False, True))
    assert {*keys} == {8, 9}  # behind four heads of two queries each
    assert {*queries} == {4, 5}


def test_the_even_rows_of_each_head_go_first() -> None:
    rows = sources(plan(EXAMPLES["Llama's weights for rotary halves"]))[:, 0, 0] // 2
    for head in (0, 1):
        assert [row % 2 for row in rows[4 * head : 4 * head + 4]] == [0, 0, 1, 1]


@pytest.mark.parametrize(("other", "rows", "columns"), [(False, 2, 2), (True, 1, 4)])
def test_four_tokens_that_follow_each_other_are_a_block_or_a_strip(other: bool, rows: int, columns: int) -> None:
    found = sources(plan(EXAMPLES["Merge blocks vs. row by row"], other))[..., 0]
    for joined in found.reshape(2, -1):  # what the merger sees as one
        assert len({*(joined % 32 // 8 // 2)}) == rows
        assert len({*(joined % 8 // 2)}) == columns


def test_unsorted_tokens_are_pooled_by_columns() -> None:
    assert terms(EXAMPLES["Tokens pooled without Hiera's unroll"], other=True).tolist() == [
        [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15]
    ]  # fmt: skip


@pytest.mark.parametrize("title", ODD)
def test_the_numbers_in_sentences_are_counted(title: str) -> None:
    dropped, padded = ODD[title]
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
