"""What parameters are called in sentences: in English by their names, else as their fields are labelled."""

from einscope.core.errors import Sentence, say

CALLED = {
    "pattern": say("pattern"),
    "shape": say("shape"),
    "sizes": say("sizes"),
    "data": say("data"),
    "reduction": say("reduction"),
    "factor": say("factor"),
    "order": say("order"),
    "channels": say("channels"),
    "odd": say("odd"),
    "kernel": say("kernel"),
    "stride": say("stride"),
    "padding": say("padding"),
    "dilation": say("dilation"),
    "shift": say("shift"),
    "axes": say("axes"),
    "code": say("code"),
    "values": say("values"),
    "library": say("library"),
    "entry": say("entry"),
    "output": say("output"),
    "lead": say("lead"),
    "view": say("view"),
    "at": say("at"),
    "show": say("show"),
    "color": say("color"),
    "layout": say("layout"),
    "label": say("label"),
    "stage": say("stage"),
    "cell": say("cell"),
}
"""By their names in addresses."""


def called(name: str) -> Sentence | str:
    """What a parameter is called; its name itself where nothing else is known.

    >>> str(called("odd")), called("nobody")
    ('odd', 'nobody')
    """
    return CALLED.get(name, name)
