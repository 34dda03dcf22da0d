"""Windows and the cyclic shift."""

from einscope.core.errors import say
from einscope.core.lessons.lesson import Lesson, Step
from einscope.core.lessons.state import State
from einscope.core.lessons.tasks import Make, Number, Place

_WINDOWS = State(
    "rearrange",
    {"pattern": "b (h p) (w q) c -> (b h w) p q c", "shape": "1,4,4,1", "sizes": "p=2,q=2"},
)
_SHIFTED = State("roll", {"shape": "1,4,4,1", "shift": "-1,-1", "axes": "1,2"})
_BACK = _SHIFTED.but(shift="1,1")
_CODE = """x = torch.roll(x, shifts=(-1, -1), dims=(1, 2))
x = x.view(1, 2, 2, 2, 2, 1)
y = x.permute(0, 1, 3, 2, 4, 5).reshape(4, 2, 2, 1)
"""
_BOTH = State("program", {"code": _CODE, "shape": "x:1,4,4,1"})

LESSON = Lesson(
    "shifted-windows",
    say("Windows and the cyclic shift"),
    say("Swin cuts an image into windows, shifts it, and cuts again: what meets in one window, and who is a stranger."),
    (
        Step(
            say("An image cut into windows"),
            (
                say(
                    "Attention is costly, so Swin lets cells attend only within windows of neighbours. "
                    "The windows become a batch: `(b h w)` counts them, p and q are the place in one."
                ),
            ),
            _WINDOWS,
            Number(
                _WINDOWS,
                (1, 0, 0, 0),
                say("With which cell does window 1 begin, at `y[1, 0, 0, 0]`?"),
                say("Yes, cell {cell}: window 1 is to the right of window 0.", cell=_WINDOWS.at(1, 0, 0, 0)),
            ),
        ),
        Step(
            say("Shifted by half a window"),
            (
                say(
                    "Neighbours across a border never meet that way. So every second layer shifts the image by half a "
                    "window first; what leaves at the top and left comes in at the bottom and right."
                ),
            ),
            _SHIFTED,
            Place(
                _SHIFTED,
                0,
                say("Where does cell 0 land? Press it in y, or type its index."),
                say("Yes, at `{place}`: it left on two sides and came in on two.", place=_SHIFTED.place(0)),
            ),
        ),
        Step(
            say("Strangers in one window"),
            (
                say(
                    "Cut into windows now, cells from opposite sides of the image share a window. They are no "
                    "neighbours, so Swin hides them from each other with a mask."
                ),
                say(
                    "Window 0 is harmless: it holds the cells {cells}, which lie side by side.", cells=_BOTH.some(0, 4)
                ),
            ),
            _BOTH,
            Place(
                _BOTH,
                0,
                say("Where is cell 0 now? Press it in y, or type its index."),
                say(
                    "Yes, at `{place}`: the last window holds the four corners of the image.",
                    place=_BOTH.place(0),
                ),
            ),
        ),
        Step(
            say("And back"),
            (say("After attention the image is shifted back, so that nothing drifts from layer to layer."),),
            _SHIFTED,
            Make(
                _SHIFTED,
                "shift",
                _BACK,
                say("The image was shifted by −1,−1. Make of this shift the one that brings every cell back."),
                say("Yes. A shift by the whole size changes nothing, so 1,1 and −3,−3 do the same here."),
            ),
        ),
    ),
    also=(
        *(
            "swin",
            "window partition",
            "shifted window",
            "roll",
            "cyclic shift",
            "mask",
            "window attention",
            "torch.roll",
        ),
        *("窗口", "移位", "循环移位", "掩码", "滚动", "窗口注意力"),
    ),
)

ORDER = 9
