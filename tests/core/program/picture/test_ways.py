"""Both sides of a statement are laid out alike, many figures stand in rows, and a view stays while one steps on."""

from math import prod

import pytest

from einscope.core.errors import PatternError
from einscope.core.fields import ViewText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program import run
from einscope.core.program.names.axes import axis_names
from einscope.core.program.picture import line_scene
from einscope.core.program.picture.line import LineScene
from einscope.core.scene.figure import Figure
from einscope.core.scene.layout.paper import PLACEMENTS
from einscope.core.scene.look import Look
from tests.core.program.cases import EACH, ended
from tests.core.program.programs.case import Case

SLICES = "".join(f"x{n} = x[:, {n % 3}::3, {n // 3}::3, :]\n" for n in range(9))
NINE = f"B, H, W, C = x.shape\n{SLICES}y = torch.cat([{', '.join(f'x{n}' for n in range(9))}], -1)\n"
ROOM = 620, 640  # of the stage of a program's page where the window has 1440×900 pixels, less some of either


def drawn(code: str, shapes: dict[str, tuple[int, ...]], number: int = -1, view: str = "") -> LineScene:
    program = run(code, shapes, {}, DEFAULT_LIMITS)
    look = Look(views=ViewText().read(view, "view", DEFAULT_LIMITS))
    return line_scene(program, axis_names(program, code), range(len(program.tensors))[number], look, 4096)


def ways(figure: Figure) -> dict[str, str]:
    """The direction of each axis by its name."""
    return {
        figure.axes[axis].text: way for way in ("row", "column", "depth") for axis in getattr(figure.directions, way)
    }


def shared(source: Figure, target: Figure) -> list[str]:
    """The axes of both; one that was joined or taken apart is another one, though it keeps its name."""
    cells = [[each.size for each in figure.axes] for figure in (source, target)]
    sizes = {each.text: each.size for each in target.axes}
    reshaped = prod(cells[0]) == prod(cells[1])
    return [
        each.text for each in source.axes if each.text in sizes and not (reshaped and sizes[each.text] != each.size)
    ]


def disagreeing(scene: LineScene) -> list[str]:
    """Axes that run differently on both sides, though the statement keeps their order."""
    *sources, target = scene.scene.figures
    found: list[str] = []
    for source in sources:
        names = shared(source, target)
        if names != [each.text for each in target.axes if each.text in names]:
            continue
        found += [name for name in names if ways(source)[name] != ways(target)[name]]
    return found


@EACH
def test_an_axis_runs_the_same_way_on_both_sides_of_a_statement(case: Case) -> None:
    program = ended(case)
    names = axis_names(program, case.code)
    for number in range(len(program.tensors)):
        assert not disagreeing(line_scene(program, names, number, Look(), 4096))


@pytest.mark.parametrize(
    ("code", "shapes", "expected"),
    [
        (NINE, {"x": (1, 6, 6, 2)}, {"b": "row", "h": "row", "w": "column", "c": "depth"}),
        ("y = torch.cat([x[:, :1], x[:, 1:]], 1)", {"x": (3, 4, 5)}, {"i": "depth", "j": "row", "k": "column"}),
        ("B, H, W, C = x.shape\ny = x.view(B, -1, C)", {"x": (1, 2, 2, 8)}, {"b": "row", "h": "row", "c": "column"}),
        ("B, H, W, C = x.shape\ny = x[:, 0]", {"x": (1, 3, 4, 2)}, {"b": "row", "w": "row", "c": "column"}),
    ],
)
def test_sources_are_laid_out_like_the_target(
    code: str, shapes: dict[str, tuple[int, ...]], expected: dict[str, str]
) -> None:
    *sources, target = drawn(code, shapes).scene.figures
    assert ways(target) == expected
    for source in sources:
        assert all(ways(source)[name] == expected[name] for name in shared(source, target))


def test_a_transposed_image_is_seen_to_turn() -> None:
    source, target = drawn("y = x.t()", {"x": (2, 3)}).scene.figures
    assert (ways(source), ways(target)) == ({"i": "row", "j": "column"}, {"j": "row", "i": "column"})


@pytest.mark.parametrize("channels", [1, 2, 3])
def test_nine_slices_stand_in_rows_with_legible_cells(channels: int) -> None:
    scene = drawn(NINE, {"x": (1, 6, 6, channels)}).scene
    scales = {each: min(ROOM[0] / scene.size[each][0], ROOM[1] / scene.size[each][1]) for each in PLACEMENTS}
    placement = max(PLACEMENTS, key=lambda each: scales[each])
    assert scene.cell * scales[placement] >= 22  # pixels of the screen; numbers are drawn from 14 on
    centres = [figure.captions[placement] for figure in scene.figures[:-1]]
    columns, rows = ({point[way] for point in centres} for way in (0, 1))
    assert len(centres) == 9
    assert len(columns) * len(rows) == 9
    assert set(centres) == {(x, y) for x in columns for y in rows}


def test_few_figures_stand_in_one_line() -> None:
    scene = drawn("y = torch.cat([q, k, v], -1)", dict.fromkeys("qkv", (4, 3))).scene
    across, down = ([figure.captions[each] for figure in scene.figures[:-1]] for each in ("below", "beside"))
    assert len({y for _, y in across}) == 1
    assert len({x for x, _ in down}) == 1


def test_a_view_of_all_tensors_turns_both_sides() -> None:
    scene = drawn(NINE, {"x": (1, 6, 6, 2)}, view="*=c:column").scene
    assert all(ways(figure)["c"] == "column" for figure in scene.figures)


def test_what_is_said_of_one_tensor_counts_more_than_what_is_said_of_all() -> None:
    *sources, target = drawn(NINE, {"x": (1, 6, 6, 2)}, view="y=c:row;*=c:column").scene.figures
    assert ways(target)["c"] == "row"
    assert {ways(source)["c"] for source in sources} == {"column"}


def test_a_view_of_a_tensor_of_another_line_is_kept_and_means_nothing() -> None:
    scene = drawn("y = x.t()\nz = y.flip(0)", {"x": (2, 3)}, view="x=i:depth").scene
    assert [ways(figure) for figure in scene.figures] == [{"j": "row", "i": "column"}] * 2


@pytest.mark.parametrize(
    ("view", "code", "repaired"),
    [
        ("w=i:row", "view-tensor", ""),
        ("x=q:row", "view-axis", ""),
        ("*=q:row,i:column", "view-axis", "*=i:column"),
        ("x=i:row;x=j:row", "view-repeated", "x=i:row"),
        ("x=i:row,i:depth", "view-repeated", "x=i:row"),
        ("x=2:row", "view-axis", ""),
    ],
)
def test_a_view_of_what_no_line_has_is_refused_with_a_repair_that_works(view: str, code: str, repaired: str) -> None:
    with pytest.raises(PatternError) as refused:
        drawn("y = x.t()", {"x": (2, 3)}, view=view)
    assert refused.value.code == code
    assert refused.value.repair == {"view": repaired}
    drawn("y = x.t()", {"x": (2, 3)}, view=repaired)
