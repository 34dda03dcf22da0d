import pytest
from hypothesis import given

from einscope.core.axis_name import name_fault
from einscope.core.errors import PatternError
from einscope.core.pattern.parser import parse
from tests.core.asking import underlined
from tests.core.strategies import many, texts


@pytest.mark.parametrize(
    ("pattern", "code", "culprit"),
    [
        ("", "arrow-missing", ""),
        ("   ", "arrow-missing", ""),
        ("a b", "arrow-missing", "a b"),
        ("  a b ", "arrow-missing", "a b"),
        ("a b - b a", "arrow-missing", "a b - b a"),
        ("a -> b -> a", "arrow-repeated", "->"),
        ("->->", "arrow-repeated", "->"),
        ("a b → b a", "arrow-lookalike", "→"),
        ("a b => b a", "arrow-lookalike", "=>"),
        ("a b ⇒ b a", "arrow-lookalike", "⇒"),
        ("a b ⟶ b a", "arrow-lookalike", "⟶"),
        ("a b ➔ b a", "arrow-lookalike", "➔"),
        ("a b - > b a", "arrow-lookalike", "- >"),
        ("a (b (c d)) -> a b c d", "bracket-nested", "("),
        ("((a b)) -> a b", "bracket-nested", "("),
        ("a) b -> a b", "bracket-close", ")"),
        ("a b -> a b)", "bracket-close", ")"),
        ("b (h w -> b h w", "bracket-open", "("),
        ("b h w -> b (h w", "bracket-open", "("),
        ("...a -> a...", "space-missing", "...a"),
        ("a... -> a ...", "space-missing", "a..."),
        ("1... -> ...", "space-missing", "1..."),
        ("...... -> ...", "space-missing", "......"),
        ("a, b -> b a", "character-unknown", ","),
        ("a\tb -> b a", "character-unknown", "\t"),
        ("a -b -> b a", "character-unknown", "-"),
        ("[a] b -> b a", "character-unknown", "["),
        ("a . b -> b a", "character-unknown", "."),
        (".... a -> a ...", "character-unknown", "."),
        ("… a -> a …", "character-unknown", "…"),
        ("<b>a</b> -> a", "character-unknown", "<"),
        ("a\x00 -> a", "character-unknown", "\x00"),
        ("a \ud800 -> a", "character-unknown", "\ud800"),
        ("0 a -> a", "number-zero", "0"),
        ("a 00 -> a", "number-zero", "00"),
        ("_a b -> b _a", "name-invalid", "_a"),
        ("a_ b -> b a_", "name-invalid", "a_"),
        ("_ b -> b _", "name-invalid", "_"),
        ("1a b -> b 1a", "name-invalid", "1a"),
        ("² b -> b ²", "name-invalid", "²"),
        ("a b a -> a b", "axis-repeated", "a"),
        ("a b -> a (b a)", "axis-repeated", "a"),
        ("... a ... -> a ...", "ellipsis-repeated", "..."),
        ("a ... -> ... (a ...)", "ellipsis-repeated", "..."),
    ],
)
def test_parse_points_at_the_culprit(pattern: str, code: str, culprit: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(pattern)
    assert (caught.value.code, caught.value.field) == (code, "pattern")
    assert underlined(caught.value, pattern) == culprit


@pytest.mark.parametrize(
    ("pattern", "start"),
    [
        ("a b a -> a b", 4),
        ("a -> b -> a", 7),
        ("(a (b)) -> a b", 3),
        ("a b -> (a b", 7),
        ("a ... b ... -> a b ...", 8),
        (".... -> ...", 3),
    ],
)
def test_of_two_alike_the_second_is_the_culprit(pattern: str, start: int) -> None:
    with pytest.raises(PatternError) as caught:
        parse(pattern)
    assert caught.value.span is not None
    assert caught.value.span.start == start


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("… a -> a …", "type three dots: ..."),
        ("a . -> a", "an ellipsis is three dots: ..."),
        ("a\u3000b -> b a", "separate axes with plain spaces"),
        ("a,b -> b a", "separate axes with spaces"),
        ("[a b] -> a b", "group axes with round brackets: ( )"),
        ("a* -> a", "remove it; a pattern is made of names, numbers, ( ), ... and ->"),
        ("_h -> _h", "call it h"),
        ("2d -> 2d", "call it d2"),
        ("__ -> __", "start with a letter; letters, digits and inner underscores may follow"),
        ("a b → b a", "write ->"),
    ],
)
def test_the_hint_says_what_to_type(pattern: str, hint: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(pattern)
    assert str(caught.value.hint) == hint


@pytest.mark.parametrize(
    ("side", "dimensions"),
    [
        ("", []),
        ("a b", [["a"], ["b"]]),
        ("(a b) c", [["a", "b"], ["c"]]),
        ("(a)(b)c", [["a"], ["b"], ["c"]]),
        ("1 () (1) ( 1 1 )", [[], [], [], []]),
        ("(1 a 01) 2", [["a"], ["2"]]),
        ("a ... (b ١)", [["a"], ["..."], ["b"]]),
        ("(a ... b)", [["a", "...", "b"]]),
        ("高 (β γ)", [["高"], ["β", "γ"]]),
        ("lambda in axis", [["lambda"], ["in"], ["axis"]]),
    ],
)
def test_sides_are_made_of_dimensions(side: str, dimensions: list[list[str]]) -> None:
    pattern = parse(f"{side}->{side}")
    for parsed in (pattern.left, pattern.right):
        assert [[item.text for item in dimension.items] for dimension in parsed.dimensions] == dimensions
        for item in parsed.items:
            assert pattern.text[slice(*item.span)] == item.text


@pytest.mark.parametrize("name", ["a", "h1", "a__b", "Wide", "ß", "é", "高", "β", "in", "axis"])
def test_names_may_be_any_python_identifier(name: str) -> None:
    assert name_fault(name) is None


@many
@given(texts)
def test_parse_raises_nothing_but_errors_that_point_into_the_text(text: str) -> None:
    try:
        assert parse(text).text == text
    except PatternError as error:
        underlined(error, text)
