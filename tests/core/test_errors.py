import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import einscope.core
from einscope.core.errors import PatternError, say

HERE = Path(__file__).parent
CORE = Path(einscope.core.__path__[0])


def codes() -> Iterator[str]:
    """The words in the place of the code wherever the core raises; of two sentences at once, the first."""
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PatternError":
                for word in ast.walk(node.args[0]):
                    if isinstance(word, ast.Constant):
                        yield str(word.value)


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_every_code_has_a_test(code: str) -> None:
    assert any(f'"{code}' in path.read_text(encoding="utf-8") for path in HERE.rglob("test_*.py"))


def test_a_message_is_a_sentence_to_translate_and_its_values() -> None:
    message = say("Axis '{axis}' has size {size}.", axis="{p1}", size=2)
    assert str(message) == "Axis '{p1}' has size 2."
    assert str(PatternError("some-code", message)) == str(message)
