"""Calls that slide windows, and those that turn channels into space and back."""

from tests.core.program.programs.case import in_numpy, in_torch

_UNFOLDED = "sliding = np.lib.stride_tricks.sliding_window_view"
_COLUMNS = f"""
    {_UNFOLDED}
    w = sliding(x, (2, 3), (2, 3))
    w.transpose(0, 1, 4, 5, 2, 3).reshape(1, 12, -1)
"""

WINDOWS = [
    in_torch("x.unfold(1, 2, 1)", "2,5", f"{_UNFOLDED}\nsliding(x, 2, 1)"),
    in_torch("x.unfold(0, 3, 2)", "7,2", f"{_UNFOLDED}\nsliding(x, 3, 0)[::2]"),
    in_torch("x.unfold(dimension=-1, size=2, step=2)", "2,5", f"{_UNFOLDED}\nsliding(x, 2, 1)[:, ::2]"),
    in_torch(
        "x.unfold(2, 2, 2).unfold(3, 2, 2)", "1,2,4,4", "rearrange(x, 'b c (h p) (w q) -> b c h w p q', p=2, q=2)"
    ),
    in_torch("F.unfold(x, (2, 3))", "1,2,4,5", _COLUMNS),
    in_torch(
        "F.unfold(x, kernel_size=2, stride=2)",
        "1,2,4,4",
        "rearrange(x, 'b c (h p) (w q) -> b (c p q) (h w)', p=2, q=2)",
    ),
    in_torch(
        "F.unfold(x, kernel_size=(2, 3), padding=(1, 0), stride=1, dilation=1)",
        "1,2,2,5",
        "x = np.pad(x, ((0, 0), (0, 0), (1, 1), (0, 0)))" + _COLUMNS.replace("\n    ", "\n"),
    ),
    in_torch(
        "F.unfold(x, 2, dilation=2)",
        "1,1,4,5",
        f"{_UNFOLDED}\nsliding(x, (3, 3), (2, 3))[..., ::2, ::2].transpose(0, 1, 4, 5, 2, 3).reshape(1, 4, -1)",
    ),
    in_torch(
        "nn.Unfold(kernel_size=2, stride=2)(x)",
        "1,2,4,4",
        "rearrange(x, 'b c (h p) (w q) -> b (c p q) (h w)', p=2, q=2)",
    ),
    in_torch(
        "F.fold(x, output_size=(4, 6), kernel_size=2, stride=2)",
        "1,8,6",
        "rearrange(x, 'b (c p q) (h w) -> b c (h p) (w q)', p=2, q=2, h=2)",
    ),
    in_torch(
        "F.fold(x, (1, 4), (1, 2))",
        "1,2,3",
        "np.pad(x[:, 0], ((0, 0), (0, 1)))[:, None, None] + np.pad(x[:, 1], ((0, 0), (1, 0)))[:, None, None]",
        terms="sum",
    ),
    in_torch("F.pixel_shuffle(x, 2)", "1,8,2,3", "rearrange(x, 'b (c p q) h w -> b c (h p) (w q)', p=2, q=2)"),
    in_torch("F.pixel_shuffle(x, upscale_factor=3)", "9,2,1", "rearrange(x, '(c p q) h w -> c (h p) (w q)', p=3, q=3)"),
    in_torch("torch.pixel_shuffle(x, 2)", "2,4,1,2", "rearrange(x, 'b (c p q) h w -> b c (h p) (w q)', p=2, q=2)"),
    in_torch("nn.PixelShuffle(2)(x)", "1,4,2,2", "rearrange(x, 'b (c p q) h w -> b c (h p) (w q)', p=2, q=2)"),
    in_torch("F.pixel_unshuffle(x, 2)", "1,2,4,6", "rearrange(x, 'b c (h p) (w q) -> b (c p q) h w', p=2, q=2)"),
    in_torch(
        "torch.pixel_unshuffle(x, downscale_factor=2)",
        "1,1,4,2",
        "rearrange(x, 'b c (h p) (w q) -> b (c p q) h w', p=2, q=2)",
    ),
    in_torch("nn.PixelUnshuffle(2)(x)", "1,1,4,4", "rearrange(x, 'b c (h p) (w q) -> b (c p q) h w', p=2, q=2)"),
    in_torch("F.pixel_unshuffle(x, 2)", "1,0,2,2", "x"),
    in_torch("F.channel_shuffle(x, 2)", "1,6,1,2", "rearrange(x, 'b (g c) h w -> b (c g) h w', g=2)"),
    in_torch("nn.ChannelShuffle(3)(x)", "1,6,1,2", "rearrange(x, 'b (g c) h w -> b (c g) h w', g=3)"),
    in_torch(
        "F.interpolate(x, scale_factor=2, mode='nearest')",
        "1,2,2,3",
        "repeat(x, 'b c h w -> b c (h p) (w q)', p=2, q=2)",
    ),
    in_torch("F.interpolate(x, size=3)", "1,1,5", "x[..., [0, 1, 3]]"),
    in_torch("F.interpolate(x, (3, 4))", "1,1,2,6", "x[:, :, [0, 0, 1]][..., [0, 1, 3, 4]]"),
    in_torch("F.interpolate(x, scale_factor=0.6, mode='nearest-exact')", "1,2,5", "x[..., [0, 2, 4]]"),
    in_torch("F.interpolate(x, scale_factor=(0.5, 2))", "1,1,4,2", "x[:, :, ::2].repeat(2, -1)"),
    in_torch("F.interpolate(x, size=2, mode='nearest-exact')", "1,1,6", "x[..., 1::3]"),
    in_torch("nn.Upsample(size=(2, 2))(x)", "1,1,4,6", "x[:, :, ::2, ::3]"),
    in_torch("nn.UpsamplingNearest2d(scale_factor=2)(x)", "1,1,1,2", "x.repeat(2, -1).repeat(2, -2)"),
    in_torch("x.unfold(0, 1, 1)", "", "x[None]"),
    in_torch("x.as_strided((2, 2), (3, 1))", "2,3", "x[:, :2]"),
    in_torch("torch.as_strided(x, (3, 2), (1, 2), 1)", "2,3", "x.reshape(-1)[[[1, 3], [2, 4], [3, 5]]]"),
    in_torch("x.as_strided(size=(3, 3), stride=(1, 1))", "5", f"{_UNFOLDED}\nsliding(x, 3)"),
    in_torch("x.t().as_strided((2, 3), (3, 1), storage_offset=0)", "2,3", "x"),
    in_numpy("np.lib.stride_tricks.sliding_window_view(x, 3)", "5"),
    in_numpy("s = x.itemsize\nnp.lib.stride_tricks.as_strided(x, (2, 2, 2), (3 * s, s, s))", "2,3"),
    in_numpy("np.lib.stride_tricks.as_strided(x[1:], shape=(2, 2), strides=x.strides)", "3,2"),
    in_numpy("np.lib.stride_tricks.as_strided(x, (3, 2), x.strides[::-1])", "2,3"),
    in_numpy("np.lib.stride_tricks.sliding_window_view(x, (2, 2))", "3,4"),
    in_numpy("np.lib.stride_tricks.sliding_window_view(x, window_shape=2, axis=1)[:, ::2]", "2,6"),
    in_numpy("from numpy.lib.stride_tricks import sliding_window_view\nsliding_window_view(x, 2, 0)", "4,2"),
]
