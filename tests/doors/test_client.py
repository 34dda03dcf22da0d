"""The client in this process: ``show``, ``trace`` and ``assert_same_mapping``, judged by numpy and torch."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest

import einscope
from einscope import EinscopeError, Shown, assert_same_mapping, show, trace

PATCH = "b h w (p1 p2 c) -> b (h p1) (w p2) c"
OF_A_LAYER: dict[str, Any] = {"x": (2, 6), "self.n": 3}
OTHER = "b h w (p2 p1 c) -> b (h p1) (w p2) c"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EINSCOPE_URL", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


def expanded(x: Any) -> Any:
    """Patch expanding as usual, with the columns of a block before its rows."""
    b, h, w, c = x.shape
    return x.reshape(b, h, w, 2, 2, c // 4).transpose(0, 1, 4, 2, 3, 5).reshape(b, 2 * h, 2 * w, c // 4)


def test_the_package_offers_it_and_loads_it_late() -> None:
    assert {*einscope.__all__} <= {*vars(import_module("einscope.doors.client"))}
    with pytest.raises(AttributeError):
        _ = einscope.nothing


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (lambda: show(PATCH, (1, 2, 2, 4), p1=2, p2=2), "y[b, 2h + p1, 2w + p2, c] = x[b, h, w, 2p1 + p2 + c]"),
        (lambda: show("a b -> b a", np.array([[10, 20], [30, 40]])), "10 30"),
        (lambda: show("a b -> b a", np.array([[0.5, 1.25]])), "1.25"),
        (lambda: show("a b -> b a", np.array([[True, False]])), "True"),
        (lambda: show("a b -> b a", np.array([[np.nan, 1.0]])), "0 1"),
        (lambda: show("a b -> b a", np.zeros((400, 400))), "window of"),
        (lambda: show("i j, j k -> i k", np.ones((2, 3)), np.ones((3, 2))), "3 3"),
        (lambda: show("a b -> a", (2, 3), op="reduce", reduction="max"), "max over b"),
        (lambda: show("a -> a b", (2,), op="repeat", b=3), "0 0 0"),
        (lambda: show("y = x.permute(1, 0)", x=np.zeros((2, 3))), "y 3×2"),
        (lambda: show("y = rearrange(x, 'a b -> b a')", x=(2, 3)), "y[b, a] = x[a, b]"),
        (lambda: show("y = x.view(self.n, -1)", **OF_A_LAYER), "y 3×4"),
        (lambda: show("a b -> b a", (2, 3), lang="zh"), "每个"),
    ],
)
def test_show_tells_what_happens(shown: Callable[[], Shown], told: str) -> None:
    answer = shown()
    assert told in str(answer)
    assert answer.link == ""


def test_a_notebook_is_given_a_picture_a_page_and_text() -> None:
    bundle = show("a b -> b a", np.arange(6).reshape(2, 3))._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<svg")
    assert '<img src="data:image/svg+xml;base64,' in bundle["text/html"]
    assert "y[b, a] = x[a, b]" in bundle["text/plain"]


def test_links_are_said_where_a_server_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://example.org")
    answer = show("a b -> b a", (2, 3))
    assert answer.link.startswith("https://example.org/rearrange?pattern=")
    assert '<iframe src="https://example.org/embed/rearrange?' in answer.html
    assert trace(np.transpose, (2, 3)).link.startswith("https://example.org/rearrange?")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: show("b (h w -> b h w", (2, 6)), r"pattern  b \(h w -> b h w\n +\^"),
        (lambda: show("a b -> b a", (2, 3), nothing="x"), "There is no parameter 'nothing'"),
        (lambda: show("a b -> b a", (2, 3), op="turn"), "There is no operation 'turn'"),
        (lambda: show("a b -> b a", 3), "neither a tensor nor a shape"),
        (lambda: show("y = x.view(5)", x=(2, 3)), "Line 1, column 5:"),
        (lambda: trace(lambda x: x), "Give the shape"),
        (lambda: trace(lambda x: (x, x), (2,)), "returns 2 things"),
        (lambda: trace(lambda x: "text", (2,)), "no numbers"),
        (lambda: trace(lambda x: x.nothing, (2,)), "refuses numbered cells"),
        (lambda: trace(lambda x: x[x < x.size], (4,)), "depends on the values"),
        (lambda: assert_same_mapping(np.transpose, "a (b -> b a", (2, 3)), "never closed"),
        (lambda: assert_same_mapping(np.transpose, np.sin, (2, 3)), "depends on values"),
    ],
)
def test_errors_are_sentences(asked: Callable[[], object], told: str) -> None:
    with pytest.raises(EinscopeError, match=told):
        asked()


@pytest.mark.parametrize(
    ("function", "shape", "told"),
    [
        (np.transpose, (2, 3), "rearrange a b -> b a"),
        (lambda x: x.reshape(2, 2, 3).swapaxes(0, 1), (4, 3), "rearrange (a b) c -> b a c, b=2"),
        (lambda x: np.repeat(x, 2, axis=0), (3,), "repeat"),
        (lambda x: x[:, ::-2], (2, 4), "slice x[:, ::-2]"),
        (lambda x: np.pad(x, 1), (2, 2), "No pattern does this: "),
        (lambda x: x.sum(0), (2, 3), "cell 0 depends on values"),
        (lambda x: x + 0 * x.mean(), (2, 3), "rearrange"),
        (lambda x: np.sort(x)[::-1], (4,), "No pattern does this: "),
        (lambda x: np.linalg.inv(x) @ x, (2, 2), "No pattern does this: "),
        (lambda x: x[:0], (2, 2), "slice"),
        (lambda x: np.zeros(3), (2,), "No pattern does this: "),
    ],
)
def test_trace_says_where_cells_went(function: Callable[..., Any], shape: tuple[int, ...], told: str) -> None:
    assert told in str(trace(function, shape))


@pytest.mark.parametrize("shape", [(1, 2, 2, 4), (2, 3, 1, 8)])
def test_the_sources_that_are_traced_are_those_of_the_function(shape: tuple[int, ...]) -> None:
    numbers = np.arange(np.prod(shape)).reshape(shape)
    assert np.array_equal(trace(expanded, shape).sources, expanded(numbers))


def test_cells_that_are_filled_in_have_no_source() -> None:
    assert trace(lambda x: np.pad(x, (1, 0), constant_values=2), (2,)).sources.tolist() == [-1, 0, 1]


def test_several_inputs_are_told_apart() -> None:
    joined = trace(lambda a, b: np.concatenate([b, a]), (2,), (3,))
    assert joined.sources.tolist() == [2, 3, 4, 0, 1]
    assert "another input" in str(joined)
    assert "rearrange a b -> b a" in str(trace(lambda a, b: a.T, (2, 3), (3,)))


@pytest.mark.parametrize(
    ("function", "expected", "shape", "sizes"),
    [
        (expanded, OTHER, (1, 2, 2, 4), {"p1": 2, "p2": 2}),
        (np.transpose, "a b -> b a", (2, 3), {}),
        (np.transpose, lambda x: x.swapaxes(0, 1), (2, 3), {}),
        (lambda x: np.repeat(x, 2), "a -> (a b)", (3,), {"b": 2}),
        (lambda x: np.pad(x, 1), lambda x: np.pad(x, 1), (2, 2), {}),
    ],
)
def test_the_same_mapping_passes(
    function: Callable[..., Any], expected: Any, shape: tuple[int, ...], sizes: dict[str, int]
) -> None:
    assert_same_mapping(function, expected, shape, **sizes)


@pytest.mark.parametrize(
    ("function", "expected", "shape", "sizes", "told"),
    [
        (
            expanded,
            PATCH,
            (1, 2, 2, 8),
            {"p1": 2, "p2": 2},
            f"16 of 32 cells come from elsewhere: it is `{OTHER}`, not `{PATCH}`",
        ),
        (lambda x: x, "a b -> b a", (2, 3), {}, "it gives 2×3, not 3×2, as `a b -> b a` does"),
        (
            lambda x: x,
            np.transpose,
            (2, 2),
            {},
            "2 of 4 cells come from elsewhere: it is `a b -> a b`, not `a b -> b a`",
        ),
        (np.sin, "a b -> b a", (2, 2), {}, "depends on values"),
        (lambda x: x[::-1], "a b -> a b", (2, 2), {}, "y[0, 0] is cell 2 of the input, not cell 0 of the input"),
        (lambda x: np.pad(x, 1)[:-1, :-1], "a b -> a b", (3, 3), {}, "it gives 4×4, not 3×3"),
        (lambda x: np.pad(x, 1)[:-2, :-2], "a b -> a b", (3, 3), {}, "y[0, 0] is filled in, not cell 0 of the input"),
    ],
)
def test_another_mapping_fails_and_says_which_it_is(
    function: Callable[..., Any], expected: Any, shape: tuple[int, ...], sizes: dict[str, int], told: str
) -> None:
    with pytest.raises(AssertionError, match=re.escape(told)):
        assert_same_mapping(function, expected, shape, **sizes)


def test_the_failure_links_to_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://example.org")
    with pytest.raises(AssertionError, match=r"https://example\.org/compare\?a=%2Frearrange"):
        assert_same_mapping(lambda x: x, "a b -> b a", (2, 2))


@pytest.mark.torch
def test_layers_of_torch_are_traced_in_the_numbers_that_they_take() -> None:
    torch = import_module("torch")

    for layer, shape, told in [
        (torch.nn.PixelShuffle(2), (1, 4, 2, 2), "p2=2"),
        (torch.nn.Flatten(), (2, 3, 4), "rearrange a b c -> a (b c)"),
        (torch.nn.ChannelShuffle(2), (1, 4, 1, 2), "rearrange"),
        (torch.nn.Unfold(2, stride=2), (1, 1, 4, 4), "rearrange"),
        (torch.nn.ReflectionPad1d(1), (1, 3), "No pattern does this"),
        (torch.nn.Linear(3, 3), (2, 3), "depends on values"),
        (torch.nn.AvgPool1d(2), (1, 4), "depends on values"),
        (torch.nn.MaxPool1d(1), (1, 4), "rearrange"),
    ]:
        assert told in str(trace(layer, shape)), layer
    assert "rearrange a b c -> b a c" in str(trace(lambda x: x.transpose(0, 1), torch.zeros(2, 3, 4)))
    assert "0.5" in str(show("a b -> b a", torch.tensor([[0.5, 2.0]], requires_grad=True)))
    assert "0.5" in str(show("a b -> b a", torch.tensor([[0.5, 2.0]], dtype=torch.bfloat16)))
    assert_same_mapping(torch.nn.PixelShuffle(2), "b (c p1 p2) h w -> b c (h p1) (w p2)", (1, 8, 2, 3), p1=2, p2=2)
    with pytest.raises(AssertionError, match=re.escape("it is `b (c p1 p2) h w -> b c (h p1) (w p2)`")):
        assert_same_mapping(torch.nn.PixelShuffle(2), "b (c p2 p1) h w -> b c (h p1) (w p2)", (1, 8, 2, 2), p1=2, p2=2)
