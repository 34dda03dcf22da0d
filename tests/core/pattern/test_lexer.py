import pytest
from hypothesis import given

from einscope.core.pattern.lexer import tokenize
from tests.core.strategies import many, texts


@many
@given(texts)
def test_tokens_tile_any_text(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.text for token in tokens) == text
    assert [token.span.start for token in tokens] == [0, *(token.span.end for token in tokens)][:-1]
    assert all(token.text == text[slice(*token.span)] for token in tokens)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        ("a b", ["name", "space", "name"]),
        ("a   b", ["name", "space", "name"]),
        ("(a b)", ["open", "name", "space", "name", "close"]),
        ("a->b", ["name", "arrow", "name"]),
        ("a-->b", ["name", "unknown", "arrow", "name"]),
        ("...", ["ellipsis"]),
        ("....", ["ellipsis", "unknown"]),
        ("......", ["ellipsis", "ellipsis"]),
        ("..", ["unknown", "unknown"]),
        ("h1 1 01 1h", ["name", "space", "number", "space", "number", "space", "name"]),
        ("1_", ["name"]),
        ("_", ["name"]),
        ("高 宽", ["name", "space", "name"]),
        ("β1", ["name"]),
        ("١٢", ["number"]),
        ("²", ["name"]),
        ("e\u0301", ["name", "unknown"]),
        ("a\tb", ["name", "unknown", "name"]),
        ("a\nb", ["name", "unknown", "name"]),
        ("a\u00a0b", ["name", "unknown", "name"]),
        ("a\u3000b", ["name", "unknown", "name"]),
        ("…", ["unknown"]),
        ("🙂", ["unknown"]),
        ("\ud800\x00", ["unknown", "unknown"]),
    ],
)
def test_words_and_signs(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokenize(text)] == kinds
