"""How much one request may ask for. Everything accepted within these bounds is answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a request, each with its unit and its reason."""

    pattern_characters: int = 1_000
    """Code points of a parameter's text: longer than any pattern in public code by a factor of ten."""

    axes: int = 32
    """Elementary axes, and axes of any one tensor: the rank that NumPy long had, and more than a page can colour."""

    cells: int = 2**53 - 1
    """Cells of any one tensor: a flat position must be exact as a JavaScript number and as an int64."""

    window_cells: int = 65_536
    """Cells in one JSON answer: about half a megabyte."""

    array_cells: int = 2**24
    """Sources in one .npy file: 128 MB, streamed in chunks."""

    gather_cells: int = 2**24
    """Cells of a gather array, from which a pattern is inferred: each is looked at, in tenths of a second in all."""

    verdict_cells: int = 2**20
    """Cells counted one by one for a verdict that the strides do not tell: some tens of milliseconds."""

    program_characters: int = 40_000
    """Code points of a program but its comments and docstrings: longer than the module of any layer we have seen."""

    program_statements: int = 200
    """Statements in a program's text: each may become a stage of its own."""

    program_steps: int = 50_000
    """Steps of the interpreter, about a microsecond each; making a tensor takes some tens of them."""

    data_cells: int = 65_536
    """Numbers of one's own: about as many as a JSON answer has cells."""

    data_query_cells: int = 4_096
    """Numbers of one's own in an address."""

    result_cells: int = 4_096
    """Cells of a result that is worked out without being asked for."""

    picture_cells: int = 4_096
    """Cells in one picture, unless more are asked for: more are smaller than a digit."""

    shown_cells: int = 2**20
    """Cells that may be asked for in one picture: more than a screen has pixels to spare for."""

    picture_pixels: int = 2**24
    """Pixels of one still: a wall of screens, and some fifty megabytes while it is drawn."""

    film_pixels: int = 2**21
    """Pixels of each frame of a GIF: there are sixty of them."""


DEFAULT_LIMITS = Limits()
