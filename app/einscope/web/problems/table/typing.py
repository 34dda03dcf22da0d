"""How a pattern is written."""

from einscope.core.errors import say
from einscope.web.problems.table.explained import Ask, Explained, Group

_LONG = "h " * 501

TYPING = Group(
    "patterns",
    say("Writing patterns"),
    (
        Explained(
            "arrow-missing",
            say("The arrow separates the axes of the input from those of the output. Without it there is no output."),
            Ask("rearrange", {"pattern": "h w", "shape": "2,3"}),
        ),
        Explained(
            "arrow-repeated",
            say("A pattern is one step from an input to an output, so it has one arrow. Two steps are two patterns."),
            Ask("rearrange", {"pattern": "h w -> w h -> h w", "shape": "2,3"}),
        ),
        Explained(
            "arrow-lookalike",
            say("Inside a program a pattern stands as einops reads it, and einops knows the arrow -> alone."),
            Ask("program", {"code": "y = rearrange(x, 'h w => w h')", "shape": "x:2,3"}),
            {"code": "y = rearrange(x, 'h w -> w h')"},
        ),
        Explained(
            "bracket-open",
            say("Round brackets join axes into one. Each bracket that is opened is closed on the same side."),
            Ask("rearrange", {"pattern": "b h w -> b (h w", "shape": "1,2,3"}),
        ),
        Explained(
            "bracket-close",
            say("There is a closing bracket without an opening one before it."),
            Ask("rearrange", {"pattern": "b h w -> b h w)", "shape": "1,2,3"}),
        ),
        Explained(
            "bracket-nested",
            say("Brackets do not nest: one level already says the order of all axes in it."),
            Ask("rearrange", {"pattern": "b h w c -> b ((h w) c)", "shape": "1,2,2,3"}),
        ),
        Explained(
            "bracket-in-einsum",
            say("einsum multiplies and sums along whole axes. It neither splits nor joins them; rearrange does."),
            Ask("einsum", {"pattern": "b (h w), h -> b w", "shape": "2,6;3"}),
            {"pattern": "b h w, h -> b w", "shape": "2,3,2;3"},
        ),
        Explained(
            "space-missing",
            say("Axes are words, separated by spaces: hw is one axis, h w are two."),
            Ask("rearrange", {"pattern": "b h...->b ...h", "shape": "1,2,3"}),
            {"pattern": "b h ... -> b ... h"},
        ),
        Explained(
            "character-unknown",
            say("A pattern consists of names, numbers, round brackets, an ellipsis and an arrow; einsum adds commas."),
            Ask("rearrange", {"pattern": "h + w -> w h", "shape": "2,3"}),
        ),
        Explained(
            "name-invalid",
            say("The name of an axis begins with a letter, goes on with letters, digits and _, and does not end in _."),
            Ask("rearrange", {"pattern": "_h w -> w _h", "shape": "2,3"}),
        ),
        Explained(
            "axis-repeated",
            say("On each side a name stands for one axis. Two axes of the same size still need two names."),
            Ask("rearrange", {"pattern": "h h -> h", "shape": "3,3"}),
        ),
        Explained(
            "axis-one-sided",
            say(
                "rearrange keeps every axis, so each name is on both sides; reduce drops axes, and repeat adds "
                "some. In einsum what is in the output is in an operand."
            ),
            Ask("rearrange", {"pattern": "h w c -> h w", "shape": "2,2,3"}),
        ),
        Explained(
            "ellipsis-repeated",
            say(
                "The ellipsis stands for all axes that have no name. With two of them, it would not be clear "
                "which axis belongs to which."
            ),
            Ask("rearrange", {"pattern": "... c ... -> c ...", "shape": "2,3,4"}),
        ),
        Explained(
            "ellipsis-right-only",
            say("What the ellipsis on the right stands for comes from the one on the left."),
            Ask("rearrange", {"pattern": "h w c -> c ...", "shape": "2,3,4"}),
        ),
        Explained(
            "ellipsis-grouped",
            say(
                "On the left, brackets split one axis, and how many parts an ellipsis would be is not known. On "
                "the right it may stand in brackets."
            ),
            Ask("rearrange", {"pattern": "(... c) -> c ...", "shape": "6"}),
        ),
        Explained(
            "number-zero",
            say("A number in a pattern is the size of an axis, and as in einops it is not 0."),
            Ask("repeat", {"pattern": "h -> h 0", "shape": "3"}),
        ),
        Explained(
            "number-in-rearrange",
            say(
                "In rearrange each axis is on both sides, and a number does not say which axis it is. Only 1 may be "
                "written as a number."
            ),
            Ask("rearrange", {"pattern": "h (w 2) -> w h 2", "shape": "3,4"}),
        ),
        Explained(
            "number-in-reduce",
            say(
                "In reduce a number on the right would be a new axis, and reduce makes none. On the left, it is "
                "an axis that is reduced."
            ),
            Ask("reduce", {"pattern": "h w -> h 2", "shape": "3,4", "reduction": "sum"}),
        ),
        Explained(
            "number-in-repeat",
            say(
                "In repeat a number on the left would be an axis that is dropped, and repeat drops none. On the "
                "right, it is a new axis."
            ),
            Ask("repeat", {"pattern": "h 2 -> h", "shape": "3,2"}),
        ),
        Explained(
            "number-in-einsum",
            say("einsum pairs axes by their names, and a number is not a name."),
            Ask("einsum", {"pattern": "i 3, j 3 -> i j", "shape": "2,3;4,3"}),
            {"pattern": "i k, j k -> i j"},
        ),
        Explained(
            "text-long",
            say("Each parameter has a limit on its length, so that every answer comes at once."),
            Ask("rearrange", {"pattern": _LONG, "shape": "2"}),
            {"pattern": "h -> h"},
        ),
        Explained(
            "text-control",
            say("The text contains a null character, or half of a surrogate pair, which is not a character."),
            Ask("rearrange", {"pattern": "h\0 w -> w h", "shape": "2,3"}),
        ),
    ),
)
