"""What was pasted instead of a pattern: an error message of einops, a call of it, or axes permuted by their numbers."""

import re
from collections.abc import Iterator

from einscope.core.errors import say
from einscope.core.fields import write_sizes
from einscope.core.mend.mistake import SLIP, Candidate, Mistake
from einscope.core.ops import registry

_MESSAGE = re.compile(r"processing (\w+)-reduction pattern \"([^\"]*)\"")
_SHAPE = re.compile(r"Input tensor shape:\s*(?:[\w.]+\()?[(\[]([\d,\s]*)[)\]]")
_INFO = re.compile(r"Additional info:\s*\{([^}]*)\}")
_SIZE = re.compile(r"[\"'](\w+)[\"']:\s*(?:[\w.]+\()?(\d+)")
_CALL = re.compile(r"\b(rearrange|reduce|repeat|einsum)\s*\([^\"']*([\"'])(.+?)\2([^)]*)", re.IGNORECASE)
_QUOTED = re.compile(r"([\"'])([^\"']*->[^\"']*)\1")
_PERMUTED = re.compile(r"(?:\b(permute|transpose|swapaxes)\s*\(|^(?=[\d\s,()\[\]-]+$))(.*)", re.DOTALL)
_LETTERS = "abcdefgh"
_KEYWORD = re.compile(r"([^\W\d]\w*)\s*=\s*(\d+)")


def pasted(mistake: Mistake) -> Iterator[Candidate]:
    """The request that a message, or a call, in place of the pattern is about."""
    text = mistake.asked.text("pattern")
    if permuted := _permuted(mistake, text):
        yield Candidate(say("read {pattern} out of it", pattern=permuted), {"pattern": permuted}, SLIP)
    if "(" not in text and '"' not in text and "'" not in text:
        return
    if message := _MESSAGE.search(text):
        shape, info = _SHAPE.search(text), _INFO.search(text)
        sizes = {name: int(size) for name, size in _SIZE.findall(info[1] if info else "")}
        texts = {"pattern": message[2], "sizes": write_sizes(sizes)}
        if shape:
            texts["shape"] = ",".join(re.findall(r"\d+", shape[1]))
        yield _asked(mistake, message[1], texts)
    elif call := _CALL.search(text):
        sizes = {name: int(size) for name, size in _KEYWORD.findall(call[4])}
        reduction = re.search(r"[\"'](\w+)[\"']", call[4])
        more = {"reduction": reduction[1]} if reduction and call[1].lower() == "reduce" else {}
        texts = {"pattern": call[3], "sizes": write_sizes(sizes), **more}
        yield _asked(mistake, call[1].lower(), texts)
    elif quoted := _QUOTED.search(text):
        yield Candidate(say("write {pattern}", pattern=quoted[2]), {"pattern": quoted[2]}, SLIP)


def _permuted(mistake: Mistake, text: str) -> str | None:
    """The pattern of axes that are permuted, or change places, by their numbers; None where the text says neither."""
    found = _PERMUTED.search(text)
    if found is None or mistake.asked.op != "rearrange":
        return None
    name, told = found.groups()
    if "." in told or ">" in told or "(" in text[: found.start()]:
        return None  # there is more to it
    listed = [int(number) for number in re.findall(r"-?\b\d\b", told)]
    rank = len(mistake.shape or listed)
    order = [number + rank if number < 0 else number for number in listed]
    if name in ("transpose", "swapaxes") and len(order) == 2 and not re.search(r"[(\[]", told):
        swapped = dict(zip(order, reversed(order), strict=True))
        order = [swapped.get(axis, axis) for axis in range(rank)] if {*order} <= {*range(rank)} else []
    if not order or len(order) > len(_LETTERS) or sorted(order) != [*range(len(order))]:
        return None
    letters = _LETTERS[: len(order)]
    return f"{' '.join(letters)} -> {' '.join(letters[axis] for axis in order)}"


def _asked(mistake: Mistake, name: str, texts: dict[str, str]) -> Candidate:
    """The request of an operation, or of reduce by the name of a reduction."""
    op, more = (name, {}) if name in registry() else ("reduce", {"reduction": name})
    own = {parameter.name for parameter in registry()[op].parameters}
    known = {field: text for field, text in {**texts, **more}.items() if field in own}
    says = say("read {pattern} out of it", pattern=texts["pattern"])
    return Candidate(says, known, SLIP, "" if op == mistake.asked.op else op)
