"""Windows, shifts and scans of vision backbones."""

from app.core.errors import say
from app.core.examples.example import Example, Group

_ROLL = "y = torch.roll(x, shifts=(-1, -1), dims=(1, 2))\n"
_SCAN = """B, C, H, W = x.shape
rows = x.flatten(2)
columns = x.transpose(2, 3).flatten(2)
y = torch.stack([rows, columns, rows.flip(-1), columns.flip(-1)], 1)
"""

WINDOWS = Group(
    "windows",
    say("Windows and scans"),
    (
        Example(
            say("Window partition"),
            say("The windows of Swin become a batch: each is attended to by itself."),
            "rearrange",
            {"pattern": "b (h p) (w q) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
        ),
        Example(
            say("Grid partition of MaxViT"),
            say("Strided members instead of neighbours: every window sees the whole image."),
            "rearrange",
            {"pattern": "b (p h) (q w) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
        ),
        Example(
            say("Window against grid"),
            say("One exchange of names in a bracket, and each window holds other cells."),
            "rearrange",
            {"pattern": "b (h p) (w q) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
            other={"pattern": "b (p h) (q w) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
        ),
        Example(
            say("Cyclic shift"),
            say("Before shifted windows the image rolls by half a window; what leaves comes in on the other side."),
            "program",
            {"code": _ROLL, "shape": "x:1,4,4,1"},
        ),
        Example(
            say("Cross-scan of VMamba"),
            say("Four sequences of the same image: by rows, by columns, and both backwards."),
            "program",
            {"code": _SCAN, "shape": "x:1,1,3,3"},
        ),
    ),
)
