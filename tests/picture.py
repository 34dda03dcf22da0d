"""The picture that README opens with; ``./dev picture`` draws it again."""

from pathlib import Path

from app.core.limits import DEFAULT_LIMITS
from app.core.ops import registry
from app.render.sheet import sheet
from app.render.svg import document
from app.web.subject import subject_of
from app.web.view import View

FILE = Path(__file__).parents[1] / ".github" / "flight.svg"


def drawn() -> str:
    """The example of the page, playing."""
    operation = registry()["rearrange"]
    subject = subject_of(operation, operation.example, View(), DEFAULT_LIMITS)
    return document(subject, sheet(subject, 800))


if __name__ == "__main__":
    FILE.write_text(drawn(), encoding="utf-8")
    print(f"drew {FILE.relative_to(Path.cwd())}")
