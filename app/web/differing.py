"""How two linked states differ: what the page ``/compare`` and its picture both say."""

import numpy as np

from app.core.comparison import Difference, difference
from app.core.errors import say
from app.core.index_map import IntArray
from app.render.blocks import Blocks
from app.render.subject import Subject
from app.web.linked import Linked

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
