"""unfold slides windows as torch.nn.functional.unfold does; the judge is a loop over slices of a padded array."""

from importlib import import_module
from itertools import product

import numpy as np
import pytest

from einscope.core.map import NO_SOURCE, IntArray
from einscope.core.operation import Preset
from einscope.core.ops import registry
from tests.core.asking import plan_of, refusal, sources

Numbers = tuple[int, ...]

PRESETS = registry()["unfold"].presets


def reference(x: IntArray, kernel: Numbers, stride: Numbers, padding: Numbers, dilation: Numbers) -> IntArray:
    """Windows of an array with the channels first: every offset in the window is a strided slice."""
    padded = np.pad(x, ((0, 0), (0, 0), *((each, each) for each in padding)), constant_values=NO_SOURCE)
    places = [
        (size - gap * (span - 1) - 1) // step + 1
        for size, span, step, gap in zip(padded.shape[2:], kernel, stride, dilation, strict=True)
    ]
    columns = []
    for channel in range(x.shape[1]):
        for offsets in product(*map(range, kernel)):
            windows = tuple(
                slice(offset * gap, offset * gap + place * step, step)
                for offset, gap, place, step in zip(offsets, dilation, places, stride, strict=True)
            )
            columns.append(padded[:, channel][(slice(None), *windows)].reshape(len(x), -1))
    return np.stack(columns, axis=1)


def numbers(text: str, count: int) -> Numbers:
    found = tuple(int(each) for each in text.split(","))
    return found * (count // len(found))


def assert_agrees(shape: str, *, kernel: str = "2", stride: str = "1", padding: str = "0", dilation: str = "1") -> None:
    values = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    sizes = numbers(shape, len(shape.split(",")))
    x = np.arange(np.prod(sizes)).reshape(sizes)
    first = reference(x, *(numbers(text, len(sizes) - 2) for text in values.values()))
    plan = plan_of("unfold", shape=shape, channels="first", **values)
    np.testing.assert_array_equal(sources(plan), first)

    last = plan_of("unfold", shape=",".join(map(str, (sizes[0], *sizes[2:], sizes[1]))), channels="last", **values)
    moved = np.moveaxis(x, 1, -1).reshape(-1)
    found = sources(last)
    cells = np.where(found < 0, NO_SOURCE, moved[np.maximum(found, 0)])
    np.testing.assert_array_equal(cells, first.transpose(0, 2, 1))


@pytest.mark.parametrize("shape", ["1,1,4,4", "2,3,5,6", "1,2,7", "1,1,3,4,5"])
@pytest.mark.parametrize("padding", ["0", "1", "2"])
@pytest.mark.parametrize("stride", ["1", "2", "3"])
@pytest.mark.parametrize(("kernel", "dilation"), [("1", "1"), ("2", "1"), ("3", "1"), ("2", "2")])
def test_windows_are_the_slices_of_a_padded_array(
    shape: str, kernel: str, stride: str, padding: str, dilation: str
) -> None:
    assert_agrees(shape, kernel=kernel, stride=stride, padding=padding, dilation=dilation)


def test_each_axis_may_have_numbers_of_its_own() -> None:
    assert_agrees("1,2,6,9", kernel="2,3", stride="1,2", padding="0,1", dilation="2,1")


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.title))
def test_every_preset_is_what_torch_does(preset: Preset) -> None:
    values = {name: text for name, text in preset.values.items() if name != "channels"}
    assert_agrees(**values)


@pytest.mark.torch
@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "dilation"), list(product(((1, 1), (2, 3), (3, 2)), (1, 2), (0, 1), (1, 2)))
)
def test_windows_are_those_of_torch(kernel: Numbers, stride: int, padding: int, dilation: int) -> None:
    torch = import_module("torch")
    x = torch.arange(2 * 3 * 7 * 8, dtype=torch.float64).reshape(2, 3, 7, 8) + 1
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    columns = torch.nn.functional.unfold(x, kernel, **options).numpy() - 1  # cells that were filled in are -1
    texts = {name: str(number) for name, number in options.items()}
    plan = plan_of("unfold", shape="2,3,7,8", kernel=f"{kernel[0]},{kernel[1]}", channels="first", **texts)
    np.testing.assert_array_equal(sources(plan), columns)


def test_overlapping_windows_show_one_cell_many_times() -> None:
    found = sources(plan_of("unfold", shape="1,1,3,3", kernel="2", channels="first"))
    assert np.bincount(found.reshape(-1)).tolist() == [1, 2, 1, 2, 4, 2, 1, 2, 1]


def test_windows_in_a_large_tensor_are_found_without_making_it() -> None:
    plan = plan_of("unfold", shape="1,1000000,100000,3", kernel="3", stride="2", channels="last")
    assert plan.maps[0].sources(np.array([27 * (49_999 * 7 + 5)]))[0, 0] == (2 * 7 * 100_000 + 2 * 5) * 3


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"shape": "1,1,2,2", "kernel": "3"}, "window-large", "shape"),
        ({"shape": "2,2"}, "rank-blocks", "shape"),
        ({"shape": "1,1,4,4", "kernel": "0"}, "factor-zero", "kernel"),
        ({"shape": "1,1,4,4", "stride": "0"}, "factor-zero", "stride"),
        ({"shape": "1,1,4,4", "padding": "1,1,1"}, "factor-count", "padding"),
    ],
)
def test_windows_that_do_not_fit_are_refused(values: dict[str, str], code: str, field: str) -> None:
    error = refusal("unfold", channels="first", **values)
    assert (error.code, error.field) == (code, field)
