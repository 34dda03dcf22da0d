"""Pages that are neither an operation nor a lesson nor an example; and where to go with what nothing here is called."""

from dataclasses import dataclass

from einscope.core.errors import Sentence, say


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Args:
        path: of it.
        title: as the search names it.
        sentence: what it is for.
        also: other names of it, in any language, for whoever searches.
    """

    path: str
    title: Sentence
    sentence: Sentence
    also: tuple[str, ...] = ()


PAGES = (
    Page(
        "/learn",
        say("Learn"),
        say("Lessons on rearranging tensors: look, predict, try, and be told at once whether it is right."),
        ("lessons", "tutorial", "course", "help", "beginner", "教程", "学习", "帮助"),
    ),
    Page(
        "/examples",
        say("Examples"),
        say("Layers of well-known models, and mistakes that shapes hide, cell by cell."),
        ("gallery", "models", "图库", "模型"),
    ),
    Page(
        "/compare",
        say("Compare"),
        say("Two states side by side; cells with different sources have a ring."),
        ("diff", "difference", "side by side", "versus", "比较", "差别"),
    ),
    Page(
        "/problems",
        say("Errors"),
        say("What each error means, with an example and what mends it."),
        ("error", "problem", "message", "code", "422", "repair", "错误", "报错"),
    ),
    Page(
        "/infer",
        say("What does my layer do?"),
        say("Paste the cells that a layer makes, or choose among the patterns that lead from a shape to a shape."),
        (
            *("infer", "own layer", "npy", "which pattern", "which reshape", "shape to shape", "between", "nearest"),
            *("反推", "推断", "自己的层", "哪个模式", "从形状到形状"),
        ),
    ),
    Page(
        "/docs",
        say("The API, described"),
        say("Every address, every parameter, every field of the answer, to read and to try."),
        ("docs", "API", "OpenAPI", "swagger", "JSON", "curl", "documentation", "reference", "文档", "接口"),
    ),
)

ELSEWHERE = (
    Page("/program", say("Paste the code"), say("The page of programs reads tensor code and shows what it does.")),
    Page(
        "/docs",
        say("Look it up"),
        say("Every address, every parameter, every field of the answer, to read and to try."),
    ),
)
