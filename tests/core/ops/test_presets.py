import numpy as np
import pytest

from einscope.core.map import IntArray
from einscope.core.operation import Preset
from einscope.core.ops import registry
from tests.core.asking import plan_of, sources
from tests.core.ops.block_references import REFERENCES

PRESETS = [
    pytest.param(operation.name, preset, id=str(preset.title))
    for operation in (registry()["merge"], registry()["expand"])  # the others' are held against einops and numpy
    for preset in operation.presets
]


def cells(shape: str) -> IntArray:
    sizes = [int(size) for size in shape.split(",")]
    return np.arange(np.prod(sizes)).reshape(sizes)


@pytest.mark.parametrize(("operation", "preset"), PRESETS)
def test_every_preset_is_what_its_name_says(operation: str, preset: Preset) -> None:
    plan = plan_of(operation, **preset.values)
    np.testing.assert_array_equal(sources(plan), REFERENCES[str(preset.title)](cells(preset.values["shape"])))


@pytest.mark.parametrize(
    ("title", "shape"),
    [
        ("Swin / VMamba merge", "2,6,8,3"),
        ("Swin / VMamba merge", "2,5,7,3"),
        ("Swin / VMamba merge", "1,1,1,2"),
        ("VM-UNet merge (crop)", "2,6,8,3"),
        ("VM-UNet merge (crop)", "2,7,4,3"),
        ("VM-UNet merge (crop)", "1,2,1,3"),
        ("Aurora merge", "2,5,6,3"),
        ("PixelUnshuffle", "2,3,4,6"),
        ("YOLOv5 Focus", "2,3,6,4"),
        ("ONNX SpaceToDepth", "2,3,4,6"),
        ("Swin-Unet / VM-UNet expand", "2,3,4,12"),
        ("Inverse of Swin merge", "2,3,4,12"),
        ("PixelShuffle", "2,12,3,4"),
        ("ONNX DepthToSpace (DCR)", "2,12,3,4"),
        ("Open-Sora PixelShuffle 3-D", "2,16,2,3,4"),
    ],
)
def test_the_convention_of_a_preset_holds_for_other_shapes(title: str, shape: str) -> None:
    [(operation, values)] = [
        (operation.name, preset.values)
        for operation in registry().values()
        for preset in operation.presets
        if str(preset.title) == title
    ]
    plan = plan_of(operation, **{**values, "shape": shape})
    np.testing.assert_array_equal(sources(plan), REFERENCES[title](cells(shape)))
