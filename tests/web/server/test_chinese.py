"""The Chinese is one language: a word for a notion, the marks that Chinese has, and no English but what is typed."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest

from einscope.core.errors import PatternError
from einscope.core.examples import GROUPS
from einscope.core.lessons import lessons
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.ops import registry
from einscope.core.program import run
from einscope.core.questions import questions
from einscope.web.problems.table import EXPLAINED
from einscope.web.server.language import catalogue, translate
from einscope.web.server.script_messages import messages_of_scripts
from tests.core.program.programs.case import shapes_of
from tests.core.program.run.test_errors_program import CULPRITS
from tests.rows import asked_of, every
from tests.web.answers.test_sixty_mistakes import MISTAKES
from tests.web.client import Client

CONTRIBUTING = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")
C = "[\u4e00-\u9fff]"


def messages() -> Iterator[tuple[str, str]]:
    """Every sentence with each form of what it is in Chinese."""
    for each in catalogue("zh"):
        said = each.string or ""
        if each.id:
            yield from ((str(each.id), text) for text in ([said] if isinstance(said, str) else said))


MESSAGES = [*messages()]
NEVER = [
    (word, chosen)
    for chosen, words in re.findall(
        r"^\| [^|]+ \| ([^|\w]*[\u4e00-\u9fff][^|]*) \| ([^|]+) \|$", CONTRIBUTING, re.MULTILINE
    )
    for word in words.split("、")
]

MARKS = {
    "a half-width mark beside Chinese": rf"{C}[,;!?]|[,;!?]{C}|{C}:(?!\S)|\({C}|{C}\)",
    "a space beside a full-width mark": r"[ ][，。：；？！、（）“”…]|[，。：；？！、（）“][ ]",
    "no space between Chinese and Latin": rf"{C}[A-Za-z0-9]|[A-Za-z0-9]{C}",
    "other quotation marks": r"[‘’\"]|'\{\w+\}'",
    "half an ellipsis": rf"{C}…(?!…)|(?<!…)…{C}",
    "a mark twice": r"[，。：；、]{2}",
}

# What stays Latin in Chinese, too: names, formats, and words of Python and of libraries that are typed.
WORDS = """
Einscope einops einsum rearrange reduce repeat numpy NumPy torch PyTorch JAX Python JavaScript MATLAB CSS HTML
JSON API MCP SDK SVG PNG GIF WebP JPEG Markdown curl pip install oEmbed ONNX PUBLIC_URL HOST PORT MEMORY UTF POST Allow
Content-Type Retry-After Ctrl Shift Esc Tab Enter PgUp PgDn Swin Swin-Unet VMamba VM-UNet Aurora YOLOv5 Focus
Contract Open-Sora PixelShuffle PixelUnshuffle DepthToSpace SpaceToDepth DCR CRD Flux Wan DiT MaxViT Hiera timm
Llama Meta Hugging Face GPT-NeoX GPT-J VideoMAE ViT vit-pytorch Qwen2-VL Transformer token nearest nearest-exact
None True False self def class return yield break continue with forward range stop shell diff pickle array view
reshape transpose permute unbind unfold fold cat stack tile chunk swap meshgrid indexing arange flip unroll fft
fftshift im2col repeat_interleave repeat_kv rotate_half block_diag cartesian_prod as_strided contiguous clone
copy axis value row column depth source values numbers both tiles paper transparent mono sans serif crimson teal
full profile matmul start count step fields infer einscope mcp sizes English

"""
LATIN = {*WORDS.split(), "dtype"} | {
    parameter.name for question in questions().values() for parameter in question.parameters
}
LATIN |= {
    choice
    for question in questions().values()
    for parameter in question.parameters
    for choice in parameter.choices or ()
}
# Formulas and programs; what is quoted; addresses; code, values, options, endings of files.
CODE = re.compile(
    r"^\s*[a-z]\w*\[.*|^\s*\w[^\n]* = .*|`[^`]*`|\{\w*\}|“[^”]*”|https?://\S+|/[a-z][\w/.?=&,-]*|\S*[=()\[\]]\S*"
    r"|\S*\w\.\w\S*|(?<!\w)--?\w+|把 \S+ 改成 \S+|写成 \S+|\.\w+|\b\w*\d\w*\b(?!-)",
    re.DOTALL,
)
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*[A-Za-z0-9]")


def english(text: str, typed: str = "") -> list[str]:
    """Latin words of three letters or more that are not typed: no code, no name, nothing that was in the request."""
    text = CODE.sub(" ", text)
    found = [word for word in WORD.findall(text) if len(word) > 2]
    return [word for word in found if word not in LATIN and word not in typed]


def test_the_table_of_words_is_read() -> None:
    assert ("格子", "单元格") in NEVER
    assert len(NEVER) > 30


@asked_of({"zh": MESSAGES}, lambda row: row[0])
def test_a_notion_has_one_word(sentence: str, said: str) -> None:
    assert [word for word, _ in NEVER if word in said] == [], said


@asked_of({"zh": MESSAGES}, lambda row: row[0])
def test_marks_are_those_of_chinese(sentence: str, said: str) -> None:
    plain = re.sub(r"`[^`]*`|名字[:=]\S*|张量=轴:方向", "x", said)
    assert [name for name, mark in MARKS.items() if re.search(mark, plain)] == [], said


@asked_of({"zh": MESSAGES}, lambda row: row[0])
def test_no_english_is_left_in_the_catalogue(sentence: str, said: str) -> None:
    assert english(said) == [], said


class Texts(HTMLParser):
    """What is read of a page: its texts and the attributes that are read out, without what is code."""

    CODE = frozenset({"script", "style", "pre", "code", "textarea", "math", "kbd"})
    CLASSES = frozenset({"mono", "line-text", "formula", "no-script", "culprits", "typed", "axes"})
    VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "rect", "path", "circle"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        code = tag in self.CODE or bool(self.CLASSES & {*(given.get("class") or "").split()})
        if tag not in self.VOID:
            self.open.append(code or given.get("lang") == "en" or (bool(self.open) and self.open[-1]))
        if not code and not any(self.open):
            self.found += [
                given.get(name) or "" for name in ("aria-label", "title", "alt", "placeholder", "aria-valuetext")
            ]
        if given.get("name") == "description":
            self.found.append(given.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.found.append(data)


def states() -> Iterator[str]:
    """Pages of every operation in every convention, and of every example."""
    for name, question in questions().items():
        yield f"/{name}?{urlencode({'lang': 'zh'})}"
        yield from (f"/{name}?{urlencode({**preset.values, 'lang': 'zh'})}" for preset in question.presets)
    for group in GROUPS:
        yield from (f"/{each.op}?{urlencode({**each.texts, 'lang': 'zh'})}" for each in group.examples)


PAGES = {
    "others": [f"/{name}?lang=zh" for name in ("", "infer", "examples", "learn", "problems", "docs", "compare")],
    "states": [*states()],
    "frames": [
        "/embed/merge?lang=zh",
        "/embed/program?lang=zh",
    ],
    "pairs": ["/compare?a=/merge&b=/merge?order=c+p1+p2&lang=zh", "/compare?a=/merge&b=/nowhere&lang=zh"],
    "lessons": [f"/learn/{name}?lang=zh" for name in lessons()],
    "problems": [f"/problems/{code}?lang=zh" for code in EXPLAINED],
}


@asked_of(PAGES)
def test_no_page_has_english_left(path: str) -> None:
    page = Client().get(path, headers={"accept": "text/html"}).text
    assert [(text.strip(), words) for text in Texts(page).found if (words := english(text, path))] == []


@asked_of({"zh": [row[0] for row in MISTAKES]}, str)
def test_no_mistake_is_told_in_english(operation: str, texts: dict[str, str]) -> None:
    answered = Client().get(f"/api/v1/{operation}", {**texts, "lang": "zh"}).json()
    [error] = answered["errors"]
    repairs = [*error["repair"].values(), *(text for each in error["choices"] for text in each["repair"].values())]
    for text in (error["message"], error["hint"] or "", *(choice["text"] for choice in error["choices"])):
        assert english(text, " ".join([*texts.values(), *repairs])) == [], text


# Programs that are refused for a value of each kind there is.
REFUSED = [
    *(
        f"x.view({value})"
        for value in ("'a'", "[1, 'a']", "x", "{}", "None", "1.5", "(1, {1})", "slice(2)", "lambda z: z")
    ),
    *(
        "x.shape.foo",
        "'abc'.view(2)",
        "range(3).foo",
        "x(1)",
        "int(x)",
        "torch.cat(3)",
        "[1][5]",
        "{'a': 1}['b']",
        "x ** 'a'",
    ),
    *(
        "x[{1: 2}]",
        "x.sum().item() + 'a'",
        "torch.full((2, 2), 'a')",
        "x.reshape(",
        "x = = 2",
        "if x: pass",
        "for i in 3: pass",
    ),
]


def test_no_program_is_refused_in_english() -> None:
    def told(row: tuple[str, str, str]) -> None:
        code, library, shape = row
        with pytest.raises(PatternError) as caught:
            run(code, shapes_of(shape), {}, DEFAULT_LIMITS, library)
        error = caught.value
        for sentence in (error.message, *filter(None, [error.hint]), *(each for each, _ in error.choices)):
            assert english(translate(sentence, "zh"), code) == [], translate(sentence, "zh")

    rows = [(code, "torch", "2,3") for code in REFUSED] + [row[:3] for row in CULPRITS]
    every(rows, told, lambda row: row[0])


def test_a_parameter_is_called_in_sentences_as_its_field_is_labelled() -> None:
    words = messages_of_scripts("zh")
    for operation in registry().values():
        for parameter in operation.parameters:
            assert re.fullmatch(rf"{C}+", str(words[parameter.name])), parameter.name
            assert parameter.label is None or translate(parameter.label, "zh") == words[parameter.name]
