"""What programs are given, as text: shapes by name, and values of names."""

import pytest

from einscope.core.errors import PatternError
from einscope.core.fields import NamedShapesText, Value, ValuesText
from einscope.core.limits import DEFAULT_LIMITS


@pytest.mark.parametrize(
    ("text", "shapes", "canonical"),
    [
        ("x:1,4,4,2;y:3", {"x": (1, 4, 4, 2), "y": (3,)}, "x:1,4,4,2;y:3"),
        (" x : (1 × 4) ; self.w: 2 3 ;", {"x": (1, 4), "self.w": (2, 3)}, "x:1,4;self.w:2,3"),
        ("1,2", {"x": (1, 2)}, "x:1,2"),
        ("x:", {"x": ()}, "x:"),
        ("", {}, ""),
    ],
)
def test_shapes_are_read_by_name(text: str, shapes: dict[str, tuple[int, ...]], canonical: str) -> None:
    form = NamedShapesText()
    read = form.read(text, "shape", DEFAULT_LIMITS)
    assert read == shapes
    assert form.write(read) == canonical
    assert form.read(canonical, "shape", DEFAULT_LIMITS) == shapes


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ("x:1;2", "shape-without-name", "2"),
        ("x:1;x:2", "shape-repeated", "x:2"),
        ("x y:1", "shape-name", "x y"),
        ("x.:1", "shape-name", "x."),
        ("x:1,a", "size-not-a-number", "a"),
        ("x:1;y:-2", "size-negative", "-2"),
        ("x:99999999,99999999", "cells-limit", "99999999,99999999"),
    ],
)
def test_a_wrong_shape_is_pointed_at(text: str, code: str, underlined: str) -> None:
    with pytest.raises(PatternError) as caught:
        NamedShapesText().read(text, "shape", DEFAULT_LIMITS)
    assert (caught.value.code, caught.value.field) == (code, "shape")
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == underlined


@pytest.mark.parametrize(
    ("text", "values", "canonical"),
    [
        ("self.dim_scale=2,p=3", {"self.dim_scale": 2, "p": 3}, "self.dim_scale=2,p=3"),
        ("p=(2 3), q=[4,5]; r=()", {"p": (2, 3), "q": (4, 5), "r": ()}, "p=(2 3),q=(4 5),r=()"),
        ("i=([0, 1], (2 3)), j=[[4]]", {"i": ((0, 1), (2, 3)), "j": ((4,),)}, "i=((0 1) (2 3)),j=((4))"),
        ("a=True,b=false,c=None", {"a": True, "b": False, "c": None}, "a=True,b=False,c=None"),
        ("eps=1e-5,half=.5,n=-3", {"eps": 1e-5, "half": 0.5, "n": -3}, "eps=1e-05,half=0.5,n=-3"),
        ("self.proj=pass,mode='re,flect'", {"self.proj": "pass", "mode": "re,flect"}, 'self.proj=pass,mode="re,flect"'),
        ("s='3',t=\"\"", {"s": "3", "t": ""}, 's="3",t=""'),
    ],
)
def test_values_are_read_by_name(text: str, values: dict[str, Value], canonical: str) -> None:
    form = ValuesText()
    read = form.read(text, "values", DEFAULT_LIMITS)
    assert read == values
    assert [type(each) for each in read.values()] == [type(each) for each in values.values()]
    assert form.write(read) == canonical
    assert form.read(canonical, "values", DEFAULT_LIMITS) == values


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ("p", "value-form", "p"),
        ("p=1,p=2", "value-repeated", "p=2"),
        ("1p=2", "value-name", "1p"),
        ("p=", "value-unreadable", ""),
        ("p=2x", "value-unreadable", "2x"),
        ("p=(2 x)", "value-unreadable", "(2 x)"),
        ("p=(1 [2])", "value-unreadable", "(1 [2])"),
        ("p=([1] x)", "value-unreadable", "([1] x)"),
        ("p=([1, 2)", "value-unreadable", "([1, 2)"),
        ("p=9999999999999999999999", "value-unreadable", "9999999999999999999999"),
        ("p=f(1)", "value-unreadable", "f(1)"),
    ],
)
def test_a_wrong_value_is_pointed_at(text: str, code: str, underlined: str) -> None:
    with pytest.raises(PatternError) as caught:
        ValuesText().read(text, "values", DEFAULT_LIMITS)
    assert (caught.value.code, caught.value.field) == (code, "values")
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == underlined
