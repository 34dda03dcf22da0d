"""Sizes of axes, shapes of tensors, and whether they fit together."""

from einscope.core.errors import say
from einscope.web.problems.table.explained import Ask, Explained, Group

_SPLIT = {"pattern": "(a b) c -> a b c", "shape": "4,4"}
_SWAP = "h w -> w h"
_FLAT = {"pattern": "h w -> w h"}
_MANY = ",".join(["1"] * 33)

SIZES = Group(
    "sizes",
    say("Sizes and shapes"),
    (
        Explained(
            "cells-unlike",
            say("From a shape to a shape, one number of cells is a multiple of the other, or nothing leads there."),
            Ask("/api/v1/between", {"from": "2,3", "to": "2,2"}),
        ),
        Explained(
            "shape-empty",
            say("A shape with a size of 0 has no cells, so nothing could move."),
            Ask("/api/v1/between", {"from": "2,0", "to": "2"}),
            {"from": "2,1"},
        ),
        Explained(
            "size-unknown",
            say("An axis that is split, or new, has a size that the shape alone does not tell."),
            Ask("rearrange", _SPLIT),
        ),
        Explained(
            "size-indivisible",
            say("The parts of an axis multiply to its size. What does not divide it cannot be one of its parts."),
            Ask("rearrange", {**_SPLIT, "sizes": "a=3"}),
        ),
        Explained(
            "size-mismatch",
            say("Two sizes of the same axis differ: those given by hand, in the pattern, or in the shapes."),
            Ask("rearrange", {**_SPLIT, "sizes": "a=1,b=2"}),
        ),
        Explained(
            "unit-mismatch",
            say("1 in a pattern stands for an axis of size 1. This axis is longer, so it needs a name."),
            Ask("rearrange", {"pattern": "h 1 -> h", "shape": "2,3"}),
            {"pattern": "h w -> h w"},
        ),
        Explained(
            "size-zero",
            say("No number of parts of size 0 makes an axis that has cells."),
            Ask("rearrange", {**_SPLIT, "sizes": "a=0"}),
        ),
        Explained(
            "size-unused",
            say("A size is given for a name that the pattern does not use, often a misspelling."),
            Ask("rearrange", {"pattern": _SWAP, "shape": "2,3", "sizes": "q=2"}),
        ),
        Explained(
            "size-reserved",
            say("In einops sizes are arguments of the function, and this name is already one of its arguments."),
            Ask("rearrange", {"pattern": "(tensor w) -> w tensor", "shape": "6", "sizes": "tensor=2"}),
        ),
        Explained(
            "size-repeated",
            say("The same axis is given a size twice. Either could be meant."),
            Ask("rearrange", {**_SPLIT, "sizes": "a=2,a=4"}),
        ),
        Explained(
            "size-without-value",
            say("Sizes are written as name=size and separated by commas. Here there is a name without a size."),
            Ask("rearrange", {**_SPLIT, "sizes": "a"}),
        ),
        Explained(
            "size-not-a-number",
            say("A size counts cells, so it is written in digits."),
            Ask("rearrange", {"pattern": _SWAP, "shape": "2,x"}),
            {"shape": "2,3"},
        ),
        Explained(
            "size-negative",
            say(
                "A size counts cells and cannot be less than 0. A size of -1, to be worked out, exists in reshape only."
            ),
            Ask("rearrange", {"pattern": _SWAP, "shape": "2,-3"}),
        ),
        Explained(
            "size-huge",
            say("The size has more digits than any tensor has cells."),
            Ask("rearrange", {"pattern": _SWAP, "shape": "2,99999999999999999999"}),
        ),
        Explained(
            "size-odd",
            say(
                "Merging cuts an image into blocks, and a row or column is left over. Layers differ in what they "
                "do then."
            ),
            Ask("merge", {"shape": "1,5,4,1"}),
        ),
        Explained(
            "channels-indivisible",
            say(
                "Expanding lays the channels of each cell out as a block. A block of 2×2 takes 4 channels, or a "
                "multiple."
            ),
            Ask("expand", {"shape": "1,2,2,6"}),
        ),
        Explained(
            "window-large",
            say("The window does not fit into the axis even once. A dilated window spans more cells than it reads."),
            Ask("unfold", {"shape": "1,4,4,1", "kernel": "5"}),
        ),
        Explained(
            "rank-mismatch",
            say("The rank, how many axes a tensor has, differs from what the pattern describes."),
            Ask("rearrange", {"pattern": _SWAP, "shape": "2,3,4"}),
        ),
        Explained(
            "rank-blocks",
            say("Images have a batch axis, channels, and 1 to 3 spatial axes: 3 to 5 axes in all."),
            Ask("merge", {"shape": "4,4"}),
        ),
        Explained(
            "operand-count",
            say("einsum takes a tensor for each operand, and commas separate the operands."),
            Ask("einsum", {"pattern": "i j, j k -> i k", "shape": "2,3"}),
        ),
        Explained(
            "shape-several",
            say(
                "Shapes separated by semicolons are several tensors. Most operations take one; a list is stacked,"
                " so its tensors are alike."
            ),
            Ask("merge", {"shape": "1,4,4,1;1,4,4,1"}),
        ),
        Explained(
            "axes-limit",
            say("A tensor, or a pattern, may have at most 32 axes."),
            Ask("rearrange", {"pattern": "... -> ...", "shape": _MANY}),
            {"shape": "1,1,1"},
        ),
        Explained(
            "cells-limit",
            say(
                "Positions of cells have to be exact everywhere, JavaScript included, so a tensor has fewer than 2⁵³ "
                "cells; files and steps of programs have lower limits. A smaller tensor shows the same mapping."
            ),
            Ask("rearrange", {"pattern": _SWAP, "shape": "999999999,999999999"}),
        ),
        Explained(
            "factor-count",
            say("A factor, kernel or stride is one number for all spatial axes, or one for each."),
            Ask("merge", {"shape": "1,4,4,1", "factor": "2,2,2"}),
        ),
        Explained(
            "factor-zero",
            say("Factors, kernels, strides and dilations are at least 1; nothing can be cut into blocks of 0."),
            Ask("merge", {"shape": "1,4,4,1", "factor": "0"}),
        ),
        Explained(
            "order-unknown",
            say(
                "The order names the parts of the channel axis: c, and p with a number for each spatial axis, "
                "each once."
            ),
            Ask("merge", {"shape": "1,4,4,1", "order": "p1 p1 c"}),
        ),
        Explained(
            "choice-unknown",
            say("This parameter takes one of a few words."),
            Ask("merge", {"shape": "1,4,4,1", "channels": "middle"}),
        ),
        Explained(
            "roll-axis",
            say("Axes are numbered from 0, or from -1 backwards. The tensor has no axis of this number."),
            Ask("roll", {"shape": "3,4", "shift": "1", "axes": "2"}),
        ),
        Explained(
            "roll-count",
            say("Each shift belongs to an axis. One shift alone is for all of them."),
            Ask("roll", {"shape": "3,4", "shift": "1,2,3"}),
        ),
        Explained(
            "number-unreadable",
            say("Shifts and numbers of axes are whole numbers, with a minus sign where they count backwards."),
            Ask("roll", {"shape": "3,4", "shift": "one"}),
        ),
        Explained(
            "number-count",
            say("There are more numbers here than any tensor has axes."),
            Ask("roll", {"shape": "3,4", "shift": _MANY}),
            {"shift": "1"},
        ),
    ),
)
