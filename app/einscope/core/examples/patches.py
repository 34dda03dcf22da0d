"""Patches of images: merging, expanding, and what vision transformers cut."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

PATCHES = Group(
    "patches",
    say("Patches of images"),
    (
        Example(
            say("Patch merging in Swin and VMamba"),
            say("Four strided slices, stacked: the column offset p2 varies slowest in the channels, not p1."),
            "merge",
            {"shape": "1,4,4,2", "order": "p2 p1 c"},
            also=("PatchMerging", "space to depth", "分块"),
        ),
        Example(
            say("Patch merging in Aurora"),
            say("The same blocks with the row offset slowest: channel blocks 1 and 2 are swapped."),
            "merge",
            {"shape": "1,4,4,2", "order": "p1 p2 c"},
        ),
        Example(
            say("VM-UNet crops odd sizes"),
            say("The odd last row and column are dropped: 9 of 25 cells are lost."),
            "merge",
            {"shape": "1,5,5,1", "odd": "crop"},
        ),
        Example(
            say("Swin and VMamba pad odd sizes"),
            say("Zeros at the bottom and right fill the last blocks: 11 of 36 cells."),
            "merge",
            {"shape": "1,5,5,1", "odd": "pad"},
        ),
        Example(
            say("Patch expanding in Swin-Unet and VM-UNet"),
            say("The channels of a pixel become a block, filled row by row."),
            "expand",
            {"shape": "1,2,2,4", "order": "p1 p2 c"},
        ),
        Example(
            say("Row by row vs. column by column"),
            say("Two readings of the same channels: half of the cells end up elsewhere."),
            "expand",
            {"shape": "1,2,2,4", "order": "p1 p2 c"},
            other={"shape": "1,2,2,4", "order": "p2 p1 c"},
        ),
        Example(
            say("Merge, then the usual expand"),
            say("Not the inverse: every 2×2 block comes back transposed, 16 of 32 cells are misplaced."),
            "rearrange",
            {"pattern": "b (h p1) (w p2) c -> b (h p2) (w p1) c", "shape": "1,4,4,2", "sizes": "p1=2,p2=2"},
        ),
        Example(
            say("Round trip vs. one that fits"),
            say(
                "Merged as in Swin, then expanded: only the order in which the channels were stored returns every "
                "cell to its place."
            ),
            "rearrange",
            {"pattern": "b (h p1) (w p2) c -> b (h p2) (w p1) c", "shape": "1,4,4,2", "sizes": "p1=2,p2=2"},
            other={"pattern": "b (h p1) (w p2) c -> b (h p1) (w p2) c", "shape": "1,4,4,2", "sizes": "p1=2,p2=2"},
        ),
        Example(
            say("Patchify"),
            say("An image becomes a sequence of tokens, each a flattened patch, channels fastest."),
            "rearrange",
            {"pattern": "b c (h p1) (w p2) -> b (h w) (p1 p2 c)", "shape": "1,3,4,4", "sizes": "p1=2,p2=2"},
            also=("ViT", "tokens", "patch embedding", "image to tokens", "分块"),
        ),
        Example(
            say("DiT unpatchify"),
            say("Tokens become an image again: rows of tokens, and rows within a token, interleave."),
            "rearrange",
            {"pattern": "n (h w) (p q c) -> n c (h p) (w q)", "shape": "1,4,12", "sizes": "h=2,p=2,q=2"},
            also=("unpatchify", "tokens to image", "detokenize"),
        ),
    ),
)
