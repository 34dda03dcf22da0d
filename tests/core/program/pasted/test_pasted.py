"""Text as people paste it, the program that is left, and where each part of it stood."""

import ast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from einscope.core.errors import PatternError, Span
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program.pasted import Beside, cleaned
from einscope.core.program.pasted.patterns import is_pattern
from einscope.core.program.pasted.reading import fault
from einscope.core.program.question import asked
from tests.core.program.programs import PROGRAMS
from tests.core.strategies import many

MOST = 4 * DEFAULT_LIMITS.program_characters

PASTED = [
    (">>> y = x.T\n>>> z = y", "y = x.T\nz = y", "prompts"),
    (">>> y = x.T\n>>> y.shape\ntorch.Size([3, 2])\n", "y = x.T\ny.shape\n", "output, prompts"),
    (
        ">>> def f(x):\n...     return x.T\n...\n>>> f(x)\narray([[0,\n        1]])",
        "def f(x):\n    return x.T\n\nf(x)\n",
        "output, prompts",
    ),
    ("Python 3.12.1 (main, Dec 7 2023)\n>>> y = x.T", "y = x.T", "output, prompts"),
    ("    >>> y = x.T\n    >>> z = y", "y = x.T\nz = y", "prompts"),
    ("In [1]: import torch\nIn [2]: y = x.T\nOut[2]: tensor([1])", "import torch\ny = x.T\n", "output, prompts"),
    ("In [1]: y = x.T", "y = x.T", "prompts"),
    ("In [1]: for i in r:\n   ...:     y = x.T\n   ...: ", "for i in r:\n    y = x.T\n", "prompts"),
    (
        "In [1]:\ny = x.T\nprint(y)\nOut[1]:\ntensor([3])\nIn [2]:\nz = y",
        "\ny = x.T\nprint(y)\n\nz = y",
        "output, prompts",
    ),
    ("```python\ny = x.T\n```", "y = x.T\n", "code fences"),
    ("~~~\ny = x.T\n~~~\n", "y = x.T\n", "code fences"),
    ("Like this:\n\n```py\ny = x.T\n```\nand so on", "\ny = x.T\n", "text around the code, code fences"),
    ("```bash\npip install einops\n```\n```python\ny = x.T\n```", "y = x.T\n", "text around the code, code fences"),
    ("```\ny = x.T", "y = x.T", "code fences"),
    ("y = x.T\n```", "y = x.T\n", "code fences"),
    ("`y = x.T`", "y = x.T", "code fences"),
    ("python\nCopy code\ny = x.T", "y = x.T", "labels"),
    ("> y = x.T\n> z = y", "y = x.T\nz = y", "quotation marks before lines"),
    ("> >>> y = x.T\n> >>> z = y", "y = x.T\nz = y", "quotation marks before lines, prompts"),
    ("!pip install einops\n%matplotlib inline\ny = x.T", "y = x.T", "commands"),
    ("$ python\ny = x.T\nx?", "y = x.T\n", "commands"),
    ("pip install einops\ny = x.T", "y = x.T", "commands"),
    ("+y = x.T\n+z = y", "y = x.T\nz = y", "marks of a diff"),
    ("-y = x\n+y = x.T\n z = y", "y = x.T\nz = y", "old lines of a diff, marks of a diff"),
    (
        "@@ -1,2 +1,2 @@\n def f(x):\n-    return x\n+    return x.T",
        "def f(x):\n    return x.T",
        "old lines of a diff, marks of a diff",
    ),
    ("def f(x):\n-    return x\n+    return x.T", "def f(x):\n    return x.T", "old lines of a diff, marks of a diff"),
    ("--- a/f.py\n+++ b/f.py\n@@ -1 +1,2 @@\n y = x.T\n+z = y", "y = x.T\nz = y", "marks of a diff"),
    ("12  y = x.T\n13  z = y", "y = x.T\nz = y", "line numbers"),
    ("12: y = x.T", "y = x.T", "line numbers"),
    ("9: def f(x):\n10:     return x.T", "def f(x):\n    return x.T", "line numbers"),
    (" 9  def f(x):\n10      return x.T", "def f(x):\n    return x.T", "line numbers"),
    ("1. y = x.T\n2.\n3. z = y", "y = x.T\n\nz = y", "line numbers"),
    ("1\tdef f(x):\n2\t\treturn x.T", "def f(x):\n    return x.T", "line numbers"),
    ("    y = x.T\n    z = y", "y = x.T\nz = y", "indentation"),
    ("        B, C = x.shape\n        return x.T", "B, C = x.shape\nreturn x.T", "indentation"),
    ("    def forward(self, x):\n        return x.T", "def forward(self, x):\n    return x.T", "indentation"),
    ("y = x.T\n    z = y\n    w = z", "y = x.T\nz = y\nw = z", "indentation"),
    ("y = x.T\n  z = y\nw = z", "y = x.T\nz = y\nw = z", "indentation"),
    (
        "def f(self, x):\n        return x.T\n\n    def g(self, x):\n        return x",
        "def f(self, x):\n    return x.T\n\ndef g(self, x):\n    return x",
        "indentation",
    ),
    ("y = x.T \\  \n  .T", "y = x.T \\\n  .T", "loose backslashes"),
    ("y = x.T \\\n", "y = x.T \n", "loose backslashes"),
]

RENDERED = [
    ("y\u00a0=\u00a0x.T", "y = x.T", "special spaces"),
    ("\ufeffy = x.T\u200b", "y = x.T", "special spaces"),
    ("y = f(x, ‘h w -> w h’)", "y = f(x, 'h w -> w h')", "curly quotes"),
    ("y = f(x, ’h w -> w h’)", "y = f(x, 'h w -> w h')", "curly quotes"),
    ("y = f(x, 'h w -> w h’)", "y = f(x, 'h w -> w h')", "curly quotes"),
    ("y = f(x, “b … –> …”)", 'y = f(x, "b ... -> ...")', "curly quotes"),
    ("“””Says.“””\ny = x.T", '"""Says."""\ny = x.T', "curly quotes"),
    ("y = f(‘it’s’)", "y = f('it’s')", "curly quotes"),
    ("y = x．permute（１，０）", "y = x.permute(1,0)", "typographic characters"),
    ("y = x［…，0］", "y = x[...,0]", "typographic characters"),
    ("y = x − 1 × 2", "y = x - 1 * 2", "typographic characters"),
    ("def f(x)：\n    return x。T", "def f(x):\n    return x.T", "typographic characters"),
    ("def f(x):\n\ty = x\n        return y", "def f(x):\n    y = x\n    return y", "tabs"),
]


ALONE = [
    ("b h w -> b h c", "y = rearrange(x, 'b h w -> b h c')"),  # one of w and c is misspelt, and that is said
    ("b h w c -> b c h w", "y = rearrange(x, 'b h w c -> b c h w')"),
    ("  b (h p) → b h p , p=2\n", "y = rearrange(x, 'b (h p) -> b h p', p=2)"),
    ("'b (h p) -> b h p', p = 2, h=3,", "y = rearrange(x, 'b (h p) -> b h p', p = 2, h=3)"),
    ('"h w -> w h"', "y = rearrange(x, 'h w -> w h')"),
    ("“… h w -> … w h”", "y = rearrange(x, '... h w -> ... w h')"),
    ("```\nh w -> w h\n```", "y = rearrange(x, 'h w -> w h')"),
    ("h w -> h w c, c=3", "y = repeat(x, 'h w -> h w c', c=3)"),
    ("h w -> h w 2", "y = repeat(x, 'h w -> h w 2')"),
    ("h w -> (h w) 1", "y = rearrange(x, 'h w -> (h w) 1')"),
    ("h 1 w -> w h", "y = rearrange(x, 'h 1 w -> w h')"),
    ("b h w -> b h", "y = reduce(x, 'b h w -> b h')"),
    ("... c -> ...", "y = reduce(x, '... c -> ...')"),
    ("b c (h p) w → b c h w, h=2", "y = reduce(x, 'b c (h p) w -> b c h w', h=2)"),
    ("b (h w -> b h w", "y = rearrange(x, 'b (h w -> b h w')"),
    ("b h w) -> b w h,", "y = rearrange(x, 'b h w) -> b w h')"),
    ("b h*w -> b (h w)", "y = rearrange(x, 'b h*w -> b (h w)')"),
    ("h w h -> h w", "y = rearrange(x, 'h w h -> h w')"),
    ("'b [h w] -> b h'", "y = reduce(x, 'b [h w] -> b h')"),
]

NOT_ALONE = [
    "->",
    "h 2 -> h 2",
    "f(x) -> y",
    "f(x) -> x",
    "f(x y -> x y",
    "def f(x) -> y",
    "def (x) -> x",
    "lambda x y: y -> x y",
    "return (x y -> x y",
    "x (y -> z",
    "(x -> x",
    "h w ->",
    "i j, j k -> i k",
    "h w -> w h -> h w",
]


@pytest.mark.parametrize(("typed", "code"), ALONE)
def test_a_pattern_alone_gets_the_call_that_it_belongs_to(typed: str, code: str) -> None:
    found = cleaned(typed, MOST)
    assert found.code == code
    assert "Added: a call of einops around the pattern." in map(str, found.done)


@pytest.mark.parametrize(
    ("typed", "tensor", "numbers", "code"),
    [
        ("h w -> w h", "q", [], "y = rearrange(q, 'h w -> w h')"),
        ("h w -> w h 2", "batch.image", [], "y = repeat(batch.image, 'h w -> w h 2')"),
        ("(h p) w → h p w", "x", ["n", "p"], "y = rearrange(x, '(h p) w -> h p w', p=p)"),
        ("(h p) (w q) -> h w p q, q=3,", "x", ["q", "p"], "y = rearrange(x, '(h p) (w q) -> h w p q', q=3, p=p)"),
        ("h w -> h w c", "x", ["c"], "y = repeat(x, 'h w -> h w c', c=c)"),
        ("y = f(p)", "q", ["p"], "y = f(p)"),
    ],
)
def test_a_pattern_alone_is_called_with_what_is_given_beside_it(
    typed: str, tensor: str, numbers: list[str], code: str
) -> None:
    found = cleaned(typed, MOST, Beside(tensor, numbers))
    assert found.code == code
    assert cleaned(code, MOST, Beside(tensor, numbers)).done == ()


@pytest.mark.parametrize("typed", NOT_ALONE)
def test_what_has_more_meanings_than_one_is_left_alone(typed: str) -> None:
    assert cleaned(typed, MOST).code == typed


@pytest.mark.parametrize(("typed", "code", "things"), PASTED)
def test_what_comes_along_is_taken_out_and_named(typed: str, code: str, things: str) -> None:
    found = cleaned(typed, MOST)
    assert (found.code, [*map(str, found.done)]) == (code, [f"Removed: {things}."])


@pytest.mark.parametrize(("typed", "code", "thing"), RENDERED)
def test_characters_that_python_does_not_read_are_replaced_and_named(typed: str, code: str, thing: str) -> None:
    found = cleaned(typed, MOST)
    assert found.code == code
    assert f"Replaced: {thing}." in map(str, found.done)


@pytest.mark.parametrize("typed", [row[0] for row in (*PASTED, *RENDERED, *ALONE)])
def test_what_is_left_is_read_by_python_and_left_alone(typed: str) -> None:
    code = cleaned(typed, MOST).code
    ast.parse(code)
    assert cleaned(code, MOST).code == code


@pytest.mark.parametrize(
    "code",
    [
        "s = '''\n>>> a = ‘b’\n```\n'''",
        "y = x  # ‘quoted’ … and “this”",
        "- x",
        "if p:\n\ty = x",
        "x = (1\n  % 2)",
        "1 | 2",
        "ｙ = x",
        "'\u00a0'",
        "[\n        1,\n    2]",
        "",
    ],
)
def test_a_program_that_python_reads_is_left_as_it_is(code: str) -> None:
    found = cleaned(code, MOST)
    assert (found.code, found.done) == (code, ())


@pytest.mark.parametrize("code", ["y = x.permute(", "x = = y", "def f(x)", "x = '", "y = foo bar", "class", "lambda"])
def test_what_is_merely_unfinished_is_left_as_it_is(code: str) -> None:
    assert cleaned(code, MOST).code == code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("```\ny = x.f(‘a … b’)  # ‘c’\nz = '…'\n```", "'…'"),
        ("y = f(‘a’)  # it’s “so”", "# it’s “so”"),
        (">>> y = '''a\u00a0b…'''", "'''a\u00a0b…'''"),
        ("x = (1\n  % 2\n  + f(‘a’))", "  % 2"),
    ],
)
def test_strings_comments_and_continued_lines_stay_as_they_are(typed: str, kept: str) -> None:
    found = cleaned(typed, MOST)
    ast.parse(found.code)
    assert kept in found.code


_PROGRAMS = [case.code for case in PROGRAMS]


@many
@given(st.sampled_from(_PROGRAMS))
def test_programs_are_left_as_they_are(code: str) -> None:
    assert cleaned(code, MOST).code == code


@many
@given(st.text(alphabet="xyT=.()[]:'\"\\#‘’“”…>-+!%`~ \t\n\u00a0０（，１2def", max_size=60))
def test_any_text_is_cleaned_once_and_places_point_into_it(typed: str) -> None:
    assert_cleaned_once(typed)


@pytest.mark.parametrize("typed", ["h->h{}=", "{}h->", "'{}->{}", "h->h,{}p"])
def test_long_texts_that_are_nearly_a_pattern_are_read_once(typed: str) -> None:
    long = typed.replace("{}", " " * 20_000)  # going back and forth in these would take hours
    assert not is_pattern(long)


@pytest.mark.parametrize("size", ["9" * 999, "9" * 5_000, "٣" * 900])
def test_a_number_of_thousands_of_digits_in_a_pattern_is_no_harm(size: str) -> None:
    for typed in (f"h {size} -> h", f"h -> h {size}"):
        with pytest.raises(PatternError):
            asked({"code": typed, "shape": "x:2"}, DEFAULT_LIMITS).run(DEFAULT_LIMITS)


@many
@given(*[st.text(alphabet="xy ()'\n,=2", max_size=9)] * 2)
def test_any_pattern_alone_is_cleaned_once_and_places_point_into_it(left: str, right: str) -> None:
    assert_cleaned_once(f"{left}->{right}")


def assert_cleaned_once(typed: str) -> None:
    found = cleaned(typed, MOST)
    if fault(typed) is None and not is_pattern(typed):
        assert found.code == typed
    for start in range(len(found.code)):
        span = found.span(Span(start, start + 1))
        assert 0 <= span.start < span.end <= len(typed)
    assert cleaned(found.code, MOST).done == ()


@many
@given(st.sampled_from(_PROGRAMS), st.sampled_from([">>> ", "    ", "+", "> ", "```\n"]))
def test_programs_come_back_out_of_what_they_were_pasted_with(code: str, mark: str) -> None:
    assume('"""' not in code and "'''" not in code)  # what stands within strings is theirs
    lines = code.strip("\n").split("\n")
    if mark.endswith("\n"):
        typed = f"{mark}{code.strip(chr(10))}\n```"
    elif mark == ">>> ":
        typed = "\n".join((">>> " if line[:1].strip() or not line else "... ") + line for line in lines)
    else:
        typed = "\n".join(mark + line for line in lines)
    assume(fault(typed) is not None)  # a sign before an expression is one more expression
    assert ast.dump(ast.parse(cleaned(typed, MOST).code)) == ast.dump(ast.parse(code.strip("\n")))


@pytest.mark.parametrize(
    ("typed", "culprit"),
    [
        (">>> y = x.T\n>>> z = foo(y)", "foo(y)"),
        ("```\ny = x + b\n```", "b"),
        ("    y = x.T\n    z = y ]", "]"),
    ],
)
def test_errors_point_into_what_was_typed(typed: str, culprit: str) -> None:
    with pytest.raises(PatternError) as caught:
        asked({"code": typed, "shape": "x:2,3"}, DEFAULT_LIMITS).run(DEFAULT_LIMITS)
    assert caught.value.span is not None
    assert typed[slice(*caught.value.span)].strip() == culprit


def test_a_text_that_is_longer_than_anybody_pastes_is_left_as_it_is() -> None:
    assert cleaned("    y = x", 5).done == ()
