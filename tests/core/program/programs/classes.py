"""Classes as people paste them: helpers beside the one that is meant, and a class with the lines that use it."""

from tests.core.program.programs.case import in_torch

_SCAN = """
    class CrossScan(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            B, C, H, W = x.shape
            ctx.shape = (B, C, H, W)
            ctx.save_for_backward(x)
            xs = x.new_empty((B, 2, C, H * W))
            xs[:, 0] = x.flatten(2, 3)
            xs[:, 1] = x.transpose(2, 3).flatten(2, 3)
            return xs

        @staticmethod
        def backward(ctx, ys):
            B, C, H, W = ctx.shape
            return ys[:, 0].view(B, C, H, W)
"""
_SCANNED = "np.stack([x.reshape(1, 2, 6), x.swapaxes(2, 3).reshape(1, 2, 6)], 1)"

CLASSES = [
    in_torch(f"{_SCAN}\n    xs = CrossScan.apply(x)", "1,2,2,3", _SCANNED),
    in_torch(f"{_SCAN}\n    def scan(x):\n        return CrossScan.apply(x)", "1,2,2,3", _SCANNED),
    in_torch(
        """
        class Mlp(nn.Module):
            def __init__(self, dim, ratio=4):
                super().__init__()
                self.act = nn.GELU()
                self.r: int = ratio
            def forward(self, x):
                return x.repeat(1, self.r)
        class Block(nn.Module):
            def __init__(self, dim=2):
                super().__init__()
                self.mlp = Mlp(dim, ratio=2)
                self.other = Mlp(dim, 3)
                self.r, self.k = 7, dim
            def forward(self, x):
                return torch.cat([self.mlp(x), self.other(x)[:, :self.r]], dim=1).view(self.k, -1)
        y = Block()(x)
        """,
        "2,3",
        "np.concatenate([np.tile(x, 2), np.tile(x, 3)[:, :7]], 1)",
    ),
    in_torch(
        """
        class Turn(nn.Module):
            def __init__(self, n):
                super().__init__()
                self.n = n
                if n > 1:
                    self.k = 1
                else:
                    self.k = 0
            def helper(self, t):
                return [t[..., i:] for i in range(self.k)][0]
            @staticmethod
            def back(t, n):
                return t.flip(n)
            def forward(self, x):
                return self.helper(self.back(x, 0).view(self.n, -1))
        turn = Turn(3)
        y = turn(x)
        z = Turn.back(y, 1)[:, :turn.k]
        """,
        "2,3",
        "x[::-1].reshape(3, 2)[:, ::-1][:, :1]",
    ),
    in_torch(
        """
        class Shift(nn.Module):
            def __init__(self, by):
                super().__init__()
                self.by = by
            def forward(self, x):
                return torch.roll(x, self.by, 1)
        class Net(nn.Module):
            def __init__(self, depth=3):
                super().__init__()
                self.blocks = nn.ModuleList([Shift(i) for i in range(depth)])
                self.rest = nn.Sequential(*[Shift(2) for _ in range(2)], nn.Identity())
                self.token = nn.Parameter(torch.zeros(1, 5), requires_grad=False)
            def forward(self, x):
                for i, block in enumerate(self.blocks):
                    x = block(x)
                return torch.cat((self.token, self.rest(x)), dim=0)
        y = Net()(x)
        """,
        "2,5",
        "np.concatenate([np.zeros((1, 5)), np.roll(x, 7, 1)])",
    ),
    in_torch(
        """
        class ViT(nn.Module):
            def __init__(self, patch=2):
                super().__init__()
                self.to_patch_embedding = nn.Sequential(
                    Rearrange('b c (h p1) (w p2) -> b (h w) (p1 p2 c)', p1=patch, p2=patch),
                    nn.Identity(),
                )
            def forward(self, img):
                return self.to_patch_embedding(img).transpose(1, 2)
        y = ViT()(img)
        """,
        "img:1,3,4,4",
        "rearrange(img, 'b c (h p) (w q) -> b (p q c) (h w)', p=2, q=2)",
    ),
]
