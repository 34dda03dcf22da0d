"""Equations: a comma that is missing, an output that no operand has, operands and shapes that are not equally many."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TypeVar

from einscope.core.errors import PatternError, say
from einscope.core.fields import ShapesText
from einscope.core.mend.mistake import SLIP, TENSOR, WORD, Candidate, Draft, Mistake, tidied, write_shape
from einscope.core.mend.sides import distance
from einscope.core.pattern.lexer import Token
from einscope.core.plan import Shape

Item = TypeVar("Item")

_PERMUTED = 3  # axes of an operand that are tried in another order
_NEAREST = 3


def in_brackets(mistake: Mistake) -> Iterator[Candidate]:
    """An equation without its brackets; or the operation that splits and joins axes."""
    brackets = [token for token in mistake.draft.tokens if token.kind in ("open", "close")]
    yield Candidate(say("remove the brackets"), {"pattern": mistake.draft.replaced(brackets, " ")}, WORD)
    yield Candidate(say("use rearrange instead"), {}, TENSOR, "rearrange")


def labels_of_output(mistake: Mistake) -> Iterator[Candidate]:
    """An output axis that no operand has: another name, or none."""
    if mistake.asked.op != "einsum":
        return
    draft = mistake.draft
    output = {token.text for token in draft.words(True, "name")}
    free = Counter(token.text for token in draft.words(False, "name") if token.text not in output)
    for culprit in mistake.culprits[:1]:
        # What several operands have is rather summed than kept.
        costs = {
            name: min(distance(culprit.text, name), WORD if times == 1 else TENSOR) for name, times in free.items()
        }
        for name in sorted(costs, key=lambda name: costs[name])[:_NEAREST]:
            says = say("write {new} for {old}", new=name, old=culprit.text)
            yield Candidate(says, {"pattern": draft.replaced([culprit], name)}, costs[name])
        yield Candidate(say("remove {axis}", axis=culprit.text), {"pattern": draft.without(culprit)}, WORD)


def operands_counted(mistake: Mistake) -> Iterator[Candidate]:
    """Commas where the shapes want them; an ellipsis for axes that are not named; shapes that are too many."""
    shapes = _shapes(mistake)
    if mistake.asked.op != "einsum" or not shapes:
        return
    draft = mistake.draft
    words = draft.words(right=False)
    operands = _operands(draft)
    if sum(map(len, shapes)) == len(words) and not any(word.kind == "ellipsis" for word in words):
        if len(operands) > len(shapes):
            sizes = [size for shape in shapes for size in shape]
            yield _given(_parted(sizes, operands), SLIP)
        else:
            yield _read_as(draft, [_between(draft, part) for part in _parted(words, shapes)])
    if len(operands) == len(shapes):
        more = [len(shape) > len(operand) for operand, shape in zip(operands, shapes, strict=True)]
        dotted = [
            draft.between.join((*(["..."] if dots else []), *(word.text for word in operand)))
            for operand, dots in zip(operands, more, strict=True)
        ]
        says = say("let ... stand for the first axes")
        yield Candidate(says, {"pattern": _joined(draft, dotted, dots=True)}, WORD)
    elif len(operands) < len(shapes):
        for kept in (shapes[: len(operands)], shapes[len(shapes) - len(operands) :]):
            yield _given(kept)


def _parted(items: Sequence[Item], like: Sequence[Sequence[object]]) -> list[Sequence[Item]]:
    """Items in parts as long as those are."""
    rest = iter(items)
    return [[next(rest) for _ in part] for part in like]


def _between(draft: Draft, words: Sequence[Token]) -> str:
    return draft.between.join(word.text for word in words)


def other_sizes(mistake: Mistake) -> Iterator[Candidate]:
    """An operand with its axes in another order, so that sizes agree; or the size that was given last."""
    shapes = _shapes(mistake)
    operands = _operands(mistake.draft)
    if mistake.asked.op != "einsum" or len(shapes) != len(operands) or not mistake.draft.arrows:
        return
    names = [[word.text for word in operand] for operand in operands]
    if any(len(labels) != len(shape) for labels, shape in zip(names, shapes, strict=True)):
        return
    for number, labels in reversed([*enumerate(names)]):
        for order in [*permutations(labels)][1:] if 1 < len(labels) <= _PERMUTED else ():
            turned = [*names[:number], list(order), *names[number + 1 :]]
            if _agree(turned, shapes):
                yield _read_as(mistake.draft, [mistake.draft.between.join(labels) for labels in turned])
    pairs = [pair for labels, shape in zip(names, shapes, strict=True) for pair in zip(labels, shape, strict=True)]
    for sizes in (dict(reversed(pairs)), dict(pairs)):
        yield _given([tuple(sizes[label] for label in labels) for labels in names])


def _agree(names: Sequence[Sequence[str]], shapes: Sequence[Shape]) -> bool:
    sizes: dict[str, int] = {}
    pairs = [pair for labels, shape in zip(names, shapes, strict=True) for pair in zip(labels, shape, strict=True)]
    return all(sizes.setdefault(label, size) == size for label, size in pairs)


def _operands(draft: Draft) -> list[list[Token]]:
    operands: list[list[Token]] = [[]]
    for token in draft.sides[0]:
        if token.kind == "comma":
            operands.append([])
        else:
            operands[-1].append(token)
    return operands


def _read_as(draft: Draft, operands: Sequence[str]) -> Candidate:
    pattern = _joined(draft, operands)
    return Candidate(say("write {pattern}", pattern=pattern), {"pattern": pattern}, SLIP)


def _joined(draft: Draft, operands: Sequence[str], dots: bool = False) -> str:
    """The equation with other operands, and the output as it was; with an ellipsis in front."""
    written = ("," if not draft.between else ", ").join(operands)
    if not draft.arrows:
        return written
    output = draft.text[draft.arrows[0].span.end :].strip()
    if dots and "..." not in output:
        output = f"...{draft.between}{output}"
    arrow = "->" if not draft.between else " -> "
    return tidied(f"{written}{arrow}{output}")


def _shapes(mistake: Mistake) -> list[Shape]:
    try:
        return list(ShapesText().read(mistake.asked.text("shape"), "shape", mistake.limits).shapes)
    except PatternError:
        return []


def _given(shapes: Sequence[Sequence[int]], cost: int = TENSOR) -> Candidate:
    text = ";".join(map(write_shape, shapes))
    return Candidate(say("give the operands the shapes {shapes}", shapes=text), {"shape": text}, cost)


def several_operands(mistake: Mistake) -> Iterator[Candidate]:
    """The operation that takes several tensors, where the pattern has operands."""
    if any(token.kind == "comma" for token in mistake.draft.tokens):
        yield Candidate(say("use einsum instead"), {}, SLIP, "einsum")
