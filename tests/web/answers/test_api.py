"""``/api/v1``: the contract's example to the letter, and one answer whichever way it is asked for."""

from typing import Any

import pytest

from einscope.core.ops import registry
from tests.web.client import OPERATIONS, PATCH, Client, answer


@pytest.fixture(scope="module")
def patch(client: Client) -> Any:
    """The answer to the contract's example."""
    return answer(client.get("/api/v1/rearrange", PATCH))


def test_the_example_says_how_it_was_understood(patch: Any) -> None:
    assert patch["op"] == "rearrange"
    assert patch["request"] == {"pattern": PATCH["pattern"], "shape": [[1, 2, 2, 4]], "sizes": {"p1": 2, "p2": 2}}
    assert patch["pattern"] == PATCH["pattern"]
    assert patch["sizes"] == {"p1": 2, "p2": 2}


def test_the_example_has_its_axes(patch: Any) -> None:
    assert patch["axes"] == [
        {"name": "b", "size": 1, "role": "kept", "given": False},
        {"name": "h", "size": 2, "role": "kept", "given": False},
        {"name": "w", "size": 2, "role": "kept", "given": False},
        {"name": "p1", "size": 2, "role": "kept", "given": True},
        {"name": "p2", "size": 2, "role": "kept", "given": True},
        {"name": "c", "size": 1, "role": "kept", "given": False},
    ]


def test_the_example_has_its_strides(patch: Any) -> None:
    assert patch["inputs"] == [
        {
            "name": "x",
            "shape": [1, 2, 2, 4],
            "arrangement": [[0], [1], [2], [3, 4, 5]],
            "strides": [16, 8, 4, 2, 1, 1],
            "offset": 0,
            "sliding": False,
            "data": None,
        }
    ]
    assert patch["output"] == {
        "name": "y",
        "shape": [1, 4, 4, 1],
        "arrangement": [[0], [1, 3], [2, 4], [5]],
        "strides": [16, 8, 2, 4, 1, 1],
        "offset": 0,
        "sliding": False,
        "data": None,
    }


def test_the_example_has_its_cells(patch: Any) -> None:
    assert patch["cells"] == {
        "total": 16,
        "start": 0,
        "count": 16,
        "complete": True,
        "arity": 1,
        "targets": list(range(16)),
        "sources": [[0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]],
    }


def test_the_example_has_its_formula(patch: Any) -> None:
    assert patch["formula"]["text"] == "y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]"
    assert patch["formula"]["condition"] is None
    assert patch["formula"]["source"][3] == [{"times": 2, "axis": 3}, {"times": 1, "axis": 4}, {"times": 1, "axis": 5}]


def test_the_example_has_four_stages_and_links(patch: Any) -> None:
    assert [stage["name"] for stage in patch["scene"]["stages"]] == ["input", "split", "moved", "output"]
    assert all(len(stage["steps"]) == len(patch["axes"]) for stage in patch["scene"]["stages"])
    assert patch["links"]["page"].startswith("/rearrange?")
    assert patch["links"]["api"].startswith("/api/v1/rearrange?")


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [
        (PATCH["pattern"], "1,2,2,4"),
        ("  a   b->b a  ", "2,3"),
        ("变 é ... -> ... é 变", "2,3,4"),
        ("𝒳 a -> a 𝒳", "2,3"),  # beyond the basic plane: spans count code points, not UTF-16 units
        ("a () 1 -> (a)", "2,1,1"),
        ("->", ""),
    ],
)
def test_tokens_tile_the_pattern(client: Client, pattern: str, shape: str) -> None:
    sizes = PATCH["sizes"] if pattern == PATCH["pattern"] else ""
    answered = answer(client.get("/api/v1/rearrange", {"pattern": pattern, "shape": shape, "sizes": sizes}))
    tokens = answered["tokens"]
    assert "".join(token["text"] for token in tokens) == pattern
    assert [pattern[slice(*token["span"])] for token in tokens] == [token["text"] for token in tokens]
    for token in tokens:
        if token["kind"] == "name":
            assert answered["axes"][token["axis"]]["name"] == token["text"]


SAME: list[tuple[str, dict[str, str], dict[str, object]]] = [
    ("rearrange", PATCH, {"pattern": PATCH["pattern"], "shape": [1, 2, 2, 4], "sizes": {"p1": 2, "p2": 2}}),
    ("rearrange", PATCH, {"pattern": PATCH["pattern"], "shape": [[1, 2, 2, 4]], "sizes": "p2=2, p1=2"}),
    ("rearrange", PATCH, {"pattern": PATCH["pattern"], "shape": "(1 × 2 × 2 × 4)", "sizes": {"p2": 2, "p1": 2}}),
    ("rearrange", {"pattern": "->", "shape": ""}, {"pattern": "->", "shape": []}),
    ("rearrange", {"pattern": "->", "shape": "()"}, {"pattern": "->", "shape": [[]], "sizes": {}}),
    ("rearrange", {"pattern": "a -> a", "shape": "0"}, {"pattern": "a -> a", "shape": [0], "sizes": None}),
    (
        "rearrange",
        {"pattern": "a -> a", "shape": "9", "start": "2", "count": "3", "at": "a=1"},
        {"pattern": "a -> a", "shape": [9], "start": 2, "count": 3, "at": "a=1"},
    ),
    ("expand", {"shape": "1,2,2,4"}, {"shape": [1, 2, 2, 4], "factor": 2}),
    ("expand", {"shape": "1,2,2,4"}, {"shape": [1, 2, 2, 4], "factor": None, "order": None, "channels": None}),
    ("expand", {"shape": "1,2,6,12", "factor": "2,3"}, {"shape": [[1, 2, 6, 12]], "factor": [2, 3]}),
    (
        "expand",
        {"shape": "1,8,2,2", "order": "c p1 p2", "channels": "first"},
        {"shape": "1,8,2,2", "order": "(c, p1, p2)", "channels": "first"},
    ),
    ("merge", {"shape": "1,4,4,1", "factor": "2"}, {"shape": [1, 4, 4, 1], "factor": "2"}),
    ("merge", {"shape": "1,5,5,1", "odd": "pad"}, {"shape": [1, 5, 5, 1], "odd": "pad", "factor": [2, 2]}),
    ("merge", {"shape": "2,7,3", "factor": "3", "odd": "crop"}, {"shape": [2, 7, 3], "factor": 3, "odd": "crop"}),
    ("merge", {"shape": "1,2,4,6,3"}, {"shape": [1, 2, 4, 6, 3], "factor": 2}),
]


def meaning(answered: Any) -> Any:
    """Whatever does not depend on how the values were written."""
    return {key: value for key, value in answered.items() if key not in ("links", "request")}


@pytest.mark.parametrize(("operation", "texts", "values"), SAME)
def test_get_and_post_give_the_same_answer(
    client: Client, operation: str, texts: dict[str, str], values: dict[str, object]
) -> None:
    path = f"/api/v1/{operation}"
    by_query = answer(client.get(path, texts))
    numbers = ("start", "count")  # JSON has numbers, so these are no texts there
    same = {name: int(text) if name in numbers else text for name, text in texts.items()}
    assert answer(client.post(path, same)) == by_query
    assert meaning(answer(client.post(path, values))) == meaning(by_query)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_example_and_preset_is_answered_as_listed(client: Client, operation: str) -> None:
    info = next(each for each in answer(client.get("/api/v1/operations")) if each["name"] == operation)
    assert {each["name"] for each in info["parameters"]} == {each.name for each in registry()[operation].parameters}
    for values in (info["example"], *(preset["values"] for preset in info["presets"])):
        assert answer(client.get(f"/api/v1/{operation}", values))["op"] == operation
        assert answer(client.post(f"/api/v1/{operation}", values))["op"] == operation


def test_the_answer_to_padding_says_which_cells_are_filled(client: Client) -> None:
    answered = answer(client.get("/api/v1/merge", {"shape": "1,3,1", "odd": "pad"}))
    assert answered["cells"]["sources"] == [[0, 1, 2, -1]]
    assert answered["formula"]["condition"] == "2l + p1 < 3"


@pytest.mark.parametrize(("reduction", "known"), [("max", True), ("mean", True), ("any", False), ("all", False)])
def test_where_values_change_y_is_not_called_x(client: Client, reduction: str, known: bool) -> None:
    asked = {"pattern": "a b -> a ()", "shape": "3,1", "reduction": reduction}
    verdict = answer(client.get("/api/v1/reduce", asked))["verdict"]
    assert (verdict["bijective"], verdict["moved"]) == (True, 0)
    assert [verdict[name] is not None for name in ("identity", "order", "inverse")] == [known] * 3


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"pattern": "ij, j", "shape": "2,3;3"}, "Each letter is one axis"),
        ({"pattern": "out in, in -> out", "shape": "2,3;3"}, "Each word is one axis"),
        ({"pattern": "ij ..., j -> ...", "shape": "2,3;3"}, "i j ..., j -> ..."),
        ({"pattern": "...a->", "shape": "2,3"}, "as in torch; numpy requires"),
        ({"pattern": "out_dim in_dim, in_dimm -> out_dim", "shape": "3,2;2"}, "did you mean in_dim?"),
    ],
)
def test_notes_say_how_an_equation_was_read(client: Client, texts: dict[str, str], said: str) -> None:
    notes = [note["text"] for note in answer(client.get("/api/v1/einsum", texts))["verdict"]["notes"]]
    assert any(said in note for note in notes)
