"""For each kind of request one that has as much to do as the limits allow, or nearly so."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import numpy as np

JSON, NPY = {"content-type": "application/json"}, {"content-type": "application/x-npy"}


@dataclass(frozen=True, slots=True)
class Heavy:
    """A request."""

    path: str
    query: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"

    @property
    def address(self) -> str:
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path


def _saved(array: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def _link(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query, quote_via=quote)}"


def _tool(name: str, arguments: dict[str, object]) -> Heavy:
    params = {"name": name, "arguments": arguments}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    return Heavy("/mcp", body=json.dumps(message).encode(), headers=JSON)


def _body(path: str, said: Mapping[str, object], status: int = 200) -> Heavy:
    return Heavy(path, body=json.dumps(said, separators=(",", ":")).encode(), headers=JSON, status=status)


# Each of another shape: what was counted once is remembered.
TURN = {"pattern": "h w -> w h"}
FOUR = {"pattern": "a b c d -> d b c a"}
PADDED = {"shape": "1,1023,1023,1", "odd": "pad"}
MANY = {"pattern": ",".join(["a"] * 400) + "->a", "shape": ";".join(["9"] * 400)}
# As short as an address may say it: two of them have 8,192 bytes.
SAME = f"/einsum?pattern={','.join(['a'] * 400)}-%3Ea&shape={';'.join(['9'] * 400)}"
OWN = [[row * 256 + column for column in range(256)] for row in range(256)]
SQUARE = np.arange(700 * 700).reshape(700, 700).T

HEAVIEST = {
    "an order": Heavy("/api/v1/rearrange", {**TURN, "shape": "1024,1024"}),
    "an order, by JSON": Heavy(
        "/api/v1/rearrange", body=json.dumps({**FOUR, "shape": [32, 32, 32, 32]}).encode(), headers=JSON
    ),
    "all cells that are listed, checked": Heavy(
        "/api/v1/rearrange", {**TURN, "shape": "256,256", "count": "65536", "check": "1"}
    ),
    "a reduction": Heavy(
        "/api/v1/reduce", {"pattern": "h w -> h", "shape": "16,65536", "count": "65536", "check": "1"}
    ),
    "an einsum": Heavy(
        "/api/v1/einsum", {"pattern": "ij,jk->ik", "shape": "64,1024;1024,64", "count": "65536", "check": "1"}
    ),
    "an einsum of 400 tensors": Heavy("/api/v1/einsum", MANY),
    "windows": Heavy("/api/v1/unfold", {"shape": "1,204,204,1", "kernel": "5", "stride": "1"}),
    "a padded merge": Heavy("/api/v1/merge", PADDED),
    "a round trip": Heavy("/api/v1/round-trip", {**PADDED, "shape": "1,1021,1021,1"}),
    "a state": Heavy("/state/rearrange", {**FOUR, "shape": "31,32,32,31"}),
    "a state and what comes before and after": Heavy("/state/merge", {**PADDED, "shape": "1,1019,1019,1"}),
    "a page": Heavy("/rearrange", {**FOUR, "shape": "33,31,31,33", "show": "1048576"}),
    "a page of 400 tensors": Heavy("/einsum", MANY),
    "a frame": Heavy("/embed/rearrange", {**FOUR, "shape": "30,32,33,30"}),
    "a comparison": Heavy(
        "/compare",
        {
            "a": _link("/merge", shape="1,1022,1022,1"),
            "b": _link("/merge", shape="1,1022,1022,1", order="p1 p2 c"),
        },
    ),
    "a comparison as a picture": Heavy(
        "/compare.svg",
        {
            "a": _link("/merge", shape="1,1020,1020,1"),
            "b": _link("/merge", shape="1,1020,1020,1", order="p1 p2 c"),
        },
    ),
    "a file": Heavy("/api/v1/rearrange.npy", {**TURN, "shape": "4096,4096"}),
    "a file of one cell": Heavy("/api/v1/reduce.npy", {"pattern": "h ->", "shape": "16777216"}),
    "a picture": Heavy("/rearrange.svg", {**TURN, "shape": "64,64"}),
    "a picture of 400 tensors": Heavy("/einsum.svg", MANY),
    "a picture of 400 tensors, in pixels": Heavy("/einsum.png", MANY),
    "a picture of a comparison of 400 tensors": Heavy("/compare.svg", {"a": SAME, "b": SAME}),
    "400 tensors as one file": Heavy("/einsum.html", MANY),
    "own numbers": _body("/api/v1/rearrange", {**TURN, "shape": [256, 256], "data": OWN, "count": 65536}),
    "own numbers of a program": _body(
        "/api/v1/program", {"code": "y = x.T + 1", "shape": "x:256,256", "data": OWN, "count": 65536}
    ),
    "a long program": _body(
        "/api/v1/program", {"code": f"y = torch.cat([{','.join(['x'] * 4_000)}])", "shape": "x:4,4"}
    ),
    "an inference, by JSON": Heavy(
        "/api/v1/infer",
        body=json.dumps(
            {"sources": SQUARE.reshape(-1).tolist(), "input_shape": [700, 700], "output_shape": [700, 700]}
        ).encode(),
        headers=JSON,
    ),
    "an inference, by a file": Heavy(
        "/api/v1/infer",
        {"input_shape": "2048,1024"},
        _saved(np.ascontiguousarray(np.arange(2**21).reshape(2048, 1024).T)),
        NPY,
    ),
    "a program": Heavy(
        "/api/v1/program",
        body=json.dumps({"code": "y = x.permute(2, 0, 1).flip(0)", "shape": "x:128,128,128", "count": 65536}).encode(),
        headers=JSON,
    ),
    "a page of a program": Heavy(
        "/program",
        {"code": "y = x\nfor i in range(99):\n    y = y.T\n", "shape": "x:256,256", "show": "65536"},
    ),
    "an assistant's order": _tool("explain", {**TURN, "shape": "1023,1025", "count": 4096}),
    "an assistant's comparison": _tool(
        "compare",
        {
            "a": {"op": "merge", "shape": "1,1018,1018,1"},
            "b": {"op": "merge", "shape": "1,1018,1018,1", "order": "p1 p2 c"},
        },
    ),
    "an assistant's inference": _tool(
        "infer",
        {
            "sources": np.arange(250 * 250).reshape(250, 250).T.reshape(-1).tolist(),
            "input_shape": [250, 250],
            "output_shape": [250, 250],
        },
    ),
    "a link of 400 tensors": Heavy("/oembed", {"url": _link("https://example.org/einsum", **MANY)}),
}

REFUSED = {
    "numbers that are none": _body("/api/v1/rearrange", {**TURN, "shape": [1.5] * 100_000}, 422),
    "lists of what is no number": _body("/api/v1/rearrange", {**TURN, "shape": [["x"]] * 70_000}, 422),
    "lists of nothing": _body("/api/v1/rearrange", {**TURN, "shape": [[]] * 120_000}, 422),
    "unknown names": _body("/api/v1/rearrange", {f"name{number}": [1] for number in range(30_000)}, 422),
    "shapes of a program": _body(
        "/api/v1/program", {"code": "y = x", "shape": {f"x{number}": ["a"] for number in range(20_000)}}, 422
    ),
    "a pattern of 400,000 characters": _body("/api/v1/rearrange", {"pattern": "a " * 200_000, "shape": [1]}, 422),
}
"""Bodies with as much wrong in them as there is room for."""
