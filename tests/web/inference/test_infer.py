"""``/api/v1/infer``: gather arrays as JSON and as NumPy files, from friends and from strangers."""

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import httpx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from einscope.settings import Settings
from tests.web.client import Client, application

URL = "/api/v1/infer"
APP = application(Settings())


def send(
    content: str | bytes | AsyncIterator[bytes],
    kind: str | None = "application/json",
    params: dict[str, str] | None = None,
    settings: Settings | None = None,
    method: str = "POST",
    url: str = URL,
) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(APP if settings is None else application(settings))
        async with httpx.AsyncClient(transport=transport, base_url="http://server", trust_env=False) as client:
            headers = {} if kind is None else {"content-type": kind}
            return await client.request(method, url, content=content, params=params, headers=headers)

    return asyncio.run(ask())


def as_json(sources: Any, input_shape: Any, output_shape: Any) -> str:
    return json.dumps({"sources": sources, "input_shape": input_shape, "output_shape": output_shape})


def npy(array: Any, version: tuple[int, int] | None = None, **options: Any) -> bytes:
    file = BytesIO()
    np.lib.format.write_array(file, np.asarray(array), version, **options)
    return file.getvalue()


def header(text: str, cells: bytes = b"") -> bytes:
    """A file with such a header, whatever it says."""
    padded = text.encode("latin1").ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(padded).to_bytes(2, "little") + padded + cells


def refused(response: httpx.Response, status: int = 422) -> tuple[str | None, str]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    error = response.json()["errors"][0]
    return error["field"], error["code"]


def test_a_gather_array_in_json_is_answered_with_the_pattern() -> None:
    response = send(as_json([0, 2, 1, 3], [2, 2], [2, 2]))
    assert response.status_code == 200
    assert response.json() == {
        "found": True,
        "op": "rearrange",
        "pattern": "a b -> b a",
        "sizes": {},
        "expression": None,
        "then": None,
        "links": {
            "page": "/rearrange?pattern=a+b+-%3E+b+a&shape=2,2",
            "api": "/api/v1/rearrange?pattern=a+b+-%3E+b+a&shape=2,2",
            "npy": "/api/v1/rearrange.npy?pattern=a+b+-%3E+b+a&shape=2,2",
            "svg": "/rearrange.svg?pattern=a+b+-%3E+b+a&shape=2,2",
            "png": "/rearrange.png?pattern=a+b+-%3E+b+a&shape=2,2",
            "gif": "/rearrange.gif?pattern=a+b+-%3E+b+a&shape=2,2",
            "embed": "/embed/rearrange?pattern=a+b+-%3E+b+a&shape=2,2",
        },
    }


def test_a_gather_array_without_a_pattern_is_answered_with_the_cell() -> None:
    response = send(as_json([0, 1, 2, 4, 3, 5], [3, 2], [3, 2]))
    assert response.status_code == 200
    said = response.json()
    compare = said["nearest"]["links"].pop("compare")
    assert Client().get(compare).status_code == 200
    assert said == {
        "found": False,
        "cell": 3,
        "index": [1, 1],
        "reason": "Going by the cells before it, cell 3 would come from 3; it comes from 4.",
        "nearest": {
            "op": "rearrange",
            "text": "a b -> a b",
            "names": ["Reshape"],
            "differing": 2,
            "cells": 6,
            "first": 3,
            "sentence": "Reshape: 2 of 6 cells differ, the first of them cell 3.",
            "links": {
                "page": "/rearrange?pattern=a+b+-%3E+a+b&shape=3,2",
                "svg": "/rearrange.svg?pattern=a+b+-%3E+a+b&shape=3,2",
            },
        },
    }


def test_a_slice_is_answered_with_its_expression_and_no_page() -> None:
    answer = send(as_json([3, 9, 1, 7], [2, 6], [2, 2])).json()
    assert (answer["op"], answer["expression"]) == ("slice", "x[:, 3::-2]")
    assert (answer["pattern"], answer["then"], answer["links"]) == ("a b -> b a", "rearrange", None)


@pytest.mark.parametrize(
    ("sources", "input_shape", "output_shape"),
    [
        (list(range(6)), [2, 3], [6]),
        ([0, 4, 1, 5, 2, 6, 3, 7], [8], [2, 2, 2]),
        ([0, 0, 1, 1], [2], [2, 2]),
        ([0, 0], [], [2]),
        ([0], [], []),
        ([0], [1, 1], [1]),
        ([], [0, 3], [3, 0]),
        ([], [], [0, 2]),
    ],
)
def test_the_links_lead_to_the_same_cells(sources: list[int], input_shape: list[int], output_shape: list[int]) -> None:
    links = send(as_json(sources, input_shape, output_shape)).json()["links"]
    answer = send(b"", None, method="GET", url=links["api"]).json()
    assert answer["cells"]["sources"] == [sources]
    assert answer["output"]["shape"] == output_shape
    assert send(b"", None, method="GET", url=links["page"]).status_code == 200


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/x-npy", "Application/X-NPY; version=1"])
def test_a_numpy_file_says_the_shape_of_the_output_itself(kind: str) -> None:
    answer = send(npy(np.arange(6).reshape(2, 3).T), kind, {"input_shape": "2,3"}).json()
    assert answer["pattern"] == "a b -> b a"


@pytest.mark.parametrize("dtype", ["u1", "<i4", ">i8", "<u8"])
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("version", [(1, 0), (2, 0)])
def test_a_numpy_file_may_be_of_any_integers_and_order(dtype: str, order: Any, version: tuple[int, int]) -> None:
    array = np.arange(6).reshape(2, 3).T.astype(dtype, order=order)
    answer = send(npy(array, version), "application/x-npy", {"input_shape": "2,3"}).json()
    assert answer["pattern"] == "a b -> b a"


@pytest.mark.parametrize(
    ("params", "pattern"),
    [
        ({"input_shape": "2,3", "output_shape": "6"}, "a b -> (a b)"),
        ({"input_shape": "2×3", "output_shape": "(6, 1)"}, "a b -> (a b) 1"),
        ({"input_shape": "6", "output_shape": ""}, None),
    ],
)
def test_shapes_stand_in_the_query_of_a_numpy_file(params: dict[str, str], pattern: str | None) -> None:
    answer = send(npy(np.arange(6)), "application/x-npy", params).json()
    assert answer.get("pattern") == pattern


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ("", None, "body-invalid"),
        ("{", None, "body-invalid"),
        ("[" * 10_000, None, "body-invalid"),
        ("\x00", None, "body-invalid"),
        ("[]", None, "body-invalid"),
        ("{}", "sources", "parameter-missing"),
        (as_json([0.5], [1], [1]), "sources", "value-invalid"),
        (as_json([0.0], [1], [1]), "sources", "value-invalid"),
        (as_json([True], [1], [1]), "sources", "value-invalid"),
        (as_json(["0"], [1], [1]), "sources", "value-invalid"),
        (as_json([None], [1], [1]), "sources", "value-invalid"),
        (as_json([[0]], [1], [1]), "sources", "value-invalid"),
        (as_json("0", [1], [1]), "sources", "value-invalid"),
        (as_json([10**30], [1], [1]), "sources", "value-invalid"),
        ('{"sources":[1' + "0" * 5_000 + '],"input_shape":[1],"output_shape":[1]}', "sources", "value-invalid"),
        ('{"sources":[0,],"input_shape":[1],"output_shape":[1]}', "sources", "value-invalid"),
        ('{"sources":[' + "0," * 40_000 + '],"input_shape":[1],"output_shape":[40000]}', "sources", "value-invalid"),
        ('{"sources":[' + "[" * 40_000 + '],"input_shape":[1],"output_shape":[1]}', "sources", "value-invalid"),
        ('{"sources":[0],"more":"' + "x" * 600_000 + '"}', "body", "body-long"),
        ('{"sources":[0],"input_shape":{"sources":[0]},"output_shape":[1]}', "input_shape", "value-invalid"),
        ('{"sources":[NaN],"input_shape":[1],"output_shape":[1]}', "sources", "value-invalid"),
        (as_json([1], [1], [1]), "sources", "source-outside"),
        (as_json([-2], [1], [1]), "sources", "source-outside"),
        (as_json([0], [0], [1]), "sources", "source-outside"),
        (as_json([0, 0], [1], [1]), "sources", "sources-length"),
        (as_json([], [1], [1]), "sources", "sources-length"),
        (as_json([0], [-1], [1]), "input_shape", "value-invalid"),
        (as_json([0], [1], [1.5]), "output_shape", "value-invalid"),
        (as_json([0], [1] * 33, [1]), "input_shape", "value-invalid"),
        (as_json([0], [2**53], [1]), "input_shape", "value-invalid"),
        (as_json([0], [2**52, 4], [1]), "input_shape", "cells-limit"),
        (as_json([0], [1], [2**24 + 1]), "output_shape", "cells-limit"),
        (as_json([0], [1], [2**52, 2**52]), "output_shape", "cells-limit"),
        ('{"sources":[0],"input_shape":[1],"output_shape":[1],"more":1}', "more", "parameter-unknown"),
    ],
)
def test_json_that_is_no_gather_array_is_refused_with_its_field(body: str, field: str | None, code: str) -> None:
    assert refused(send(body)) == (field, code)


@pytest.mark.parametrize(
    ("lists", "counts"),
    [
        ('"sources": [ 0,\t1 ,2,\r\n3 ]', [0, 1, 2, 3]),
        ('"sources":[3],"sources":[0,2,1,3]', [0, 2, 1, 3]),
        ('"sources":[3],"\\u0073ources":[0,2,1,3]', [0, 2, 1, 3]),
        ('"\\u0073ources":[3],"sources":[0,2,1,3]', [0, 2, 1, 3]),
    ],
)
def test_a_list_is_read_as_json_has_it(lists: str, counts: list[int]) -> None:
    said = send('{"input_shape":[2,2],' + lists + ',"output_shape":[2,2]}').json()
    assert said["found"]
    assert said == send(as_json(counts, [2, 2], [2, 2])).json()


def test_a_long_list_is_read_in_stretches() -> None:
    sources = np.arange(300 * 200).reshape(300, 200).T.reshape(-1).tolist()
    assert send(as_json(sources, [300, 200], [200, 300])).json()["pattern"] == "a b -> b a"


DATA = np.arange(4, dtype="<i8").tobytes()


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        (b"", "body", "npy-invalid"),
        (b"\x93NUMPY", "body", "npy-invalid"),
        (b"\x93NUMPY\x01\x00\xff\xff", "body", "npy-invalid"),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}", "body", "npy-invalid"),
        (b"\x93NUMPY\x09\x09" + b"x" * 200, "body", "npy-invalid"),
        (b"PK\x03\x04" + b"x" * 200, "body", "npy-invalid"),
        (npy(np.arange(4), (3, 0)), "body", "npy-invalid"),
        (npy(np.arange(4))[:-1], "body", "npy-truncated"),
        (npy(np.arange(4))[:-32], "body", "npy-truncated"),
        (npy(np.arange(4)) + b"x", "body", "npy-long"),
        (npy(np.arange(4.0)), "body", "sources-not-integers"),
        (npy(np.arange(4) > 1), "body", "sources-not-integers"),
        (npy(np.array(["a"])), "body", "sources-not-integers"),
        (npy(np.zeros(4, "m8[s]")), "body", "sources-not-integers"),
        (npy(np.zeros(4, [("a", "i4")])), "body", "sources-not-integers"),
        (npy(np.array([{}, None], object), allow_pickle=True), "body", "npy-objects"),
        (header("{'descr': '<i8', 'fortran_order': False, 'shape': (99999999999999,), }", DATA), "body", "cells-limit"),
        (header("{'descr': '<i8', 'fortran_order': False, 'shape': (16777216,), }", DATA), "body", "npy-truncated"),
        (header("{'descr': '<i8', 'fortran_order': False, 'shape': (-2, -2), }", DATA), "body", "npy-invalid"),
        (header("{'descr': '<i8', 'fortran_order': False, 'shape': (-1,), }", DATA), "body", "npy-invalid"),
        (header("{'descr': '<i8', 'fortran_order': False, 'shape': (0, 9" + "9" * 40 + "), }"), "body", "npy-invalid"),
        (header("{'descr': '<i8', 'fortran_order': False, 'shape': (4,)", DATA), "body", "npy-invalid"),
        (header("{'descr': '<i8', 'fortran_order': 3, 'shape': (4,), }", DATA), "body", "npy-invalid"),
        (header("{'descr': '<i99', 'fortran_order': False, 'shape': (4,), }", DATA), "body", "npy-invalid"),
        (header("{'descr': '|V0', 'fortran_order': False, 'shape': (4,), }", DATA), "body", "sources-not-integers"),
        (header("__import__('os').getcwd()", DATA), "body", "npy-invalid"),
        (header("{" * 100, DATA), "body", "npy-invalid"),
        (header("'''", DATA), "body", "npy-invalid"),
        (npy(np.zeros((1,) * 33, int)), "body", "axes-limit"),
        (npy(np.array([0, 4, 1, 2])), "sources", "source-outside"),
        (npy(np.array([0, 2**63 + 1], "<u8")), "sources", "source-outside"),
    ],
)
def test_a_file_that_is_no_gather_array_is_refused(body: bytes, field: str, code: str) -> None:
    assert refused(send(body, "application/x-npy", {"input_shape": "4"})) == (field, code)


@pytest.mark.parametrize(
    ("params", "field", "code"),
    [
        ({}, "input_shape", "parameter-missing"),
        ({"input_shape": "2;2"}, "input_shape", "shape-several"),
        ({"input_shape": "a"}, "input_shape", "size-not-a-number"),
        ({"input_shape": "-4"}, "input_shape", "size-negative"),
        ({"input_shape": "4", "output_shape": "5"}, "sources", "sources-length"),
        ({"input_shape": "4", "output_shape": "16777217"}, "output_shape", "cells-limit"),
        ({"input_shape": "4", "shape": "4"}, "shape", "parameter-unknown"),
    ],
)
def test_a_query_that_does_not_fit_the_file_is_refused(params: dict[str, str], field: str, code: str) -> None:
    assert refused(send(npy(np.arange(4)), "application/x-npy", params)) == (field, code)


def test_a_query_beside_json_is_refused() -> None:
    assert refused(send(as_json([0], [1], [1]), params={"input_shape": "1"})) == ("input_shape", "parameter-unknown")


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/zip", "=;,"])
def test_a_body_of_another_kind_is_refused(kind: str) -> None:
    assert refused(send(b"0", kind)) == ("content-type", "content-type-unknown")


def test_a_body_without_a_kind_is_json() -> None:
    assert send(as_json([0], [1], [1]), None).json()["found"]


@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_break_the_server(noise: bytes, magic: bool) -> None:
    body = b"\x93NUMPY\x01\x00" + noise if magic else noise
    for kind in ("application/x-npy", "application/json"):
        assert send(body, kind, {"input_shape": "4"} if kind == "application/x-npy" else None).status_code == 422


@given(st.integers(0, 127), st.integers(0, 255))
def test_no_byte_of_a_header_breaks_the_server(place: int, value: int) -> None:
    body = bytearray(npy(np.arange(4)))
    body[place] = value
    assert send(bytes(body), "application/x-npy", {"input_shape": "4"}).status_code in (200, 422)


@pytest.mark.parametrize(
    ("settings", "kind", "length", "status"),
    [
        (Settings(infer_json_bytes=1_000), "application/json", 1_000, 422),
        (Settings(infer_json_bytes=1_000), "application/json", 1_001, 413),
        (Settings(infer_bytes=1_000), "application/x-npy", 1_000, 422),
        (Settings(infer_bytes=1_000), "application/x-npy", 1_001, 413),
        (Settings(infer_bytes=1_000, body_bytes=9_000), "application/octet-stream", 1_001, 413),
        (Settings(infer_json_bytes=20_000), "application/json", 20_000, 422),
    ],
)
def test_a_body_has_the_bound_of_its_kind(settings: Settings, kind: str, length: int, status: int) -> None:
    assert refused(send(b" " * length, kind, {"input_shape": "4"}, settings), status)[1] == (
        "body-long" if status == 413 else "parameter-unknown" if kind == "application/json" else "npy-invalid"
    )


def test_other_paths_keep_their_bound() -> None:
    assert refused(send(b" " * (Settings().body_bytes + 1), url="/api/v1/rearrange"), 413) == (None, "body-long")


def test_a_body_in_many_pieces_is_read_once_each() -> None:
    whole = npy(np.arange(2**12))

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(whole), 7):
            yield whole[start : start + 7]

    answer = send(pieces(), "application/x-npy", {"input_shape": "64,64", "output_shape": "64,64"}).json()
    assert answer["pattern"] == "a b -> a b"


def test_what_a_header_claims_is_not_allocated() -> None:
    body = header("{'descr': '<i8', 'fortran_order': True, 'shape': (4096, 4096), }", DATA)
    tracemalloc.start()
    try:
        assert refused(send(body, "application/x-npy", {"input_shape": "4"})) == ("body", "npy-truncated")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2**23


def test_a_tensor_of_four_million_cells_is_answered() -> None:
    array = np.arange(2**22, dtype=np.int32).reshape(2**11, 2**11).T
    answer = send(npy(array), "application/x-npy", {"input_shape": "2048,2048"}).json()
    assert answer["pattern"] == "a b -> b a"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_other_methods_are_refused(method: str) -> None:
    refused(send(b"", None, method=method), 405)
