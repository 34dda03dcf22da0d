"""How two linked states differ: what the page ``/compare``, its picture and its JSON all say."""

import numpy as np

from einscope.core.judge.difference import Difference, difference
from einscope.core.map import IntArray
from einscope.render.blocks import Blocks
from einscope.render.subject import Subject
from einscope.web.addresses.linked import Linked


def differing(left: Linked, right: Linked) -> Difference:
    """The cells that come from elsewhere, of those that either picture shows, and a sentence on the difference.

    Cost: O(cells shown · arity), of small outputs O(cells · arity).
    """
    shown = np.union1d(_shown(left.subject), _shown(right.subject))
    return difference(left.compared, right.compared, shown)


def _shown(subject: Subject) -> IntArray:
    """The output cells in the window."""
    if subject.shown is not None:
        return np.unique(np.array(subject.shown, dtype=np.int64))
    targets = [
        Blocks(subject.scene, number, source, subject.output, "beside").targets
        for number, source in enumerate(subject.inputs)
    ]
    return np.unique(np.concatenate(targets))
