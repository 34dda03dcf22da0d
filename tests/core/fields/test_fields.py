import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.core.errors import PatternError
from einscope.core.fields import ChoiceText, FactorText, OrderText, PatternText, ShapesText, SizesText
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.operation import Form
from einscope.core.typed import plain
from tests.core.asking import underlined
from tests.core.strategies import characters, many

SHAPE, SIZES, FACTOR, ORDER = ShapesText(), SizesText(), FactorText(), OrderText()
CHOICE = ChoiceText(("last", "first"))


@pytest.mark.parametrize(
    ("form", "text", "canonical", "plain"),
    [
        (SHAPE, "1,2,2,4", "1,2,2,4", [[1, 2, 2, 4]]),
        (SHAPE, " 1, 2 ,2 , 4 ", "1,2,2,4", [[1, 2, 2, 4]]),
        (SHAPE, "1×2x2*4", "1,2,2,4", [[1, 2, 2, 4]]),
        (SHAPE, "1 2 2 4", "1,2,2,4", [[1, 2, 2, 4]]),
        (SHAPE, "(1, 2, 2, 4)", "1,2,2,4", [[1, 2, 2, 4]]),
        (SHAPE, "[3]", "3", [[3]]),
        (SHAPE, "(3,)", "3", [[3]]),
        (SHAPE, "007", "7", [[7]]),
        (SHAPE, "", "", [[]]),
        (SHAPE, "()", "", [[]]),
        (SHAPE, "2,3; (4)", "2,3;4", [[2, 3], [4]]),
        (SHAPE, "2;", "2;", [[2], []]),
        (SIZES, "", "", {}),
        (SIZES, "p1=2,p2=2", "p1=2,p2=2", {"p1": 2, "p2": 2}),
        (SIZES, " p1 = 2 ; p2=3, ", "p1=2,p2=3", {"p1": 2, "p2": 3}),
        (SIZES, "高=0", "高=0", {"高": 0}),
        (FACTOR, "2", "2", [2]),
        (FACTOR, "(2, 3)", "2,3", [2, 3]),
        (FACTOR, "2×3x4", "2,3,4", [2, 3, 4]),
        (ORDER, "", "", None),
        (ORDER, "p2  p1 c", "p2 p1 c", "p2 p1 c"),
        (ORDER, "(p2, p1, c)", "p2 p1 c", "p2 p1 c"),
        (CHOICE, "first", "first", "first"),
        (PatternText(), " a->a ", " a->a ", " a->a "),
    ],
)
def test_texts_have_one_canonical_form(form: Form, text: str, canonical: str, plain: object) -> None:
    value = form.read(text, "field", DEFAULT_LIMITS)
    assert form.write(value) == canonical
    assert form.plain(value) == plain
    assert form.plain(form.read(canonical, "field", DEFAULT_LIMITS)) == plain


@pytest.mark.parametrize(
    ("form", "text", "code", "culprit"),
    [
        (SHAPE, "1,a,3", "size-not-a-number", "a"),
        (SHAPE, "1,,3", "size-not-a-number", ""),
        (SHAPE, "1,2.0", "size-not-a-number", "2.0"),
        (SHAPE, "(1,2", "size-not-a-number", "(1"),
        (SHAPE, "１,²", "size-not-a-number", "²"),
        (SHAPE, "torch.Size([1, b])", "size-not-a-number", "b"),
        (SHAPE, "2,-3", "size-negative", "-3"),
        (SHAPE, "2;3,-1", "size-negative", "-1"),
        (SHAPE, "1,9999999999999999999", "size-huge", "9999999999999999999"),
        (SHAPE, "3;99999999,99999999", "cells-limit", "99999999,99999999"),
        (SHAPE, "2;" + ",".join("1" * 33), "axes-limit", ",".join("1" * 33)),
        (SIZES, "p1=2, p2", "size-without-value", "p2"),
        (SIZES, "p1=2, p1=2", "size-repeated", "p1=2"),
        (SIZES, "p1=", "size-not-a-number", ""),
        (SIZES, "p1= two", "size-not-a-number", "two"),
        (SIZES, "p1==2", "size-not-a-number", "=2"),
        (SIZES, "_a=2", "name-invalid", "_a=2"),
        (SIZES, "=2", "name-invalid", "=2"),
        (SIZES, "a b=2", "name-invalid", "a b=2"),
        (SIZES, "p1=-1", "size-negative", "-1"),
        (FACTOR, "", "size-not-a-number", ""),
        (FACTOR, "2,0", "factor-zero", "0"),
        (FACTOR, "2,-1", "size-negative", "-1"),
        (CHOICE, "First", "choice-unknown", "First"),
    ],
)
def test_errors_point_at_the_culprit(form: Form, text: str, code: str, culprit: str) -> None:
    with pytest.raises(PatternError) as caught:
        form.read(text, "field", DEFAULT_LIMITS)
    assert (caught.value.code, caught.value.field) == (code, "field")
    assert underlined(caught.value, text) == culprit


def test_the_place_of_a_size_is_known_however_it_is_written() -> None:
    text = "( 1 × 20,300 )"
    shapes = SHAPE.read(text, "shape", DEFAULT_LIMITS)
    assert [text[slice(*shapes.size_span(axis))] for axis in range(3)] == ["1", "20", "300"]


PIECES = ("1", "23", "-1", "0", ",", ";", "x", "×", " ", "(", ")", "[", "]", "=", "p1", "a", "\t", "\u3000")
any_text = st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(characters, max_size=9)


@pytest.mark.parametrize("form", [SHAPE, SIZES, FACTOR, CHOICE], ids=lambda form: type(form).__name__)
def test_any_text_is_read_or_refused_with_its_place(form: Form) -> None:
    @many
    @given(any_text)
    def read(text: str) -> None:
        try:
            value = form.read(text, "field", DEFAULT_LIMITS)
        except PatternError as error:
            underlined(error, text)
        else:
            canonical = form.write(value)
            again = form.read(canonical, "field", DEFAULT_LIMITS)
            assert (form.write(again), form.plain(again)) == (canonical, form.plain(value))

    read()


@many
@given(any_text)
def test_every_word_of_an_order_has_its_place(text: str) -> None:
    order = ORDER.read(text, "order", DEFAULT_LIMITS)
    assert [plain(text[slice(*span)]) for span in order.spans] == list(order.words)
