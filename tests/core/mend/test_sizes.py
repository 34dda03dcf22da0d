"""Mistakes in sizes and shapes: what is offered for each, and that it mends it."""

import pytest

from tests.core.mend.offered import assert_every_offer_mends, refused

SPLIT = "(h p) w -> h p w"
PAIR = "(h p1) (w p2) -> h w (p1 p2)"

# pattern, shape, sizes; what is offered, the likeliest first
MISTAKES = [
    # a size for a name that the pattern does not have
    ("(h p1) w -> h p1 w", "4,3", "q1=2", [{"sizes": "p1=2"}]),
    ("(h p1) w -> h p1 w", "4,3", "P1=2", [{"sizes": "p1=2"}]),
    ("b h w (p1 p2 c) -> b (h p1) (w p2) c", "1,2,2,4", "p1=2,p3=2", [{"sizes": "p1=2,p2=2"}]),
    ("h w -> w h", "2,3", "q=2,h=2", [{"sizes": "h=2"}]),
    # sizes written in another way
    (SPLIT, "4,3", "p:2", [{"sizes": "p=2"}]),
    (SPLIT, "4,3", "p 2", [{"sizes": "p=2"}]),
    (SPLIT, "4,3", "2=p", [{"sizes": "p=2"}]),
    (SPLIT, "4,3", "{'p': 2}", [{"sizes": "p=2"}]),
    (SPLIT, "4,3", "p", [{"sizes": "p=2"}]),
    (SPLIT, "4,3", "p=", [{"sizes": "p=2"}]),
    (SPLIT, "4,3", "p=two", [{"sizes": "p=2"}]),
    (SPLIT, "4,3", "p=-2", [{"sizes": "p=2"}]),
    (SPLIT, "4,3", "2", [{"sizes": "h=2"}, {"sizes": "p=2"}]),
    (PAIR, "112,112", "56,56", [{"sizes": "h=56,w=56"}, {"sizes": "p1=56,p2=56"}]),
    (PAIR, "112,112", "(56, 2)", [{"sizes": "h=56,w=2"}, {"sizes": "p1=56,p2=2"}]),
    (PAIR, "112,112", "h,w=56,56", [{"sizes": "h=56,w=56"}]),
    (PAIR, "112,112", "(p1, p2) = (2, 4)", [{"sizes": "p1=2,p2=4"}]),
    (SPLIT, "4,3", "p=2,p=4", [{"sizes": "p=2"}, {"sizes": "p=4"}]),
    # sizes that do not fit
    (SPLIT, "10,3", "p=3", [{"sizes": "p=2"}, {"sizes": "p=5"}, {"shape": "9,3"}, {"shape": "12,3"}]),
    (SPLIT, "6,3", "h=2,p=2", [{"sizes": "h=2"}, {"shape": "4,3"}]),
    (SPLIT, "6,3", "p=0", [{"sizes": "p=2"}, {"sizes": "p=1"}]),
    ("h w -> w h", "2,3", "h=3", [{"sizes": ""}, {"shape": "3,3"}]),
    ("h 1 -> h", "2,3", "", [{"shape": "2,1"}]),
    # shapes of another rank
    (
        "h w -> w h", "2,3,4", "",
        [{"pattern": "... h w -> ... w h"}, {"pattern": "h w ... -> w h ..."}, {"shape": "3,4"}, {"shape": "2,3"}],
    ),
    (
        "b h w -> b w h", "2,3", "",
        [{"shape": "1,2,3"}, {"shape": "2,3,1"}, {"pattern": "h w -> w h"}, {"pattern": "b h -> b h"}],
    ),
    ("b (h w) -> b h w", "1,2,3", "", [{"pattern": "b h w -> b (h w)"}]),
    (
        "bhwc -> bhwc", "1,2,3,4", "",
        [
            {"pattern": "b h w c -> b h w c"},
            {"pattern": "... bhwc -> ... bhwc"},
            {"pattern": "bhwc ... -> bhwc ..."},
            {"shape": "4"},
        ],
    ),
    # shapes written in another way
    ("h w -> w h", "2,,3", "", [{"shape": "2,3"}]),
    ("h w -> w h", "2,3,", "", [{"shape": "2,3"}]),
    ("h w -> w h", "(2,3", "", [{"shape": "2,3"}]),
    ("h w -> w h", "2.0,3.0", "", [{"shape": "2,3"}]),
    ("h w -> w h", "2,l", "", [{"shape": "2,1"}]),
    ("h w -> w h", "-2,3", "", [{"shape": "2,3"}]),
    ("h w -> w h", "H,3", "", [{"shape": "2,3"}]),
    ("h w -> w h", "h=4,w=3", "", [{"shape": "4,3"}]),
    ("h w -> w h", "{'h': 4, 'w': 3}", "", [{"shape": "4,3"}]),
    ("h w -> w h", "1_000,1e3", "", [{"shape": "1000,1000"}]),
    ("h w -> w h", "99999999999999999,3", "", [{"shape": "1024,3"}, {"shape": "16,3"}, {"shape": "2,2"}]),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "shape", "sizes", "repairs"), MISTAKES)
def test_sizes_and_shapes_are_mended(pattern: str, shape: str, sizes: str, repairs: list[dict[str, str]]) -> None:
    texts = {"pattern": pattern, "shape": shape, "sizes": sizes}
    error = refused("rearrange", texts)
    assert_every_offer_mends("rearrange", texts, error)
    assert ([repair for _, repair in error.choices] or [error.repair]) == repairs


@pytest.mark.parametrize(
    ("operation", "texts", "repairs"),
    [
        ("rearrange", {"pattern": "h (w c) -> w h c", "sizes": "c=3"}, [{"shape": "2,6"}]),
        ("merge", {"shape": "1,5,4,1"}, [{"odd": "pad"}, {"odd": "crop"}, {"shape": "1,4,4,1"}, {"shape": "1,6,4,1"}]),
        (
            "merge",
            {"shape": "1,4,4,1", "factor": "3"},
            [{"odd": "pad"}, {"odd": "crop"}, {"shape": "1,3,3,1"}, {"shape": "1,6,6,1"}],
        ),
        ("merge", {"shape": "1,4,4,1", "factor": "x2"}, [{"factor": "2"}]),
        ("merge", {"shape": "1,4,4,1", "factor": "0"}, [{"factor": "1"}, {"factor": "2"}]),
        ("expand", {"shape": "1,2,2,6"}, [{"shape": "1,2,2,8"}, {"shape": "1,2,2,4"}]),
        ("expand", {"shape": "1,2,2,7"}, [{"shape": "1,2,2,8"}, {"shape": "1,2,2,4"}]),
        ("unfold", {"shape": "1,2,4,1", "kernel": "3"}, [{"shape": "1,3,4,1"}, {"kernel": "2"}]),
        ("roll", {"shape": "1,4,4,1", "shift": "1,1", "axes": "12"}, [{"axes": "1,2"}]),
        ("roll", {"shape": "4,4", "shift": "x"}, [{"shift": "1"}]),
        ("reduce", {"pattern": "(h 2) w -> h w", "shape": "5,3"}, [{"shape": "6,3"}, {"shape": "4,3"}]),
    ],
)
def test_parameters_of_other_operations_are_mended(
    operation: str, texts: dict[str, str], repairs: list[dict[str, str]]
) -> None:
    error = refused(operation, texts)
    assert_every_offer_mends(operation, texts, error)
    assert [repair for _, repair in error.choices] == repairs
