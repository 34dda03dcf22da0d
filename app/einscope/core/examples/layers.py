"""Layers as they are written, beside what was meant."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

_JOINED = "B, H, N, D = x.shape\ny = x{}.reshape(B, N, H * D)\n"
_KEYS = "y = x.{}[1][..., :2]\n"
_HALVES = "x1, x2 = x.chunk(2, dim=-1)\ny = torch.cat((-x2, x1), dim=-1)\n"
_NEIGHBOURS = "x1, x2 = x[..., ::2], x[..., 1::2]\ny = torch.stack((-x2, x1), dim=-1).flatten(-2)\n"
_COLUMNS = "windows = x.unfold(2, 2, 1).unfold(3, 2, 1)\ny = windows{}.reshape(1, 4, 6)\n"
_FOLDED = "windows = F.unfold(x, kernel_size=2, stride={0})\ny = F.fold(windows, (4, 4), kernel_size=2, stride={0})\n"
_PATCHES = {"shape": "1,6,4", "sizes": "h=2,w=3,p=2,q=2"}
_SQUARE = {"shape": "1,4,4,1", "sizes": "p=2,q=2"}
_UNROLLED = "b (h sy w sx) c -> b (h w) c"

LAYERS = Group(
    "layers",
    say("Layers gone wrong"),
    (
        Example(
            say("Heads joined without the transpose"),
            say("A reshape alone makes a token of pieces of several tokens: 8 of 12 cells are misplaced."),
            "program",
            {"code": _JOINED.format(".transpose(1, 2)"), "shape": "x:1,2,3,2"},
            other={"code": _JOINED.format(""), "shape": "x:1,2,3,2"},
            also=("multi-head", "merge heads", "permute", "view", "contiguous", "多头", "注意力"),
        ),
        Example(
            say("chunk(3) under grouped queries"),
            say("Four heads of queries, one of keys, one of values: equal thirds make keys of the last queries."),
            "program",
            {"code": _KEYS.format("split([8, 2, 2], dim=-1)"), "shape": "x:1,2,12"},
            other={"code": _KEYS.format("chunk(3, dim=-1)"), "shape": "x:1,2,12"},
            also=("GQA", "MQA", "grouped-query attention", "qkv split", "num_key_value_heads", "分组查询"),
        ),
        Example(
            say("rotate_half on pairs of neighbours"),
            say("Weights made for neighbours, turned as halves: all 8 cells meet a partner that is not theirs."),
            "program",
            {"code": _NEIGHBOURS, "shape": "x:1,8"},
            other={"code": _HALVES, "shape": "x:1,8"},
            also=("RoPE", "rotary embedding", "rotate_every_two", "interleaved", "旋转位置编码"),
        ),
        Example(
            say("Unpatchify with height and width exchanged"),
            say("Tokens come row by row; taken column by column, whole patches change places: 16 of 24 cells."),
            "rearrange",
            {"pattern": "b (h w) (p q c) -> b c (h p) (w q)", **_PATCHES},
            other={"pattern": "b (w h) (p q c) -> b c (h p) (w q)", **_PATCHES},
            also=("MAE", "DiT", "swapped", "aspect ratio", "tokens to image", "宽高"),
        ),
        Example(
            say("im2col without the permute"),
            say("Tensor.unfold puts a window's cells last: without a permute a column mixes windows, 16 of 24 cells."),
            "program",
            {"code": _COLUMNS.format(".permute(0, 1, 4, 5, 2, 3)"), "shape": "x:1,1,3,4"},
            other={"code": _COLUMNS.format(""), "shape": "x:1,1,3,4"},
            also=("unfold", "as_strided", "sliding window view", "convolution", "滑动窗口", "卷积"),
        ),
        Example(
            say("fold after unfold"),
            say(
                "It is the way back only where windows do not overlap; where they do, fold adds: 12 of 16 cells differ."
            ),
            "program",
            {"code": _FOLDED.format(2), "shape": "x:1,1,4,4"},
            other={"code": _FOLDED.format(1), "shape": "x:1,1,4,4"},
            also=("col2im", "overlap-add", "滑动窗口"),
        ),
        Example(
            say("Tokens pooled without Hiera's unroll"),
            say("Tokens sorted by 2×2 blocks are pooled in a view; unsorted, each maximum is that of a column."),
            "reduce",
            {"pattern": _UNROLLED, "shape": "1,16,1", "sizes": "h=2,sy=2,w=2", "reduction": "max"},
            other={"pattern": "b (s n) c -> b n c", "shape": "1,16,1", "sizes": "s=4", "reduction": "max"},
            also=("do_pool", "mask unit", "max pooling", "Reroll", "池化"),
        ),
        Example(
            say("MaxViT's grid put back as windows"),
            say("Grids and windows have the same shape, but not the same way back: 12 of 16 cells are misplaced."),
            "rearrange",
            {"pattern": "b (p h) (q w) c -> b (p h) (q w) c", **_SQUARE},
            other={"pattern": "b (p h) (q w) c -> b (h p) (w q) c", **_SQUARE},
            also=("grid_reverse", "window_reverse", "grid attention", "block attention", "窗口"),
        ),
    ),
)
