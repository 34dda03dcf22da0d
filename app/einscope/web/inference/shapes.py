"""The shape of one tensor, as it stands in a query."""

from einscope.core.errors import PatternError, say
from einscope.core.fields import ShapesText
from einscope.core.limits import Limits
from einscope.core.plan import Shape


def shape_of(name: str, text: str, limits: Limits) -> Shape:
    """The shape that a parameter names.

    Raises:
        PatternError: it is no shape, or there are several.

    >>> shape_of("from", "1,2,2,4", Limits())
    (1, 2, 2, 4)
    """
    shapes = ShapesText().read(text, name, limits)
    if len(shapes.shapes) == 1:
        return shapes.shapes[0]
    message = say("There is one tensor, but the shapes of {count} are given.", count=len(shapes.shapes))
    raise PatternError("shape-several", message, shapes.spans[1], name)
