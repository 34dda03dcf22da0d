"""How these tests ask what mends a request, and ask again."""

from collections.abc import Iterator

import pytest

from einscope.core.errors import PatternError
from einscope.core.limits import DEFAULT_LIMITS
from einscope.core.mend import offer_repairs
from einscope.core.ops import registry
from tests.core.asking import plan_of

Texts = dict[str, str]


def refused(operation: str, texts: Texts) -> PatternError:
    """The error of a request that must be refused, with what mends it."""
    with pytest.raises(PatternError) as caught:
        plan_of(operation, **texts)
    offer_repairs(caught.value, registry()[operation], texts, DEFAULT_LIMITS)
    return caught.value


def mended(operation: str, texts: Texts, repair: Texts) -> tuple[str, Texts]:
    """The request with a repair taken."""
    if "op" in repair:
        return repair["op"], {name: text for name, text in repair.items() if name != "op"}
    return operation, {**texts, **repair}


def offers(error: PatternError) -> Iterator[Texts]:
    """Everything that is offered."""
    yield from filter(None, (error.repair, *(repair for _, repair in error.choices)))


def assert_every_offer_is_answered(operation: str, texts: Texts, error: PatternError) -> None:
    """Each is asked again."""
    for repair in offers(error):
        op, again = mended(operation, texts, repair)
        plan_of(op, **again)


def assert_every_offer_mends(operation: str, texts: Texts, error: PatternError) -> None:
    """Each is asked again; the first that leaves the operation as it is, is the repair; no two do or say the same."""
    assert_every_offer_is_answered(operation, texts, error)
    repairs = [repair for _, repair in error.choices]
    own = [repair for repair in repairs if "op" not in repair]
    assert not error.choices or error.repair == (own[0] if own else {})
    assert len({str(sentence) for sentence, _ in error.choices}) == len(repairs)
    assert all(repairs.count(repair) == 1 for repair in repairs)
