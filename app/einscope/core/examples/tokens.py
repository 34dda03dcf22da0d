"""Tokens of images, videos and latents: in which order they come, and what is in one."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

_FRAMES = "(t pt) c (h mh ph) (w mw pw)"
_MERGED = {"shape": "2,1,4,8", "sizes": "pt=2,mh=2,ph=2,mw=2,pw=2"}
_TUBES = {"shape": "1,1,2,4,4", "sizes": "pf=2,p1=2,p2=2"}
_LATENTS = {"shape": "1,4,8", "sizes": "h=2,ph=2,pw=2"}

TOKENS = Group(
    "tokens",
    say("Tokens of images and videos"),
    (
        Example(
            say("Merge blocks of Qwen2-VL"),
            say("Nine axes: the four patches of a 2×2 block follow each other, so that a view can join them later."),
            "rearrange",
            {"pattern": f"{_FRAMES} -> (t h w mh mw) (c pt ph pw)", **_MERGED},
            also=("Qwen-VL", "spatial_merge_size", "merge_size", "pixel_values", "image processor", "多模态"),
        ),
        Example(
            say("Merge blocks vs. row by row"),
            say("Four tokens that follow each other are joined: a 2×2 block, or a strip; 32 of 64 cells differ."),
            "rearrange",
            {"pattern": f"{_FRAMES} -> (t h w mh mw) (c pt ph pw)", **_MERGED},
            other={"pattern": f"{_FRAMES} -> (t h mh w mw) (c pt ph pw)", **_MERGED},
            also=("Qwen-VL", "PatchMerger", "raster order", "token order", "多模态"),
        ),
        Example(
            say("Tubes of a video: ViT-3D vs. VideoMAE"),
            say("vit-pytorch flattens rows, columns, frames, VideoMAE frames first: 24 of 32 cells are elsewhere."),
            "rearrange",
            {"pattern": "b c (f pf) (h p1) (w p2) -> b (f h w) (p1 p2 pf c)", **_TUBES},
            other={"pattern": "b c (f pf) (h p1) (w p2) -> b (f h w) (pf p1 p2 c)", **_TUBES},
            also=("tubelet", "video transformer", "3D patch embedding", "frame patch", "视频"),
        ),
        Example(
            say("Flux packs latents"),
            say("2×2 cells of the latents become one token, channels slowest."),
            "rearrange",
            {"pattern": "b c (h ph) (w pw) -> b (h w) (c ph pw)", "shape": "1,2,4,4", "sizes": "ph=2,pw=2"},
            also=("pack_latents", "patchify", "diffusion", "VAE", "潜变量", "分块"),
        ),
        Example(
            say("Unpacking latents: Flux vs. Wan"),
            say("Channels are slowest in Flux's tokens, fastest in what Wan puts out: 24 of 32 cells differ."),
            "rearrange",
            {"pattern": "b (h w) (c ph pw) -> b c (h ph) (w pw)", **_LATENTS},
            other={"pattern": "b (h w) (ph pw c) -> b c (h ph) (w pw)", **_LATENTS},
            also=("unpack_latents", "unpatchify", "diffusion", "VAE", "DiT", "潜变量"),
        ),
    ),
)
