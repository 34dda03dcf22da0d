"""Everything that can be asked: the operations, and programs."""

from functools import cache

from einscope.core.operation import Question
from einscope.core.ops import registry
from einscope.core.program.question import PROGRAM


@cache
def questions() -> dict[str, Question]:
    """The questions by name, as menus list them.

    >>> list(questions())
    ['rearrange', 'reduce', 'repeat', 'einsum', 'merge', 'expand', 'unfold', 'roll', 'program']
    """
    return {**registry(), PROGRAM.name: PROGRAM}
