"""Lessons: from the first cell to a whole layer, each step with something to do that is checked. One file for each."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from einscope.core.lessons.lesson import Lesson, Step

__all__ = ["Lesson", "Step", "lessons"]


@cache
def lessons() -> dict[str, Lesson]:
    """The lessons by name, in the order in which they build on each other; made when they are first asked for.

    Cost: the first time some tenths of a second: all that their sentences say is asked of the core.

    >>> list(lessons())  # doctest: +NORMALIZE_WHITESPACE
    ['first-cell', 'rows-and-columns', 'four-slices', 'there-and-back', 'larger-blocks', 'heads', 'einsum',
     'sliding-windows', 'shifted-windows', 'whole-layer']
    """
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if not found.ispkg]
    ordered = sorted((module for module in modules if hasattr(module, "LESSON")), key=lambda module: module.ORDER)
    return {module.LESSON.name: module.LESSON for module in ordered}
