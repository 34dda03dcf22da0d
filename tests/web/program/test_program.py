"""Programs over HTTP: NumPy runs the same text, and every cell of every answer agrees."""

import io
import json
from typing import Any

import numpy as np
import pytest

from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.program.question import PROGRAM
from einscope.settings import Settings
from tests.core.program.judge import executed
from tests.core.program.programs.case import Case, in_numpy
from tests.core.program.programs.layers import by_name
from tests.web.client import Client, answer, problem, strict_json

EXAMPLE = dict(PROGRAM.example)
MERGED = by_name("c=C // 1").code
AGREEING = [
    in_numpy("y = np.transpose(x, (2, 0, 1))", "2,3,4"),
    in_numpy("y = x.reshape(4, 6)[::-1, 1::2]", "2,3,4"),
    in_numpy("y = np.concatenate([x[:, ::2], x[:, 1::2]], axis=1)", "3,6"),
    in_numpy("y = np.stack([x, x.copy()], -1)", "2,3"),
    in_numpy("y = np.roll(x, 2, axis=1)\nz = y.swapaxes(0, 1)", "2,5"),
    in_numpy("y = np.repeat(x, 2, axis=0)", "2,3"),
    in_numpy("y = np.tile(x, (2, 2))", "2,3"),
    in_numpy("a, b = np.split(x, 2, axis=1)\nz = np.concatenate([b, a], 1)", "2,4"),
    in_numpy("y = x[..., None].squeeze(-1).T", "2,4"),
    in_numpy("y = np.flip(np.rot90(x), 0)", "2,3"),
    in_numpy("z = np.concatenate([x, y], 0)", "x:1,3;y:2,3"),
    in_numpy("y = np.broadcast_to(x, (2, 3, 4))", "3,4"),
    in_numpy("y = np.moveaxis(x, -1, p)", "2,3,4", {"p": 0}),
]


def shape_text(case: Case) -> str:
    return ";".join(f"{name}:{','.join(map(str, shape))}" for name, shape in case.shapes.items())


def texts_of(case: Case) -> dict[str, str]:
    values = ",".join(f"{name}={value}" for name, value in case.values.items())
    return {"code": case.code, "shape": shape_text(case), "values": values, "library": "numpy"}


def numbered(case: Case) -> tuple[dict[str, Any], list[int]]:
    """Inputs whose cells are numbered one after another, and where each begins."""
    inputs: dict[str, Any] = {}
    starts = [0]
    for name, shape in case.shapes.items():
        size = int(np.prod(shape))
        inputs[name] = np.arange(starts[-1], starts[-1] + size).reshape(shape)
        starts.append(starts[-1] + size)
    return inputs, starts


def joined(sources: list[list[int]], starts: list[int]) -> list[int]:
    """Sources of one term each, numbered through all inputs."""
    found = np.array(sources)
    return np.where(found >= 0, found + np.array(starts[:-1])[:, None], -1).max(axis=0).tolist()  # type: ignore[no-any-return]


@pytest.mark.parametrize("case", AGREEING, ids=str)
def test_every_cell_is_where_numpy_puts_it(client: Client, case: Case) -> None:
    inputs, starts = numbered(case)
    wanted = executed(case, "numpy", inputs)
    said = answer(client.get("/api/v1/program", texts_of(case)))
    assert said["output"]["shape"] == list(wanted.shape)
    assert joined(said["cells"]["sources"], starts) == wanted.reshape(-1).tolist()
    assert joined(said["tensors"][-1]["cells"]["sources"], starts) == wanted.reshape(-1).tolist()
    file = np.load(io.BytesIO(client.get("/api/v1/program.npy", texts_of(case)).content))
    file = file.reshape(len(inputs), -1)
    assert joined(file.tolist(), starts) == wanted.reshape(-1).tolist()
    shapes = {name: list(shape) for name, shape in case.shapes.items()}
    body = {"code": case.code, "shape": shapes, "values": dict(case.values), "library": "numpy"}
    assert answer(client.post("/api/v1/program", body)) == said


def test_the_example_of_the_issue_is_answered(client: Client) -> None:
    said = answer(client.get("/api/v1/program", {**EXAMPLE, "cell": "9"}))
    assert (said["verdict"]["moved"], said["cells"]["total"], said["verdict"]["identity"]) == (16, 32, False)
    assert said["same"]["pattern"] == "b (h p1) (w p2) c -> b (h p2) (w p1) c"
    assert said["formula"]["text"] == "y[b, 2h + p2, 2w + p1, c] = x[b, 2h + p1, 2w + p2, c]"
    assert client.get(said["same"]["url"]).status_code == 200
    assert [each["name"] for each in said["tensors"]] == ["x0", "x1", "x2", "x3", "x", "x"]
    assert [(hop["name"], hop["indices"]) for hop in said["way"]] == [
        ("x", [[0, 1, 0, 1]]),
        ("x", [[0, 0, 0, 5]]),
        ("x2", [[0, 0, 0, 1]]),
        ("x", [[0, 0, 1, 1]]),
    ]
    right = {**EXAMPLE, "code": EXAMPLE["code"].replace("(p1 p2 c)", "(p2 p1 c)")}
    assert answer(client.get("/api/v1/program", right))["verdict"]["identity"] is True


def test_any_line_can_be_shown(client: Client) -> None:
    said = answer(client.get("/api/v1/program", {**EXAMPLE, "step": "0"}))
    assert said["step"] == 0
    assert said["cells"]["sources"] == [[0, 1, 4, 5, 16, 17, 20, 21]]
    assert said["scene"]["figures"][1]["tensor"] == "x0"
    assert said["shown"] == list(range(8))
    assert said["verdict"]["moved"] == 16  # of the program as a whole
    error = problem(client.get("/api/v1/program", {**EXAMPLE, "step": "6"}))["errors"][0]
    assert (error["code"], error["field"], error["repair"]) == ("step-outside", "step", {"step": "5"})


def test_a_real_size_is_answered_with_an_exact_verdict(client: Client) -> None:
    said = answer(client.get("/api/v1/program", {**EXAMPLE, "shape": "x:8,56,56,96"}))
    assert said["verdict"]["exact"] is True
    assert said["verdict"]["moved"] == 8 * 56 * 56 * 96 // 2
    assert said["cells"]["count"] == 4096


@pytest.mark.parametrize(
    ("code", "error_code", "line", "column", "source"),
    [
        ("y = x.t()\nz = y.view(7)", "program-shape", 2, 5, "z = y.view(7)"),
        ("y = x.t(\n", "program-syntax", 1, 8, "y = x.t("),
        ("# 😀😀\n\nw = '😀'; y = x.nothing()", None, 3, 14, "w = '😀'; y = x.nothing()"),
        ("y = x\r\nassert x.ndim == 3", None, 2, 1, "assert x.ndim == 3"),
        ("y = rearrange(x, 'h w -> w q')", None, 1, None, "y = rearrange(x, 'h w -> w q')"),
    ],
)
def test_a_mistake_has_a_line_a_column_and_the_source(
    client: Client, code: str, error_code: str | None, line: int, column: int | None, source: str
) -> None:
    error = problem(client.get("/api/v1/program", {"code": code, "shape": "x:2,3"}))["errors"][0]
    assert error["code"] == error_code or error_code is None
    assert (error["field"], error["line"], error["source"]) == ("code", line, source)
    assert error["column"] == column or column is None
    start, end = error["span"]
    before = code[:start].replace("\r\n", "\n")
    assert (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1) == (error["line"], error["column"])
    assert code[start:end]


def test_everything_that_is_missing_is_asked_for_at_once(client: Client) -> None:
    code = "y = x.view(self.a, p)\nz = y + w\nq = self.a"
    error = problem(client.get("/api/v1/program", {"code": code, "shape": "x:2,3"}))["errors"][0]
    assert (error["code"], error["field"], error["span"]) == ("program-values", "values", None)
    assert [code[slice(*span)] for span in error["also"]] == ["self.a", "p", "w", "self.a"]
    mended = {"code": code, "shape": "x:2,3", **error["repair"]}
    assert set(error["repair"]) <= {"values", "shape"}
    again = client.get("/api/v1/program", mended)
    assert again.status_code == 200 or problem(again)["errors"][0]["code"] != "program-values"


def test_a_layer_that_is_not_known_offers_every_way_on(client: Client) -> None:
    texts = {"code": "y = self.proj(x.t()) + p", "shape": "x:2,3", "values": "p=1"}
    error = problem(client.get("/api/v1/program", texts))["errors"][0]
    assert error["code"] == "program-call"
    assert error["choices"] == [
        {
            "text": "assume that it keeps every cell in place, if it keeps the shape",
            "repair": {"values": "p=1,self.proj=pass"},
        },
        {"text": "go on with a new tensor of shape 3×2", "repair": {"values": "p=1,self.proj=(3 2)"}},
        {"text": "end the program before it", "repair": {"values": "p=1,self.proj=stop"}},
    ]
    for choice in error["choices"]:
        assert answer(client.get("/api/v1/program", {**texts, **choice["repair"]}))["output"]["shape"] == [3, 2]


def test_an_assumption_is_among_the_notes(client: Client) -> None:
    said = answer(
        client.get("/api/v1/program", {"code": "y = self.proj(x)", "shape": "x:2", "values": "self.proj=pass"})
    )
    assert [note["text"] for note in said["notes"]] == [
        "self.proj is assumed to keep the shape, and every cell in place"
    ]


@pytest.mark.parametrize("call", ["foo.bar(x)", "foo(x)", "lib.nn.relu(x)", "torch.nothing(x)"])
def test_a_call_that_is_not_known_is_never_said_to_keep_places(client: Client, call: str) -> None:
    texts = {"code": f"y = x.t()\nz = {call}", "shape": "x:2,3"}
    name = call.partition("(")[0]
    error = problem(client.post("/api/v1/program", texts))["errors"][0]
    assert (error["code"], error["repair"]) == ("program-call", {"values": f"{name}=stop"})
    assert [choice["repair"] for choice in error["choices"]] == [
        {"values": f"{name}={word}"} for word in ("stop", "(2 3)", "skip")
    ]
    for choice in error["choices"]:
        answer(client.post("/api/v1/program", {**texts, **choice["repair"]}))
    refused = problem(client.post("/api/v1/program", {**texts, "values": f"{name}=pass"}))["errors"][0]
    assert (refused["code"], refused["field"], refused["repair"]) == ("program-pass", "values", error["repair"])
    answer(client.post("/api/v1/program", {**texts, **refused["repair"]}))


def test_what_came_before_a_line_at_fault_is_answered_beside_the_problem(client: Client) -> None:
    texts = {"code": "y = x.t()\nz = foo(y)\nw = z.t()", "shape": "x:2,3"}
    found = problem(client.post("/api/v1/program", texts))
    assert [(each["name"], each["shape"]) for each in found["tensors"]] == [("y", [3, 2])]
    assert found["tensors"][0]["cells"]["sources"] == [[0, 3, 1, 4, 2, 5]]
    assert ([each["name"] for each in found["inputs"]], found["rest"]) == (["x"], [2, 3])
    state = client.post("/state/program", texts).json()
    assert (state["answer"], state["partial"]["output"]["name"], state["rest"]) == (None, "y", [2, 3])
    assert state["problem"]["errors"][0]["choices"]


def test_a_new_tensor_stands_among_the_inputs_with_its_line(client: Client) -> None:
    code = "a, b = x.shape\ny = nn.Linear(3, 4)(x)\nz = y.view(2, 2, 2).transpose(0, 1)"
    found = answer(client.post("/api/v1/program", {"code": code, "shape": "x:2,3", "cell": 1}))
    [given, made] = found["inputs"]
    assert (given["line"], given["made_by"], given["dropped"]) == (None, None, 6)
    assert (made["name"], made["line"], made["shape"], made["dropped"]) == ("nn.Linear(…)", 2, [2, 4], 0)
    assert made["made_by"].startswith("nn.Linear computes each cell from all cells along axis 1")
    assert found["cells"]["sources"] == [[-1] * 8, [0, 1, 4, 5, 2, 3, 6, 7]]
    assert (found["same"], found["alike"]["line"], found["code"]) == (None, 2, {})
    assert found["verdict"]["bijective"] is None
    assert [hop["begins"] is not None for hop in found["way"]] == [False, True]


@pytest.mark.parametrize(
    ("texts", "code", "field"),
    [
        ({"code": "y = x", "shape": "x:1;x:2"}, "shape-repeated", "shape"),
        ({"code": "y = x", "shape": "x:2", "values": "p"}, "value-form", "values"),
        ({"code": "y = x", "shape": "x:2", "at": "q=1"}, "window-axis", "at"),
        ({"code": "y = x", "shape": "x:2", "color": "h"}, "color-unknown", "color"),
        ({"code": "y = x", "shape": "x:2", "cell": "2"}, "cell-outside", "cell"),
        ({"code": "y = x", "shape": "x:2", "start": "3"}, "window-outside", "start"),
        ({"code": "y = x", "shape": "x:2", "show": "65537"}, "show-range", "show"),
        ({"code": "y = x", "shape": "x:2", "library": "tf"}, "value-invalid", "library"),
        ({"code": "y = x", "shape": "x:2", "check": "1"}, "parameter-unknown", "check"),
        ({"shape": "x:2"}, "parameter-missing", "code"),
        ({"code": "y = x" + " " * 40_000, "shape": "x:2"}, "program-budget", "code"),
        ({"code": "y = x\0", "shape": "x:2"}, "program-syntax", "code"),
    ],
)
def test_what_is_wrong_is_named(client: Client, texts: dict[str, str], code: str, field: str) -> None:
    small = {name: text for name, text in texts.items() if len(text) < 8_000}
    if small == texts:
        error = problem(client.get("/api/v1/program", texts))["errors"][0]
        assert (error["code"], error["field"]) == (code, field)
    body: dict[str, Any] = {name: int(text) if text.isdecimal() else text for name, text in texts.items()}
    error = problem(client.post("/api/v1/program", body))["errors"][0]
    assert (error["code"], error["field"]) == (code, field)


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"code": "y = x", "shape": {"x": [2], "a;b": [3]}}, "name-invalid", "shape"),
        ({"code": "y = x", "shape": {"x": [2]}, "values": {"a=b": 1}}, "name-invalid", "values"),
        ({"code": "y = x", "shape": {"x": [2]}, "values": {"a": "'\""}}, "value-unreadable", "values"),
        ({"code": "y = x", "shape": {"x": ["2"]}}, "value-invalid", "shape"),
        ({"code": "\ud800 = x", "shape": {"x": [2]}}, "program-syntax", "code"),
        ({"code": 3, "shape": "x:2"}, "value-invalid", "code"),
    ],
)
def test_json_that_no_text_can_say_is_refused(client: Client, body: dict[str, Any], code: str, field: str) -> None:
    error = problem(client.post("/api/v1/program", body))["errors"][0]
    assert (error["code"], error["field"]) == (code, field)


def test_values_of_every_kind_can_be_sent_as_json(client: Client) -> None:
    code = "y = x.reshape(k) if flag and mode == 'same' and none is None and eps < 1 else x"
    values = {"k": [3, 2], "flag": True, "mode": "same", "none": None, "eps": 1e-5}
    said = answer(client.post("/api/v1/program", {"code": code, "shape": {"x": [2, 3]}, "values": values}))
    assert said["output"]["shape"] == [3, 2]
    assert said["request"]["values"] == values
    assert answer(client.get(said["links"]["api"])) == said


@pytest.mark.parametrize(
    "texts",
    [
        EXAMPLE,
        {**EXAMPLE, "step": "2", "at": "h=1", "cell": "3", "lang": "zh"},
        {"code": "y = x['é' in 'é']", "shape": "x:2,3"},
        {"code": "# 100% & more + plus; #hash?\ny = x.T\n", "shape": "x:2,3", "library": "jax"},
        {"code": "y = self.w[0] + p", "shape": "self.w:2,3", "values": "p=1"},
    ],
)
def test_links_lead_back_to_the_same_state(client: Client, texts: dict[str, str]) -> None:
    said = answer(client.get("/api/v1/program", texts))
    assert answer(client.get(said["links"]["api"])) == said
    assert client.get(said["links"]["page"]).status_code == 200
    twin = strict_json(client.get(f"/state{said['links']['page']}"))
    assert {**twin["answer"], "cells": None} == {**said, "cells": None}
    assert client.get(said["links"]["npy"]).status_code == 200


def test_a_program_that_no_address_holds_is_answered_by_post_without_links(client: Client) -> None:
    code = "# " + "維" * 5_000 + "\ny = x.t()"
    said = answer(client.post("/api/v1/program", {"code": code, "shape": "x:2,3"}))
    assert set(said["links"].values()) == {None}
    said = strict_json(client.post("/state/program", {"code": code, "shape": "x:2,3"}))
    assert said["answer"]["links"]["page"] is None
    emoji = "#" + "😀" * 39_980 + "\ny = x.t()"  # twelve bytes each where all is escaped
    assert len(emoji) <= DEFAULT_LIMITS.program_characters
    assert len(json.dumps({"code": emoji})) > 400_000
    assert answer(client.post("/api/v1/program", {"code": emoji, "shape": "x:2,3"}))["output"]["shape"] == [3, 2]


def test_a_lower_bound_of_queries_takes_the_links_away() -> None:
    client = Client(Settings(query_bytes=48))
    texts = {"code": "y = x.t()\nz = y.t()\nw = z.t()", "shape": "x:2,3"}
    assert answer(client.post("/api/v1/program", texts))["links"]["page"] is None


def test_the_page_asks_for_the_way_alone(client: Client) -> None:
    texts = {**EXAMPLE, "step": "5", "cell": "9"}
    hops = strict_json(client.post("/state/program/way", texts))
    assert hops == answer(client.get("/api/v1/program", texts))["way"]
    assert strict_json(client.post("/state/program/way", {"code": "y ="}))["status"] == 422


def test_the_file_says_what_is_wrong_as_the_answer_does(client: Client) -> None:
    error = problem(client.get("/api/v1/program.npy", {"code": "y = x.view(7)", "shape": "x:2,3"}))["errors"][0]
    assert (error["field"], error["line"], error["source"]) == ("code", 1, "y = x.view(7)")


def test_programs_are_listed_among_the_operations(client: Client) -> None:
    listed = {each["name"]: each for each in strict_json(client.get("/api/v1/operations"))}
    names = [each["name"] for each in listed["program"]["parameters"]]
    assert names == ["code", "shape", "values", "library", "entry", "output"]
    assert listed["program"]["example"] == EXAMPLE


@pytest.mark.parametrize("preset", PROGRAM.presets, ids=lambda preset: str(preset.title))
def test_every_preset_is_answered(client: Client, preset: Any) -> None:
    answer(client.get("/api/v1/program", dict(preset.values)))


def test_the_merging_that_repeats_slices_is_found_out(client: Client) -> None:
    (preset,) = (each for each in PROGRAM.presets if "repeated slices" in str(each.title))
    verdict = answer(client.get("/api/v1/program", dict(preset.values)))["verdict"]
    assert (verdict["dropped"], verdict["duplicated"], verdict["bijective"]) == (16, 16, False)


def test_what_is_pasted_is_answered_as_the_program_in_it_and_says_what_was_taken_out(client: Client) -> None:
    typed = ">>> y = x.permute(1, 0)\n>>> y.shape\ntorch.Size([3, 2])"
    said = answer(client.get("/api/v1/program", {"code": typed, "shape": "x:2,3"}))
    assert (said["request"]["code"], said["cleaned"]) == (
        "y = x.permute(1, 0)\ny.shape\n",
        ["Removed: output, prompts."],
    )
    assert said["output"]["shape"] == [3, 2]
    assert said["links"]["page"] == "/program?code=y+=+x.permute(1,+0)%0Ay.shape%0A&shape=x:2,3"
    chinese = answer(client.get("/api/v1/program", {"code": typed, "shape": "x:2,3", "lang": "zh"}))
    assert chinese["cleaned"] != said["cleaned"]


@pytest.mark.parametrize(
    ("typed", "shape", "values", "code", "made"),
    [
        ("h w -> w h", "q:2,3", "", "y = rearrange(q, 'h w -> w h')", [3, 2]),
        ("h (w p) → p w h", "q:2,6", "p=3", "y = rearrange(q, 'h (w p) -> p w h', p=p)", [3, 2, 2]),
        ("h (w p) -> p w h, p=2", "q:2,6", "p=3", "y = rearrange(q, 'h (w p) -> p w h', p=2)", [2, 3, 2]),
        ("h w -> w h", "2,3", "n=1.5", "y = rearrange(x, 'h w -> w h')", [3, 2]),
    ],
)
def test_a_pattern_alone_is_called_on_the_tensor_that_is_given_with_the_sizes_that_are(
    client: Client, typed: str, shape: str, values: str, code: str, made: list[int]
) -> None:
    texts = {"code": typed, "shape": shape, "values": values}
    said = answer(client.get("/api/v1/program", texts))
    assert (said["request"]["code"], said["output"]["shape"]) == (code, made)
    state = strict_json(client.post("/state/program", texts))
    assert (state["texts"]["code"], state["answer"]["output"]["shape"]) == (code, made)


def test_shapes_that_cannot_be_read_name_no_tensor(client: Client) -> None:
    state = strict_json(client.post("/state/program", {"code": "h w -> w h", "shape": "q:2;3", "values": "h"}))
    assert state["texts"]["code"] == "y = rearrange(x, 'h w -> w h')"
    assert state["problem"]["errors"][0]["code"] == "shape-without-name"


def test_an_error_in_what_is_pasted_has_its_place_in_what_was_typed(client: Client) -> None:
    typed = "```python\ny = x.t()\nz = foo(y)\n```"
    said = problem(client.get("/api/v1/program", {"code": typed, "shape": "x:2,3"}))
    [error] = said["errors"]
    assert (typed[slice(*error["span"])], error["line"], error["source"]) == ("foo(y)", 3, "z = foo(y)")
    assert said["code"].splitlines()[said["tensors"][-1]["line"] - 1] == "y = x.t()"
    assert said["code"].splitlines()[said["rest"][0] - 1] == "z = foo(y)"


def test_the_state_of_the_page_is_about_what_is_left(client: Client) -> None:
    texts = {"code": "```\ny = x.t()\nz = foo(y)\n```", "shape": "x:2,3"}
    state = strict_json(client.post("/state/program", texts))
    assert (state["texts"]["code"], state["cleaned"]) == ("y = x.t()\nz = foo(y)\n", ["Removed: code fences."])
    [error] = state["problem"]["errors"]
    assert (state["texts"]["code"][slice(*error["span"])], error["line"]) == ("foo(y)", 2)


def test_functions_and_results_are_a_choice(client: Client) -> None:
    code = "def f(x):\n    return {'q': x, 'k': x.t()}\n\ndef g(x):\n    return x.view(-1)"
    usual = answer(client.get("/api/v1/program", {"code": code, "shape": "x:2,3"}))
    assert (usual["entries"], usual["request"]["entry"], usual["outputs"]) == (["f", "g"], "g", ["x.view(-1)"])
    chosen = {"code": code, "shape": "x:2,3", "entry": "f", "output": "k"}
    said = answer(client.post("/api/v1/program", chosen))
    assert (said["outputs"], said["request"]["output"], said["output"]["shape"]) == (["q", "k"], "k", [3, 2])
    assert said["links"]["page"].endswith("&entry=f&output=k")
    [error] = problem(client.get("/api/v1/program", {**chosen, "output": "kk"}))["errors"]
    assert (error["code"], error["field"], error["repair"]) == ("output-unknown", "output", {"output": "k"})


def test_a_view_that_is_no_transpose_is_told_with_the_line_that_is_one(client: Client) -> None:
    request = {"code": "b, h, n, d = x.shape\ny = x.view(b, n, h * d)", "shape": {"x": [1, 2, 4, 2]}}
    (note,) = strict_json(client.post("/api/v1/program", request))["notes"]
    assert note["line"] == 2
    assert note["mend"] == "x.permute(0, 2, 1, 3).reshape(b, n, h * d)"
    mended = strict_json(client.post("/api/v1/program", {**request, **note["repair"]}))
    assert mended["notes"] == []
    assert mended["same"]["pattern"] == "b h n d -> b n (h d)"
