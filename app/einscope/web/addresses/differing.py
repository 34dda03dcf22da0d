"""How two linked states differ: what the page ``/compare``, its picture and its JSON all say."""

from collections.abc import Iterable

import numpy as np

from einscope.core.comparison import Comparison, comparison
from einscope.core.errors import Sentence
from einscope.core.map import IntArray
from einscope.render.blocks import Blocks
from einscope.render.subject import Subject
from einscope.web.addresses.linked_state import Linked
from einscope.web.server.language import translate


def differing(left: Linked, right: Linked, mending: bool = True) -> Comparison:
    """The two compared by the cells that either picture shows; ``mending`` as of :func:`comparison`.

    Cost: that of :func:`comparison`.
    """
    shown = np.union1d(_shown(left.subject), _shown(right.subject))
    return comparison(left.state, right.state, shown, mending)


def said(sentences: Iterable[Sentence], language: str) -> str:
    """Several sentences behind each other."""
    return " ".join(translate(sentence, language) for sentence in sentences)


def _shown(subject: Subject) -> IntArray:
    """The output cells in the window."""
    if subject.shown is not None:
        return np.unique(np.array(subject.shown, dtype=np.int64))
    targets = [
        Blocks(subject.scene, number, source, subject.output, "beside").targets
        for number, source in enumerate(subject.inputs)
    ]
    return np.unique(np.concatenate(targets))
