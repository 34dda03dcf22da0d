"""Every notation is well formed, whatever the axes are called, and marks what speaks of an axis."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given

from einscope.core.plan import Plan
from einscope.core.say.formula import Written, formula
from einscope.core.say.formula.latex import name_latex
from einscope.core.say.formula.mathml import name_mathml
from tests.core.plans import NAMES, plan_of, random_plans, rearrange

MATH = "{http://www.w3.org/1998/Math/MathML}"


def writings(plan: Plan) -> list[Written]:
    found = formula(plan)
    forward = Written(found.text, found.latex, found.mathml, found.fragments)
    return [forward, *([found.where_to] if found.where_to else [])]


@given(random_plans())
def test_fragments_make_up_the_text(plan: Plan) -> None:
    for written in writings(plan):
        assert "".join(text for text, _ in written.fragments) == written.text


@given(random_plans())
def test_mathml_is_xml_and_marks_every_axis_that_the_fragments_mark(plan: Plan) -> None:
    for written in writings(plan):
        root = ElementTree.fromstring(written.mathml)
        assert root.tag == f"{MATH}math"
        marked = [element.get("class") for element in root.iter() if element.get("class")]
        assert marked == [f"axis-{axis}" for _, axis in written.fragments if axis is not None]


@given(random_plans())
def test_latex_balances_and_escapes(plan: Plan) -> None:
    for written in writings(plan):
        depth = 0
        for character in written.latex:
            depth += {"{": 1, "}": -1}.get(character, 0)
            assert depth >= 0
        assert depth == 0
        # A bare underscore begins a subscript: a digit or a group follows, never a second one.
        assert not re.search(r"(?<!\\)_(?![0-9{])", written.latex)
        assert not re.search(r"(?<!\\)_([0-9]|\{[^{}]*\})_", written.latex)


@given(random_plans())
def test_names_of_other_scripts_stand_in_text(plan: Plan) -> None:
    for written in writings(plan):
        outside = re.sub(r"\\text\{[^{}]*\}", "", written.latex)
        assert outside.isascii()


@pytest.mark.parametrize(
    ("name", "latex", "mathml"),
    [
        ("h", "h", "<mi>h</mi>"),
        ("p1", "p_1", "<msub><mi>p</mi><mn>1</mn></msub>"),
        ("p12", "p_{12}", "<msub><mi>p</mi><mn>12</mn></msub>"),
        ("head", r"\mathrm{head}", "<mi>head</mi>"),
        ("head2", r"\mathrm{head}_2", "<msub><mi>head</mi><mn>2</mn></msub>"),
        ("kv_head", r"\mathrm{kv\_head}", "<mi>kv_head</mi>"),
        ("p_1", r"\mathrm{p\_1}", "<mi>p_1</mi>"),
        ("p2p1", r"\mathrm{p2p}_1", "<msub><mi>p2p</mi><mn>1</mn></msub>"),
        ("高", r"\text{高}", "<mi>高</mi>"),
        ("λ2", r"\text{λ}_2", "<msub><mi>λ</mi><mn>2</mn></msub>"),
    ],
)
def test_names_in_mathematics(name: str, latex: str, mathml: str) -> None:
    assert name_latex(name) == latex
    assert name_mathml(name) == mathml


def test_no_two_names_look_the_same() -> None:
    names = {*NAMES, "p1", "p_1", "p01", "p1_1", "p11", "p_11"}
    assert len({name_latex(name) for name in names}) == len({name_mathml(name) for name in names}) == len(names)


def test_names_cannot_break_out_of_mathml() -> None:
    assert name_mathml("<b>&1", 0) == '<msub class="axis-0"><mi>&lt;b&gt;&amp;</mi><mn>1</mn></msub>'


def test_mathml_of_patch_expanding() -> None:
    found = formula(rearrange("(a p1) -> a p1", "4", "p1=2"))
    assert found.mathml == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>'
        '<mrow><mi>y</mi><mo stretchy="false">[</mo><mi class="axis-0">a</mi><mo separator="true">,</mo>'
        '<msub class="axis-1"><mi>p</mi><mn>1</mn></msub><mo stretchy="false">]</mo></mrow><mo>=</mo>'
        '<mrow><mi>x</mi><mo stretchy="false">[</mo>'
        '<mrow><mrow class="axis-0"><mn>2</mn><mo>\u2062</mo><mi>a</mi></mrow>'
        '<mo>+</mo><msub class="axis-1"><mi>p</mi><mn>1</mn></msub></mrow><mo stretchy="false">]</mo></mrow>'
        "</mrow></math>"
    )


@pytest.mark.parametrize(
    ("name", "latex", "mathml"),
    [
        ("a", "2a", "<mn>2</mn><mo>\u2062</mo><mi>a</mi>"),
        ("p1", "2p_1", "<mn>2</mn><mo>\u2062</mo><msub><mi>p</mi><mn>1</mn></msub>"),
        ("mod", r"2 \cdot \mathrm{mod}", "<mn>2</mn><mo>·</mo><mi>mod</mi>"),
        ("高度", r"2 \cdot \text{高度}", "<mn>2</mn><mo>·</mo><mi>高度</mi>"),
        ("e3", r"2 \cdot e_3", "<mn>2</mn><mo>·</mo><msub><mi>e</mi><mn>3</mn></msub>"),
    ],
)
def test_a_factor_is_told_from_a_name_of_several_letters_by_a_sign(name: str, latex: str, mathml: str) -> None:
    found = formula(rearrange(f"({name} b) -> {name} b", "4", "b=2"))
    assert f"x[{latex} + b]" in found.latex
    assert f'<mrow class="axis-0">{mathml}</mrow>' in found.mathml


def test_mathml_puts_the_axes_under_the_reduction_and_cases_in_a_table() -> None:
    reduced = formula(plan_of("reduce", pattern="h w -> h", reduction="sum", shape="2,3"))
    under = ElementTree.fromstring(reduced.mathml).find(f".//{MATH}munder")
    assert under is not None
    assert "".join(under.itertext()) == "∑w"
    padded = ElementTree.fromstring(formula(plan_of("merge", shape="1,3,4,1", odd="pad")).mathml)
    assert len(padded.findall(f".//{MATH}mtr")) == 3


def test_fragments_of_an_index_know_their_axis() -> None:
    assert formula(rearrange("(a b) -> b a", "6", "a=2")).fragments == (
        ("y[", None),
        ("b", 1),
        (", ", None),
        ("a", 0),
        ("] = x[", None),
        ("3a", 0),
        (" + ", None),
        ("b", 1),
        ("]", None),
    )
