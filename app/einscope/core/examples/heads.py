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
            say("Queries, keys and values: stacked vs. per head"),
            say("timm has all queries first, GPT-NeoX all of head 0: read the other way, 16 of 24 cells differ."),
            "rearrange",
            {"pattern": "b n (three h d) -> three b h n d", "shape": "1,2,12", "sizes": "three=3,h=2"},
            other={"pattern": "b n (h three d) -> three b h n d", "shape": "1,2,12", "sizes": "three=3,h=2"},
            also=("fused qkv", "query_key_value", "Wqkv", "Megatron", "BLOOM", "多头", "注意力"),
        ),
        Example(
            say("repeat_kv vs. tile"),
            say("Neighbouring query heads share keys; tiled, heads alternate: 8 of 16 cells are another head's."),
            "repeat",
            {"pattern": "b h n d -> b (h g) n d", "shape": "1,2,2,2", "sizes": "g=2"},
            other={"pattern": "b h n d -> b (g h) n d", "shape": "1,2,2,2", "sizes": "g=2"},
            also=("GQA", "grouped-query attention", "expand heads", "repeat_interleave", "分组查询"),
        ),
        Example(
            say("Rotary pairs: halves vs. neighbours"),
            say("GPT-NeoX turns channels half a head apart as a pair, GPT-J neighbours: not one pair is the same."),
            "rearrange",
            {"pattern": "b n (two d) -> b n d two", "shape": "1,1,8", "sizes": "two=2"},
            other={"pattern": "b n (d two) -> b n d two", "shape": "1,1,8", "sizes": "two=2"},
            also=("RoPE", "rotary embedding", "rotate_half", "rotate_every_two", "interleaved", "旋转位置编码"),
        ),
        Example(
            say("Llama's weights for rotary halves"),
            say("Meta turns neighbours, Hugging Face halves: in each head the even rows of the weights go first."),
            "rearrange",
            {"pattern": "(h d two) c -> (h two d) c", "shape": "8,2", "sizes": "h=2,two=2"},
            also=("RoPE", "permute", "convert weights", "checkpoint", "wq wk", "旋转位置编码"),
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
