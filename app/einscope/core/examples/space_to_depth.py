"""Three channel orders for the same 2×2 gather."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

_IMAGE = {"shape": "1,2,4,4", "channels": "first"}
_DEEP = {"shape": "1,8,2,2", "channels": "first"}

SPACE_TO_DEPTH = Group(
    "space-to-depth",
    say("Space to depth"),
    (
        Example(
            say("Focus of YOLOv5"),
            say("Column offset slowest, as in Swin."),
            "merge",
            {**_IMAGE, "order": "p2 p1 c"},
            also=("SpaceToDepth", "yolo"),
        ),
        Example(
            say("Focus vs. Contract"),
            say("Same shapes, different weights: channel blocks 1 and 2 are swapped."),
            "merge",
            {**_IMAGE, "order": "p2 p1 c"},
            other={**_IMAGE, "order": "p1 p2 c"},
        ),
        Example(
            say("PixelUnshuffle"),
            say("Channels slowest: each channel keeps its four offsets together."),
            "merge",
            {**_IMAGE, "order": "c p1 p2"},
            also=("pixel unshuffle", "space_to_depth"),
        ),
        Example(
            say("PixelUnshuffle vs. SpaceToDepth"),
            say(
                "torch puts a channel's offsets together, ONNX by default an offset's channels: 24 of 32 cells differ."
            ),
            "merge",
            {**_IMAGE, "order": "c p1 p2"},
            other={**_IMAGE, "order": "p1 p2 c"},
            also=("pixel unshuffle", "space_to_depth", "CRD", "DCR", "ONNX", "TensorFlow", "export"),
        ),
        Example(
            say("PixelShuffle, CRD"),
            say("Four neighbouring channels become one block."),
            "expand",
            {**_DEEP, "order": "c p1 p2"},
            also=("pixel shuffle", "depth_to_space", "sub-pixel", "像素重组"),
        ),
        Example(
            say("PixelShuffle vs. DCR"),
            say("ONNX has two modes of DepthToSpace; they differ only in the order of the channels."),
            "expand",
            {**_DEEP, "order": "c p1 p2"},
            other={**_DEEP, "order": "p1 p2 c"},
        ),
        Example(
            say("PixelShuffle in three dimensions"),
            say("Eight channels become a cube in time and space, as in Open-Sora."),
            "expand",
            {"shape": "1,8,2,2,2", "channels": "first", "order": "c p1 p2 p3"},
        ),
    ),
)
