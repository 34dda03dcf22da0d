"""How an answer is shown: which cells are listed, which windows, in which language."""

from dataclasses import dataclass

from app.web.language import LANGUAGES

DEFAULT_COUNT = 4_096


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is shown.

    Args:
        start: first cell listed.
        count: how many are listed; as many as is ``usual`` where it is None.
        at: where the picture's windows begin.
        usual: see ``count``.
        language: of the steps and of captions.
        check: whether einops is asked too.
    """

    start: int = 0
    count: int | None = None
    at: str = ""
    usual: int = DEFAULT_COUNT
    language: str = LANGUAGES[0]
    check: bool = False

    @property
    def most(self) -> int:
        """How many cells to list at the most."""
        return self.usual if self.count is None else self.count

    def texts(self) -> dict[str, str]:
        """What differs from the default, as texts of an address."""
        count = "" if self.count is None else str(self.count)
        language = "" if self.language == LANGUAGES[0] else self.language
        texts = {"start": str(self.start or ""), "count": count, "at": self.at, "lang": language}
        return {name: text for name, text in texts.items() if text}
