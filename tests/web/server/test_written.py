"""What the API answers is written down from the classes of the core: none is repeated for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, is_dataclass
from inspect import get_annotations
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from einscope.core.address import Address
from einscope.core.errors import Sentence, Span, say
from einscope.core.judge.round_trip import RoundTrip
from einscope.core.operation import Question
from einscope.core.ops import registry
from einscope.core.program.answer.way import Hop
from einscope.core.say.explain import Named
from einscope.core.told import UNTOLD, parts, told
from einscope.web.answers.answer import Answer
from einscope.web.program.answer import ProgramAnswer
from einscope.web.requests.links import Links
from einscope.web.server.written import Reader, written
from tests.web.client import Client, answer

# What only the web knows: addresses, and the answers that they are added to.
ITS_OWN = {"Answer": {"links", "in_parts"}, "ProgramAnswer": {"links", "in_parts"}, "Links": {*Links.__annotations__}}
ITS_OWN |= {"ProgramLinks": ITS_OWN["Links"]}


def classes(kind: Any) -> Iterator[type]:
    """The dataclasses that an annotation speaks of, and those inside them."""
    if isinstance(kind, type) and is_dataclass(kind) and kind not in (Sentence, Address, Named):
        yield kind
        for part in parts(kind):
            yield from classes(part.kind)
    for inner in get_args(kind):
        yield from classes(inner)


@pytest.mark.parametrize("root", [Answer, ProgramAnswer, RoundTrip, Question, Hop])
def test_every_class_of_an_answer_is_the_core_s(root: type) -> None:
    for each in set(classes(root)):
        own = set(get_annotations(each))
        outside = not each.__module__.startswith("einscope.core.")
        assert not outside or own == ITS_OWN[each.__name__], each


def test_the_description_names_what_the_classes_tell_and_says_of_each_what_its_docstring_says(client: Client) -> None:
    schemas = answer(client.get("/openapi.json"))["components"]["schemas"]
    for each in {*classes(Answer), *classes(ProgramAnswer), *classes(RoundTrip), *classes(Question)}:
        described = schemas[each.__name__]["properties"]
        assert list(described) == [part.name for part in parts(each)]
        assert {name: own.get("description", "") for name, own in described.items()} == {
            part.name: part.text for part in parts(each)
        }


@dataclass(frozen=True, slots=True)
class Inner:
    """Something.

    Args:
        span: where
            it is.
        twice: of ``size``; None: not known.
    """

    size: int
    span: Span
    hidden: int = field(default=0, metadata=UNTOLD)

    @told
    def twice(self) -> int | None:
        """Not this."""
        return 2 * self.size

    @told
    def page(self) -> Address:
        """The page of it."""
        return Address("roll", {"shape": str(self.size)})


@dataclass(frozen=True, slots=True)
class Outer:
    """Something with something in it."""

    inner: tuple[Inner, ...]
    said: Sentence | str
    found: dict[str, Inner | None]


def test_fields_and_what_is_worked_out_are_written_for_the_one_who_reads() -> None:
    one = Inner(3, Span(1, 2), hidden=7)
    reader = Reader("zh", lambda found: f"/{found.op}?shape={found.texts['shape']}&lang=zh")
    plain = {"span": [1, 2], "twice": 6, "size": 3, "page": "/roll?shape=3&lang=zh"}
    adapter: TypeAdapter[Outer] = TypeAdapter(written(Outer))
    for said, wanted in ((say("input"), "输入"), ("input", "input")):
        value = Outer((one,), said, {"a": one, "b": None})
        found = adapter.dump_python(value, mode="json", context=reader)
        assert found == {"inner": [plain], "said": wanted, "found": {"a": plain, "b": None}}
        assert list(found["inner"][0]) == ["span", "twice", "size", "page"]
    properties = TypeAdapter(written(Inner)).json_schema(mode="serialization")["properties"]
    assert properties["span"]["description"] == "where it is"
    assert properties["twice"]["description"] == "of `size`; null: not known"
    assert properties["page"]["description"] == "the page of it"


@pytest.mark.parametrize("name", [*registry()])
def test_an_operation_tells_what_every_question_tells(client: Client, name: str) -> None:
    [found] = [each for each in answer(client.get("/api/v1/operations")) if each["name"] == name]
    assert list(found) == [part.name for part in parts(Question)]
