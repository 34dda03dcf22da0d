"""Heads of attention, and groups of channels."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

HEADS = Group(
    "heads",
    say("Heads and groups"),
    (
        Example(
            say("Split into heads"),
            say("The channels of a token are divided among heads, and heads come before tokens."),
            "rearrange",
            {"pattern": "b n (h d) -> b h n d", "shape": "1,3,6", "sizes": "h=2"},
            also=("multi-head", "MHA", "num_heads", "attention", "多头"),
        ),
        Example(
            say("Join heads"),
            say("The way back: without it, a reshape would mix tokens and heads."),
            "rearrange",
            {"pattern": "b h n d -> b n (h d)", "shape": "1,2,3,3"},
            also=("concat heads", "merge heads", "多头"),
        ),
        Example(
            say("Query, key and value"),
            say("One linear layer makes all three: the slowest part of the channels says which."),
            "rearrange",
            {"pattern": "b n (k h d) -> k b h n d", "shape": "1,2,12", "sizes": "k=3,h=2"},
            also=("qkv", "in_proj", "self-attention", "多头", "注意力"),
        ),
        Example(
            say("Channel shuffle"),
            say("Groups of channels are transposed, so that the next grouped layer sees all of them."),
            "rearrange",
            {"pattern": "b (g c) h w -> b (c g) h w", "shape": "1,6,2,2", "sizes": "g=2"},
            also=("ShuffleNet", "groups", "分组", "通道打乱"),
        ),
    ),
)
