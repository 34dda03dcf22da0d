"""Requests to every address, made by spoiling good ones; the same ones for the same seed."""

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_plus

from einscope.core.examples import GROUPS
from einscope.core.questions import questions

ENDINGS = (".svg", ".png", ".gif", ".webp")
FILMS = (".gif", ".webp")
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE")
LANGUAGES = ("en", "zh", "fr", "zh-TW", "", "\0", "en\nx", "../..")
TEXTS = [
    "",
    "\0",
    "\ud800",
    "\udfff\ud800",
    "😀",
    "变",
    "٣",
    "９",
    "-1",
    "1e9",
    "0x10",
    "NaN",
    "9" * 5_000,
    "a" * 2_000,
]
TEXTS += [
    "->",
    "((",
    "))",
    "...",
    "1 ->",
    "a b -> a",
    "a,a->a",
    "2,3",
    "1,4,4,1",
    "65536,65536",
    "0",
    "0,0",
    ",",
    ";",
    "=",
]
TEXTS += [
    "x:2,3",
    "x=[",
    "y = x",
    "def f(x):\n return x",
    "y = x.reshape(-1)",
    "y:b:row",
    "h=1",
    "<script>",
    "%",
    "%zz",
]
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**53,
    10**400,
    1.5,
    float("nan"),
    float("inf"),
    [],
    {},
    [[]],
    [{}],
)
KINDS = ["application/json", "application/json; charset=utf-8", "text/plain", "application/octet-stream", "?", ""]
KINDS += [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/x-npy",
    "application/JSON",
]
HEADERS = ("accept-language", "accept-encoding", "if-none-match", "accept", "origin", "range", "host", "cookie")
SAID = (
    "zh",
    "gzip;q=0",
    "gzip;q=x",
    "*",
    '"x", *',
    "W/",
    "bytes=0-1",
    "é",
    "\x01",
    ",;,;=q",
    "a" * 5_000,
    "text/plain",
)
WHOLE = [b"", b"{", b"[]", b"null", b"\xff", b"\x93NUMPY\x01\x00", b"[" * 9_000, b'{"a":' * 1_500, b"code=y&shape=2"]
WHOLE += [
    b'{"code":"\\ud800","shape":"x:2"}',
    b'{"shape":[2],"shape":"3","pattern":"a -> a"}',
    b'{"sources":[0,],"x":1}',
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request."""

    method: str
    path: str
    query: bytes
    body: bytes = b""
    headers: Mapping[str, bytes] = field(default_factory=dict)


def good_ones() -> list[tuple[str, dict[str, str]]]:
    """Operations with texts that are answered: examples, presets, and the gallery."""
    found = [
        (each.name, dict(texts))
        for each in questions().values()
        for texts in (each.example, *(preset.values for preset in each.presets))
    ]
    return found + [(each.op, dict(each.texts)) for group in GROUPS for each in group.examples]


def asked(count: int, seed: int) -> Iterator[Asked]:
    """So many requests."""
    # It is to find what breaks, not to keep a secret.
    chance, good = random.Random(seed), good_ones()
    for _ in range(count):
        yield _asked(chance, good)


def _asked(chance: random.Random, good: list[tuple[str, dict[str, str]]]) -> Asked:
    name, texts = _drawn(chance) if chance.random() < 0.3 else chance.choice(good)
    path = _path(chance, name)
    method = _method(chance, path)
    texts = _spoiled(chance, {**texts, **_looks(chance, path)}, chance.choice(good)[1])
    if path.startswith(("/compare", "/embed/compare")):
        texts = {"a": _address(name, texts), "b": _address(*chance.choice(good)), **_looks(chance, path)}
    if path == "/oembed":
        texts = {
            "url": f"https://example.org{_address(name, texts)}",
            "format": chance.choice(["json", "JSON", "", "x"]),
        }
    if path.endswith(FILMS):
        texts["width"] = "160"  # of anything larger, a test would take hours
    query = b"" if method == "POST" and chance.random() < 0.8 else _query(chance, texts)
    body = _body(chance, texts) if method in ("POST", "PUT") else b""
    headers = {each: chance.choice(SAID).encode() for each in chance.sample(HEADERS, chance.randrange(3))}
    if body:
        headers["content-type"] = chance.choice((*["application/json"] * 9, *KINDS)).encode()
    return Asked(method, path, query, body, headers)


def _drawn(chance: random.Random) -> tuple[str, dict[str, str]]:
    """A pattern that nobody wrote, and a shape that fits it, or nearly."""
    name = chance.choice(["rearrange", "reduce", "repeat", "einsum", "einsum"])
    letters = name == "einsum" and chance.random() < 0.6
    axes = chance.sample("abcijk" if letters else ["h", "w", "p1", "c", "self", "_x", "é"], chance.randrange(5))
    sizes = {each: chance.choice([0, 1, 1, 2, 3, 4]) for each in axes}
    between = "" if letters else " "
    tensors = [chance.choices(axes, k=chance.randrange(4)) if axes else [] for _ in range(chance.randrange(1, 4))]
    sides = tensors if name == "einsum" and chance.random() < 0.5 else [axes]
    left = ("," if letters else ", ").join(between.join(each) for each in sides)
    right = between.join(chance.sample(axes, chance.randrange(len(axes) + 1)) if chance.random() < 0.4 else axes[::-1])
    shape = ";".join(",".join(str(sizes[each]) for each in side) for side in sides)
    return name, {"pattern": f"{left}{chance.choice(['->', ' -> '])}{right}", "shape": shape}


def _path(chance: random.Random, name: str) -> str:
    """An address of an operation, or one that has none."""
    pages = [f"/{name}", f"/state/{name}", f"/embed/{name}", "/", "/compare", "/program", "/state/program"]
    pages += [f"/{name}.html", chance.choice(["/embed/compare", "/compare.html", "/program.html"])]
    api = [f"/api/v1/{name}", f"/api/v1/{name}", f"/api/v1/{name}.npy", "/api/v1/program", "/api/v1/infer"]
    api += ["/api/v1/round-trip", "/api/v1/operations", "/api/v1/examples", "/state/program/way"]
    rest = [
        "/learn",
        "/learn/heads",
        "/learn/heads.html",
        "/state/learn/heads",
        "/state/find",
        "/examples",
        "/problems",
        "/problems/size-odd",
        "/docs",
        "/openapi.json",
        "/oembed",
        "/healthz",
        "/nowhere",
        "/favicon.ico",
    ]
    rest += ["/static/base/dom.js", "/static/%2e%2e/app"]
    rest += [f"/{name}%00", f"/{name}/", f"/{name}.{chance.choice(['txt', 'svg%0a', 'npy'])}"]
    ending = chance.choice((*[".svg"] * 20, *[".png"] * 10, *FILMS))
    pictures = [f"/{name}{ending}", "/compare.svg"]
    return chance.choice(chance.choices([pages, api, pictures, rest], [4, 5, 1, 1])[0])


def _method(chance: random.Random, path: str) -> str:
    """Mostly one that the address takes."""
    if chance.random() < 0.1:
        return chance.choice(METHODS)
    if path in ("/api/v1/infer", "/state/program/way"):
        return "POST"
    if path == "/state/program" or re.fullmatch(r"/api/v1/[a-z]+", path):
        return chance.choice(["GET", "POST"])
    return chance.choice(["GET", "GET", "GET", "HEAD"])


def _looks(chance: random.Random, path: str) -> dict[str, str]:
    """How it is to be shown, rightly or not."""
    some = {
        "lang": chance.choice(LANGUAGES),
        "count": chance.choice(["0", "16", "65536", "x"]),
        "start": chance.choice(["0", "1", "99999999999999"]),
        "show": chance.choice(["1", "4096", "0"]),
        "stage": chance.choice(["0", "1.5", "3", "4", "x"]),
        "cell": chance.choice(["0", "3", "-1"]),
        "color": chance.choice(["value", "h", "b", "?"]),
        "layout": chance.choice(["stack", "tiles", "", "pile"]),
        "view": chance.choice(["y=b:row", "x=h:depth,w:row", "=:"]),
        "at": chance.choice(["h=1", "b=0,w=2", "=="]),
        "check": chance.choice(["0", "1", "2"]),
        "step": chance.choice(["0", "2", "99"]),
        "utm_source": "news",
    }
    kept = chance.sample(sorted(some), chance.choice([0, 0, 0, 0, 1, 2, 3]))
    return {name: some[name] for name in kept}


def _spoiled(chance: random.Random, texts: dict[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Texts of which some are left out, changed, taken from elsewhere, or added."""
    for _ in range(chance.choice([0, 0, 0, 1, 1, 2, 4])):
        name = chance.choice([*texts, *others, "nothing"])
        text = texts.get(name, "")
        at = chance.randrange(len(text) + 1)
        texts[name] = chance.choice(
            [
                text[:at] + text[at + 1 :],
                text[:at] + chance.choice(TEXTS) + text[at:],
                text[:at] + chance.choice("()->,;: =0123456789abx*\n\t'\"") + text[at:],
                others.get(name, ""),
                chance.choice(TEXTS),
            ]
        )
        if chance.random() < 0.1:
            del texts[chance.choice(sorted(texts))]
    return texts


def _address(name: str, texts: Mapping[str, str]) -> str:
    return f"/{name}?" + "&".join(f"{each}={quote_plus(_whole(text))}" for each, text in texts.items())


def _query(chance: random.Random, texts: Mapping[str, str]) -> bytes:
    query = "&".join(f"{quote(_whole(name))}={quote_plus(_whole(text))}" for name, text in texts.items()).encode()
    at = chance.randrange(len(query) + 1)
    spoil = chance.choice([b"&", b"%", b"%ff", b"\xff", b"%ED%A0%80", b"%00", b"+", b"&shape=1", b";", b"#", b"?"])
    return query[:at] + spoil + query[at:] if chance.random() < 0.1 else query


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _body(chance: random.Random, texts: Mapping[str, str]) -> bytes:
    if chance.random() < 0.2:
        return chance.choice(WHOLE)
    value: dict[str, Any] = dict(texts)
    for name in chance.sample(sorted(value), min(len(value), chance.choice([0, 0, 1, 2]))):
        value[name] = chance.choice(
            (*VALUES, *TEXTS, [2, 3], [[2], [3]], {"h": 2}, {"x": [2, 3]}, {"\ud800": "\ud800"})
        )
    if chance.random() < 0.2:
        value = {"sources": chance.choice(([0, 1, 2], [-1], [0, 2, 1, 3], "x", [[0]])), **value, "input_shape": [2, 2]}
        value["output_shape"] = chance.choice(([2, 2], [3], [], [-1], [2**53]))
    return json.dumps(chance.choice([value, value, value, [value], {"shape": value}])).encode()
