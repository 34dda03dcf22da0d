"""``/openapi.json`` says everything that the API takes and answers; ``/docs`` shows it without leaving this origin."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest

from einscope.core.ops import registry
from einscope.settings import Settings
from tests.web.client import OPERATIONS, Client, answer, problem
from tests.web.markup import Document

# Fields whose name says it all, so that they go without a description.
PLAIN = {
    "op",
    "name",
    "title",
    "text",
    "kind",
    "size",
    "shape",
    "role",
    "axis",
    "times",
    "start",
    "count",
    "side",
    "end",
}
PLAIN |= {"page", "api", "type", "status", "detail", "code", "message", "hint", "summary", "form", "default", "example"}
PLAIN |= {"tensor", "caption", "offset", "values", "hue", "level", "choices"}


@pytest.fixture(scope="module")
def description(client: Client) -> Any:
    return answer(client.get("/openapi.json"))


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def resolve(description: Any, reference: str) -> Any:
    root, *path = reference.split("/")
    assert root == "#"
    for name in path:
        description = description[name]
    return description


def operations(description: Any) -> list[tuple[str, str, Any]]:
    return [(path, method, each) for path, methods in description["paths"].items() for method, each in methods.items()]


def test_every_reference_resolves(description: Any) -> None:
    found = set(references(description))
    assert found
    for reference in found:
        assert resolve(description, reference)


def test_every_operation_of_the_registry_is_described_once_by_query_and_once_by_json(description: Any) -> None:
    paths = {f"/api/v1/{operation}" for operation in OPERATIONS}
    assert paths <= set(description["paths"])
    assert all(set(description["paths"][path]) == {"get", "post"} for path in paths)
    identifiers = [each["operationId"] for _, _, each in operations(description)]
    assert len(set(identifiers)) == len(identifiers)
    assert all(each["summary"] and each["description"] for _, _, each in operations(description))


def test_only_the_api_and_pictures_are_described(description: Any) -> None:
    pictures = re.compile(r"/\w+\.(svg|png|gif|webp)|/oembed")
    assert all(path.startswith("/api/v1/") or pictures.fullmatch(path) for path in description["paths"])
    assert description["servers"] == [{"url": "/"}]  # whoever was asked, since no address comes from the request


def test_the_server_is_where_the_public_address_says() -> None:
    public = Client(Settings(public_url="https://example.org/einscope"))
    assert answer(public.get("/openapi.json"))["servers"] == [{"url": "https://example.org/einscope"}]


def test_identifiers_are_short(description: Any) -> None:
    identifiers = {(path, method): each["operationId"] for path, method, each in operations(description)}
    assert identifiers["/api/v1/rearrange", "get"] == "rearrange"
    assert identifiers["/api/v1/rearrange", "post"] == "rearrange_json"
    assert identifiers["/api/v1/rearrange.npy", "get"] == "rearrange_file"
    assert identifiers["/rearrange.svg", "get"] == "rearrange_svg"
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)?", each) for each in identifiers.values())


def test_every_example_of_a_request_is_answered_and_every_refusal_has_one() -> None:
    settings = Settings(public_url="https://example.org")
    own = Client(settings)
    for path, method, each in operations(answer(own.get("/openapi.json"))):
        if method == "post":
            example = each["requestBody"]["content"]["application/json"]["example"]
            response = own.post(path, example)
        else:
            query = {name["name"]: name["example"] for name in each["parameters"] if "example" in name}
            if path.endswith((".png", ".gif", ".webp")):
                query.setdefault("width", "480")  # a larger one would say no more of the example
            response = own.get(path, query)
        assert response.status_code == 200, (path, method)
        for status in set(each["responses"]) - {"200", "304"}:
            refusal = each["responses"][status]["content"]["application/problem+json"]["example"]
            assert refusal["status"] == int(status)
            assert refusal["type"].startswith(f"{settings.public_url}/problems/")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_parameter_is_described(description: Any, operation: str) -> None:
    methods = description["paths"][f"/api/v1/{operation}"]
    parameters = {each["name"]: each for each in methods["get"]["parameters"]}
    body = resolve(description, methods["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"])
    own = {each.name: each for each in registry()[operation].parameters}
    assert set(parameters) == set(body["properties"]) >= {*own, "start", "count", "at"}
    assert body["additionalProperties"] is False
    required = {name for name, each in own.items() if each.default is None}
    assert {name for name, each in parameters.items() if each["required"]} == set(body["required"]) == required
    for name, parameter in parameters.items():
        assert parameter["in"] == "query"
        assert parameter["description"] == body["properties"][name]["description"]
        assert "examples" in parameter["schema"] or "default" in parameter["schema"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_mistake_is_described_as_a_problem(description: Any, operation: str) -> None:
    for method in description["paths"][f"/api/v1/{operation}"].values():
        assert method["responses"]["422"]["description"]
        content = method["responses"]["422"]["content"]["application/problem+json"]
        assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
        assert content["example"]["errors"]


def test_every_refusal_is_described(description: Any) -> None:
    for path, method, each in operations(description):
        wanted = {"422"}
        wanted |= {"413"} if "requestBody" in each else set()
        wanted |= {"304", "503"} if re.search(r"\.(svg|png|gif|webp)$", path) else set()
        wanted |= {"501"} if path == "/oembed" else set()
        assert set(each["responses"]) == {"200", *wanted}, (path, method)
        for status in wanted - {"304"}:
            assert list(each["responses"][status]["content"]) == ["application/problem+json"]


def test_every_field_of_an_answer_is_described_or_plain(description: Any) -> None:
    schemas = description["components"]["schemas"]
    for name, schema in schemas.items():
        if name.endswith("Body"):
            continue
        assert schema["description"], name
        for field, each in schema["properties"].items():
            described = "description" in each or any(
                resolve(description, reference).get("description") for reference in references(each)
            )
            assert described or field in PLAIN, f"{name}.{field}"


def misfits(value: Any, schema: Any, description: Any, where: str) -> Iterator[str]:
    """Where a value is not as its schema says; unknown fields are misfits too."""
    if "$ref" in schema:
        yield from misfits(value, resolve(description, schema["$ref"]), description, where)
    elif "anyOf" in schema:
        if all(any(misfits(value, each, description, where)) for each in schema["anyOf"]):
            yield f"{where} is none of the alternatives"
    elif not isinstance(value, _TYPES[schema.get("type", "any")]) or (
        isinstance(value, bool) and schema.get("type") in ("integer", "number")
    ):
        yield f"{where} is no {schema['type']}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{where} is not one of {schema['enum']}"
    elif isinstance(value, dict):
        known, other = schema.get("properties", {}), schema.get("additionalProperties")
        yield from (f"{where} lacks {name}" for name in schema.get("required", []) if name not in value)
        for name, inner in value.items():
            if name in known or isinstance(other, dict):
                yield from misfits(inner, known.get(name, other), description, f"{where}.{name}")
            elif other is not True:
                yield f"{where} has an undescribed field {name}"
    elif isinstance(value, list):
        kinds = schema.get("prefixItems")
        if kinds is not None and len(kinds) != len(value):
            yield f"{where} has {len(value)} items"
        for number, inner in enumerate(value):
            kind = kinds[number] if kinds else schema.get("items", {})
            yield from misfits(inner, kind, description, f"{where}[{number}]")


_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "any": object,
}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_answers_and_problems_are_as_described(client: Client, description: Any, operation: str) -> None:
    responses = description["paths"][f"/api/v1/{operation}"]["get"]["responses"]
    answered = answer(client.get(f"/api/v1/{operation}", registry()[operation].example))
    schema = responses["200"]["content"]["application/json"]["schema"]
    assert list(misfits(answered, schema, description, "answer")) == []
    refused = problem(client.get(f"/api/v1/{operation}", {**registry()[operation].example, "shape": "2,-3"}))
    schema = responses["422"]["content"]["application/problem+json"]["schema"]
    assert list(misfits(refused, schema, description, "problem")) == []


def test_the_schema_check_finds_misfits(description: Any) -> None:
    schema = {"$ref": "#/components/schemas/Token"}
    token = {"kind": "name", "text": "b", "span": [0, 1], "axis": 0}
    assert list(misfits(token, schema, description, "token")) == []
    for wrong in ({"kind": "word"}, {"span": [0]}, {"span": [0, "1"]}, {"axis": True}, {"colour": 1}):
        assert list(misfits({**token, **wrong}, schema, description, "token"))


def test_docs_load_everything_from_here(client: Client) -> None:
    page = Document(client.get("/docs").text)
    sources = [each.attributes[name] for each in page.elements for name in ("src", "href") if name in each.attributes]
    assert any(source.endswith(".js") for source in sources)
    assert any(source.endswith(".css") for source in sources)
    for source in sources:
        assert source.startswith(("/", "#"))
        response = client.get(source)
        assert response.status_code == 200
        if source.endswith(".css"):
            assert all(url.startswith("data:") for url in re.findall(r"""url\(["']?([^"')]+)""", response.text))
            assert "@import" not in response.text
    script = client.get("/static/docs/main.js").text
    assert "/openapi.json" in script
    assert "validatorUrl: null" in script  # Swagger UI asks a server elsewhere otherwise


def test_every_module_that_a_page_imports_is_served(client: Client) -> None:
    waiting, seen = {"/static/visualiser/main.js", "/static/docs/main.js"}, set[str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        imported = re.findall(r"""^(?:import|export) .*?from "([^"]+)";""", response.text, re.MULTILINE)
        imported += re.findall(r"""new URL\("([^"]+)", import\.meta\.url\)""", response.text)  # workers
        assert all(name.startswith(("./", "../")) for name in imported)
        waiting |= {urljoin(path, name) for name in imported} - seen
    assert {"/static/stage/model/model.js", "/static/stage/paint/worker.js"} <= seen
