"""How formulas read; that they say on every cell what the map says is asked in tests/core/readings."""

from math import prod

import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.plan import Axis, Plan, Term, indexed
from einscope.core.say.formula import formula, where_to
from tests.core.plans import plan_of, rearrange


@pytest.mark.parametrize(
    ("operation", "texts", "text"),
    [
        ("expand", {"shape": "1,2,2,4"}, "y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]"),
        ("merge", {"shape": "1,4,4,3"}, "y[b, h, w, 6p2 + 3p1 + c] = x[b, 2h + p1, 2w + p2, c]"),
        (
            "merge",
            {"shape": "1,5,4,1", "odd": "pad"},
            "y[b, h, w, 2p2 + p1 + c] = x[b, 2h + p1, 2w + p2, c] where 2h + p1 < 5, else 0",
        ),
        (
            "merge",
            {"shape": "1,5,3,1", "odd": "pad"},
            "y[b, h, w, 2p2 + p1 + c] = x[b, 2h + p1, 2w + p2, c] where 2h + p1 < 5 and 2w + p2 < 3, else 0",
        ),
        ("merge", {"shape": "1,5,4,1", "odd": "crop"}, "y[b, h, w, 2p2 + p1 + c] = x[b, 2h + p1, 2w + p2, c]"),
        ("rearrange", {"pattern": "a () -> 1 a", "shape": "3,1"}, "y[0, a] = x[a, 0]"),
        ("rearrange", {"pattern": "a ... -> (a ...)", "shape": "2,3,4"}, "y[12a + 4i + j] = x[a, i, j]"),
        ("rearrange", {"pattern": "->", "shape": ""}, "y[] = x[]"),
    ],
)
def test_the_formula_reads_as_on_paper(operation: str, texts: dict[str, str], text: str) -> None:
    assert formula(plan_of(operation, **texts)).text == text


@pytest.mark.parametrize(
    ("pattern", "shape", "sizes", "text", "back"),
    [
        (
            "b h w (p1 p2 c) -> b (h p1) (w p2) c",
            "1,2,2,4",
            "p1=2,p2=2",
            "y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]",
            "x[b, h, w, k] → y[b, 2h + k // 2, 2w + k % 2, 0]",
        ),
        ("h w -> w h", "2,3", "", "y[w, h] = x[h, w]", "x[h, w] → y[w, h]"),
        ("h 1 w -> () w h", "2,1,3", "", "y[0, w, h] = x[h, 0, w]", "x[h, 0, w] → y[0, w, h]"),
        ("... c -> c ...", "2,3,4", "", "y[c, i, j] = x[i, j, c]", "x[i, j, c] → y[c, i, j]"),
        (
            "(a b k) -> (k b a)",
            "24",
            "a=2,b=3",
            "y[6k + 2b + a] = x[12a + 4b + k]",
            "x[l] → y[6(l % 4) + 2(l // 4 % 3) + l // 12]",
        ),
        (" -> ", "", "", "y[] = x[]", "x[] → y[]"),
        ("(e3 a) -> a e3", "6", "a=2", "y[a, e3] = x[2·e3 + a]", "x[k] → y[k % 2, k // 2]"),
        ("(e a) -> a e", "6", "a=2", "y[a, e] = x[2e + a]", "x[k] → y[k % 2, k // 2]"),
        ("(mod where) -> where mod", "6", "mod=2", "y[where, mod] = x[3·mod + where]", "x[k] → y[k % 3, k // 3]"),
        (
            "a_1 p12 高 -> (a_1 p12 高)",
            "2,2,2",
            "",
            "y[4·a_1 + 2p12 + 高] = x[a_1, p12, 高]",
            "x[a_1, p12, 高] → y[4·a_1 + 2p12 + 高]",
        ),
    ],
)
def test_both_directions_read_as_people_write_them(pattern: str, shape: str, sizes: str, text: str, back: str) -> None:
    found = formula(rearrange(pattern, shape, sizes))
    assert found.text == text
    assert found.where_to is not None
    assert found.where_to.text == back


@pytest.mark.parametrize(
    ("reduction", "text", "latex"),
    [
        ("mean", "y[h] = mean over w, p1 of x[h, w, p1]", r"y[h] = \operatorname{mean}_{w, p_1} x[h, w, p_1]"),
        ("any", "y[h] = any over w, p1 of x[h, w, p1]", r"y[h] = \operatorname{any}_{w, p_1} x[h, w, p_1]"),
        ("sum", "y[h] = sum over w, p1 of x[h, w, p1]", r"y[h] = \sum_{w, p_1} x[h, w, p_1]"),
        ("prod", "y[h] = prod over w, p1 of x[h, w, p1]", r"y[h] = \prod_{w, p_1} x[h, w, p_1]"),
        ("max", "y[h] = max over w, p1 of x[h, w, p1]", r"y[h] = \max_{w, p_1} x[h, w, p_1]"),
    ],
)
def test_a_reduction_says_what_it_runs_over(reduction: str, text: str, latex: str) -> None:
    found = formula(plan_of("reduce", pattern="h w p1 -> h", reduction=reduction, shape="2,3,4"))
    assert (found.text, found.latex) == (text, latex)


def test_new_axes_stand_in_the_output_alone_and_run_through_all_values() -> None:
    found = formula(plan_of("repeat", pattern="h w -> (h 2) (w 2)", shape="2,2"))
    assert found.text == "y[2h + i, 2w + j] = x[h, w]"
    assert found.where_to is not None
    assert found.where_to.text == "x[h, w] → y[2h + i, 2w + j] for every i < 2, j < 2"


def test_padding_is_a_case_of_its_own() -> None:
    found = formula(plan_of("merge", shape="1,3,4,1", odd="pad"))
    assert found.condition == "2h + p1 < 3"
    assert found.text.endswith(" where 2h + p1 < 3, else 0")
    assert r"\text{if } 2h + p_1 < 3 \\ 0 & \text{otherwise} \end{cases}" in found.latex


def test_cropping_sends_some_cells_nowhere() -> None:
    found = formula(plan_of("merge", shape="1,3,4,1", odd="crop"))
    assert found.condition is None
    assert found.where_to is not None
    assert found.where_to.text.endswith(" where k < 2, else nowhere")


def product_plan() -> Plan:
    """``i j, j k -> i k`` as einsum has it."""
    axes = (Axis("i", 2), Axis("j", 3, "reduced"), Axis("k", 4))
    ij, jk, ik = (((0,), (1,)), ((1,), (2,)), ((0,), (2,)))
    inputs = tuple(
        indexed(name, tuple(axes[part].size for (part,) in side), side, tuple((Term(1, p),) for (p,) in side), 3)
        for name, side in (("x", ij), ("x2", jk))
    )
    output = indexed("y", (2, 4), ik, ((Term(1, 0),), (Term(1, 2),)), 3)
    return Plan("i j, j k -> i k", {}, axes, inputs, output, reduction="sum")


def test_several_inputs_are_multiplied_and_summed() -> None:
    plan = product_plan()
    found = formula(plan)
    assert found.text == "y[i, k] = Σ_j x[i, j] · x2[j, k]"
    assert found.latex == r"y[i, k] = \sum_{j} x[i, j] \cdot x_2[j, k]"
    assert found.where_to is not None
    assert found.where_to.text == "x[i, j] → y[i, k] for every k < 4"
    second = where_to(plan, 1)
    assert second is not None
    assert second.text == "x2[j, k] → y[i, k] for every i < 2"


def one_axis_plan(times: int, constant: int, size: int, parts: tuple[int, ...]) -> Plan:
    """One axis of the source read at ``times·a + b + constant``."""
    axes = tuple(Axis(name, part) for name, part in zip("ab", parts, strict=False))
    terms = (Term(times, 0), *([Term(1, 1)] if len(parts) > 1 else []), *([Term(constant, None)] if constant else []))
    numbers = tuple(range(len(parts)))
    source = indexed("x", (size,), (numbers,), (terms,), len(parts))
    target = indexed("y", parts, tuple((n,) for n in numbers), tuple((Term(1, n),) for n in numbers), len(parts))
    return Plan("", {}, axes, (source,), target)


@pytest.mark.parametrize(
    ("plan", "text", "back"),
    [
        (
            one_axis_plan(2, -1, 4, (3, 2)),
            "y[a, b] = x[2a + b - 1] where 0 <= 2a + b - 1 < 4, else 0",
            "x[k] → y[(k + 1) // 2, (k + 1) % 2]",
        ),
        (one_axis_plan(1, 2, 9, (4,)), "y[a] = x[a + 2]", "x[k] → y[k - 2] where 2 <= k < 6, else nowhere"),
        (one_axis_plan(1, 0, 4, (3, 2)), "y[a, b] = x[a + b]", None),  # windows that overlap
        (one_axis_plan(-1, 2, 3, (3,)), "y[a] = x[-a + 2]", None),  # backwards
    ],
)
def test_shifted_and_overlapping_windows(plan: Plan, text: str, back: str | None) -> None:
    found = formula(plan)
    assert found.text == text
    assert (found.where_to.text if found.where_to else None) == back


def test_no_cell_goes_anywhere_where_there_is_none() -> None:
    assert formula(rearrange("h w -> (h w)", "0,3")).where_to is None
    assert where_to(plan_of("einsum", pattern=", a -> ", shape=";0"), 0) is None  # a sum of no products


def test_the_index_fits_any_size_of_tensor() -> None:
    plan = rearrange("a (b c) -> (a b) c", "1000000,1000000000", "c=1000")
    assert prod(plan.output.shape) == 10**15 <= DEFAULT_LIMITS.cells
    assert formula(plan).text == "y[1000000a + b, c] = x[a, 1000b + c]"


@pytest.mark.parametrize(
    ("operation", "texts"),
    [
        ("reduce", {"pattern": "a ->", "shape": "0"}),
        ("roll", {"shape": "0,4", "shift": "1"}),
        ("expand", {"shape": "1,2,2,0"}),
        ("merge", {"shape": "1,1,1,1", "odd": "crop"}),
    ],
)
def test_what_takes_no_value_has_no_condition(operation: str, texts: dict[str, str]) -> None:
    assert "else" not in formula(plan_of(operation, **texts)).text
