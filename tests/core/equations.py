"""Random equations of an einsum, with operands."""

from hypothesis import strategies as st

Shapes = list[list[int]]
SPELT = st.sampled_from(["a", "b", "c", "ab", "ba", "in"])


@st.composite
def equations(draw: st.DrawFn) -> tuple[str, Shapes]:
    """An equation of letters or words, with spaces here and there, and operands that fit a reading or none."""
    words = draw(st.booleans())
    label = SPELT if words else st.sampled_from("abc")
    left = draw(st.lists(st.lists(label, max_size=3), min_size=1, max_size=3))
    spread = draw(st.lists(st.integers(1, 2), max_size=2))
    if draw(st.booleans()):
        for operand in left:
            if draw(st.booleans()):
                operand.insert(draw(st.integers(0, len(operand))), "...")
    there = sorted({name for operand in left for name in operand})
    right = draw(st.permutations(there)) if there else []
    sizes = {name: draw(st.integers(0 if len(name) == 1 else 1, 3)) for name in [*"abcin", *there]}
    by_words = draw(st.booleans())
    shapes: Shapes = []
    for operand in left:
        shape: list[int] = []
        for name in operand:
            parts = spread if name == "..." else [sizes[part] for part in ([name] if by_words else name)]
            shape += [draw(st.sampled_from([size, size, size, 1])) for size in parts]
        shapes.append(shape)
    gap = draw(st.sampled_from(["", "", " "]))
    comma, arrow = draw(st.sampled_from([",", ", ", " , "])), draw(st.sampled_from(["->", " -> ", "-> ", ""]))
    output = f"{arrow}{gap.join(right[: draw(st.integers(0, len(right)))])}" if arrow else ""
    return f"{comma.join(gap.join(operand) for operand in left)}{output}", shapes
