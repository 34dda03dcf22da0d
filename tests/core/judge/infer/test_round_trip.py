"""What is inferred from the cells of a pattern or of a slice makes the same cells again."""

import json
from math import prod
from pathlib import Path
from typing import Any

import einops
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, basic_indices

from einscope.core.judge.infer import infer
from tests.core.judge.infer.said import done, numbered
from tests.rows import asked_of

ROWS = json.loads((Path(__file__).parents[3] / "data" / "patterns.json").read_text(encoding="utf-8"))
PATTERNS = [row for row in ROWS if row["op"] in ("rearrange", "repeat")]


@asked_of({"patterns": PATTERNS}, lambda row: f"{row['op']} {row['pattern']}")
def test_a_pattern_from_public_code_is_found_from_its_cells(row: dict[str, Any]) -> None:
    x = numbered(tuple(row["shape"][0]))
    y = getattr(einops, row["op"])(x, row["pattern"], **row.get("sizes", {}))
    said = infer(y, x.shape, y.shape)
    # A repeat whose new axes all have size 1 is a rearrangement.
    assert said.op == (row["op"] if y.size > x.size else "rearrange")
    np.testing.assert_array_equal(done(said, x), y, strict=True)


@pytest.mark.parametrize(
    ("input_shape", "pattern", "sizes", "said", "said_sizes"),
    [
        ((2, 3), "h w -> w h", {}, "a b -> b a", {}),
        ((2, 3), "h w -> (w h)", {}, "a b -> (b a)", {}),
        ((1, 2, 2, 4), "b h w (p q c) -> b (h p) (w q) c", {"p": 2, "q": 2}, "a b c (p1 p2) -> a (b p1) (c p2) 1",
         {"p2": 2}),
        ((2, 4, 4, 3), "b (h p) (w q) c -> b h w (q p c)", {"p": 2, "q": 2},
         "a (b p1) (c p2) d -> a b c (p2 p1 d)", {"p1": 2, "p2": 2}),
        ((2, 6), "b (n d) -> b n d", {"n": 2}, "a (b c) -> a b c", {"c": 3}),
        ((2, 3), "h w -> (h p) (w q)", {"p": 2, "q": 3}, "a b -> (a c) (b d)", {"c": 2, "d": 3}),
        ((), " -> b", {"b": 3}, "-> a", {"a": 3}),
        ((), " -> 1 1", {}, "-> 1 1", {}),
        ((), " -> ", {}, "->", {}),
        ((1,), "1 -> ", {}, "1 ->", {}),
        ((1, 4, 1), "1 a 1 -> 1 a", {}, "a b 1 -> a b", {}),
    ],
)  # fmt: skip
def test_a_pattern_is_said_with_plain_names_and_no_size_too_many(
    input_shape: tuple[int, ...], pattern: str, sizes: dict[str, int], said: str, said_sizes: dict[str, int]
) -> None:
    x = numbered(input_shape)
    y = einops.repeat(x, pattern, **sizes)
    found = infer(np.asarray(y), x.shape, y.shape)
    assert (found.pattern, found.sizes) == (said, said_sizes)
    np.testing.assert_array_equal(done(found, x), y, strict=True)


@pytest.mark.parametrize(
    ("input_shape", "code", "expression", "pattern"),
    [
        ((6,), "x[2:5]", "x[2:5]", None),
        ((6,), "x[::-1]", "x[::-1]", None),
        ((6,), "x[4]", "x[4]", None),
        ((6,), "x[4:5]", "x[4:5]", None),
        ((6,), "x[::2]", "x[::2]", None),
        ((6,), "x[4::-2]", "x[4::-2]", None),
        ((4, 5, 6), "x[0:4:2, ::-1, 3]", "x[::2, ::-1, 3]", None),
        ((4, 5, 6), "x[..., 1:]", "x[:, :, 1:]", None),
        ((4, 5), "x[1, None, ::2]", "x[1:2, ::2]", None),
        ((4, 5), "x[None, ::2]", "x[None, ::2]", None),
        ((1, 4, 5), "x[..., 0]", "x[:, :, 0]", None),
        ((4, 5), "x[::2].T", "x[::2]", "a b -> b a"),
        ((4, 6), "x[:, :4].reshape(4, 2, 2).transpose(1, 0, 2)", "x[:, :4]", "a (b c) -> b a c"),
        ((4, 6), "np.stack([x[:, 0]] * 3)", "x[:, 0]", "a -> b a"),
        ((4, 6), "np.rot90(x)", "x[:, ::-1]", "a b -> b a"),
        ((4, 6), "np.flip(x)", "x[::-1, ::-1]", None),
        ((4, 6), "x[:2].reshape(-1)", "x[:2]", "a b -> (a b)"),
    ],
)
def test_a_slice_is_said_in_the_words_of_numpy(
    input_shape: tuple[int, ...], code: str, expression: str, pattern: str | None
) -> None:
    x = numbered(input_shape)
    y = eval(code, {"x": x, "np": np})
    said = infer(y, x.shape, y.shape)
    assert (said.op, said.expression, said.pattern) == ("slice", expression, pattern)
    np.testing.assert_array_equal(done(said, x), y, strict=True)


SHAPES = array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=6)


@given(st.data())
def test_any_slice_of_numpy_is_found_also_when_its_axes_are_moved(data: st.DataObject) -> None:
    x = numbered(data.draw(SHAPES, label="shape"))
    y = np.asarray(x[data.draw(basic_indices(x.shape, allow_newaxis=True, max_dims=6), label="index")])
    y = y.transpose(data.draw(st.permutations(range(y.ndim)), label="order"))
    if y.size and data.draw(st.booleans(), label="joined"):
        y = y.reshape(prod(y.shape[:2]), *y.shape[2:])
    np.testing.assert_array_equal(done(infer(y, x.shape, y.shape), x), y, strict=True)


@given(st.data())
def test_any_composition_of_axes_is_found(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 4), max_size=6), label="sizes")
    fresh = data.draw(st.lists(st.integers(1, 3), max_size=2), label="new sizes")
    names = [f"i{number}" for number in range(len(sizes) + len(fresh))]
    right = data.draw(st.permutations(names), label="right")

    def grouped(parts: list[str]) -> str:
        cuts = data.draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))
        return "".join(f") ({name}" if cut else f" {name}" for name, cut in zip(parts, cuts, strict=True))

    pattern = f"({grouped(names[: len(sizes)])}) -> ({grouped(right)})"
    given_sizes = dict(zip(names, [*sizes, *fresh], strict=True))
    left = pattern.split(" -> ", maxsplit=1)[0]
    shape = tuple(prod(given_sizes[name] for name in group.split()) for group in left[1:-1].split(") ("))
    x = numbered(shape)
    y = einops.repeat(x, pattern, **given_sizes)
    said = infer(y, x.shape, y.shape)
    assert said.op == ("repeat" if y.size > x.size else "rearrange")
    np.testing.assert_array_equal(done(said, x), y, strict=True)


@given(SHAPES.filter(lambda shape: 0 in shape), SHAPES)
def test_an_empty_output_is_made_from_any_input(output_shape: tuple[int, ...], input_shape: tuple[int, ...]) -> None:
    said = infer(np.empty(0, np.int64), input_shape, output_shape)
    assert done(said, numbered(input_shape)).shape == output_shape


@pytest.mark.parametrize("kind", ["i1", "u1", "<i2", ">i2", "<u4", ">i4", "<i8", ">i8", "<u8", ">u8"])
def test_integers_of_any_type_are_read(kind: str) -> None:
    x = numbered((4, 6))
    assert infer(x.T.astype(kind), x.shape, (6, 4)).pattern == "a b -> b a"
    assert infer(x[::-1].astype(kind), x.shape, (4, 6)).expression == "x[::-1]"


@pytest.mark.parametrize("order", ["C", "F"])
def test_sources_are_read_in_c_order_wherever_they_lie_and_never_written(order: Any) -> None:
    sources = np.array([[0, 2], [1, 3]], order=order)
    sources.flags.writeable = False
    assert infer(sources, (2, 2), (2, 2)).pattern == "a b -> b a"
    assert infer(sources[::-1], (2, 2), (2, 2)).expression == "x[:, ::-1]"
