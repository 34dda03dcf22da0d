"""What is wrong with a program; where, is known to whoever reads the statement."""

from einscope.core.errors import PatternError, Sentence, say_count


class Refusal(PatternError):  # noqa: N818 — a PatternError that has no place yet
    """An error of a movement, which knows no place in the text: the interpreter adds the node it came from.

    Args:
        code: as of a PatternError.
        message: as of a PatternError.
        hint: as of a PatternError.
        piece: the number of the piece at fault, where a list of tensors was given.
        instead: the name of another method that does it, for the repair.
    """

    def __init__(
        self,
        code: str,
        message: Sentence,
        hint: Sentence | None = None,
        piece: int | None = None,
        instead: str | None = None,
    ) -> None:
        super().__init__(code, message, None, "code", hint)
        self.piece = piece
        self.instead = instead
        self.raised: str | None = None
        """The kind of error, where the program itself raises it."""


def wrong_number(name: str, count: int, given: int) -> Refusal:
    """That a call has another number of arguments than the most it can have.

    >>> str(wrong_number("f", 1, 2))
    'f takes 1 argument; got 2.'
    """
    return Refusal(
        "program-argument",
        say_count(
            "{name} takes {count} argument; got {given}.",
            "{name} takes {count} arguments; got {given}.",
            count,
            name=name,
            given=given,
        ),
    )
