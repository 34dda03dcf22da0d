"""What a picture is dressed in, over HTTP: every kind takes it, and what is wrong with it comes with what mends it."""

from collections.abc import Mapping
from io import BytesIO
from urllib.parse import urlencode
from xml.etree import ElementTree as Tree

import pytest
from PIL import Image

from tests.web.client import PATCH, Client, problem

KINDS = ("svg", "png", "gif", "webp")
SMALL = {"width": "340"}
DRESS = {"ground": "transparent", "font": "serif", "accent": "crimson,,#0a8", "theme": "dark"}
OF = {
    "rearrange": PATCH,
    "program": {"code": "y = x.T", "shape": "x:2,3"},
    "compare": {"a": "/merge?shape=1,4,4,1", "b": "/merge?shape=1,4,4,1&order=p1 p2 c"},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", OF)
def test_every_kind_of_picture_of_everything_takes_it(client: Client, name: str, kind: str) -> None:
    response = client.get(f"/{name}.{kind}", {**OF[name], **SMALL, **DRESS})
    assert response.status_code == 200
    again = client.get(f"/{name}.{kind}", {**OF[name], **SMALL, **DRESS})
    assert again.content == response.content
    if kind == "svg":
        Tree.fromstring(response.text)
        assert 'class="p"' not in response.text
        assert ",serif;" in response.text
        assert "--mark:#dc143c" in response.text
    else:
        image = Image.open(BytesIO(response.content)).convert("RGBA")
        assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]
        assert image.getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", OF)
def test_as_usual_is_what_there_is_without_it(client: Client, name: str, kind: str) -> None:
    usual = {"ground": "paper", "font": "mono", "accent": ""}
    plain, said = (client.get(f"/{name}.{kind}", {**OF[name], **SMALL, **more}).content for more in ({}, usual))
    assert plain == said


@pytest.mark.parametrize(
    ("more", "code", "repair"),
    [
        ({"ground": "transparant"}, "ground-unknown", "transparent"),
        ({"ground": "none"}, "ground-unknown", "paper"),
        ({"font": "sans-serif"}, "font-unknown", "sans"),
        ({"font": "Monospace"}, "font-unknown", "mono"),
        ({"font": "Comic Sans MS"}, "font-unknown", "mono"),
        ({"font": "x;}</style><script>alert(1)</script>"}, "font-unknown", "mono"),
        ({"accent": "bluu"}, "accent-unknown", "blue"),
        ({"accent": "teal, bluu ,red"}, "accent-unknown", "teal,blue,red"),
        ({"accent": "#d3368"}, "accent-unknown", "d33688"),
        ({"accent": "#d33682ff"}, "accent-unknown", "d33682"),
        ({"accent": "rgb(255, 0, 10)"}, "accent-unknown", "ff000a"),
        ({"accent": "var(--ink)"}, "accent-unknown", "3b55d9"),
        ({"accent": "red;}</style><script>alert(1)</script>"}, "accent-unknown", "red"),
        ({"accent": "url(http://example.org/x)"}, "accent-unknown", "3b55d9"),
        ({"accent": ",".join(["red"] * 20)}, "accent-many", ",".join(["red"] * 13)),
        ({"accent": "9" * 3000}, "accent-unknown", "3b55d9"),
    ],
)
@pytest.mark.parametrize("name", OF)
def test_what_is_wrong_with_it_comes_with_what_mends_it(
    client: Client, name: str, more: Mapping[str, str], code: str, repair: str
) -> None:
    ((field, _),) = more.items()
    asked = {**OF[name], **SMALL, **more}
    (error,) = problem(client.get(f"/{name}.svg", asked))["errors"]
    assert (error["code"], error["field"], error["repair"]) == (code, field, {field: repair})
    assert client.get(f"/{name}.svg", {**asked, **error["repair"]}).status_code == 200
    chinese = problem(client.get(f"/{name}.svg", {**asked, "lang": "zh"}))["detail"]
    assert chinese != error["message"]
    assert not chinese.isascii()


def test_the_span_is_that_of_the_colour(client: Client) -> None:
    (error,) = problem(client.get("/merge.png", {"shape": "1,4,4,1", "accent": "teal, bluu,red"}))["errors"]
    assert error["span"] == [5, 10]


@pytest.mark.parametrize("accent", ["CRIMSON", "#DC143C", "dc143c", "＃dc143c", " crimson "])
def test_a_colour_is_read_however_it_is_written(client: Client, accent: str) -> None:
    assert "--mark:#dc143c" in client.get("/merge.svg", {"shape": "1,4,4,1", "accent": accent, "theme": "light"}).text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("rearrange", {"pattern": "h w -> w h", "shape": "2,2", "data": "[[11,12],[13,14]]"}),
        ("reduce", {"pattern": "h w -> w", "shape": "2,2", "reduction": "sum", "data": "[[11,12],[13,14]]"}),
        (
            "compare",
            {
                "a": "/rearrange?" + urlencode({"pattern": "h w -> w h", "shape": "2,2", "data": "[[11,12],[13,14]]"}),
                "b": "/rearrange?" + urlencode({"pattern": "h w -> h w", "shape": "2,2", "data": "[[11,12],[13,14]]"}),
            },
        ),
    ],
)
def test_own_numbers_are_in_every_kind_of_picture(
    client: Client, name: str, texts: Mapping[str, str], kind: str
) -> None:
    with_data = client.get(f"/{name}.{kind}", {**texts, **SMALL})
    without = {
        key: value.partition("&data=")[0] if key in "ab" else value for key, value in texts.items() if key != "data"
    }
    assert with_data.status_code == 200
    assert with_data.content != client.get(f"/{name}.{kind}", {**without, **SMALL}).content
    if kind == "svg":
        assert ">13<" in with_data.text


@pytest.mark.parametrize(
    ("path", "texts", "name"),
    [
        ("/rearrange.png", PATCH, "b-h-w-p1p2c_to_b-hp1-wp2-c_1x2x2x4.png"),
        ("/rearrange.svg", {**PATCH, "stage": "1.5"}, "b-h-w-p1p2c_to_b-hp1-wp2-c_1x2x2x4_stage-1.5.svg"),
        ("/rearrange.gif", {**PATCH, "stage": "1.5"}, "b-h-w-p1p2c_to_b-hp1-wp2-c_1x2x2x4.gif"),
        ("/rearrange.svg", {"pattern": "... c -> c ...", "shape": "2,3"}, "etc-c_to_c-etc_2x3.svg"),
        ("/rearrange.svg", {"pattern": "-> ", "shape": ""}, "to_scalar.svg"),
        ("/reduce.svg", {"pattern": "h w -> w", "shape": "2,3", "reduction": "max"}, "h-w_to_w_reduction=max_2x3.svg"),
        ("/einsum.svg", {"pattern": "ij,jk->ik", "shape": "2,3;3,2"}, "i-j_j-k_to_i-k_2x3_3x2.svg"),
        ("/merge.svg", {"shape": "1,4,4,2"}, "merge_1x4x4x2.svg"),
        ("/roll.svg", {"shape": "2,3", "shift": "-1", "axes": "1"}, "roll_shift=-1_axes=1_2x3.svg"),
        ("/roll.svg", {"shape": "2,3", "shift": "-1,2", "axes": "0,1"}, "roll_shift=-1,2_axes=0,1_2x3.svg"),
        ("/program.svg", {"code": "y = x.T", "shape": "x:2,3"}, "program_y_3x2.svg"),
        ("/compare.svg", OF["compare"], "compare_merge_1x4x4x1_with_merge_order=p1-p2-c_1x4x4x1.svg"),
        ("/compare.png", {**OF["compare"], "b": OF["compare"]["a"], "stage": "2"}, "compare_merge_1x4x4x1_stage-2.png"),
    ],
)
def test_a_file_is_called_what_it_shows(client: Client, path: str, texts: Mapping[str, str], name: str) -> None:
    response = client.get(path, {**texts, **SMALL})
    assert response.headers["content-disposition"] == f'inline; filename="{name}"'


def test_a_name_that_is_not_ascii_is_said_twice(client: Client) -> None:
    response = client.get("/rearrange.svg", {"pattern": "高 w -> w 高", "shape": "2,3"})
    said = response.headers["content-disposition"]
    assert said == "inline; filename=\"w_to_w_2x3.svg\"; filename*=UTF-8''%E9%AB%98-w_to_w-%E9%AB%98_2x3.svg"
