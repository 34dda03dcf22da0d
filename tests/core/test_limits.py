import pytest

from einscope.core.errors import PatternError
from einscope.core.pattern.parser import parse
from tests.core.asking import plan_of, refusal, underlined

NAMES_32 = " ".join(f"a{number}" for number in range(32))
SIZES_32 = NAMES_32.replace(" ", "=1,") + "=1"
NAMES_33 = f"{NAMES_32} z"
OPEN, CLOSE = "(" * 10_000, ")" * 10_000


@pytest.mark.parametrize(
    ("texts", "code", "field"),
    [
        ({"pattern": "a" * 1_001, "shape": "2"}, "text-long", "pattern"),
        ({"pattern": f"{OPEN}a{CLOSE} -> a", "shape": "2"}, "text-long", "pattern"),
        ({"pattern": "a -> a", "shape": "1," * 1_000}, "text-long", "shape"),
        ({"pattern": "a -> a", "shape": "2", "sizes": "a=" + "2" * 1_000}, "text-long", "sizes"),
        ({"pattern": "a \x00 -> a", "shape": "2"}, "text-control", "pattern"),
        ({"pattern": "a \ud83d -> a", "shape": "2"}, "text-control", "pattern"),
        ({"pattern": "a -> a", "shape": "2\x00"}, "text-control", "shape"),
        ({"pattern": "a -> a", "shape": "2", "sizes": "\udcff=2"}, "text-control", "sizes"),
        ({"pattern": f"{NAMES_33} -> ({NAMES_33})", "shape": ",".join("1" * 33)}, "axes-limit", "shape"),
        ({"pattern": f"({NAMES_33}) -> {NAMES_33}", "shape": "1"}, "axes-limit", "pattern"),
        ({"pattern": "a -> a" + " 1" * 32, "shape": "2"}, "axes-limit", "pattern"),
        ({"pattern": "a -> a", "shape": "-2"}, "size-negative", "shape"),
        ({"pattern": "(a b) -> a b", "shape": "6", "sizes": "a=-1"}, "size-negative", "sizes"),
        ({"pattern": "a -> a", "shape": "9" * 19}, "size-huge", "shape"),
        ({"pattern": "a -> a", "shape": "9" * 900}, "size-huge", "shape"),
        ({"pattern": "(a b) -> a b", "shape": "6", "sizes": "a=" + "9" * 19}, "size-huge", "sizes"),
        ({"pattern": "a -> a", "shape": str(2**53)}, "cells-limit", "shape"),
        ({"pattern": "a b -> b a", "shape": f"{2**27},{2**26}"}, "cells-limit", "shape"),
        ({"pattern": "a b c -> c b a", "shape": ",".join(["9" * 18] * 3)}, "cells-limit", "shape"),
    ],
)
def test_what_is_too_much_is_refused(texts: dict[str, str], code: str, field: str) -> None:
    error = refusal("rearrange", **texts)
    assert (error.code, error.field) == (code, field)
    underlined(error, texts[field])


@pytest.mark.parametrize(
    ("texts", "shape"),
    [
        ({"pattern": "a -> a" + " " * 994, "shape": "2"}, (2,)),
        ({"pattern": f"{NAMES_32} -> ({NAMES_32})", "shape": ",".join("1" * 32)}, (1,)),
        ({"pattern": f"({NAMES_32}) -> {NAMES_32}", "shape": "1", "sizes": SIZES_32}, (1,) * 32),
        ({"pattern": "a -> a", "shape": str(2**53 - 1)}, (2**53 - 1,)),
        ({"pattern": "高 (宽 β) -> β 高 宽", "shape": "2,6", "sizes": "宽=3"}, (2, 2, 3)),
        ({"pattern": "a b -> b a", "shape": "0,3"}, (3, 0)),
        ({"pattern": "->", "shape": ""}, ()),
    ],
)  # fmt: skip
def test_what_is_just_within_the_bounds_is_answered(texts: dict[str, str], shape: tuple[int, ...]) -> None:
    assert plan_of("rearrange", **texts).output.shape == shape


@pytest.mark.parametrize(
    ("texts", "code", "field"),
    [
        ({"shape": "1,5,5,1", "factor": "99999999", "odd": "pad"}, "cells-limit", "factor"),
        ({"shape": "1,4,4,1", "factor": "2", "order": "p2 " * 334}, "text-long", "order"),
        ({"shape": "1,4,4,1", "factor": "-2"}, "size-negative", "factor"),
        ({"shape": "1,4,4,1", "factor": "9" * 19}, "size-huge", "factor"),
    ],
)
def test_merging_has_the_same_bounds(texts: dict[str, str], code: str, field: str) -> None:
    error = refusal("merge", **texts)
    assert (error.code, error.field) == (code, field)


@pytest.mark.parametrize(
    "markup", ["<script>alert(1)</script> -> a", "a&amp;b -> c", "{a} -> {0}", "%s %d -> %n", "a'\"-> a"]
)
def test_markup_is_quoted_and_never_understood(markup: str) -> None:
    error = refusal("rearrange", pattern=markup, shape="2")
    assert f"'{underlined(error, markup)}'" in str(error)


@pytest.mark.parametrize("pattern", [f"{OPEN}a{CLOSE} -> a", f"a{CLOSE} -> a", f"{OPEN} -> a"])
def test_brackets_without_end_need_no_stack(pattern: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(pattern)
    assert caught.value.code in ("bracket-nested", "bracket-close")
