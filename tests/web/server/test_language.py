"""Every sentence there is has a translation, and the translation says the same values."""

import ast
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from jinja2.ext import babel_extract

from einscope.core.errors import PatternError, Sentence, say, say_count
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.web.server.asked_language import preferred
from einscope.web.server.language import LANGUAGES, catalogue, plural_forms, translate
from einscope.web.server.script_messages import counted as counted_by_script
from einscope.web.server.script_messages import messages_of_scripts
from einscope.web.server.script_messages import said as said_by_script
from tests.rows import asked_of
from tests.web.client import Client, problem
from tests.web.markup import Document

ROOT = Path(__file__).parents[3]
APP = ROOT / "app" / "einscope"
PAGES = sorted((ROOT / "templates").glob("*.html"))
SCRIPTS = [path for path in sorted((ROOT / "static").rglob("*.js")) if "vendor" not in path.parts]
OTHERS = LANGUAGES[1:]


SAYING = {"say": 1, "say_count": 2}


def said(path: Path) -> Iterator[ast.expr]:
    """The templates of every ``say(…)`` and ``say_count(…)`` in a file: the arguments that come first."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            yield from node.args[: SAYING[node.func.id]]


def counted(path: Path) -> Iterator[tuple[str, str]]:
    """The templates of every ``say_count(…)`` in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say_count":
            one, several = node.args[:2]
            if isinstance(one, ast.Constant) and isinstance(several, ast.Constant):
                yield str(one.value), str(several.value)


ARGUMENTS = [(path.relative_to(APP).as_posix(), each) for path in sorted(APP.rglob("*.py")) for each in said(path)]
IN_CORE = {str(each.value) for _, each in ARGUMENTS if isinstance(each, ast.Constant)}


def said_by_page(path: Path) -> Iterator[str]:
    """What a template says."""
    with path.open("rb") as file:
        found = [text for _, _, text, _ in babel_extract(file, ["_"], [], {"silent": "false"})]
    # Values that a sentence is given stand behind it.
    yield from (str(text[0] if isinstance(text, tuple) else text) for text in found)


IN_SCRIPTS = {text for path in SCRIPTS for text in said_by_script(path.read_text(encoding="utf-8"))}
IN_PAGES = {text for path in PAGES for text in said_by_page(path)}
COUNTED = {pair for path in sorted(APP.rglob("*.py")) for pair in counted(path)}
COUNTED |= {pair for path in SCRIPTS for pair in counted_by_script(path.read_text(encoding="utf-8"))}
TEMPLATES = sorted((IN_CORE | IN_SCRIPTS | IN_PAGES) - {each for pair in COUNTED for each in pair})


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def message(template: str, language: str) -> Message:
    found = catalogue(language).get(template)
    assert found is not None, f"no translation of {template!r}"
    return found


@asked_of({"sentences": ARGUMENTS}, lambda row: f"{row[0]}:{row[1].lineno}")
def test_templates_are_written_out_where_they_are_said(path: str, argument: ast.expr) -> None:
    assert isinstance(argument, ast.Constant), f"{path}:{argument.lineno}"
    assert isinstance(argument.value, str)


@asked_of({language: [(template, language) for template in TEMPLATES] for language in OTHERS})
def test_every_template_has_a_sure_translation_with_the_same_placeholders(template: str, language: str) -> None:
    found = message(template, language)
    assert found.string
    assert not found.fuzzy
    assert placeholders(str(found.string)) == placeholders(template)


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_holds_nothing_that_is_not_said(language: str) -> None:
    assert {each.id for each in catalogue(language) if each.id} == {*TEMPLATES, *COUNTED}
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("templates", sorted(COUNTED))
def test_what_depends_on_a_number_has_all_forms_of_a_language(templates: tuple[str, str], language: str) -> None:
    found = message(templates[0], language)
    assert found.id == templates
    forms = plural_forms(templates[0], language)
    assert len(forms) == catalogue(language).num_plurals
    assert all(placeholders(form) == placeholders(templates[1]) for form in forms)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["1 extra byte follows the array.", "2 extra bytes follow the array."]),
        ("zh", ["数组后面多出 1 个字节。", "数组后面多出 2 个字节。"]),
        ("xx", ["1 extra byte follows the array.", "2 extra bytes follow the array."]),
    ],
)
def test_a_number_decides_between_the_forms_of_a_sentence(language: str, texts: list[str]) -> None:
    forms = "{count} extra byte follows the array.", "{count} extra bytes follow the array."
    assert [translate(say_count(*forms, count), language) for count in (1, 2)] == texts


@asked_of({"zh": TEMPLATES})
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
        (say("'{axis}' is given twice.", axis="{axis.__class__}"), "zh", "“{axis.__class__}”给了两次。"),
    ],
)
def test_a_sentence_in_a_language(sentence: Sentence, language: str, text: str) -> None:
    assert translate(sentence, language) == text


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    form = registry()["merge"].parameters[-1].form.form
    assert translate(say("write it as {form}", form=form), "zh") == "写法：error 或 crop 或 pad"
    assert translate(say("write it as {form}", form=form), "en") == "write it as error or crop or pad"


@pytest.mark.parametrize("name", sorted(registry()))
def test_titles_summaries_and_forms_are_said_in_chinese(name: str) -> None:
    operation = registry()[name]
    for sentence in (operation.title, operation.summary, *(each.summary for each in operation.parameters)):
        assert translate(sentence, "zh") != str(sentence)


def test_an_error_speaks_chinese() -> None:
    operation = registry()["merge"]
    with pytest.raises(PatternError) as caught:
        operation.read({"shape": "1,5,4,1"}, DEFAULT_LIMITS).plan(DEFAULT_LIMITS)
    assert translate(caught.value.message, "zh") == "x 的第 2 轴大小为 5，不能被倍率 2 整除。"
    assert caught.value.hint is not None
    assert translate(caught.value.hint, "zh") == "选择裁剪或填充，或改用最接近的合适大小：4 或 6"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_write_their_templates_out_where_they_say_them(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    calls = re.findall(r"(?<![\w.])say\((?!template)", source)
    assert len(calls) == len(said_by_script(source))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_has_no_words_that_are_not_said(page: Path) -> None:
    """What stands between tags or in an attribute that is read out is a value, a name, or no words at all."""
    source = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    texts = re.findall(r">([^<]+)<", source) + re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', source)
    assert {word for text in texts for word in re.findall(r"[^\W\d_]{2,}", unescape(text))} <= NAMES


NAMES = {"Einscope", "API", "openapi", "json", "GIF", "SVG", "PNG", "JSON", "Markdown", "curl", "Ctrl", "Shift"}


def test_the_messages_of_scripts_are_sent_with_a_page(client: Client) -> None:
    assert messages_of_scripts("en") == {}
    assert messages_of_scripts("zh")["Pause"] == "暂停"
    assert messages_of_scripts("zh")["used {count} time"] == ["被使用 {count} 次"]
    assert set(messages_of_scripts("zh")) >= IN_SCRIPTS
    state = json.loads(Document(client.get("/", {"lang": "zh"}).text).by_id("state").text)
    assert state["words"] == messages_of_scripts("zh")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("zh", "zh"),
        ("zh-Hant-TW,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,zh;q=0.9", "en"),
        ("fr, ZH-cn;q=0.5", "zh"),
        ("fr", "en"),
        ("zh;q=0, en;q=0.1", "en"),
        ("zh;q=many", "en"),
        (", ;q=1, *;q=0.5", "en"),
        ("zh," * 10_000, "zh"),
    ],
)
def test_the_language_that_a_browser_prefers(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize("path", ["/", "/merge", "/einsum", "/docs"])
@pytest.mark.parametrize(
    ("link", "header", "language"),
    [
        ("", "", "en"),
        ("", "zh-CN", "zh"),
        ("?lang=en", "zh-CN", "en"),
        ("?lang=zh", "en", "zh"),
        ("?lang=zh", "", "zh"),
    ],
)
def test_the_link_decides_before_the_browser(client: Client, path: str, link: str, header: str, language: str) -> None:
    response = client.get(path + link, headers={"accept-language": header})
    assert next(Document(response.text).all("html")).attributes["lang"] == language
    assert "Accept-Language" in response.headers["vary"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nowhere", "这个地址没有内容。"),
        ("/api/v1/merge?shape=1,5,5,1", "x 的第 2 轴大小为 5，不能被倍率 2 整除。"),
        ("/api/v1/merge?shape=1,4,4,1&count=x", "“count”的值类型不对，或超出范围。"),
        ("/api/v1/merge", "缺少参数“shape”。"),
        ("/api/v1/merge?shape=1&shape=2", "参数“shape”给了两次。"),
        ("/api/v1/round-trip?shape=1,5,5,1", "x 的第 2 轴大小为 5，不能被倍率 2 整除。"),
        (f"/merge?shape={'1,' * 10_000}", "查询字符串最多"),
    ],
)
def test_problems_speak_the_language_of_the_browser(client: Client, path: str, message: str) -> None:
    response = client.get(path, headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert problem(response, response.status_code)["detail"].startswith(message)


def test_the_registry_speaks_chinese(client: Client) -> None:
    merge = next(each for each in client.get("/api/v1/operations?lang=zh").json() if each["name"] == "merge")
    assert merge["title"] == "合并"
    assert merge["presets"][1]["title"] == "VM-UNet 合并（裁剪）"
    assert {each["summary"] for each in merge["parameters"]} >= {"通道轴的位置"}


def test_the_language_stays_in_links_that_ask_for_it(client: Client) -> None:
    links = {each.attributes["href"] for each in Document(client.get("/merge?lang=zh").text).all("a")}
    assert {"/expand?lang=zh", "/?lang=zh", "/merge?lang=en"} <= links
    for link in links:
        assert "lang=" in link or link.startswith(("/docs", "/openapi", "#")), link


def test_an_example_is_shown_in_another_language_too(client: Client) -> None:
    page = Document(client.get("/merge?lang=zh").text)
    assert page.by_id("output").text == Document(client.get("/merge").text).by_id("output").text
