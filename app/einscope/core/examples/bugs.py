"""Mistakes that shapes hide."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group
from einscope.core.program.question import VOLUME

BUGS = Group(
    "bugs",
    say("Bugs that shapes hide"),
    (
        Example(
            say("A slice written twice"),
            say("A 3-D patch merging repeats two slices: 16 of 64 cells are dropped and 16 appear twice."),
            "program",
            {"code": VOLUME, "shape": "x:4,4,4"},
            also=("checkerboard", "monai", "duplicate slice"),
        ),
        Example(
            say("A reshape where a transpose was meant"),
            say("The shape is right, but the picture is not: rows of the image are torn apart."),
            "rearrange",
            {"pattern": "h w -> w h", "shape": "3,4"},
            other={"pattern": "(h w) -> h w", "shape": "12", "sizes": "h=4"},
            also=("view", "permute", "contiguous"),
        ),
        Example(
            say("repeat vs. repeat_interleave"),
            say("repeat means opposite things on torch tensors and on numpy arrays."),
            "repeat",
            {"pattern": "a -> (a r)", "shape": "4", "sizes": "r=3"},
            other={"pattern": "a -> (r a)", "shape": "4", "sizes": "r=3"},
            also=("tile", "GQA", "repeat_kv", "grouped-query attention"),
        ),
        Example(
            say("Heads joined the wrong way"),
            say("Depth before heads: the next linear layer reads the channels of all heads interleaved."),
            "rearrange",
            {"pattern": "b h n d -> b n (h d)", "shape": "1,2,3,3"},
            other={"pattern": "b h n d -> b n (d h)", "shape": "1,2,3,3"},
        ),
        Example(
            say("Image channels read as rows"),
            say("A view from channels last to channels first moves nothing: every plane mixes three channels."),
            "rearrange",
            {"pattern": "b h w c -> b c h w", "shape": "1,2,2,3"},
            other={"pattern": "b (h w c) -> b h w c", "shape": "1,12", "sizes": "h=3,w=2"},
            also=("NHWC", "NCHW", "view"),
        ),
    ),
)
