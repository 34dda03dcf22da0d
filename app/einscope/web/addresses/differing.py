"""How two linked states differ: what the page ``/compare`` and its picture both say."""

import numpy as np

from einscope.core.errors import say
from einscope.core.judge.difference import Difference, difference
from einscope.core.map import IntArray
from einscope.render.blocks import Blocks
from einscope.render.subject import Subject
from einscope.web.addresses.linked import Linked

NOT_COMPARED = say("Programs cannot be compared yet.")


def differing(left: Linked, right: Linked) -> Difference:
    """The cells that come from elsewhere, of those that either picture shows, and a sentence on the difference.

    Cost: O(cells shown · arity), of small outputs O(cells · arity).
    """
    shown = np.union1d(_shown(left.subject), _shown(right.subject))
    return difference(left.asked.plan, right.asked.plan, shown)


def _shown(subject: Subject) -> IntArray:
    """The output cells in the window."""
    targets = [
        Blocks(subject.scene, number, source, subject.output, "beside").targets
        for number, source in enumerate(subject.inputs)
    ]
    return np.unique(np.concatenate(targets))
