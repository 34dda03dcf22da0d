"""The picture that README opens with; ``./dev picture`` draws it again."""

from pathlib import Path

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.render.sheet import sheet
from einscope.render.svg import document
from einscope.web.pictures.subject import subject_of
from einscope.web.requests.view import View

FILE = Path(__file__).parents[1] / ".github" / "flight.svg"


def drawn() -> str:
    """The example of the page, playing."""
    operation = registry()["rearrange"]
    subject = subject_of(operation, operation.example, View(), DEFAULT_LIMITS)
    return document(subject, sheet(subject, 800))


if __name__ == "__main__":
    FILE.write_text(drawn(), encoding="utf-8")
    print(f"drew {FILE.relative_to(Path.cwd())}")
