"""Sliding windows."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

SLIDING = Group(
    "sliding",
    say("Sliding windows"),
    (
        Example(
            say("Unfold, overlapping"),
            say("Every position of a 3×3 window becomes a column; cells in the middle are in four of them."),
            "unfold",
            {"shape": "1,1,4,4", "kernel": "3", "channels": "first"},
            also=("im2col", "滑动窗口"),
        ),
        Example(
            say("Unfold in the order of a strided convolution"),
            say("Without overlap, it is patchify with channels slowest: the order in which a convolution reads."),
            "unfold",
            {"shape": "1,2,4,4", "kernel": "2", "stride": "2", "channels": "first"},
        ),
        Example(
            say("Dilated windows"),
            say("Neighbours in a window are two cells apart."),
            "unfold",
            {"shape": "1,1,5,5", "kernel": "2", "dilation": "2", "channels": "first"},
        ),
    ),
)
