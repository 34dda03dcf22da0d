"""Does expanding undo merging? Swin against Swin-Unet."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Count, Find, Make

_CODE = """B, H, W, C = x.shape
x0 = x[:, 0::2, 0::2, :]
x1 = x[:, 1::2, 0::2, :]
x2 = x[:, 0::2, 1::2, :]
x3 = x[:, 1::2, 1::2, :]
merged = torch.cat([x0, x1, x2, x3], -1)
y = rearrange(merged, 'b h w (p1 p2 c) -> b (h p1) (w p2) c', p1=2, p2=2)
"""
_ROUND = State("program", {"code": _CODE, "shape": "x:1,4,4,2"})
_MERGED = State("merge", {"shape": "1,4,4,2", "order": "p2 p1 c"})
_EXPANDED = State("expand", {"shape": "1,2,2,8", "order": "p1 p2 c"})
_TWICE = State(
    "rearrange",
    {"pattern": "b (h p1) (w p2) c -> b (h p2) (w p1) c", "shape": "1,4,4,2", "sizes": "p1=2,p2=2"},
)

LESSON = Lesson(
    "there-and-back",
    say("Does expanding undo merging?"),
    say("Swin merges, Swin-Unet expands: the shape comes back, and half of the cells do not."),
    (
        Step(
            say("There and back again"),
            (
                say(
                    "The encoder of Swin-Unet merges patches as Swin does, its decoder expands them. Here one follows "
                    "the other, with nothing between: {shape} goes in, and {shape} comes out.",
                    shape=_ROUND.shape_text,
                ),
                say("Are the cells back, too? Step through the lines, and compare numbers with places."),
            ),
            _ROUND,
            Find(
                _ROUND,
                "moved",
                say("Press a cell of y that is not where it was, or type its index."),
                say(
                    "Right, that one has moved. In all, {count} of {cells} cells are not back.",
                    count=_ROUND.verdict.moved,
                    cells=_ROUND.cells,
                ),
            ),
        ),
        Step(
            say("Read in the order of writing"),
            (
                say(
                    "Merging writes the channels as `(p2 p1 c)`. The usual expanding reads them as `(p1 p2 c)`: it "
                    "takes columns for rows, and so it turns every block over its diagonal."
                ),
                say("Each is fine by itself. They are no inverses of each other."),
            ),
            _EXPANDED,
            Make(
                _EXPANDED,
                "order",
                _MERGED.inverse,
                say("In which order must expanding read the channels to undo Swin's merging?"),
                say(
                    "Yes: read in the order in which they were written, every cell comes home. "
                    "With `(p1 p2 c)`, {count} of {cells} do not.",
                    count=_MERGED.misplaced(_EXPANDED),
                    cells=_MERGED.cells,
                ),
                options=("p1 p2 c", "p2 p1 c", "c p1 p2"),
                answer="p2 p1 c",
            ),
        ),
        Step(
            say("One pattern for both"),
            (
                say(
                    "Merging as in Swin and then expanding as usual is one pattern, `{pattern}`: p1 and p2 have "
                    "changed places, and nothing else has.",
                    pattern=_TWICE.texts["pattern"].replace("->", "→"),
                ),
            ),
            _TWICE,
            Count(
                lambda: _TWICE.verdict.order or 0,
                say("How many times in a row must one apply it until every cell is back?"),
                say("Yes, {count}: what is turned over its diagonal twice is as it was.", count=_TWICE.verdict.order),
            ),
        ),
    ),
    also=(
        *("inverse", "round trip", "swin-unet", "vm-unet", "patch expanding", "undo", "PatchExpand", "DepthToSpace"),
        *("checkerboard", "逆", "还原", "往返", "互逆", "棋盘"),
    ),
)

ORDER = 4
