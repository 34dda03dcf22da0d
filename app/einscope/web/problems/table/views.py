"""Pictures, and how a state is looked at."""

from einscope.core.errors import say
from einscope.web.problems.table.explained import Ask, Explained, Group

_SWAP = {"pattern": "h w -> w h", "shape": "2,3"}

VIEWS = Group(
    "views",
    say("Pictures and views"),
    (
        Explained(
            "view-form",
            say("A view says of a tensor which way its axes run: y=h:row,w:column."),
            Ask("rearrange", {**_SWAP, "view": "row"}),
            {"view": "y=h:row"},
        ),
        Explained(
            "view-tensor",
            say("Inputs are called x, x2 and so on, outputs y; a program has its own names."),
            Ask("rearrange", {**_SWAP, "view": "z=h:row"}),
            {"view": "y=h:row"},
        ),
        Explained(
            "view-axis",
            say("An axis of a tensor is named by a part that no other axis has, or by its number from 0."),
            Ask("rearrange", {**_SWAP, "view": "y=c:row"}),
            {"view": "y=h:row"},
        ),
        Explained(
            "view-direction",
            say("On paper there are three directions: row, column and depth."),
            Ask("rearrange", {**_SWAP, "view": "y=h:down"}),
        ),
        Explained(
            "view-repeated",
            say("The view speaks of the same tensor, or of the same axis, twice."),
            Ask("rearrange", {**_SWAP, "view": "y=h:row,h:column"}),
        ),
        Explained(
            "color-unknown",
            say("The colour of a cell tells its source, its value, or where it is along one axis."),
            Ask("rearrange", {**_SWAP, "color": "red"}),
        ),
        Explained(
            "ground-unknown",
            say("A picture stands on paper, or on nothing: transparent."),
            Ask("/rearrange.svg", {**_SWAP, "ground": "glass"}),
        ),
        Explained(
            "font-unknown",
            say("The letters of a picture are of one of three families: mono, sans, serif."),
            Ask("/rearrange.svg", {**_SWAP, "font": "arial"}),
        ),
        Explained(
            "accent-unknown",
            say("A colour is a name that CSS has, as crimson, or six digits, as d33682."),
            Ask("/rearrange.svg", {**_SWAP, "accent": "reddish"}),
            {"accent": "red"},
        ),
        Explained(
            "accent-many",
            say("A picture takes one colour for what is marked, and one for each of a dozen axes."),
            Ask("/rearrange.svg", {**_SWAP, "accent": ",".join(["red"] * 14)}),
        ),
        Explained(
            "window-axis",
            say("The shown window begins somewhere on axes that the operation has."),
            Ask("rearrange", {**_SWAP, "at": "c=1"}),
            {"at": "h=1"},
        ),
        Explained(
            "window-start",
            say("The shown window begins behind the end of the axis."),
            Ask("rearrange", {**_SWAP, "at": "h=5"}),
        ),
        Explained(
            "window-outside",
            say("The list of cells begins behind the last cell of the output."),
            Ask("rearrange", {**_SWAP, "start": "100"}),
        ),
        Explained(
            "cell-outside",
            say("Cells of the output are numbered from 0 in C order, and this one is not there."),
            Ask("rearrange", {**_SWAP, "cell": "6"}),
        ),
        Explained(
            "show-range",
            say("A picture shows at least one cell, and no more than can be drawn."),
            Ask("rearrange", {**_SWAP, "show": "0"}),
        ),
        Explained(
            "stage-range",
            say("There are four stages: 0 is the input, 1 split, 2 moved, 3 the output. Fractions lie between them."),
            Ask("rearrange", {**_SWAP, "stage": "4"}),
        ),
        Explained(
            "stage-not-a-number",
            say("A stage is a number from 0 to 3, such as 1.5."),
            Ask("/api/v1/compare", {"a": "/rearrange?stage=last", "b": "/rearrange"}),
            {"a": "/rearrange?stage=3"},
        ),
        Explained(
            "picture-large",
            say("The picture would have more pixels than are drawn at once."),
            Ask("/rearrange.png", {**_SWAP, "width": "1600", "height": "1600", "scale": "4"}),
        ),
        Explained(
            "pictures-busy",
            say(
                "Several pictures are being drawn, and more are waiting. Retry-After says in how many seconds to ask "
                "again."
            ),
        ),
    ),
)
