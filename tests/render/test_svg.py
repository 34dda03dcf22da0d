"""SVG: well-formed whatever it says, small, with nothing in it that runs or leads elsewhere."""

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einscope.render.pair import pair, pair_sheet
from einscope.render.sheet import sheet
from einscope.render.svg import document
from tests.picture import FILE, drawn
from tests.render.subjects import NAMES, PATCH, SUBJECTS, subject

SVG = "{http://www.w3.org/2000/svg}"
BIG = {"pattern": "b h w c -> b c h w", "shape": "1,8,8,4"}


def parsed(text: str) -> Tree.Element:
    """The document, parsed strictly."""
    return Tree.fromstring(text)


def words(root: Tree.Element) -> list[str]:
    """All texts that are seen."""
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("time", [None, 0.0, 1.3, 3.0])
@pytest.mark.parametrize(("operation", "texts"), SUBJECTS, ids=NAMES)
def test_a_picture_holds_everything_and_nothing_that_runs(
    operation: str, texts: Mapping[str, str], time: float | None
) -> None:
    seen = subject(operation, texts)
    text = document(seen, sheet(seen, 800), "auto", time)
    root = parsed(text)
    assert root.find(f"{SVG}title").text == seen.title  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == seen.description  # type: ignore[union-attr]
    said = words(root)
    for figure in seen.scene.figures:
        assert str(figure.caption) in said
    for stage in seen.scene.stages:
        assert str(stage.caption) in said
    assert any(bracket.startswith(axis.name) for axis in seen.axes for bracket in said)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {
            *("svg", "title", "desc", "style", "g", "defs", "use", "rect", "line", "path", "circle", "text", "tspan"),
        }
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name or value.startswith("#")
    assert re.findall(r"@import|url\(|javascript:|https?://(?!www\.w3\.org/2000/svg)", text) == []


@pytest.mark.parametrize(("operation", "texts"), SUBJECTS, ids=NAMES)
def test_whatever_is_referred_to_is_there_once(operation: str, texts: Mapping[str, str]) -> None:
    seen = subject(operation, texts)
    root = parsed(pair(seen, seen, "the same", pair_sheet(seen, seen, "the same", 1200)))
    names = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(names) == len(set(names))
    assert {each.attrib["href"][1:] for each in root.iter(f"{SVG}use")} <= set(names)


def test_a_film_of_256_cells_is_small() -> None:
    seen = subject("rearrange", BIG)
    assert len(document(seen, sheet(seen, 800))) < 75_000


def test_whoever_wants_no_motion_sees_a_still() -> None:
    seen = subject("rearrange", PATCH)
    text = document(seen, sheet(seen, 800))
    style = "".join(re.findall(r"<style>(.*?)</style>", text))
    moving = style.index("@media(prefers-reduced-motion:no-preference){")
    assert "animation" not in style[:moving]
    assert "@keyframes" not in style[:moving]


def test_a_still_has_no_film() -> None:
    seen = subject("rearrange", PATCH)
    assert "@keyframes" not in document(seen, sheet(seen, 800), "light", 1.5)


@pytest.mark.parametrize(
    ("theme", "there", "absent"), [("light", "#f3f1eb", "#0d0e10"), ("dark", "#0d0e10", "#f3f1eb")]
)
def test_a_theme_is_the_only_one(theme: str, there: str, absent: str) -> None:
    seen = subject("rearrange", PATCH)
    text = document(seen, sheet(seen, 800), theme)  # type: ignore[arg-type]
    assert there in text
    assert absent not in text
    both = document(seen, sheet(seen, 800), "auto")
    assert there in both
    assert absent in both


def test_a_window_says_that_it_is_one() -> None:
    seen = subject("rearrange", {"pattern": "h w -> w h", "shape": "1000000,1000000"})
    window = seen.scene.windows[0]
    said = words(parsed(document(seen, sheet(seen, 800))))
    told = f"window of {seen.scene.cells} cells: "
    assert any(each.startswith(f"{told}h 0–{window.count - 1} of 1000000") for each in said)


AWKWARD = st.text(st.characters(exclude_categories=()), max_size=40)


@settings(max_examples=150, deadline=None)
@given(AWKWARD, AWKWARD, AWKWARD)
def test_no_text_breaks_the_document(name: str, pattern: str, description: str) -> None:
    seen = subject("rearrange", PATCH)
    axes = tuple(replace(axis, name=name) for axis in seen.axes)
    said = replace(
        seen,
        axes=axes,
        heading=((pattern, None), (name, 1)),
        description=description,
        subtitle=name,
        spoken=lambda _: pattern,
    )
    root = parsed(document(said, sheet(said, 400)))
    allowed = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", description)
    # A parser turns every end of a line into a line feed.
    assert (root.find(f"{SVG}desc").text or "") == re.sub("\r\n?", "\n", allowed)  # type: ignore[union-attr]


NAMES_OF_AXES = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=6).filter(str.isidentifier)


@settings(max_examples=60, deadline=None)
@given(NAMES_OF_AXES, NAMES_OF_AXES)
def test_an_axis_may_have_a_name_in_any_script(one: str, other: str) -> None:
    from unicodedata import normalize

    if normalize("NFKC", one) == normalize("NFKC", other):
        return
    seen = subject("rearrange", {"pattern": f"{one} {other} -> {other} {one}", "shape": "2,3"})
    said = words(parsed(document(seen, sheet(seen, 800))))
    assert f"{seen.axes[0].name} 2" in said or seen.axes[0].name in said


def test_the_picture_of_readme_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == drawn(), "run ./dev picture"


SMALLEST = {"pattern": "(h 2) (w 2) -> h w", "shape": "4,4", "reduction": "min"}


def cells_of_y(text: str) -> list[list[str]]:
    """The cells of several that are seen of the output of a still, each with its value and what it is made of."""
    root = parsed(text)
    symbols = {f"#{each.get('id')}": words(each) for each in root.iter(f"{SVG}g") if each.get("id")}
    uses = [symbols.get(str(each.get("href")), []) for each in root.iter(f"{SVG}use")]
    return sorted(each for each in uses if len(each) > 1)


@pytest.mark.parametrize(
    ("operation", "texts", "lines"),
    [
        ("reduce", SMALLEST, [["0", "min of 4"], ["10", "min of 4"], ["2", "min of 4"], ["8", "min of 4"]]),
        (
            "einsum",
            {"pattern": "i j, j k -> i k", "shape": "2,3;3,2"},
            [["10", "Σ of 3"], ["13", "Σ of 3"], ["28", "Σ of 3"], ["40", "Σ of 3"]],
        ),
        (
            "einsum",
            {"pattern": "i, j -> i j", "shape": "2;2"},
            [["0", "x·x2"], ["0", "x·x2"], ["0", "x·x2"], ["1", "x·x2"]],
        ),
    ],
)
def test_cells_that_are_made_of_several_say_so_once_these_are_there(
    operation: str, texts: Mapping[str, str], lines: list[list[str]]
) -> None:
    seen = subject(operation, texts)
    paper = sheet(seen, 800)
    assert cells_of_y(document(seen, paper, "light", 3.0)) == lines
    assert cells_of_y(document(seen, paper, "light", 1.5)) == []
    film = cells_of_y(document(seen, paper, "light"))
    assert all(film.count(line) >= lines.count(line) for line in lines)


def test_a_label_leaves_out_its_second_line_and_then_itself_where_there_is_no_room() -> None:
    seen = subject("reduce", {**SMALLEST, "shape": "8,8"})
    stills = [document(seen, sheet(seen, width), "light", 3.0) for width in (1600, 600, 200)]
    assert [len(cells_of_y(still)) for still in stills] == [16, 0, 0]
    assert [">63</text>" in still for still in stills] == [True, True, False]  # the numbers alone, and then nothing
