"""Layers that people paste, as their authors wrote them; the twin is the formula of the mapping."""

from tests.core.program.programs.case import Case, in_numpy, in_torch

_WINDOW_PARTITION = """
    def window_partition(x, window_size):
        B, H, W, C = x.shape
        x = x.view(B, H // window_size, window_size, W // window_size, window_size, C)
        windows = x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, window_size, window_size, C)
        return windows
"""
_WINDOW_REVERSE = """
    def window_reverse(windows, window_size, H, W):
        B = int(windows.shape[0] / (H * W / window_size / window_size))
        x = windows.view(B, H // window_size, W // window_size, window_size, window_size, -1)
        x = x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1)
        return x
"""
_SCANNED = """
    rows, columns = x.reshape(1, 2, 6), x.swapaxes(2, 3).reshape(1, 2, 6)
    np.stack([rows, columns, rows[..., ::-1], columns[..., ::-1]], 1)
"""

LAYERS = [
    # Patch merging.
    in_torch(
        '''
        class PatchMerging(nn.Module):
            """Patch Merging Layer (Swin)."""
            def __init__(self, input_resolution, dim, norm_layer=nn.LayerNorm):
                super().__init__()
                self.input_resolution = input_resolution
                self.dim = dim
                self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)
                self.norm = norm_layer(4 * dim)

            def forward(self, x):
                """
                x: B, H*W, C
                """
                H, W = self.input_resolution
                B, L, C = x.shape
                assert L == H * W, "input feature has wrong size"
                assert H % 2 == 0 and W % 2 == 0, f"x size ({H}*{W}) are not even."
                x = x.view(B, H, W, C)
                x0 = x[:, 0::2, 0::2, :]  # B H/2 W/2 C
                x1 = x[:, 1::2, 0::2, :]  # B H/2 W/2 C
                x2 = x[:, 0::2, 1::2, :]  # B H/2 W/2 C
                x3 = x[:, 1::2, 1::2, :]  # B H/2 W/2 C
                x = torch.cat([x0, x1, x2, x3], -1)  # B H/2 W/2 4*C
                x = x.view(B, -1, 4 * C)  # B H/2*W/2 4*C
                x = self.norm(x)
                return x
        ''',
        "2,16,2",
        "rearrange(x, 'b (h p1 w p2) c -> b (h w) (p2 p1 c)', h=2, w=2, p1=2, p2=2)",
        {"self.input_resolution": (4, 4)},
    ),
    in_torch(
        """
        def _patch_merging_pad(x):
            H, W, _ = x.shape[-3:]
            if (W % 2 != 0) or (H % 2 != 0):
                x = F.pad(x, (0, 0, 0, W % 2, 0, H % 2))
            x0 = x[..., 0::2, 0::2, :]
            x1 = x[..., 1::2, 0::2, :]
            x2 = x[..., 0::2, 1::2, :]
            x3 = x[..., 1::2, 1::2, :]
            return torch.cat([x0, x1, x2, x3], -1)
        """,
        "1,3,5,2",
        "x = np.pad(x, ((0, 0), (0, 1), (0, 1), (0, 0)))\n"
        "rearrange(x, 'b (h p1) (w p2) c -> b h w (p2 p1 c)', p1=2, p2=2)",
    ),
    in_torch(
        """
        B, H, W, C = x.shape
        SHAPE_FIX = [-1, -1]
        if (W % 2 != 0) or (H % 2 != 0):
            print(f"Warning, x.shape {x.shape} is not match even ===========", flush=True)
            SHAPE_FIX[0] = H // 2
            SHAPE_FIX[1] = W // 2

        x0 = x[:, 0::2, 0::2, :]  # B H/2 W/2 C
        x1 = x[:, 1::2, 0::2, :]  # B H/2 W/2 C
        x2 = x[:, 0::2, 1::2, :]  # B H/2 W/2 C
        x3 = x[:, 1::2, 1::2, :]  # B H/2 W/2 C

        if SHAPE_FIX[0] > 0:
            x0 = x0[:, :SHAPE_FIX[0], :SHAPE_FIX[1], :]
            x1 = x1[:, :SHAPE_FIX[0], :SHAPE_FIX[1], :]
            x2 = x2[:, :SHAPE_FIX[0], :SHAPE_FIX[1], :]
            x3 = x3[:, :SHAPE_FIX[0], :SHAPE_FIX[1], :]

        x = torch.cat([x0, x1, x2, x3], -1)  # B H/2 W/2 4*C
        x = x.view(B, H // 2, W // 2, 4 * C)
        x = self.norm(x)
        """,
        "1,5,5,2",
        "rearrange(x[:, :4, :4], 'b (h p1) (w p2) c -> b h w (p2 p1 c)', p1=2, p2=2)",
    ),
    in_torch(
        """
        def forward(self, x, input_resolution):
            C, H, W = input_resolution
            assert x.shape[1] == C * H * W, "wrong size"
            x = x.view(x.shape[0], C, H, W, x.shape[-1])
            pad_h, pad_w = H % 2, W % 2
            x = F.pad(x, (0, 0, pad_w // 2, pad_w - pad_w // 2, pad_h // 2, pad_h - pad_h // 2, 0, 0))
            new_H, new_W = x.shape[2], x.shape[3]
            x = x.reshape(x.shape[0], C, new_H // 2, 2, new_W // 2, 2, x.shape[-1])
            x = rearrange(x, "B C H h W w D -> B (C H W) (h w D)")
            return self.norm(x)
        """,
        "1,30,2",
        "x = np.pad(x.reshape(1, 2, 3, 5, 2), ((0, 0), (0, 0), (0, 1), (0, 1), (0, 0)))\n"
        "rearrange(x, 'b t (h p1) (w p2) d -> b (t h w) (p1 p2 d)', p1=2, p2=2)",
        {"input_resolution": (2, 3, 5)},
    ),
    in_torch(
        """
        B, H, W, C = x.shape
        pad_values = (0, 0, 0, W % 2, 0, H % 2)
        x = nn.functional.pad(x, pad_values)
        _, H, W, _ = x.shape
        x = x.reshape(B, H // 2, 2, W // 2, 2, C).permute(0, 1, 3, 4, 2, 5).flatten(3)
        """,
        "1,3,4,2",
        "rearrange(np.pad(x, ((0, 0), (0, 1), (0, 0), (0, 0))), 'b (h p) (w q) c -> b h w (q p c)', p=2, q=2)",
    ),
    # The program of the issue: merging, and expanding in the other order.
    in_torch(
        """
        B, H, W, C = x.shape
        x0 = x[:, 0::2, 0::2, :]
        x1 = x[:, 1::2, 0::2, :]
        x2 = x[:, 0::2, 1::2, :]
        x3 = x[:, 1::2, 1::2, :]
        x = torch.cat([x0, x1, x2, x3], -1)
        x = rearrange(x, 'b h w (p1 p2 c) -> b (h p1) (w p2) c', p1=self.dim_scale, p2=self.dim_scale, c=C // 1)
        """,
        "1,4,4,2",
        "rearrange(x, 'b (h p1) (w p2) c -> b (h p2) (w p1) c', p1=2, p2=2)",
        {"self.dim_scale": 2},
    ),
    # Nine slices, as they should be; and slices that repeat.
    in_torch(
        "torch.cat([x[:, i::3, j::3, :] for j in range(3) for i in range(3)], -1)",
        "1,6,6,1",
        "rearrange(x, 'b (h p1) (w p2) c -> b h w (p2 p1 c)', p1=3, p2=3)",
    ),
    in_torch(
        """
        x0 = x[0::2, 0::2]
        x1 = x[1::2, 0::2]
        x2 = x[0::2, 1::2]
        x3 = x[1::2, 0::2]
        x = torch.cat([x0, x1, x2, x3], -1)
        """,
        "4,4,4",
        "np.concatenate([x[0::2, 0::2], x[1::2, 0::2], x[0::2, 1::2], x[1::2, 0::2]], -1)",
    ),
    # Patch expanding.
    in_torch(
        """
        class PatchExpand(nn.Module):
            def __init__(self, input_resolution, dim, dim_scale=2, norm_layer=nn.LayerNorm):
                super().__init__()
                self.input_resolution = input_resolution
                self.norm = norm_layer(dim // dim_scale)

            def forward(self, x):
                H, W = self.input_resolution
                B, L, C = x.shape
                assert L == H * W, "input feature has wrong size"
                x = x.view(B, H, W, C)
                x = rearrange(x, 'b h w (p1 p2 c)-> b (h p1) (w p2) c', p1=2, p2=2, c=C//4)
                x = x.view(B,-1,C//4)
                x = self.norm(x)
                return x
        """,
        "1,6,8",
        "rearrange(x, 'b (h w) (p1 p2 c) -> b (h p1 w p2) c', h=2, p1=2, p2=2)",
        {"self.input_resolution": (2, 3)},
    ),
    in_torch(
        """
        class Final_PatchExpand2D(nn.Module):
            def forward(self, x):
                B, H, W, C = x.shape
                x = rearrange(
                    x,
                    'b h w (p1 p2 c)-> b (h p1) (w p2) c',
                    p1=self.dim_scale,
                    p2=self.dim_scale,
                    c=C // self.dim_scale ** 2,
                )
                return self.norm(x)
        """,
        "1,1,2,16",
        "rearrange(x, 'b h w (p q c) -> b (h p) (w q) c', p=4, q=4)",
        {"self.dim_scale": 4},
    ),
    # Windows.
    in_torch(
        f"{_WINDOW_PARTITION}",
        "2,4,6,1",
        "rearrange(x, 'b (h p) (w q) c -> (b h w) p q c', p=2, q=2)",
        {"window_size": 2},
    ),
    in_torch(
        f"{_WINDOW_REVERSE}",
        "windows:12,2,2,1",
        "rearrange(windows, '(b h w) p q c -> b (h p) (w q) c', h=2, w=3)",
        {"window_size": 2, "H": 4, "W": 6},
    ),
    in_torch(
        f"""{_WINDOW_PARTITION}
    B, H, W, C = x.shape
    shifted_x = torch.roll(x, shifts=(-self.shift_size, -self.shift_size), dims=(1, 2))
    x_windows = window_partition(shifted_x, self.window_size)
    x_windows = x_windows.view(-1, self.window_size * self.window_size, C)
        """,
        "1,4,4,2",
        "rearrange(np.roll(x, (-1, -1), (1, 2)), 'b (h p) (w q) c -> (b h w) (p q) c', p=2, q=2)",
        {"self.shift_size": 1, "self.window_size": 2},
    ),
    in_torch(
        f"""{_WINDOW_PARTITION}
{_WINDOW_REVERSE}
    H, W = self.input_resolution
    B, L, C = x.shape
    assert L == H * W, "input feature has wrong size"
    shortcut = x
    x = self.norm1(x)
    x = x.view(B, H, W, C)
    if self.shift_size > 0:
        shifted_x = torch.roll(x, shifts=(-self.shift_size, -self.shift_size), dims=(1, 2))
    else:
        shifted_x = x
    x_windows = window_partition(shifted_x, self.window_size)
    x_windows = x_windows.view(-1, self.window_size * self.window_size, C)
    attn_windows = x_windows.view(-1, self.window_size, self.window_size, C)
    shifted_x = window_reverse(attn_windows, self.window_size, H, W)
    if self.shift_size > 0:
        x = torch.roll(shifted_x, shifts=(self.shift_size, self.shift_size), dims=(1, 2))
    else:
        x = shifted_x
    x = x.view(B, H * W, C)
    x = shortcut + self.drop_path(x)
        """,
        "1,24,2",
        "x + x",
        {"self.shift_size": 1, "self.window_size": 2, "self.input_resolution": (4, 6)},
        "sum",
    ),
    in_torch(
        """
        def window_partition(x, window_size):
            B, H, W, C = x.shape
            pad_h = (window_size - H % window_size) % window_size
            pad_w = (window_size - W % window_size) % window_size
            if pad_h > 0 or pad_w > 0:
                x = F.pad(x, (0, 0, 0, pad_w, 0, pad_h))
            Hp, Wp = H + pad_h, W + pad_w
            x = x.view(B, Hp // window_size, window_size, Wp // window_size, window_size, C)
            windows = x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, window_size, window_size, C)
            return windows, (Hp, Wp)

        def window_unpartition(windows, window_size, pad_hw, hw):
            Hp, Wp = pad_hw
            H, W = hw
            B = windows.shape[0] // (Hp * Wp // window_size // window_size)
            x = windows.view(B, Hp // window_size, Wp // window_size, window_size, window_size, -1)
            x = x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, Hp, Wp, -1)
            if Hp > H or Wp > W:
                x = x[:, :H, :W, :].contiguous()
            return x

        windows, pad_hw = window_partition(x, 3)
        y = window_unpartition(windows, 3, pad_hw, (x.shape[1], x.shape[2]))
        """,
        "1,4,5,2",
        "x",
    ),
    in_torch(
        """
        B, H, W, C = x.shape
        ws, s = self.window_size, self.shift_size
        padding = [ws - s, s, ws - s, s]
        shifted_x = F.pad(x, [0, 0, padding[0], padding[1], padding[2], padding[3]], "constant", 0)
        _, _H, _W, _ = shifted_x.shape
        x_windows = shifted_x.reshape(B, _H // ws, ws, _W // ws, ws, C).permute(0, 1, 3, 2, 4, 5)
        x_windows = x_windows.reshape(-1, ws, ws, C)
        """,
        "1,4,4,1",
        "rearrange(np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0))), 'b (h p) (w q) c -> (b h w) p q c', p=2, q=2)",
        {"self.window_size": 2, "self.shift_size": 1},
    ),
    in_torch(
        """
        B, H, W, C = x.shape
        x = x.view(B, self.g, H // self.g, self.g, W // self.g, C)
        x = x.permute(0, 2, 4, 1, 3, 5).contiguous().view(-1, self.g, self.g, C)
        """,
        "1,4,6,2",
        "rearrange(x, 'b (gh nh) (gw nw) c -> (b nh nw) gh gw c', gh=2, gw=2)",
        {"self.g": 2},
    ),
    # Cross-scan, four directions, and cross-merge.
    in_torch(
        """
        B, C, H, W = x.shape
        L = H * W
        x_wh = torch.transpose(x, dim0=2, dim1=3).contiguous()
        x_hwwh = torch.stack([x.view(B, -1, L), x_wh.view(B, -1, L)], dim=1).view(B, 2, -1, L)
        xs = torch.cat([x_hwwh, torch.flip(x_hwwh, dims=[-1])], dim=1)  # (b, k, d, l)
        """,
        "1,2,2,3",
        _SCANNED,
    ),
    in_torch(
        """
        def cross_scan(x):
            B, C, H, W = x.shape
            xs = x.new_empty((B, 4, C, H * W))
            xs[:, 0] = x.flatten(2, 3)
            xs[:, 1] = x.transpose(dim0=2, dim1=3).flatten(2, 3)
            xs[:, 2:4] = torch.flip(xs[:, 0:2], dims=[-1])
            return xs
        """,
        "1,2,2,3",
        _SCANNED,
    ),
    in_torch(
        """
        def cross_merge(ys, H, W):
            B, K, D, L = ys.shape
            ys = ys[:, 0:2] + ys[:, 2:4].flip(dims=[-1]).view(B, 2, D, -1)
            y = ys[:, 0] + ys[:, 1].view(B, -1, W, H).transpose(dim0=2, dim1=3).contiguous().view(B, D, -1)
            return y
        """,
        "ys:1,4,2,6",
        "a, b, c, d = ys[0]\nturn = lambda t: t.reshape(2, 3, 2).transpose(0, 2, 1).reshape(2, 6)\n"
        "(a + c[:, ::-1] + turn(b + d[:, ::-1]))[None]",
        {"H": 2, "W": 3},
        "sum",
    ),
    in_torch(
        """
        B, C, H, W = x.shape
        L = H * W
        K = 4
        x_wh = torch.transpose(x, dim0=2, dim1=3).contiguous()
        x_hwwh = torch.stack([x.view(B, -1, L), x_wh.view(B, -1, L)], dim=1).view(B, 2, -1, L)
        xs = torch.cat([x_hwwh, torch.flip(x_hwwh, dims=[-1])], dim=1)
        out_y = xs.float().view(B, K, -1, L)
        inv_y = torch.flip(out_y[:, 2:4], dims=[-1]).view(B, 2, -1, L)
        wh_y = torch.transpose(out_y[:, 1].view(B, -1, W, H), dim0=2, dim1=3).contiguous().view(B, -1, L)
        invwh_y = torch.transpose(inv_y[:, 1].view(B, -1, W, H), dim0=2, dim1=3).contiguous().view(B, -1, L)
        y1, y2, y3, y4 = out_y[:, 0], inv_y[:, 0], wh_y, invwh_y
        y = y1 + y2 + y3 + y4
        y = torch.transpose(y, dim0=1, dim1=2).contiguous().view(B, H, W, -1)
        """,
        "1,2,2,3",
        "np.moveaxis(x, 1, -1)",
        terms="any",
    ),
    in_torch(
        """
        def scan_rotated(x):
            xs = [torch.rot90(x, k, dims=(2, 3)).flatten(2) for k in range(4)]
            return torch.stack(xs, dim=1)
        """,
        "1,2,2,3",
        "np.stack([np.rot90(x, k, (2, 3)).reshape(1, 2, 6) for k in range(4)], 1)",
    ),
    # Space to depth and back.
    in_torch(
        """
        class Focus(nn.Module):
            def forward(self, x):  # x(b,c,w,h) -> y(b,4c,w/2,h/2)
                slices = (x[..., ::2, ::2], x[..., 1::2, ::2], x[..., ::2, 1::2], x[..., 1::2, 1::2])
                return self.conv(torch.cat(slices, 1))
        """,
        "1,3,4,2",
        "rearrange(x, 'b c (h p1) (w p2) -> b (p2 p1 c) h w', p1=2, p2=2)",
        {"self.conv": "pass"},
    ),
    in_torch(
        """
        def forward(self, x):
            b, c, h, w = x.size()  # assert (h / s == 0) and (W / s == 0), 'Indivisible gain'
            s = self.gain
            x = x.view(b, c, h // s, s, w // s, s)  # x(1,64,40,2,40,2)
            x = x.permute(0, 3, 5, 1, 2, 4).contiguous()  # x(1,2,2,64,40,40)
            return x.view(b, c * s * s, h // s, w // s)  # x(1,256,40,40)
        """,
        "1,2,4,6",
        "rearrange(x, 'b c (h p1) (w p2) -> b (p1 p2 c) h w', p1=2, p2=2)",
        {"self.gain": 2},
    ),
    in_torch(
        """
        b, c, h, w = x.size()
        s = self.gain
        x = x.view(b, s, s, c // s ** 2, h, w)
        x = x.permute(0, 3, 4, 1, 5, 2).contiguous()
        x = x.view(b, c // s ** 2, h * s, w * s)
        """,
        "1,8,2,3",
        "rearrange(x, 'b (p1 p2 c) h w -> b c (h p1) (w p2)', p1=2, p2=2)",
        {"self.gain": 2},
    ),
    in_torch(
        """
        def pixel_shuffle(x, r):
            b, c, h, w = x.shape
            x = x.view(b, c // (r * r), r, r, h, w).permute(0, 1, 4, 2, 5, 3)
            return x.reshape(b, c // (r * r), h * r, w * r)
        """,
        "1,8,2,3",
        "rearrange(x, 'b (c p q) h w -> b c (h p) (w q)', p=2, q=2)",
        {"r": 2},
    ),
    in_torch(
        """
        batch_size, num_channels_latents, height, width = latents.shape
        latents = latents.view(batch_size, num_channels_latents, height // 2, 2, width // 2, 2)
        latents = latents.permute(0, 2, 4, 1, 3, 5)
        latents = latents.reshape(batch_size, (height // 2) * (width // 2), num_channels_latents * 4)
        """,
        "latents:1,2,4,6",
        "rearrange(latents, 'b c (h p) (w q) -> b (h w) (c p q)', p=2, q=2)",
    ),
    in_torch(
        """
        def unpatchify(self, x):
            c = self.out_channels
            p = self.patch_size
            h = w = int(x.shape[1] ** 0.5)
            assert h * w == x.shape[1]
            x = x.reshape(shape=(x.shape[0], h, w, p, p, c))
            x = torch.einsum('nhwpqc->nchpwq', x)
            imgs = x.reshape(shape=(x.shape[0], c, h * p, h * p))
            return imgs
        """,
        "1,4,12",
        "rearrange(x, 'n (h w) (p q c) -> n c (h p) (w q)', h=2, p=2, q=2)",
        {"self.out_channels": 3, "self.patch_size": 2},
    ),
    # Channel shuffle.
    in_torch(
        """
        def channel_shuffle(x, groups):
            batchsize, num_channels, height, width = x.size()
            channels_per_group = num_channels // groups
            # reshape
            x = x.view(batchsize, groups, channels_per_group, height, width)
            x = torch.transpose(x, 1, 2).contiguous()
            # flatten
            x = x.view(batchsize, num_channels, height, width)
            return x
        """,
        "1,6,2,2",
        "rearrange(x, 'b (g c) h w -> b (c g) h w', g=2)",
        {"groups": 2},
    ),
    # Relative shift.
    in_torch(
        """
        def relative_shift(x):
            to_pad = torch.zeros_like(x[..., :1])
            x = torch.cat((to_pad, x), dim=-1)
            _, h, t1, t2 = x.shape
            x = x.reshape(-1, h, t2, t1)
            x = x[:, :, 1:, :]
            x = x.reshape(-1, h, t1, t2 - 1)
            return x[..., :((t2 + 1) // 2)]
        """,
        "1,2,3,5",
        "np.stack([x[..., i, 2 - i:5 - i] for i in range(3)], -2)",
    ),
    # MobileViT.
    in_torch(
        """
        patch_w, patch_h = self.patch_w, self.patch_h
        patch_area = int(patch_w * patch_h)
        batch_size, in_channels, orig_h, orig_w = feature_map.shape
        new_h = int(math.ceil(orig_h / self.patch_h) * self.patch_h)
        new_w = int(math.ceil(orig_w / self.patch_w) * self.patch_w)
        num_patch_w = new_w // patch_w
        num_patch_h = new_h // patch_h
        num_patches = num_patch_h * num_patch_w
        reshaped_fm = feature_map.reshape(batch_size * in_channels * num_patch_h, patch_h, num_patch_w, patch_w)
        transposed_fm = reshaped_fm.transpose(1, 2)
        reshaped_fm = transposed_fm.reshape(batch_size, in_channels, num_patches, patch_area)
        transposed_fm = reshaped_fm.transpose(1, 3)
        patches = transposed_fm.reshape(batch_size * patch_area, num_patches, -1)
        """,
        "feature_map:1,2,4,6",
        "rearrange(feature_map, 'b c (nh ph) (nw pw) -> (b ph pw) (nh nw) c', ph=2, pw=2)",
        {"self.patch_w": 2, "self.patch_h": 2},
    ),
    # Attention heads.
    in_torch(
        """
        B, N, C = x.shape
        qkv = x.reshape(B, N, 3, self.num_heads, C // self.num_heads // 3).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        k = k.transpose(-2, -1)
        """,
        "1,3,12",
        "rearrange(x, 'b n (three h d) -> three b h d n', three=3, h=2)[1]",
        {"self.num_heads": 2},
    ),
    in_torch(
        """
        q, k, v = self.to_qkv(x).chunk(3, dim=-1)
        q, k, v = map(lambda t: rearrange(t, 'b n (h d) -> b h n d', h=self.heads), (q, k, v))
        v
        """,
        "1,3,12",
        "rearrange(x[..., 8:], 'b n (h d) -> b h n d', h=2)",
        {"self.heads": 2, "self.to_qkv": "pass"},
    ),
    in_torch(
        """
        def repeat_kv(hidden_states: torch.Tensor, n_rep: int) -> torch.Tensor:
            batch, num_key_value_heads, slen, head_dim = hidden_states.shape
            if n_rep == 1:
                return hidden_states
            hidden_states = hidden_states[:, :, None, :, :].expand(batch, num_key_value_heads, n_rep, slen, head_dim)
            return hidden_states.reshape(batch, num_key_value_heads * n_rep, slen, head_dim)
        """,
        "hidden_states:1,2,3,2",
        "np.repeat(hidden_states, 2, 1)",
        {"n_rep": 2},
    ),
    in_torch(
        """
        def rotate_half(x):
            x1 = x[..., : x.shape[-1] // 2]
            x2 = x[..., x.shape[-1] // 2 :]
            return torch.cat((-x2, x1), dim=-1)
        """,
        "2,6",
        "np.roll(x, 3, -1)",
        terms="any",
    ),
    in_torch(
        """
        def rotate_every_two(x):
            x1 = x[:, :, ::2]
            x2 = x[:, :, 1::2]
            x = torch.stack((x2, x1), dim=-1)
            return x.flatten(-2)
        """,
        "1,2,6",
        "rearrange(rearrange(x, 'b n (d r) -> b n d r', r=2)[..., ::-1], 'b n d r -> b n (d r)')",
    ),
    # Video.
    in_torch(
        """
        b, c, t, h, w = x.size()
        x = x.reshape(b, 2, c // 2, t, h, w)
        x = torch.stack((x[:, 0, :, :, :, :], x[:, 1, :, :, :, :]), 3)
        x = x.reshape(b, c // 2, t * 2, h, w)
        x = rearrange(x, 'b c t h w -> (b t) c h w')
        """,
        "1,4,2,2,1",
        "rearrange(x, 'b (r c) t h w -> (b t r) c h w', r=2)",
    ),
    in_torch(
        """
        cls_token, patches = x[:, :1], x[:, 1:]
        B, N, C = patches.shape
        H = W = int(math.sqrt(N))
        patches = patches.transpose(1, 2).reshape(B, C, H, W)
        patches = patches.flatten(2).transpose(1, 2)
        x = torch.cat((cls_token, patches), dim=1)
        """,
        "2,5,2",
        "x",
    ),
    in_numpy(
        """
        import numpy as np

        def im2col(x, k):
            n, c, h, w = x.shape
            out_h, out_w = h - k + 1, w - k + 1
            col = np.zeros((n, c, k, k, out_h, out_w))
            for i in range(k):
                for j in range(k):
                    col[:, :, i, j, :, :] = x[:, :, i:i + out_h, j:j + out_w]
            return col.transpose(0, 4, 5, 1, 2, 3).reshape(n * out_h * out_w, -1)
        """,
        "1,2,3,4",
        {"k": 2},
    ),
    in_numpy(
        """
        h, w, c = img.shape
        tiles = img.reshape(h // 2, 2, w // 2, 2, c).swapaxes(1, 2)
        tiles = tiles.reshape(-1, 2, 2, c)
        grid = np.concatenate([np.concatenate(list(row), axis=1) for row in tiles.reshape(2, 3, 2, 2, c)], axis=0)
        """,
        "img:4,6,1",
    ),
]


def by_name(text: str) -> Case:
    """The one layer that says this."""
    (found,) = [each for each in LAYERS if text in each.code]
    return found
