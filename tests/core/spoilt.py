"""Requests that can be answered, with a slip or two in their texts."""

from hypothesis import strategies as st

from einscope.core.examples import GROUPS
from einscope.core.ops import registry

SOUND = [
    (operation.name, values)
    for operation in registry().values()
    for values in (operation.example, *(preset.values for preset in operation.presets))
] + [(example.op, example.texts) for group in GROUPS for example in group.examples if example.op in registry()]
PIECES = st.sampled_from(["", *"abchwij0123 ,;=().-", "->", "...", "p1", "é", "first"])


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A request that can be answered, with a slip or two in its texts."""
    operation, values = draw(st.sampled_from(SOUND))
    texts = dict(values)
    for _ in range(draw(st.integers(1, 2))):
        parameter = draw(st.sampled_from(registry()[operation].parameters))
        text = texts.get(parameter.name, parameter.default or "")
        start = draw(st.integers(0, len(text)))
        stop = min(len(text), start + draw(st.integers(0, 2)))
        texts[parameter.name] = text[:start] + draw(PIECES) + text[stop:]
        if draw(st.integers(0, 9)) == 0:
            del texts[parameter.name]
    return operation, texts
