"""The first things that one meets."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

FIRST_STEPS = Group(
    "first-steps",
    say("First steps"),
    (
        Example(
            say("Transpose"),
            say("Rows become columns: the same cells, read the other way round."),
            "rearrange",
            {"pattern": "h w -> w h", "shape": "3,4"},
            also=("permute", "swapaxes", "matrix transpose", "转置"),
        ),
        Example(
            say("Channels first"),
            say("From image layout to layer layout: channels move to the front, one plane each."),
            "rearrange",
            {"pattern": "b h w c -> b c h w", "shape": "1,3,3,3"},
            also=("NHWC", "NCHW", "to_tensor", "permute", "通道在前"),
        ),
        Example(
            say("Flatten"),
            say("Nothing moves: joining neighbouring axes only changes the shape."),
            "rearrange",
            {"pattern": "b c h w -> b (c h w)", "shape": "1,2,3,3"},
            also=("view", "reshape", "ravel", "展平"),
        ),
        Example(
            say("Batch as a row of images"),
            say("The images of a batch side by side: batch and width become one axis."),
            "rearrange",
            {"pattern": "b h w c -> h (b w) c", "shape": "3,3,3,1"},
            also=("mosaic", "montage", "image grid", "make_grid", "拼图"),
        ),
        Example(
            say("Mean over channels"),
            say("An axis missing on the right is reduced to one cell."),
            "reduce",
            {"pattern": "h w c -> h w", "shape": "3,3,3", "reduction": "mean"},
            also=("grayscale", "pooling", "灰度"),
        ),
        Example(
            say("Nearest upsampling"),
            say("Every cell becomes a 2×2 block of copies."),
            "repeat",
            {"pattern": "h w -> (h 2) (w 2)", "shape": "3,3"},
            also=("interpolate", "upsample", "nearest neighbour", "上采样"),
        ),
    ),
)
