"""What is said of a code, and a request that is refused with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from einscope.core.errors import Sentence
from einscope.core.questions import questions


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of this application.

    Args:
        of: name of an operation, asked of the API; or a path.
        texts: its query.
        body: JSON that is posted; None: it is a GET.
    """

    of: str
    texts: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None

    @property
    def path(self) -> str:
        """Where it is asked.

        >>> Ask("merge").path, Ask("/merge.gif").path
        ('/api/v1/merge', '/merge.gif')
        """
        return f"/api/v1/{self.of}" if self.of in questions() else self.of

    @property
    def page(self) -> str:
        """Where a person sees it.

        >>> Ask("merge").page, Ask("/api/v1/compare").page
        ('/merge', '/compare')
        """
        return self.path.removeprefix("/api/v1")


@dataclass(frozen=True, slots=True)
class Explained:
    """A code.

    Args:
        code: as problem documents have it.
        sentence: what it means.
        example: a request that is refused with it; None: none can be asked for at any time.
        mended: what differs in a request that is answered, where that says more than what the refusal itself offers:
            parameters, those with an empty text left out; under ``body`` the whole new body, no text for none.
    """

    code: str
    sentence: Sentence
    example: Ask | None = None
    mended: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Codes that belong together; ``name`` is where they stand on the page of all."""

    name: str
    title: Sentence
    codes: tuple[Explained, ...]
