"""Every sentence there is has a translation, and the translation says the same values."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from app.core.errors import PatternError, Sentence, say
from app.core.limits import DEFAULT_LIMITS
from app.core.ops import registry
from app.web.language import LANGUAGES, catalogue, translate

APP = Path(__file__).parents[2] / "app"
OTHERS = LANGUAGES[1:]


def said(path: Path) -> Iterator[ast.expr]:
    """The first argument of every ``say(…)`` in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            yield node.args[0]


ARGUMENTS = [(path.relative_to(APP).as_posix(), each) for path in sorted(APP.rglob("*.py")) for each in said(path)]
TEMPLATES = sorted({str(each.value) for _, each in ARGUMENTS if isinstance(each, ast.Constant)})


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def message(template: str, language: str) -> Message:
    found = catalogue(language).get(template)
    assert found is not None, f"no translation of {template!r}"
    return found


@pytest.mark.parametrize(("path", "argument"), ARGUMENTS, ids=str)
def test_templates_are_written_out_where_they_are_said(path: str, argument: ast.expr) -> None:
    assert isinstance(argument, ast.Constant), f"{path}:{argument.lineno}"
    assert isinstance(argument.value, str)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_has_a_sure_translation_with_the_same_placeholders(template: str, language: str) -> None:
    found = message(template, language)
    assert found.string
    assert not found.fuzzy
    assert placeholders(str(found.string)) == placeholders(template)


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_holds_nothing_that_is_not_said(language: str) -> None:
    assert {str(each.id) for each in catalogue(language) if each.id} == set(TEMPLATES)
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("template", TEMPLATES)
def test_chinese_has_its_own_punctuation(template: str) -> None:
    translated = str(message(template, "zh").string)
    assert translated.endswith("。") == template.endswith(".") or template.endswith("...")


@pytest.mark.parametrize(
    ("sentence", "language", "text"),
    [
        (say("This bracket is never closed."), "en", "This bracket is never closed."),
        (say("This bracket is never closed."), "zh", "这个括号没有闭合。"),
        (say("This bracket is never closed."), "xx", "This bracket is never closed."),
        (say("This bracket is never closed."), "../../etc", "This bracket is never closed."),
        (say("Nobody translated {this}.", this="that"), "zh", "Nobody translated that."),
        (say("'{axis}' is given twice.", axis="{axis.__class__}"), "zh", "'{axis.__class__}' 给了两次。"),
    ],
)
def test_a_sentence_in_a_language(sentence: Sentence, language: str, text: str) -> None:
    assert translate(sentence, language) == text


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    form = registry()["merge"].parameters[-1].form.form
    assert translate(say("it is written as {form}", form=form), "zh") == "写法：error 或 crop 或 pad"
    assert translate(say("it is written as {form}", form=form), "en") == "it is written as error or crop or pad"


@pytest.mark.parametrize("name", sorted(registry()))
def test_titles_summaries_and_forms_are_said_in_chinese(name: str) -> None:
    operation = registry()[name]
    for sentence in (operation.title, operation.summary, *(each.summary for each in operation.parameters)):
        assert translate(sentence, "zh") != str(sentence)


def test_an_error_speaks_chinese() -> None:
    operation = registry()["merge"]
    with pytest.raises(PatternError) as caught:
        operation.read({"shape": "1,5,4,1"}, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
    assert translate(caught.value.message, "zh") == "x 的第 2 轴大小为 5，不能被倍数 2 整除。"
    assert caught.value.hint is not None
    assert translate(caught.value.hint, "zh") == "选择 crop 或 pad，或改用最接近的合适大小：4 或 6"
