"""Windows, shifts and scans of vision backbones."""

from einscope.core.errors import say
from einscope.core.examples.example import Example, Group

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
            say("Swin windows become a batch: attention stays within each window."),
            "rearrange",
            {"pattern": "b (h p) (w q) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
            also=("window_partition", "window attention", "space_to_batch", "窗口划分"),
        ),
        Example(
            say("MaxViT grid partition"),
            say("Strided cells instead of neighbours: every window sees the whole image."),
            "rearrange",
            {"pattern": "b (p h) (q w) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
            also=("grid attention", "space_to_batch", "checkerboard"),
        ),
        Example(
            say("Window vs. grid"),
            say("Swap two names in a bracket, and each window holds different cells."),
            "rearrange",
            {"pattern": "b (h p) (w q) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
            other={"pattern": "b (p h) (q w) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
        ),
        Example(
            say("Cyclic shift"),
            say(
                "Before shifted windows, the image rolls by half a window; what leaves on one side enters on the other."
            ),
            "program",
            {"code": _ROLL, "shape": "x:1,4,4,1"},
            also=("roll", "shifted windows", "循环移位"),
        ),
        Example(
            say("VMamba cross-scan"),
            say("Four sequences from one image: by rows, by columns, and both in reverse."),
            "program",
            {"code": _SCAN, "shape": "x:1,1,3,3"},
            also=("SS2D", "selective scan", "CrossScan"),
        ),
    ),
)
