"""Numbers of one's own through programs over HTTP: told, kept in links, drawn, and refused with a way on."""

import io
from typing import Any

import numpy as np
import pytest

from einscope.settings import Settings
from tests.web.client import Client, answer, problem

CODE = "y = x * 2\nz = y[y > 4]\nw = z.sum()"
DATA = [[1, 2], [3, 4.5]]


@pytest.fixture
def client() -> Client:
    return Client(Settings())


def test_values_are_told_of_every_tensor(client: Client) -> None:
    told = answer(client.post("/api/v1/program", {"code": CODE, "shape": {"x": [2, 2]}, "data": {"x": DATA}}))
    assert told["inputs"][0]["data"] == [1, 2, 3, 4.5]
    assert [tensor["data"] for tensor in told["tensors"]] == [[2, 4, 6, 9], [6, 9], [15]]
    assert told["output"]["data"] == [15]
    assert told["tensors"][1]["cells"]["sources"] == [[2, 3]]


def test_a_query_says_the_same_and_links_keep_it(client: Client) -> None:
    query = {"code": "y = x[x > 2]", "shape": "x:4", "data": "3,1,4,1"}
    told = answer(client.get("/api/v1/program", query))
    assert told["output"]["data"] == [3, 4]
    for link in (told["links"]["api"], told["links"]["page"], told["links"]["svg"], told["links"]["embed"]):
        assert client.get(link).status_code == 200, link
    assert np.load(io.BytesIO(client.get(told["links"]["npy"]).content)).tolist() == [0, 2]
    assert answer(client.get(told["links"]["api"]))["output"]["data"] == [3, 4]


@pytest.mark.parametrize(
    ("code", "shape", "data"),
    [
        ("y = x * 2", "x:2", None),
        ("y = torch.arange(3) * 0.5", "", [0, 0.5, 1]),
        ("y = torch.softmax(torch.zeros(2), 0)", "", [0.5, 0.5]),
        ("y = torch.rand(2)", "", None),
    ],
)
def test_without_data_values_are_those_that_the_program_makes(client: Client, code: str, shape: str, data: Any) -> None:
    told = answer(client.get("/api/v1/program", {"code": code, "shape": shape}))
    assert told["output"]["data"] == data
    if data is None:
        assert [each["data"] for each in told["inputs"]] == [None]


def test_what_has_no_value_is_null(client: Client) -> None:
    texts = {"code": "y = torch.cat([x, torch.rand(1), w])\nz = y / 0", "shape": "x:2;w:1", "data": "x:[1,-1]"}
    told = answer(client.get("/api/v1/program", texts))
    assert told["tensors"][0]["data"] == [1, -1, None, None]
    assert told["output"]["data"] == ["inf", "-inf", None, None]
    assert told["inputs"][1]["data"] == [None]


def test_values_stand_on_the_cells_of_both_sides(client: Client) -> None:
    told = answer(client.get("/api/v1/program", {"code": "y = x * 10", "shape": "x:2", "data": "7,8"}))
    lines = [label["lines"] for label in told["scene"]["merged"]]
    [flight] = told["scene"]["flights"]
    assert [lines[-2 - number] for number in flight["numbers"]] == [["7"], ["8"]]
    assert {tuple(label["cells"]): label["lines"] for label in told["scene"]["merged"] if label["cells"]} == {
        (0,): ["70"],
        (1,): ["80"],
    }
    svg = client.get("/program.svg", {"code": "y = x * 10", "shape": "x:2", "data": "7,8", "step": "0"}).text
    assert ">70<" in svg


def test_the_way_of_a_cell_tells_its_values(client: Client) -> None:
    query = {"code": "y = x + 1\nz = y[::-1]", "shape": "x:3", "data": "5,6,7", "cell": "0", "library": "numpy"}
    told = answer(client.get("/api/v1/program", query))
    assert [(hop["name"], hop["values"]) for hop in told["way"]] == [("z", [8]), ("y", [8]), ("x", [7])]


@pytest.mark.parametrize(
    ("data", "code", "repair"),
    [
        ("q:[1,2]", "data-name", {"data": ""}),
        ("[1,2,3]", "data-shape", {"shape": "x:3"}),
        ("x:[1,2", "data-bracket", {"data": ""}),
        ("[1,2];[3,4];[5]", "data-inputs", {"data": ""}),
    ],
)
def test_data_that_do_not_fit_are_refused_with_what_mends_them(
    client: Client, data: str, code: str, repair: dict[str, str]
) -> None:
    texts = {"code": "y = x * 2", "shape": "x:2", "data": data}
    [error] = problem(client.get("/api/v1/program", texts))["errors"]
    assert (error["code"], error["field"], error["repair"]) == (code, "data", repair)
    mended = {name: text for name, text in (texts | repair).items() if text}
    assert client.get("/api/v1/program", mended).status_code == 200


@pytest.mark.parametrize("code", ["y = x[x > 1]", "y = x.sort(0)[0] if x.sum() > 3 else x", "y = x[x.argsort()]"])
def test_without_data_nothing_is_decided_by_numbers_of_cells(client: Client, code: str) -> None:
    assert client.get("/api/v1/program", {"code": code, "shape": "x:4"}).status_code == 422
    assert client.get("/api/v1/program", {"code": code, "shape": "x:4", "data": "3,1,2,9"}).status_code == 200


def test_the_page_has_a_field_with_the_data(client: Client) -> None:
    page = client.get("/program", {"code": "y = x[x > 2]", "shape": "x:4", "data": "3,1,4,1"})
    assert page.status_code == 200
    assert '<textarea form="ask" name="data"' in page.text
    assert ">3,1,4,1</textarea>" in page.text
    way = client.post("/state/program/way", {"code": "y = x[x > 2]", "shape": "x:4", "data": "3,1,4,1", "cell": "1"})
    assert [hop["values"] for hop in way.json()] == [[4], [4]]
