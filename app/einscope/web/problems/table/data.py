"""Numbers and words of one's own, and arrays of sources."""

from einscope.core.errors import say
from einscope.web.problems.table.explained import Ask, Explained, Group

_SWAP = {"pattern": "h w -> w h", "shape": "2,2"}
_INFER = "/api/v1/infer"
_NPY = say("The body is not a file as numpy.save writes it, in version 1 or 2 of the format.")

DATA = Group(
    "data",
    say("Data"),
    (
        Explained(
            "data-shape",
            say(
                "The data of an input fills it exactly: as many numbers as it has cells, in lists as long as its axes."
            ),
            Ask("rearrange", {**_SWAP, "data": "[[1,2,3],[4,5,6]]"}),
            {"shape": "2,3", "data": "[[1,2,3],[4,5,6]]"},
        ),
        Explained(
            "data-ragged",
            say("Lists at the same depth have the same length, or they make no tensor."),
            Ask("rearrange", {**_SWAP, "data": "[[1,2],[3]]"}),
            {"data": "[[1,2],[3,4]]"},
        ),
        Explained("sources-empty", say("Where the cells that a layer made are pasted, there is no number.")),
        Explained("sources-several", say("The cells of one tensor are read; here there are several.")),
        Explained(
            "sources-rounded",
            say("A number was printed with too few digits to tell which cell is meant: print lists instead."),
        ),
        Explained(
            "data-bracket",
            say("The brackets of the data do not match, or nest deeper than a tensor can have axes."),
            Ask("rearrange", {**_SWAP, "data": "[[1,2],[3,4]"}),
            {"data": "[[1,2],[3,4]]"},
        ),
        Explained(
            "data-semicolon",
            say("Here semicolons separate inputs, not rows as in MATLAB."),
            Ask("rearrange", {**_SWAP, "data": "[1 2; 3 4]"}),
            {"data": "[[1,2],[3,4]]"},
        ),
        Explained(
            "data-shortened",
            say("Libraries print long tensors with dots in the middle. The numbers behind the dots are lost."),
            Ask("rearrange", {"pattern": "w -> w", "shape": "6", "data": "[0, 1, ..., 5]"}),
            {"data": "[0, 1, 2, 3, 4, 5]"},
        ),
        Explained(
            "data-inputs",
            say("There are lists of numbers for more inputs than the operation takes."),
            Ask("einsum", {"pattern": "i, i -> i", "shape": "2;2", "data": "[1,2];[3,4];[5,6]"}),
            {"data": "[1,2];[3,4]"},
        ),
        Explained(
            "data-name",
            say("Data is given by the names of inputs: x, x2 and so on."),
            Ask("einsum", {"pattern": "i, i -> i", "shape": "2;2", "data": "z:[1,2]"}),
            {"data": "x:[1,2]"},
        ),
        Explained(
            "data-repeated",
            say("The same input is given data twice. Either could be meant."),
            Ask("einsum", {"pattern": "i, i -> i", "shape": "2;2", "data": "x:[1,2];x:[3,4]"}),
            {"data": "x:[1,2];x2:[3,4]"},
        ),
        Explained(
            "data-limit",
            say("A query may hold 4,096 numbers, a body 65,536. Tensors without data of their own have no such limit."),
        ),
        Explained(
            "sources-length",
            say("Infer needs one source for each cell of the output, in its order."),
            Ask(_INFER, body='{"sources": [0, 2, 1], "input_shape": [2, 2], "output_shape": [2, 2]}'),
            {"body": '{"sources": [0, 2, 1, 3], "input_shape": [2, 2], "output_shape": [2, 2]}'},
        ),
        Explained(
            "source-outside",
            say("A source is the position of a cell of the input, counted from 0; -1 means that a cell has none."),
            Ask(_INFER, body='{"sources": [0, 4], "input_shape": [4], "output_shape": [2]}'),
            {"body": '{"sources": [0, 3], "input_shape": [4], "output_shape": [2]}'},
        ),
        Explained(
            "sources-not-integers",
            say("Sources are positions of cells, so the file must hold integers."),
        ),
        Explained("npy-invalid", _NPY),
        Explained(
            "npy-objects", say("The file holds pickled Python objects. Loading them would run code, so it is not done.")
        ),
        Explained("npy-truncated", say("The file ends before all its cells have come, as when a download breaks off.")),
        Explained("npy-long", say("There is more in the file than its header announces.")),
    ),
)
