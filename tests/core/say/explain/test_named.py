"""Names of axes in sentences: every place that means an axis, and no word that is spelled like one."""

import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.say.explain import Named, steps
from einscope.web.server.language import LANGUAGES, translate


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("op", registry())
def test_what_is_marked_in_a_step_is_the_name_of_that_axis(op: str, language: str) -> None:
    plan = registry()[op].example_plan()
    names = tuple(axis.name for axis in plan.axes)
    marked = 0
    for sentence in steps(plan, registry()[op].introduction):
        named = Named(sentence, names)
        text = translate(sentence, language)
        for start, end, axis in named.spans(translate(named.framed(), language)):
            assert text[start:end] == names[axis]
            marked += 1
    assert marked > 0


@pytest.mark.parametrize(
    ("pattern", "shape", "marked"),
    [
        ("a of -> of a", "2,3", ["Put [of] first."]),
        (
            "x y -> (y x)",
            "2,3",
            ["Put [x] after [y].", "Join [y] and [x] into one axis of size 6: its index is 2[y] + [x]."],
        ),
        (
            "h2 h -> (h h2)",
            "2,3",
            ["Put [h2] after [h].", "Join [h] and [h2] into one axis of size 6: its index is 2[h] + [h2]."],
        ),
        (
            "axis a -> (axis a)",
            "2,3",
            [
                "Join [axis] and [a] into one axis of size 6: its index is 3·[axis] + [a].",
                "Nothing moves: only the shape changes.",
            ],
        ),
    ],
)
def test_a_word_is_no_axis_for_being_spelled_like_one(pattern: str, shape: str, marked: list[str]) -> None:
    request = registry()["rearrange"].read({"pattern": pattern, "shape": shape}, DEFAULT_LIMITS)
    plan = request.plan(DEFAULT_LIMITS)
    names = tuple(axis.name for axis in plan.axes)
    found = []
    for sentence in steps(plan):
        named, text, end = Named(sentence, names), str(sentence), 0
        pieces = ""
        for span in named.spans(str(named.framed())):
            pieces += f"{text[end : span.start]}[{text[span.start : span.end]}]"
            end = span.end
        found.append(pieces + text[end:])
    assert found[: len(marked)] == marked
